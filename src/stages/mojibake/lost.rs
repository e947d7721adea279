//! Characters of which bytes were lost on the way: a `?` or U+FFFD stands for one of them, or for two that the decoder
//! has no character for, or a blank for a hard space.
//! What is known of the character leaves few candidates; the path over the line, and then its words, choose.

use crate::charset::losses::Losses;
use crate::charset::{Charset, big5, gbk};
use crate::score;
use crate::tables::{is_simplified_only, is_traditional_only};

use super::NAT;
use super::chains::{Chain, LOST};
use super::fill::{LIKELY, Usual, lost_whole};

/// What an inferred character costs beyond its own score, by the bytes it lost: the choice between some sixty-four,
/// or some two thousand.
const PENALTY: [i64; 4] = [0, 4 * NAT, 7 * NAT, 0];

/// What a mark counts in the text as it stands: that bytes were lost is no evidence of how they were misread.
pub(super) const MARK: i64 = 5 * NAT;

/// What a character costs beyond its marks of which no byte is known.
const HOLE: i64 = 3 * NAT;

/// Candidates handed on to the path, by the bytes lost; those dearer at once are dearer in any context that matters.
const CANDIDATES: [usize; 4] = [0, 6, 10, 0];

/// A character of the script the text is not in: the model takes both forms for one.
const FOREIGN: i32 = 4 * NAT as i32;

/// The bytes windows-1252 leaves undefined, which readers lose, and the hard space, which cleaners turn into a blank.
const UNDEFINED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// A place of a path over bytes and marks: twice the number of them before it, and one more inside a mark that stands
/// for two bytes.
pub(super) type Spot = usize;

/// The bytes of a line, with the marks of lost ones among them.
pub(super) struct Gaps<'p> {
    chain: Chain,
    bytes: &'p [u8],
    losses: Option<&'static Losses>,
    /// Bytes of a character that is written in more than one, as all Chinese is.
    length: usize,
    /// Whether there may be any.
    any: bool,
    /// Whether what is known of the text is rather Traditional.
    traditional: bool,
}

/// What the character at a place may be, by one way to share out its marks.
pub(super) struct Filling {
    /// All it may be, each with what it costs beyond its score and what every inferred one costs; empty for a character
    /// of which no byte is known.
    pub(super) candidates: Vec<(char, i32)>,
    /// Where it ends.
    pub(super) end: Spot,
    /// Bytes of it that are lost.
    pub(super) lost: usize,
    /// What stands for it where nothing is known of it.
    pub(super) mark: char,
}

/// How one byte of a character comes from the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Known(u8),
    /// A mark stands for it alone.
    Alone(u8),
    /// It is the first, or the second, of two that a mark stands for.
    First(u8),
    Second(u8),
}

/// One way to take the bytes of a character.
#[derive(Clone, Copy)]
struct Shape {
    hows: [How; 3],
    end: Spot,
}

impl<'p> Gaps<'p> {
    pub(super) fn new(chain: Chain, bytes: &'p [u8]) -> Self {
        let length = if chain.written == Charset::UTF_8 { 3 } else { 2 };
        let mut gaps = Gaps { chain, bytes, losses: None, length, any: false, traditional: false };
        gaps.any = (chain.written == Charset::UTF_8 || chain.reads_pairs()) && bytes.iter().any(|&b| gaps.is_mark(b));
        if gaps.any {
            gaps.losses = Losses::of(chain.read);
            gaps.traditional = gaps.is_traditional();
        }
        gaps
    }

    /// By the characters that lost nothing.
    fn is_traditional(&self) -> bool {
        let mut balance = 0;
        let mut at = 0;
        while at < self.bytes.len() {
            let (c, length) = self.chain.character(&self.bytes[at..]).unwrap_or((' ', 1));
            balance += i32::from(is_traditional_only(c)) - i32::from(is_simplified_only(c));
            at += length;
        }
        balance > 0 || balance == 0 && self.chain.is_usually_traditional()
    }

    /// What a character of the other script costs.
    fn foreign(&self, c: char) -> i32 {
        if is_foreign(c, self.traditional) { FOREIGN } else { 0 }
    }

    fn is_mark(&self, byte: u8) -> bool {
        matches!(byte, b'?' | LOST) || byte == b' ' && !self.chain.reads_pairs()
    }

    /// What the character that begins at `from` may be if it lost bytes.
    pub(super) fn at(&self, from: Spot) -> Vec<Filling> {
        let place = from / 2;
        let near = &self.bytes[place..self.bytes.len().min(place + self.length)];
        let is_far =
            || !near.iter().any(|&byte| self.is_mark(byte)) || !self.may_stand(0, near[0]) && !self.is_mark(near[0]);
        if !self.any || near.is_empty() || is_far() {
            return Vec::new();
        }
        let shapes = self.shapes(from).into_iter().filter(|shape| shape.lost(self.length) > 0);
        shapes.filter_map(|shape| self.filling(&shape)).collect()
    }

