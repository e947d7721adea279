//! What several short lines say together: menus without a heading, and single words that alone say nothing.
//! Apart from the head and tail blocks, because here the lines' own words tell, and not what stands below or above.

use super::{Seen, is_menu_like, is_spam, rule};
use crate::rules::LineFacts;
use crate::rules::shape::{self, close_up};
use crate::tables::lexicon;

/// The fewest lines of a menu, and the fewest of them that are columns of sites.
const FEWEST_LINES: usize = 4;
const FEWEST_COLUMNS: usize = 3;

/// Per cent of the lines of a menu that are columns of sites ("a table of contents with some such words").
const COLUMNS_PERCENT: usize = 40;

/// The weight in the lexicon of tool rows from which a word is a column.
const COLUMN_WEIGHT: u32 = 2;

/// The longest line that is one word to click on.
const WORD_CHARS: usize = 8;

/// So many different words to click on, one below the other, are a row of tools set as lines.
const FEWEST_WORDS: usize = 3;

/// Rules that a single word can satisfy.
const WORD_RULES: [&str; 3] = ["navigation/breadcrumb", "navigation/previous-next", "navigation/tool-row"];

/// Marks menus that stand before the first sentence or behind the last.
pub(super) fn mark_runs(seen: &mut [Seen]) {
    let first = seen.iter().position(|line| line.sentence).unwrap_or(seen.len());
    let last = seen.iter().rposition(|line| line.sentence).map_or(0, |at| at + 1);
    for (from, to) in [(0, first), (last.max(first), seen.len())] {
        let mut at = from;
        while at < to {
            let end = at + seen[at..to].iter().take_while(|line| line.blank || may_stand_in_menu(line)).count();
            mark_run(&mut seen[at..end]);
            at = end + 1;
        }
    }
}

/// Whether a line could stand in a menu. A breadcrumb or a row with numbers ends one: the title stands behind it.
fn may_stand_in_menu(line: &Seen) -> bool {
    let bare = |facts: &LineFacts| is_menu_like(facts) && facts.digits == 0;
    line.has(bare) && !line.kept() && !line.has(is_spam) && !line.speaks(&["navigation/breadcrumb"])
}

/// Marks what stands from the first column of a run to its last.
fn mark_run(run: &mut [Seen]) {
    let column = |line: &Seen| line.has(is_column);
    let (Some(first), Some(last)) = (run.iter().position(column), run.iter().rposition(column)) else { return };
    let menu = &mut run[first..=last];
    let lines = menu.iter().filter(|line| !line.blank).count();
    let columns = menu.iter().filter(|line| column(line)).count();
    if lines < FEWEST_LINES || columns < FEWEST_COLUMNS || columns * 100 < lines * COLUMNS_PERCENT {
        return;
    }
    for line in menu.iter_mut().filter(|line| !line.blank && !line.drops()) {
        line.block(rule("navigation/menu-run"));
    }
}

fn is_column(facts: &LineFacts) -> bool {
    let word = close_up(facts.text.trim_matches(shape::is_separator));
    facts.chars <= super::MENU_CHARS && lexicon::navigation(&word).is_some_and(|weight| weight >= COLUMN_WEIGHT)
}

/// Leaves single words where nothing else on the page is navigation: help pages explain such words under them.
pub(super) fn spare_lone_words(seen: &mut [Seen]) {
    let lone = |line: &Seen| line.drops() && line.has(is_word) && line.is_only(&WORD_RULES);
    let drops = || seen.iter().filter(|line| line.drops());
    if drops().next().is_none() || !drops().all(lone) {
        return;
    }
    let filled: Vec<usize> = (0..seen.len()).filter(|at| !seen[*at].blank).collect();
    let words: Vec<bool> = filled.iter().map(|at| lone(&seen[*at])).collect();
    let mut place = 0;
    while place < words.len() {
        let run = words[place..].iter().take_while(|word| **word).count();
        let mut different: Vec<_> = filled[place..place + run].iter().map(|&at| seen[at].text()).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < FEWEST_WORDS {
            filled[place..place + run].iter().for_each(|&at| seen[at].add(rule("navigation/lone-word")));
        }
        place += run + 1;
    }
}

fn is_word(facts: &LineFacts) -> bool {
    facts.chars <= WORD_CHARS && shape::tokens(&facts.text).count() <= 1
}

/// Marks the one bare time near the top: when the page was published. Where there are several, people talk.
pub(super) fn mark_stamp(seen: &mut [Seen]) {
    let mut stamps = (0..seen.len()).filter(|at| seen[*at].has(super::shapes::stamp));
    let (Some(first), None) = (stamps.next(), stamps.next()) else { return };
    if seen.iter().filter(|line| line.has(super::shapes::opens_with_time)).count() > 1 {
        return;
    }
    let near_top = seen[first].has(|facts| facts.place.from_top < NEAR_TOP && facts.place.from_bottom > 0);
    if near_top && !seen[first].kept() {
        seen[first].add(rule("navigation/stamp"));
    }
}

/// Lines from the top within which a bare time is when the page was published: a menu, a title and a blank or two.
const NEAR_TOP: usize = 12;
