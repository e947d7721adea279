//! The encodings a page may be in, and the choice between them: each reads the same sample, the cheapest reading wins.
//! The order is total, so the answer never depends on luck.

use crate::charset::{Charset, hz};
use crate::score;

use super::reading::{self, Cost, Look, NEVER};
use super::sample::{self, Size, Window};
use super::{How, Known, NAT};

/// One encoding to try.
struct Row {
    charset: Charset,
    /// How many bytes may be missing from the character at the page's head: each offset below is tried.
    offsets: usize,
    /// What the encoding costs before a byte is read. Chinese encodings are free; those that Chinese is mistaken for
    /// must read clearly better.
    prior: i64,
}

const fn row(charset: Charset, offsets: usize, prior: i64) -> Row {
    Row { charset, offsets, prior: prior * NAT }
}

/// Every encoding that is judged; HZ is known by its escapes and needs no rival.
const CANDIDATES: &[Row] = &[
    row(Charset::UTF_8, 3, 0),
    row(Charset::GB18030, 2, 0),
    row(Charset::BIG5, 2, 1),
    row(Charset::UTF_16LE, 2, 2),
    row(Charset::UTF_16BE, 2, 3),
    row(Charset::EUC_JP, 1, 12),
    row(Charset::SHIFT_JIS, 1, 14),
    row(Charset::EUC_KR, 1, 16),
    row(Charset::WINDOWS_1252, 1, 10),
];

/// Valid UTF-8 no longer than this is judged all the same if it has no three-byte sequence or holds controls.
pub(super) const DOUBTFUL_UTF8: usize = 64;

/// Chinese must read better than valid UTF-8 by this much.
pub(super) const DOUBT_UTF8: i64 = 3 * NAT;

/// UTF-16 must read better than ASCII with NULs by this much: `a␀b` is no two Chinese characters.
pub(super) const DOUBT_ASCII: i64 = 16 * NAT;

/// What a declaration is worth: it decides between readings that are about as ordinary.
const DECLARED: i64 = 4 * NAT;

/// A character cut off at the head: less than a malformed place, because cuts happen, and not at random.
const CUT: i64 = 8 * NAT;

/// What it costs more where ASCII stands behind what was cut: in Big5 that is half of a whole character as often.
const CUT_BEFORE_ASCII: i64 = 5 * NAT;

/// What a byte costs that is left out at the head of a window where a character may go on: as much as in ordinary text.
const SKIPPED: i64 = 3 * NAT;

/// Larger samples are not read in step: of many windows most lost nothing.
const IN_STEP: usize = 2048;

/// One window cannot cost an encoding more than this over the best: on a mixed page each window has its own right
/// reading, and the page's encoding is that of most windows, not the one that reads all of them half wrong.
const WINDOW_LOSS: i64 = 150 * NAT;

/// A candidate this much dearer than another by its characters alone is out before pairs are looked at: it lost two
/// windows outright.
const OUT: i64 = 2 * WINDOW_LOSS;

/// The same for two readings of one encoding that differ by the byte they begin at.
const OUT_OF_STEP: i64 = 60 * NAT;

/// With less than this between the best two, a larger sample is taken.
const DOUBT: i64 = 40 * NAT;

/// Of so many UTF-16 units, seven tenths must be of the usual blocks, or UTF-16 is not tried.
const USUAL_OF_TEN: usize = 7;

/// What is outside ASCII must be cheaper than plain by so much for a reading to be plainly Chinese, and may in no window
/// be that much dearer.
const PLAINER: i64 = 24 * NAT;

/// HZ is believed where a character costs no more than this on average: hanzi at random cost thirteen nats and more.
const HZ_MEAN: i64 = 11 * NAT;

/// So much of a page is enough to believe HZ.
const HZ_SAMPLE: usize = 64 * 1024;

/// One reading of the sample.
#[derive(Clone, Copy, Debug)]
struct Reading {
    charset: Charset,
    offset: usize,
    cost: i64,
    /// What its characters outside ASCII cost more than plain ones; [`NEVER`] and more where some window is
    /// clearly no plain Chinese.
    excess: i64,
}

/// Judges bytes that are not known to be anything. `claim` is what the page says of itself.
pub(super) fn judge(bytes: &[u8], claim: Option<(Charset, How)>) -> Known {
    let readings = plain(bytes, claim).unwrap_or_else(|| {
        let few = rank(bytes, sample::FEW, claim);
        if doubt(&few) < DOUBT { rank(bytes, sample::MANY, claim) } else { few }
    });
    let Some(best) = readings.first() else { return Known::new(Charset::UTF_8, How::Judged) };
    let how = claim.filter(|&(charset, _)| charset == best.charset).map_or(How::Judged, |(_, how)| how);
    let second = readings.iter().find(|reading| reading.charset != best.charset);
    let runner_up = second.map(|second| (second.charset, second.cost - best.cost));
    Known { cut: best.offset, runner_up, ..Known::new(best.charset, how) }
}

