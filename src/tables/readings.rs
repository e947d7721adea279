//! How characters are read: pinyin syllables with tone marks.
//!
//! A gloss is told from other brackets by whether its text is a reading of the character before it.

use super::bytes::{Index, padded, u16_at};

/// From a character to a syllable number, or with [`SEVERAL`] to a place in [`LISTS`].
static BY_CHAR: Index = Index(include_bytes!("packed/readings_by_char.bin"));

/// Lists of syllable numbers as `u16`, each led by its length.
static LISTS: &[u8] = include_bytes!("packed/readings_lists.bin");

/// Syllables with tone marks, sorted, each padded to [`WIDTH`] bytes; numbered from 1.
static SYLLABLES: &[u8] = include_bytes!("packed/syllables.bin");

/// Syllables without tone marks, in the same form.
static TONELESS: &[u8] = include_bytes!("packed/syllables_toneless.bin");

/// Bytes of a syllable: `zhuǎng` needs 7.
const WIDTH: usize = 8;

/// Marks a place in [`LISTS`] rather than a syllable.
const SEVERAL: u16 = 0x8000;

/// The syllable with this number.
pub(super) fn syllable(number: u16) -> &'static str {
    let start = WIDTH * (usize::from(number) - 1);
    padded(&SYLLABLES[start..start + WIDTH])
}

/// The readings of `c`, commonest first, tone-marked, NFC; nothing for other characters.
///
/// ```
/// let readings: Vec<_> = zhclean::tables::readings::of('樂').collect();
/// assert_eq!(&readings[..2], ["lè", "yuè"]);
/// ```
pub fn of(c: char) -> impl Iterator<Item = &'static str> {
    let entry = BY_CHAR.get(c);
    let place = usize::from(entry & !SEVERAL);
    let several = entry & SEVERAL != 0;
    let count = if several { u16_at(LISTS, place) } else { u16::from(entry != 0) };
    (0..usize::from(count)).map(move |i| syllable(if several { u16_at(LISTS, place + 1 + i) } else { entry }))
}

/// A letter of a syllable without its tone mark.
pub fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        _ => c,
    }
}

/// Whether `text` is a reading of `c`: tone-marked, NFC, lower case.
///
/// ```
/// use zhclean::tables::is_reading;
/// assert!(is_reading('現', "xiàn"));
/// assert!(!is_reading('現', "xian") && !is_reading('現', "huán") && !is_reading('A', "a"));
/// ```
pub fn is_reading(c: char, text: &str) -> bool {
    of(c).any(|reading| reading == text)
}

/// Whether `text` is a tone-marked syllable that some character is read with (neutral tones have no mark).
pub fn is_syllable(text: &str) -> bool {
    is_in(SYLLABLES, text)
}

/// Whether `text` is a syllable written without its tone: `xian`, `lü`, `lv`.
pub fn is_toneless_syllable(text: &str) -> bool {
    is_in(TONELESS, text)
}

fn is_in(sorted: &'static [u8], text: &str) -> bool {
    let (mut low, mut high) = (0, sorted.len() / WIDTH);
    while low < high {
        let middle = (low + high) / 2;
        let entry = padded(&sorted[WIDTH * middle..WIDTH * (middle + 1)]);
        match entry.cmp(text) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}
