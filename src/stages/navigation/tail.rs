//! The tail block: what stands behind the first sign of the page's end.
//! Lists of other pages' titles look like headings one by one; only their place tells.

use super::{MENU_CHARS, Seen, forum, is_numbered, is_spam, model, rule};
use crate::rules::{LineFacts, Matcher, Rule, shape};

/// What stands between lines that go.
pub(super) const BETWEEN: Rule = Rule {
    id: "navigation/between-residue",
    why: "a few short lines behind the text, between lines that go",
    when: Matcher::Block,
    weight: 7,
    hits: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n阅读(12)\n¶果园老照片\n登录 | 注册",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n阅读(12)\n果园老照片\n¶苗圃老照片\n分享到：微信 微博 QQ空间",
        "冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉，剪下的枝條集中燒掉。\n閱讀(12)\n¶果園老照片\n登錄 | 註冊",
    ],
    spares: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n¶果园老照片\n登录 | 注册",
        "首页 > 园艺 > 正文\n¶果园老照片\n发布时间：2019-03-01 08:00\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n阅读(12)\n¶二〇一九年三月\n登录 | 注册",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n回复 使用道具 举报\n¶多谢\n回复 使用道具 举报",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n【比赛预告】\n¶上午\n下午\n编辑：系统管理员",
    ],
};

/// The most such lines in a row.
const BETWEEN_LINES: usize = 3;

/// Marks the short lines between lines that go, when all else is known. On a forum's page they are answers.
pub(super) fn mark_between(seen: &mut [Seen], filled: &[usize]) {
    let Some(text) = seen.iter().rposition(|line| line.long_sentence && !line.drops()) else { return };
    if !seen[text..].iter().any(Seen::drops) || forum::is_page(seen) {
        return;
    }
    let behind: Vec<usize> = filled.iter().copied().filter(|&at| at > text).collect();
    // What only the line model took for residue says nothing of its neighbours.
    let firm = |at: usize| seen[at].drops() && !seen[at].is_only(&[model::RULE.id]);
    let short = |at: usize| !seen[at].kept() && !seen[at].sentence && seen[at].has(is_short);
    let goes: Vec<bool> = behind.iter().map(|&at| seen[at].drops()).collect();
    let mut found = Vec::new();
    let mut place = 0;
    for run in goes.chunk_by(|one, next| one == next) {
        let (lines, next) = (&behind[place..place + run.len()], behind.get(place + run.len()));
        let between = place > 0 && firm(behind[place - 1]) && next.is_some_and(|&at| firm(at));
        if !run[0] && between && lines.len() <= BETWEEN_LINES && lines.iter().all(|&at| short(at)) {
            found.extend_from_slice(lines);
        }
        place += run.len();
    }
    found.into_iter().for_each(|at| seen[at].block(rule(BETWEEN.id)));
}

/// Of the sentences of a page, this many in a hundred must stand before the block.
/// Residue starts behind half of them on measured pages; below that the sign was one inside the text
/// ("recommended reading inside an article").
const BEFORE_PERCENT: usize = 50;

/// And at most this many in a hundred of long sentences and of their characters behind it, or the page goes on and the sign was not its end
/// ("a related heading with the text going on").
const BEHIND_PERCENT: usize = 25;

/// Titles and beginnings of other pages, each with its date.
pub(super) const TEASERS: Rule = Rule {
    id: "navigation/teasers",
    why: "titles and beginnings of other pages, each with its date, below a heading that suggests them",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n为你推荐\n¶苗圃里的春天来了！\n苗圃里的春天比山上早十天，二月底地温一过五度，就可以下种了。\n2019-09-30 07:42\n茶园老了怎么办？\n茶园老了可以台刈，从离地一尺的地方锯掉，第二年就会发新枝。\n2019-09-30 08:14\n水渠谁来修？\n2019-09-30 10:31",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n为你推荐\n苗圃里的春天来了！\n¶苗圃里的春天比山上早十天，二月底地温一过五度，就可以下种了。\n2019-09-30 07:42\n茶园老了怎么办？\n茶园老了可以台刈，从离地一尺的地方锯掉，第二年就会发新枝。\n2019-09-30 08:14\n水渠谁来修？\n2019-09-30 10:31",
        "冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉，剪下的枝條集中燒掉。\n為你推薦\n苗圃裡的春天來了！\n2019-09-30 07:42\n¶茶園老了怎麼辦？\n茶園老了可以台刈，從離地一尺的地方鋸掉，第二年就會發新枝。\n2019-09-30 08:14\n水渠誰來修？\n2019-09-30 10:31",
    ],
    spares: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n修剪的日子\n¶苗圃里的春天来了！\n2019-09-30 07:42\n茶园老了怎么办？\n2019-09-30 08:14\n水渠谁来修？\n2019-09-30 10:31",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n为你推荐\n苗圃里的春天来了！\n2019-09-30 07:42\n茶园老了怎么办？\n2019-09-30 08:14\n水渠谁来修？\n2019-09-30 10:31\n¶茶园老了可以台刈，从离地一尺的地方锯掉，第二年就会发新枝。",
    ],
};

