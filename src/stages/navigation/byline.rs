//! Bylines: who wrote, checked and supplied the page, without a time or counter beside them.
//! Apart from the labels of publishing rows, because here a bar may stand for the colon and values must look like names.

use std::ops::Range;
use std::sync::OnceLock;

use crate::alphabet::Characters;
use crate::rules::labels::Kind;
use crate::rules::shape::{self, count};
use crate::rules::{LineFacts, Matcher, Rule};
use crate::tables::is_han;

/// The rule. It drops by itself: a label, a mark and a name are all there is in the line.
pub(super) const RULE: Rule = Rule {
    id: "navigation/byline",
    why: "who wrote, checked or supplied the page",
    when: Matcher::Shape(byline),
    weight: 8,
    hits: &[
        "作者 | 周小溪 责编 | 林一鸣",
        "文／周小溪",
        "出品 | 《山地》编辑部",
        "一审：周小溪",
        "(供稿：周小溪 审核：林一鸣)",
        "【撰稿】教务处 周小溪",
        "撰稿人：周小溪",
        "滨河晚报客户端 记者 周小溪",
        "本报记者 周小溪 通讯员 林一鸣",
        "来源丨滨河晚报 作者丨周小溪",
        "Posted by 周小溪 on 2019-04-02",
        "（作者：周小溪 林一鸣 何云 陈秀英 王小云）",
        "（来源/滨河县茶叶协会）",
        "（滨河县实验小学供稿）",
        "（记者 周小溪 通讯员 林一鸣）",
    ],
    spares: &[
        "作者：王维",
        "记者 证件办理须知",
        "村里来了 记者 周小溪",
        "作者：王维 朝代：唐",
        "文/理科均可报名",
        "审核：材料齐全的当场办结",
        "一审：驳回起诉，原告不服",
        "编辑：打开菜单，选择文件",
        "[编辑] - [链接]",
        "作者 | 书名 | 出版社",
        "摄影／周小溪",
        "（作者：《山居笔记》里的老人）",
        "（图片由学校供稿人提供）",
        "（来源：三个苗圃的茶苗）",
    ],
};

/// Lines from either end of the page within which a byline stands.
const NEAR_EDGE: usize = 8;

/// The longest byline: four people and what each did.
const LONGEST: usize = 60;

/// The longest value: an office and a name.
const VALUE_CHARS: usize = 12;

/// The longest name of a person without a blank; four characters are more often two words.
const NAME_CHARS: usize = 3;

/// The longest name of what somebody does who reports: a paper's name may be part of it.
const ROLE_CHARS: usize = 10;

/// What those do who are never the subject of a text, longest first where one begins with another.
const STAFF: [&str; 35] = [
    "本文作者",
    "责任编辑",
    "值班编辑",
    "文字编辑",
    "网络编辑",
    "图片编辑",
    "本文编辑",
    "本期编辑",
    "责任校对",
    "供稿单位",
    "撰稿人",
    "供稿人",
    "审稿人",
    "审核人",
    "录入人",
    "录入者",
    "投稿人",
    "责编",
    "编辑",
    "编审",
    "审核",
    "审稿",
    "校稿",
    "校对",
    "核稿",
    "撰稿",
    "供稿",
    "一审",
    "二审",
    "三审",
    "初审",
    "复审",
    "终审",
    "一校",
    "二校",
];

/// What those do who may be; they tell beside another of these or before a bar.
const WRITERS: [&str; 16] = [
    "文章作者",
    "特约记者",
    "见习记者",
    "实习记者",
    "作者",
    "记者",
    "来源",
    "出品",
    "摄影",
    "图文",
    "文图",
    "整理",
    "图片",
    "文字",
    "文",
    "图",
];

/// A label of a byline and where its value stands in the fold.
#[derive(Debug)]
pub(super) struct Part {
    /// What the one named did.
    pub(super) kind: Kind,
    /// Bytes of the value in the fold.
    pub(super) value: Range<usize>,
    /// Whether a bar stands for the colon.
    bar: bool,
    /// Whether the label tells without another beside it.
    alone: bool,
}

/// Labels with names behind them and nothing else.
fn byline(facts: &LineFacts) -> bool {
    let edge = facts.place.from_top < NEAR_EDGE || facts.place.from_bottom < NEAR_EDGE;
    if !edge || facts.chars > LONGEST || facts.ends || facts.marks > 0 || facts.commas > 3 {
        return false;
    }
    if facts.text.starts_with("posted ") {
        return facts.digits > 0;
    }
    if facts.digits > 0 || facts.function > 0 {
        return false;
    }
    let inner = facts.text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let closing = inner.filter(|_| facts.place.from_bottom < NEAR_EDGE);
    if closing.is_some_and(supplied) || (facts.place.from_top < NEAR_EDGE && reporters(&facts.text)) {
        return true;
    }
    if closing.is_some_and(reporters) {
        return true;
    }
    let parts = parts(&facts.text);
    let named = |part: &Part| is_name(&facts.text[part.value.clone()]);
    let tells = match &parts[..] {
        [] => false,
        [part] => {
            let value = facts.text[part.value.clone()].trim();
            let short = count(value) <= NAME_CHARS && value.chars().all(is_han);
            let signed = closing.is_some() && matches!(part.kind, Kind::Source | Kind::Author);
            let wrote = short && part.kind != Kind::Tool;
            part.alone || signed || (part.bar && (wrote || part.kind == Kind::Source))
        }
        _ => true,
    };
    tells && parts.iter().all(named)
}

