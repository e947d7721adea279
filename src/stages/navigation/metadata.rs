//! What a page says about itself, read off the lines that the rules recognised as saying it.
//! Apart from the labels, because rules ask only whether a row bears labels, and here their values are wanted.

use std::sync::OnceLock;

use regex::Regex;

use super::{Seen, byline, is_spam};
use crate::fold::{fold, fold_with_origins};
use crate::metadata::Metadata;
use crate::page::Page;
use crate::rules::labels::{Kind, Label};
use crate::rules::shape::{self, close_up, count};
use crate::rules::{LineFacts, Place};
use crate::tables::{is_han, lexicon, script};

/// The longest value of a label; a longer one is a sentence that begins like a row.
const LONGEST_VALUE: usize = 40;

/// The longest title. Headlines of notices run to some sixty characters.
const LONGEST_TITLE: usize = 80;

/// Rules whose lines bear labels.
const LABELLED: [&str; 14] = [
    "navigation/bare-date",
    "navigation/byline",
    "navigation/counter",
    "navigation/dated-name",
    "navigation/document-number",
    "navigation/editor",
    "navigation/lone-label",
    "navigation/notice-table",
    "navigation/paper",
    "navigation/publishing-row",
    "navigation/publishing-time",
    "navigation/source",
    "navigation/stamp",
    "navigation/tags",
];

/// Rules whose lines are no titles, though they may be short and stand first.
const NO_TITLE: [&str; 4] = ["navigation/caption", "navigation/code", "navigation/field-table", "navigation/paper"];

/// What else stands between a label and a colon, in tables above notices and around papers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Published,
    Source,
    Document,
    Keywords,
    Title,
}

const FIELDS: [(&str, Field); 23] = [
    ("公开日期", Field::Published),
    ("公开时间", Field::Published),
    ("发布日期", Field::Published),
    ("发布时间", Field::Published),
    ("发文日期", Field::Published),
    ("成文日期", Field::Published),
    ("生成日期", Field::Published),
    ("公开单位", Field::Source),
    ("发布单位", Field::Source),
    ("发布机构", Field::Source),
    ("发文单位", Field::Source),
    ("发文机关", Field::Source),
    ("发文机构", Field::Source),
    ("发文字号", Field::Document),
    ("文号", Field::Document),
    ("主题词", Field::Keywords),
    ("关键字", Field::Keywords),
    ("关键词", Field::Keywords),
    ("标签", Field::Keywords),
    ("keywords", Field::Keywords),
    ("tags", Field::Keywords),
    ("信息名称", Field::Title),
    ("标题", Field::Title),
];

/// A day, and a time of day behind it.
fn moment() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = "([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?\
        (?:[ t]*([0-9]{1,2})[:时]([0-9]{1,2})(?:[:分]([0-9]{1,2}))?)?";
    PATTERN.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

/// `滨政办发〔2019〕29号` and `(2018)滨民初字第113号`, with nothing else beside it.
fn document_number() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = "^([一-龥]{1,16} ?[〔(【﹝\\[][0-9]{4}[〕)】﹞\\]] ?(?:第 ?)?[0-9]{1,5} ?号\
        |[〔(【\\[][0-9]{4}[〕)】\\]][一-龥0-9]{1,12}第? ?[0-9]{1,6} ?号)$";
    PATTERN.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

/// A line with labels: its fold, and how to get back from there to what its author wrote.
struct Labelled<'a> {
    text: &'a str,
    facts: LineFacts,
    origins: Vec<usize>,
}

impl Labelled<'_> {
    fn original(&self, start: usize, end: usize) -> &str {
        self.text.get(self.origins[start]..self.origins[end]).unwrap_or("").trim_matches(is_edge)
    }
}

/// Reads a page whose lines the rules have seen. `turned` asks for Simplified values.
pub(super) fn read(page: &Page, seen: &[Seen], turned: bool) -> Metadata {
    let mut metadata = Metadata::default();
    let mut updated = None;
    for (line, seen) in page.lines().iter().zip(seen).filter(|(_, seen)| seen.speaks(&LABELLED) && !seen.has(is_spam)) {
        let (_, origins) = fold_with_origins(&line.text);
        let facts = LineFacts::new(&line.text, Place::default());
        let line = Labelled { text: &line.text, facts, origins };
        if let Some(row) = line.facts.row() {
            metadata = metadata.or(row_values(&line, &row.found));
            updated = updated.or_else(|| {
                row.found.iter().find(|label| label.kind == Kind::Updated).and_then(|_| time(&line.facts.text))
            });
        }
        metadata = metadata.or(fields(&line));
        if seen.speaks(&["navigation/stamp", "navigation/bare-date", "navigation/dated-name"]) {
            metadata.published = metadata.published.or_else(|| time(&line.facts.text));
        }
        if seen.speaks(&["navigation/byline"]) {
            metadata = metadata.or(people(&line));
        }
        if seen.speaks(&["navigation/document-number"]) {
            metadata.document_number = metadata.document_number.or_else(|| document(&line, 0, line.facts.text.len()));
        }
    }
    metadata.published = metadata.published.or(updated);
    metadata.title = metadata.title.or_else(|| title(page, seen));
    if turned { simplified(metadata) } else { metadata }
}

