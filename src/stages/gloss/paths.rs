//! The paths of the search in `mend`: where each stands, what it has read, and how they merge.

use super::choice::{OVERCHARGED, Step, Steps, choose};
use super::keys::Pairs;
use super::memory::Memory;
use super::mend::{Mend, What, may_be_torn, own_gloss};
use crate::charset::gbk;
use crate::repair::Tear;
use crate::score;

/// Paths kept at one place of a line of those inside a run, and as many of those outside.
const BEAM: usize = 24;

/// A path that is so much dearer than the best of its kind at its place is given up (15 nats).
const HOPELESS: i64 = 240;

/// Once this many bytes of a line have had more than one reading, the best path goes on alone.
const MAX_OPEN: usize = 2000;

/// And once the paths have taken this many steps since one stood alone; a long run on a real page takes 5,000.
const MAX_STEPS: usize = 50_000;

/// A key of this page that bears no gloss: the key set of a page is constant, so this all but rules a path out.
const BARE_KEY: i64 = 160;

/// One path.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Bytes of the line read so far.
    pub(super) at: usize,
    /// A lead byte that waits for its trail: the path is inside a shifted run.
    pub(super) lead: Option<u8>,
    /// The last two bytes read.
    pub(super) last: [u8; 2],
    /// Whether the gloss of those two bytes has been read.
    pub(super) glossed: bool,
    /// Whether a gloss stood between those two bytes, so that they cannot bear one of their own.
    parted: bool,
    /// The character read last.
    pub(super) previous: char,
    /// What the path cost since a path last stood alone, in 1/16 nat.
    pub(super) cost: i64,
    /// How many dropped pairs have been put back into the open run.
    pub(super) refilled: u8,
    /// Where one was put back last.
    pub(super) refilled_at: usize,
    open: bool,
    newest: Option<usize>,
}

impl Path {
    fn is_as(&self, other: &Path) -> bool {
        let state = |path: &Path| (path.lead, path.last, path.previous, path.open);
        state(self) == state(other)
    }
}

/// All paths of a line.
pub(super) struct Paths<'t> {
    /// The line.
    pub(super) text: &'t str,
    always: &'t Pairs,
    memory: &'t Memory<'t>,
    waiting: Vec<Path>,
    /// Those of them that are at one place, before they are thinned; kept so that it is not allocated anew.
    here: Vec<Path>,
    steps: Steps,
    stood_alone: usize,
    /// The cost of the best path inside a run of those at the place being read.
    best_inside: i64,
}

impl<'t> Paths<'t> {
    /// One path at the start of `text`.
    pub(super) fn new(text: &'t str, always: &'t Pairs, memory: &'t Memory<'t>) -> Self {
        let start = Path {
            at: 0,
            lead: None,
            last: [b'\n'; 2],
            glossed: false,
            parted: false,
            previous: '\n',
            cost: 0,
            refilled: 0,
            refilled_at: 0,
            open: false,
            newest: None,
        };
        let [waiting, here] = [vec![start], Vec::new()];
        Self { text, always, memory, waiting, here, steps: Steps::default(), stood_alone: 0, best_inside: 0 }
    }

    /// Gives the paths that have read least, cheapest first. A path that stands alone first hands over its mends and
    /// goes on to the next place where anything may be torn; none when the line is read.
    pub(super) fn next(&mut self, paths: &mut Vec<Path>, mends: &mut Vec<Mend>) {
        paths.clear();
        let Some(first) = self.waiting.iter().map(|path| path.at).min() else { return };
        if first == self.text.len() || first - self.stood_alone > MAX_OPEN || self.steps.len() > MAX_STEPS {
            self.keep_best();
        }
        let mut here = std::mem::take(&mut self.here);
        here.extend(self.waiting.extract_if(.., |path| path.at == first));
        self.thin(&mut here, paths);
        self.here = here;
        if let [path] = paths.as_slice()
            && self.waiting.is_empty()
            && !path.open
            && let Some(path) = paths.pop()
        {
            paths.extend(self.settle(path, mends));
        }
    }

    /// Of paths at one place keeps those worth following, cheapest first. Of two in the same state the cheaper leads,
    /// and the other is remembered beside it.
    fn thin(&mut self, here: &mut Vec<Path>, kept: &mut Vec<Path>) {
        here.sort_by_key(|path| path.cost);
        // Paths inside a run and outside, and the cost of the best of each: what a run will cost is still to come.
        let mut kinds = [(0, 0); 2];
        for path in here.drain(..) {
            if let Some(other) = kept.iter_mut().find(|other| other.is_as(&path)) {
                other.newest = Some(self.steps.merge(other.newest, path.newest, path.cost - other.cost));
                // A pair put back where none was dropped must not use up what a later one needs.
                other.refilled = other.refilled.min(path.refilled);
                continue;
            }
            let (count, best) = &mut kinds[usize::from(path.open)];
            if *count == 0 || *count < BEAM && path.cost - *best <= HOPELESS {
                if *count == 0 {
                    *best = path.cost;
                }
                *count += 1;
                kept.push(path);
            }
        }
        self.best_inside = kinds[1].1;
    }

    /// How much dearer a path inside a run is than the best such path at its place.
    pub(super) fn lag(&self, path: &Path) -> i64 {
        path.cost - self.best_inside
    }

