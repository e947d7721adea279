//! Takes out indentation, odd spaces at the edges and blank lines where the page shows that a scraper added them.
//! Last, because layout is evidence for the line stages.
//!
//! Two layouts are told apart, for the page as a whole. A *scraper's* layout has paragraphs that are indented (in
//! any way: an author's editor puts no blanks before a paragraph of a clean text), or lines that hold nothing but
//! blanks. There every paragraph becomes one line without edges, and code, lists, tables and verse are only moved
//! to the left margin as blocks. An *author's* layout keeps its indentation and single blank lines; blanks at line
//! ends, further blank lines in a row and blank lines at the end of the page go. Inside a line nothing changes:
//! a no-break space or a zero-width character there may be the author's.

use crate::layout::{self, Shape, columns, indentation, is_blank};
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Repair};
use crate::stage::{Context, Proposals, Stage};

/// Layout that a scraper added.
pub const STAGE: Stage = Stage {
    damage: Damage::Space,
    about: "takes out indentation, odd spaces and blank lines that a scraper added",
    propose,
};

/// Lines of nothing but blanks that give a scraper away; one may be a slip (`lines/space.toml`: one line of blanks).
const BLANKED_LINES: usize = 2;

/// Sentences behind no-break or ideographic spaces that give a scraper away; a single one may be a quotation
/// (`lines/space.toml`: one indented quotation).
const ODD_SENTENCES: usize = 2;

/// Sentences behind plain spaces that do, if most sentences are (`lines/space.toml`: indented paragraphs).
const PLAIN_SENTENCES: usize = 3;

/// So many tenths of all lines of prose behind blanks do, however short they are (`lines/space.toml`: all lines).
const INDENTED_TENTHS: usize = 8;

/// The shortest sentence, in characters: signatures and dates set to the right are shorter
/// (`untouched/letter-signature`).
const SENTENCE_CHARACTERS: usize = 16;

/// Fewer rows than this are no table: label and value set apart (`lines/space.toml`: two rows are no table).
const TABLE_ROWS: usize = 3;

fn propose(page: &Page, _ctx: &Context<'_>) -> Proposals {
    let lines = page.lines();
    if is_tidy(lines) {
        return Proposals::default();
    }
    let shapes = layout::shapes(lines);
    let filled: Vec<usize> = (0..lines.len()).filter(|&at| !layout::trim(&lines[at].text).is_empty()).collect();
    let layout = match (layout::is_code_page(&shapes), shows_scraper(lines, &shapes)) {
        (true, _) => Layout::Code,
        (false, true) => Layout::Scraper,
        (false, false) => Layout::Author,
    };
    let margins = if layout == Layout::Scraper { margins(lines, &shapes, &filled) } else { Vec::new() };
    let mut repairs = Vec::new();
    let mut next = 0;
    for (nth, &at) in filled.iter().enumerate() {
        let before = nth.checked_sub(1).map(|nth| shapes[filled[nth]]);
        blank_lines(&lines[next..at], &shapes[next..], layout, before, shapes[at], &mut repairs);
        strip_edges(&lines[at], margins.get(nth).copied(), &mut repairs);
        next = at + 1;
    }
    repairs.extend(lines[next..].iter().map(|line| repair(line, Edit::Drop, Certainty::Certain)));
    repairs.into()
}

/// Whether there is nothing to take out in any layout: no blanks at an edge, and no blank lines but single ones
/// between others. Healthy pages end here.
fn is_tidy(lines: &[Line]) -> bool {
    let is_clear = |line: &Line| !line.text.starts_with(is_blank) && !line.text.ends_with(is_blank);
    let ends_well = lines.last().is_none_or(|line| !line.text.is_empty());
    let begins_well = lines.first().is_none_or(|line| !line.text.is_empty() || line.number.input() == 1);
    let is_pair = |pair: &[Line]| pair.iter().all(|line| line.text.is_empty());
    begins_well && ends_well && lines.iter().all(is_clear) && !lines.windows(2).any(is_pair)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Author,
    Code,
    Scraper,
}

