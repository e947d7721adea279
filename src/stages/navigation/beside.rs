//! Lines that tell nothing by themselves and much beside a line that goes: labels without a value, headings of notices
//! about reprinting, fields of a form.
//! Apart from the blocks of head and tail, because these stand anywhere and end where their neighbour ends.

use super::{Seen, rule};
use crate::rules::shape;
use crate::rules::{LineFacts, Matcher, Rule};
use crate::tables::lexicon;

/// A label of a publishing row that the page left empty.
pub(super) const EMPTY_LABEL: Rule = Rule {
    id: "navigation/empty-label",
    why: "a label of a publishing row without a value, beside such a row",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "茶园管理\n发布时间：2019-03-01 08:00\n¶来源：\n茶园春天要剪枝，剪下的枝条集中烧掉。",
        "茶园管理\n¶作者：\n发布时间：2019-03-01 08:00\n茶园春天要剪枝，剪下的枝条集中烧掉。",
        "茶园管理\n¶作者：\n来源：\n发布时间：2019-03-01 08:00\n茶园春天要剪枝，剪下的枝条集中烧掉。",
        "茶園管理\n發布時間：2019-03-01 08:00\n¶來源：\n茶園春天要剪枝，剪下的枝條集中燒掉。",
    ],
    spares: &[
        "¶来源：\n这批茶苗来自三个苗圃，都经过检疫。",
        "索引号：8812\n¶来源：\n县教育局\n发布日期：2019-12-02",
        "茶园管理\n发布时间：2019-03-01 08:00\n¶注意：\n茶园春天要剪枝，剪下的枝条集中烧掉。",
    ],
};

/// The heading of a notice about reprinting.
pub(super) const NOTICE_HEADING: Rule = Rule {
    id: "navigation/notice-heading",
    why: "the heading of a notice about reprinting",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "茶园春天要剪枝，剪下的枝条集中烧掉。\n¶声明：\n本文来自网络，如有侵权请联系我们删除。",
        "茶园春天要剪枝，剪下的枝条集中烧掉。\n¶【免责声明】\n本站文章转载自网络，版权归原作者所有。",
        "茶園春天要剪枝，剪下的枝條集中燒掉。\n¶版權聲明\n本站文章轉載請註明出處。",
    ],
    spares: &[
        "¶声明：\n本人遗失身份证一张，自即日起作废。",
        "茶园春天要剪枝，剪下的枝条集中烧掉。\n¶说明：\n本文来自网络，如有侵权请联系我们删除。",
    ],
};

/// The fields of a form to log in or download.
pub(super) const FORM: Rule = Rule {
    id: "navigation/form",
    why: "fields and buttons of a form to log in, register or pay",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "首页 > 文库 > 园艺\n账号：\n¶密码：\n验证码： 换一换\n忘记密码\n茶园春天要剪枝，剪下的枝条集中烧掉。",
        "首页 > 文库 > 园艺\n¶用户名\n密码\n记住我\n登录\n茶园春天要剪枝，剪下的枝条集中烧掉。",
        "手机号：\n¶验证码：\n获取验证码\n立即注册\n茶园春天要剪枝，剪下的枝条集中烧掉。\n上一篇：春耕",
    ],
    spares: &[
        "¶用户名\n密码\n验证码\n登录页面上有这三个输入框，都要填写，密码区分大小写。",
        "首页 > 帮助 > 登录\n用户名\n¶密码\n登录页面上有两个输入框，都要填写，密码区分大小写。",
    ],
};

/// A path that ends in the title below it.
pub(super) const PATH_TO_TITLE: Rule = Rule {
    id: "navigation/path-to-title",
    why: "a path from the home page, or between arrows, to the title below it",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "¶首页 园艺 果树怎样修剪\n果树怎样修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶滨河社区 » 生活 » 果树怎样修剪\n果树怎样修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "首页\n>\n园艺\n>\n¶果树怎样修剪才好\n果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "首页\n>\n¶园艺\n>\n果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "登录\n¶園藝網 › 果樹 › 果樹怎樣修剪\n果樹怎樣修剪\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉。",
    ],
    spares: &[
        "¶果园 冬天 果树怎样修剪\n果树怎样修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "首页\n>\n园艺\n>\n¶果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶首页 怎样改动\n首页怎样改动\n打开设置，选择首页，把想要的卡片拖到上面，松手以后就保存好了。",
    ],
};

/// Lines from the top within which a path stands, and lines below it within which its title does.
const PATH_LINES: usize = 12;
const TITLE_LINES: usize = 4;

/// The shortest title that a path may end in, in characters.
const TITLE_CHARS: usize = 4;

/// Whether a line is a path whose last step is the title `below`.
fn leads_to(facts: &LineFacts, below: &str) -> bool {
    let title = below.trim_matches(shape::is_separator);
    let text = facts.text.trim_end_matches(shape::is_separator);
    let Some(path) = text.strip_suffix(title) else { return false };
    let arrows = path.trim_end().ends_with('>');
    let mut steps = shape::tokens(path);
    let rooted = steps.next().is_some_and(super::shapes::is_root);
    let between = path.is_empty() || path.ends_with(shape::is_separator) || arrows;
    shape::count(title) >= TITLE_CHARS && between && steps.next().is_some() && (arrows || rooted)
}

