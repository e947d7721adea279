//! The tail block: what stands behind the first sign of the page's end.
//! Lists of other pages' titles look like headings one by one; only their place tells.

use super::{Seen, is_spam, rule};
use crate::rules::LineFacts;
use crate::rules::shape;

/// Of the sentences of a page, this many in a hundred must stand before the block.
/// Residue starts behind half of them on measured pages; below that the sign was one inside the text
/// ("recommended reading inside an article").
const BEFORE_PERCENT: usize = 50;

/// And at most this many in a hundred behind it, or the page goes on and the sign was not its end
/// ("a related heading with the text going on").
const BEHIND_PERCENT: usize = 25;

/// Headings of lists have at most 16 characters, brackets and `更多` included.
const LONGEST_HEADING: usize = 16;

/// Rules whose line begins a tail block.
const SIGNS: [&str; 9] = [
    "navigation/copyright",
    "navigation/friend-links",
    "navigation/previous-next",
    "navigation/previous-next-title",
    "navigation/record-number",
    "navigation/related-heading",
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
    let all = seen.iter().filter(|line| line.sentence).count();
    let mut before = 0;
    let start = seen.iter().position(|line| {
        before += usize::from(line.sentence);
        !line.sentence && before * 100 >= all * BEFORE_PERCENT && before > 0 && line.speaks(&SIGNS)
    });
    let Some(start) = start else { return };
    let behind = seen[start..].iter().filter(|line| line.long_sentence).count();
    if behind * 100 > all * BEHIND_PERCENT {
        return;
    }
    for (at, line) in seen.iter_mut().enumerate().skip(start) {
        if line.blank || line.long_sentence {
            continue;
        }
        if line.facts.is_none() {
            *line = look(at);
        }
        if !line.has(is_spam) && !line.speaks(&KEEPERS) {
            line.block(rule("navigation/tail-block"));
        }
    }
}

/// The bare words of a heading: brackets, colons and `更多` aside.
fn heading(facts: &LineFacts) -> Option<&str> {
    if facts.chars > LONGEST_HEADING || facts.ends {
        return None;
    }
    let bare = facts.text.trim_matches(shape::is_separator);
    let bare = bare.strip_suffix("更多").or_else(|| bare.strip_suffix("more")).unwrap_or(bare);
    Some(bare.trim_matches(shape::is_separator))
}

/// The heading of a list of other pages that may also head a part of the text.
pub(super) fn related_heading(facts: &LineFacts) -> bool {
    let headings = [
        "相关阅读",
        "相关文章",
        "相关新闻",
        "相关链接",
        "相关资讯",
        "相关信息",
        "相关报道",
        "相关内容",
        "相关专题",
        "推荐阅读",
        "延伸阅读",
        "阅读推荐",
        "推荐文章",
        "热门文章",
        "热点新闻",
        "最新文章",
        "最新资讯",
        "最新新闻",
        "热门资讯",
        "热点文章",
        "相关下载",
        "相关产品",
        "推荐产品",
        "最新产品",
        "热门产品",
        "相关商品",
        "相关帖子",
        "相关主题",
        "热门标签",
        "热门搜索",
        "热门话题",
        "热门新闻",
        "本类推荐",
        "点击排行",
        "阅读排行",
        "本周热门",
        "栏目导航",
        "快速链接",
        "相关文档",
        "相关问题",
        "类似问题",
        "相关标签",
        "同类文章",
        "精彩推荐",
        "图文推荐",
        "随机推荐",
        "最新发布",
        "联系我们",
        "新闻排行",
        "今日推荐",
        "编辑推荐",
        "返回列表",
        "附近院校",
        "相关试题",
    ];
    heading(facts).is_some_and(|bare| headings.contains(&bare))
}

/// The heading of a list of other pages, which nothing else is called.
pub(super) fn suggestion_heading(facts: &LineFacts) -> bool {
    let headings = [
        "猜你喜欢",
        "猜您喜欢",
        "您可能感兴趣的",
        "你可能感兴趣的",
        "您可能还喜欢",
        "你可能还喜欢",
        "您可能感兴趣",
        "你可能感兴趣",
        "您可能喜欢",
        "你可能喜欢",
        "您可能感兴趣的文章",
        "看过本文的人还看了",
        "大家都在看",
        "大家还在看",
        "为您推荐",
        "为你推荐",
        "热门推荐",
        "相关推荐",
        "网友评论",
        "最新评论",
        "发表评论",
        "我来说两句",
        "我要评论",
        "网友留言",
        "友情链接",
        "网站声明",
        "您还可以看",
        "分享本文",
        "喜欢这篇文章的人还喜欢",
        "热门评论",
        "文章评论",
        "评论列表",
        "全部评论",
        "用户评论",
        "返回顶部",
    ];
    heading(facts).is_some_and(|bare| headings.contains(&bare))
}
