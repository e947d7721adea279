//! Which lines of a page are its text: the extractor's answer, mended where the page shows what it missed.

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::{Block, Shape};
use super::element::Kind;
use super::entities;
use super::hint::Hint;
use super::tree::{Node, What};
use super::{head, listing, readable, region};

/// So many linked lines in a row are a list of other pages, whoever kept them. A lone one may be a source.
const LINK_LIST: usize = 2;

/// So often a short line stands on a page that it belongs to its frame.
const REPEATED: usize = 3;

/// The heading of a list of other pages has at most so many characters.
const LONGEST_HEADING: usize = 10;

/// The shortest title that is known again in the page's own title, in characters.
const SHORTEST_TITLE: usize = 4;

/// For each line, whether it is the page's text.
pub(super) fn kept(nodes: &[Node<'_>], hints: &[Hint], blocks: &[Block]) -> Vec<bool> {
    let readable = readable::kept(nodes, hints, blocks);
    let best = region::best(nodes, blocks);
    let inside: Vec<bool> = blocks.iter().map(|block| best.contains(&block.node)).collect();
    let sum = |chosen: &dyn Fn(usize) -> bool| -> usize {
        let running = blocks.iter().enumerate().filter(|(at, block)| chosen(*at) && region::is_running(block));
        running.map(|(_, block)| block.chars).sum()
    };
    let (agreed, found, worthy) = (
        sum(&|at| readable[at] && inside[at]),
        sum(&|at| readable[at]),
        sum(&|at| inside[at] && region::worth(&blocks[at]) > 0),
    );
    let mut kept = if agreed * 2 >= worthy && agreed > 0 {
        let region = if agreed * 10 >= found * 8 { best } else { region::around(nodes, blocks, &readable) };
        mended(blocks, &readable, &region)
    } else if worthy >= found {
        let own: Vec<bool> =
            blocks.iter().zip(&inside).map(|(block, inside)| *inside && region::worth(block) > 0).collect();
        mended(blocks, &own, &best)
    } else {
        readable
    };
    drop_link_lists(blocks, &mut kept);
    add_lead(blocks, &mut kept);
    add_title(nodes, blocks, &mut kept);
    add_lead(blocks, &mut kept);
    if let Some(titles) = listing::titles(blocks, &kept) {
        return titles;
    }
    if kept.iter().any(|kept| *kept) { kept } else { anything(blocks) }
}

/// The lines `chosen`, with those of the region that belong between and before them, without its frame.
fn mended(blocks: &[Block], chosen: &[bool], region: &Range<usize>) -> Vec<bool> {
    let firm = |at: usize| chosen[at] && region.contains(&blocks[at].node) && !blocks[at].is_linked();
    let first = (0..blocks.len()).find(|&at| firm(at)).unwrap_or(0);
    let last = (0..blocks.len()).rev().find(|&at| firm(at)).unwrap_or(0);
    let repeated = repeated(blocks);
    let running = |frame: bool| -> usize {
        let is_such = |at: &usize| chosen[*at] && blocks[*at].hint.frame == frame && region::is_running(&blocks[*at]);
        (0..blocks.len()).filter(is_such).map(|at| blocks[at].chars).sum()
    };
    // What a site calls its frame is text only where it holds more of it than all else.
    let has_framed_text = running(true) > running(false);
    let is_kept = |(at, block): (usize, &Block)| {
        if !region.contains(&block.node) || block.hint.hidden || block.hint.comment {
            return false;
        }
        if chosen[at] && (!block.hint.frame || has_framed_text && region::is_running(block)) {
            return true;
        }
        if block.hint.frame || block.is_linked() {
            return false;
        }
        match at {
            _ if at < first => block.shape == Shape::Heading || region::is_running(block) || has_label(block),
            _ if at > last => false,
            _ => !repeated[at],
        }
    };
    blocks.iter().enumerate().map(is_kept).collect()
}

/// `label: value` begins goods and notices, and tells of a text's time and source, which is for the line stages to drop.
/// A colon behind a digit is a clock's.
fn has_label(block: &Block) -> bool {
    let is_clock = |at: usize| block.text[..at].ends_with(|c: char| c.is_ascii_digit());
    block.text.contains('：') || block.text.match_indices(':').any(|(at, _)| !is_clock(at))
}

/// Which lines are short and stand on the page three times or more but for their numbers: the same words beside each
/// post of a thread.
fn repeated(blocks: &[Block]) -> Vec<bool> {
    let words = |block: &Block| -> Option<String> {
        let is_short = block.chars <= LONGEST_HEADING && !region::is_running(block);
        is_short.then(|| block.text.chars().filter(|c| !c.is_ascii_digit()).collect())
    };
    let words: Vec<Option<String>> = blocks.iter().map(words).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in words.iter().flatten() {
        *counts.entry(words).or_default() += 1;
    }
    words.iter().map(|words| words.as_ref().is_some_and(|words| counts[words.as_str()] >= REPEATED)).collect()
}

/// Running text and tables of labels directly above the chosen lines belong to them.
fn add_lead(blocks: &[Block], kept: &mut [bool]) {
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    for at in (0..first).rev() {
        let block = &blocks[at];
        let is_field = matches!(block.shape, Shape::Item | Shape::Row) && has_label(block);
        let is_lead = region::is_running(block) || is_field;
        // Sites repeat a title for those who scroll.
        let is_again = block.text == blocks[first].text;
        if !is_lead || is_again || block.linked > 0 || block.hint != Hint::default() {
            return;
        }
        kept[at] = true;
    }
}

/// Lists of other pages go where they stand between or behind lines that are no links.
fn drop_link_lists(blocks: &[Block], kept: &mut [bool]) {
    let is_link = |at: usize| blocks[at].is_linked();
    if !(0..blocks.len()).any(|at| kept[at] && !is_link(at)) {
        return;
    }
    let chosen: Vec<usize> = (0..blocks.len()).filter(|&at| kept[at]).collect();
    for list in chosen.chunk_by(|&one, &other| is_link(one) == is_link(other)) {
        let whole = list.iter().all(|&at| blocks[at].linked == blocks[at].chars && blocks[at].shape != Shape::Heading);
        if is_link(list[0]) && (whole || list.len() >= LINK_LIST) {
            list.iter().for_each(|&at| kept[at] = false);
            drop_its_heading(blocks, kept, list);
        }
    }
}

/// What stands above a list and says no more than that one follows.
fn drop_its_heading(blocks: &[Block], kept: &mut [bool], list: &[usize]) {
    let above = kept[..list[0]].iter().rposition(|kept| *kept);
    let announces = |at: usize| blocks[at].text.ends_with(['：', ':']);
    let Some(above) = above.filter(|&at| list.len() >= LINK_LIST || announces(at)) else { return };
    let is_first = !kept[..above].contains(&true);
    kept[above] &= is_first || blocks[above].chars > LONGEST_HEADING || region::is_running(&blocks[above]);
}

/// Keeps the line that is the page's title.
fn add_title(nodes: &[Node<'_>], blocks: &[Block], kept: &mut [bool]) {
    if let Some(at) = title_line(nodes, blocks, kept) {
        kept[at] = true;
    }
}

/// The line before the first sentence of the text that stands in the page's own title too; one that is kept already,
/// or else the last.
pub(super) fn title_line(nodes: &[Node<'_>], blocks: &[Block], kept: &[bool]) -> Option<usize> {
    let first = kept.iter().position(|kept| *kept)?;
    let title = title(nodes)?;
    let is_title = |at: &usize| {
        let block = &blocks[*at];
        let is_long = block.chars >= SHORTEST_TITLE || block.shape == Shape::Heading && title.starts_with(&block.text);
        is_long && !block.hint.hidden && title.contains(block.text.as_str())
    };
    let sentence = (first..blocks.len()).find(|&at| kept[at] && region::is_sentence(&blocks[at])).unwrap_or(first);
    let own = (first..=sentence).find(|at| kept[*at] && is_title(at));
    own.or_else(|| (0..sentence).rev().find(|at| is_title(at) && !blocks[*at].is_linked()))
}

/// The time that stands in a short line above the first sentence of the text.
pub(super) fn published(blocks: &[Block], kept: &[bool]) -> Option<String> {
    let first = (0..blocks.len()).find(|&at| kept[at] && region::is_sentence(&blocks[at]))?;
    let near = &blocks[first.saturating_sub(LINES_ABOVE)..first];
    let mut lines = near.iter().rev().filter(|block| !block.hint.hidden && block.chars <= LONGEST_PUBLISHING_LINE);
    lines.find_map(|block| head::time(&block.text))
}

/// Lines between a title and the first sentence: time, source, author, share buttons.
const LINES_ABOVE: usize = 12;

/// The longest line of time, source, author and counters, in characters.
const LONGEST_PUBLISHING_LINE: usize = 80;

/// What the page calls itself.
fn title(nodes: &[Node<'_>]) -> Option<String> {
    let at = nodes.iter().position(|node| node.element().is_some_and(|element| element.kind == Kind::Title))?;
    let mut title = String::new();
    for node in &nodes[at + 1..nodes[at].end] {
        if let What::Text(text) = node.what {
            title.push_str(&entities::decoded(text));
        }
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// A page that shows anything is not empty: its lines without links, or all that are seen, or all there are.
fn anything(blocks: &[Block]) -> Vec<bool> {
    let tries: [fn(&Block) -> bool; 3] =
        [|block| !block.is_linked() && !block.hint.hidden, |block| !block.hint.hidden, |_| true];
    let kept = tries.into_iter().map(|keeps| blocks.iter().map(keeps).collect::<Vec<bool>>());
    kept.into_iter().find(|kept| kept.contains(&true)).unwrap_or_default()
}
