//! What several short lines say together: menus without a heading, and single words that alone say nothing.
//! Apart from the head and tail blocks, because here the lines' own words tell, and not what stands below or above.

use std::collections::HashMap;

use super::{Seen, filled, is_menu_like, is_site_word, is_spam, rule};
use crate::rules::shape;
use crate::rules::{LineFacts, Matcher, Rule};

/// Several short lines in a row.
pub(super) const RUN: Rule = Rule {
    id: "navigation/menu-run",
    why: "several short lines in a row, most of them columns that sites have",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "首页\n¶馆藏精品\n关于我们\n新闻中心\n联系我们\n读书会安排\n读书会每周五晚上七点在二楼阅览室举行，每次读一本书，欢迎旁听。",
        "读书会每周五晚上七点在二楼阅览室举行，每次读一本书，欢迎旁听。\n网站首页\n¶公司简介\n产品中心\n联系我们",
        "¶• SFC\n• N64\n• NGC\n• Wii\n• PS1\n• 更多\n掌机模拟器里的滤镜怎样调才像从前的屏幕\n从前的屏幕有扫描线，滤镜就是把这些线画回去，画得太黑不好看，画得太淡看不出来。",
        "首頁\n¶最新消息\n關於我們\n聯絡我們\n網站導覽\n讀書會每週五晚上七點在二樓閱覽室舉行，歡迎旁聽。",
    ],
    spares: &[
        "¶目录\n第一章\n第二章\n第三章\n这本小册子写给第一次种菜的人，从选地讲起，一直讲到收获。",
        "¶• 铁锅\n• 菜刀\n• 砧板\n• 漏勺\n• 蒸笼\n• 筷子\n这六样东西备齐，就可以开火做饭，锅要先用猪油擦过三遍，再用清水煮开一次。",
        "¶春天\n夏天\n秋天\n冬天\n四季各有各的活计，庄稼人一年到头闲不下来。",
    ],
};

/// A word to click on, again and again.
pub(super) const REPEATED: Rule = Rule {
    id: "navigation/repeated-word",
    why: "a word to click on that stands by itself below each post",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "阅读(12)\n刨子要先磨快。\n¶|回复\n磨的时候沾水。\n|回复\n磨好以后擦干。\n|回复",
        "阅读(12)\n刨子要先磨快。\n举报\n磨的时候沾水。\n¶举报\n磨好以后擦干。\n举报",
        "阅读(12)\n刨子要先磨快。\n分享\n磨的时候沾水。\n分享\n磨好以后擦干。\n¶分享",
    ],
    spares: &[
        "¶回复\n打开一封信，选择回复。\n回复\n打开一条消息，选择回复。\n回复\n打开一个帖子，选择回复。",
        "阅读(12)\n刨子要先磨快。\n¶回复\n磨的时候沾水。\n回复",
        "阅读(12)\n刨子要先磨快。\n¶多谢\n磨的时候沾水。\n多谢\n磨好以后擦干。\n多谢",
    ],
};

/// A word to click on that is all there is.
pub(super) const LONE_WORD: Rule = Rule {
    id: "navigation/lone-word",
    why: "a word to click on, where nothing else is navigation, may be what the page explains",
    when: Matcher::Block,
    weight: -40,
    hits: &[
        "¶关闭窗口\n关闭当前窗口，并询问是否保存改动过的文件。",
        "¶下一頁\n把游標移到下一頁的開頭，選取的文字不會改變。",
        "¶收藏本页\n把打开的页面记在书签里，下次从菜单里打开。",
    ],
    spares: &[
        "¶【关闭窗口】\n【打印本页】\n【返回顶部】",
        "发布时间：2019-04-02 09:15:00\n本周六清洗水箱，请提前储水。\n¶关闭窗口",
    ],
};

/// The fewest lines of a menu, and the fewest of them that are columns of sites.
const FEWEST_LINES: usize = 4;
const FEWEST_COLUMNS: usize = 3;

/// Per cent of the lines of a menu that are columns of sites ("a table of contents with some such words").
const COLUMNS_PERCENT: usize = 40;

/// The longest line that is one word to click on.
const WORD_CHARS: usize = 8;

/// So many different words to click on, one below the other, are a row of tools set as lines.
const FEWEST_WORDS: usize = 3;

/// Rules that a single word can satisfy.
const WORD_RULES: [&str; 3] = ["navigation/breadcrumb", "navigation/previous-next", "navigation/tool-row"];

/// So often at least the same word to click on stands below the posts of a page.
const FEWEST_TIMES: usize = 3;

/// Marks words to click on that stand on their own again and again, on a page with other residue.
pub(super) fn mark_repeated(seen: &mut [Seen]) {
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let mut times: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in seen.iter().enumerate().filter(|(_, line)| !line.kept() && line.has(is_column)) {
        times.entry(shape::bare(line.text())).or_default().push(at);
    }
    for at in times.into_values().filter(|lines| lines.len() >= FEWEST_TIMES).flatten() {
        seen[at].block(rule(REPEATED.id));
    }
}

