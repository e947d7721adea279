//! HTML to the lines of its text: before decoding is done with, because everything behind it knows only lines.
//!
//! The page is read as tags that damage may have torn (`reader`), as a tree that is closed where the page is not
//! (`tree`), and as the lines a browser would show (`blocks`). Which of them are the text is asked twice: of a
//! readability extractor (`readable`), and of the lines' own worth (`region`); `choice` decides between the answers.

mod blocks;
mod choice;
mod element;
mod entities;
mod hint;
mod reader;
mod readable;
mod recognise;
mod region;
mod tree;

/// The text of an HTML page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Its lines, each ended by a line feed.
    pub text: String,
    /// Lines a browser would show.
    pub shown: usize,
    /// Lines that are the text.
    pub kept: usize,
}

/// Whether a text is HTML by how it begins.
pub fn is_html(text: &str) -> bool {
    recognise::markup(text).is_some()
}

/// The text of a page of HTML.
pub fn extract(text: &str) -> Extracted {
    let nodes = tree::read(recognise::markup(text).unwrap_or(text));
    let mut blocks = blocks::read(&nodes);
    let hints = hint::settle(&nodes, &mut blocks);
    let kept = choice::kept(&nodes, &hints, &blocks);
    let mut extracted = Extracted { shown: blocks.len(), ..Extracted::default() };
    for (block, _) in blocks.iter().zip(&kept).filter(|(_, kept)| **kept) {
        extracted.text.push_str(&block.text);
        extracted.text.push('\n');
        extracted.kept += 1;
    }
    extracted
}
