//! Which converter made the Traditional characters of a page. The hijackers' table knows no phrases and has its own
//! choice of forms, so it writes 關系 and 復雜 where Traditional text has 關係 and 複雜, and never 後 or 於.

use super::sound::{parts, without_glosses};
use crate::page::Page;
use crate::tables::script::{Conversion, to_simplified, to_traditional};
use crate::tables::{self, script, turned};

/// Bytes of a page whose words are compared: evidence grows with the text, the time for it need not.
const COMPARED: usize = 1 << 16;

/// One hanzi in this many is 的, at least, in modern text of any genre; old text has hardly any, and writes 于 and 并.
const MODERN: u32 = 200;

/// What the characters of a page say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Converter {
    /// Hanzi.
    pub(super) han: u32,
    /// How many of them are 的.
    de: u32,
    /// Traditional characters that the table makes.
    pub(super) images: u32,
    /// Traditional characters that it cannot make.
    pub(super) foreign: u32,
    /// The different characters that stand in the form Simplified text writes where Traditional text has another: 于
    /// for 於, 系 in 關系. A word that a region writes in its own way stands often, but is one witness.
    pub(super) kept: Vec<char>,
    /// The different Traditional characters of the table where Traditional text has another: 復 in 復雜.
    pub(super) merged: Vec<char>,
}

impl Converter {
    /// Different witnesses for the table.
    pub(super) fn witnesses(&self) -> u32 {
        count(&self.kept) + count(&self.merged)
    }

    /// Whether the page is modern prose.
    pub(super) fn is_modern(&self) -> bool {
        self.de > 0 && self.de.saturating_mul(MODERN) >= self.han
    }

    /// Looks at all characters of a page outside its torn runs, and at the words of its beginning.
    pub(super) fn of(page: &Page) -> Self {
        let mut counts = Converter::default();
        for part in page.lines().iter().flat_map(|line| parts(&line.text)) {
            counts.count_characters(part);
        }
        if counts.images == 0 {
            return counts;
        }
        let mut compared = 0;
        for line in page.lines() {
            for part in parts(&without_glosses(&line.text)) {
                counts.compare_words(part);
            }
            compared += line.text.len();
            if compared > COMPARED {
                break;
            }
        }
        counts
    }

    fn count_characters(&mut self, text: &str) {
        for c in text.chars() {
            self.han += u32::from(tables::is_han(c));
            self.de += u32::from(c == '的');
            match script::is_traditional_only(c) {
                true if turned::simplified(c).is_some() => self.images += 1,
                true => self.foreign += 1,
                false => {}
            }
        }
    }

    /// Compares `text` with what a converter that knows phrases makes of it.
    fn compare_words(&mut self, text: &str) {
        let simplified = converted(text, &to_simplified(text));
        let usual = converted(&simplified, &to_traditional(&simplified));
        for ((stands, simplified), usual) in text.chars().zip(simplified.chars()).zip(usual.chars()) {
            if stands == usual || turned::image(simplified).unwrap_or(simplified) != stands {
                continue;
            }
            let witnesses = if stands == simplified { &mut self.kept } else { &mut self.merged };
            if !witnesses.contains(&stands) {
                witnesses.push(stands);
            }
        }
    }
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
        counts.count_characters(text);
        counts.compare_words(text);
        counts
    }

    #[test]
    fn the_table_knows_no_words() {
        let hijacked = of("這種關系復雜，后來采取措施");
        assert_eq!((hijacked.kept, hijacked.merged, hijacked.foreign), (vec!['系', '后', '采'], vec!['復'], 0));
        let genuine = of("這種關係複雜，後來採取措施");
        assert_eq!((genuine.kept, genuine.merged, genuine.foreign), (vec![], vec![], 4));
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