/// ASCII bytes with HZ escapes: HZ where they read as Chinese, otherwise what they were known as.
pub(super) fn judge_hz(bytes: &[u8], otherwise: Known) -> Known {
    let (text, _, _) = hz::decode(&bytes[..bytes.len().min(HZ_SAMPLE)]);
    let (mut sum, mut count, mut prev) = (0, 0, '\n');
    for c in text.chars() {
        if !c.is_ascii() {
            sum += i64::from(score::step(prev, c));
            count += 1;
        }
        prev = c;
    }
    if sum <= HZ_MEAN * count { Known::new(Charset::Hz, How::Judged) } else { otherwise }
}

fn doubt(readings: &[Reading]) -> i64 {
    match readings {
        [best, rest @ ..] => {
            rest.iter().find(|reading| reading.charset != best.charset).map_or(i64::MAX, |next| next.cost - best.cost)
        }
        [] => i64::MAX,
    }
}

/// Each encoding with each offset that the page's first bytes allow; UTF-16 only for a page that may be wide.
fn trials(bytes: &[u8], wide: bool) -> Vec<(&'static Row, usize)> {
    let cut_possible = bytes.first().is_some_and(|byte| !byte.is_ascii()) || wide;
    let mut trials = Vec::with_capacity(CANDIDATES.len() * 2);
    for row in CANDIDATES.iter().filter(|row| wide || !is_utf16(row.charset)) {
        for offset in 0..if cut_possible { row.offsets } else { 1 } {
            if is_cut_off(row.charset, &bytes[..offset.min(bytes.len())]) {
                trials.push((row, offset));
            }
        }
    }
    trials
}

/// Every reading of the sample, cheapest first; equal ones in the order of the table.
fn rank(bytes: &[u8], size: Size, claim: Option<(Charset, How)>) -> Vec<Reading> {
    let wide = is_wide(bytes, size);
    let windows = if wide { sample::even_windows(bytes, size) } else { sample::windows(bytes, size) };
    let mut trials = trials(bytes, wide);
    let rough = readings(bytes, &windows, &trials, claim, Look::Rough);
    let Some(&best) = rough.first() else { return rough };
    let likely = |reading: &Reading| {
        let bound = if reading.charset == best.charset { OUT_OF_STEP } else { OUT };
        reading.cost <= best.cost + bound
    };
    if rough.iter().filter(|reading| likely(reading)).count() == 1 && is_chinese(best.charset) {
        return rough;
    }
    let second = rough.iter().find(|reading| reading.charset != best.charset).map(|reading| reading.charset);
    trials.retain(|(row, offset)| {
        let own = |reading: &&Reading| (reading.charset, reading.offset) == (row.charset, *offset);
        rough.iter().find(own).is_some_and(|reading| likely(reading) || Some(row.charset) == second)
    });
    let paired = readings(bytes, &windows, &trials, claim, Look::Pairs);
    let sampled = windows.iter().map(|window| window.range.len()).sum::<usize>();
    // Chinese that lost a byte is all wrong up to the next ASCII, and then hardly more ordinary than what it is no text of.
    if sampled > IN_STEP || paired.first().is_some_and(|best| is_chinese(best.charset)) && doubt(&paired) >= DOUBT {
        return paired;
    }
    let two_byte = |row: &Row| matches!(row.charset, Charset::GB18030 | Charset::BIG5);
    for row in CANDIDATES.iter().filter(|row| two_byte(row)) {
        if !trials.iter().any(|(own, _)| own.charset == row.charset) {
            trials.push((row, 0));
        }
    }
    readings(bytes, &windows, &trials, claim, Look::InStep)
}

/// The readings of a short sample as Chinese alone, where one of them is so ordinary in each window that nothing Chinese
/// is mistaken for can be meant.
fn plain(bytes: &[u8], claim: Option<(Charset, How)>) -> Option<Vec<Reading>> {
    let trials: Vec<_> = trials(bytes, false).into_iter().filter(|(row, _)| is_chinese(row.charset)).collect();
    let paired = readings(bytes, &sample::windows(bytes, sample::FIRST), &trials, claim, Look::Pairs);
    let is_plain = paired.first().is_some_and(|best| best.excess <= -PLAINER);
    (is_plain && doubt(&paired) >= DOUBT).then_some(paired)
}

fn is_chinese(charset: Charset) -> bool {
    matches!(charset, Charset::UTF_8 | Charset::GB18030 | Charset::BIG5) || is_utf16(charset)
}