    fn shapes(&self, from: Spot) -> Vec<Shape> {
        let mut shapes = vec![Shape { hows: [How::Known(0); 3], end: from }];
        for slot in 0..self.length {
            let mut longer = Vec::with_capacity(2 * shapes.len());
            for shape in shapes {
                let place = shape.end / 2;
                let Some(&byte) = self.bytes.get(place) else { continue };
                let mut push = |how: How, spots: usize| {
                    let mut hows = shape.hows;
                    hows[slot] = how;
                    longer.push(Shape { hows, end: shape.end + spots });
                };
                match shape.end % 2 {
                    1 => push(How::Second(byte), 1),
                    _ if self.is_mark(byte) => {
                        push(How::Alone(byte), 2);
                        if self.losses.is_some_and(Losses::has_holes) {
                            push(How::First(byte), 1);
                        }
                    }
                    _ if self.may_stand(slot, byte) => push(How::Known(byte), 2),
                    _ => {}
                }
            }
            shapes = longer;
        }
        shapes
    }

    /// Whether a character of several bytes may have this one there.
    fn may_stand(&self, slot: usize, byte: u8) -> bool {
        match (self.chain.written, slot) {
            (Charset::UTF_8, 0) => matches!(byte, 0xE2..=0xE9 | 0xEF),
            (Charset::UTF_8, _) => (0x80..0xC0).contains(&byte),
            (_, 0) => (0x81..0xFF).contains(&byte),
            (Charset::BIG5, _) => big5::is_trail(byte),
            _ => gbk::is_trail(byte),
        }
    }

    fn filling(&self, shape: &Shape) -> Option<Filling> {
        let lost = shape.lost(self.length);
        let mut filling = Filling { candidates: Vec::new(), end: shape.end, lost, mark: shape.mark() };
        if lost == self.length && !matches!(shape.hows, [How::First(_), How::Second(_), How::Known(0)]) {
            return Some(filling);
        }
        let known = shape.hows.map(|how| if let How::Known(byte @ 1..) = how { Some(byte) } else { None });
        if self.length == 3 && lost == 1 {
            let mut bytes = known.map(Option::unwrap_or_default);
            let slot = known.iter().position(Option::is_none)?;
            for byte in 0x80..0xF0 {
                bytes[slot] = byte;
                let c = (self.may_stand(slot, byte) && self.agrees(shape, bytes)).then(|| self.chain.character(&bytes));
                filling.candidates.extend(c.flatten().filter(|&(c, _)| is_written(c)).map(|(c, _)| (c, self.extra(c))));
            }
        } else {
            let known = if self.length == 2 { [known[0], known[1], None] } else { known };
            let usual = || self.usual(shape, known).into_iter().map(|c| (c, self.extra(c))).collect();
            filling.candidates =
                if lost == self.length { lost_whole(self.chain, self.traditional, usual).to_vec() } else { usual() };
        }
        (!filling.candidates.is_empty()).then_some(filling)
    }

    /// The commonest characters that have the known bytes and would have lost the others, those of the text's script
    /// before all of the other.
    fn usual(&self, shape: &Shape, known: [Option<u8>; 3]) -> Vec<char> {
        let (mut found, mut others) = (Vec::new(), Vec::new());
        Usual::of(self.chain.written).each(known, |bytes, c| {
            if found.len() < LIKELY && self.agrees(shape, bytes) {
                if self.foreign(c) == 0 { found.push(c) } else { others.push(c) }
            }
        });
        others.truncate(LIKELY - found.len());
        found.append(&mut others);
        found
    }

    /// Whether the decoder would have lost of these bytes what the shape says.
    fn agrees(&self, shape: &Shape, bytes: [u8; 3]) -> bool {
        let next = |slot: usize| (slot + 1 < self.length).then(|| bytes[slot + 1]);
        (0..self.length).all(|slot| match (shape.hows[slot], self.losses) {
            (How::Known(_) | How::Second(_), _) => true,
            (How::First(_), losses) => {
                next(slot).is_none_or(|next| losses.is_some_and(|own| own.pair(bytes[slot], next)))
            }
            (How::Alone(b' '), None) => bytes[slot] == 0xA0,
            (How::Alone(_), None) => UNDEFINED.contains(&bytes[slot]),
            (How::Alone(mark), Some(losses)) => match next(slot) {
                Some(next) => losses.alone(bytes[slot], Some(next)),
                None => self.is_lost_at_end(losses, bytes[slot], mark, shape.end),
            },
        })
    }

