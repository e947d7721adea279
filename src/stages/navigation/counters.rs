//! Counters of a page: how often it was read, answered and liked.
//! Apart from the labels of publishing rows, because counters also stand without labels, between plain words.

use crate::rules::LineFacts;
use crate::rules::labels::Row;
use crate::rules::shape;

/// The longest row of counters.
const LONGEST: usize = 60;

/// Words that count what visitors did.
const TELLING: [&str; 24] = [
    "阅读",
    "浏览",
    "评论",
    "留言",
    "收藏",
    "点赞",
    "回复",
    "转发",
    "围观",
    "访问量",
    "总访问量",
    "本站总访问量",
    "访客",
    "访客数",
    "本站访客数",
    "参与评论",
    "看过",
    "人看过",
    "人浏览",
    "人阅读",
    "条评论",
    "条留言",
    "人已围观",
    "位访客",
];

/// Words that stand between them.
const FILLERS: [&str; 24] = [
    "次",
    "人",
    "条",
    "篇",
    "个",
    "人次",
    "共",
    "已有",
    "参与",
    "字数",
    "字",
    "分钟",
    "需浏览",
    "需阅读",
    "随笔",
    "文章",
    "分享",
    "赞",
    "喜欢",
    "热度",
    "粉丝",
    "您是第",
    "网友询问留言",
    "trackbacks",
];

/// A counter by itself, or a row of them.
pub(super) fn counter(facts: &LineFacts) -> bool {
    let labelled = |row: &Row| row.count > 0 && row.labels == row.count && row.other == 0 && row.rest <= 2;
    facts.row().is_some_and(labelled) || row(facts)
}

/// Nothing but numbers between words that count.
fn row(facts: &LineFacts) -> bool {
    if facts.digits == 0 || facts.chars > LONGEST || facts.ends {
        return false;
    }
    let (mut telling, mut all) = (0, 0);
    let apart = |c: char| c.is_ascii_digit() || shape::is_separator(c) || matches!(c, ',' | '.' | '|');
    for word in facts.text.split(apart).filter(|word| !word.is_empty()) {
        all += 1;
        match word {
            _ if TELLING.contains(&word) => telling += 1,
            _ if FILLERS.contains(&word) => {}
            _ => return false,
        }
    }
    telling >= 2 || (telling == 1 && (all >= 2 || facts.text.ends_with(')')))
}
