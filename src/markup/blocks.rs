//! The lines a browser would show, with what the markup knew of each: its kind, its links, the parts around it.
//! Blanks collapse as they do in a browser, and a line break between two Chinese characters is none.

use super::element::{Element, Kind};
use super::entities;
use super::hint::{Hint, is_no_part};
use super::reader::attribute;
use super::tree::{Node, What};

/// What a line is in its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph, or text that stands in no element of its own.
    #[default]
    Text,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A row of a table, its cells held apart by tabs.
    Row,
    /// A caption.
    Caption,
    /// A line whose blanks count.
    Preformatted,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Its text.
    pub(super) text: String,
    /// Its characters that are no blanks.
    pub(super) chars: usize,
    /// Those that stand in links.
    pub(super) linked: usize,
    /// What it is.
    pub(super) shape: Shape,
    /// What is said of it by the elements around it, once that is settled.
    pub(super) hint: Hint,
    /// The number of its first text's node.
    pub(super) node: usize,
}

impl Block {
    /// Whether more than half of it is links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 2 > self.chars
    }
}

/// The lines of a page, hidden ones too.
pub(super) fn read(nodes: &[Node<'_>]) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut open: Vec<Open> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        while let Some(last) = open.pop_if(|last| last.end <= at) {
            writer.leave(&last);
        }
        let around = open.last().copied().unwrap_or_default();
        if at < writer.skip {
            continue;
        }
        match node.what {
            What::Text(text) => writer.text(text, at, &around),
            What::Element(element, attributes) => {
                if let Some(inside) = writer.enter(element, attributes, node.end, around) {
                    open.push(inside);
                }
            }
        }
    }
    while let Some(last) = open.pop() {
        writer.leave(&last);
    }
    writer.flush();
    writer.blocks
}

/// What holds inside an element.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    end: usize,
    kind: Option<Kind>,
    /// For a row, the first of its lines.
    first: usize,
    linked: bool,
    preformatted: bool,
    shape: Shape,
}

#[derive(Debug, Default)]
struct Writer {
    blocks: Vec<Block>,
    line: Block,
    /// Blanks that were met and count only if text follows.
    blank: Blank,
    /// For each line so far, how many cells ended before it; rows are put together by it.
    cells: Vec<usize>,
    n_cells: usize,
    /// Nodes before this one are not looked at.
    skip: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Blank {
    #[default]
    None,
    Space,
    Newline,
}

impl Writer {
    fn enter(&mut self, element: Element, attributes: &str, end: usize, around: Open) -> Option<Open> {
        match element.kind {
            Kind::Break => self.flush(),
            Kind::Void => {}
            Kind::Dropped | Kind::Raw | Kind::Title => self.skip = end,
            Kind::Inline | Kind::Link if is_no_part(attributes) => self.skip = end,
            kind => {
                if element.breaks() {
                    self.flush();
                }
                if kind == Kind::Cell {
                    self.n_cells += 1;
                }
                let is_link = kind == Kind::Link && attribute(attributes, "href").is_some();
                return Some(Open {
                    end,
                    kind: Some(kind),
                    first: self.blocks.len(),
                    linked: around.linked || is_link,
                    preformatted: around.preformatted || kind == Kind::Preformatted,
                    shape: shape(kind).unwrap_or(around.shape),
                });
            }
        }
        None
    }

    fn leave(&mut self, open: &Open) {
        match open.kind {
            Some(Kind::Inline | Kind::Link) | None => {}
            Some(Kind::Row) => {
                self.flush();
                self.join(open.first);
            }
            Some(Kind::Table) => {
                self.flush();
                // A table within a cell is a part of that cell, whatever cells it has itself.
                self.cells[open.first..].fill(self.n_cells);
            }
            Some(_) => self.flush(),
        }
    }

    /// Makes one line of a row whose cells hold a line each. Other rows are there for the layout.
    fn join(&mut self, first: usize) {
        let row = &self.cells[first..];
        let is_data = row.windows(2).all(|pair| pair[0] != pair[1]);
        if row.is_empty() || !is_data {
            return;
        }
        let mut cells = self.blocks.drain(first..);
        let Some(mut whole) = cells.next() else { return };
        whole.shape = if whole.shape == Shape::Heading { Shape::Heading } else { Shape::Row };
        for cell in cells {
            whole.text.push('\t');
            whole.text.push_str(&cell.text);
            whole.chars += cell.chars;
            whole.linked += cell.linked;
        }
        self.blocks.push(whole);
        self.cells.truncate(first);
        self.cells.push(self.n_cells);
    }

    fn flush(&mut self) {
        self.blank = Blank::None;
        if self.line.chars > 0 {
            let filled = self.line.text.trim_end_matches('\u{3000}').len();
            self.line.text.truncate(filled);
            self.blocks.push(std::mem::take(&mut self.line));
            self.cells.push(self.n_cells);
        } else {
            self.line = Block::default();
        }
    }

    fn text(&mut self, text: &str, node: usize, around: &Open) {
        let shown = entities::decoded(text);
        for c in shown.chars() {
            if around.preformatted {
                self.preformatted(c, node, around);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}') {
                let met = if c == '\n' || c == '\r' { Blank::Newline } else { Blank::Space };
                self.blank = if self.blank == Blank::Space { Blank::Space } else { met };
            } else if c != '\u{feff}' && c != '\u{200b}' {
                self.push(c, node, around);
            }
        }
    }

    fn preformatted(&mut self, c: char, node: usize, around: &Open) {
        match c {
            '\n' => self.flush(),
            '\r' => {}
            _ if c.is_whitespace() => self.line.text.push(c),
            _ => self.push(c, node, around),
        }
    }

    fn push(&mut self, c: char, node: usize, around: &Open) {
        let is_edge = self.line.chars == 0;
        if is_edge {
            if c == '\u{3000}' && !around.preformatted {
                return;
            }
            self.line.shape = around.shape;
            self.line.node = node;
        } else if self.blank != Blank::None {
            let last = self.line.text.chars().next_back().unwrap_or(' ');
            if self.blank == Blank::Space || !(is_wide(last) && is_wide(c)) {
                self.line.text.push(' ');
            }
        }
        self.blank = Blank::None;
        self.line.text.push(c);
        self.line.chars += 1;
        self.line.linked += usize::from(around.linked);
    }
}

fn shape(kind: Kind) -> Option<Shape> {
    match kind {
        Kind::Heading => Some(Shape::Heading),
        Kind::Item => Some(Shape::Item),
        Kind::Caption => Some(Shape::Caption),
        Kind::Preformatted => Some(Shape::Preformatted),
        Kind::Cell | Kind::Frame => Some(Shape::Text),
        _ => None,
    }
}

/// Characters between which a source may break its lines without meaning a blank.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