/// The values of a publishing row: what stands between one label and the next.
fn row_values(line: &Labelled<'_>, labels: &[Label]) -> Metadata {
    let text = &line.facts.text;
    let mut metadata = Metadata::default();
    let opening = labels.first().map_or(0, |label| label.span.start);
    metadata.published = time(&text[..opening]);
    for (at, label) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(text.len(), |next| next.span.start);
        let found = match label.kind {
            Kind::Published => Metadata { published: time(&text[label.span.end..end]), ..Metadata::default() },
            Kind::Source => Metadata { source: name(line, label.span.end, end), ..Metadata::default() },
            Kind::Issuer => Metadata { source: name(line, label.span.end, end), ..Metadata::default() },
            Kind::Author => Metadata { author: name(line, label.span.end, end), ..Metadata::default() },
            Kind::Editor => Metadata { editor: name(line, label.span.end, end), ..Metadata::default() },
            Kind::Views => Metadata { views: number(&text[label.span.end..end]), ..Metadata::default() },
            Kind::Updated | Kind::Staff | Kind::Replies | Kind::Tool | Kind::File => continue,
        };
        metadata = metadata.or(found);
    }
    metadata
}

/// The names of a byline.
fn people(line: &Labelled<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    for part in byline::parts(&line.facts.text) {
        let value = name(line, part.value.start, part.value.end);
        let found = match part.kind {
            Kind::Author => Metadata { author: value, ..Metadata::default() },
            Kind::Editor => Metadata { editor: value, ..Metadata::default() },
            Kind::Source => Metadata { source: value, ..Metadata::default() },
            _ => continue,
        };
        metadata = metadata.or(found);
    }
    metadata
}

/// The values of `label: value` pairs, of which a table may print several in a line.
fn fields(line: &Labelled<'_>) -> Metadata {
    let text = &line.facts.text;
    let labels: Vec<_> = text.match_indices(':').filter_map(|(at, _)| Some((at, field_before(&text[..at])?))).collect();
    let mut metadata = Metadata::default();
    for (at, (colon, (_, field))) in labels.iter().enumerate() {
        let (start, end) = (colon + 1, labels.get(at + 1).map_or(text.len(), |(_, (start, _))| *start));
        let found = match field {
            Field::Published => Metadata { published: time(&text[start..end]), ..Metadata::default() },
            Field::Source => Metadata { source: name(line, start, end), ..Metadata::default() },
            Field::Document => Metadata { document_number: document(line, start, end), ..Metadata::default() },
            Field::Keywords => Metadata { keywords: keywords(line, start, end), ..Metadata::default() },
            Field::Title => Metadata { title: whole(line, start, end, LONGEST_TITLE), ..Metadata::default() },
        };
        metadata = metadata.or(found);
    }
    metadata
}

/// The label that ends a text, and where it begins; blanks may spread it out, as in `文 号`.
fn field_before(text: &str) -> Option<(usize, Field)> {
    let reach = text.char_indices().rev().nth(15).map_or(0, |(at, _)| at);
    let closed = close_up(&text[reach..]);
    let (label, field) = FIELDS.iter().find(|(label, _)| closed.ends_with(label))?;
    let mut letters = count(label);
    let start = text.char_indices().rev().find(|(_, c)| {
        letters -= usize::from(*c != ' ');
        letters == 0
    });
    Some((start?.0, *field))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || shape::is_separator(c) || matches!(c, '：' | '，' | ',' | '（' | '）' | '；')
}

/// A day as ISO 8601, with the time of day where there is one.
fn time(text: &str) -> Option<String> {
    let found = moment()?.captures(text)?;
    let part = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u32>().ok());
    let (year, month, day) = (part(1)?, part(2)?, part(3)?);
    if !(1900..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let clock = part(4).zip(part(5)).filter(|(hour, minute)| *hour < 24 && *minute < 60);
    Some(match (clock, part(6).filter(|second| *second < 60)) {
        (Some((hour, minute)), Some(second)) => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
        (Some((hour, minute)), None) => format!("{date}T{hour:02}:{minute:02}"),
        (None, _) => date,
    })
}

