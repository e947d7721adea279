//! What rules may know about a line, computed once.
//! Apart from the rules, so that a shape is read off the facts and no rule scans the line for what another found.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::labels::Row;
use super::shape;
use crate::alphabet::Alphabet;
use crate::fold;
use crate::glance::{is_closing, is_sentence_mark};
use crate::tables::is_han;
use crate::tables::lexicon::{self, Words};

/// From this many characters a stretch of running text counts as a sentence even without a mark.
/// 40 keeps headlines of two clauses out and paragraphs cut by the scraper in ("a paragraph without its mark").
pub const LONG_SENTENCE: usize = 40;

/// The stretch without a blank or separator that tells running text from a row of words.
/// No token of a menu is this long ("a wide menu row is no sentence").
const RUNNING: usize = 18;

/// Where a line stands, counted in lines that are not blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Lines above it.
    pub from_top: usize,
    /// Lines below it.
    pub from_bottom: usize,
    /// Whether at least two of its neighbours read `label: value`, and more than bear labels of publishing rows.
    pub among_fields: bool,
    /// Whether a table of an official notice (索引号, 文号) stands within four lines.
    pub near_notice: bool,
    /// Whether the line is Simplified and its page is not.
    pub foreign: bool,
}

/// Facts about one line.
#[derive(Clone, Debug, Default)]
pub struct LineFacts {
    /// The folded line.
    pub text: String,
    /// Characters of the fold.
    pub chars: usize,
    /// Chinese characters.
    pub han: usize,
    /// Decimal digits.
    pub digits: usize,
    /// Sentence marks: 。！？；… and their ASCII forms behind a Chinese character.
    pub marks: usize,
    /// Commas.
    pub commas: usize,
    /// Function characters, which keyword lines and menus lack.
    pub function: usize,
    /// The longest stretch without a blank or separator.
    pub run: usize,
    /// Whether it ends in a sentence mark.
    pub ends: bool,
    /// Where it stands.
    pub place: Place,
    /// Whether a character stands in the line without which no telling word of the lexicon can.
    telltale: bool,
    alphabet: Alphabet,
    row: OnceCell<Option<Row>>,
    series: OnceCell<usize>,
    words: OnceCell<Words>,
}

/// What a character of the fold is counted as.
const HAN: u8 = 1;
const FUNCTION: u8 = 1 << 1;
const SEPARATOR: u8 = 1 << 2;
const DIGIT: u8 = 1 << 3;
const COMMA: u8 = 1 << 4;
const MARK: u8 = 1 << 5;
const TELLTALE: u8 = 1 << 6;

/// Characters that running text is full of.
const FUNCTIONS: &str = "的了是在和我不也";

/// The kinds of each character of the Basic Multilingual Plane: one look for all that is asked of it.
fn kinds() -> &'static [u8; 0x1_0000] {
    static KINDS: OnceLock<Box<[u8; 0x1_0000]>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let mut kinds = Box::new([HAN; 0x1_0000]);
        let but_hanzi = ('\0'..'\u{3400}').chain('\u{4DC0}'..'\u{4E00}').chain('\u{A000}'..='\u{FFFF}');
        for c in but_hanzi.chain(FUNCTIONS.chars()).chain(lexicon::telltales().iter()) {
            kinds[c as usize] = kind(c);
        }
        kinds
    })
}

fn kind(c: char) -> u8 {
    let of = |kind, is: bool| if is { kind } else { 0 };
    of(HAN, is_han(c))
        | of(FUNCTION, FUNCTIONS.contains(c))
        | of(SEPARATOR, shape::is_separator(c))
        | of(DIGIT, c.is_ascii_digit())
        | of(COMMA, matches!(c, ',' | '、'))
        | of(MARK, is_sentence_mark(c, '”'))
        | of(TELLTALE, lexicon::telltales().has(c))
}

