//! Which lines are Simplified on a page that is Traditional.
//! By itself, because it is a fact about the whole page and says nothing about words.

use crate::classes::TRADITIONAL;
use crate::page::Page;
use crate::tables::is_han;
use crate::tables::script::{self, Script};

/// The fewest Traditional-only characters of a page that is called Traditional
/// ("a short Traditional page with a Simplified line").
const FEWEST_TRADITIONAL: usize = 30;

/// Per cent of the characters of one script only that must be Traditional. Hijacked pages are turned as a
/// whole; 90 leaves room for what a turning table keeps.
const TRADITIONAL_PERCENT: usize = 90;

/// The fewest Simplified-only characters of a foreign line; one or two may be variants an author uses
/// ("a Taiwan page with 台 and 才").
const FEWEST_SIMPLIFIED: usize = 3;

/// The fewest Chinese characters of a foreign line ("links to other editions of the site").
const FEWEST_HAN: usize = 8;

/// Bytes looked at of a line of any length, from its start.
const LOOKED_AT: usize = 4000;

/// In how many lines out of a hundred a page may be foreign to itself; more is a page in two scripts
/// ("a table of both scripts").
const FOREIGN_PERCENT: usize = 20;

/// How many lines are sampled to see that a page is Simplified, and how many characters of each.
const SAMPLED_LINES: usize = 8;
const SAMPLE: usize = 40;

/// The script of a page.
#[derive(Debug, Default)]
pub(super) struct Balance {
    traditional: bool,
}

/// How many characters of a text belong to one script only.
#[derive(Clone, Copy, Default)]
struct Count {
    traditional: usize,
    simplified: usize,
    han: usize,
    marks: usize,
}

impl Balance {
    /// Counts a page. Lines that could be foreign are not counted with the others.
    pub(super) fn of(page: &Page) -> Self {
        let has_traditional = page.lines().iter().any(|line| line.classes().has(TRADITIONAL));
        if !has_traditional || looks_simplified(page) {
            return Self::default();
        }
        let mut sum = Count::default();
        let (mut lines, mut foreign) = (0, 0);
        let mut left: usize = page.lines().iter().map(|line| line.text.len() / 3).sum();
        for line in page.lines() {
            // Most pages are Simplified, and a third of one shows that what is left cannot make it Traditional.
            if !is_mostly(sum.traditional + left, sum.simplified) {
                return Self::default();
            }
            left = left.saturating_sub(line.text.len() / 3);
            let count = Count::of(&line.text);
            lines += usize::from(count.han > 0);
            if count.is_foreign() {
                foreign += 1;
            } else {
                sum.traditional += count.traditional;
                sum.simplified += count.simplified;
            }
        }
        let few = foreign <= 1 || foreign * 100 <= lines * FOREIGN_PERCENT;
        Self { traditional: sum.traditional >= FEWEST_TRADITIONAL && is_mostly(sum.traditional, sum.simplified) && few }
    }

    /// Whether the page is Traditional.
    pub(super) fn is_traditional(&self) -> bool {
        self.traditional
    }

    /// Whether a text without a sentence mark is Simplified and the page is Traditional.
    pub(super) fn is_foreign(&self, text: &str) -> bool {
        self.traditional && Count::of(text).is_foreign()
    }
}

/// Whether the starts of some lines all over the page are mostly Simplified, as on nearly every page.
fn looks_simplified(page: &Page) -> bool {
    let lines = page.lines();
    let starts = lines.iter().step_by(lines.len() / SAMPLED_LINES + 1).flat_map(|line| line.text.chars().take(SAMPLE));
    let (mut traditional, mut simplified) = (0, 0);
    for script in starts.filter_map(script::only) {
        match script {
            Script::Traditional => traditional += 1,
            Script::Simplified => simplified += 1,
        }
    }
    simplified > traditional
}

/// Whether of so many characters of one script only enough are Traditional.
fn is_mostly(traditional: usize, simplified: usize) -> bool {
    traditional * 100 >= (traditional + simplified) * TRADITIONAL_PERCENT
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        let mut end = text.len().min(LOOKED_AT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for c in text[..end].chars() {
            if c.is_ascii() {
                continue;
            }
            if !is_han(c) {
                count.marks += usize::from(matches!(c, '。' | '！' | '？' | '；'));
                continue;
            }
            count.han += 1;
            match script::only(c) {
                Some(Script::Traditional) => count.traditional += 1,
                Some(Script::Simplified) => count.simplified += 1,
                None => {}
            }
        }
        count
    }

    fn is_foreign(self) -> bool {
        self.marks == 0 && self.traditional == 0 && self.simplified >= FEWEST_SIMPLIFIED && self.han >= FEWEST_HAN
    }
}
