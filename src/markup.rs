//! HTML to the lines of its text: before decoding is done with, because everything behind it knows only lines.
//!
//! The page is read as tags that damage may have torn (`reader`), as a tree that is closed where the page is not
//! (`tree`), and as the lines a browser would show (`blocks`). Which of them are the text is asked twice: of a
//! readability extractor (`readable`), and of the lines' own worth (`region`); `choice` decides between the answers.

mod blocks;
mod choice;
mod element;
mod entities;
mod head;
mod hint;
mod listing;
mod reader;
mod readable;
mod recognise;
mod region;
mod tree;
mod unshown;

use crate::metadata::Metadata;

/// The text of an HTML page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Its lines, each ended by a line feed.
    pub text: String,
    /// Lines a browser would show.
    pub shown: usize,
    /// Lines that are the text.
    pub kept: usize,
    /// What the page says about itself, in its head or by its title.
    pub metadata: Metadata,
}

/// Whether a text is HTML by how it begins.
pub fn is_html(text: &str) -> bool {
    recognise::markup(text).is_some()
}

/// The text of a page of HTML.
pub fn extract(text: &str) -> Extracted {
    let page = recognise::markup(text).unwrap_or(text);
    let (extracted, running) = read(page);
    let shown = || extracted.text.chars().count();
    let Some(markup) = (!running).then(|| unshown::markup(page, UNSHOWN_TIMES * shown())).flatten() else {
        return extracted;
    };
    let (unshown, _) = read(&markup);
    Extracted { metadata: extracted.metadata.or(unshown.metadata), ..unshown }
}

/// So many times what a page without a sentence shows must wait in a script to be its text.
const UNSHOWN_TIMES: usize = 4;

/// The text of a page as it is shown, and whether there is a sentence in it.
fn read(page: &str) -> (Extracted, bool) {
    let nodes = tree::read(page);
    let mut blocks = blocks::read(&nodes);
    let hints = hint::settle(&nodes, &mut blocks);
    let kept = choice::kept(&nodes, &hints, &blocks);
    let title = choice::title_line(&nodes, &blocks, &kept).map(|at| blocks[at].text.clone());
    let by_title = Metadata { title, ..Metadata::default() };
    let by_lines = Metadata { published: choice::published(&blocks, &kept), ..Metadata::default() };
    let metadata = by_title.or(head::metadata(&nodes)).or(by_lines);
    let mut extracted = Extracted { shown: blocks.len(), metadata, ..Extracted::default() };
    for (block, _) in blocks.iter().zip(&kept).filter(|(_, kept)| **kept) {
        extracted.text.push_str(&block.text);
        extracted.text.push('\n');
        extracted.kept += 1;
    }
    let running = blocks.iter().zip(&kept).any(|(block, kept)| *kept && region::is_sentence(block));
    (extracted, running)
}
