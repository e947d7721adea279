//! What a stretch of bytes costs in one encoding: how unlike Chinese it reads.
//! Most readings are wrong, so one is given up as soon as it costs too much.

use crate::charset::Charset;
use crate::tables::char_cost;

use super::NAT;
use super::resync::{self, Sign};

/// A character outside ASCII that costs less than this is plain: ordinary text costs five nats a character, hanzi at
/// random ten and more.
const PLAIN: i64 = 8 * NAT;

/// What each malformed place costs more in UTF-8, of whose bytes those around it seldom agree by chance.
const UTF8_MALFORMED: i64 = 4 * NAT;

/// So many of a stretch count: more of them are a line in another encoding.
const MALFORMED_COUNTED: usize = 2;

/// What cannot be read costs more than anything.
pub(super) const NEVER: i64 = i64::MAX / 1024;

/// Bytes that are read before the cost is compared with its bound.
const STEP: usize = 24;

/// How a stretch is read and scored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// By the characters alone.
    Rough,
    /// By the characters, each behind the one before it.
    Pairs,
    /// So too, and in step again behind each byte that is lost or too many.
    InStep,
}

/// What a reading costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    /// All its characters.
    pub(super) sum: i64,
    /// What those outside ASCII cost more than plain ones, where each is scored behind the one before it.
    pub(super) excess: i64,
}

impl Cost {
    /// With something that is no character.
    pub(super) fn and(self, extra: i64) -> Self {
        Self { sum: self.sum + extra, excess: self.excess + extra }
    }
}

/// The cost of a stretch; of one that costs more than `bound`, what was seen of it. A character cut off at its end
/// counts only at the page's end.
pub(super) fn cost(charset: Charset, stretch: &[u8], last: bool, (look, bound): (Look, i64)) -> Cost {
    let Some(encoding) = charset.encoding() else { return Cost { sum: NEVER, excess: NEVER } };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(STEP + 4).unwrap_or(0));
    let mut cost = Cost::default();
    let (mut before, mut malformed) = ('\n', 0);
    let mut parts = stretch.chunks(STEP).peekable();
    while let Some(part) = parts.next() {
        text.clear();
        let _ = decoder.decode_to_string(part, &mut text, last && parts.peek().is_none());
        for c in text.chars() {
            if look == Look::Rough {
                cost.sum += rough(c);
                continue;
            }
            let step = resync::step(before, c);
            cost.sum += step;
            cost.excess += excess(c, step);
            malformed += usize::from(c == char::REPLACEMENT_CHARACTER);
            before = c;
        }
        if cost.sum > bound {
            break;
        }
    }
    match charset {
        Charset::UTF_8 => cost.sum += UTF8_MALFORMED * malformed.min(MALFORMED_COUNTED) as i64,
        Charset::GB18030 | Charset::BIG5 if look == Look::InStep => {
            // A character cut off by the window's end is no loss.
            let shorter = (!last).then(|| &stretch[..stretch.len().saturating_sub(1)]);
            let in_step = |stretch| resync::read(stretch, charset, Sign::None).map(|read| read.cost);
            cost.sum = [Some(stretch), shorter].into_iter().flatten().filter_map(in_step).fold(cost.sum, i64::min);
        }
        _ => {}
    }
    cost
}

/// The cost of a character alone: enough to rule out most encodings, and ten times as fast.
fn rough(c: char) -> i64 {
    match c {
        ' '..='~' | '\t' | '\r' | '\n' => 3 * NAT,
        '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{2026}' => 5 * NAT,
        '\u{3040}'..='\u{30FF}' | '\u{400}'..='\u{4FF}' | '\u{A0}'..='\u{17F}' => 6 * NAT,
        '\u{AC00}'..='\u{D7A3}' => 8 * NAT,
        '\u{3400}'..='\u{9FFF}' => i64::from(char_cost(c)).min(14 * NAT),
        _ => 14 * NAT,
    }
}

/// What a character that costs so much counts above a plain one. Kana are in Chinese encodings where they are in
/// Japanese ones and say nothing.
fn excess(c: char, step: i64) -> i64 {
    match c {
        '\0'..='\x7F' | '\u{3040}'..='\u{30FF}' => 0,
        _ => step - PLAIN,
    }
}
