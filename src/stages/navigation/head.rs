//! The head block: menus before the text.
//! Their lines are as short as titles; only a breadcrumb or login line below them tells.

use super::{Seen, rule};

/// The first sentence of a text has at least this many characters; a greeting of the site has fewer
/// ("a welcome before the menu").
const FIRST_SENTENCE: usize = 30;

/// Menus in whole-page dumps run to some hundred lines; beyond this the page is something else.
const LONGEST_HEAD: usize = 300;

/// Menu lines a head block needs, its own last line aside; a long row of words is enough by itself ("two short lines before a breadcrumb").
const FEWEST_LINES: usize = 2;

/// Rules whose line ends a head block. A publishing row does not: the title stands above it.
const SIGNS: [&str; 2] = ["navigation/breadcrumb", "navigation/menu-row"];

/// Marks the lines of the head block.
pub(super) fn mark(seen: &mut [Seen]) {
    let limit = seen.iter().take(LONGEST_HEAD).position(|line| line.sentence && line.chars >= FIRST_SENTENCE);
    let Some(limit) = limit else { return };
    let Some(last) = seen[..limit].iter().rposition(|line| line.speaks(&SIGNS) || line.login) else { return };
    let menu = |line: &Seen| line.menu && !line.sentence && !line.kept && !line.spam;
    let weight = |line: &Seen| if line.row { FEWEST_LINES } else { 1 };
    if seen[..last].iter().filter(|line| menu(line)).map(weight).sum::<usize>() < FEWEST_LINES {
        return;
    }
    let has_title =
        seen[last + 1..limit].iter().any(|line| !line.blank && !line.drops() && !line.sentence && line.han >= 4);
    if !has_title {
        return;
    }
    for line in &mut seen[..last] {
        if menu(line) {
            line.block(rule("navigation/head-block"));
        }
    }
}
