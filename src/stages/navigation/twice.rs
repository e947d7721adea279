//! Menus that a page shows twice, once for wide screens and once for telephones, or above the text and below it.
//! Apart from the other menus, because here no word need be known: authors do not write so many short lines twice.

use std::collections::HashMap;

use super::head::{is_menu_word, names_root};
use super::{Seen, is_menu_like, is_spam, rule};
use crate::rules::{LineFacts, Matcher, Rule};

/// A menu and its copy.
pub(super) const RULE: Rule = Rule {
    id: "navigation/menu-twice",
    why: "several short lines that stand on the page twice in this order, some of them columns that sites have",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "首页\n果树\n¶茶园\n苗圃\n论坛\n水渠\n果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。\n阅读(12)\n首页\n果树\n茶园\n苗圃\n论坛\n水渠",
        "首页\n果树\n茶园\n苗圃\n论坛\n水渠\n果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。\n阅读(12)\n首页\n果树\n茶园\n¶苗圃\n论坛\n水渠",
        "首頁\n果樹\n茶園\n苗圃\n論壇\n果樹修剪\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉。\n閱讀(12)\n¶首頁\n果樹\n茶園\n苗圃\n論壇",
    ],
    spares: &[
        "¶摇啊摇\n摇过桥\n桥下水\n水上船\n船上人\n阅读(12)\n摇啊摇\n摇过桥\n桥下水\n水上船\n船上人",
        "¶首页\n果树\n茶园\n苗圃\n论坛\n这六个栏目的排法，下面还要说到，先记住它们的次序，再看为什么这样排。\n首页\n果树\n茶园\n苗圃\n论坛",
    ],
};

/// The fewest lines of such a menu, and the fewest of them that go already or are columns of sites.
const FEWEST_LINES: usize = 5;
const FEWEST_COLUMNS: usize = 2;

/// Marks menus and their copies, on a page with other residue.
pub(super) fn mark(seen: &mut [Seen], filled: &[usize]) {
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let before = earlier(seen, filled);
    let mut place = 0;
    while place < filled.len() {
        // A menu does not overlap its copy, and a line that stands a thousand times is not followed to the end each time.
        let run = before[place].map_or(0, |first| {
            let end = filled.len().min(2 * place - first);
            (place..end).take_while(|&at| before[at] == Some(first + at - place)).count()
        });
        let copies = [before[place].unwrap_or(place), place].map(|at| filled[at..at + run].to_vec());
        let names = |facts: &LineFacts| is_menu_word(facts) || names_root(facts);
        let column = |at: &&usize| seen[**at].drops() || seen[**at].has(names);
        if run >= FEWEST_LINES && copies.iter().any(|copy| copy.iter().filter(column).count() >= FEWEST_COLUMNS) {
            copies.into_iter().flatten().for_each(|at| seen[at].block(rule(RULE.id)));
        }
        place += run.max(1);
    }
}

/// For each line that could be of a menu, the nearest place above it where the same line stands.
fn earlier(seen: &[Seen], filled: &[usize]) -> Vec<Option<usize>> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    let lines = filled.iter().enumerate().map(|(place, &at)| {
        let line = &seen[at];
        let may = !line.kept() && line.has(is_menu_like) && !line.has(is_spam);
        if may { last.insert(line.text(), place) } else { None }
    });
    lines.collect()
}
