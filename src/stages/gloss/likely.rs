//! Of many bytes that a place could have held, those that read best with what stands around it.

use std::sync::OnceLock;

use crate::charset::gbk;
use crate::score;
use crate::tables::script::{Script, only};
use crate::tables::{char_cost, turned};

/// Characters of which none can be part of what was lost are not tried: beyond it are names and learned words
/// (12 nats).
const ORDINARY: u16 = 192;

/// Characters that are read ahead to see which ways lead on.
const AHEAD: usize = 3;

/// The cost of bytes that no character has.
const DEAD: i32 = 320;

/// The best of what was added, as many as are wanted.
#[derive(Debug)]
pub(super) struct Likely<T> {
    wanted: usize,
    best: Vec<(i32, T)>,
}

impl<T> Likely<T> {
    /// Nothing yet.
    pub(super) fn new(wanted: usize) -> Self {
        Self { wanted, best: Vec::with_capacity(wanted) }
    }

    /// Whether something of this cost would be among the best.
    pub(super) fn has_room(&self, cost: i32) -> bool {
        self.best.len() < self.wanted || self.best.last().is_some_and(|worst| cost < worst.0)
    }

    /// Adds something.
    pub(super) fn add(&mut self, cost: i32, what: T) {
        if self.has_room(cost) {
            self.best.truncate(self.wanted - 1);
            let at = self.best.partition_point(|other| other.0 <= cost);
            self.best.insert(at, (cost, what));
        }
    }

    /// The cost of the best.
    pub(super) fn least(&self) -> Option<i32> {
        self.best.first().map(|best| best.0)
    }

    /// The best, cheapest first.
    pub(super) fn all(self) -> impl Iterator<Item = T> {
        self.rated().map(|rated| rated.1)
    }

    /// The best with their costs, cheapest first.
    pub(super) fn rated(self) -> impl Iterator<Item = (i32, T)> {
        self.best.into_iter()
    }
}

/// Whether `c` can stand on a page that was turned: the table has left no Simplified character it knows, and made no
/// Traditional one it does not.
pub(super) fn can_stand(c: char) -> bool {
    turned::image(c).is_none() && (only(c) != Some(Script::Traditional) || turned::simplified(c).is_some())
}

/// The ordinary characters that end with the byte `trail`, with their lead bytes.
pub(super) fn ordinary(trail: u8) -> &'static [(u8, char)] {
    static BY_TRAIL: OnceLock<Vec<Vec<(u8, char)>>> = OnceLock::new();
    let by_trail = BY_TRAIL.get_or_init(|| {
        let of = |trail| {
            let all = (0x81..=0xFE).filter_map(|lead| gbk::character(lead, trail).map(|c| (lead, c)));
            let mut all =
                Vec::from_iter(all.filter(|&(_, c)| (char_cost(c) <= ORDINARY || is_sign(c)) && can_stand(c)));
            all.sort_by_key(|&(_, c)| char_cost(c));
            all
        };
        (0..=0xFF).map(of).collect()
    });
    &by_trail[usize::from(trail)]
}

/// Whether `c` is a mark of Chinese text, or a full-width letter, digit or blank.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}' | '·')
}

/// The next bytes of `rest`, up to where damage may begin.
pub(super) fn bytes_of(rest: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * AHEAD);
    for c in rest.chars().take(AHEAD).take_while(|c| !matches!(c, '?' | '(')) {
        match gbk::bytes(c) {
            Some(pair) => bytes.extend(pair),
            None if c.is_ascii() => bytes.push(c as u8),
            None => break,
        }
    }
    bytes
}

/// What the characters made of `bytes` cost behind `previous`.
pub(super) fn walk(previous: char, bytes: impl IntoIterator<Item = u8>) -> i32 {
    Walk::of(bytes).after(previous)
}

/// The characters made of some bytes, to be read behind many others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    first: Option<char>,
    /// What those behind the first cost.
    rest: i32,
}

impl Walk {
    /// Reads the bytes up to those no character has.
    pub(super) fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        let mut walk = Walk { first: None, rest: 0 };
        let mut last = None;
        let mut bytes = bytes.into_iter();
        while let Some(lead) = bytes.next() {
            let c = if lead.is_ascii() {
                char::from(lead)
            } else {
                let Some(trail) = bytes.next() else { break };
                let Some(c) = gbk::character(lead, trail) else {
                    walk.rest += DEAD;
                    break;
                };
                c
            };
            walk.first = walk.first.or(Some(c));
            walk.rest += last.map_or(0, |last| score::step(last, c));
            last = Some(c);
        }
        walk
    }

    /// What all of them cost behind `previous`.
    pub(super) fn after(self, previous: char) -> i32 {
        self.rest + self.first.map_or(0, |first| score::step(previous, first))
    }
}
