//! What the parts around a text look like, as functions over a line's facts.
//! Apart from the rows, so that a row is read in one glance and a shape in another.

use crate::rules::LineFacts;
use crate::rules::shape::{self, close_up, count, tokens};
use crate::tables::lexicon;

/// A breadcrumb may end in the page's title.
const BREADCRUMB_CHARS: usize = 160;

/// Lines from either end within which a bare source is believed.
const NEAR_EDGE: usize = 12;

/// The weight of tokens from which a row of nothing else is a tool row: one that stands alone, or two with others.
const TOOL_ROW_FROM: u32 = 4;

/// The weight of such tokens from which one other may stand between them, which is the site's name.
const LONG_ROW_FROM: u32 = 8;

/// The longest name of a site in such a row.
const SITE_NAME: usize = 8;

/// Characters of the longest word of the lexicon of tool rows.
const LONGEST_WORD: usize = 25;

/// The longest words behind a publishing time to the second: a column and a button.
const COLUMN_CHARS: usize = 10;

/// The longest name beside a bare time, and the longest row of them: a newspaper, an author and a town.
const NAME_CHARS: usize = 14;
const NAMES_CHARS: usize = 24;

/// A date has so many digits at least; a line with fewer needs no further look.
const STAMP_DIGITS: usize = 6;

/// The longest row of tags.
const TAGS_CHARS: usize = 80;

const HERE: [&str; 22] = [
    "您现在的位置",
    "您现在所在的位置",
    "您现在所在位置",
    "您的位置",
    "您所在的位置",
    "您所在位置",
    "您当前的位置",
    "您当前位置",
    "您当前所在位置",
    "您目前的位置",
    "当前位置",
    "当前的位置",
    "当前所在位置",
    "你的位置",
    "你现在的位置",
    "你所在的位置",
    "你当前的位置",
    "目前位置",
    "现在位置",
    "现在的位置",
    "所在位置",
    "位置",
];

const ROOTS: [&str; 8] = ["首页", "主页", "网站首页", "本站首页", "返回首页", "home", "门户", "论坛"];

/// Whether a token names the home page.
pub(super) fn is_root(token: &str) -> bool {
    let home = token.ends_with("首页") || token.starts_with("首页");
    ROOTS.contains(&token) || (home && count(token) <= 10) || token.starts_with("首页 ")
}

/// `您现在的位置：首页 > 新闻 > 正文`, or the same without its label.
pub(super) fn breadcrumb(facts: &LineFacts) -> bool {
    if facts.chars > BREADCRUMB_CHARS || facts.has('。') {
        return false;
    }
    let is_path = ['>', '/', '位', '置'].into_iter().any(|c| facts.has(c));
    if !is_path {
        return false;
    }
    let text = close_up(&facts.text);
    let text = text.trim_start_matches(shape::is_separator);
    if let Some(rest) = HERE.iter().find_map(|marker| text.strip_prefix(marker)) {
        let rest = rest.strip_prefix('是').unwrap_or(rest);
        let path = rest.trim_start_matches([':', '>', ' ', '-']);
        let rooted =
            is_root(path.split(['>', '/', '-', '|', '_', '»', '·']).next().unwrap_or("")) || rest.contains('>');
        let bare = !text.starts_with("位置") && !text.starts_with("所在") && rest.starts_with(':') && facts.digits == 0;
        return rooted || rest.is_empty() || (bare && facts.chars <= 40 && !facts.is_sentence() && facts.commas == 0);
    }
    rooted_path(text)
}

fn rooted_path(text: &str) -> bool {
    let arrows = text.matches('>').count();
    let separator = if arrows > 0 { '>' } else { '/' };
    let steps =
        text.split(separator).map(|step| step.trim_matches(shape::is_separator)).filter(|step| !step.is_empty());
    let steps: Vec<_> = steps.collect();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return false };
    (is_root(first) && steps.len() >= if arrows > 0 { 2 } else { 3 })
        || (arrows >= 2 && steps.len() >= 3 && matches!(*last, "正文" | "内容" | "文章正文" | "详细内容" | "详情"))
}

