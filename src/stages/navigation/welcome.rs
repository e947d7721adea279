//! What a site says to its visitors above its pages: that they are welcome, what day it is, where to call, what others
//! search for.
//! Apart from the other shapes, because the same words further down are the text's.

use super::shapes::is_weekday;
use crate::rules::shape::{self, count};
use crate::rules::{LineFacts, Matcher, Rule};

/// The greeting, or the day.
pub(super) const GREETING: Rule = Rule {
    id: "navigation/greeting",
    why: "a site greets its visitors at the top",
    when: Matcher::ShapeWith("迎期今", greeting),
    weight: 18,
    hits: &[
        "今天是2019年4月2日 星期二",
        "今天是：2019年4月2日",
        "欢迎您进入某某阀门网站！",
        "今天是星期五 欢迎访问本站",
        "您好，欢迎光临某某机械厂网站！",
        "歡迎來到滨河縣政府入口網站",
    ],
    spares: &["欢迎来到我们的菜园！", "今天是星期五，我们去看海。", "今天是2019年4月2日"],
};

/// The number to call.
pub(super) const HOTLINE: Rule = Rule {
    id: "navigation/hotline",
    why: "a number to call, above the text",
    when: Matcher::ShapeWith("线话", hotline),
    weight: 7,
    hits: &[
        "¶全国服务热线：400-600-0000\n一\n二\n三\n四\n五\n六\n七\n八",
        "¶咨询电话: 0371-6000000\n一\n二\n三\n四\n五\n六\n七\n八",
        "首页\n¶24小時服務熱線：0800-000-000\n一\n二\n三\n四\n五\n六\n七",
    ],
    spares: &["一\n二\n三\n¶咨询电话：0371-6000000", "¶报名电话：0371-6000000\n一\n二\n三\n四\n五\n六\n七\n八"],
};

/// What others search for.
pub(super) const SEARCHES: Rule = Rule {
    id: "navigation/searches",
    why: "what visitors of the site search for",
    when: Matcher::Opening(&["热搜:", "热搜词:", "热门搜索:", "热门关键词:", "大家都在搜:", "搜索热词:"]),
    weight: 8,
    hits: &["热搜：茶园 春耕", "热门搜索: 离心泵 潜水泵", "熱門關鍵詞：茶園、春耕"],
    spares: &["热搜榜怎样产生", "搜索：打开菜单，输入名字"],
};

/// Lines from the top within which a greeting is believed.
const NEAR_TOP: usize = 12;

/// Lines from the top within which a number to call is the site's and not the text's.
const HEAD_LINES: usize = 6;

/// The longest greeting; longer ones tell what the site is about.
const GREETING_CHARS: usize = 40;

/// The longest label of a number to call, and the fewest digits of one with its area.
const CALL_CHARS: usize = 12;
const NUMBER_DIGITS: usize = 7;

/// A greeting that names the site, or today's date beside one.
fn greeting(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    if facts.place.from_top >= NEAR_TOP || facts.chars > GREETING_CHARS || facts.commas > 1 {
        return false;
    }
    let verbs = ["访问", "光临", "来到", "进入", "浏览", "使用", "登录"];
    let greets = facts.find("欢迎").is_some_and(|at| {
        let rest = text[at + "欢迎".len()..].trim_start_matches(['您', '你']);
        verbs.iter().any(|verb| rest.starts_with(verb))
    });
    let opens = ["欢迎", "您好", "你好", "今天是"].iter().any(|word| text.starts_with(word));
    let sites = ["本站", "网站", "官网", "门户网", "文库", "商城", "论坛"];
    (greets && opens && sites.iter().any(|word| facts.contains(word))) || today(facts)
}

/// `今天是2019年4月2日 星期二`, or `2019年4月2日 星期二` at the very top.
fn today(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    let said = text.strip_prefix("今天是").map(|rest| rest.trim_start_matches([' ', ':']));
    let rest = said.unwrap_or(text);
    let Some(end) = shape::date(rest) else { return false };
    let day = rest[end..].trim_start_matches(shape::is_separator);
    let weekday = day.strip_prefix("星期").and_then(|day| day.strip_prefix(is_weekday)).is_some_and(str::is_empty);
    (weekday || (day.is_empty() && text.starts_with("今天是:"))) && (said.is_some() || facts.place.from_top == 0)
}

/// A number to call and nothing else, above the text.
fn hotline(facts: &LineFacts) -> bool {
    let Some((label, number)) = facts.text.split_once(':') else { return false };
    let calls = ["热线", "电话"].iter().any(|word| label.ends_with(word));
    let site = ["服务", "咨询", "订购", "客服", "免费", "全国", "24小时", "加盟", "销售", "报料"];
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    facts.place.from_top < HEAD_LINES
        && facts.place.from_bottom > HEAD_LINES
        && calls
        && count(label) <= CALL_CHARS
        && site.iter().any(|word| label.contains(word))
        && digits >= NUMBER_DIGITS
        && number.chars().all(|c| c.is_ascii_digit() || shape::is_separator(c) || c == ',')
}