impl LineFacts {
    /// The facts of a line, given where it stands.
    pub fn new(line: &str, place: Place) -> Self {
        let kinds = kinds();
        let mut facts = Self { place, ..Self::default() };
        let mut text = String::with_capacity(line.len());
        let mut before = '\0';
        let (mut chars, mut han, mut since) = (0, 0, 0);
        fold::write(line, &mut text, |_, c| {
            facts.alphabet.add(c);
            chars += 1;
            match kinds.get(c as usize).copied().unwrap_or_else(|| kind(c)) {
                HAN => han += 1,
                kind => {
                    han += usize::from(kind & HAN != 0);
                    facts.count(c, kind, before);
                    if kind & SEPARATOR != 0 {
                        facts.run = facts.run.max(chars - since - 1);
                        since = chars;
                    }
                }
            }
            before = c;
        });
        facts.text = text;
        facts.run = facts.run.max(chars - since);
        facts.chars = chars;
        facts.han = han;
        facts.ends = ends_sentence(&facts.text);
        facts
    }

    /// Takes in a character that is more than Chinese, and what stands before it.
    fn count(&mut self, c: char, kind: u8, before: char) {
        self.marks += usize::from(kind & MARK != 0 && is_sentence_mark(c, before));
        self.function += usize::from(kind & FUNCTION != 0);
        self.digits += usize::from(kind & DIGIT != 0);
        self.commas += usize::from(kind & COMMA != 0);
        self.telltale |= kind & TELLTALE != 0;
    }

    /// Whether the line is running text: it ends in a sentence mark, or is long and unbroken.
    pub fn is_sentence(&self) -> bool {
        (self.ends && self.han >= 4) || self.is_running()
    }

    /// Whether it ends in a Chinese sentence mark.
    pub fn ends_in_stop(&self) -> bool {
        self.ends && !self.text.ends_with('.')
    }

    /// Whether the line is a sentence of at least [`LONG_SENTENCE`] characters.
    pub fn is_long_sentence(&self) -> bool {
        self.chars >= LONG_SENTENCE && self.is_sentence()
    }

    /// Whether the line is long, unbroken and no series of phrases.
    fn is_running(&self) -> bool {
        let telling = self.marks > 0 || self.function * 30 >= self.chars;
        self.chars >= LONG_SENTENCE && self.run >= RUNNING && telling && self.series() == 0
    }

    /// Whether `phrase` stands in the line.
    pub fn contains(&self, phrase: &str) -> bool {
        self.find(phrase).is_some()
    }

    /// Where `phrase` first stands in the line.
    pub fn find(&self, phrase: &str) -> Option<usize> {
        self.alphabet.has_all(phrase).then(|| self.text.find(phrase)).flatten()
    }

    /// Whether `c` stands in the line.
    pub fn has(&self, c: char) -> bool {
        self.alphabet.has(c) && self.text.contains(c)
    }

    /// What the line says as a publishing row, if it is one; read when first asked for.
    pub fn row(&self) -> Option<&Row> {
        self.row.get_or_init(|| Row::read(self)).as_ref()
    }

    /// How many phrases there are, if the line is nothing but a series of phrases between equal separators.
    pub fn series(&self) -> usize {
        *self.series.get_or_init(|| shape::series(&self.text))
    }

    /// The lexicon's words in the line, looked up when first asked for; none where no telling word can stand.
    pub fn words(&self) -> Words {
        *self.words.get_or_init(|| if self.telltale { lexicon::spam(&self.text) } else { Words::default() })
    }
}

fn ends_sentence(text: &str) -> bool {
    let mut back = text.chars().rev().skip_while(|&c| is_closing(c));
    let Some(last) = back.next() else { return false };
    match last {
        '.' => back.next().is_some_and(|c| c.is_ascii_alphabetic()) && text.len() >= 20,
        _ => is_sentence_mark(last, back.next().unwrap_or(' ')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table is filled for speed; this says the same character by character.
    #[test]
    fn every_character_is_of_its_kinds() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(kinds()[c as usize], kind(c), "{c:?}");
        }
    }
}