/// The fewest steps of a path that need not be the first or second line of its page, and the lines within which one
/// stands that has so many or ends in an arrow.
const LONG_PATH: usize = 4;
const PATH_LINES: usize = 4;

/// A path between arrows without a root, at the top of a page.
pub(super) fn path(facts: &LineFacts) -> bool {
    if !facts.has('>') || ['<', '“', '"', ','].into_iter().any(|c| facts.has(c)) {
        return false;
    }
    let open = facts.text.ends_with('>');
    let steps: Vec<_> = facts.text.trim_end_matches(['>', ' ']).split('>').map(str::trim).collect();
    let han = |step: &&str| step.chars().any(crate::tables::is_han);
    let lines = if open || steps.len() >= LONG_PATH { PATH_LINES } else { 2 };
    facts.place.from_top < lines
        && facts.place.from_bottom >= 3
        && steps.len() >= if open { 2 } else { 3 }
        && !facts.ends
        && steps.iter().all(|step| (2..=24).contains(&count(step)) && han(step))
}

/// A row of columns that begins at the home page.
pub(super) fn menu_row(facts: &LineFacts) -> bool {
    if facts.ends || facts.chars > 300 || !facts.has('页') || facts.has('>') {
        return false;
    }
    let all: Vec<_> = tokens(&facts.text).collect();
    let home = all.iter().take(2).any(|part| ROOTS[..5].contains(part)) || facts.text.starts_with("首 页");
    home && all.len() >= 4 && all.iter().all(|part| count(part) <= 10) && facts.commas == 0
}

/// A row of nothing but things to click on.
pub(super) fn tool_row(facts: &LineFacts) -> bool {
    // A stretch this long is no word, number or name of a site, and so ends the reading below.
    let breaks = [',', '+', '!'].into_iter().any(|c| facts.has(c));
    if facts.ends || facts.chars > 200 || (facts.run > LONGEST_WORD + facts.digits && !breaks) {
        return false;
    }
    let is_word = facts.chars <= LONGEST_WORD;
    if is_word && lexicon::navigation(&facts.text).is_some_and(|weight| weight >= TOOL_ROW_FROM) {
        return true;
    }
    let mut unknown = 0;
    let labelled = ["字体", "字号", "字级", "分享到", "分享", "字体大小"];
    let label = facts.text.trim_start_matches(shape::is_separator).split(':').next().unwrap_or("");
    let mut weight = if facts.has(':') && labelled.contains(&label) { TOOL_ROW_FROM } else { 0 };
    for token in facts.text.split(|c| shape::is_separator(c) || matches!(c, ',' | '+' | '!')).filter(|t| !t.is_empty())
    {
        let word = token.trim_matches(|c: char| c.is_ascii_digit());
        match lexicon::navigation(token).or_else(|| lexicon::navigation(word)) {
            Some(points) => weight += points,
            None if shape::is_number(token) || word.is_empty() => {}
            None if unknown == 0 && facts.chars > LONGEST_WORD / 2 && count(token) <= SITE_NAME => unknown += 1,
            None => return false,
        }
    }
    weight >= if unknown == 0 { TOOL_ROW_FROM } else { LONG_ROW_FROM }
}

/// A row of page numbers with a way on.
pub(super) fn pagination(facts: &LineFacts) -> bool {
    let mut numbers = 0;
    let mut ways = 0;
    let mut pages = 0;
    for token in tokens(&facts.text) {
        match token {
            _ if is_page_count(token) => pages += 1,
            "上一页" | "下一页" | "尾页" | "末页" | "首页" | "上页" | "下页" | "..." | "跳转" | "转到" | "go" => {
                ways += 1
            }
            _ if shape::is_number(token) => numbers += 1,
            _ => return false,
        }
    }
    (pages == 2 || (numbers + pages > 0 && ways > 0)) && facts.chars <= 120
}

