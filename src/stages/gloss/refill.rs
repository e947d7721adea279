//! What a run lost without a trace, or with a `?` for two bytes: pairs of bytes that belong to two characters.
//!
//! Any pair of a few thousand may have stood there, so it is looked for only where the run reads oddly as it stands,
//! and only those are followed whose characters go best with each other and with what stands before and behind.

use std::cell::OnceCell;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::bracket::bracket;
use super::keys;
use super::likely::{Likely, Walk, bytes_of, can_stand, ordinary, walk};
use super::paths::{Path, Paths};
use crate::charset::gbk;
use crate::score;
use crate::tables::{char_cost, is_han};

/// User-defined pairs, by lead and trail byte. They decoded to private-use characters, which extractors drop;
/// a trail below 81 cannot begin the character behind it.
const DROPPED: &[(RangeInclusive<u8>, RangeInclusive<u8>)] =
    &[(0xAA..=0xAF, 0xA1..=0xFE), (0xF8..=0xFE, 0xA1..=0xFE), (0xA1..=0xA7, 0x81..=0xA0)];

/// A byte 80 in the place of a lead: the pair is invalid, and one `?` stands for both bytes. It ends 個 (82 80).
const INVALID: &[(RangeInclusive<u8>, RangeInclusive<u8>)] = &[(0x80..=0x80, 0x81..=0xFE)];

/// Dropped pairs that are put back in one run.
const MAX_REFILLS: u8 = 3;

/// Putting a dropped pair back (a fifth of a nat). With half a nat here and 5/4 for `mend::OTHER_LEAD`, five more of 702
/// dropped pairs and two more of 745 cuts came back wrong.
const REFILLED: i64 = 3;

/// A pair is looked for so long as a path is at most this much dearer than the best one at its place (2.5 nats).
const HOPEFUL: i64 = 40;

/// The dearest character that is tried before a dropped pair (10 nats).
const USUAL: i32 = 160;

/// What a character and the one behind it cost, at least, where a pair may be missing between them (12.5 nats).
const ODD: i32 = 200;

/// A pair may be known as this much more usual than its second character (a quarter of a nat, by rounding).
const SLACK: i32 = 4;

/// Ways to fill one place that are followed up.
const WAYS: usize = 8;

/// Two pairs in a row are looked for where one leaves each character this dear (11 nats).
const POOR: i32 = 176;

/// A character between two dropped pairs is one of the commonest (7 nats).
const COMMON: u16 = 112;

/// Ways to the place between them that are tried.
const MIDDLES: usize = 8;

/// What follows a place of a line, looked at once for all paths that come there.
pub(super) struct Ahead<'t> {
    /// The line from there on.
    pub(super) rest: &'t str,
    bytes: Vec<u8>,
    ends: OnceCell<Vec<End>>,
}

impl<'t> Ahead<'t> {
    /// Nothing looked up yet but the next few bytes.
    pub(super) fn of(rest: &'t str) -> Self {
        Self { rest, bytes: bytes_of(rest), ends: OnceCell::new() }
    }

    /// Cheapest first, the characters whose last byte comes next or, where the rest begins with one, lies in the gloss that took a
    /// bracket's place.
    fn ends(&self) -> &[End] {
        self.ends.get_or_init(|| match self.bytes.split_first() {
            Some((&next, behind)) => {
                let behind = Walk::of(behind.iter().copied());
                let end = |&(second, c)| End { second, c, own: own(c), cost: behind.after(c) };
                let mut ends = Vec::from_iter(ordinary(next).iter().map(end));
                ends.sort_by_key(|end| end.cost);
                ends
            }
            None => {
                let torn = |second| torn(second, self.rest).map(move |c| End { second, c, own: own(c), cost: 0 });
                (0x81..=0xFE).flat_map(torn).collect()
            }
        })
    }
}

/// Inside a run, a pair of bytes that decoded to a private-use character and vanished, or two such pairs in a row.
pub(super) fn refill(paths: &mut Paths<'_>, from: &Path, ahead: &Ahead<'_>) {
    // Two pairs in a row are looked for at once, so a path that has just put one back is not asked again.
    let may_lack = from.refilled < MAX_REFILLS && from.refilled_at < from.at && paths.lag(from) <= HOPEFUL;
    let Some(lead) = from.lead.filter(|_| may_lack) else { return };
    if reads_well(from.previous, lead, &ahead.bytes) {
        return;
    }
    let ends = ahead.ends();
    let usual = dropped(lead).iter().map(|opening| (score::step(from.previous, opening.1), opening));
    let mut usual = Vec::from_iter(usual.filter(|(cost, _)| *cost <= USUAL));
    // The likeliest first, so that the others soon have no room.
    usual.sort_by_key(|(cost, _)| *cost);
    let mut once = Likely::new(WAYS);
    for &(cost, &(first, c, seconds)) in &usual {
        fill(&mut once, &[first], cost, c, seconds, ends);
    }
    let characters = 2 + ahead.bytes.len() as i32 / 2;
    if from.refilled + 1 < MAX_REFILLS && once.least().is_none_or(|cost| cost > POOR * characters) {
        let mut between = Likely::new(MIDDLES);
        for &(cost, &(first, c, seconds)) in &usual {
            for middle in middles(seconds) {
                between.add(cost + score::step(c, middle.c), (first, middle));
            }
        }
        let mut twice = Likely::new(WAYS);
        for (cost, (first, middle)) in between.rated() {
            let bytes = [first, middle.lead, middle.trail];
            fill(&mut twice, &bytes, cost, middle.c, middle.seconds, ends);
        }
        follow(paths, from, twice, 2);
    }
    follow(paths, from, once, 1);
}

