//! The inverse of the hijackers' byte damage for one line: a search over what each `?` may have been.
//!
//! A line is read as the bytes it was decoded from. Away from damage those bytes give the same characters again,
//! so nothing is searched. At a `?` each possible loss opens a path; a path that runs into bytes no character has
//! dies, paths that reach the same state merge, and the language model says which of them reads as Chinese.

use std::ops::Range;

use super::bracket::bracket;
use super::keys::{self, Pairs};
use super::likely::{Likely, Walk, bytes_of};
use super::memory::Memory;
use super::paths::{Path, Paths};
use super::refill::{Ahead, invalid, refill};
use super::tag::tag_body;
use crate::charset::gbk;
use crate::repair::Tear;
use crate::score;
use crate::tables::{self, turned};

/// What a `?` can have been that is followed up.
const WAYS: usize = 16;

/// So many question marks in a row are the author's own.
const CRY: &str = "???";

/// A cut at a mark almost always took the lead byte of `。`: 20 of 23 runs seen.
const LEAD_OF_FULL_STOP: u8 = 0xA1;

/// Any other lead byte costs more (half a nat; see `refill::REFILLED`). It is rarer by more, but what it makes says so too.
const OTHER_LEAD: i32 = 8;

/// An extractor that folded full-width forms to ASCII inside a run; seen, but not usual.
const FOLDED: i64 = 48;

/// A run that ends in a swallowed character nobody can know.
const UNKNOWN_SWALLOWED: i64 = 160;

/// A blank before anything but a hanzi.
const SWALLOWED_BLANK: i64 = 32;

/// A line break swallowed at the end of a line.
const SWALLOWED_BREAK: i64 = 16;

/// Marks whose two bytes cut a page: as the extractor may have left them, and full-width.
const MARKS: &[(char, char)] = &[('?', '？'), ('!', '！'), (';', '；'), (',', '，'), ('。', '。')];

/// One mended place of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mend {
    /// Bytes of the line that change.
    pub(super) span: Range<usize>,
    /// The text in their place.
    pub(super) with: String,
    /// What was there.
    pub(super) what: What,
}

/// What a mend undoes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A whole gloss, which is taken out.
    Gloss {
        /// The character it stands on; at the end of a shifted run, the one its key made.
        base: char,
        /// The injected reading.
        reading: &'static str,
    },
    /// A run of characters cut from wrong byte pairs.
    Run {
        /// What began it.
        tear: Tear,
        /// How much dearer the next best reading is, in 1/16 nat; `None` where nothing else was possible.
        margin: Option<i64>,
    },
}

/// Mends one line of a glossed page. `always` holds the keys that this page glosses at every occurrence,
/// `memory` what the page speaks of elsewhere.
pub(super) fn mend(text: &str, always: &Pairs, memory: &Memory<'_>) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut paths = Paths::new(text, always, memory);
    let mut ahead = Ahead::of(text);
    let mut here = Vec::new();
    loop {
        paths.next(&mut here, &mut mends);
        let Some(first) = here.first() else { break };
        let rest = &text[first.at..];
        // Paths that have put a pair back come to the same place again.
        if rest.len() != ahead.rest.len() {
            ahead = Ahead::of(rest);
        }
        for path in here.drain(..) {
            advance(&mut paths, path, &ahead);
        }
    }
    mends
}

/// Lets a path read the next thing in the line, in every way that is possible.
fn advance(paths: &mut Paths<'_>, mut path: Path, ahead: &Ahead<'_>) {
    let rest = ahead.rest;
    if let Some((base, reading, len)) = own_gloss(&path, rest) {
        paths.gloss(&mut path, len, base, reading);
        paths.push(path);
        return;
    }
    if rest.starts_with('?') && !rest.starts_with(CRY) {
        straddled(paths, &path, rest);
        split(paths, &path, rest);
        swallowed(paths, &path, rest);
        invalid(paths, &path, rest);
    }
    refill(paths, &path, ahead);
    literal(paths, &path, rest);
}

/// Whether a run may begin at the start of `rest`.
pub(super) fn may_be_torn(rest: &str) -> bool {
    rest.starts_with('?') && !rest.starts_with(CRY) && (cut_mark(rest).is_some() || bracket(rest, '?').is_some())
}

/// The mark behind the `?` with which `rest` begins, as it stands and as it was when the page was cut at its bytes.
fn cut_mark(rest: &str) -> Option<(char, char)> {
    let next = rest[1..].chars().next()?;
    let (_, mark) = MARKS.iter().find(|&&(folded, full)| next == folded || next == full)?;
    Some((next, *mark))
}