/// `第3页` and `共12页`.
fn is_page_count(token: &str) -> bool {
    let number = token.strip_prefix(['第', '共']).and_then(|rest| rest.strip_suffix('页'));
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// A time of day with its date and nothing else but perhaps a newspaper before it and names behind it.
pub(super) fn stamp(facts: &LineFacts) -> bool {
    if facts.digits < STAMP_DIGITS || facts.marks + facts.commas + facts.function > 0 || facts.ends {
        return false;
    }
    let text = facts.text.trim_matches(shape::is_separator);
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let Some(end) = shape::date(&text[start..]).map(|end| start + end) else { return false };
    let day = text[end..].trim_start();
    let day = day.strip_prefix("星期").and_then(|day| day.strip_prefix(is_weekday)).unwrap_or(day).trim_start();
    let Some(clock) = shape::clock(day) else { return false };
    let names = &day[clock..];
    let letters = |c: char| crate::tables::is_han(c) || c.is_ascii_alphabetic();
    let is_views = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    is_outlet(&text[..start])
        && count(names.trim()) <= NAMES_CHARS
        && !names.contains(':')
        && tokens(names).all(|name| count(name) <= NAME_CHARS && (name.chars().all(letters) || is_views(name)))
}

/// Whether a line begins with a time of day and its date, whatever is behind.
pub(super) fn opens_with_time(facts: &LineFacts) -> bool {
    let text = facts.text.trim_start_matches(shape::is_separator);
    shape::date(text).is_some_and(|end| shape::clock(text[end..].trim_start()).is_some())
}

/// Whether `星期` stands before `c` in the name of a day.
pub(super) fn is_weekday(c: char) -> bool {
    "一二三四五六日天".contains(c)
}

/// Whether what stands before a time names a newspaper or site, or nothing does.
fn is_outlet(text: &str) -> bool {
    let name = text.trim_matches(shape::is_separator);
    let ends = ["报", "网", "社", "客户端", "频道", "在线", "电视台"];
    name.is_empty() || (count(name) <= NAME_CHARS && ends.iter().any(|end| name.ends_with(end)))
}

/// The page's tags, behind their label or as hashtags.
pub(super) fn tags(facts: &LineFacts) -> bool {
    let labels = ["标签:", "标签 :", "tags:", "tag:", "本文标签:", "文章标签:", "热门标签:", "所属分类:", "分类标签:"];
    labels.iter().any(|label| facts.text.starts_with(label)) || hashtags(facts)
}

/// Tags at an edge of the page, where they are nothing else.
pub(super) fn tag_row(facts: &LineFacts) -> bool {
    let edge = facts.place.from_top < NEAR_EDGE || facts.place.from_bottom < NEAR_EDGE;
    edge && facts.chars <= TAGS_CHARS && facts.marks == 0 && !facts.text.starts_with("所属") && tags(facts)
}

/// Several short words, each behind its own sign.
pub(super) fn hashtags(facts: &LineFacts) -> bool {
    let tags = facts.text.split('#').skip(1).map(str::trim);
    facts.text.starts_with('#')
        && facts.chars <= TAGS_CHARS
        && tags.clone().count() >= 2
        && tags.into_iter().all(|tag| (2..=12).contains(&count(tag)) && !tag.contains(' '))
}

const NEIGHBOURS: [&str; 16] = [
    "上一个",
    "下一个",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一页",
    "下一页",
    "上一章",
    "下一章",
    "上一则",
    "下一则",
    "前一篇",
    "后一篇",
    "上一主题",
    "下一主题",
];

/// What stands behind `上一篇` and the noun that may follow it; `None` if the line does not begin so.
fn behind_neighbour(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(shape::is_separator);
    if !text.starts_with(['上', '下', '前', '后']) {
        return None;
    }
    let rest = NEIGHBOURS.iter().find_map(|word| text.strip_prefix(word))?;
    let nouns = ["文章", "新闻", "产品", "信息", "公告", "资讯", "案例", "帖子", "作文", "论文", "范文", "日志"];
    Some(nouns.iter().find_map(|noun| rest.strip_prefix(noun)).unwrap_or(rest))
}

/// `上一篇：…`, or the word alone.
pub(super) fn previous_next(facts: &LineFacts) -> bool {
    let Some(rest) = behind_neighbour(&facts.text) else { return false };
    let rest = rest.trim_start();
    let rest = behind_neighbour(rest).map_or(rest, str::trim_start);
    rest.is_empty() || rest.starts_with([':', '>', '<', ']', '】', '(', '|', '→', '←']) || rest.starts_with("没有")
}

/// `下一篇 title`, without a colon.
pub(super) fn previous_next_title(facts: &LineFacts) -> bool {
    let Some(rest) = behind_neighbour(&facts.text) else { return false };
    rest.starts_with(' ') && facts.chars <= 70 && !facts.ends && facts.commas <= 1
}

/// Several of time, source, author, counters and font size in one row.
pub(super) fn publishing_row(facts: &LineFacts) -> bool {
    let Some(row) = facts.row() else { return false };
    let kinds = row.kinds();
    let telling = row.time + row.count + row.tool > 0;
    let signed = row.source > 0 && row.person > 0 && facts.place.from_top < NEAR_EDGE;
    row.labels >= 2 && row.other <= 1 && row.rest <= 60 && (telling || signed) && (kinds >= 2 || row.count >= 2)
}

/// A publishing time by itself.
pub(super) fn publishing_time(facts: &LineFacts) -> bool {
    let Some(row) = facts.row() else { return false };
    let bare = (facts.text.starts_with("时间") || facts.text.starts_with("日期")) && !row.seconds;
    let column = row.seconds
        && facts.place.from_top < NEAR_EDGE
        && row.rest <= COLUMN_CHARS
        && facts.commas + facts.marks == 0
        && facts.function <= 1;
    row.time == 1
        && row.labels == 1
        && row.other == 0
        && (row.rest <= 1 || column)
        && row.dated
        && !bare
        && !row.unnamed
}

/// A source by itself, near either end of the page.
pub(super) fn source(facts: &LineFacts) -> bool {
    let Some(row) = facts.row() else { return false };
    let edge = facts.place.from_top < NEAR_EDGE || facts.place.from_bottom < NEAR_EDGE;
    let short = (1..=16).contains(&row.rest);
    row.source == 1 && row.labels == 1 && row.other == 0 && edge && short && !facts.has('《')
}

/// `（责任编辑：…）`.
pub(super) fn editor(facts: &LineFacts) -> bool {
    let text = facts.text.trim_start_matches(shape::is_separator);
    let titles = [
        "责任编辑",
        "责编",
        "编辑",
        "本文编辑",
        "网络编辑",
        "值班编辑",
        "文字编辑",
        "审核",
        "校对",
        "编审",
        "责任校对",
        "终审",
    ];
    let rest = titles.iter().find_map(|title| text.strip_prefix(title));
    facts.chars <= 40
        && facts.commas <= 1
        && !facts.ends
        && rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(':')
                || rest
                    .strip_prefix(['】', ']'])
                    .is_some_and(|name| !name.trim_start().starts_with(shape::is_separator))
        })
}

/// A call to share or scan.
pub(super) fn share(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    let short = facts.chars <= 40 && !facts.has('。');
    let scan = ["扫一扫", "扫描二维码", "扫描上方", "扫描下方", "扫码", "微信扫", "用微信", "手机扫", "打开微信"];
    let goal = ["分享", "关注", "手机", "阅读", "访问", "打开", "查看", "浏览", "公众号", "下载", "二维码"];
    let scans = scan.iter().any(|word| text.starts_with(word)) && goal.iter().any(|word| facts.contains(word));
    let scans = scans || (facts.chars <= 20 && text.contains("扫描二维码") && !facts.ends && text.starts_with("手机"));
    let targets = ["微信", "微博", "qq", "朋友圈", "豆瓣", "人人"];
    let shares = ["分享到", "分享至", "转发到", "分享:"].iter().any(|word| text.starts_with(word))
        && targets.iter().any(|word| facts.contains(word));
    short && (scans || shares)
}
