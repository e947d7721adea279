//! Lines that no reader takes for text: bars of a table that is gone, characters that a forum strews between paragraphs
//! against copying, tags that an extractor left.
//! Apart from the other shapes, because one such line may be a drawing or an example, and only the page tells.

use std::collections::HashMap;

use super::{Seen, rule};
use crate::rules::{LineFacts, Matcher, Rule};

/// Bars without anything between them.
pub(super) const LONE_BAR: Rule = Rule {
    id: "navigation/lone-bar",
    why: "bars of a table that is gone, an icon or a size of letters, at an edge of the page or beside a line that goes",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。\n¶|",
        "¶||||\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。 |\n¶|\n上一篇：春耕",
        "果树修剪\n浏览次数：12\n¶A\nA\nA\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
    spares: &[
        "茶园\n¶|\n苗圃",
        "| 品种 | 产量 |\n¶| |",
        "水从山上的池子流到茶园，中间经过两道闸门，图上从上到下画的就是这条路。\n池子\n¶|\n茶园",
    ],
};

/// What forum software strews between paragraphs.
pub(super) const STREWN: Rule = Rule {
    id: "navigation/strewn-characters",
    why: "letters and signs without a word, strewn between the paragraphs of a page",
    when: Matcher::Block,
    weight: 18,
    hits: &[
        "第一天\n¶3 k( R' ^1 t( w\n% x\" ?7 P\" n4 V+ M\n第二天\n% x\" ?7 P\" n4 V+ M\n第三天\n$ `5 N0 \\; q3 f+ S8 q\" d\n第四天",
        "第一天\n3 k( R' ^1 t( w\n第二天\n¶% x\" ?7 P\" n4 V+ M\n第三天\n$ `5 N0 \\; q3 f+ S8 q\" d\n第四天",
        "第一天\n3 k( R' ^1 t( w\n第二天\n% x\" ?7 P\" n4 V+ M\n第三天\n¶$ `5 N0 \\; q3 f+ S8 q\" d\n第四天",
    ],
    spares: &[
        "第一天\n¶3 k( R' ^1 t( w\n第二天",
        "第一天\n¶3 k( R' ^1 t( w\n% x\" ?7 P\" n4 V+ M\n$ `5 N0 \\; q3 f+ S8 q\" d\n第四天",
        "求和\n¶a + b - c = d\n求积\na * b * c = d\n求商\na / b / c = d\n解完",
    ],
};

/// Tags that an extractor left.
pub(super) const STRAY_TAGS: Rule = Rule {
    id: "navigation/stray-tags",
    why: "nothing but tags, and one id on several of them, as no author writes",
    when: Matcher::Block,
    weight: 18,
    hits: &[
        "¶1. <b id=\"k3tqz\"><wbr id=\"k3tqz\"></wbr></b>\n茶园",
        "茶园\n¶<ul id=\"wpmvd\"><li id=\"wpmvd\"></li></ul>",
        "<ul id=\"wpmvd\"><li id=\"wpmvd\"></li></ul>\n茶园\n¶• <span id=\"wpmvd\"></span>",
    ],
    spares: &[
        "¶<div id=\"menu\"><ul></ul></div>\n菜单",
        "¶<p id=\"first\"></p>\n改成\n<p id=\"first\" class=\"big\"></p>",
        "¶<b id=\"k3tqz\">茶园<b id=\"k3tqz\">\n一",
    ],
};

/// The fewest places of a page where lines are strewn, and the most lines of one: whole blocks of such lines are code.
const FEWEST_STREWN: usize = 3;
const LONGEST_STREWN: usize = 4;

/// Strewn lines have so many characters, in so many pieces at least, of which so many join a sign to a letter.
const STREWN_CHARS: std::ops::RangeInclusive<usize> = 10..=80;
const STREWN_PIECES: usize = 5;
const JOINED_PIECES: usize = 2;

/// Signs that formulas do not have.
const ODD_SIGNS: &str = "'\"@#$%&!~`|;?\\";

