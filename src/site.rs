//! Lines that stand on many pages of one folder: menus, footers and lists of titles that nothing else gives away.
//! Behind the report, because it looks at pages that are clean already, many of them at once.
//!
//! A line counts once a page, so a refrain is no boilerplate however often it is sung. What recurs is dropped only
//! at a page's head and tail: chapter headings and signatures recur between lines that do not, and stay.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence};
use crate::report::{Report, Told};

/// Lines remembered at most between two prunings. Beyond it, each loses as many pages as half of them have, so counts
/// are never too high; with a million, a folder of a hundred thousand pages loses three or four.
const MOST_LINES: usize = 1 << 20;

/// A line must stand on so many pages of its folder. With four, folders of fifty lose 242 of 318,156 healthy lines, with
/// eight 104, which are rows of one table that its makers print on many pages (`benches/site.rs`).
const FEWEST_PAGES: u32 = 8;

/// And on one page in so many. A title that one page in twelve lists is found, and no article of fourteen corpora, in
/// folders of fifty or as a whole, loses a line (`benches/site.rs`).
const PAGES_PER: u32 = 20;

/// A sentence must stand on one page in so many: chapters end in `是的。` and statutes with the words that bring them
/// into force, while a notice of rights stands below every text (`tests/site.rs`).
const SENTENCE_PAGES_PER: u32 = 3;

/// So many lines in a row that do not recur may stand in a tail: titles that only this page names.
const LONGEST_GAP: usize = 2;

/// Of a page's characters at most so many in a hundred are boilerplate; where more recur, the page is a copy.
const MOST_PERCENT: usize = 60;

/// The lines of one page, for [`Census::add`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    folder: u64,
    lines: Vec<u128>,
}

impl Sight {
    /// What a page of `folder` shows; each line once.
    pub fn of(folder: &str, page: &Page) -> Self {
        let mut lines: Vec<u128> = page.lines().iter().filter_map(|line| key(folder, line)).collect();
        lines.sort_unstable();
        lines.dedup();
        Self { folder: hash(folder, ""), lines }
    }
}

/// Counts on how many pages of a folder each line stands, in bounded memory.
///
/// The counts depend on the order in which pages are added, if there are so many lines that some must be forgotten;
/// whoever adds them in one order gets one answer.
#[derive(Clone, Debug, Default)]
pub struct Census {
    pages: HashMap<u64, u32>,
    lines: HashMap<u128, u32>,
}

impl Census {
    /// Adds a page.
    pub fn add(&mut self, sight: &Sight) {
        *self.pages.entry(sight.folder).or_default() += 1;
        for &line in &sight.lines {
            *self.lines.entry(line).or_default() += 1;
        }
        if self.lines.len() > MOST_LINES {
            self.prune();
        }
    }

    /// Takes the median from every count and forgets the lines that have none left: what is left is a lower bound.
    fn prune(&mut self) {
        let mut counts: Vec<u32> = self.lines.values().copied().collect();
        let middle = counts.len() / 2;
        let (_, &mut median, _) = counts.select_nth_unstable(middle);
        self.lines.retain(|_, count| {
            *count = count.saturating_sub(median);
            *count > 0
        });
    }

    /// The lines that stand on enough pages to be looked for.
    pub fn finish(mut self) -> Site {
        self.lines.retain(|_, count| *count >= FEWEST_PAGES);
        Site { pages: self.pages, lines: self.lines }
    }
}

/// Which lines recur in which folder.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pages: HashMap<u64, u32>,
    lines: HashMap<u128, u32>,
}

impl Site {
    /// Drops from a clean page of `folder` the lines at its head and tail that recur, and adds each to its report.
    pub fn strip(&self, folder: &str, page: &mut Page, report: &mut Report) {
        let of = self.pages.get(&hash(folder, "")).copied().unwrap_or(0);
        let lines = page.lines();
        let recurs: Vec<Option<u32>> = lines.iter().map(|line| self.recurs(folder, line, of)).collect();
        let edges = edges(lines, &recurs);
        let count = |line: &Line| line.text.chars().count();
        let all: usize = lines.iter().map(count).sum();
        let dropped: usize = edges.iter().map(|&at| count(&lines[at])).sum();
        if edges.is_empty() || dropped * 100 > all * MOST_PERCENT {
            return;
        }
        let told = edges.iter().map(|&at| Told {
            line: lines[at].number,
            damage: Damage::Navigation,
            certainty: Certainty::Likely,
            applied: true,
            before: lines[at].text.clone(),
            after: None,
            evidence: Evidence::Repeated { pages: recurs[at].unwrap_or(0), of },
        });
        let told: Vec<Told> = told.collect();
        page.apply(told.iter().map(|told| (told.line, &Edit::Drop)));
        report.lines.output = page.lines().len();
        *report.applied.entry(Damage::Navigation).or_default() += told.len();
        let held = report.repairs.iter().position(|told| !told.applied).unwrap_or(report.repairs.len());
        report.repairs.splice(held..held, told);
    }

    /// On how many of `of` pages the line stands, if that is enough.
    fn recurs(&self, folder: &str, line: &Line, of: u32) -> Option<u32> {
        let pages = *self.lines.get(&key(folder, line)?)?;
        let per = if is_sentence(&line.text) { SENTENCE_PAGES_PER } else { PAGES_PER };
        (pages.saturating_mul(per) >= of).then_some(pages)
    }
}

/// The recurring lines from the first line on, and those from the last line back.
fn edges(lines: &[Line], recurs: &[Option<u32>]) -> Vec<usize> {
    let is_blank = |at: usize| lines[at].text.trim().is_empty();
    let head = (0..lines.len()).take_while(|&at| recurs[at].is_some() || is_blank(at)).count();
    let mut tail = lines.len();
    let mut gap = 0;
    for at in (head..lines.len()).rev() {
        match recurs[at] {
            Some(_) => (tail, gap) = (at, 0),
            None if is_blank(at) => {}
            None => gap += 1,
        }
        let may_be_title = recurs[at].is_some() || is_blank(at) || !is_sentence(&lines[at].text);
        if gap > LONGEST_GAP || !may_be_title || (tail == lines.len() && gap > 0) {
            break;
        }
    }
    (0..head).chain(tail..lines.len()).filter(|&at| recurs[at].is_some()).collect()
}

fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '’', '」', '』', '）', ')', '"', '\'', ' ', '\u{3000}']);
    end.ends_with(['。', '！', '？', '…', '；', '!', '?', '.'])
}

fn key(folder: &str, line: &Line) -> Option<u128> {
    let text = line.text.trim();
    (!text.is_empty()).then(|| u128::from(hash(folder, text)) << 64 | u128::from(hash(text, folder)))
}

/// The same in every run and on every machine.
fn hash(one: &str, other: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (one, other).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_counts_are_never_too_high() {
        let mut census = Census::default();
        let always = 7;
        for page in 0..120u128 {
            let mut lines: Vec<u128> = (0..10_000).map(|line| 1_000 + page * 10_000 + line).collect();
            lines.push(always);
            census.add(&Sight { folder: 1, lines });
            assert!(census.lines.len() <= MOST_LINES);
        }
        let site = census.finish();
        let pages = site.lines[&always];
        assert!((118..=120).contains(&pages), "{pages}");
        assert_eq!(site.lines.len(), 1);
    }
}
