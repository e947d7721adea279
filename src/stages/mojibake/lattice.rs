//! The cheapest way to read a line, of which any part may have been misread along one chain.
//! A path over the line's bytes: at each place the text stands as it is, or its bytes are read as they were written.

use crate::charset::{Charset, gbk};
use crate::score;

use super::NAT;
use super::chains::{Bytes, CHAINS, Chain, is_narrow};
use super::lost::{self, Filling, Gaps, Spot};
use super::twins::Twins;

/// What it costs to begin a misread part: less, and chance would find some in every line.
pub(super) const BEGIN: i64 = 6 * NAT;

/// What it costs more to begin or end one next to text that is not ASCII: damage rarely stops in mid-sentence.
const EDGE: i64 = 6 * NAT;

/// What a character costs more that two bytes make by chance.
const NARROW: i64 = 10 * NAT;

/// What a reading costs beyond its characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    /// A part of its own.
    begin: i64,
    /// Its edge next to text that is not ASCII.
    edge: i64,
    /// A character outside ASCII that is left standing: where another layer lies below, half-undone text is no more
    /// ordinary than what it was.
    bias: i64,
}

impl Terms {
    /// Of a line of which nothing is known.
    pub(super) const USUAL: Terms = Terms { begin: BEGIN, edge: EDGE, bias: 0 };
    /// Of a line at whose edge there is damage.
    pub(super) const AT_EDGE: Terms = Terms { begin: 3 * NAT, edge: 0, bias: 0 };

    /// Of a line that is rather misread as a whole.
    pub(super) const fn biased(bias: i64) -> Terms {
        Terms { bias, ..Terms::USUAL }
    }
}

/// Paths kept at each place. Only inferred characters need more than two.
const BEAM: usize = 10;

/// Characters of a line looked at in one piece; a longer line is cut where a character ends on both sides.
const PIECE: usize = 16 * 1024;

/// A part of the line read as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Bytes of the line it replaces.
    pub(super) span: std::ops::Range<usize>,
    /// The text as it was written.
    pub(super) text: String,
    /// How much more ordinary that is, in 1/16 nat.
    pub(super) gain: i64,
    /// What it costs.
    pub(super) cost: i64,
    /// Characters of the text outside ASCII.
    pub(super) characters: u32,
    /// Characters that stand on a lost byte: where in `text`, and what else they may be.
    pub(super) inferred: Vec<Inferred>,
}

/// A character that was chosen, not read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inferred {
    /// Its first byte in the part's text.
    pub(super) at: usize,
    /// All it may be.
    pub(super) candidates: Vec<char>,
    /// Whether an ASCII character, mostly a mark, is gone behind it.
    pub(super) swallowed: bool,
}

/// The parts of `line` that read better as bytes of the chain.
pub(super) fn parts(line: &str, chain: Chain, terms: Terms) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    while from < line.len() {
        let piece = Piece::new(&line[from..], chain, terms);
        from += piece.read(from, &mut parts);
    }
    parts
}

/// The head of a line as bytes of the chain.
struct Piece {
    chain: Chain,
    terms: Terms,
    bytes: Vec<u8>,
    twins: Twins,
    /// For each byte, the number of the character that begins there, or [`INSIDE`].
    owners: Vec<u32>,
    chars: Vec<(usize, char)>,
    /// Cost of the line as it stands before each character.
    standing: Vec<i64>,
    /// Bytes of the line's text in the piece.
    length: usize,
    is_last: bool,
}

const INSIDE: u32 = u32::MAX;

/// Stands for a character that the chain cannot have produced. No encoding here begins or goes on with it.
const BARRIER: u8 = 0x00;

/// What a character counts in the text as it stands. Doubled it is no more evidence than once, nor is a mark any.
pub(super) fn standing(last: char, c: char) -> i64 {
    let own = i64::from(score::step(last, c));
    match c {
        char::REPLACEMENT_CHARACTER => own.min(lost::MARK),
        _ if c == last => own.min(DOUBLED),
        _ => own,
    }
}