/// `(huán)` behind the two bytes that are its key.
pub(super) fn own_gloss(path: &Path, rest: &str) -> Option<(char, &'static str, usize)> {
    let found = bracket(rest, '(')?;
    let base = gbk::character(path.last[0], path.last[1])?;
    let reading = turned::reading(base)?;
    (reading == found.reading).then_some((base, reading, found.len))
}

/// `?yè)`: the key lay across two characters, and its second byte took the opening bracket with it.
fn straddled(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some(found) = bracket(rest, '?') else { return };
    for second in keys::seconds(from.last[1], found.reading).filter(|second| *second >= 0x80) {
        let mut path = from.clone();
        paths.open(&mut path, Tear::Straddled);
        path.at += found.len;
        if paths.feed(&mut path, second) {
            path.glossed = true;
            paths.push(path);
        }
    }
}

/// `?；`: the page was cut at a mark's bytes, and the byte before them stood alone.
fn split(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some((next, mark)) = cut_mark(rest) else { return };
    let Some([first, second]) = gbk::bytes(mark) else { return };
    let ahead = bytes_of(&rest[1 + next.len_utf8()..]);
    // Inside a run the lost byte ends a character, outside it begins one.
    let shared = if from.lead.is_some() { &[first, second][..] } else { &[second] };
    let behind = Walk::of(shared.iter().copied().chain(ahead));
    let mut ways = Likely::new(WAYS);
    for lost in 0x81..=0xFE {
        let (lead, trail) = from.lead.map_or((lost, first), |lead| (lead, lost));
        let charge = if from.lead.is_none() && lost != LEAD_OF_FULL_STOP { OTHER_LEAD } else { 0 };
        if let Some(c) = gbk::character(lead, trail) {
            ways.add(score::step(from.previous, c) + behind.after(c) + charge, (lost, charge));
        }
    }
    for (lost, charge) in ways.all() {
        let mut path = from.clone();
        paths.open(&mut path, Tear::Split);
        path.at += 1 + next.len_utf8();
        paths.charge(&mut path, charge.into());
        paths.feed_all(path, &[lost, first, second]);
    }
}

/// `?/strong>` or `?` at the end of a line: the run's last trail byte took an ASCII character with it.
fn swallowed(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some(lead) = from.lead else { return };
    let (len, given_back, cost) = match tag_body(&rest[1..]) {
        // At the end of a line the break is there already.
        Some(tag) => (1 + tag.len, (tag.breaks && rest.len() > 1 + tag.len).then_some('\n'), 0),
        None if rest.len() == 1 => (1, None, SWALLOWED_BREAK),
        // Before anything but a hanzi it was most likely a blank, before a hanzi it may have been a digit.
        None if bracket(rest, '?').is_some() => return,
        None if !rest[1..].starts_with(tables::is_han) => (1, Some(' '), SWALLOWED_BLANK),
        None => (1, Some('?'), UNKNOWN_SWALLOWED),
    };
    let behind = Walk::of(if given_back.is_none() { bytes_of(&rest[len..]) } else { Vec::new() });
    let mut ways = Likely::new(WAYS);
    for (lost, c) in (0x81..=0xFE).filter_map(|lost| gbk::character(lead, lost).map(|c| (lost, c))) {
        ways.add(score::step(from.previous, c) + behind.after(c), lost);
    }
    for lost in ways.all() {
        let mut path = from.clone();
        path.at += len;
        paths.charge(&mut path, cost);
        if paths.feed(&mut path, lost) {
            if let Some(c) = given_back {
                paths.emit(&mut path, c);
            }
            paths.push(path);
        }
    }
}

/// The next character as it stands or, inside a run, as the full-width form an extractor folded.
fn literal(paths: &mut Paths<'_>, from: &Path, rest: &str) {
    let Some(c) = rest.chars().next() else { return };
    let mut path = from.clone();
    path.at += c.len_utf8();
    if c.is_ascii_graphic() && from.lead.is_some() {
        let mut folded = path.clone();
        paths.charge(&mut folded, FOLDED);
        paths.feed_all(folded, &[0xA3, c as u8 | 0x80]);
    }
    match gbk::bytes(c) {
        // Where bytes are shifted, a trail byte 80 may stand by itself, and many decoders read it as €.
        _ if c == '€' && from.lead.is_some() => paths.feed_all(path, &[0x80]),
        Some(pair) => paths.feed_all(path, &pair),
        None if c.is_ascii() => paths.feed_all(path, &[c as u8]),
        None if path.lead.is_none() => {
            paths.feed_foreign(&mut path, c);
            paths.push(path);
        }
        None => {}
    }
}
