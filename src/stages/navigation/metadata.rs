//! The labels of a publishing row and what is left of the row without them.
//! Apart from the shapes, because several read the same labels.

use crate::rules::LineFacts;
use crate::rules::shape;

/// Publishing rows are short ("a long sentence that begins with a date stays").
const ROW_CHARS: usize = 160;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Source,
    Person,
    Count,
    Tool,
}

/// Longest first where one begins with another.
const LABELS: [(&str, Kind); 82] = [
    ("发布时间", Kind::Time),
    ("发布日期", Kind::Time),
    ("发表时间", Kind::Time),
    ("发表日期", Kind::Time),
    ("更新时间", Kind::Time),
    ("更新日期", Kind::Time),
    ("发稿时间", Kind::Time),
    ("发文时间", Kind::Time),
    ("录入时间", Kind::Time),
    ("上传时间", Kind::Time),
    ("添加时间", Kind::Time),
    ("最后更新", Kind::Time),
    ("修改时间", Kind::Time),
    ("创建时间", Kind::Time),
    ("问题更新日期", Kind::Time),
    ("发布于", Kind::Time),
    ("发表于", Kind::Time),
    ("时间", Kind::Time),
    ("日期", Kind::Time),
    ("信息来源", Kind::Source),
    ("文章来源", Kind::Source),
    ("稿件来源", Kind::Source),
    ("新闻来源", Kind::Source),
    ("内容来源", Kind::Source),
    ("资料来源网站", Kind::Source),
    ("稿源", Kind::Source),
    ("来源", Kind::Source),
    ("文章作者", Kind::Person),
    ("责任编辑", Kind::Person),
    ("发布机构", Kind::Person),
    ("发布单位", Kind::Person),
    ("发布部门", Kind::Person),
    ("供稿单位", Kind::Person),
    ("信息员", Kind::Person),
    ("通讯员", Kind::Person),
    ("发布人", Kind::Person),
    ("发布者", Kind::Person),
    ("录入人", Kind::Person),
    ("录入员", Kind::Person),
    ("录入", Kind::Person),
    ("作者", Kind::Person),
    ("编辑", Kind::Person),
    ("责编", Kind::Person),
    ("审核", Kind::Person),
    ("编审", Kind::Person),
    ("签审", Kind::Person),
    ("审签", Kind::Person),
    ("校对", Kind::Person),
    ("初审", Kind::Person),
    ("终审", Kind::Person),
    ("复审", Kind::Person),
    ("归档时间", Kind::Time),
    ("供稿", Kind::Person),
    ("撰稿", Kind::Person),
    ("摄影", Kind::Person),
    ("浏览次数", Kind::Count),
    ("浏览人次", Kind::Count),
    ("浏览人数", Kind::Count),
    ("浏览量", Kind::Count),
    ("浏览数", Kind::Count),
    ("浏览", Kind::Count),
    ("点击次数", Kind::Count),
    ("点击量", Kind::Count),
    ("点击率", Kind::Count),
    ("点击数", Kind::Count),
    ("点击", Kind::Count),
    ("点阅次数", Kind::Count),
    ("点阅", Kind::Count),
    ("阅读次数", Kind::Count),
    ("阅读量", Kind::Count),
    ("阅读数", Kind::Count),
    ("阅读", Kind::Count),
    ("访问次数", Kind::Count),
    ("访问量", Kind::Count),
    ("查看次数", Kind::Count),
    ("查看", Kind::Count),
    ("回复", Kind::Count),
    ("人气", Kind::Count),
    ("评论", Kind::Count),
    ("字体大小", Kind::Tool),
    ("字体", Kind::Tool),
    ("字号", Kind::Tool),
];

