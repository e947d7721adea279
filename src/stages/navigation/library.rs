//! What sites print around shared documents, papers and long articles: how much there is to read, and what more costs.
//! Apart from the footers, because it stands above the text as often as below it.

use crate::rules::shape::{close_up, is_separator};
use crate::rules::{LineFacts, Matcher, Rule};

/// Shared documents and the pictures of their pages.
pub(super) const SHARED_DOCUMENT: Rule = Rule {
    id: "navigation/shared-document",
    why: "what sites where documents are shared say of them, and the pictures of their pages",
    when: Matcher::ShapeWith("享阅预_载剩", shared_document),
    weight: 18,
    hits: &[
        "茶园管理手册.docx_第1页",
        "水稻栽培.pdf_第12页",
        "試題.doc_第2页",
        "《茶园管理》由会员分享，可在线阅读，更多相关《茶园管理（12页）》请在滨河文库上搜索。",
        "亲，该文档总共12页，已超出免费预览范围，如果喜欢就下载吧！",
        "已阅读3页，还剩9页未读，继续免费阅读",
        "还剩9页未读，继续阅读",
        "• 资源格式： PDF 下载权限：注册会员 下载费用：5金币",
    ],
    spares: &[
        "茶园管理手册.docx",
        "手册第1页",
        "报告_第一页",
        "茶园管理模拟试卷七_第6页",
        "《茶园》由农业出版社出版，可以在线阅读。",
        "这本书还剩9页没有读完",
        "下载费用由学校承担",
    ],
};

/// How long reading takes.
pub(super) const READING_TIME: Rule = Rule {
    id: "navigation/reading-time",
    why: "how many characters a page has, and how long reading it takes",
    when: Matcher::ShapeWith("钟", reading_time),
    weight: 18,
    hits: &[
        "本文共计5862个字，预计阅读时长23.5分钟",
        "全文484字，阅读时间约2分钟",
        "共 8658字，需瀏覽 18分鐘",
        "预计阅读时间：3 分钟",
    ],
    spares: &["每天阅读30分钟", "阅读时间约2小时，书写时间30分钟", "这篇800字的作文要在40分钟里写完。"],
};

/// Notes that sites put where a picture stood or is bought.
pub(super) const STOCK_PICTURE: Rule = Rule {
    id: "navigation/stock-picture",
    why: "a note that the picture does not show what the text tells",
    when: Matcher::ShapeWith("图", stock_picture),
    weight: 18,
    hits: &["（资料图片）", "(相关资料图)", "（資料圖片僅供參考）", "（图片来源网络，侵删）"],
    spares: &["资料图片", "（图片由茶园提供）", "（资料图片：1998年的茶园）", "（图1）"],
};

/// The longest line of these, in characters; sentences about them are longer.
const LONGEST: usize = 220;

/// The longest note about reading, in characters.
const NOTE_CHARS: usize = 40;

fn shared_document(facts: &LineFacts) -> bool {
    if facts.chars > LONGEST {
        return false;
    }
    let says = ["会员分享,可在线阅读", "可在线阅读,更多相关", "超出免费预览范围", "全部文档请下载后查看"];
    says.iter().any(|word| facts.contains(word))
        || (facts.chars <= NOTE_CHARS && is_rest_to_read(facts))
        || (facts.contains("下载费用:") && facts.contains("格式:"))
        || is_picture(&facts.text)
}

/// `还剩9页未读`.
fn is_rest_to_read(facts: &LineFacts) -> bool {
    facts.find("还剩").is_some_and(|at| {
        let rest = facts.text[at + "还剩".len()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        rest.starts_with("页未读")
    })
}

/// `title.docx_第3页`, the name of a picture of a page. Pages of articles are named so without an ending.
fn is_picture(text: &str) -> bool {
    let picture = text.rsplit_once("_第").and_then(|(name, rest)| Some((name, rest.strip_suffix('页')?)));
    let files = [".doc", ".docx", ".pdf", ".ppt", ".pptx", ".xls", ".xlsx", ".txt", ".wps"];
    picture.is_some_and(|(name, number)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && files.iter().any(|file| name.ends_with(file))
    })
}

fn reading_time(facts: &LineFacts) -> bool {
    let takes = ["阅读时长", "阅读时间", "需浏览", "需阅读", "阅读需要"];
    let Some((at, word)) = takes.iter().find_map(|word| Some((facts.find(word)?, word))) else { return false };
    let behind = facts.text[at + word.len()..].trim_end();
    let Some(minutes) = behind.strip_suffix("分钟") else { return false };
    let number = minutes.trim_matches(|c: char| is_separator(c) || c == '约');
    let before = facts.text[..at].trim_end_matches("预计");
    facts.chars <= NOTE_CHARS
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        && (before.contains('字') || before.is_empty())
}

fn stock_picture(facts: &LineFacts) -> bool {
    let notes = [
        "(资料图)",
        "(资料图片)",
        "(相关资料图)",
        "(相关资料图片)",
        "(资料图片仅供参考)",
        "(图片来源网络,侵删)",
        "(图片来源于网络)",
        "(图片来源网络)",
        "(图文无关)",
        "(图片与内容无关)",
    ];
    facts.text.starts_with('(') && notes.contains(&close_up(&facts.text).as_str())
}