/// What the second of two equal characters counts.
const DOUBLED: i64 = 4 * NAT;

/// One character of a path.
#[derive(Clone, Copy)]
struct Node {
    before: u32,
    c: char,
    /// Where it begins, and where the next one does.
    at: u32,
    end: u32,
    /// Cost of the path up to here, and of this character alone.
    cost: i64,
    own: i64,
    decoded: bool,
    inferred: bool,
    /// Whether the character that stands where it ends, if it ends inside one, is taken for its other bytes.
    twin: bool,
}

impl Node {
    /// The byte it begins at, and the one behind it.
    fn bytes(&self) -> (usize, usize) {
        (self.at as usize / 2, (self.end as usize).div_ceil(2))
    }

    /// Whether it begins in a mark that stands for two bytes.
    fn begins_inside(&self) -> bool {
        self.at % 2 == 1
    }
}

/// The node before the first one.
const START: u32 = u32::MAX;

impl Piece {
    fn new(text: &str, chain: Chain, terms: Terms) -> Self {
        let mut piece = Self {
            chain,
            terms,
            bytes: Vec::with_capacity(text.len().min(2 * PIECE)),
            twins: Twins::default(),
            owners: Vec::new(),
            chars: Vec::new(),
            standing: vec![0],
            length: 0,
            is_last: true,
        };
        let (mut last, mut sum) = ('\n', 0);
        for (offset, c) in text.char_indices() {
            if piece.chars.len() == PIECE {
                piece.is_last = false;
                break;
            }
            piece.owners.push(u32::try_from(piece.chars.len()).unwrap_or(INSIDE));
            match chain.bytes(c) {
                _ if c == '€' && piece.is_other_euro(&text[offset..]) => {
                    piece.bytes.extend(gbk::EURO);
                    piece.owners.push(INSIDE);
                }
                Some(Bytes::One(byte)) => piece.bytes.push(byte),
                Some(Bytes::Two(pair)) => {
                    if let Some(twin) = chain.other_bytes(c) {
                        piece.twins.add(piece.bytes.len(), twin);
                    }
                    piece.bytes.extend(pair);
                    piece.owners.push(INSIDE);
                }
                None => piece.bytes.push(BARRIER),
            }
            piece.chars.push((offset, c));
            sum += standing(last, c);
            piece.standing.push(sum);
            last = c;
            piece.length = offset + c.len_utf8();
        }
        piece
    }

    /// Whether a euro sign at this place of UTF-8 read as GBK is the cell of two bytes and not the byte 80: it ends a
    /// character and begins the next, whose second byte follows.
    fn is_other_euro(&self, rest: &str) -> bool {
        let after = rest.chars().nth(1).and_then(|c| self.chain.bytes(c));
        let goes_on = match after {
            Some(Bytes::One(byte) | Bytes::Two([byte, _])) => (0x80..0xC0).contains(&byte),
            None => false,
        };
        let lacks_one = matches!(self.bytes[..], [.., 0xE0..=0xEF, 0x80..=0xBF] | [.., 0xC2..=0xDF]);
        self.chain == CHAINS[0] && goes_on && lacks_one
    }

    /// Reads the piece, pushes its parts with `base` added to their spans, and returns how much of the text is done.
    fn read(&self, base: usize, parts: &mut Vec<Part>) -> usize {
        let nodes = self.path();
        let until = if self.is_last { self.bytes.len() } else { self.cut(&nodes) };
        let nodes = &nodes[..nodes.partition_point(|node| (node.at as usize) < 2 * until)];
        for run in nodes.chunk_by(|a, b| a.decoded == b.decoded).filter(|run| run[0].decoded) {
            self.push_part(run, base, parts);
        }
        self.offset(until)
    }

