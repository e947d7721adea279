//! How ordinary a character, and a pair of characters, is in Chinese: one model for both scripts.
//!
//! Encodings, mojibake, lost bytes and ambiguous characters are all judged with it, so they cannot disagree.

use super::bytes::{Fingerprints, Index, u16_at};
use super::is_han;

/// From a character to the number of its Simplified form; numbered from 1.
static BY_CHAR: Index = Index(include_bytes!("packed/frequency_by_char.bin"));

/// The cost of each numbered character as `u16`.
static COSTS: &[u8] = include_bytes!("packed/frequency_costs.bin");

/// The cost of each known pair of numbers.
static PAIRS: Fingerprints<2> = Fingerprints { bytes: include_bytes!("packed/frequency_pairs.bin"), bits: 17 };

/// Costs are in this part of a nat.
pub const PER_NAT: u16 = 16;

/// The cost of a character the model does not know: 18 nats, two more than the rarest it knows.
pub const UNKNOWN_CHAR: u16 = 18 * PER_NAT;

/// A pair's cost is kept in steps of a quarter of a nat.
const STEP: u16 = PER_NAT / 4;

/// −ln P(`c`) among Chinese characters, in 1/16 nat, whichever script it is in; [`UNKNOWN_CHAR`] if not known.
///
/// ```
/// use zhclean::tables::{char_cost, frequency::UNKNOWN_CHAR};
/// assert!(char_cost('的') < char_cost('锛'));
/// assert_eq!(char_cost('環'), char_cost('环'));
/// assert_eq!(char_cost('A'), UNKNOWN_CHAR);
/// ```
#[inline]
pub fn char_cost(c: char) -> u16 {
    match BY_CHAR.get(c) {
        0 => UNKNOWN_CHAR,
        id => u16_at(COSTS, usize::from(id) - 1),
    }
}

/// Every character the model knows, in both scripts, with its cost.
pub fn known() -> impl Iterator<Item = (char, u16)> {
    BY_CHAR.entries().map(|(c, id)| (c, u16_at(COSTS, usize::from(id) - 1)))
}

/// The rarest character of a phrase, a Chinese one if it has any: where it is missing, the phrase is.
pub fn rarest(phrase: &str) -> Option<char> {
    phrase.chars().max_by_key(|&c| (is_han(c), char_cost(c), c.is_alphabetic(), c))
}

/// The packed pairs are not rarer than this: −ln P of both characters together, in 1/16 nat, with room for rounding.
const RAREST_PAIR: u16 = 16 * PER_NAT + STEP;

/// −ln P(`b` | `a`) in 1/16 nat where the pair is known; wrong for less than 1 % of the unknown ones.
///
/// ```
/// use zhclean::tables::pair_cost;
/// assert!(pair_cost('环', '境').is_some_and(|cost| cost < 3 * 16));
/// assert_eq!(pair_cost('環', '境'), pair_cost('环', '境'));
/// assert_eq!(pair_cost('锛', '銆'), None);
/// ```
pub fn pair_cost(a: char, b: char) -> Option<u16> {
    pair(BY_CHAR.get(a), BY_CHAR.get(b))
}

/// What [`char_cost`] says of `b` and what [`pair_cost`] says of it behind `a`, for the price of one.
#[inline]
pub fn costs_after(a: char, b: char) -> (u16, Option<u16>) {
    let (a, b) = (BY_CHAR.get(a), BY_CHAR.get(b));
    (if b == 0 { UNKNOWN_CHAR } else { u16_at(COSTS, usize::from(b) - 1) }, pair(a, b))
}

/// [`pair_cost`] by the numbers of the characters.
#[inline]
fn pair(a: u16, b: u16) -> Option<u16> {
    if a == 0 || b == 0 {
        return None;
    }
    let cost = STEP * PAIRS.get(u64::from(a) << 16 | u64::from(b))?;
    let both = cost + u16_at(COSTS, usize::from(a) - 1);
    // A pair is no commoner than its second character: what breaks this was another pair's fingerprint.
    let possible = both <= RAREST_PAIR && both + STEP >= u16_at(COSTS, usize::from(b) - 1);
    possible.then_some(cost)
}