/// The paths of a page, each with the title that it leads to below it.
fn paths(seen: &[Seen], filled: &[usize]) -> Vec<usize> {
    let open = |at: usize| seen[at].facts.as_ref().filter(|_| !seen[at].drops() && !seen[at].sentence);
    let top = filled.iter().take(PATH_LINES).enumerate();
    let leading = top.filter(|(place, at)| {
        let below = filled.iter().skip(place + 1).take(TITLE_LINES);
        open(**at).is_some_and(|facts| {
            below.into_iter().any(|&title| !seen[title].sentence && leads_to(facts, seen[title].text()))
        })
    });
    leading.map(|(_, at)| *at).collect()
}

/// The lines of paths from the home page of which each step and each arrow is a line. The last step may be the title:
/// it goes where it is as short as a column, or stands again below.
fn split_paths(seen: &[Seen], filled: &[usize]) -> Vec<usize> {
    let text = |place: usize| filled.get(place).map_or("", |&at| seen[at].text());
    let mut lines = Vec::new();
    for start in 0..filled.len().min(PATH_LINES) {
        let arrow = |step: usize| text(start + 2 * step + 1) == ">" && !text(start + 2 * step + 2).is_empty();
        let steps = if super::shapes::is_root(text(start)) {
            (0..PATH_LINES).take_while(|&step| arrow(step)).count()
        } else {
            0
        };
        if steps > 0 {
            let last = start + 2 * steps;
            let again = (last + 1..=last + TITLE_LINES).any(|place| text(place) == text(last));
            let end = if again || shape::count(text(last)) <= COLUMN_CHARS { last + 1 } else { last };
            lines.extend_from_slice(&filled[start..end]);
        }
    }
    lines
}

/// The longest name of a column at the end of a path.
const COLUMN_CHARS: usize = 4;

/// Marks labels, headings and forms by what stands beside them.
pub(super) fn mark(seen: &mut [Seen], filled: &[usize]) {
    paths(seen, filled).into_iter().for_each(|at| seen[at].block(rule(PATH_TO_TITLE.id)));
    split_paths(seen, filled).into_iter().for_each(|at| seen[at].block(rule(PATH_TO_TITLE.id)));
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let mut marks: Vec<(usize, &str)> = Vec::new();
    for (place, &at) in filled.iter().enumerate() {
        let line = &seen[at];
        if line.drops() || line.kept() {
            continue;
        }
        let beside = |place: Option<usize>, ids: &[&str]| {
            place.and_then(|place| filled.get(place)).is_some_and(|at| seen[*at].drops() && seen[*at].speaks(ids))
        };
        if line.has(heads_notice) && beside(Some(place + 1), &["navigation/reprint-notice"]) {
            marks.push((at, NOTICE_HEADING.id));
        }
    }
    marks.extend(forms(seen, filled).into_iter().map(|at| (at, FORM.id)));
    marks.into_iter().for_each(|(at, id)| seen[at].block(rule(id)));
}

/// Rules whose lines are publishing rows.
pub(super) const PUBLISHING: [&str; 6] = [
    "navigation/byline",
    "navigation/counter",
    "navigation/publishing-row",
    "navigation/publishing-time",
    "navigation/source",
    "navigation/stamp",
];

pub(super) fn is_empty_label(facts: &LineFacts) -> bool {
    let empty = |row: &crate::rules::labels::Row| row.labels > 0 && row.other == 0 && row.rest == 0;
    facts.digits == 0 && facts.text.ends_with(':') && facts.row().is_some_and(empty)
}

/// The longest heading of a notice that names its site.
const HEADING_CHARS: usize = 24;

fn heads_notice(facts: &LineFacts) -> bool {
    let words = shape::bare(&facts.text);
    let heads = ["声明", "免责声明", "版权声明", "特别声明", "郑重声明", "转载声明", "本站声明"];
    heads.contains(&words.as_str()) || (facts.chars <= HEADING_CHARS && words.ends_with("网版权及免责声明"))
}

/// The fewest lines of a form.
const FORM_LINES: usize = 3;

/// The longest line of a form: a field and the buttons beside it.
const FIELD_CHARS: usize = 40;

/// Fields and buttons that only forms have beside each other.
const FIELDS: [&str; 32] = [
    "账号",
    "帐号",
    "账户",
    "用户名",
    "密码",
    "验证码",
    "手机号",
    "手机号码",
    "邮箱",
    "手机",
    "邮箱/手机",
    "换一换",
    "换一张",
    "看不清",
    "看不清换一张",
    "忘记密码",
    "找回密码",
    "记住我",
    "记住密码",
    "自动登录",
    "下次自动登录",
    "获取验证码",
    "注册",
    "免费注册",
    "立即注册",
    "登录",
    "登陆",
    "立即登录",
    "支付方式",
    "支付宝",
    "微信支付",
    "三方登录下载",
];

/// The lines of forms: several fields and buttons, one below the other.
fn forms(seen: &[Seen], filled: &[usize]) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut place = 0;
    while place < filled.len() {
        let run = filled[place..].iter().take_while(|at| may_stand_in_form(&seen[**at])).count();
        let fields = filled[place..place + run].iter().filter(|at| seen[**at].has(is_field)).count();
        if fields >= FORM_LINES {
            lines.extend(filled[place..place + run].iter().copied().filter(|at| !seen[*at].drops()));
        }
        place += run + 1;
    }
    lines
}

fn may_stand_in_form(line: &Seen) -> bool {
    !line.kept() && (line.has(is_field) || (line.drops() && line.speaks(&["navigation/tool-row"])))
}

fn is_field(facts: &LineFacts) -> bool {
    let words = facts.text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | '[' | ']'));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    facts.chars <= FIELD_CHARS
        && words.iter().any(|word| FIELDS.contains(word))
        && words.iter().all(|word| FIELDS.contains(word) || lexicon::navigation(word).is_some())
}