    /// Lets a path go on.
    pub(super) fn push(&mut self, mut path: Path) {
        if path.open && path.lead.is_none() {
            path.open = false;
            path.refilled = 0;
            let at = path.at;
            self.note(&mut path, Step::Close { at });
        }
        self.waiting.push(path);
    }

    /// Begins a mended run at the path's place, unless one is open.
    pub(super) fn open(&mut self, path: &mut Path, tear: Tear) {
        if !path.open {
            path.open = true;
            let at = path.at;
            self.note(path, Step::Open { at, tear });
        }
    }

    /// Makes a path dearer for a reason that is not in its text.
    pub(super) fn charge(&mut self, path: &mut Path, cost: i64) {
        path.cost += cost;
        self.note(path, Step::Charge(cost));
    }

    /// Reads a whole gloss.
    pub(super) fn gloss(&mut self, path: &mut Path, len: usize, base: char, reading: &'static str) {
        if !path.open {
            let at = path.at;
            self.note(path, Step::Gloss { at, len, base, reading });
        }
        path.at += len;
        path.glossed = true;
    }

    /// Reads one byte; `false` where no character has these bytes.
    pub(super) fn feed(&mut self, path: &mut Path, byte: u8) -> bool {
        self.check_bare_key(path);
        let read = match path.lead.take() {
            None if byte.is_ascii() => Some(char::from(byte)),
            None if matches!(byte, 0x81..=0xFE) => {
                path.lead = Some(byte);
                None
            }
            None => return false,
            Some(lead) => match gbk::character(lead, byte) {
                None => return false,
                read => read,
            },
        };
        if let Some(c) = read {
            self.emit(path, c);
        }
        path.last = [path.last[1], byte];
        path.parted = std::mem::take(&mut path.glossed);
        true
    }

    /// Reads bytes and lets the path go on, if characters have them.
    pub(super) fn feed_all(&mut self, mut path: Path, bytes: &[u8]) {
        if bytes.iter().all(|&byte| self.feed(&mut path, byte)) {
            self.push(path);
        }
    }

    /// Reads a character that GBK lacks.
    pub(super) fn feed_foreign(&mut self, path: &mut Path, c: char) {
        self.check_bare_key(path);
        self.emit(path, c);
        path.last = [0; 2];
    }

    /// Adds a character to what the path has read.
    pub(super) fn emit(&mut self, path: &mut Path, c: char) {
        path.cost += i64::from(score::step(path.previous, c)) - OVERCHARGED;
        path.previous = c;
        if path.open {
            self.note(path, Step::Emit(c));
        }
    }

    fn check_bare_key(&mut self, path: &mut Path) {
        if !path.glossed && !path.parted && self.always.contains(path.last) {
            self.charge(path, BARE_KEY);
        }
    }

    fn note(&mut self, path: &mut Path, step: Step) {
        path.newest = Some(self.steps.add(path.newest, step));
    }

    /// Ends the contest: the cheapest path that is not inside a run leads, the others stand beside it.
    fn keep_best(&mut self) {
        self.waiting.sort_by_key(|path| (path.open, path.cost));
        let mut paths = std::mem::take(&mut self.waiting).into_iter();
        let Some(mut best) = paths.next() else { return };
        for other in paths.filter(|other| !other.open && other.at == best.at) {
            best.newest = Some(self.steps.merge(best.newest, other.newest, other.cost - best.cost));
        }
        best.open = false;
        self.waiting.push(best);
    }

    /// Hands over what the only path has read and moves it to the next place where anything may be torn; the whole
    /// glosses before that are read on the way.
    fn settle(&mut self, mut path: Path, mends: &mut Vec<Mend>) -> Option<Path> {
        choose(&mut self.steps, path.newest, self.text, self.stood_alone..path.at, self.memory, mends);
        path.newest = None;
        path.cost = 0;
        loop {
            let skipped = memchr::memchr2(b'?', b'(', &self.text.as_bytes()[path.at..])?;
            if skipped > 0 {
                path.at += skipped;
                path.last = last_pair(&self.text[..path.at]);
                path.glossed = false;
                path.parted = false;
                path.previous = self.text[..path.at].chars().next_back().unwrap_or('\n');
            }
            let rest = &self.text[path.at..];
            if may_be_torn(rest) {
                self.stood_alone = path.at;
                return Some(path);
            }
            if let Some((base, reading, len)) = own_gloss(&path, rest) {
                let span = path.at..path.at + len;
                mends.push(Mend { span, with: String::new(), what: What::Gloss { base, reading } });
                path.at += len;
                path.glossed = true;
            } else {
                let mark = rest.as_bytes()[0];
                path.at += 1;
                path.last = [path.last[1], mark];
                path.parted = std::mem::take(&mut path.glossed);
                path.previous = char::from(mark);
            }
        }
    }
}

/// The last two bytes of a text as GBK; zero where it has none.
pub(super) fn last_pair(text: &str) -> [u8; 2] {
    let mut characters = text.chars().rev();
    let Some(last) = characters.next() else { return [b'\n'; 2] };
    match gbk::bytes(last) {
        Some(pair) => pair,
        None if last.is_ascii() => [characters.next().and_then(last_byte).unwrap_or(0), last as u8],
        None => [0; 2],
    }
}

fn last_byte(c: char) -> Option<u8> {
    gbk::bytes(c).map(|pair| pair[1]).or(u8::try_from(c).ok().filter(u8::is_ascii))
}
