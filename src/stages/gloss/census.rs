//! What speaks for and against a page having been turned and glossed, counted over the whole page.
//! A gloss by itself proves nothing: dictionaries and textbooks have the same shape.

use super::bracket::{bracket, brackets};
use super::keys::{self, Pairs};
use super::paths::last_pair;
use crate::charset::gbk;
use crate::page::Page;
use crate::repair::Certainty;
use crate::tables::{self, script, turned};

/// Evidence is counted in hundredths of a nat: how much likelier each thing is on a damaged page than on a healthy
/// one. The fixtures that pin the weights are `lines/gloss.toml` and the healthy pages with readings in
/// `untouched/`; `benches/round_trip.rs` measures both kinds of error.
mod weight {
    /// A gloss in running text on one of the commonest characters: no author explains those.
    pub(super) const COMMON_GLOSS: i32 = 200;
    /// A gloss in running text on any other character of the table.
    pub(super) const GLOSS: i32 = 70;
    /// A gloss whose key lies across characters.
    pub(super) const TORN: i32 = 800;
    /// A bracketed reading that does not agree: on damaged pages at most one in eight, on a Traditional poem with
    /// pinyin four in five.
    pub(super) const OTHER: i32 = -150;
    /// A glossed character that also stands bare: on damaged pages a character is glossed always or never.
    pub(super) const BARE: i32 = -300;
    /// A Traditional character that the table makes. Genuine pages have 40 it cannot make in 886.
    pub(super) const IMAGE: i32 = 5;
    /// A Traditional character that the table cannot make: none in 8,621 on damaged pages.
    pub(super) const FOREIGN: i32 = -300;
    /// A word written as Simplified writes it amid Traditional: 于 for 於, 么 for 麼.
    pub(super) const WITNESS: i32 = 250;
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

/// Traditional characters of the table from which a page without glosses is judged at all.
const MIN_IMAGES: u32 = 50;

/// Words written as Simplified writes them, at least, on a page without glosses: one may be 么鳳.
const MIN_WITNESSES: u32 = 2;

/// Before these, 于 is part of a name in Traditional text too: 單于, 鮮于, 淳于.
const NAMES_WITH_YU: &[char] = &['單', '单', '鮮', '鲜', '淳'];

/// Counts over a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Census {
    /// Hanzi.
    pub(super) han: u32,
    /// Glosses that stand on a key of the table with its reading.
    pub(super) agreeing: u32,
    /// Those of them whose key lies across characters, which no author writes.
    pub(super) torn: u32,
    /// What the agreeing glosses in running text weigh, in hundredths of a nat.
    glosses: i32,
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
                let before = &text[..span.start];
                self.torn += u32::from(before.ends_with(|c: char| c.is_ascii()));
                self.glosses += gloss_weight(before, &text[span.end..]);
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
        let mut previous = ' ';
        for c in text.chars() {
            self.han += u32::from(tables::is_han(c));
            match script::is_traditional_only(c) {
                true if turned::simplified(c).is_some() => self.images += 1,
                true => self.foreign += 1,
                false => self.witnesses += u32::from(c == '于' && !NAMES_WITH_YU.contains(&previous) || c == '么'),
            }
            previous = c;
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
        let han_per_gloss = if self.han < SMALL { HAN_PER_GLOSS_SMALL } else { HAN_PER_GLOSS };
        let is_list = self.torn == 0 && self.agreeing.saturating_mul(han_per_gloss) > self.han;
        Some(match self.evidence() {
            CERTAIN_FROM.. if !is_list => Certainty::Certain,
            LIKELY_FROM.. if !is_list => Certainty::Likely,
            _ => Certainty::Doubtful,
        })
    }

    /// Whether a page without glosses was turned by the table.
    pub(super) fn is_turned(&self) -> bool {
        self.images >= MIN_IMAGES && self.witnesses >= MIN_WITNESSES && self.evidence() >= LIKELY_FROM
    }

    /// All evidence together, in hundredths of a nat.
    fn evidence(&self) -> i32 {
        let weighed = [
            (self.torn, weight::TORN),
            (self.other, weight::OTHER),
            (self.inconsistent, weight::BARE),
            (self.images, weight::IMAGE),
            (self.foreign, weight::FOREIGN),
            (self.witnesses, weight::WITNESS),
        ];
        weighed.iter().fold(self.glosses, |sum, &(n, weight)| {
            sum.saturating_add(i32::try_from(n).unwrap_or(i32::MAX).saturating_mul(weight))
        })
    }
}

/// What a gloss that agrees weighs: nothing unless a hanzi stands beside the one it is on, as in running text.
fn gloss_weight(before: &str, behind: &str) -> i32 {
    let mut before = before.chars().rev();
    let base = before.next().unwrap_or(' ');
    let beside = [before.next(), behind.chars().next()];
    match beside.into_iter().flatten().any(tables::is_han) {
        false => 0,
        true if tables::char_cost(base) <= COMMON => weight::COMMON_GLOSS,
        true => weight::GLOSS,
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
