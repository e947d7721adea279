//! The paths of the search in `mend`: where each stands, what it has read, and how they merge.

use super::choice::{Step, Steps, choose};
use super::keys::Pairs;
use super::memory::Memory;
use super::mend::Mend;
use crate::charset::gbk;
use crate::repair::Tear;
use crate::score;

/// Paths kept at one place of a line.
const BEAM: usize = 40;

/// What a character costs on an average (4 nats): a path that has put back more characters is not the worse for it.
const EXPECTED: i64 = 64;

/// Once this many bytes of a line have had more than one reading, the best path goes on alone.
const MAX_OPEN: usize = 2000;

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
    /// Characters read since then.
    read: i64,
    /// How many dropped pairs have been put back into the open run.
    pub(super) refilled: u8,
    open: bool,
    newest: Option<usize>,
}

impl Path {
    /// What it cost beyond the usual for as many characters.
    fn excess(&self) -> i64 {
        self.cost - EXPECTED * self.read
    }
}

/// All paths of a line.
pub(super) struct Paths<'t> {
    /// The line.
    pub(super) text: &'t str,
    always: &'t Pairs,
    memory: &'t Memory<'t>,
    waiting: Vec<Path>,
    steps: Steps,
    stood_alone: usize,
    /// The place read last, and what the best path there cost.
    reached: (usize, i64),
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
            read: 0,
            refilled: 0,
            open: false,
            newest: None,
        };
        Self { text, always, memory, waiting: vec![start], steps: Steps::default(), stood_alone: 0, reached: (0, 0) }
    }

    /// The path that has read least. A path that stands alone first hands over its mends and goes on to the next
    /// place where anything could be damaged; `None` when the line is read.
    pub(super) fn next(&mut self, mends: &mut Vec<Mend>) -> Option<Path> {
        let first = self.waiting.iter().map(|path| path.at).min()?;
        if first == self.text.len() || first - self.stood_alone > MAX_OPEN {
            self.keep_best();
        }
        if let [path] = self.waiting.as_slice()
            && !path.open
        {
            let alone = self.settle(path.clone(), mends);
            self.waiting.clear();
            return alone;
        }
        let next = (0..self.waiting.len()).min_by_key(|&i| self.waiting[i].at)?;
        let path = self.waiting.swap_remove(next);
        if self.reached.0 < path.at {
            let there = self.waiting.iter().filter(|other| other.at == path.at).map(Path::excess);
            self.reached = (path.at, there.fold(path.excess(), i64::min));
        }
        Some(path)
    }

    /// How much dearer `path` is than the best one at its place.
    pub(super) fn lag(&self, path: &Path) -> i64 {
        path.excess() - self.reached.1
    }

    /// Lets a path go on. Of two in the same state the cheaper leads, and the other is remembered beside it.
    pub(super) fn push(&mut self, mut path: Path) {
        if path.open && path.lead.is_none() {
            path.open = false;
            path.refilled = 0;
            let at = path.at;
            self.note(&mut path, Step::Close { at });
        }
        let state = |path: &Path| (path.at, path.lead, path.last, path.previous, path.open, path.refilled);
        match self.waiting.iter_mut().find(|other| state(other) == state(&path)) {
            Some(other) => {
                if path.cost < other.cost {
                    std::mem::swap(other, &mut path);
                }
                other.newest = Some(self.steps.merge(other.newest, path.newest, path.cost - other.cost));
            }
            None => {
                self.waiting.push(path);
                self.prune();
            }
        }
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
        path.cost += i64::from(score::step(path.previous, c));
        path.read += 1;
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

    /// Drops the dearest path at the place just reached where there are too many.
    fn prune(&mut self) {
        let Some(at) = self.waiting.last().map(|path| path.at).filter(|_| self.waiting.len() > BEAM) else { return };
        let here = || (0..self.waiting.len()).filter(|&i| self.waiting[i].at == at);
        if here().count() > BEAM
            && let Some(dearest) = here().max_by_key(|&i| self.waiting[i].excess())
        {
            self.waiting.swap_remove(dearest);
        }
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

    /// Hands over what the only path has read and moves it to the next `?` or `(`.
    fn settle(&mut self, mut path: Path, mends: &mut Vec<Mend>) -> Option<Path> {
        choose(&mut self.steps, path.newest, self.text, self.stood_alone..path.at, self.memory, mends);
        path.newest = None;
        path.cost = 0;
        path.read = 0;
        self.reached = (path.at, 0);
        let skipped = memchr::memchr2(b'?', b'(', &self.text.as_bytes()[path.at..])?;
        if skipped > 0 {
            path.at += skipped;
            path.last = last_pair(&self.text[..path.at]);
            path.glossed = false;
            path.parted = false;
            path.previous = self.text[..path.at].chars().next_back().unwrap_or('\n');
        }
        self.stood_alone = path.at;
        Some(path)
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
