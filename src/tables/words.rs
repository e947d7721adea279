//! Which strings of two to four characters are words of modern Chinese, and how ordinary they are.
//!
//! Pairs of characters are not enough to choose between two readings of the same damaged bytes; words are.

use super::bytes::{Fingerprints, spread};

/// The cost of each known word.
static WORDS: Fingerprints<3> = Fingerprints { bytes: include_bytes!("packed/words.bin"), bits: 15 };

/// A word's cost is kept in steps of a quarter of a nat.
const STEP: u16 = 4;

/// Characters of the longest word known.
pub const LONGEST: usize = 4;

/// Whether `text` is a word of two to four Simplified characters; wrong for one in 30,000 of what is none.
pub fn is_word(text: &str) -> bool {
    word_cost(text).is_some()
}

/// −ln P(`text`) among words, in 1/16 nat, if it is a known word of two to four Simplified characters.
///
/// ```
/// use zhclean::tables::word_cost;
/// assert!(word_cost("环境").is_some());
/// assert_eq!(word_cost("环的"), None);
/// ```
pub fn word_cost(text: &str) -> Option<u16> {
    cost_of(key_of(0, text), text.len())
}

/// The words with which `text` begins: how many characters each has, and what [`word_cost`] says of it.
pub fn words_at(text: &str) -> impl Iterator<Item = (usize, u16)> {
    let mut key = 0;
    (1..).zip(text.char_indices()).take(LONGEST).filter_map(move |(characters, (at, c))| {
        let end = at + c.len_utf8();
        key = key_of(key, &text[at..end]);
        cost_of(key, end).map(|cost| (characters, cost))
    })
}

/// The key of a string that goes on with `text` behind one with the key `before`, 0 for none.
fn key_of(before: u64, text: &str) -> u64 {
    text.bytes().fold(before, |key, byte| spread(key ^ u64::from(byte)))
}

/// The cost of the word of `len` bytes that has this key.
fn cost_of(key: u64, len: usize) -> Option<u16> {
    let steps = if (6..=12).contains(&len) { WORDS.get(key) } else { None };
    steps.map(|steps| steps * STEP)
}
