//! What is seen of lines before they are folded: which are blank, which are tables, which are plainly sentences.
//! Apart from the stage, because a page of plain text should cost no more than this.

use std::ops::Range;

use super::footer::DECLARERS;
use super::{LONGEST_LINE, keep};
use crate::classes::{COLON, REPRINT, STOP, WAY};
use crate::fold::{self, fold};
use crate::page::{Line, Page};
use crate::rules::{Place, labels, shape};
use crate::tables::{is_han, lexicon};

/// Bytes of the longest row of a table of labels and values: eight characters, a colon and forty characters, and
/// room for blanks.
const LONGEST_ROW: usize = 200;

/// Bytes within which the label of a row of a table ends.
const LABEL: usize = 60;

/// First letters of the few lines that rules drop although they end in a full stop: the way to the neighbours,
/// links to friends, greetings, and what forums and sites of shared documents say (`tests/rules.rs` compares with
/// looking at each line).
const SPEAKERS: [char; 16] =
    ['上', '下', '前', '后', '友', '欢', '您', '你', '今', '马', '还', '暂', '注', '登', '亲', '《'];

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

/// What tables a line may be of.
#[derive(Clone, Copy, Default)]
struct Tables {
    colon: bool,
    notice: bool,
}

/// Whether a line is a sentence that no rule can drop, as can be seen without folding it.
pub(super) fn is_settled(line: &Line, place: &Place) -> bool {
    let (text, classes) = (line.text.as_str(), line.classes());
    if place.from_bottom < NEAR_END && text.len() <= LONGEST_NOTICE && classes.has(REPRINT) {
        return false;
    }
    if line.glance().first_letter().is_some_and(|first| DECLARERS.contains(&first))
        && place.from_bottom <= place.from_top.max(NEAR_END)
        && text.len() <= LONGEST_NOTICE
        && (text.contains("声明") || text.contains("聲明"))
    {
        return false;
    }
    let stops = classes.has(STOP);
    let may_lead = || classes.has(WAY) && (text.contains(ARROWS) || text.contains("位置"));
    (line.glance().ends_in_mark() || (text.len() > PARAGRAPH && stops))
        && line.glance().first_letter().is_some_and(|first| !SPEAKERS.contains(&first))
        && (stops || !may_lead())
        && text.chars().filter(|&c| is_han(c)).nth(3).is_some()
}

/// Where each line of a page stands; nothing for blank lines. Neighbours are taken with blank lines, four to each
/// side at most.
pub(super) fn places(page: &Page) -> Vec<Option<Place>> {
    let lines = page.lines();
    let tables: Vec<Tables> = lines.iter().map(tables).collect();
    let near = |at: usize, reach: usize| at.saturating_sub(reach)..(at + reach + 1).min(lines.len());
    let colons = Tally::of(tables.iter().map(|tables| tables.colon));
    let notices = Tally::of(tables.iter().map(|tables| tables.notice));
    // Rows of a table stand within three lines of one line; what else has a colon need not be folded for that.
    let may_be_row = |at: usize| tables[at].colon && colons.of_lines(near(at, 6)) >= OTHER_ROWS;
    let look = |at| if may_be_row(at) { row(&lines[at]) } else { (false, false) };
    let rows: Vec<(bool, bool)> = (0..lines.len()).map(look).collect();
    let fields = Tally::of(rows.iter().map(|row| row.0));
    let publishing = Tally::of(rows.iter().map(|row| row.1));
    let total = lines.iter().filter(|line| !line.glance().is_blank()).count();
    let mut above = 0;
    let mut places = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if line.glance().is_blank() {
            places.push(None);
            continue;
        }
        let others = fields.of_lines(near(at, 3)) - usize::from(rows[at].0);
        places.push(Some(Place {
            from_top: above,
            from_bottom: total - above - 1,
            among_fields: others >= OTHER_ROWS && others > publishing.of_lines(near(at, 3)),
            near_notice: notices.of_lines(near(at, 4)) > 0,
            foreign: false,
        }));
        above += 1;
    }
    places
}

/// How many lines of a page are of one kind: before the first line, before the second, and so on.
struct Tally(Vec<usize>);

impl Tally {
    fn of(lines: impl Iterator<Item = bool>) -> Self {
        let mut sum = 0;
        let after = lines.map(|is| {
            sum += usize::from(is);
            sum
        });
        Self(std::iter::once(0).chain(after).collect())
    }

    fn of_lines(&self, lines: Range<usize>) -> usize {
        self.0[lines.end] - self.0[lines.start]
    }
}

fn tables(line: &Line) -> Tables {
    let opens = line.text.len() <= LONGEST_LINE && line.glance().first_letter().is_some_and(keep::may_open_notice);
    Tables { colon: has_colon(line), notice: opens && keep::is_notice_line(&fold::start(&line.text, keep::LABEL)) }
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