/// What each trial costs, cheapest first.
fn readings(
    bytes: &[u8],
    windows: &[Window],
    trials: &[(&Row, usize)],
    claim: Option<(Charset, How)>,
    look: Look,
) -> Vec<Reading> {
    let reading = |&(row, offset): &(&Row, usize)| {
        let claimed = claim.is_some_and(|(charset, _)| charset == row.charset);
        Reading { charset: row.charset, offset, cost: row.prior - if claimed { DECLARED } else { 0 }, excess: 0 }
    };
    let mut readings: Vec<Reading> = trials.iter().map(reading).collect();
    // Those that were cheapest so far come first, so that the others need not be read to the end.
    let mut order: Vec<usize> = (0..trials.len()).collect();
    for window in windows {
        order.sort_by_key(|&at| readings[at].cost);
        let mut costs: Vec<Option<Cost>> = vec![None; trials.len()];
        let mut cheapest = NEVER;
        for &at in &order {
            let (row, offset) = trials[at];
            // Where the page begins says nothing of the windows behind the first.
            let same = |other: &usize| {
                window.range.start > 0 && !is_utf16(row.charset) && trials[*other].0.charset == row.charset
            };
            let known = order.iter().filter(|other| same(other)).find_map(|&other| costs[other]);
            let own = known.unwrap_or_else(|| cost(bytes, window, row, offset, (look, cheapest + WINDOW_LOSS)));
            cheapest = cheapest.min(own.sum);
            costs[at] = Some(own);
        }
        for (reading, own) in readings.iter_mut().zip(costs.into_iter().flatten()) {
            reading.cost += own.sum.min(cheapest + WINDOW_LOSS);
            reading.excess += if own.excess > PLAINER { NEVER } else { own.excess };
        }
    }
    readings.sort_by_key(|reading| reading.cost);
    readings
}

fn is_utf16(charset: Charset) -> bool {
    matches!(charset, Charset::UTF_16LE | Charset::UTF_16BE)
}

/// What a window costs in an encoding; where no character is known to begin at its first byte, at its best alignment.
fn cost(bytes: &[u8], window: &Window, row: &Row, offset: usize, (look, bound): (Look, i64)) -> Cost {
    let stretch = &bytes[window.range.clone()];
    let last = window.range.end == bytes.len();
    let read =
        |from: usize, bound| reading::cost(row.charset, stretch.get(from..).unwrap_or_default(), last, (look, bound));
    if window.range.start == 0 {
        let cut = offset.min(stretch.len());
        let cutting = match stretch[cut..] {
            _ if cut == 0 => 0,
            [0..0x80, ..] => CUT + CUT_BEFORE_ASCII,
            _ => CUT,
        };
        return read(cut, bound).and(cutting);
    }
    if is_utf16(row.charset) {
        return read((window.range.start + offset) % 2, bound);
    }
    let alignments = if window.synced { 1 } else { row.offsets.max(2) };
    let skips = (0..alignments.min(stretch.len())).filter(|&skip| is_cut_off(row.charset, &stretch[..skip]));
    skips
        .map(|skip| (skip, skip as i64 * SKIPPED))
        .fold(None, |best: Option<Cost>, (skip, extra)| {
            let own = read(skip, best.map_or(bound, |best| best.sum)).and(extra);
            Some(best.filter(|best| best.sum <= own.sum).unwrap_or(own))
        })
        .unwrap_or_default()
}

/// Whether the bytes may belong to a character that began before them.
fn is_cut_off(charset: Charset, bytes: &[u8]) -> bool {
    charset != Charset::UTF_8 || bytes.iter().all(|byte| (0x80..0xC0).contains(byte))
}

/// Whether the bytes may be UTF-16: units of the usual blocks at even or odd places.
fn is_wide(bytes: &[u8], size: Size) -> bool {
    let windows = sample::even_windows(bytes, size);
    let units = windows.iter().map(|window| window.range.len() / 2).sum::<usize>();
    (0..2).any(|offset| {
        [u16::from_le_bytes, u16::from_be_bytes].into_iter().any(|from: fn([u8; 2]) -> u16| {
            let stretches =
                windows.iter().filter_map(|window| bytes.get(window.range.start + offset..window.range.end));
            let usual =
                |stretch: &[u8]| stretch.as_chunks::<2>().0.iter().filter(|&&pair| is_usual(from(pair))).count();
            units > 0 && stretches.map(usual).sum::<usize>() * 10 >= units * USUAL_OF_TEN
        })
    })
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x2010..=0x2026 | 0x3000..=0x3029 | 0x4E00..=0x9FA5 | 0xFF00..=0xFF5E)
}
