//! Two rare ways of the hijackers that break no bytes: readings without tones, repeated, on any character
//! (`系(xi)(xi)統(tong)`), and readings with tones on random characters of a Simplified page.

use std::ops::Range;

use super::bracket::{Bracket, brackets};
use crate::classes::BRACKET;
use crate::page::Page;
use crate::repair::Turning;
use crate::tables::{self, readings};

/// Agreeing brackets before a page counts; a textbook line has fewer.
const MIN_AGREEING: u32 = 8;

/// Brackets repeated at once (`的(de)(de)`), which no author writes.
const MIN_REPEATED: u32 = 2;

/// Brackets behind the characters every reader knows, where no author glosses them without glossing the rest.
const MIN_NEEDLESS: u32 = 3;

/// At most one hanzi in this many is glossed; a fully annotated text has nearly all. Where brackets are repeated the
/// author did not annotate, and only a list of words could look like that.
const GLOSSED_ONE_IN: u32 = 3;

/// Characters that need no gloss in running text.
const NEEDLESS: &str = "的了是在和不有我他这这为一人中大上个国们来到时说";

/// Tone marks and the letters they stand on.
const TONES: &[(&str, char)] = &[
    ("āáǎà", 'a'),
    ("ēéěè", 'e'),
    ("īíǐì", 'i'),
    ("ōóǒò", 'o'),
    ("ūúǔù", 'u'),
    ("ǖǘǚǜ", 'ü'),
    ("ńňǹ", 'n'),
    ("ḿ", 'm'),
];

/// Scattered readings on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Scattered {
    han: u32,
    toneless: u32,
    toned: u32,
    disagreeing: u32,
    /// Brackets behind another one.
    repeated: u32,
    needless: u32,
}

impl Scattered {
    /// Counts a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut counts = Scattered::default();
        for line in page.lines().iter().filter(|line| line.classes().has(BRACKET)) {
            for found in glosses(&line.text) {
                match (found.agrees, found.bracket.has_tone()) {
                    (false, _) => counts.disagreeing += 1,
                    (true, true) => counts.toned += 1,
                    (true, false) => counts.toneless += 1,
                }
                counts.repeated += u32::from(found.repeated);
                counts.needless += u32::from(NEEDLESS.contains(tables::simplified(found.base)));
            }
        }
        if counts.toneless + counts.toned > 0 {
            counts.han = page.lines().iter().map(|line| han(&line.text)).sum();
        }
        counts
    }

    /// Agreeing and disagreeing brackets.
    pub(super) fn counts(&self) -> (u32, u32) {
        (self.toneless + self.toned, self.disagreeing)
    }

    /// Which of the two ways the page shows, if any.
    pub(super) fn diagnosis(&self) -> Option<Turning> {
        let (agreeing, _) = self.counts();
        let is_repeated = self.repeated >= MIN_REPEATED;
        let characters = agreeing - self.repeated.min(agreeing);
        let is_annotated = characters.saturating_mul(if is_repeated { 1 } else { GLOSSED_ONE_IN }) > self.han;
        if agreeing < MIN_AGREEING || self.disagreeing * 10 > agreeing || is_annotated {
            return None;
        }
        if self.toneless > self.toned {
            (is_repeated || self.needless >= MIN_NEEDLESS).then_some(Turning::Toneless)
        } else {
            (self.needless >= MIN_NEEDLESS).then_some(Turning::Sprinkled)
        }
    }
}

fn han(text: &str) -> u32 {
    text.chars().map(|c| u32::from(tables::is_han(c))).sum()
}

/// A bracketed reading behind a hanzi, or behind another bracket of the same hanzi.
#[derive(Clone, Copy, Debug)]
struct Gloss<'a> {
    base: char,
    bracket: Bracket<'a>,
    agrees: bool,
    repeated: bool,
}

fn glosses(text: &str) -> impl Iterator<Item = Gloss<'_>> {
    spans(text).map(|(_, gloss)| gloss)
}

fn spans(text: &str) -> impl Iterator<Item = (Range<usize>, Gloss<'_>)> {
    let mut last: Option<(usize, char)> = None;
    brackets(text).filter_map(move |(span, bracket)| {
        let repeated = last.is_some_and(|(end, _)| end == span.start);
        let base = match last {
            Some((_, base)) if repeated => base,
            _ => text[..span.start].chars().next_back().filter(|c| tables::is_han(*c))?,
        };
        last = Some((span.end, base));
        let agrees =
            readings::of(base).any(|reading| reading == bracket.reading || without_tone(reading) == bracket.reading);
        Some((span, Gloss { base, bracket, agrees, repeated }))
    })
}

/// What to take out of a line: spans with the character and the reading of each.
pub(super) fn scattered(text: &str) -> impl Iterator<Item = (Range<usize>, char, &str)> {
    spans(text).filter(|(_, gloss)| gloss.agrees).map(|(span, gloss)| (span, gloss.base, gloss.bracket.reading))
}

/// A line without its scattered readings.
pub(super) struct Plain {
    /// Its text.
    pub(super) text: String,
    /// Where readings were taken out, and how many bytes of them up to there.
    cuts: Vec<(usize, usize)>,
}

impl Plain {
    /// `text` without what stands in `spans`.
    pub(super) fn of(text: &str, spans: impl Iterator<Item = Range<usize>>) -> Self {
        let (mut plain, mut cuts) = (Plain { text: String::with_capacity(text.len()), cuts: Vec::new() }, 0);
        let mut copied = 0;
        for span in spans {
            plain.text.push_str(&text[copied..span.start]);
            copied = span.end;
            cuts += span.len();
            plain.cuts.push((plain.text.len(), cuts));
        }
        plain.text.push_str(&text[copied..]);
        plain
    }

    /// Where a part of the text stood in the line, with the readings inside it.
    pub(super) fn stood(&self, part: Range<usize>) -> Range<usize> {
        let cut = |upto: usize| upto.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        let start = part.start + cut(self.cuts.partition_point(|&(at, _)| at <= part.start));
        start..part.end + cut(self.cuts.partition_point(|&(at, _)| at < part.end))
    }
}

fn without_tone(syllable: &str) -> String {
    let letter = |c: char| TONES.iter().find(|(marked, _)| marked.contains(c)).map_or(c, |tone| tone.1);
    syllable.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{Plain, scattered};

    #[test]
    fn a_part_is_found_again_with_the_readings_inside_it() {
        let text = "的(de)(de)路(lu)上";
        let plain = Plain::of(text, scattered(text).map(|(span, _, _)| span));
        assert_eq!(plain.text, "的路上");
        assert_eq!(&text[plain.stood(0..3)], "的");
        assert_eq!(&text[plain.stood(3..6)], "路");
        assert_eq!(&text[plain.stood(3..9)], "路(lu)上");
        assert_eq!(&text[plain.stood(0..9)], text);
    }
}
