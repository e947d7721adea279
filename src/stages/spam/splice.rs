//! Brands glued into lines of other text, and pages that are little else than brands and keywords.
//! Such a page cannot be mended by dropping lines, so it is found and reported, never changed.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Seen;
use super::block::TRADES;
use crate::classes::PORTAL;
use crate::fold::fold;
use crate::page::{Line, Page};
use crate::repair::Finding;
use crate::tables::{is_han, lexicon, readings};

/// What stands behind a brand when it is sold: the ways into a site. Nobody's sentence goes on behind one of them
/// without a blank or mark, and a hijacker's does.
pub(super) const PORTALS: [&str; 28] = [
    "app下载",
    "App下载",
    "APP下载",
    "app官网",
    "App官网",
    "APP官网",
    "中文官方网站",
    "主页地址",
    "网页版",
    "网页登录",
    "在线登录",
    "登录入口",
    "登陆入口",
    "官方入口",
    "官方平台",
    "官方app",
    "官方App",
    "官方APP",
    "官方网站",
    "官方网址",
    "官网",
    "平台官网",
    "平台登录",
    "手机版",
    "最新网址",
    "注册登录",
    "(中国)",
    "（中国）",
];

/// Names before a trade that are no brand of betting: the lotteries of the state, and who reports on sport.
pub(super) const GENUINE: [&str; 12] =
    ["中国", "国家", "福利", "体育", "新浪", "腾讯", "网易", "搜狐", "央视", "凤凰", "学校", "大学"];

/// The fewest Chinese characters of the line besides the brand; a line with fewer is about it.
const OTHER_TEXT: usize = 8;

/// What several splices must weigh, a brand known or spelled twice being 2 and another 1
/// (`lines/spam.toml`: two lines about the site of a sports paper).
const SPLICED_FROM: usize = 3;

/// The fewest lines of a page that bear the brand.
const SPLICED_LINES: usize = 2;

/// The fewest lines of a doorway page that are dropped or spliced, and their share of its Chinese characters in
/// per cent. Hijacked pages that keep their text have one keyword line in twenty.
const DOORWAY_LINES: usize = 4;
const DOORWAY_PERCENT: usize = 60;

/// A brand in a line of other text.
struct Splice {
    brand: String,
    weight: usize,
}

/// What is wrong with the page as a whole, given what is wrong with its lines.
pub(super) fn findings(page: &Page, seen: &[Seen]) -> Vec<Finding> {
    let splices: Vec<Option<Splice>> = page.lines().iter().map(find_in).collect();
    let bad = |at: usize| seen[at].drops() || splices[at].is_some();
    let lines = (0..seen.len()).filter(|at| bad(*at)).count();
    if lines >= DOORWAY_LINES {
        let han = |at: usize| page.lines()[at].text.chars().filter(|&c| is_han(c)).count();
        let of: usize = (0..seen.len()).map(han).sum();
        let bad: usize = (0..seen.len()).filter(|at| bad(*at)).map(han).sum();
        if bad * 100 >= of * DOORWAY_PERCENT {
            let percent = u32::try_from(bad * 100 / of.max(1)).unwrap_or(100);
            return vec![Finding::Doorway { lines: lines.try_into().unwrap_or(u32::MAX), percent }];
        }
    }
    spliced(splices.into_iter().flatten().collect()).into_iter().collect()
}

/// The brand that weighs most, if it weighs enough; the first by name where two weigh the same.
fn spliced(mut splices: Vec<Splice>) -> Option<Finding> {
    splices.sort_by(|a, b| a.brand.cmp(&b.brand));
    let groups = splices.chunk_by(|a, b| a.brand == b.brand).filter(|group| group.len() >= SPLICED_LINES);
    let weight = |group: &[Splice]| group.iter().map(|splice| splice.weight).sum::<usize>();
    let best = groups.map(|group| (weight(group), group)).rev().max_by_key(|(weight, _)| *weight)?;
    let (weight, group) = best;
    let lines = u32::try_from(group.len()).unwrap_or(u32::MAX);
    (weight >= SPLICED_FROM).then(|| Finding::Spliced { brand: group[0].brand.as_str().into(), lines })
}

