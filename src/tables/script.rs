//! Simplified and Traditional in general: by character, and by longest phrase.
//!
//! For genuine Traditional text and for folding; hijacked pages have a table of their own in `turned`.

use std::ops::Range;

use std::sync::LazyLock;

use super::bytes::{longest_prefix, u16_at};
use crate::alphabet::Numbers;

/// Rows in order of code point: the character (`u16`), its Simplified and its Traditional form (three bytes of UTF-8
/// each), a mark, and for each of the two files of phrases where the phrases that begin with the character stand
/// (`u32`) and their bytes (`u16`).
static ROWS: &[u8] = include_bytes!("packed/script_rows.bin");

/// Bytes of a row.
const ROW: usize = 21;

/// Bytes of the character in front of it.
const KEY: usize = 2;

/// From a character to one more than the number of its row.
static BY_CHAR: LazyLock<Numbers> = LazyLock::new(|| Numbers::of(known().zip(1..)));

/// Mark: stands in Traditional text only.
const TRADITIONAL_ONLY: u8 = 1;
/// Mark: stands in Simplified text only.
const SIMPLIFIED_ONLY: u8 = 2;

/// Phrases that decide a Simplified form.
static TO_SIMPLIFIED: &str = include_str!("source/phrases_to_simplified.tsv");

/// Phrases that decide a Traditional form.
static TO_TRADITIONAL: &str = include_str!("source/phrases_to_traditional.tsv");

/// The row of a character, behind it.
fn row(c: char) -> Option<&'static [u8]> {
    let end = ROW * usize::from(BY_CHAR.get(c));
    (end > 0).then(|| &ROWS[end - ROW + KEY..end])
}

fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).expect("packed characters are UTF-8")
}

fn has(c: char, mark: u8) -> bool {
    row(c).is_some_and(|row| row[6] == mark)
}

/// The Simplified form of `c`, by character alone; `c` itself if there is no other.
///
/// A result is never changed by a second call. 著 stays, since only its phrase tells 着 from 著.
///
/// ```
/// use zhclean::tables::simplified;
/// assert_eq!(simplified('環'), '环');
/// assert_eq!(simplified('环'), '环');
/// assert_eq!(simplified('x'), 'x');
/// ```
pub fn simplified(c: char) -> char {
    let code = |row: &[u8]| u32::from(row[0] & 0xF) << 12 | u32::from(row[1] & 0x3F) << 6 | u32::from(row[2] & 0x3F);
    row(c).and_then(|row| char::from_u32(code(row))).unwrap_or(c)
}

/// A script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Simplified.
    Simplified,
    /// Traditional.
    Traditional,
}

/// The script `c` belongs to, if it belongs to one only.
pub fn only(c: char) -> Option<Script> {
    match row(c)?[6] {
        TRADITIONAL_ONLY => Some(Script::Traditional),
        SIMPLIFIED_ONLY => Some(Script::Simplified),
        _ => None,
    }
}

/// Every character that has another form in the other script.
pub fn known() -> impl Iterator<Item = char> {
    ROWS.chunks_exact(ROW).map(|row| u16_at(row, 0)).filter_map(|code| char::from_u32(code.into()))
}

/// Whether `c` has another Simplified form and does not stand in Simplified text: 環 and 於, but not 乾 or 著.
pub fn is_traditional_only(c: char) -> bool {
    has(c, TRADITIONAL_ONLY)
}

/// Whether `c` never stands in Traditional text: 环, but not 后 or 里.
pub fn is_simplified_only(c: char) -> bool {
    has(c, SIMPLIFIED_ONLY)
}

/// A place where a text changes its script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The bytes that change.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub with: &'static str,
    /// Whether a phrase decided and not the character alone.
    pub by_phrase: bool,
}

/// What changes when `text` is turned to Simplified: sorted, apart from each other, longest phrase first.
///
/// ```
/// use zhclean::tables::script::to_simplified;
/// let found = to_simplified("乾隆看著環境");
/// assert_eq!(found[0].with, "着"); // 乾隆 stays as it is
/// assert_eq!((found[1].span.clone(), found[1].with, found[1].by_phrase), (12..15, "环", false));
/// ```
pub fn to_simplified(text: &str) -> Vec<Conversion> {
    convert(text, TO_SIMPLIFIED, 0)
}

/// What changes when `text` is turned to Traditional, in the forms customary in Taiwan.
///
/// ```
/// let found = zhclean::tables::script::to_traditional("以后的头发");
/// let with: Vec<_> = found.iter().map(|c| c.with).collect();
/// assert_eq!(with, ["後", "頭髮"]);
/// ```
pub fn to_traditional(text: &str) -> Vec<Conversion> {
    convert(text, TO_TRADITIONAL, 1)
}

/// The phrases that begin with the character of `row`, in the first or the second direction.
fn phrases_of(row: &[u8], phrases: &'static str, direction: usize) -> &'static str {
    let field = &row[7 + 6 * direction..13 + 6 * direction];
    let start = u32::from_le_bytes([field[0], field[1], field[2], field[3]]) as usize;
    let length = usize::from(u16::from_le_bytes([field[4], field[5]]));
    &phrases[start..start + length]
}

fn convert(page: &str, phrases: &'static str, direction: usize) -> Vec<Conversion> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = page[at..].chars().next() {
        let mut end = at + c.len_utf8();
        if let Some(row) = row(c) {
            let phrase = longest_prefix(phrases_of(row, phrases, direction), &page[at..]);
            let with = match phrase {
                Some((key, with)) => {
                    end = at + key.len();
                    with
                }
                None => text(&row[3 * direction..3 * direction + 3]),
            };
            if page[at..end] != *with {
                found.push(Conversion { span: at..end, with, by_phrase: phrase.is_some() });
            }
        }
        at = end;
    }
    found
}
