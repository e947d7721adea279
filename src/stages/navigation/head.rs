//! The head block: menus before the text.
//! Their lines are as short as titles; only what stands among or below them tells: a breadcrumb, a login line, the home
//! page among their words, the title with its publishing row.

use std::collections::BTreeSet;

use super::beside::PUBLISHING;
use super::{MENU_CHARS, Seen, is_menu_like, is_row, is_site_word, is_spam, rule, shapes};
use crate::rules::shape::{self, close_up, tokens};
use crate::rules::{LineFacts, Matcher, Rule};
use crate::tables::lexicon::{self, Site};

/// Menus before the text.
pub(super) const BLOCK: Rule = Rule {
    id: "navigation/head-block",
    why: "short lines of a menu, above the text and a breadcrumb, a login line or the title with its row",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "网上办事\n¶政务公开\n互动交流\n走进滨河\n当前位置：首页 > 新闻\n关于春季植树的通知\n各村民小组：请于三月十二日前到村委会领取树苗，并按划定的地块栽种完毕。",
        "学校概况 师资队伍 教学科研\n¶招生就业\n校园文化\n登录 注册\n秋季运动会安排\n秋季运动会定于十月第二周举行，请各班体育委员于本周五之前交齐报名表。",
        "¶書店首頁\n新書\n特價\n首頁 > 新書 > 散文\n山居筆記\n這本書寫的是作者在山裡住的十年，從種菜到修路，一年一年地寫下來。",
    ],
    spares: &[
        "¶春游\n早晨七点\n学校门口\n当前位置：首页 > 作文\n那天早晨七点，我们在学校门口集合，坐上大巴，一路唱着歌去了郊外的农场。",
        "¶目录\n第一章\n第二章\n第三章\n这本小册子写给第一次种菜的人，从选地、翻土讲起，一直讲到收获和留种。",
    ],
};

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
    let first = |least: usize| seen.iter().take(LONGEST_HEAD).position(|line| line.sentence && line.chars >= least);
    let Some(limit) = first(FIRST_SENTENCE).or_else(|| first(0)) else { return };
    let Some(last) = seen[..limit].iter().rposition(|line| line.speaks(&SIGNS) || is_login(line)) else { return };
    let menu = |line: &Seen| !line.sentence && !line.kept() && line.has(is_menu_like) && !line.has(is_spam);
    let weight = |line: &Seen| if line.has(is_row) { FEWEST_LINES } else { 1 };
    if seen[..last].iter().filter(|line| menu(line)).map(weight).sum::<usize>() < FEWEST_LINES {
        return;
    }
    if !seen[last + 1..limit].iter().any(Seen::may_head) {
        return;
    }
    for line in &mut seen[..last] {
        if menu(line) {
            line.block(rule(BLOCK.id));
        }
    }
}

/// The fewest short lines of a menu that is known by the home page in it.
const LONG_MENU: usize = 8;

/// The fewest words of a menu that sites have, where the home page is not among them.
const FEWEST_COLUMNS: usize = 3;

/// Marks the menus of a page that begins with them: the home page is among their words, and they end above the title.
pub(super) fn mark_menus(seen: &mut [Seen], filled: &[usize]) {
    let filled = &filled[..filled.len().min(LONGEST_HEAD)];
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let is_text = |&at: &usize| seen[at].sentence && seen[at].chars >= FIRST_SENTENCE;
    let Some(text) = filled.iter().position(is_text) else { return };
    let title = title_above_row(seen, filled);
    let Some(end) = title.or_else(|| end_of_words(seen, &filled[..text])) else { return };
    let menu = |&at: &usize| !seen[at].kept() && seen[at].has(is_short) && !seen[at].has(is_spam);
    let words: Vec<usize> = filled[..end].iter().copied().filter(menu).collect();
    let columns = words.iter().filter(|&&at| seen[at].has(is_menu_word)).count();
    let rooted = filled[..end].iter().any(|&at| seen[at].has(names_root));
    if words.len() < LONG_MENU || !(rooted || (title.is_some() && columns >= FEWEST_COLUMNS)) {
        return;
    }
    // Between the words of a menu stand offers and rows that by themselves could be anything.
    let most =
        if title.is_some() && words.len() * 100 >= end * WORDS_PERCENT { end.saturating_sub(NEAR_TITLE) } else { 0 };
    let between = &filled[..most];
    let may = |line: &Seen| line.has(is_offer) && !line.kept() && !line.has(is_spam);
    let offers = between.iter().copied().filter(|&at| may(&seen[at]));
    let lines: Vec<usize> = words.iter().copied().chain(offers).collect();
    lines.into_iter().for_each(|at| seen[at].block(rule(BLOCK.id)));
}

/// Whether a line is made of words as short as those of menus, whatever else stands in it. Titles run on.
fn is_offer(facts: &LineFacts) -> bool {
    !facts.is_sentence() && (facts.run <= MENU_CHARS || is_row(facts))
}

/// Per cent of the lines above a title that are words of its menu, from which the others go too.
const WORDS_PERCENT: usize = 75;

