//! The labels of a publishing row and what is left of the row without them.
//! Apart from the rules, because several read the same labels, and a line is read once.

use std::ops::Range;
use std::sync::OnceLock;

use super::counted::counted;
use super::{LineFacts, shape};
use crate::alphabet::ByCharacter;
use crate::tables::is_han;

/// Publishing rows are short ("a long sentence that begins with a date stays").
const ROW_CHARS: usize = 160;

/// What a label of a publishing row stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// When the page was published.
    Published,
    /// When it was last changed.
    Updated,
    /// Where it was taken from.
    Source,
    /// Which office published it.
    Issuer,
    /// Who wrote it.
    Author,
    /// Who edited it.
    Editor,
    /// Who else had a hand in it.
    Staff,
    /// How often it was opened.
    Views,
    /// How often it was answered.
    Replies,
    /// Font size and print.
    Tool,
    /// What file it is.
    File,
}

/// A label and what it stands before.
type Named = (&'static str, Kind);

/// Longest first where one begins with another.
const LABELS: [Named; 113] = [
    ("提问者", Kind::Author),
    ("回答者", Kind::Author),
    ("撰稿人", Kind::Author),
    ("供稿人", Kind::Author),
    ("审稿人", Kind::Staff),
    ("审核人", Kind::Staff),
    ("审稿", Kind::Staff),
    ("校稿", Kind::Staff),
    ("核稿", Kind::Staff),
    ("一审", Kind::Staff),
    ("二审", Kind::Staff),
    ("三审", Kind::Staff),
    ("录入者", Kind::Staff),
    ("投稿人", Kind::Staff),
    ("上传人", Kind::Staff),
    ("上传者", Kind::Staff),
    ("文档编号", Kind::File),
    ("文档序号", Kind::File),
    ("资源id", Kind::File),
    ("资源大小", Kind::File),
    ("资源格式", Kind::File),
    ("文件大小", Kind::File),
    ("文件格式", Kind::File),
    ("全文页数", Kind::File),
    ("页数", Kind::File),
    ("格式", Kind::File),
    ("大小", Kind::File),
    ("下载积分", Kind::File),
    ("字数", Kind::File),
    ("发布时间", Kind::Published),
    ("发布日期", Kind::Published),
    ("发表时间", Kind::Published),
    ("发表日期", Kind::Published),
    ("更新时间", Kind::Updated),
    ("更新日期", Kind::Updated),
    ("发稿时间", Kind::Published),
    ("发文时间", Kind::Published),
    ("录入时间", Kind::Published),
    ("上传时间", Kind::Published),
    ("添加时间", Kind::Published),
    ("最后更新", Kind::Updated),
    ("修改时间", Kind::Updated),
    ("创建时间", Kind::Published),
    ("问题更新日期", Kind::Updated),
    ("更新", Kind::Updated),
    ("发布于", Kind::Published),
    ("发表于", Kind::Published),
    ("时间", Kind::Published),
    ("日期", Kind::Published),
    ("信息来源", Kind::Source),
    ("文章来源", Kind::Source),
    ("稿件来源", Kind::Source),
    ("新闻来源", Kind::Source),
    ("内容来源", Kind::Source),
    ("资料来源网站", Kind::Source),
    ("稿源", Kind::Source),
    ("来源于", Kind::Source),
    ("来源", Kind::Source),
    ("文章作者", Kind::Author),
    ("责任编辑", Kind::Editor),
    ("发布机构", Kind::Issuer),
    ("发布单位", Kind::Issuer),
    ("发布部门", Kind::Issuer),
    ("供稿单位", Kind::Author),
    ("信息员", Kind::Staff),
    ("通讯员", Kind::Author),
    ("发布人", Kind::Staff),
    ("发布者", Kind::Staff),
    ("录入人", Kind::Staff),
    ("录入员", Kind::Staff),
    ("录入", Kind::Staff),
    ("作者", Kind::Author),
    ("编辑", Kind::Editor),
    ("责编", Kind::Editor),
    ("审核", Kind::Staff),
    ("编审", Kind::Staff),
    ("签审", Kind::Staff),
    ("审签", Kind::Staff),
    ("校对", Kind::Staff),
    ("初审", Kind::Staff),
    ("终审", Kind::Staff),
    ("复审", Kind::Staff),
    ("归档时间", Kind::Updated),
    ("供稿", Kind::Author),
    ("撰稿", Kind::Author),
    ("摄影", Kind::Staff),
    ("浏览次数", Kind::Views),
    ("浏览人次", Kind::Views),
    ("浏览人数", Kind::Views),
    ("浏览量", Kind::Views),
    ("浏览数", Kind::Views),
    ("浏览", Kind::Views),
    ("点击次数", Kind::Views),
    ("点击量", Kind::Views),
    ("点击率", Kind::Views),
    ("点击数", Kind::Views),
    ("点击", Kind::Views),
    ("点阅次数", Kind::Views),
    ("点阅", Kind::Views),
    ("阅读次数", Kind::Views),
    ("阅读量", Kind::Views),
    ("阅读数", Kind::Views),
    ("阅读", Kind::Views),
    ("访问次数", Kind::Views),
    ("访问量", Kind::Views),
    ("查看次数", Kind::Views),
    ("查看", Kind::Views),
    ("回复", Kind::Replies),
    ("人气", Kind::Views),
    ("评论", Kind::Replies),
    ("字体大小", Kind::Tool),
    ("字体", Kind::Tool),
    ("字号", Kind::Tool),
];

/// Labels that end other words as well, such as 出版时间, and count only where a word begins.
const BARE: [&str; 6] = ["更新", "时间", "日期", "大小", "格式", "页数"];

/// A label and where it stands in the fold, with its colon.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it stands before.
    pub kind: Kind,
    /// Its bytes in the fold, with the colon; nothing before a counter whose number comes first.
    pub span: Range<usize>,
}