/// Whether the next two characters do, as they stand.
fn reads_well(previous: char, lead: u8, ahead: &[u8]) -> bool {
    match *ahead {
        [trail, first, second, ..] => walk(previous, [lead, trail, first, second]) < ODD,
        _ => false,
    }
}

/// `?` for a byte 80 and the byte behind it.
pub(super) fn invalid(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some(lead) = from.lead.filter(|_| bracket(rest, '?').is_none()) else { return };
    let ahead = Ahead::of(&rest[1..]);
    let ends = ahead.ends();
    let mut ways = Likely::new(WAYS);
    for (first, c, seconds) in openings(lead, INVALID) {
        fill(&mut ways, &[first], score::step(from.previous, c), c, seconds, ends);
    }
    let mut from = from.clone();
    from.at += 1;
    follow(paths, &from, ways, 0);
}

type Seconds = &'static RangeInclusive<u8>;

/// The characters that begin with `lead` and end with the first byte of a pair, with that byte and the bytes that can
/// stand behind it.
fn openings(
    lead: u8,
    ranges: &'static [(RangeInclusive<u8>, RangeInclusive<u8>)],
) -> impl Iterator<Item = (u8, char, Seconds)> {
    let firsts = ranges.iter().flat_map(|(firsts, seconds)| firsts.clone().map(move |first| (first, seconds)));
    firsts.filter_map(move |(first, seconds)| {
        gbk::character(lead, first).filter(|c| can_stand(*c)).map(|c| (first, c, seconds))
    })
}

/// The openings of a dropped pair behind `lead`.
fn dropped(lead: u8) -> &'static [(u8, char, Seconds)] {
    static BY_LEAD: OnceLock<Vec<Vec<(u8, char, Seconds)>>> = OnceLock::new();
    let by_lead = BY_LEAD.get_or_init(|| (0..=0xFF).map(|lead| openings(lead, DROPPED).collect()).collect());
    &by_lead[usize::from(lead)]
}

/// A character that can end a refilled place: its other byte stands in the line.
struct End {
    /// The byte that was lost.
    second: u8,
    c: char,
    /// [`own`] of it.
    own: i32,
    /// What the characters behind it would cost, which says most of them are wrong.
    cost: i32,
}

/// Adds the ways that end with one of `seconds`.
fn fill(ways: &mut Likely<[u8; 4]>, bytes: &[u8], cost: i32, previous: char, seconds: Seconds, ends: &[End]) {
    let least = own(previous) + SLACK;
    for end in ends {
        let cost = cost + end.cost;
        if !ways.has_room(cost) {
            break;
        }
        // A character behind another is never much more to be expected than both are by themselves.
        if seconds.contains(&end.second) && ways.has_room(cost + (end.own - least).max(0)) {
            let mut way = [0; 4];
            way[..bytes.len()].copy_from_slice(bytes);
            way[bytes.len()] = end.second;
            ways.add(cost + score::step(previous, end.c), way);
        }
    }
}

/// The cost of a Chinese character by itself, 0 of any other.
fn own(c: char) -> i32 {
    if is_han(c) { char_cost(c).into() } else { 0 }
}

/// Lets a path go on in the best of these ways.
fn follow(paths: &mut Paths<'_>, from: &Path, ways: Likely<[u8; 4]>, refilled: u8) {
    for bytes in ways.all() {
        let mut path = from.clone();
        path.refilled += refilled;
        path.refilled_at = path.at;
        paths.charge(&mut path, REFILLED * i64::from(refilled));
        let len = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        paths.feed_all(path, &bytes[..len]);
    }
}

/// A character that lies between two dropped pairs.
struct Middle {
    c: char,
    lead: u8,
    trail: u8,
    /// What can stand behind its trail byte.
    seconds: Seconds,
}

/// The characters that can lie between two dropped pairs and begin with one of `leads`.
fn middles(leads: Seconds) -> &'static [Middle] {
    static ALL: OnceLock<Vec<Middle>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let of =
            |lead| {
                openings(lead, DROPPED)
                    .filter(|(_, c, _)| char_cost(*c) <= COMMON)
                    .map(move |(trail, c, seconds)| Middle { c, lead, trail, seconds })
            };
        (0x81..=0xFE).flat_map(of).collect()
    });
    let [from, to] = [*leads.start(), leads.end() + 1].map(|lead| all.partition_point(|middle| middle.lead < lead));
    &all[from..to]
}

/// The characters that begin with `byte` and end behind it in a gloss that took the bracket's place.
fn torn(byte: u8, rest: &str) -> impl Iterator<Item = char> {
    let seconds = bracket(rest, '?').into_iter().flat_map(move |found| keys::seconds(byte, found.reading));
    seconds.filter_map(move |second| gbk::character(byte, second))
}