/// The place of the line above the first publishing row: the page's title, unless it ends as verse does
/// ("a row below a poem"), or is as short as a menu and no word of a site is near. A name or a subtitle between them
/// has the title above it.
fn title_above_row(seen: &[Seen], filled: &[usize]) -> Option<usize> {
    let row = filled.iter().position(|&at| seen[at].drops() && seen[at].speaks(&PUBLISHING))?;
    let sentences = filled[..row].iter().filter(|&&at| seen[at].sentence && seen[at].chars >= FIRST_SENTENCE).count();
    if sentences * LINES_A_SENTENCE > row {
        return None;
    }
    let words = |at: usize| !seen[at].drops() && (seen[at].exclaims || seen[at].has(has_words));
    let above = |end: usize| filled[..end].iter().rposition(|&at| words(at));
    let title = above(row).filter(|&place| !seen[filled[place]].text().ends_with(['。', '；', ',']))?;
    let between = |facts: &LineFacts| facts.chars <= NAME_CHARS || facts.text.starts_with(['-', '—', '(']);
    let title = if seen[filled[title]].has(between) { above(title)? } else { title };
    let near =
        || filled[..title].iter().rev().take(NEAR_TITLE).any(|&at| seen[at].has(is_menu_word) || seen[at].drops());
    (seen[filled[title]].chars > MENU_CHARS || near() || lists_names(seen, &filled[..title])).then_some(title)
}

/// Lines of a head for each sentence among them: what a site says of itself, or shows of another page.
const LINES_A_SENTENCE: usize = 10;

/// Lines above a title that is as short as a menu, of which one must be a word of the site.
const NEAR_TITLE: usize = 2;

/// The longest name between a title and its row.
const NAME_CHARS: usize = 4;

/// Whether the home page is among the first lines of a head and all behind it are names: none has a function
/// character, as lines of verse do, and they do not keep one measure ("a poem below the home page").
fn lists_names(seen: &[Seen], head: &[usize]) -> bool {
    let Some(root) = head.iter().take(NEAR_TOP).position(|&at| seen[at].has(names_root)) else { return false };
    let names = || head[root..].iter().filter(|&&at| !seen[at].sentence).filter_map(|&at| seen[at].facts.as_ref());
    let long: Vec<usize> = names().map(|facts| facts.chars).collect();
    let keeps_measure = |lines: &[usize]| lines[0] > NAME_CHARS && lines.iter().all(|&chars| chars == lines[0]);
    let lengths: BTreeSet<usize> = long.iter().copied().collect();
    let verse = lengths.len() < MEASURES && long.windows(VERSE_LINES).any(keeps_measure);
    !verse && names().all(|facts| facts.function == 0)
}

/// Lines from the top within which the home page begins a menu.
const NEAR_TOP: usize = 4;

/// So many lines of one length are verse, where fewer than so many lengths are all there is.
const VERSE_LINES: usize = 4;
const MEASURES: usize = 4;

/// The place in the head where menus end that no publishing row ends: at the last word of a site before several lines
/// that are none ("a poem below the menu"), and above the last three such lines, of which one may be the title ("a short
/// title below a menu").
fn end_of_words(seen: &[Seen], head: &[usize]) -> Option<usize> {
    let is_word = |place: &usize| seen[head[*place]].has(is_menu_word);
    let mut last = (0..head.len()).find(is_word)?;
    while let Some(next) = (last + 1..head.len()).take(LONGEST_GAP + 1).find(is_word) {
        last = next;
    }
    let other = |place: &usize| !is_word(place) && !seen[head[*place]].drops() && seen[head[*place]].has(has_words);
    (0..head.len()).rev().filter(other).nth(2).map(|end| end.min(last))
}

/// The most lines of a menu between two words that sites have.
const LONGEST_GAP: usize = 4;

/// Whether a line is as short as a word of a menu, or a row of them.
fn is_short(facts: &LineFacts) -> bool {
    (facts.chars <= MENU_CHARS && facts.marks == 0 && facts.commas == 0) || is_menu_like(facts)
}

/// Whether the home page is the line, or among the first words of a row.
pub(super) fn names_root(facts: &LineFacts) -> bool {
    shapes::is_root(&close_up(&facts.text)) || tokens(&facts.text).take(2).any(shapes::is_root) && is_row(facts)
}

fn has_words(facts: &LineFacts) -> bool {
    facts.han >= 2 || facts.chars >= MENU_CHARS
}

pub(super) fn is_menu_word(facts: &LineFacts) -> bool {
    let word = shape::bare(&facts.text);
    facts.chars <= MENU_CHARS && (is_site_word(&word) || lexicon::site(&word) == Some(Site::Channel))
}

/// Whether a tool row offers to log in.
fn is_login(line: &Seen) -> bool {
    let offers = |facts: &LineFacts| {
        ["登录", "登陆", "登入", "注册", "设为首页", "收藏本站"].iter().any(|word| facts.contains(word))
    };
    line.speaks(&["navigation/tool-row"]) && line.has(offers)
}
