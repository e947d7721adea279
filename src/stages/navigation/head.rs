//! The head block: menus before the text.
//! Their lines are as short as titles; only a breadcrumb or login line below them tells.

use super::{Seen, is_menu_like, is_row, is_spam, rule};

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
    let Some(last) = seen[..limit].iter().rposition(|line| line.speaks(&SIGNS) || is_login(line)) else { return };
    let menu = |line: &Seen| !line.sentence && !line.kept() && line.has(is_menu_like) && !line.has(is_spam);
    let weight = |line: &Seen| if line.has(is_row) { FEWEST_LINES } else { 1 };
    if seen[..last].iter().filter(|line| menu(line)).map(weight).sum::<usize>() < FEWEST_LINES {
        return;
    }
    let has_title = seen[last + 1..limit]
        .iter()
        .any(|line| !line.blank && !line.drops() && !line.sentence && line.has(|facts| facts.han >= 4));
    if !has_title {
        return;
    }
    for line in &mut seen[..last] {
        if menu(line) {
            line.block(rule("navigation/head-block"));
        }
    }
}

/// Whether a tool row offers to log in.
fn is_login(line: &Seen) -> bool {
    let offers = |facts: &crate::rules::LineFacts| {
        ["登录", "登陆", "登入", "注册", "设为首页", "收藏本站"].iter().any(|word| facts.contains(word))
    };
    line.speaks(&["navigation/tool-row"]) && line.has(offers)
}