/// The fewest lines of a menu of bullets.
const FEWEST_BULLETS: usize = 6;

/// Marks a list of short words behind bullets with which a page begins, when a title follows it: sites begin so, and
/// texts begin with what they are about.
pub(super) fn mark_bullets(seen: &mut [Seen], filled: &[usize]) {
    let start = filled.iter().take_while(|at| seen[**at].drops()).count();
    let bullet = |at: &&usize| seen[**at].has(is_bullet) && !seen[**at].kept();
    let run = filled[start..].iter().take_while(bullet).count();
    let behind = filled[start + run..].iter().map(|&at| &seen[at]);
    let title = |line: &Seen| line.may_head() && line.chars > super::MENU_CHARS;
    if run >= FEWEST_BULLETS && behind.take_while(|line| !line.sentence || line.exclaims).any(title) {
        filled[start..start + run].iter().for_each(|&at| seen[at].block(rule(RUN.id)));
    }
}

fn is_bullet(facts: &LineFacts) -> bool {
    facts.text.starts_with(['•', '·', '■', '◆', '●']) && is_menu_like(facts)
}

/// Marks menus that stand before the first sentence or behind the last.
pub(super) fn mark_runs(seen: &mut [Seen]) {
    let first = seen.iter().position(|line| line.sentence).unwrap_or(seen.len());
    let last = seen.iter().rposition(|line| line.sentence).map_or(0, |at| at + 1);
    for (from, to) in [(0, first), (last.max(first), seen.len())] {
        let mut at = from;
        while at < to {
            let end = at + seen[at..to].iter().take_while(|line| line.blank || may_stand_in_menu(line)).count();
            let reach = if end == first { above_title(&seen[at..end]) } else { end - at };
            mark_run(&mut seen[at..at + reach]);
            at = end + 1;
        }
    }
}

/// Whether a line could stand in a menu. A breadcrumb or a row with numbers ends one: the title stands behind it.
fn may_stand_in_menu(line: &Seen) -> bool {
    let bare = |facts: &LineFacts| is_menu_like(facts) && facts.digits == 0;
    line.has(bare) && !line.kept() && !line.has(is_spam) && !line.speaks(&["navigation/breadcrumb"])
}

/// How many lines of a run that ends at the text stand above the last one that is no column: it may be the title.
fn above_title(run: &[Seen]) -> usize {
    run.iter().rposition(|line| line.has(|facts| facts.han >= 4) && !line.has(is_column)).unwrap_or(run.len())
}

/// Marks what stands from the first column of a run to its last.
fn mark_run(run: &mut [Seen]) {
    let column = |line: &Seen| line.has(is_column);
    let (Some(first), Some(last)) = (run.iter().position(column), run.iter().rposition(column)) else { return };
    let menu = &mut run[first..=last];
    let lines = menu.iter().filter(|line| !line.blank && !line.has(super::noise::is_bars)).count();
    let columns = menu.iter().filter(|line| column(line)).count();
    if lines < FEWEST_LINES || columns < FEWEST_COLUMNS || columns * 100 < lines * COLUMNS_PERCENT {
        return;
    }
    for line in menu.iter_mut().filter(|line| !line.blank && !line.drops()) {
        line.block(rule(RUN.id));
    }
}

fn is_column(facts: &LineFacts) -> bool {
    facts.chars <= super::MENU_CHARS && is_site_word(&shape::bare(&facts.text))
}

/// Leaves single words where nothing else on the page is navigation: help pages explain such words under them.
pub(super) fn spare_lone_words(seen: &mut [Seen]) {
    let lone = |line: &Seen| line.drops() && line.has(is_word) && line.is_only(&WORD_RULES);
    let drops = || seen.iter().filter(|line| line.drops());
    if drops().next().is_none() || !drops().all(lone) {
        return;
    }
    let filled = filled(seen);
    let words: Vec<bool> = filled.iter().map(|at| lone(&seen[*at])).collect();
    let mut place = 0;
    while place < words.len() {
        let run = words[place..].iter().take_while(|word| **word).count();
        let mut different: Vec<_> = filled[place..place + run].iter().map(|&at| seen[at].text()).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < FEWEST_WORDS {
            filled[place..place + run].iter().for_each(|&at| seen[at].add(rule(LONE_WORD.id)));
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
    let above_text = seen[..first].iter().all(|line| !line.long_sentence);
    let near_top = seen[first].has(|facts| facts.place.from_top < NEAR_TOP) || above_text;
    let near_top = near_top && seen[first].has(|facts| facts.place.from_bottom > 0);
    if near_top && !seen[first].kept() {
        seen[first].add(rule("navigation/stamp"));
    }
}

/// Lines from the top within which a bare time is when the page was published: a menu, a title and a blank or two.
const NEAR_TOP: usize = 12;
