//! What a run lost without a trace, or with a `?` for two bytes: pairs of bytes that belong to two characters.
//!
//! Any pair of a few thousand may have stood there, so only those are tried whose characters go best with each other
//! and with what stands before and behind.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::bracket::bracket;
use super::keys;
use super::paths::{Path, Paths};
use crate::charset::gbk;
use crate::score;
use crate::tables::char_cost;

/// User-defined pairs, by lead and trail byte. They decoded to private-use characters, which extractors drop;
/// a trail below 81 cannot begin the character behind it.
const DROPPED: &[(RangeInclusive<u8>, RangeInclusive<u8>)] =
    &[(0xAA..=0xAF, 0xA1..=0xFE), (0xF8..=0xFE, 0xA1..=0xFE), (0xA1..=0xA7, 0x81..=0xA0)];

/// A byte 80 in the place of a lead: the pair is invalid, and one `?` stands for both bytes. It ends 個 (82 80).
const INVALID: &[(RangeInclusive<u8>, RangeInclusive<u8>)] = &[(0x80..=0x80, 0x81..=0xFE)];

/// Dropped pairs that are put back in one run.
const MAX_REFILLS: u8 = 3;

/// Putting a dropped pair back (half a nat): any of some twenty places of a run could have had one.
const REFILLED: i64 = 8;

/// A path is followed up so long as it is at most this much dearer than the best one at its place (8 nats).
const HOPEFUL: i64 = 128;

/// The dearest character that is tried before a dropped pair (10 nats).
const USUAL: i64 = 160;

/// Characters that are read ahead to see which ways lead on.
const AHEAD: usize = 3;

/// The cost of bytes that no character has.
const DEAD: i32 = 320;

/// Ways to fill one place that are followed up.
const WAYS: usize = 12;

/// A character between two dropped pairs is one of the commonest (10 nats).
const COMMON: u16 = 160;

/// Characters that are tried there.
const MIDDLES: usize = 6;

/// One way to fill a place: its bytes, and what its characters cost.
type Way = (i32, Vec<u8>);

/// Inside a run, a pair of bytes that decoded to a private-use character and vanished, or two such pairs in a row.
pub(super) fn refill(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let lag = paths.lag(from);
    let Some(lead) = from.lead.filter(|_| from.refilled < MAX_REFILLS && lag <= HOPEFUL) else { return };
    let mut twice = Vec::new();
    let mut once = Vec::new();
    for (first, seconds) in pairs(DROPPED) {
        let Some(c) = gbk::character(lead, first) else { continue };
        let cost = score::step(from.previous, c);
        if i64::from(cost) > USUAL {
            continue;
        }
        fill(&mut once, &[first], cost, c, seconds, rest);
        if from.refilled + 1 < MAX_REFILLS && lag + i64::from(cost) <= USUAL {
            for (cost, middle) in middles(cost, c, seconds) {
                fill(&mut twice, &[first, middle.lead, middle.trail], cost, middle.c, middle.seconds, rest);
            }
        }
    }
    follow(paths, from, once, 1);
    follow(paths, from, twice, 2);
}

/// `?` for a byte 80 and the byte behind it.
pub(super) fn invalid(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some(lead) = from.lead.filter(|_| bracket(rest, '?').is_none()) else { return };
    let mut ways = Vec::new();
    for (first, seconds) in pairs(INVALID) {
        let Some(c) = gbk::character(lead, first) else { continue };
        fill(&mut ways, &[first], score::step(from.previous, c), c, seconds, &rest[1..]);
    }
    let mut from = from.clone();
    from.at += 1;
    follow(paths, &from, ways, 0);
}

/// First bytes with the second bytes that can stand behind each.
fn pairs(
    ranges: &'static [(RangeInclusive<u8>, RangeInclusive<u8>)],
) -> impl Iterator<Item = (u8, &'static RangeInclusive<u8>)> {
    ranges.iter().flat_map(|(firsts, seconds)| firsts.clone().map(move |first| (first, seconds)))
}

/// Adds the ways that end with one of `seconds`, which begins the character whose other byte stands in `rest`. What
/// the characters behind it would be there says most of them are wrong.
fn fill(ways: &mut Vec<Way>, bytes: &[u8], cost: i32, previous: char, seconds: &RangeInclusive<u8>, rest: &str) {
    let ahead = ahead(rest);
    for second in seconds.clone() {
        let behind = match ahead.split_first() {
            Some((&next, ahead)) => gbk::character(second, next).map(|c| score::step(previous, c) + walk(c, ahead)),
            None => torn(second, rest).map(|c| score::step(previous, c)).min(),
        };
        if let Some(behind) = behind {
            ways.push((cost + behind, [bytes, &[second]].concat()));
        }
    }
}

/// The next bytes of `rest`, up to where damage may begin.
fn ahead(rest: &str) -> Vec<u8> {
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
fn walk(mut previous: char, mut bytes: &[u8]) -> i32 {
    let mut cost = 0;
    while let Some((&lead, rest)) = bytes.split_first() {
        let (c, rest) = match (lead.is_ascii(), rest.split_first()) {
            (true, _) => (char::from(lead), rest),
            (false, Some((&trail, rest))) => match gbk::character(lead, trail) {
                Some(c) => (c, rest),
                None => return cost + DEAD,
            },
            (false, None) => return cost,
        };
        cost += score::step(previous, c);
        (previous, bytes) = (c, rest);
    }
    cost
}

/// Lets a path go on in the best of these ways.
fn follow(paths: &mut Paths<'_>, from: &Path, mut ways: Vec<Way>, refilled: u8) {
    if ways.len() > WAYS {
        ways.select_nth_unstable_by_key(WAYS, |way| way.0);
        ways.truncate(WAYS);
    }
    for (_, bytes) in ways {
        let mut path = from.clone();
        path.refilled += refilled;
        paths.charge(&mut path, REFILLED * i64::from(refilled));
        paths.feed_all(path, &bytes);
    }
}

/// A character that lies between two dropped pairs.
struct Middle {
    c: char,
    lead: u8,
    trail: u8,
    /// What can stand behind its trail byte.
    seconds: &'static RangeInclusive<u8>,
}

/// The characters that go best behind `c` and begin with one of `leads`, with their costs added to `cost`.
fn middles(cost: i32, c: char, leads: &RangeInclusive<u8>) -> Vec<(i32, &'static Middle)> {
    static ALL: OnceLock<Vec<Middle>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let of = |lead| {
            pairs(DROPPED).filter_map(move |(trail, seconds)| {
                let c = gbk::character(lead, trail).filter(|c| char_cost(*c) <= COMMON)?;
                Some(Middle { c, lead, trail, seconds })
            })
        };
        (0x81..=0xFE).flat_map(of).collect()
    });
    let mut best: Vec<_> = all
        .iter()
        .filter(|middle| leads.contains(&middle.lead))
        .map(|middle| (cost + score::step(c, middle.c), middle))
        .collect();
    if best.len() > MIDDLES {
        best.select_nth_unstable_by_key(MIDDLES, |way| way.0);
        best.truncate(MIDDLES);
    }
    best
}

/// The characters that begin with `byte` and end behind it in a gloss that took the bracket's place.
fn torn(byte: u8, rest: &str) -> impl Iterator<Item = char> {
    let seconds = bracket(rest, '?').into_iter().flat_map(move |found| keys::seconds(byte, found.reading));
    seconds.filter_map(move |second| gbk::character(byte, second))
}
