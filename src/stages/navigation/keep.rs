//! What looks like navigation and is content: shapes that speak for keeping a line.
//! Apart from the other shapes, because a mistake here loses text and a mistake there only leaves dirt.

use crate::glance;
use crate::rules::LineFacts;
use crate::rules::shape;
use crate::tables::lexicon;

/// Labels of the table above an official notice.
pub(super) const NOTICE_LABELS: [&str; 22] = [
    "索引号",
    "文号",
    "发文字号",
    "成文日期",
    "发文日期",
    "发文机关",
    "发文机构",
    "主题词",
    "信息分类",
    "公开形式",
    "公开方式",
    "公开范围",
    "有效性",
    "生效日期",
    "废止日期",
    "主题分类",
    "体裁分类",
    "组配分类",
    "服务对象",
    "公开时限",
    "信息名称",
    "公文时效",
];

/// A line of the table above a notice, or a publishing label beside one.
pub(super) fn notice_table(facts: &LineFacts) -> bool {
    facts.chars <= 160
        && (is_notice_line(&facts.text) || (facts.place.near_notice && shape::field(&facts.text).is_some()))
}

/// Characters of a folded line within which a label of a notice table ends, spread out or not.
pub(super) const LABEL: usize = 24;

/// Whether a folded line begins with a label of a notice table.
pub(super) fn is_notice_line(text: &str) -> bool {
    let Some(first) = glance::first_letter(text).filter(|&first| may_open_notice(first)) else { return false };
    let text = text.trim_start_matches(shape::is_separator);
    let labels = NOTICE_LABELS.iter().filter(|label| label.starts_with(first));
    let is_label = |rest: &str| !rest.trim_start_matches(' ').starts_with(['的', '是', '和']);
    labels.filter_map(|label| shape::strip_spread(text, label)).any(is_label)
}

/// Whether a label of a notice table begins with this character.
pub(super) fn may_open_notice(first: char) -> bool {
    matches!(first, '索' | '文' | '发' | '成' | '主' | '信' | '公' | '有' | '生' | '废' | '体' | '组' | '服')
}

/// The weight in the lexicon of tool rows from which a label is no label of the text.
const TOOL: u32 = 3;

/// One row of a table of labels and values that are none of a publishing row.
pub(super) fn field_table(facts: &LineFacts) -> bool {
    facts.place.among_fields
        && shape::field(&facts.text)
            .is_some_and(|(label, _)| lexicon::navigation(label).is_none_or(|weight| weight < TOOL))
}

/// `〔2019〕29号`.
pub(super) fn document_number(facts: &LineFacts) -> bool {
    if !facts.has('号') {
        return false;
    }
    let mut rest = facts.text.as_str();
    while let Some(at) = rest.find(['〔', '[', '(', '【', '﹝']) {
        rest = rest[at..].trim_start_matches(['〔', '[', '(', '【', '﹝']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest[digits..].trim_start_matches(['〕', ']', ')', '】', '﹞']);
        if digits == 4 && behind.len() < rest.len() - digits && behind.chars().take(16).any(|c| c == '号') {
            return behind.chars().take(16).any(|c| c.is_ascii_digit());
        }
    }
    false
}

/// What stands around the abstract of a paper.
pub(super) fn paper(facts: &LineFacts) -> bool {
    let labels = [
        "摘要",
        "关键词",
        "关键字",
        "内容提要",
        "中图分类号",
        "文献标识码",
        "收稿日期",
        "基金项目",
        "作者简介",
        "作者单位",
        "引用格式",
        "abstract",
        "key words",
        "keywords",
        "doi",
        "参考文献",
        "文章编号",
    ];
    let text = facts.text.trim_start_matches(shape::is_separator);
    labels.iter().any(|label| {
        text.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', ']', '】', '.']))
    })
}

/// A caption of a picture or table.
pub(super) fn caption(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    let numbered = |word: char| {
        text.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    text.starts_with(['▲', '△', '▼'])
        || numbered('图')
        || numbered('表')
        || text.starts_with("图为")
        || text.starts_with("(图")
}

/// Program text and its comments.
pub(super) fn code(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    let comment =
        ["//", "/*", "*/", "# ", "#!", "<!--", "-- ", "\"\"\"", "<?", "@"].iter().any(|mark| text.starts_with(mark));
    let ascii = text.bytes().filter(u8::is_ascii_graphic).count();
    let ending = text.ends_with([';', '{', '}']) || text.ends_with("):") || text.ends_with("();");
    let tags = text.starts_with("# ") && super::shapes::hashtags(facts);
    (comment && !tags) || (ending && ascii * 3 > text.len())
}

/// Running text.
pub(super) fn sentence(facts: &LineFacts) -> bool {
    facts.is_sentence()
}