/// What a publishing row consists of.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The labels, in order.
    pub found: Vec<Label>,
    /// Times of publishing.
    pub time: usize,
    /// Sources.
    pub source: usize,
    /// Authors and editors.
    pub person: usize,
    /// Counters.
    pub count: usize,
    /// Font size and print.
    pub tool: usize,
    /// All labels.
    pub labels: usize,
    /// Colons of labels that are none of these.
    pub other: usize,
    /// Characters that are neither labels nor dates, digits, units or separators.
    pub rest: usize,
    /// Whether a date stands in the line, or nothing behind the label.
    pub dated: bool,
    /// Whether a clock time to the second stands in the line, as only software writes it.
    pub seconds: bool,
    /// Whether a date without a label opens the row.
    pub unnamed: bool,
}

impl Row {
    /// Reads a line; `None` if it is too long, a sentence, or bears no label.
    pub(super) fn read(facts: &LineFacts) -> Option<Self> {
        let least = if facts.text.ends_with(':') { 3 } else { 4 };
        if !(least..=ROW_CHARS).contains(&facts.chars) || (facts.digits == 0 && !facts.has(':')) {
            return None;
        }
        if ['。', '！', '；'].into_iter().any(|mark| facts.has(mark)) {
            return None;
        }
        let mut row = Self::default();
        let text = facts.text.as_str();
        let mut at = 0;
        let mut fresh = true;
        let mut digit = false;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some((label, kind)) = label(rest, fresh || digit, row.labels > 0) {
                row.add(kind);
                row.found.push(Label { kind, span: at..at + label });
                at += label;
                continue;
            }
            if let Some(end) = fresh.then(|| shape::date(rest)).flatten() {
                row.dated = true;
                if at == 0 && opens_row(&rest[end..]) {
                    row.time += 1;
                    row.labels += 1;
                    row.unnamed = true;
                }
                at += end;
                continue;
            }
            if let Some(end) = fresh.then(|| shape::clock(rest)).flatten() {
                row.seconds |= rest[..end].matches(':').count() == 2;
                at += end;
                continue;
            }
            if let Some((end, kind)) = fresh.then(|| counted(rest)).flatten() {
                row.add(kind);
                row.found.push(Label { kind, span: at..at });
                at += end;
                continue;
            }
            digit = c.is_ascii_digit();
            fresh = shape::is_separator(c) || !(is_han(c) || c.is_ascii_alphanumeric());
            row.other += usize::from(c == ':');
            row.rest += usize::from(
                !fresh
                    && !c.is_ascii_digit()
                    && !matches!(c, '次' | '人' | '大' | '中' | '小' | '打' | '印' | '关' | '闭'),
            );
            at += c.len_utf8();
        }
        row.dated |= row.rest == 0 && facts.digits == 0;
        (row.labels > 0).then_some(row)
    }

    fn add(&mut self, kind: Kind) {
        self.labels += 1;
        match kind {
            Kind::Published | Kind::Updated => self.time += 1,
            Kind::Source => self.source += 1,
            Kind::Issuer | Kind::Author | Kind::Editor | Kind::Staff => self.person += 1,
            Kind::Views | Kind::Replies => self.count += 1,
            Kind::Tool => self.tool += 1,
            Kind::File => {}
        }
    }

    /// How many kinds of label there are.
    pub fn kinds(&self) -> usize {
        [self.time, self.source, self.person, self.count, self.tool].iter().filter(|n| **n > 0).count()
    }
}

