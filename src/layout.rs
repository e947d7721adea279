//! What kind of line a line is by its shape alone: code, a list item, a table row, verse, or prose.
//! It stands apart from the stages because more than one of them must leave code and tables alone.

use crate::page::Line;

/// What a line's shape says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing but blanks.
    Blank,
    /// Source code, markup or a setting.
    Code,
    /// An item of a list with an ASCII bullet or number, whose depth is its indentation.
    Item,
    /// Columns held apart by tabs, bars or runs of blanks.
    Row,
    /// Verse: one of several short lines that stand at different depths.
    Verse,
    /// Anything else.
    Prose,
}

/// A page with at least one line of code in this many lines is a page about code, whose punctuation and layout
/// are the author's (`lines/space.toml`: code inside a scraper's layout; `untouched/code-python`).
const CODE_SHARE: usize = 3;

/// The longest line of verse, in characters: two lines of seven and their marks fit, sentences rarely do
/// (`lines/space.toml`: verse keeps its depth).
const VERSE_CHARACTERS: usize = 16;

/// Fewer short lines than this are headings, not verse (`lines/space.toml`: an outline is not verse).
const VERSE_LINES: usize = 4;

/// The shape of each line of a page. Verse is judged with its neighbours; blank lines do not part a poem, so the
/// answer is the same before and after blank lines are dropped.
pub fn shapes(lines: &[Line]) -> Vec<Shape> {
    let mut shapes = fenced_or(lines, shape).collect::<Vec<_>>();
    mark_verse(lines, &mut shapes);
    shapes
}

/// The same for those who ask only which lines are code or blank: every other line counts as prose, at less cost, and
/// no line is looked at before it is asked for.
pub fn code(lines: &[Line]) -> impl Iterator<Item = Shape> {
    fenced_or(lines, |text| if is_code(text) { Shape::Code } else { Shape::Prose })
}

/// The shapes of lines by themselves; between fences all is code.
fn fenced_or(lines: &[Line], shape: fn(&str) -> Shape) -> impl Iterator<Item = Shape> {
    let mut fenced = false;
    lines.iter().map(move |line| {
        let text = trim(&line.text);
        let fence = is_fence(text);
        let inside = fence || fenced;
        fenced ^= fence;
        match (inside, text.is_empty()) {
            (true, _) => Shape::Code,
            (false, true) => Shape::Blank,
            (false, false) => shape(text),
        }
    })
}

/// Whether a line without blanks at its edges opens or closes code in Markdown.
pub fn is_fence(text: &str) -> bool {
    text.starts_with("```") || text.starts_with("~~~")
}

/// Whether so much of the page is code that its punctuation and layout are code's own.
pub fn is_code_page(shapes: &[Shape]) -> bool {
    let code = shapes.iter().filter(|&&shape| shape == Shape::Code).count();
    let filled = shapes.iter().filter(|&&shape| shape != Shape::Blank).count();
    code > 0 && code * CODE_SHARE >= filled
}

/// Whether a character is a blank at the edge of a line: white space of any kind, and the zero-width space, joiner
/// and byte-order mark that scrapers leave there.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// A text without blanks at either edge.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The blanks a text begins with.
pub fn indentation(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_blank).len()]
}

/// How wide an indentation shows: an ideographic space is two columns, a tab four, a zero-width character none.
pub fn columns(indentation: &str) -> usize {
    let column = |c| match c {
        '\u{3000}' => 2,
        '\t' => 4,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => 0,
        _ => 1,
    };
    indentation.chars().map(column).sum()
}

fn shape(text: &str) -> Shape {
    if is_code(text) {
        Shape::Code
    } else if is_item(text) {
        Shape::Item
    } else if is_row(text) {
        Shape::Row
    } else {
        Shape::Prose
    }
}

