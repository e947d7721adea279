//! What is seen of lines before they are folded: which are blank, which are tables, which are plainly sentences.
//! Apart from the stage, because a page of plain text should cost no more than this.

use super::{LONGEST_LINE, keep};
use crate::fold::fold;
use crate::page::Page;
use crate::rules::{Place, glance, labels, shape};
use crate::tables::{is_han, lexicon};

/// Bytes of the longest row of a table of labels and values: eight characters, a colon and forty characters, and
/// room for blanks.
const LONGEST_ROW: usize = 200;

/// Bytes within which the label of a row of a table ends.
const LABEL: usize = 60;

/// First letters of the few lines that rules drop although they end in a full stop: the way to the neighbours,
/// links to friends, greetings, and what forums and sites of shared documents say (`tests/rules.rs` compares with
/// looking at each line).
const SPEAKERS: &str = "上下前后友欢您你今马还暂注登亲《";

/// Where notices about reprinting stand, which are sentences, and how long they are at most, in bytes.
const NEAR_END: usize = 15;
const LONGEST_NOTICE: usize = 800;

/// What stands between the steps of a path; a path may end in a question.
const ARROWS: [char; 9] = ['>', '＞', '〉', '›', '»', '→', '⟩', '▸', '►'];

/// Bytes from which a line with a full stop in it is a paragraph although it does not end in a mark: no footer or row
/// that is longer than 80 characters has a full stop.
const PARAGRAPH: usize = 240;

/// What a glance at a line tells.
#[derive(Clone, Copy, Default)]
struct Glance {
    blank: bool,
    field: bool,
    publishing: bool,
    notice: bool,
}

/// Whether a line is a sentence that no rule can drop, as can be seen without folding it.
pub(super) fn is_settled(text: &str, place: &Place) -> bool {
    let speaks_of_reprints = || text.contains(['载', '載', '侵', '删', '刪', '究', '权', '權']);
    if place.from_bottom < NEAR_END && text.len() <= LONGEST_NOTICE && speaks_of_reprints() {
        return false;
    }
    let stops = || text.contains('。');
    let ends = glance::ends_in_mark(text);
    (ends || (text.len() > PARAGRAPH && stops()))
        && glance::first_letter(text).is_some_and(|first| !SPEAKERS.contains(first))
        && (stops() || !(text.contains(ARROWS) || text.contains("位置")))
        && text.chars().filter(|&c| is_han(c)).nth(3).is_some()
}

/// Where each line of a page stands; nothing for blank lines.
pub(super) fn places(page: &Page) -> Vec<Option<Place>> {
    let glances: Vec<Glance> = page.lines().iter().map(|line| glance(&line.text)).collect();
    let total = glances.iter().filter(|glance| !glance.blank).count();
    let mut above = 0;
    let mut places = Vec::with_capacity(glances.len());
    for (at, glance) in glances.iter().enumerate() {
        places.push((!glance.blank).then(|| place(&glances, at, above, total)));
        above += usize::from(!glance.blank);
    }
    places
}

fn glance(text: &str) -> Glance {
    if text.len() > LONGEST_LINE {
        return Glance::default();
    }
    if glance::is_empty(text) {
        return Glance { blank: true, ..Glance::default() };
    }
    let start = &text.as_bytes()[..text.len().min(LABEL)];
    let has_colon = start.contains(&b':') || start.windows(3).any(|three| three == "：".as_bytes());
    if text.len() <= LONGEST_ROW && has_colon {
        let folded = fold(text);
        let found = shape::field(&folded);
        let field = found.is_some_and(|(label, value)| is_content_field(label, value));
        let publishing = found.is_some_and(|(label, _)| labels::is_label(label));
        return Glance { blank: false, field, publishing, notice: keep::is_notice_line(&folded) };
    }
    let notice = glance::first_letter(text).is_some_and(keep::may_open_notice) && keep::is_notice_line(&fold(text));
    Glance { notice, ..Glance::default() }
}

/// Whether a label and its value belong to a table of the text and not to a publishing row, tool row or breadcrumb.
fn is_content_field(label: &str, value: &str) -> bool {
    let navigation = labels::is_label(label)
        || lexicon::navigation(label).is_some()
        || label.ends_with("位置")
        || label.starts_with("技术支持")
        || label.starts_with(['上', '下']) && label.chars().nth(1) == Some('一');
    !navigation && !value.contains('>') && (1..=40).contains(&shape::count(value))
}

/// Where line `at` stands. Neighbours are taken with blank lines, four to each side at most.
fn place(glances: &[Glance], at: usize, above: usize, total: usize) -> Place {
    let near = |reach: usize| at.saturating_sub(reach)..(at + reach + 1).min(glances.len());
    let others = glances[near(3)].iter().filter(|glance| glance.field).count() - usize::from(glances[at].field);
    let publishing = glances[near(3)].iter().filter(|glance| glance.publishing).count();
    Place {
        from_top: above,
        from_bottom: total.saturating_sub(above + 1),
        among_fields: others >= 2 && others > publishing,
        near_notice: glances[near(4)].iter().any(|glance| glance.notice),
        foreign: false,
    }
}