/// The fewest dates of such a list, and the most lines from one to the next.
const FEWEST_DATES: usize = 3;
const TEASER_LINES: usize = 4;

/// Marks the list of other pages that begins at a heading which nothing else is called. `look` judges a line that a
/// glance had settled.
pub(super) fn mark_teasers(seen: &mut [Seen], filled: &[usize], look: impl Fn(usize) -> Seen) {
    let heads = |&at: &usize| seen[at].drops() && seen[at].speaks(&["navigation/suggestion-heading"]);
    let Some(heading) = filled.iter().position(heads).filter(|&place| place > 0) else { return };
    let (mut dates, mut last) = (0, heading);
    for (place, &at) in filled.iter().enumerate().skip(heading + 1) {
        if place - last > TEASER_LINES {
            break;
        }
        if seen[at].has(is_dated) {
            (dates, last) = (dates + 1, place);
        }
    }
    if dates >= FEWEST_DATES {
        for &at in &filled[heading..=last] {
            if seen[at].facts.is_none() {
                seen[at] = look(at);
            }
            if !seen[at].speaks(&KEEPERS) {
                seen[at].block(rule(TEASERS.id));
            }
        }
    }
}

/// A date, perhaps with a clock behind it, and nothing else.
fn is_dated(facts: &LineFacts) -> bool {
    let Some(end) = shape::date(&facts.text) else { return false };
    let rest = facts.text[end..].trim_start();
    rest.is_empty() || shape::clock(rest) == Some(rest.len())
}

fn is_short(facts: &LineFacts) -> bool {
    facts.chars <= MENU_CHARS && !is_numbered(&facts.text) && !facts.has('年')
}

/// Rules whose line begins a tail block.
const SIGNS: [&str; 12] = [
    "navigation/copyright",
    "navigation/editor",
    "navigation/friend-links",
    "navigation/imprint",
    "navigation/previous-next",
    "navigation/previous-next-title",
    "navigation/record-number",
    "navigation/related-heading",
    "navigation/share",
    "navigation/site-credit",
    "navigation/suggestion-heading",
    "navigation/tags",
];

/// Rules that keep their line even here.
const KEEPERS: [&str; 5] = [
    "navigation/caption",
    "navigation/code",
    "navigation/document-number",
    "navigation/notice-table",
    "navigation/paper",
];

/// Marks the lines of the tail block. `look` judges a line that a glance had settled: here its end settles nothing.
pub(super) fn mark(seen: &mut [Seen], look: impl Fn(usize) -> Seen) {
    let is_text = |line: &Seen| line.sentence && !line.drops();
    let all = seen.iter().filter(|line| is_text(line)).count();
    let mut before = 0;
    let start = seen.iter().position(|line| {
        before += usize::from(is_text(line));
        (!line.sentence || line.drops())
            && before * 100 >= all * BEFORE_PERCENT
            && before > 0
            && !line.kept()
            && line.speaks(&SIGNS)
    });
    let Some(start) = start else { return };
    let text = |lines: &[Seen]| {
        let long = lines.iter().filter(|line| line.long_sentence && !line.drops() && !line.has(breaks_off));
        long.fold((0, 0), |(count, chars), line| (count + 1, chars + line.chars))
    };
    let ((count, chars), (_, all_chars)) = (text(&seen[start..]), text(seen));
    if count * 100 > all * BEHIND_PERCENT && chars * 100 > all_chars * BEHIND_PERCENT {
        return;
    }
    for (at, line) in seen.iter_mut().enumerate().skip(start) {
        if line.blank {
            continue;
        }
        if line.facts.is_none() {
            *line = look(at);
        }
        if line.long_sentence && !line.has(breaks_off) {
            continue;
        }
        if !line.has(is_spam) && !line.speaks(&KEEPERS) {
            line.block(rule("navigation/tail-block"));
        }
    }
}

/// Whether a line breaks off behind a sentence, as the beginnings of other pages do in lists of them.
fn breaks_off(facts: &LineFacts) -> bool {
    (!facts.ends && facts.marks > 0) || facts.text.ends_with('…') || facts.text.ends_with("...")
}
