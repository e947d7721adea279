//! Which converter made the Traditional characters of a page. The hijackers' table knows no phrases and has its own
//! choice of forms, so it writes 關系 and 復雜 where Traditional text has 關係 and 複雜, and never 後 or 於.

use super::sound::{parts, without_glosses};
use crate::classes::{self, SIMPLIFIED, TRADITIONAL};
use crate::page::Page;
use crate::tables::script::{Conversion, to_simplified, to_traditional};
use crate::tables::{self, turned};

/// Bytes of a page whose words are compared: evidence grows with the text, the time for it need not.
const COMPARED: usize = 1 << 16;

/// Traditional characters of the table from which they are judged at all.
const MIN_IMAGES: u32 = 12;

/// One hanzi in this many is a modern one ([`is_modern`]), at least, in modern text.
const MODERN_ONE_IN: u32 = 150;

/// And this many at least: 的 stands in an old poem here and there.
const MIN_MODERN: u32 = 2;

/// Characters that the table cannot make, from which a page has another converter or none, if one in
/// [`FOREIGN_ONE_IN`] of those it can make: none in 8,621 on damaged pages.
const MANY_FOREIGN: u32 = 16;

/// See [`MANY_FOREIGN`].
const FOREIGN_ONE_IN: u32 = 100;

/// A page that has more Simplified characters than this for each Traditional one quotes what is Traditional. A turned
/// page has them in what was put around it afterwards.
const SIMPLIFIED_TO_IMAGES: u32 = 2;

/// What the characters of a page say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Converter {
    /// Hanzi.
    pub(super) han: u32,
    /// How many of them are modern.
    modern: u32,
    /// Traditional characters that the table makes.
    pub(super) images: u32,
    /// Simplified characters.
    simplified: u32,
    /// Traditional characters that it cannot make, and characters of both scripts that it would have turned: 後, 台.
    pub(super) foreign: u32,
    /// The different characters that stand as the table leaves them, in a word in which Traditional text always has
    /// another: 于 in 關于, 墻. A word that a region writes in its own way stands often, but is one witness.
    pub(super) sure: Vec<char>,
    /// Those where it is a phrase that asks for another, or which may be a name: 系 in 關系, 復 in 復雜, 于.
    pub(super) arguable: Vec<char>,
}

impl Converter {
    /// Different witnesses for the table.
    pub(super) fn witnesses(&self) -> u32 {
        count(&self.sure) + count(&self.arguable)
    }

    /// Whether the page is modern prose.
    pub(super) fn is_modern(&self) -> bool {
        self.modern >= MIN_MODERN && self.modern.saturating_mul(MODERN_ONE_IN) >= self.han
    }

    /// Whether enough of the page is Traditional for it to have been turned as a whole.
    pub(super) fn is_turned(&self) -> bool {
        self.images >= MIN_IMAGES && self.simplified <= self.images.saturating_mul(SIMPLIFIED_TO_IMAGES)
    }

    /// Whether the Traditional characters of the page are the table's.
    pub(super) fn is_table(&self) -> bool {
        self.images >= MIN_IMAGES && self.foreign.saturating_mul(FOREIGN_ONE_IN) <= self.images
    }

    /// Whether a character of the page is Traditional: else it has no converter, and need not be counted.
    pub(super) fn is_needed(page: &Page) -> bool {
        page.lines().iter().any(|line| line.classes().has(TRADITIONAL))
    }

    /// Looks at all characters of a page outside its torn runs.
    pub(super) fn of(page: &Page) -> Self {
        let mut counts = Converter::default();
        for line in page.lines() {
            counts.count_line(&line.text);
        }
        counts
    }

    /// Looks at the words of the beginning of a page, unless that can decide nothing any more.
    pub(super) fn look_at_words(&mut self, page: &Page) {
        if self.images == 0 || self.is_other() {
            return;
        }
        let mut compared = 0;
        for line in page.lines() {
            for part in parts(&without_glosses(&line.text)) {
                self.compare_words(part);
            }
            compared += line.text.len();
            if compared > COMPARED {
                break;
            }
        }
        self.arguable.retain(|c| !self.sure.contains(c));
    }

    /// Whether so much is not of the table's making that no words could speak for it.
    fn is_other(&self) -> bool {
        self.foreign >= MANY_FOREIGN && self.foreign.saturating_mul(FOREIGN_ONE_IN) >= self.images
    }