fn shows_scraper(lines: &[Line], shapes: &[Shape]) -> bool {
    let blanked = lines.iter().filter(|line| !line.text.is_empty() && layout::trim(&line.text).is_empty()).count();
    let (mut prose, mut indented, mut sentences, mut plain, mut odd) = (0, 0, 0, 0, 0);
    for (line, _) in lines.iter().zip(shapes).filter(|(_, shape)| **shape == Shape::Prose) {
        let indentation = indentation(&line.text);
        let is_indented = columns(indentation) > 0;
        let is_sentence = is_sentence(layout::trim(&line.text));
        prose += 1;
        indented += usize::from(is_indented);
        sentences += usize::from(is_sentence);
        plain += usize::from(is_sentence && is_indented);
        odd += usize::from(is_sentence && is_indented && indentation.contains(|c: char| !matches!(c, ' ' | '\t')));
    }
    blanked >= BLANKED_LINES
        || odd >= ODD_SENTENCES
        || (plain >= PLAIN_SENTENCES && plain * 2 > sentences)
        || (prose > 0 && indented * 10 >= prose * INDENTED_TENTHS)
}

fn is_sentence(text: &str) -> bool {
    text.chars().count() >= SENTENCE_CHARACTERS
        && text.contains(['。', '，', '；', '！', '？', '：', '、', ',', ';', '!', '?', '…', '”', '」'])
}

/// For each filled line, the columns to take from its indentation: all for prose, the common part for a block.
fn margins(lines: &[Line], shapes: &[Shape], filled: &[usize]) -> Vec<usize> {
    let mut margins = Vec::with_capacity(filled.len());
    for block in filled.chunk_by(|&a, &b| shapes[a] == shapes[b]) {
        let is_block = match shapes[block[0]] {
            Shape::Code | Shape::Item | Shape::Verse => true,
            Shape::Row => block.len() >= TABLE_ROWS,
            Shape::Prose | Shape::Blank => false,
        };
        let common = block.iter().map(|&at| columns(indentation(&lines[at].text))).min();
        margins.extend(block.iter().map(|_| common.filter(|_| is_block).unwrap_or(usize::MAX)));
    }
    margins
}

/// Judges the blank lines between two filled ones (`before` is `None` at the head of the page).
fn blank_lines(
    blank: &[Line],
    shapes: &[Shape],
    layout: Layout,
    before: Option<Shape>,
    after: Shape,
    repairs: &mut Vec<Repair>,
) {
    let is_between_code = before == Some(Shape::Code) && after == Shape::Code;
    for (nth, line) in blank.iter().enumerate() {
        let is_fenced = shapes[nth] == Shape::Code;
        let keeps = match layout {
            Layout::Code => true,
            _ if is_fenced => true,
            Layout::Scraper => is_between_code && nth == 0,
            // A page that began with lines an earlier stage dropped does not begin with a blank line either.
            Layout::Author => nth == 0 && (before.is_some() || line.number.input() == 1),
        };
        if !keeps {
            repairs.push(repair(line, Edit::Drop, Certainty::Likely));
        } else if !line.text.is_empty() {
            repairs.push(removal(line, 0, line.text.len(), Certainty::Certain));
        }
    }
}

/// Takes `margin` columns from the left edge (none where the author's layout stays) and all blanks from the right.
fn strip_edges(line: &Line, margin: Option<usize>, repairs: &mut Vec<Repair>) {
    let indentation = indentation(&line.text);
    let (left, certainty) = match margin {
        Some(margin) => (left_edge(indentation, margin), Certainty::Likely),
        // A byte-order mark before a line is left from gluing files together; nobody sees it.
        None => (indentation.len() - indentation.trim_start_matches('\u{FEFF}').len(), Certainty::Certain),
    };
    if left > 0 {
        repairs.push(removal(line, 0, left, certainty));
    }
    let right = line.text.trim_end_matches(is_blank).len();
    if right < line.text.len() {
        repairs.push(removal(line, right, line.text.len(), Certainty::Certain));
    }
}

/// The bytes of an indentation that hold `margin` columns.
fn left_edge(indentation: &str, margin: usize) -> usize {
    let mut taken = 0;
    let is_inside = |c: &char| {
        let inside = taken < margin;
        taken += columns(c.encode_utf8(&mut [0; 4]));
        inside
    };
    indentation.chars().take_while(is_inside).map(char::len_utf8).sum()
}

fn removal(line: &Line, start: usize, end: usize, certainty: Certainty) -> Repair {
    repair(line, Edit::Replace { span: start..end, with: String::new() }, certainty)
}

fn repair(line: &Line, edit: Edit, certainty: Certainty) -> Repair {
    Repair { line: line.number, edit, evidence: Evidence::Space, certainty }
}
