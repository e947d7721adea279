//! Which lines of a page a readability extractor takes for its text.
//!
//! The extractor gets the page tidied: closed, not too deep, without scripts and what nobody sees. So its time is
//! linear whatever the page was, and nothing that damage did to the markup reaches it. A private-use character
//! before each line tells afterwards which lines it kept.

use dom_smoothie::{Config, Readability};

use super::blocks::Block;
use super::element::{Element, Kind};
use super::entities;
use super::hint::Hint;
use super::reader::attributes;
use super::region;
use super::tree::{Node, What};

/// The character that stands for the first line.
const FIRST_MARK: u32 = 0xF_0000;

/// As many lines as there are private-use characters in that plane. Longer pages are indexes and dumps.
const MOST_LINES: usize = 0xFFFD;

/// The largest tidied page that is given to the extractor, in bytes.
const LARGEST: usize = 4 << 20;

/// For each line, whether the extractor keeps it. All are left where it finds nothing.
pub(super) fn kept(nodes: &[Node<'_>], hints: &[Hint], blocks: &[Block]) -> Vec<bool> {
    let mut kept = vec![false; blocks.len()];
    if blocks.len() > MOST_LINES {
        return kept;
    }
    let tidied = tidied(nodes, hints, blocks);
    if tidied.len() > LARGEST {
        return kept;
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(tidied, None, Some(config)).and_then(|mut page| page.parse());
    for c in article.iter().flat_map(|article| article.text_content.chars()) {
        if let Some(kept) = mark_of(c).and_then(|line| kept.get_mut(line)) {
            *kept = true;
        }
    }
    kept
}

fn mark_of(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(FIRST_MARK)? as usize;
    (number < MOST_LINES).then_some(number)
}

/// Which nodes are worth showing to the extractor: those with text, and of the page's frame those with running text.
/// What else is there is kept by nobody and costs the extractor as much as text.
fn worth_showing(nodes: &[Node<'_>], hints: &[Hint], blocks: &[Block]) -> Vec<bool> {
    let (mut shown, mut running) = (vec![false; nodes.len()], vec![false; nodes.len()]);
    for block in blocks.iter().filter(|block| block.hint.frame) {
        running[block.node] |= region::is_running(block);
    }
    for at in (1..nodes.len()).rev() {
        let node = &nodes[at];
        shown[at] |= match node.what {
            What::Text(text) => text.bytes().any(|byte| !byte.is_ascii_whitespace()),
            What::Element(element, _) => element.is_void(),
        };
        shown[at] &= !hints[at].frame || running[at];
        running[node.parent] |= running[at];
        shown[node.parent] |= shown[at];
    }
    shown
}

/// The page as markup without anything a reader does not see.
fn tidied(nodes: &[Node<'_>], hints: &[Hint], blocks: &[Block]) -> String {
    let shown = worth_showing(nodes, hints, blocks);
    let mut out = String::from("<!DOCTYPE html><html><head><title></title></head>");
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut lines = blocks.iter().enumerate().peekable();
    let mut skip = 0;
    for (at, node) in nodes.iter().enumerate().skip(1) {
        while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
            close(&mut out, name);
        }
        if at < skip {
            continue;
        }
        match node.what {
            What::Text(text) => {
                while lines.next_if(|(_, line)| line.node < at).is_some() {}
                while let Some((number, _)) = lines.next_if(|(_, line)| line.node == at) {
                    out.extend(char::from_u32(FIRST_MARK + number as u32));
                }
                push_text(&mut out, text);
            }
            What::Element(element, attributes) => match element.kind {
                Kind::Dropped | Kind::Raw | Kind::Title => skip = node.end,
                _ if element.name == "head" || hints[at].hidden || !shown[at] => skip = node.end,
                Kind::Inline if attributes.is_empty() => {}
                _ => {
                    push_tag(&mut out, element, attributes);
                    if !element.is_void() {
                        open.push((node.end, element.name));
                    }
                }
            },
        }
    }
    while let Some((_, name)) = open.pop() {
        close(&mut out, name);
    }
    out
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The longest text of which the words matter, in bytes: the extractor knows some that stand for advertisements.
const WORDS: usize = 30;

/// Nobody reads this text, it is only weighed: what would be markup in it need not come out as it was, and a letter
/// weighs what a Chinese character does, at a third of the bytes.
fn push_text(out: &mut String, text: &str) {
    let text = entities::decoded(text);
    let weighed = text.len() > WORDS;
    for c in text.chars() {
        match c {
            '\u{4E00}'..='\u{9FFF}' if weighed => out.push('x'),
            '<' | '&' => out.push('_'),
            _ if mark_of(c).is_some() => {}
            _ => out.push(c),
        }
    }
}

fn push_tag(out: &mut String, element: Element, text: &str) {
    out.push('<');
    out.push_str(element.name);
    let mut said = [false; 4];
    for (name, value) in attributes(text) {
        let names = ["class", "id", "role", "href"];
        let Some(at) = names.iter().position(|known| known.eq_ignore_ascii_case(name)) else { continue };
        if std::mem::replace(&mut said[at], true) {
            continue;
        }
        match at {
            3 if element.kind != Kind::Link => {}
            3 => push_attribute(out, names[at], if value.starts_with('#') { "#" } else { "/x" }),
            _ => push_attribute(out, names[at], value),
        }
    }
    if element.name == "img" {
        push_attribute(out, "src", "x.jpg");
    }
    out.push('>');
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    out.extend(value.chars().map(|c| if matches!(c, '"' | '<' | '&') { '_' } else { c }));
    out.push('"');
}