    /// The last place in the second half of the piece where a character ends both as it stands and as it was written.
    fn cut(&self, nodes: &[Node]) -> usize {
        let places = nodes.iter().rev().skip(8).filter(|node| !node.begins_inside()).map(|node| node.bytes().0);
        let mut synced = places.take_while(|&at| at > self.bytes.len() / 2).filter(|&at| self.owners[at] != INSIDE);
        synced.next().unwrap_or(self.bytes.len())
    }

    /// Whether a character of the path is the one that stands there anyway: ASCII that was read rightly.
    fn stands(&self, node: &Node) -> bool {
        let (at, _) = node.bytes();
        node.c.is_ascii() && self.owners[at] != INSIDE && self.chars[self.owner(at)].1 == node.c
    }

    /// The number of the character that begins at a byte place; their count at the end.
    fn owner(&self, at: usize) -> usize {
        self.owners.get(at).map_or(self.chars.len(), |&owner| owner as usize)
    }

    fn offset(&self, at: usize) -> usize {
        self.chars.get(self.owner(at)).map_or(self.length, |&(offset, _)| offset)
    }

    fn push_part(&self, run: &[Node], base: usize, parts: &mut Vec<Part>) {
        let Some(first) = run.iter().position(|node| !self.stands(node)) else { return };
        let Some(last) = run.iter().rposition(|node| !self.stands(node)) else { return };
        let own = &run[first..=last];
        let (start, end) = (own[0].bytes().0, own[own.len() - 1].bytes().1);
        let (from, to) = (self.owner(start), self.owner(end));
        let standing = self.standing[to] - self.standing[from];
        let path = own.iter().map(|node| node.own).sum::<i64>();
        parts.push(Part {
            span: base + self.offset(start)..base + self.offset(end),
            text: own.iter().map(|node| node.c).collect(),
            gain: standing - path,
            cost: path,
            characters: u32::try_from(own.iter().filter(|node| !node.c.is_ascii()).count()).unwrap_or(u32::MAX),
            inferred: self.inferred(own),
        });
    }

    fn inferred(&self, path: &[Node]) -> Vec<Inferred> {
        let gaps = Gaps::new(self.chain, &self.bytes);
        let mut at = 0;
        let mut inferred = Vec::new();
        let mut last = '\n';
        for (number, node) in path.iter().enumerate() {
            if node.inferred {
                let next = path.get(number + 1).filter(|next| next.begins_inside()).map(|next| next.c);
                let ways = gaps.at(node.at as Spot).into_iter().filter(|way| way.end == node.end as Spot);
                let able = |&c: &char| {
                    (!node.begins_inside() || gaps.follows(last, c)) && next.is_none_or(|next| gaps.follows(c, next))
                };
                let candidates = ways.flat_map(|way| way.candidates).map(|(c, _)| c).filter(able).collect();
                inferred.push(Inferred { at, candidates, swallowed: gaps.swallows(node.end as Spot) });
            }
            at += node.c.len_utf8();
            last = node.c;
        }
        inferred
    }

    /// The cheapest path over the whole piece.
    fn path(&self) -> Vec<Node> {
        let gaps = Gaps::new(self.chain, &self.bytes);
        let end: Spot = 2 * self.bytes.len();
        let mut arena: Vec<Node> = Vec::with_capacity(end);
        let mut waiting: [Vec<Node>; AHEAD] = std::array::from_fn(|_| Vec::new());
        let mut kept = vec![START];
        for spot in 0..=end {
            if spot > 0 {
                // Few paths stand inside a mark.
                if spot % 2 == 1 && waiting[spot % AHEAD].is_empty() {
                    continue;
                }
                keep(&mut waiting[spot % AHEAD], &mut arena, &mut kept);
            }
            if spot < end && !kept.is_empty() {
                let fillings = gaps.at(spot);
                for &before in &kept {
                    self.steps(spot, before, &arena, (&gaps, &fillings), &mut waiting);
                }
            }
        }
        let mut path = Vec::with_capacity(end);
        let mut number = kept.first().copied().unwrap_or(START);
        while let Some(&node) = arena.get(number as usize) {
            path.push(node);
            number = node.before;
        }
        path.reverse();
        path
    }

