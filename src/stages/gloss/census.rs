//! What speaks for and against a page having been turned and glossed, counted over the whole page.
//! A gloss by itself proves nothing: dictionaries and textbooks have the same shape.

use super::bracket::{bracket, brackets};
use super::keys::{self, Pairs};
use super::paths::last_pair;
use crate::charset::gbk;
use crate::page::Page;
use crate::repair::Certainty;
use crate::tables::{self, script, turned};

/// Below this many hanzi a page without torn glosses may be a list of words to learn.
const MIN_HAN: u32 = 60;

/// Glosses that agree with the table before the page counts as glossed.
const MIN_AGREEING: u32 = 4;

/// The share of bracketed readings that must agree: 1.00 on damaged pages, 0.87 on one that also quotes
/// genuine readings, 0.18 on a Traditional poem with pinyin.
const MIN_SHARE: f64 = 0.6;

/// Agreeing glosses from which nothing else explains the page.
const CERTAIN_AGREEING: u32 = 12;

/// At most one in this many Traditional characters may be one that the table cannot make.
/// None was in 8,621 on damaged pages; quotations account for what is allowed. Genuine pages have one in 22.
const FOREIGN_ONE_IN: u32 = 50;

/// Glossed characters stay below this share of the hanzi: an annotated text glosses nearly all of them.
const MAX_GLOSSED_ONE_IN: u32 = 3;

/// Traditional characters of the table from which a page without glosses is judged at all.
const MIN_IMAGES: u32 = 50;

/// Words written as Simplified writes them although the rest is Traditional, in one of this many images.
/// 于 and 么 alone make one in 60 on turned pages; genuine Traditional text has 於 and 麼 there.
const WITNESS_ONE_IN: u32 = 100;

/// Characters the table keeps that genuine Traditional text has only in rare words: it writes 麼 and 於.
const WITNESSES: &[char] = &['么', '于'];

/// Counts over a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Census {
    /// Hanzi.
    pub(super) han: u32,
    /// Glosses that stand on a key of the table with its reading.
    pub(super) agreeing: u32,
    /// Those of them whose key lies across characters, which no author writes.
    pub(super) torn: u32,
    /// Bracketed readings that do not agree.
    pub(super) other: u32,
    /// Characters that the table makes of Simplified text.
    pub(super) images: u32,
    /// Traditional characters that it cannot make.
    pub(super) foreign: u32,
    /// Characters left in the form Simplified text writes, where Traditional text writes another.
    pub(super) witnesses: u32,
    /// Keys that bear their gloss wherever they stand on this page.
    pub(super) always: Pairs,
    /// Glossed characters that also stand bare on this page.
    pub(super) inconsistent: u32,
}

impl Census {
    /// Counts a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut census = Census::default();
        for line in page.lines() {
            census.count_glosses(&line.text);
            census.count_characters(&line.text);
        }
        if census.agreeing > 0 {
            for line in page.lines() {
                census.find_bare(&line.text);
            }
        }
        census
    }

    fn count_glosses(&mut self, text: &str) {
        for (span, found) in brackets(text) {
            let pair = last_pair(&text[..span.start]);
            if keys::reading(pair) == Some(found.reading) {
                self.agreeing += 1;
                self.torn += u32::from(pair[1].is_ascii());
                self.always.insert(pair);
            } else if found.has_tone() && !pair[1].is_ascii() {
                self.other += 1;
            }
        }
        for at in memchr::memchr_iter(b'?', text.as_bytes()) {
            let torn = bracket(&text[at..], '?').is_some_and(|found| {
                keys::seconds(last_pair(before_gloss(&text[..at]))[1], found.reading).next().is_some()
            });
            self.agreeing += u32::from(torn);
            self.torn += u32::from(torn);
        }
    }

    fn count_characters(&mut self, text: &str) {
        for c in text.chars().filter(|c| tables::is_han(*c)) {
            self.han += 1;
            match script::is_traditional_only(c) {
                true if turned::simplified(c).is_some() => self.images += 1,
                true => self.foreign += 1,
                false => self.witnesses += u32::from(WITNESSES.contains(&c)),
            }
        }
    }

    fn find_bare(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            let Some(pair) = gbk::bytes(c).filter(|pair| self.always.contains(*pair)) else { continue };
            let gloss = bracket(&text[at + c.len_utf8()..], '(');
            if gloss.is_none_or(|gloss| Some(gloss.reading) != keys::reading(pair)) {
                self.always.remove(pair);
                self.inconsistent += 1;
            }
        }
    }

    /// Whether the page was turned and glossed, and how sure that is. Doubtful where it is too small to tell it
    /// from a list of words to learn.
    pub(super) fn glossed(&self) -> Option<Certainty> {
        if self.agreeing == 0 {
            return None;
        }
        let share = f64::from(self.agreeing) / f64::from(self.agreeing + self.other);
        let genuine = self.foreign * FOREIGN_ONE_IN > self.images || share < MIN_SHARE;
        if self.torn > 0 && !genuine {
            return Some(if self.agreeing >= CERTAIN_AGREEING { Certainty::Certain } else { Certainty::Likely });
        }
        if genuine {
            return None;
        }
        let large = self.han >= MIN_HAN && self.agreeing >= MIN_AGREEING;
        let sparse = self.agreeing * MAX_GLOSSED_ONE_IN <= self.han;
        let constant = self.inconsistent * 4 <= self.agreeing;
        Some(match large && sparse && constant {
            true if self.agreeing >= CERTAIN_AGREEING => Certainty::Certain,
            true => Certainty::Likely,
            false => Certainty::Doubtful,
        })
    }

    /// Whether a page without glosses was turned by the table.
    pub(super) fn is_turned(&self) -> bool {
        self.images >= MIN_IMAGES
            && self.foreign * FOREIGN_ONE_IN <= self.images
            && self.witnesses * WITNESS_ONE_IN >= self.images
    }
}

/// `text` without a gloss at its end: an overlapping key is torn directly behind one.
fn before_gloss(text: &str) -> &str {
    let Some(start) = text.strip_suffix(')').and_then(|inside| inside.rfind('(')) else { return text };
    match bracket(&text[start..], '(') {
        Some(found) if start + found.len == text.len() => &text[..start],
        _ => text,
    }
}