/// The first number of a text, commas between its digits aside.
fn number(text: &str) -> Option<u64> {
    let from = &text[text.find(|c: char| c.is_ascii_digit())?..];
    let digits: String = from.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|c| *c != ',').collect();
    digits.parse().ok()
}

/// A name: up to the first bracket, bar or date, and to a blank unless it stands in a name of Latin letters or
/// spreads a name of two characters.
fn name(line: &Labelled<'_>, start: usize, end: usize) -> Option<String> {
    let value = &line.facts.text[start..end];
    let skipped = value.len() - value.trim_start_matches(is_edge).len();
    let value = &value[skipped..];
    let mut end = value.find(['|', '[', '【', '(', '/', '<', '>', ',', '-', '—']).unwrap_or(value.len());
    end = moment().and_then(|pattern| pattern.find(value)).map_or(end, |date| end.min(date.start()));
    let ends_name = |at: usize| {
        let (before, behind) = (&value[..at], value[at..].trim_start());
        let latin = before.ends_with(|c: char| c.is_ascii_alphabetic())
            && behind.starts_with(|c: char| c.is_ascii_alphabetic());
        !latin && count(before) > 1
    };
    end = value[..end].match_indices(' ').map(|(at, _)| at).find(|at| ends_name(*at)).unwrap_or(end);
    whole(line, start + skipped, start + skipped + end, LONGEST_VALUE)
}

/// The value as it stands, if it is a value.
fn whole(line: &Labelled<'_>, start: usize, end: usize, longest: usize) -> Option<String> {
    let value = line.original(start, end);
    let says = value.chars().any(|c| is_han(c) || c.is_alphabetic());
    (says && count(value) <= longest && !value.contains('。')).then(|| value.to_owned())
}

fn document(line: &Labelled<'_>, start: usize, end: usize) -> Option<String> {
    let value = line.facts.text.get(start..end)?;
    let skipped = value.len() - value.trim_start_matches([' ', ':']).len();
    let value = value.trim_matches([' ', ':']);
    let found = document_number()?.find(value)?;
    let start = start + skipped;
    Some(line.original(start + found.start(), start + found.end()).trim().to_owned()).filter(|value| !value.is_empty())
}

fn keywords(line: &Labelled<'_>, start: usize, end: usize) -> Vec<String> {
    if lexicon::spam(&line.facts.text[start..end]).telling > 0 {
        return Vec::new();
    }
    let words = line.original(start, end).split([';', '；', ',', '，', '、', '|', ' ', '\u{3000}', '\u{a0}']);
    let words = words.map(|word| word.trim_matches(is_edge)).filter(|word| !word.is_empty() && count(word) <= 20);
    words.take(20).map(str::to_owned).collect()
}

/// The first line that stays, if it is short, no sentence, and a sentence follows.
fn title(page: &Page, seen: &[Seen]) -> Option<String> {
    let goes = |seen: &Seen| seen.blank || seen.drops() || seen.has(is_spam);
    let number = |at: usize| seen[at].speaks(&["navigation/document-number"]) && is_number(&page.lines()[at].text);
    let table = |at: usize| seen[at].speaks(&["navigation/notice-table"]) || number(at);
    let at = (0..seen.len()).find(|at| !goes(&seen[*at]) && !table(*at))?;
    let text = page.lines()[at].text.trim_matches(|c: char| c.is_whitespace());
    let heads = seen[at + 1..].iter().any(|line| line.sentence);
    let is_title = heads
        && seen[at].has(|facts| facts.han >= 2 && facts.series() == 0)
        && seen[at].chars <= LONGEST_TITLE
        && !seen[at].speaks(&NO_TITLE)
        && (!seen[at].sentence || text.ends_with(['？', '！', '?', '!', '…', '”', '》']))
        && !text.contains('。')
        && !text.ends_with(['：', ':', '，', ',', '；', '、']);
    is_title.then(|| text.to_owned())
}

fn is_number(text: &str) -> bool {
    document_number().is_some_and(|number| number.is_match(&fold(text)))
}

fn simplified(metadata: Metadata) -> Metadata {
    let turn = |text: String| text.chars().map(script::simplified).collect();
    Metadata {
        title: metadata.title.map(turn),
        source: metadata.source.map(turn),
        author: metadata.author.map(turn),
        editor: metadata.editor.map(turn),
        document_number: metadata.document_number.map(turn),
        keywords: metadata.keywords.into_iter().map(turn).collect(),
        ..metadata
    }
}