    /// Every way on from the path that ends with node `before` at `spot`.
    fn steps(
        &self,
        spot: Spot,
        before: u32,
        arena: &[Node],
        (gaps, fillings): (&Gaps<'_>, &[Filling]),
        waiting: &mut [Vec<Node>; AHEAD],
    ) {
        let (last, cost, decoded, twin) = arena
            .get(before as usize)
            .map_or(('\n', 0, false, false), |node| (node.c, node.cost, node.decoded, node.twin));
        let (at, inside) = (spot / 2, spot % 2 == 1);
        let mut push = |c: char, end: Spot, own: i64, decoded: bool, extra: i64, inferred: bool, twin: bool| {
            let (cost, at, end) = (cost + own + extra, spot as u32, end as u32);
            waiting[end as usize % AHEAD].push(Node { before, c, at, end, cost, own, decoded, inferred, twin });
        };
        let score = |c: char| i64::from(score::step(last, c));
        let owner = self.owners[at];
        if let Some(&(_, c)) = self.chars.get(owner as usize).filter(|_| !inside) {
            let length = self.owners[at + 1..].iter().take_while(|&&next| next == INSIDE).count() + 1;
            let extra = if c.is_ascii() { 0 } else { self.terms.bias + if decoded { self.terms.edge } else { 0 } };
            push(c, spot + 2 * length, score(c), false, extra, false, false);
        }
        if !decoded && owner == INSIDE {
            return;
        }
        let begin = match decoded {
            true => 0,
            false if last.is_ascii() => self.terms.begin,
            false => self.terms.begin + self.terms.edge,
        };
        let read = |c: char, length: usize, twin: bool| {
            // A part begins and ends with what was misread; ASCII is the same on both sides.
            if decoded || !c.is_ascii() {
                let narrow = if self.chain.written == Charset::UTF_8 && is_narrow(c) { NARROW } else { 0 };
                push(c, spot + 2 * length, score(c), true, begin + narrow, false, twin);
            }
        };
        if !inside {
            self.twins.each(self.chain, (&self.bytes, at), twin, read);
        }
        for filling in fillings {
            if filling.candidates.is_empty() {
                push(filling.mark, filling.end, filling.hole(spot), true, begin, false, false);
            }
            filling.characters(gaps, spot, last, |c, extra| {
                push(c, filling.end, score(c), true, begin + extra, true, false);
            });
        }
    }
}

/// Bytes of the longest character.
pub(super) const LONGEST: usize = 4;

/// Places that a step may reach, and the one it comes from.
const AHEAD: usize = 2 * LONGEST + 2;

/// A path so much dearer than another of its kind that ends at the same place is never the best.
const DEARER: i64 = 14 * NAT;

/// Keeps the cheapest paths of those that end at one place, and empties the place for later ones.
fn keep(ending: &mut Vec<Node>, arena: &mut Vec<Node>, kept: &mut Vec<u32>) {
    ending.sort_unstable_by_key(|node| (node.cost, node.decoded, node.c, node.before));
    kept.clear();
    let mut cheapest = [None; 2];
    for node in ending.drain(..) {
        // What follows costs nearly the same behind any of them.
        if node.cost > *cheapest[usize::from(node.decoded)].get_or_insert(node.cost) + DEARER {
            continue;
        }
        let state = |node: &Node| (node.c, node.decoded, node.twin);
        let known = |&number: &u32| state(&arena[number as usize]) == state(&node);
        if kept.len() < BEAM && !kept.iter().any(known) {
            kept.push(u32::try_from(arena.len()).unwrap_or(START));
            arena.push(node);
        }
    }
}