fn find_in(line: &Line) -> Option<Splice> {
    line.classes().has(PORTAL).then(|| find(&line.text)).flatten()
}

fn find(text: &str) -> Option<Splice> {
    static AUTOMATON: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(PORTALS);
    let automaton = AUTOMATON.get_or_init(|| build().ok()).as_ref()?;
    let mut last_end = usize::MAX;
    for found in automaton.find_iter(text) {
        let chained = found.start() == last_end;
        last_end = found.end();
        if chained {
            continue;
        }
        let stem = stem(&text[..found.start()]);
        let splice = brand(stem, &text[found.range()]);
        if let Some(splice) = splice.filter(|_| is_glued(text, found.start() - stem.len(), found.end())) {
            return Some(splice);
        }
    }
    None
}

/// The letters and digits that end a text, twelve at most.
fn stem(text: &str) -> &str {
    let letters = text.char_indices().rev().take(12).take_while(|(_, c)| is_han(*c) || c.is_ascii_alphanumeric());
    letters.last().map_or("", |(at, _)| &text[at..])
}

/// Whether the line goes on behind a brand as if it were not there, or sets it in brackets behind other text.
fn is_glued(text: &str, start: usize, end: usize) -> bool {
    let mut behind = &text[end..];
    while let Some(rest) = PORTALS.iter().find_map(|portal| behind.strip_prefix(portal)) {
        behind = rest;
    }
    let han = |text: &str| text.chars().filter(|&c| is_han(c)).take(OTHER_TEXT).count();
    let bracketed = behind.starts_with('】') && text[..start].ends_with('【') && !text[..start].starts_with('【');
    let goes_on = behind.chars().next().is_some_and(is_han);
    (goes_on || bracketed) && han(&text[..start]) + han(behind) >= OTHER_TEXT
}

/// The brand that a stem before a portal names.
fn brand(stem: &str, portal: &str) -> Option<Splice> {
    let stem = fold(stem);
    let phrase = format!("{stem}{}", fold(portal));
    let han_from = stem.rfind(|c: char| c.is_ascii()).map_or(0, |at| at + 1);
    let (before, han) = stem.split_at(han_from);
    let latin = &before[before
        .rfind(|c: char| !c.is_ascii())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let trade = TRADES.iter().find(|trade| han.ends_with(**trade));
    let numbered = latin.chars().any(|c| c.is_ascii_digit()) && latin.len() >= 2 && trade.is_some();
    if lexicon::spam(&phrase).gambling >= lexicon::HEAVIEST || numbered || is_spelled_twice(latin, han) {
        let brand = if han.is_empty() { latin } else { han };
        return (!brand.is_empty()).then(|| Splice { brand: brand.to_owned(), weight: 2 });
    }
    let trade = trade?;
    let name: String = last_chars(han.strip_suffix(trade)?, 2).to_owned();
    let named = name.chars().count() == 2 && !GENUINE.contains(&name.as_str());
    named.then(|| Splice { brand: name + trade, weight: 1 })
}

fn last_chars(text: &str, n: usize) -> &str {
    text.char_indices().rev().nth(n - 1).map_or(text, |(at, _)| &text[at..])
}

/// Whether letters are the pinyin or the initials of the characters behind them, as in `hth华体会`.
fn is_spelled_twice(latin: &str, han: &str) -> bool {
    let chars = han.chars().count();
    if latin.len() < 2 || chars < 2 {
        return false;
    }
    (2..=chars.min(4)).any(|n| {
        let name: String = han.chars().take(n).collect();
        spells(latin, &name, false) || (n == latin.len() && spells(latin, &name, true))
    })
}

/// Whether letters are the readings of a name one after the other, or their first letters.
fn spells(latin: &str, name: &str, initials: bool) -> bool {
    let Some(first) = name.chars().next() else { return latin.is_empty() };
    let rest = &name[first.len_utf8()..];
    readings::of(first).any(|reading| {
        let plain: String = reading.chars().map(readings::without_tone).collect();
        let part = if initials { &plain[..plain.chars().next().map_or(0, char::len_utf8)] } else { plain.as_str() };
        latin.strip_prefix(part).is_some_and(|behind| spells(behind, rest, initials))
    })
}