/// What a publishing row consists of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Metadata {
    /// Times of publishing.
    pub(super) time: usize,
    /// Sources.
    pub(super) source: usize,
    /// Authors and editors.
    pub(super) person: usize,
    /// Counters.
    pub(super) count: usize,
    /// Font size and print.
    pub(super) tool: usize,
    /// All labels.
    pub(super) labels: usize,
    /// Colons of labels that are none of these.
    pub(super) other: usize,
    /// Characters that are neither labels nor dates, digits, units or separators.
    pub(super) rest: usize,
    /// Whether a date stands in the line, or nothing behind the label.
    pub(super) dated: bool,
    /// Whether a clock time to the second stands in the line, as only software writes it.
    pub(super) seconds: bool,
    /// Whether a date without a label opens the row.
    pub(super) unnamed: bool,
}

impl Metadata {
    /// Reads a line; `None` if it is too long, a sentence, or bears no label.
    pub(super) fn read(facts: &LineFacts) -> Option<Self> {
        if facts.chars > ROW_CHARS || facts.text.contains(['。', '！', '；']) || facts.chars < 4 {
            return None;
        }
        if facts.digits == 0 && !facts.text.contains(':') {
            return None;
        }
        let mut metadata = Self::default();
        let text = facts.text.as_str();
        let mut at = 0;
        let mut fresh = true;
        let mut digit = false;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some((label, kind)) = label(rest, fresh || digit || metadata.labels > 0) {
                metadata.add(kind);
                at += label;
                continue;
            }
            if let Some(end) = fresh.then(|| shape::date(rest)).flatten() {
                metadata.dated = true;
                if at == 0 && opens_row(&rest[end..]) {
                    metadata.time += 1;
                    metadata.labels += 1;
                    metadata.unnamed = true;
                }
                at += end;
                continue;
            }
            if let Some(end) = fresh.then(|| shape::clock(rest)).flatten() {
                metadata.seconds |= rest[..end].matches(':').count() == 2;
                at += end;
                continue;
            }
            digit = c.is_ascii_digit();
            fresh = shape::is_separator(c) || !c.is_alphanumeric();
            metadata.other += usize::from(c == ':');
            metadata.rest += usize::from(!fresh && !c.is_ascii_digit() && !"次人大中小打印关闭".contains(c));
            at += c.len_utf8();
        }
        metadata.dated |= metadata.rest == 0 && facts.digits == 0;
        (metadata.labels > 0).then_some(metadata)
    }

    fn add(&mut self, kind: Kind) {
        self.labels += 1;
        match kind {
            Kind::Time => self.time += 1,
            Kind::Source => self.source += 1,
            Kind::Person => self.person += 1,
            Kind::Count => self.count += 1,
            Kind::Tool => self.tool += 1,
        }
    }

    /// How many kinds of label there are.
    pub(super) fn kinds(&self) -> usize {
        [self.time, self.source, self.person, self.count, self.tool].iter().filter(|n| **n > 0).count()
    }
}

/// Whether what stands behind a date makes it the time of a publishing row: a clock time, and then a label.
fn opens_row(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = &rest[shape::clock(rest).unwrap_or(0)..];
    label(rest.trim_start_matches(shape::is_separator), true).is_some()
}

/// Whether a label of a `label: value` line is one of a publishing row.
pub(super) fn is_label(text: &str) -> bool {
    LABELS.iter().any(|(label, _)| *label == text)
}

/// Bytes and kind of the label at the start of `text`, with its colon or the bracket or number behind it.
fn label(text: &str, anywhere: bool) -> Option<(usize, Kind)> {
    let first = text.chars().next()?;
    if !anywhere
        || !"签校初终复归发更录上添最修创问时日信文稿新内资来责供通作编审撰摄浏点阅访查回人评字".contains(first)
    {
        return None;
    }
    let (label, kind) = LABELS.iter().find(|(label, _)| text.starts_with(label))?;
    let rest = text[label.len()..].trim_start();
    let skipped = text.len() - rest.len();
    let next = rest.chars().next();
    match next {
        Some(':') => Some((skipped + 1, *kind)),
        Some('(' | '[') if *kind == Kind::Count => Some((skipped, *kind)),
        Some(c) if c.is_ascii_digit() && matches!(kind, Kind::Count | Kind::Time) => Some((skipped, *kind)),
        _ => None,
    }
}
