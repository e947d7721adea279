//! What speaks for and against a page having been turned and glossed, counted over the whole page.
//! A gloss by itself proves nothing: dictionaries and textbooks have the same shape.

use super::bracket::{bracket, brackets};
use super::converter::{Converter, count};
use super::keys::{self, Pairs};
use super::paths::last_pair;
use crate::charset::gbk;
use crate::classes::BRACKET;
use crate::page::Page;
use crate::repair::Certainty;
use crate::tables;

/// Evidence is counted in hundredths of a nat: how much likelier each thing is on a damaged page than on a healthy
/// one. The fixtures that pin the weights are `lines/gloss.toml` and the healthy pages with readings in
/// `untouched/`; `benches/round_trip.rs` measures both kinds of error.
mod weight {
    /// The first gloss in running text on one of the commonest characters: no author explains those.
    pub(super) const COMMON_GLOSS: i32 = 700;
    /// The first one on any other character of the table.
    pub(super) const GLOSS: i32 = 350;
    /// Each further one on the same character: a lesson is on few characters.
    pub(super) const REPEATED: i32 = 150;
    /// A gloss whose key lies across characters.
    pub(super) const TORN: i32 = 800;
    /// A bracketed reading that does not agree: on damaged pages at most one in eight, on a Traditional poem with
    /// pinyin four in five.
    pub(super) const OTHER: i32 = -500;
    /// A glossed character that also stands bare: on damaged pages a character is glossed always or never.
    pub(super) const BARE: i32 = -500;
    /// A Traditional character that the table makes: of modern Traditional text 2.2 % of the hanzi are others, of
    /// turned text 1.6 % are witnesses, and that there is neither says little.
    pub(super) const IMAGE: i32 = 2;
    /// Each of the first [`super::FIRST`] of them where there are no others: of 1,114 modern Traditional articles with 75
    /// and more of them that is so on one in thirty.
    pub(super) const FIRST_IMAGE: i32 = 2;
    /// A Traditional character that the table cannot make: none in 8,621 on damaged pages.
    pub(super) const FOREIGN: i32 = -400;
    /// A character that stands as the table leaves it, in a word in which Traditional text always has another: on 9 of
    /// 5,766 articles of modern Traditional manuals and books, on 78 % of the news once they are turned.
    pub(super) const SURE: i32 = 600;
    /// One that Traditional text writes so at times: on 5 % and 75 %.
    pub(super) const ARGUABLE: i32 = 200;
}

/// Evidence from which a page is likely damaged (8 nats).
const LIKELY_FROM: i32 = 800;

/// Evidence from which nothing else explains the page (16 nats).
const CERTAIN_FROM: i32 = 1600;

/// Hanzi for each gloss, at least: an annotated text or a list to learn from glosses nearly all.
const HAN_PER_GLOSS: u32 = 2;

/// The same on a page of fewer than [`SMALL`] hanzi, where a list of words reaches the other bound.
const HAN_PER_GLOSS_SMALL: u32 = 4;

/// Hanzi of a small page.
const SMALL: u32 = 60;

/// A character this ordinary (−ln P in 1/16 nat) is among the thousand commonest.
const COMMON: u16 = 130;

/// Traditional characters of the table whose number says more than that of those behind them.
const FIRST: u32 = 100;

/// Hanzi of the clause a gloss stands in; the words of a list have two or three.
const MIN_CLAUSE: usize = 5;

/// Counts over a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Census {
    /// What its characters say about their converter.
    pub(super) converter: Converter,
    /// Glosses that stand on a key of the table with its reading.
    pub(super) agreeing: u32,
    /// Those of them whose key lies across characters, which no author writes.
    torn: u32,
    /// What the agreeing glosses in running text weigh, in hundredths of a nat.
    glosses: i32,
    /// Bracketed readings that do not agree.
    pub(super) other: u32,
    /// Keys that bear their gloss wherever they stand on this page.
    pub(super) always: Pairs,
    /// Glossed characters that also stand bare on this page.
    inconsistent: u32,
}

