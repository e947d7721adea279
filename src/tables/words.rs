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
    if !(6..=12).contains(&text.len()) {
        return None;
    }
    let key = text.bytes().fold(0, |key, byte| spread(key ^ u64::from(byte)));
    WORDS.get(key).map(|steps| steps * STEP)
}
