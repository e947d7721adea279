//! What is seen of lines before they are folded: which are blank, which are tables, which are plainly sentences.
//! Apart from the stage, because a page of plain text should cost no more than this.

use super::{LONGEST_LINE, keep};
use crate::classes::{COLON, REPRINT, STOP, WAY};
use crate::fold::fold;
use crate::page::{Line, Page};
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

/// So many rows of a table stand near each of its rows, at least.
const OTHER_ROWS: usize = 2;

/// What stands between the steps of a path; a path may end in a question.
const ARROWS: [char; 9] = ['>', '＞', '〉', '›', '»', '→', '⟩', '▸', '►'];

/// Bytes from which a line with a full stop in it is a paragraph although it does not end in a mark: no footer or row
/// that is longer than 80 characters has a full stop.
const PARAGRAPH: usize = 240;

/// What a glance at a line tells.
#[derive(Clone, Copy, Default)]
struct Glance {
    blank: bool,
    colon: bool,
    notice: bool,
}

/// Whether a line is a sentence that no rule can drop, as can be seen without folding it.
pub(super) fn is_settled(line: &Line, place: &Place) -> bool {
    let (text, classes) = (line.text.as_str(), line.classes());
    if place.from_bottom < NEAR_END && text.len() <= LONGEST_NOTICE && classes.has(REPRINT) {
        return false;
    }
    let stops = classes.has(STOP);
    let may_lead = || classes.has(WAY) && (text.contains(ARROWS) || text.contains("位置"));
    (glance::ends_in_mark(text) || (text.len() > PARAGRAPH && stops))
        && glance::first_letter(text).is_some_and(|first| !SPEAKERS.contains(first))
        && (stops || !may_lead())
        && text.chars().filter(|&c| is_han(c)).nth(3).is_some()
}

/// Where each line of a page stands; nothing for blank lines. Neighbours are taken with blank lines, four to each
/// side at most.
pub(super) fn places(page: &Page) -> Vec<Option<Place>> {
    let glances: Vec<Glance> = page.lines().iter().map(glance).collect();
    let total = glances.iter().filter(|glance| !glance.blank).count();
    let near = |at: usize, reach: usize| at.saturating_sub(reach)..(at + reach + 1).min(glances.len());
    // Rows of a table stand within three lines of one line; what else has a colon need not be folded for that.
    let may_be_row = |at: usize| glances[at].colon && near(at, 6).filter(|&at| glances[at].colon).count() >= OTHER_ROWS;
    let look = |at| if may_be_row(at) { row(&page.lines()[at]) } else { (false, false) };
    let rows: Vec<(bool, bool)> = (0..glances.len()).map(look).collect();
    let mut above = 0;
    let mut places = Vec::with_capacity(glances.len());
    for (at, glance) in glances.iter().enumerate() {
        let others = near(at, 3).filter(|&other| other != at && rows[other].0).count();
        let publishing = near(at, 3).filter(|&other| rows[other].1).count();
        let place = || Place {
            from_top: above,
            from_bottom: total.saturating_sub(above + 1),
            among_fields: others >= OTHER_ROWS && others > publishing,
            near_notice: glances[near(at, 4)].iter().any(|glance| glance.notice),
            foreign: false,
        };
        places.push((!glance.blank).then(place));
        above += usize::from(!glance.blank);
    }
    places
}

fn glance(line: &Line) -> Glance {
    let text = line.text.as_str();
    if text.len() > LONGEST_LINE {
        return Glance::default();
    }
    if glance::is_empty(text) {
        return Glance { blank: true, ..Glance::default() };
    }
    let opens = glance::first_letter(text).is_some_and(keep::may_open_notice);
    Glance { blank: false, colon: has_colon(line), notice: opens && keep::is_notice_line(&fold(text)) }
}

/// Whether a line may be a row of a table of labels and values.
fn has_colon(line: &Line) -> bool {
    let start = &line.text.as_bytes()[..line.text.len().min(LABEL)];
    line.text.len() <= LONGEST_ROW
        && line.classes().has(COLON)
        && (start.contains(&b':') || start.windows(3).any(|three| three == "：".as_bytes()))
}

/// Whether a line is a row of a table of labels and values, and whether its label is one of a publishing row.
fn row(line: &Line) -> (bool, bool) {
    let folded = fold(&line.text);
    let found = shape::field(&folded);
    let publishing = found.is_some_and(|(label, _)| labels::is_label(label));
    (found.is_some_and(|(label, value)| is_content_field(label, value)), publishing)
}

/// Whether a label and its value belong to a table of the text and not to a publishing row, tool row or breadcrumb.
fn is_content_field(label: &str, value: &str) -> bool {
    let navigation = labels::is_label(label)
        || lexicon::navigation(label).is_some()
        || label.ends_with("位置")
        || label.starts_with("技术支持")
        || matches!(label, "关键词" | "关键字" | "标签")
        || label.starts_with(['上', '下']) && label.chars().nth(1) == Some('一');
    !navigation && !value.contains('>') && (1..=40).contains(&shape::count(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::Classes;

    #[test]
    fn whatever_stands_in_a_path_is_of_its_class() {
        let ways = ARROWS.map(String::from).into_iter().chain(["位置".to_owned()]);
        ways.for_each(|way| assert!(Classes::of(&way).has(WAY), "{way}"));
    }
}
