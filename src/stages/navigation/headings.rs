//! Headings of lists of other pages.
//! Apart from the tail block, which they begin, because a heading is known by its words and a block by its place.

use std::sync::OnceLock;

use crate::alphabet::Alphabet;
use crate::glance;
use crate::rules::{LineFacts, shape};

/// Headings of lists have at most 16 characters, brackets and `更多` included.
const LONGEST: usize = 16;

/// What such a heading says of the pages it lists.
const KINDS: [&str; 16] = [
    "相关", "热门", "热点", "最新", "推荐", "精彩", "类似", "同类", "随机", "图文", "今日", "本周", "延伸", "本类",
    "往期", "近期",
];

/// What may stand before that; by itself it heads other things as well.
const OTHER: [&str; 3] = ["其他", "其它", "更多"];

/// What they are.
const NOUNS: [&str; 47] = [
    "阅读", "文章", "新闻", "链接", "连结", "资讯", "信息", "报道", "内容", "专题", "推荐", "下载", "产品", "商品",
    "帖子", "主题", "标签", "搜索", "话题", "文档", "问题", "问答", "试题", "技术", "发布", "视频", "图片", "评论",
    "案例", "动态", "招聘", "职位", "论文", "专利", "资料", "博文", "热文", "小说", "书籍", "法规", "政策", "公告",
    "通知", "疾病", "文件", "活动", "课程",
];

/// What else may stand around them.
const ORDERS: [&str; 8] = ["排行榜", "排行", "排名", "列表", "推荐", "信息", "点击", "榜"];

/// Headings that are made otherwise.
const OTHERS: [&str; 13] = [
    "编辑推荐",
    "阅读推荐",
    "点击排行",
    "阅读排行",
    "阅读排行榜",
    "评论排行榜",
    "栏目导航",
    "快速链接",
    "联系我们",
    "返回列表",
    "附近院校",
    "本周热门",
    "新闻排行",
];

/// Headings that head nothing else.
const SUGGESTIONS: [&str; 38] = [
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
    "你或有兴趣的文章",
    "看过本文的人还看了",
    "看了又看",
    "大家都在看",
    "大家还在看",
    "大家都在搜",
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
    "往下看更多文章",
];

/// The bare words of a heading: brackets, colons, blanks and `更多` aside.
fn words(facts: &LineFacts) -> Option<String> {
    if facts.chars > LONGEST || facts.ends || facts.han < 3 {
        return None;
    }
    if !openings().has(glance::first_letter(&facts.text)?) {
        return None;
    }
    let closed = shape::close_up(&facts.text);
    let bare = closed.trim_matches(shape::is_separator);
    let bare = bare.strip_suffix("更多").or_else(|| bare.strip_suffix("more")).unwrap_or(bare);
    Some(bare.trim_matches(shape::is_separator).to_owned())
}

/// The first characters of all headings.
fn openings() -> &'static Alphabet {
    static OPENINGS: OnceLock<Alphabet> = OnceLock::new();
    let all = || [&KINDS[..], &OTHER, &OTHERS, &SUGGESTIONS].into_iter().flatten();
    OPENINGS.get_or_init(|| Alphabet::of(all().filter_map(|words| words.chars().next())))
}

/// The heading of a list of other pages that may also head a part of the text.
pub(super) fn related(facts: &LineFacts) -> bool {
    let Some(words) = words(facts) else { return false };
    OTHERS.contains(&words.as_str()) || is_made_of_parts(&words)
}

/// `其他类似问题`, `热点新闻排行`: one or two kinds, a noun, and perhaps an order.
fn is_made_of_parts(words: &str) -> bool {
    let words = OTHER.iter().find_map(|other| words.strip_prefix(other)).unwrap_or(words);
    let Some(once) = KINDS.iter().find_map(|kind| words.strip_prefix(kind)) else { return false };
    let twice = KINDS.iter().find_map(|kind| once.strip_prefix(kind));
    [Some(once), twice].into_iter().flatten().any(|rest| {
        let noun = ORDERS.iter().find_map(|order| rest.strip_suffix(order)).unwrap_or(rest);
        NOUNS.contains(&rest) || NOUNS.contains(&noun)
    })
}

/// The heading of a list of other pages, which nothing else is called.
pub(super) fn suggestion(facts: &LineFacts) -> bool {
    words(facts).is_some_and(|words| SUGGESTIONS.contains(&words.as_str()))
}