/// Marks strewn characters and stray tags.
pub(super) fn mark(seen: &mut [Seen], filled: &[usize]) {
    let strewn: Vec<bool> = filled.iter().map(|at| seen[*at].has(is_strewn)).collect();
    let places = || strewn.chunk_by(|one, next| one == next).filter(|places| places[0]);
    if places().count() >= FEWEST_STREWN && places().all(|lines| lines.len() <= LONGEST_STREWN) {
        let found = filled.iter().zip(&strewn).filter(|(at, strewn)| **strewn || seen[**at].has(is_crumb));
        let found: Vec<usize> = found.map(|(&at, _)| at).collect();
        found.into_iter().for_each(|at| seen[at].block(rule(STREWN.id)));
    }
    for at in tagged(seen) {
        seen[at].block(rule(STRAY_TAGS.id));
    }
}

/// Marks lone bars and icons, when all else is known.
pub(super) fn mark_bars(seen: &mut [Seen], filled: &[usize]) {
    let mut place = 0;
    while place < filled.len() {
        let run = filled[place..].iter().take_while(|at| seen[**at].has(is_bars)).count();
        let (above, below) = (place.checked_sub(1).map(|place| filled[place]), filled.get(place + run).copied());
        let goes = |side: Option<usize>| side.is_none_or(|at| seen[at].drops());
        let table = above.is_some_and(|at| seen[at].text().starts_with('|'));
        if run > 0 && run < filled.len() && !table && (goes(above) || goes(below)) {
            filled[place..place + run].iter().for_each(|&at| seen[at].block(rule(LONE_BAR.id)));
        }
        place += run + 1;
    }
}

/// Whether a line is nothing but bars, or an icon with perhaps a number behind it.
pub(super) fn is_bars(facts: &LineFacts) -> bool {
    let icon = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '×');
    let bars = facts.text.starts_with('|') && facts.text.chars().all(|c| matches!(c, '|' | ' '));
    let icons = facts.text.starts_with(icon) && facts.text.chars().all(|c| icon(c) || c == ' ' || c.is_ascii_digit());
    bars || icons || SIZES.contains(&facts.text.as_str())
}

/// Letters to click on for larger and smaller ones.
const SIZES: [&str; 3] = ["a", "a+", "a-"];

fn is_strewn(facts: &LineFacts) -> bool {
    strewn(facts).is_some_and(|(pieces, joined)| pieces >= STREWN_PIECES && joined >= JOINED_PIECES)
        && facts.text.chars().any(|c| ODD_SIGNS.contains(c))
}

/// Whether a line could be strewn too, where others are.
fn is_crumb(facts: &LineFacts) -> bool {
    strewn(facts).is_some_and(|(pieces, joined)| pieces >= STREWN_PIECES && joined > 0)
}

/// How many pieces a line has that is nothing but short ones, and how many of them join a sign to a letter.
fn strewn(facts: &LineFacts) -> Option<(usize, usize)> {
    if facts.han > 0 || !STREWN_CHARS.contains(&facts.chars) {
        return None;
    }
    let (mut pieces, mut joined) = (0, 0);
    for piece in facts.text.split(' ').filter(|piece| !piece.is_empty()) {
        let letters = piece.bytes().filter(u8::is_ascii_alphanumeric).count();
        if piece.chars().count() > 3 || letters > 2 {
            return None;
        }
        pieces += 1;
        joined +=
            usize::from(letters > 0 && piece.chars().any(|c| c.is_ascii_punctuation() && !matches!(c, '.' | ',')));
    }
    Some((pieces, joined))
}

/// The lines of nothing but tags that bear an id which one line bears twice.
fn tagged(seen: &[Seen]) -> Vec<usize> {
    let mut lines: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut twice: HashMap<&str, bool> = HashMap::new();
    for (at, line) in seen.iter().enumerate().filter(|(_, line)| line.has(|facts| facts.contains(" id=\""))) {
        let Some(ids) = ids(line.text()) else { continue };
        for (place, id) in ids.iter().enumerate() {
            *twice.entry(id).or_default() |= ids[..place].contains(id);
        }
        lines.push((at, ids));
    }
    lines.retain(|(_, ids)| ids.iter().any(|id| twice[id]));
    lines.into_iter().map(|(at, _)| at).collect()
}

/// The ids of a line of tags; `None` if anything else stands in it but the mark of a list.
fn ids(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '•' | '-'));
    let mut ids = Vec::new();
    while !rest.is_empty() {
        let (tag, behind) = rest.strip_prefix('<')?.split_once('>')?;
        ids.extend(tag.split_once(" id=\"").and_then(|(_, id)| id.split_once('"')).map(|(id, _)| id));
        rest = behind.trim_start();
    }
    Some(ids)
}