    fn count_line(&mut self, text: &str) {
        let classes = classes::of_chars();
        let (images, mut unturned) = (self.images, 0);
        for c in parts(text).flat_map(str::chars) {
            self.han += u32::from(tables::is_han(c));
            self.modern += u32::from(is_modern(c));
            match classes(c) & (TRADITIONAL | SIMPLIFIED) {
                TRADITIONAL if turned::simplified(c).is_some() => self.images += 1,
                TRADITIONAL => self.foreign += 1,
                SIMPLIFIED => self.simplified += 1,
                0 if turned::image(c).is_some() => unturned += 1,
                _ => {}
            }
        }
        // A Simplified line on a turned page was put there afterwards.
        if self.images > images {
            self.foreign += unturned;
        }
    }

    /// Compares `text` with what a converter that knows phrases makes of it.
    fn compare_words(&mut self, text: &str) {
        let simplified = converted(text, &to_simplified(text));
        let usual = converted(&simplified, &to_traditional(&simplified));
        let simplified: Vec<char> = simplified.chars().collect();
        for (at, (stands, usual)) in text.chars().zip(usual.chars()).enumerate() {
            let own = simplified[at];
            if stands == usual || turned::image(own).unwrap_or(own) != stands {
                continue;
            }
            let is_sure = by_character(own) == usual && is_in_word(&simplified, at) || is_and(&simplified, at);
            let witnesses = if is_sure { &mut self.sure } else { &mut self.arguable };
            if !witnesses.contains(&stands) {
                witnesses.push(stands);
            }
        }
    }
}

/// What a general converter makes of `simplified` where no phrase asks for something else.
fn by_character(simplified: char) -> char {
    converted(simplified.encode_utf8(&mut [0; 4]), &to_traditional(simplified.encode_utf8(&mut [0; 4])))
        .chars()
        .next()
        .unwrap_or(simplified)
}

/// Whether the character at `at` is part of a word of two or three characters, and so no name.
fn is_in_word(text: &[char], at: usize) -> bool {
    let parts =
        (2..=3).flat_map(|len| (0..len).filter_map(move |before| Some(at.checked_sub(before)?..at + len - before)));
    parts.filter_map(|part| text.get(part)).any(|part| tables::word_cost(&String::from_iter(part)).is_some())
}

/// Whether the character at `at` is 并 where a clause begins that goes on with 'and', 並 in Traditional text: on none of
/// 5,766 articles of modern Traditional manuals and books.
fn is_and(text: &[char], at: usize) -> bool {
    text[at] == '并' && at.checked_sub(1).is_some_and(|before| matches!(text[before], '，' | ','))
}

/// Whether modern text of any genre is full of a character, and old text hardly has it; that writes 于 and 并.
fn is_modern(c: char) -> bool {
    matches!(c, '的' | '了' | '這' | '这' | '們' | '们' | '个' | '個')
}

/// How many there are.
pub(super) fn count(witnesses: &[char]) -> u32 {
    u32::try_from(witnesses.len()).unwrap_or(u32::MAX)
}

/// `text` with what changes in it. No conversion changes the number of characters.
fn converted(text: &str, changes: &[Conversion]) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut end = 0;
    for change in changes {
        converted.push_str(&text[end..change.span.start]);
        converted.push_str(change.with);
        end = change.span.end;
    }
    converted.push_str(&text[end..]);
    converted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Converter {
        let mut counts = Converter::default();
        counts.count_line(text);
        counts.compare_words(text);
        counts
    }

    #[test]
    fn the_table_knows_no_words() {
        let hijacked = of("這種關系復雜，后來采取措施");
        assert_eq!((hijacked.sure, hijacked.arguable, hijacked.foreign), (vec!['后', '采'], vec!['系', '復'], 0));
        let genuine = of("這種關係複雜，後來採取措施");
        assert_eq!((genuine.sure, genuine.arguable, genuine.foreign), (vec![], vec![], 4));
    }

    #[test]
    fn what_may_be_a_name_is_no_sure_witness() {
        let named = of("這是于先生對關於平台的說明");
        assert_eq!((named.sure, named.arguable, named.foreign), (vec![], vec!['于'], 2));
    }

    #[test]
    fn no_phrase_changes_the_number_of_characters() {
        for text in ["乾隆看著頭髮", "一伙头一冲性子", "里程后于面"] {
            let simplified = converted(text, &to_simplified(text));
            assert_eq!(simplified.chars().count(), text.chars().count());
            assert_eq!(converted(&simplified, &to_traditional(&simplified)).chars().count(), text.chars().count());
        }
    }
}