impl Census {
    /// Counts a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut census = Census::default();
        for line in page.lines().iter().filter(|line| line.classes().has(BRACKET)) {
            census.count_glosses(&line.text);
        }
        if census.agreeing > 0 || Converter::is_needed(page) {
            census.converter = Converter::of(page);
        }
        if census.agreeing > 0 {
            for line in page.lines() {
                census.find_bare(&line.text);
            }
        }
        // Words can only speak for the table, and are dear to ask.
        if census.evidence() < CERTAIN_FROM {
            census.converter.look_at_words(page);
        }
        census
    }

    fn count_glosses(&mut self, text: &str) {
        for (span, found) in brackets(text) {
            let pair = last_pair(&text[..span.start]);
            if keys::reading(pair) == Some(found.reading) {
                self.agreeing += 1;
                let before = &text[..span.start];
                self.torn += u32::from(before.ends_with(|c: char| c.is_ascii()));
                let weight = gloss_weight(before, &text[span.end..]);
                let is_first = !self.always.contains(pair);
                self.glosses += if is_first { weight } else { weight.min(weight::REPEATED) };
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

    /// Whether the page was turned and glossed, and how sure that is. Doubtful where it shows too little to tell it
    /// from a list of words to learn.
    pub(super) fn glossed(&self) -> Option<Certainty> {
        if self.agreeing == 0 || self.other > self.agreeing {
            return None;
        }
        let han = self.converter.han;
        let han_per_gloss = if han < SMALL { HAN_PER_GLOSS_SMALL } else { HAN_PER_GLOSS };
        let is_list = self.torn == 0 && self.agreeing.saturating_mul(han_per_gloss) > han;
        Some(match self.evidence() {
            CERTAIN_FROM.. if !is_list => Certainty::Certain,
            LIKELY_FROM.. if !is_list => Certainty::Likely,
            _ => Certainty::Doubtful,
        })
    }

    /// Whether a page without glosses was turned by the table, and how sure that is.
    pub(super) fn turned(&self) -> Option<Certainty> {
        if !self.converter.is_turned() || !self.converter.is_modern() {
            return None;
        }
        match self.evidence() {
            CERTAIN_FROM.. => Some(Certainty::Certain),
            LIKELY_FROM.. => Some(Certainty::Likely),
            _ => None,
        }
    }

    /// All evidence together, in hundredths of a nat.
    fn evidence(&self) -> i32 {
        let Converter { images, foreign, ref sure, ref arguable, .. } = self.converter;
        let weighed = [
            (self.torn, weight::TORN),
            (self.other, weight::OTHER),
            (self.inconsistent, weight::BARE),
            (images, weight::IMAGE),
            (if foreign == 0 { images.min(FIRST) } else { 0 }, weight::FIRST_IMAGE),
            (foreign, weight::FOREIGN),
            (count(sure), weight::SURE),
            (count(arguable), weight::ARGUABLE),
        ];
        weighed.iter().fold(self.glosses, |sum, &(n, weight)| {
            sum.saturating_add(i32::try_from(n).unwrap_or(i32::MAX).saturating_mul(weight))
        })
    }
}

/// What a gloss that agrees weighs: nothing outside running text, as in a list of words to learn.
fn gloss_weight(before: &str, behind: &str) -> i32 {
    let base = before.chars().next_back().unwrap_or(' ');
    let clause = in_clause(before.chars().rev()) + in_clause(behind.chars());
    match tables::char_cost(base) {
        _ if clause < MIN_CLAUSE => 0,
        ..=COMMON => weight::COMMON_GLOSS,
        _ => weight::GLOSS,
    }
}

/// Hanzi up to the next mark or blank, as many as matter; readings are passed over.
fn in_clause(text: impl Iterator<Item = char>) -> usize {
    text.take(6 * MIN_CLAUSE)
        .take_while(|&c| tables::is_han(c) || c.is_alphabetic() || matches!(c, '(' | ')' | '?'))
        .filter(|&c| tables::is_han(c))
        .count()
}

/// `text` without a gloss at its end: an overlapping key is torn directly behind one.
fn before_gloss(text: &str) -> &str {
    let Some(start) = text.strip_suffix(')').and_then(|inside| inside.rfind('(')) else { return text };
    match bracket(&text[start..], '(') {
        Some(found) if start + found.len == text.len() => &text[..start],
        _ => text,
    }
}