/// `滨河晚报 记者 周小溪 通讯员 林一鸣`: people who report, and the newspaper before them.
fn reporters(text: &str) -> bool {
    let mut words = text.split([' ', '/', '|']).filter(|word| !word.is_empty()).peekable();
    let reports = |word: &str| word.ends_with("记者") || word == "通讯员";
    let paper = words.next_if(|word| !reports(word));
    let own = paper.is_none_or(|paper| paper.ends_with(OUTLETS) || paper.ends_with("客户端"));
    let mut people = 0;
    while let Some(role) = words.next() {
        if !reports(role) || count(role) > ROLE_CHARS {
            return false;
        }
        let names = std::iter::from_fn(|| {
            words.next_if(|word| !reports(word) && (2..=NAME_CHARS).contains(&count(word)) && word.chars().all(is_han))
        });
        people += 1 + names.count();
    }
    own && people > 1
}

/// `滨河县实验小学供稿`, in brackets below a text.
fn supplied(text: &str) -> bool {
    let office = text.strip_suffix("供稿").unwrap_or("").trim_end();
    (2..=OFFICE_CHARS).contains(&count(office))
        && office.chars().all(|c| is_han(c) || c == ' ')
        && !office.contains('由')
}

/// The longest name of an office that supplied a text, or of an office and a name.
const OFFICE_CHARS: usize = 20;

/// Whether a value could be a name: short words of letters, of which one is no longer than names of people.
fn is_name(value: &str) -> bool {
    let value = value.trim_matches(shape::is_separator);
    let letters = |c: char| is_han(c) || c.is_ascii_alphabetic() || matches!(c, ' ' | '、' | ',' | '·' | '《' | '》');
    let mut words = value.split([' ', '、', ',']).filter(|word| !word.is_empty()).peekable();
    let short = |word: &str| (2..=NAME_CHARS).contains(&count(word));
    let people = words.clone().all(short);
    (2..=if people { LONGEST } else { VALUE_CHARS }).contains(&count(value))
        && value.chars().all(letters)
        && words.peek().is_some()
        && words.all(|word| short(word) || word.ends_with(OUTLETS) || word.ends_with(OFFICES))
}

/// How names of newspapers, sites and offices end.
const OUTLETS: [char; 10] = ['报', '网', '社', '台', '部', '室', '处', '科', '》', '线'];

/// How else names of offices end; what ends so is no newspaper.
const OFFICES: [char; 8] = ['会', '局', '院', '校', '园', '委', '馆', '办'];

/// The labels of a byline, in order; none if anything else stands before the first.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut fresh = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(found) = label(&text[at..], fresh, !parts.is_empty()) {
            if let Some(last) = parts.last_mut() {
                last.value.end = at;
            }
            at += found.value.start;
            parts.push(Part { value: at..text.len(), ..found });
            fresh = true;
            continue;
        }
        fresh = shape::is_separator(c) || matches!(c, ',' | '、');
        if parts.is_empty() && !fresh {
            return parts;
        }
        at += c.len_utf8();
    }
    parts
}

/// The label at the start of `text`, with the rest for its value. A label begins a word, or follows a value with a
/// colon behind it.
fn label(text: &str, fresh: bool, inside: bool) -> Option<Part> {
    if !(fresh || inside) || !text.chars().next().is_some_and(|first| openings().has(first)) {
        return None;
    }
    let staff = STAFF.iter().find(|label| text.starts_with(**label)).map(|label| (*label, Kind::Staff));
    let writer = || WRITERS.iter().find(|label| text.starts_with(**label)).map(|label| (*label, writes(label)));
    let (label, kind) = staff.or_else(writer)?;
    let rest = text[label.len()..].trim_start();
    let mark = rest.chars().next()?;
    let bar = matches!(mark, '|' | '/');
    let closes = matches!(mark, ']' | '】') && !rest[mark.len_utf8()..].trim_start().starts_with(shape::is_separator);
    let marked = mark == ':' || (fresh && (bar || closes));
    let kind = match label {
        "本文作者" => Kind::Author,
        _ if label.contains('编') && kind == Kind::Staff => Kind::Editor,
        _ => kind,
    };
    let value = text.len() - rest.len() + mark.len_utf8()..text.len();
    marked.then(|| Part { kind, value, bar, alone: staff.is_some() })
}

/// The first characters of labels.
fn openings() -> &'static Characters {
    static OPENINGS: OnceLock<Characters> = OnceLock::new();
    OPENINGS.get_or_init(|| Characters::of(STAFF.iter().chain(&WRITERS).filter_map(|label| label.chars().next())))
}

fn writes(label: &str) -> Kind {
    match label {
        "来源" | "出品" => Kind::Source,
        "作者" | "文章作者" | "记者" | "特约记者" | "见习记者" | "实习记者" | "文" | "文字" | "图文" | "文图" => {
            Kind::Author
        }
        _ => Kind::Tool,
    }
}
