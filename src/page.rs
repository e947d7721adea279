//! A page as lines that remember their number, and the only way to change one.
//! It stands first because everything else speaks of lines.

use std::fmt;
use std::ops::Range;

use crate::classes::Classes;
use crate::glance::Glance;

/// Which line of the decoded input a text came from.
///
/// `input` counts from 1. `part` is 0, and more only for text behind a line break that a repair gave back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNumber {
    input: u32,
    part: u32,
}

impl LineNumber {
    /// The number of an unbroken input line, counted from 1.
    pub const fn new(input: u32) -> Self {
        Self { input, part: 0 }
    }

    /// The line of the decoded input, counted from 1.
    pub const fn input(self) -> u32 {
        self.input
    }
}

impl fmt::Display for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            0 => write!(f, "{}", self.input),
            part => write!(f, "{}.{part}", self.input),
        }
    }
}

/// How a line ended in the input. Output always ends lines with LF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r` alone
    Cr,
    /// The input stopped here.
    None,
}

/// One line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stood in the input.
    pub number: LineNumber,
    /// Its text, which never contains a line feed or carriage return.
    pub text: String,
    /// What ended it.
    pub ending: Ending,
    classes: Classes,
    glance: Glance,
}

impl Line {
    fn new(number: LineNumber, text: &str, ending: Ending) -> Self {
        let classes = Classes::of(text);
        Self { number, text: text.to_owned(), ending, classes, glance: Glance::of(text, classes) }
    }

    /// Which classes of characters stand in it.
    pub fn classes(&self) -> Classes {
        self.classes
    }

    /// What its edges show.
    pub fn glance(&self) -> Glance {
        self.glance
    }
}

/// A change to one line. It never reaches past the line's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Put `with` in place of the bytes of `span`; a line feed in `with` is a line break given back.
    Replace {
        /// Bytes of the line's text, on character boundaries.
        span: Range<usize>,
        /// The new text.
        with: String,
    },
    /// Remove the whole line.
    Drop,
}

/// A decoded page. Only [`Page::apply`] changes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    lines: Vec<Line>,
}

impl Page {
    /// Splits `text` at `\n`, `\r\n` and `\r`. An empty text has no lines.
    pub fn from_text(text: &str) -> Self {
        let mut lines = Vec::with_capacity(text.len() / 64);
        let mut rest = text;
        while !rest.is_empty() {
            let (line, ending, after) = first_line(rest);
            let number = LineNumber::new(u32::try_from(lines.len() + 1).unwrap_or(u32::MAX));
            lines.push(Line::new(number, line, ending));
            rest = after;
        }
        Self { lines }
    }

    /// The lines, in order; their numbers ascend.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The line of this number, if the page still has it.
    pub fn line(&self, number: LineNumber) -> Option<&Line> {
        let at = self.lines.binary_search_by_key(&number, |line| line.number).ok()?;
        Some(&self.lines[at])
    }

    /// The text: every line followed by one LF. A page without lines is empty text.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.lines.iter().map(|line| line.text.len() + 1).sum());
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }

    /// Applies edits sorted by line and place. Returns, for each, the text it took away, or `None` for an
    /// edit that fits no line or overlaps the one before it and was therefore not applied.
    pub fn apply<'a>(&mut self, edits: impl Iterator<Item = (LineNumber, &'a Edit)>) -> Vec<Option<String>> {
        let mut edits = edits.peekable();
        let mut taken = Vec::new();
        if edits.peek().is_none() {
            return taken;
        }
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in self.lines.drain(..) {
            while edits.next_if(|(number, _)| *number < line.number).is_some() {
                taken.push(None);
            }
            if edits.peek().is_none_or(|(number, _)| *number != line.number) {
                lines.push(line);
                continue;
            }
            let mut own = Vec::new();
            while let Some((_, edit)) = edits.next_if(|(number, _)| *number == line.number) {
                own.push(edit);
            }
            rewrite(line, &own, &mut lines, &mut taken);
        }
        taken.extend(edits.map(|_| None));
        self.lines = lines;
        taken
    }
}

fn first_line(text: &str) -> (&str, Ending, &str) {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        None => (text, Ending::None, ""),
        Some(at) if text[at..].starts_with("\r\n") => (&text[..at], Ending::CrLf, &text[at + 2..]),
        Some(at) if text.as_bytes()[at] == b'\r' => (&text[..at], Ending::Cr, &text[at + 1..]),
        Some(at) => (&text[..at], Ending::Lf, &text[at + 1..]),
    }
}

/// Applies the edits of one line and pushes what is left of it, split at line feeds the edits gave back.
fn rewrite(line: Line, edits: &[&Edit], lines: &mut Vec<Line>, taken: &mut Vec<Option<String>>) {
    let mut text = String::with_capacity(line.text.len());
    let mut copied = 0;
    let mut dropped = false;
    for edit in edits {
        taken.push(match edit {
            _ if dropped => None,
            Edit::Drop => {
                dropped = true;
                Some(line.text.clone())
            }
            Edit::Replace { span, with } => match line.text.get(span.clone()) {
                Some(before) if span.start >= copied => {
                    text.push_str(&line.text[copied..span.start]);
                    text.push_str(with);
                    copied = span.end;
                    Some(before.to_owned())
                }
                _ => None,
            },
        });
    }
    if dropped {
        return;
    }
    text.push_str(&line.text[copied..]);
    let mut number = line.number;
    let mut parts = text.split('\n').peekable();
    while let Some(part) = parts.next() {
        let ending = if parts.peek().is_some() { Ending::Lf } else { line.ending };
        lines.push(Line::new(number, part, ending));
        number.part += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(span: Range<usize>, with: &str) -> Edit {
        Edit::Replace { span, with: with.to_owned() }
    }

    #[test]
    fn every_ending_splits_a_line() {
        let page = Page::from_text("a\r\nb\rc\nd");
        let endings: Vec<_> = page.lines().iter().map(|line| (line.text.as_str(), line.ending)).collect();
        assert_eq!(endings, [("a", Ending::CrLf), ("b", Ending::Cr), ("c", Ending::Lf), ("d", Ending::None)]);
        assert_eq!(page.to_text(), "a\nb\nc\nd\n");
        assert_eq!(Page::from_text("").to_text(), "");
    }

    #[test]
    fn edits_apply_in_one_pass_and_misfits_are_refused() {
        let mut page = Page::from_text("abc\ndef\n");
        let edits = [
            (LineNumber::new(1), replace(0..1, "X\nY")),
            (LineNumber::new(1), replace(0..2, "overlap")),
            (LineNumber::new(2), Edit::Drop),
            (LineNumber::new(9), Edit::Drop),
        ];
        let taken = page.apply(edits.iter().map(|(number, edit)| (*number, edit)));
        assert_eq!(taken, [Some("a".to_owned()), None, Some("def".to_owned()), None]);
        assert_eq!(page.to_text(), "X\nYbc\n");
        assert_eq!(page.lines()[1].number.to_string(), "1.1");
    }
}