/// The longest name between the date that opens a row and the row's first label.
const NAME_CHARS: usize = 8;

/// Whether what stands behind a date makes it the time of a publishing row: a clock time, perhaps a name, and then a
/// label or a counter.
fn opens_row(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = rest[shape::clock(rest).unwrap_or(0)..].trim_start_matches(shape::is_separator);
    let name = rest.split(shape::is_separator).next().unwrap_or("");
    let is_name = (2..=NAME_CHARS).contains(&shape::count(name)) && name.chars().all(is_han);
    let behind = rest[name.len()..].trim_start_matches(shape::is_separator);
    let opens = |text: &str| label(text, true, false).is_some() || counted(text).is_some();
    opens(rest) || (is_name && opens(behind))
}

/// Whether a label of a `label: value` line is one of a publishing row.
pub fn is_label(text: &str) -> bool {
    text.chars().next().is_some_and(|first| labels_from(first).iter().any(|(label, _)| *label == text))
}

/// Bytes and kind of the label at the start of `text`, with its colon or the bracket or number behind it. It begins a
/// word (`fresh`), or follows the value of another label without a blank (`inside`).
fn label(text: &str, fresh: bool, inside: bool) -> Option<(usize, Kind)> {
    if !(fresh || inside) {
        return None;
    }
    let (label, kind) = labels_from(text.chars().next()?).iter().find(|(label, _)| text.starts_with(label))?;
    if !fresh && BARE.contains(label) {
        return None;
    }
    let rest = text[label.len()..].trim_start();
    let skipped = text.len() - rest.len();
    let counts = matches!(kind, Kind::Views | Kind::Replies);
    let dates = matches!(kind, Kind::Published | Kind::Updated);
    match rest.chars().next() {
        Some(':') => Some((skipped + 1, *kind)),
        Some('(' | '[') if counts => Some((skipped, *kind)),
        Some(c) if c.is_ascii_digit() && (counts || dates) => Some((skipped, *kind)),
        _ => None,
    }
}

/// The labels that begin with this character, in their order.
fn labels_from(first: char) -> &'static [Named] {
    static LABELS_FROM: OnceLock<ByCharacter<Vec<Named>>> = OnceLock::new();
    let labels = LABELS_FROM.get_or_init(|| ByCharacter::by_first(LABELS, |label| label.0));
    labels.get(first).map_or(&[], Vec::as_slice)
}
