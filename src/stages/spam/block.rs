//! Blocks of short lines in the middle of a page: about one brand, or each an offer.
//! One such line proves nothing; brands change monthly, and only that several lines stand together gives them away.

use super::{Seen, THRESHOLDS, offer, rule};
use crate::page::Line;
use crate::rules::{self, LineFacts};
use crate::tables::lexicon;

/// Longer lines are no part of such a block.
pub(super) const LONGEST_LINE: usize = 30;

/// What betting sites say they trade in.
pub(super) const TRADES: [&str; 6] = ["体育", "娱乐", "彩票", "棋牌", "电竞", "真人"];

/// The fewest lines of a block ("two lines of a shop's links").
const FEWEST_LINES: usize = 3;

/// The fewest of them that are offers.
const FEWEST_OFFERS: usize = 2;

/// The fewest lines with one brand before different suffixes.
const FEWEST_BRANDED: usize = 3;

/// Marks the lines of blocks.
pub(super) fn mark(lines: &[Line], seen: &mut [Seen]) {
    let brands = brands(seen);
    if seen.iter().filter(|line| may_offer(line)).count() >= FEWEST_OFFERS {
        mark_lists(lines, seen);
    }
    if brands.is_empty() {
        return;
    }
    for line in seen {
        let branded = line.facts.as_deref().and_then(brand).is_some_and(|brand| brands.contains(&brand));
        if branded {
            say(line, "spam/brand-block");
        }
    }
}

/// Marks the lines of lists of offers, each within a run of short lines.
fn mark_lists(lines: &[Line], seen: &mut [Seen]) {
    let filled: Vec<usize> = (0..seen.len()).filter(|&at| !lines[at].glance().is_blank()).collect();
    let short: Vec<bool> = seen.iter().map(|line| line.short).collect();
    let mut above = None;
    for run in filled.chunk_by(|&one, &other| short[one] && short[other]) {
        mark_run(lines, above, run, seen);
        above = run.last().copied();
    }
}

/// Marks the lines of lists of offers within a run of short lines that stands below another line. One other line may
/// stand between two of a list.
fn mark_run(lines: &[Line], above: Option<usize>, run: &[usize], seen: &mut [Seen]) {
    if run.len() < FEWEST_LINES || run.iter().filter(|&&at| may_offer(&seen[at])).count() < FEWEST_OFFERS {
        return;
    }
    let related: Vec<usize> = (0..run.len()).filter(|&at| lexicon::spam(text(&seen[run[at]])).count > 0).collect();
    for list in related.chunk_by(|one, other| other - one <= 2).filter(|list| list.len() >= FEWEST_LINES) {
        let phrases: Vec<&str> = list.iter().map(|&at| text(&seen[run[at]])).collect();
        let all = lexicon::spam(&phrases.join(","));
        let before = list[0].checked_sub(1).map(|at| run[at]).or(above);
        let mut named = list.iter().map(|&at| run[at]).chain(before);
        let is_list = offer::may_be_list(&all) && offer::are_list(phrases.iter().copied());
        if !is_list || named.any(|at| warns(&lines[at])) {
            continue;
        }
        // A line at its edge with one such word may be the text's.
        let first = phrases.iter().position(|phrase| offer::bears_words(phrase)).unwrap_or(0);
        let last = phrases.iter().rposition(|phrase| offer::bears_words(phrase)).unwrap_or(0);
        list[first..=last].iter().for_each(|&at| say(&mut seen[run[at]], "spam/keyword-block"));
    }
}

/// Whether a line warns of what stands below it, as the police do that publish a list of such sites.
fn warns(line: &Line) -> bool {
    ["涉赌", "涉黄", "诈骗", "骗局", "假冒", "非法", "警惕", "查处"].iter().any(|word| line.text.contains(word))
}

fn text(line: &Seen) -> &str {
    line.facts.as_deref().map_or("", |facts| facts.text.as_str())
}

/// Whether a line could be an offer, as can be seen without looking its words up.
fn may_offer(line: &Seen) -> bool {
    let offers = |facts: &LineFacts| facts.words().telling > 0 || line.trades && offer::has_trade(facts);
    line.facts.as_deref().is_some_and(offers)
}

fn say(line: &mut Seen, id: &str) {
    if let Some(rule) = rule(id).filter(|_| line.verdict.score < THRESHOLDS.likely) {
        rules::add(&mut line.verdict, rule);
    }
}

/// Brands that stand in at least three lines before different suffixes.
fn brands(seen: &[Seen]) -> Vec<String> {
    let mut found: Vec<(String, &str)> = seen
        .iter()
        .filter_map(|line| line.facts.as_deref())
        .filter_map(|facts| Some((brand(facts)?, facts.text.as_str())))
        .collect();
    found.sort_unstable();
    found.dedup();
    let groups = found.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= FEWEST_BRANDED);
    groups.map(|group| group[0].0.clone()).collect()
}

/// What stands before the suffixes of a line such as `某某体育app下载`, if the trade is named in it.
fn brand(facts: &LineFacts) -> Option<String> {
    const SUFFIXES: [&str; 16] = [
        "官网",
        "app",
        "登录",
        "下载",
        "手机版",
        "平台",
        "开奖",
        "入口",
        "注册",
        "官方网站",
        "网址",
        "官方",
        "最新",
        "中心",
        "安卓",
        "(中国)",
    ];
    let mut stem = facts.text.as_str();
    let mut stripped = 0;
    while let Some(shorter) = SUFFIXES.iter().find_map(|suffix| stem.strip_suffix(suffix)) {
        stem = shorter.trim_end_matches([' ', '-', '_', ',', '|']);
        stripped += 1;
    }
    let trade = TRADES.iter().find(|trade| stem.ends_with(**trade))?;
    let name = stem.strip_suffix(trade)?;
    let sized = (2..=6).contains(&name.chars().count());
    (stripped > 0 && sized).then(|| stem.to_owned())
}