    /// Whether the last byte of a character is lost by itself. Where an ASCII character may be gone with it, nothing is
    /// known of what followed.
    fn is_lost_at_end(&self, losses: &Losses, byte: u8, mark: u8, end: Spot) -> bool {
        let next = self.bytes.get(end / 2).copied().filter(|next| !next.is_ascii());
        let swallows = mark == b'?' || !losses.has_holes();
        losses.alone(byte, next.filter(|_| !swallows))
    }

    /// What a character costs beyond its score and what every inferred one costs.
    fn extra(&self, c: char) -> i32 {
        preference(c) + self.foreign(c)
    }

    /// Whether `c` can stand behind `last` where the last byte of the one and the first of the other were lost together.
    pub(super) fn follows(&self, last: char, c: char) -> bool {
        match (self.losses, self.ends(last), self.ends(c)) {
            (Some(losses), Some((_, tail)), Some((head, _))) => losses.pair(tail, head),
            _ => true,
        }
    }

    /// The first and the last byte of a character as it was written.
    fn ends(&self, c: char) -> Option<(u8, u8)> {
        match self.chain.written {
            _ if matches!(c, '?' | char::REPLACEMENT_CHARACTER) => None,
            Charset::GB18030 => gbk::bytes(c).map(|[lead, trail]| (lead, trail)),
            Charset::BIG5 => big5::bytes(c).map(|[lead, trail]| (lead, trail)),
            _ => {
                let mut bytes = [0; 4];
                let bytes = c.encode_utf8(&mut bytes).as_bytes();
                Some((bytes[0], bytes[bytes.len() - 1]))
            }
        }
    }

    /// Whether the `?` for the last byte of a character at `at` also stands for the ASCII character behind it: Windows
    /// keeps only blanks, quotes and line ends there.
    pub(super) fn swallows(&self, end: Spot) -> bool {
        let is_blank = |next: &u8| matches!(next, b' ' | b'\t' | b'"' | b'\'');
        end.is_multiple_of(2)
            && self.chain.reads_pairs()
            && self.bytes[end / 2 - 1] == b'?'
            && self.bytes.get(end / 2).is_some_and(|next| !is_blank(next))
    }
}

impl Shape {
    fn lost(&self, length: usize) -> usize {
        self.hows[..length].iter().filter(|how| !matches!(how, How::Known(_))).count()
    }

    fn mark(&self) -> char {
        let is_question = |how: &How| matches!(how, How::Alone(b'?') | How::First(b'?') | How::Second(b'?'));
        if self.hows.iter().any(is_question) { '?' } else { char::REPLACEMENT_CHARACTER }
    }
}

impl Filling {
    /// What it costs to leave the character as its mark: as much as its marks, and more.
    pub(super) fn hole(&self, from: Spot) -> i64 {
        let each = if self.mark == '?' { MARK } else { 2 * MARK };
        (self.end - from) as i64 * each / 2 + HOLE
    }

    /// Calls `push` with each likely character behind `last`, and what it costs beyond its score.
    pub(super) fn characters(&self, gaps: &Gaps<'_>, from: Spot, last: char, mut push: impl FnMut(char, i64)) {
        let straddles = from % 2 == 1;
        let able = self.candidates.iter().filter(|&&(c, _)| !straddles || gaps.follows(last, c));
        let mut likely: Vec<_> = able.map(|&(c, extra)| (score::step(last, c) + extra, c, extra)).collect();
        let count = CANDIDATES[self.lost];
        if likely.len() > count {
            likely.select_nth_unstable(count);
            likely.truncate(count);
        }
        likely.sort_unstable();
        for &(_, c, extra) in &likely {
            push(c, PENALTY[self.lost] + i64::from(extra));
        }
    }
}

/// A byte is lost before ASCII or at a line's end, where a full stop is likelier than the other marks of its block.
pub(super) fn preference(c: char) -> i32 {
    if matches!(c, '\u{3001}' | '\u{3003}'..='\u{303F}') { NAT as i32 } else { 0 }
}

/// Whether a character belongs to the other script than a text that is Traditional or not.
pub(super) fn is_foreign(c: char, traditional: bool) -> bool {
    if traditional { is_simplified_only(c) } else { is_traditional_only(c) }
}

/// Whether people write the character: of the blanks, marks and controls around the quotation marks only some.
pub(super) fn is_written(c: char) -> bool {
    match c {
        '\u{2000}'..='\u{207F}' => matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '•' | '※' | '‰'),
        '\u{3000}' | '\u{3003}'..='\u{3004}' => false,
        _ => true,
    }
}
