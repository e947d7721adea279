//! The one-to-one table by which hijacked pages were turned from Simplified to Traditional, and its inverse.
//!
//! A general conversion is wrong on such pages: what this table cannot make, the author wrote.

use std::sync::LazyLock;

use super::bytes::u16_at;
use super::readings;
use crate::alphabet::Numbers;

/// Rows of [`FIELDS`] `u16`: Simplified character, image, number of the reading with [`BACK`], number of a second
/// reading or 0.
static ROWS: &[u8] = include_bytes!("packed/turned_rows.bin");

/// Numbers in a row.
const FIELDS: usize = 4;

/// Marks the row by which an image goes back.
const BACK: u16 = 0x8000;

/// From an image to one more than the number of its row.
static BY_IMAGE: LazyLock<Numbers> =
    LazyLock::new(|| Numbers::of(rows().filter(|&row| field(row, 2) & BACK != 0).map(|row| (char_field(row, 1), row))));

/// From a Simplified character to one more than the number of its row.
static BY_SIMPLIFIED: LazyLock<Numbers> = LazyLock::new(|| Numbers::of(rows().map(|row| (char_field(row, 0), row))));

fn rows() -> impl Iterator<Item = u16> {
    1..=u16::try_from(ROWS.len() / (2 * FIELDS)).expect("the table is small")
}

fn field(row: u16, number: usize) -> u16 {
    u16_at(ROWS, FIELDS * (usize::from(row) - 1) + number)
}

/// The number of the reading in the third field, or of the second reading in the fourth.
fn syllable(row: u16, field_number: usize) -> u16 {
    field(row, field_number) & !BACK
}

fn char_field(row: u16, number: usize) -> char {
    char::from_u32(field(row, number).into()).expect("the table holds characters")
}

/// The Simplified character that the table turned into `image`; the commonest if there are several.
///
/// ```
/// use zhclean::tables::turned::simplified;
/// assert_eq!(simplified('環'), Some('环'));
/// assert_eq!(simplified('著'), Some('着'));
/// assert_eq!(simplified('後'), None); // the table never made it: 后 was kept
/// ```
pub fn simplified(image: char) -> Option<char> {
    match BY_IMAGE.get(image) {
        0 => None,
        row => Some(char_field(row, 0)),
    }
}

/// What the table turned `simplified` into; `None` where it kept the character.
pub fn image(simplified: char) -> Option<char> {
    match BY_SIMPLIFIED.get(simplified) {
        0 => None,
        row => Some(char_field(row, 1)),
    }
}

/// The reading with which hijacked pages gloss `image`: tone-marked, NFC.
///
/// ```
/// assert_eq!(zhclean::tables::turned::reading('長'), Some("zhǎng"));
/// ```
pub fn reading(image: char) -> Option<&'static str> {
    match BY_IMAGE.get(image) {
        0 => None,
        row => Some(readings::syllable(syllable(row, 2))),
    }
}

/// All readings with which hijacked pages gloss `image`, the usual one first: a second, rarer list of keys has
/// another for a few.
///
/// ```
/// assert!(zhclean::tables::turned::readings('績').eq(["jī", "jì"]));
/// ```
pub fn readings(image: char) -> impl Iterator<Item = &'static str> {
    let row = BY_IMAGE.get(image);
    let fields: &[usize] = if row == 0 { &[] } else { &[2, 3] };
    fields.iter().map(move |&number| syllable(row, number)).filter(|&syllable| syllable != 0).map(readings::syllable)
}

/// All images with the Simplified character they go back to and their reading, in order of code point of the latter.
pub fn images() -> impl Iterator<Item = (char, char, &'static str)> {
    rows()
        .filter(|&row| field(row, 2) & BACK != 0)
        .map(|row| (char_field(row, 1), char_field(row, 0), readings::syllable(syllable(row, 2))))
}