fn is_code(text: &str) -> bool {
    const OPENINGS: [&str; 10] = ["//", "/*", "#!", "#include", "# ", "\"\"\"", "</", "import ", "return ", "def "];
    const PARTS: [&str; 14] = ["();", ");", "{", "}", "==", "!=", "->", "=>", "::", " = ", "</", "/>", "):", "\": "];
    // A comment may be all Chinese behind its opening; any other line of code is mostly ASCII. A Markdown heading
    // opens like a comment of a script, and reading it as one only keeps it as it is.
    OPENINGS.iter().any(|opening| text.starts_with(opening))
        || (is_mostly_ascii(text) && PARTS.iter().any(|part| text.contains(part)))
        || is_assignment(text)
        || is_call(text)
}

/// `cut('中文')`: a name, and in the brackets behind it a literal.
fn is_call(text: &str) -> bool {
    let name = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')).count();
    let behind = text[name..].strip_prefix('(').is_some_and(|inside| inside.starts_with(['\'', '"']));
    behind && name > 0 && text.ends_with([')', ';', ',', ':'])
}

/// Whether at least half of the characters are ASCII that shows. It looks at bytes, because every line is asked.
fn is_mostly_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    count(bytes, |byte| byte.is_ascii_graphic()) >= count(bytes, |byte| byte >= 0xC0)
}

/// Bytes counted in one byte: a whole number of sixteens.
const PIECE: usize = 240;

/// How many bytes pass a test without branches. Each piece is counted in a byte, so that sixteen bytes are
/// tested at a time: a page is asked such questions by more than one stage, and is mostly healthy.
pub fn count(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    let of_piece = |piece: &[u8]| piece.iter().fold(0, |n: u8, &byte| n.wrapping_add(u8::from(test(byte))));
    bytes.chunks(PIECE).map(|piece| usize::from(of_piece(piece))).sum()
}

/// `name: value` and `name = value`, as in settings files.
fn is_assignment(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
    let rest = text[name..].trim_start();
    name > 0 && text.as_bytes()[0].is_ascii_alphabetic() && (rest.starts_with(": ") || rest.starts_with("= "))
}

fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[digits..];
    if digits > 0 { behind.starts_with(". ") } else { ["- ", "* ", "+ ", "> "].iter().any(|b| text.starts_with(b)) }
}

fn is_row(text: &str) -> bool {
    let bars = text.matches(['|', '│', '｜']).count();
    let mut run = 0;
    let gap = text.chars().any(|c| {
        run = if is_blank(c) { run + columns(c.encode_utf8(&mut [0; 4])) } else { 0 };
        run >= 3 || c == '\t'
    });
    bars >= 2 || gap
}

fn mark_verse(lines: &[Line], shapes: &mut [Shape]) {
    let is_line = |at: usize, shape: Shape| match shape {
        Shape::Blank => true,
        Shape::Prose => is_verse_line(trim(&lines[at].text)),
        _ => false,
    };
    let mut start = 0;
    while start < lines.len() {
        let length = (start..lines.len()).take_while(|&at| is_line(at, shapes[at])).count();
        let run = start..start + length;
        let filled: Vec<usize> = run.filter(|&at| shapes[at] == Shape::Prose).collect();
        if filled.len() >= VERSE_LINES && end_in_marks(lines, &filled) && stand_at_two_depths(lines, &filled) {
            filled.iter().for_each(|&at| shapes[at] = Shape::Verse);
        }
        start += length + 1;
    }
}

fn is_verse_line(text: &str) -> bool {
    text.chars().count() <= VERSE_CHARACTERS && !text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// Whether half of the lines end in a mark, which menus and headings do not.
fn end_in_marks(lines: &[Line], run: &[usize]) -> bool {
    let marked =
        run.iter().filter(|&&at| trim(&lines[at].text).ends_with(['，', '。', '；', '！', '？', '、', '…', ',']));
    marked.count() * 2 >= run.len()
}

/// Whether at least two depths hold two lines each, which is how a poem is set and centred headings are not.
fn stand_at_two_depths(lines: &[Line], run: &[usize]) -> bool {
    let mut depths: Vec<usize> = run.iter().map(|&at| columns(indentation(&lines[at].text))).collect();
    depths.sort_unstable();
    let shared = depths.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2).count();
    shared >= 2
}
