//! The part of a page that holds its text, found by what its lines are worth.
//! The extractor looks at one column of paragraphs; this finds threads, tables, lists and short pages too.

use super::blocks::{Block, Shape};
use super::tree::Node;

/// Characters of one line that count at most, so that one long disclaimer is not worth a page.
const MOST_COUNTED: i64 = 300;

/// What a line of links costs beside its length.
const LINK_COST: i64 = 12;

/// A line of the page's frame counts as lost by this many characters at most.
const FRAME_COST: i64 = 60;

/// What a line is worth as text: more for running text, less than nothing for links and the page's frame.
pub(super) fn worth(block: &Block) -> i64 {
    let chars = (block.chars as i64).min(MOST_COUNTED);
    if block.hint.hidden {
        return 0;
    }
    if block.hint.frame || block.hint.comment {
        return -chars.min(FRAME_COST);
    }
    if block.is_linked() {
        return -chars.min(MOST_COUNTED / 4) - LINK_COST;
    }
    match block.shape {
        _ if is_running(block) => chars,
        Shape::Row => chars,
        Shape::Heading | Shape::Caption | Shape::Item | Shape::Preformatted => chars / 2,
        Shape::Text => chars / 4 - 1,
    }
}

/// Whether a line is running text: it has marks, or is long.
pub(super) fn is_running(block: &Block) -> bool {
    let parts = |c: char| matches!(c, '。' | '！' | '？' | '；' | '，' | '!' | '?' | '…' | '”' | ',' | '、');
    let text = block.text.as_str();
    let is_long = block.chars >= LONG_LINE && !block.is_linked();
    let has_marks = block.chars >= SHORT_LINE && text.contains(parts) || text.ends_with(['。', '！', '？', '…']);
    is_long || has_marks && block.linked * 3 < block.chars
}

/// Characters from which a line is running text without any mark.
const LONG_LINE: usize = 40;

/// Below, a comma or a quote may stand in a label.
const SHORT_LINE: usize = 8;

/// Whether a line is a sentence, which titles and labels are not.
pub(super) fn is_sentence(block: &Block) -> bool {
    is_running(block) && block.chars >= SENTENCE && block.text.contains(['。', '！', '？', '；', '!', '?', '，'])
}

/// The shortest line that is a sentence rather than a title, in characters.
const SENTENCE: usize = 16;

/// The element whose lines are worth the most, as its nodes: the innermost of those that are worth as much.
pub(super) fn best(nodes: &[Node<'_>], blocks: &[Block]) -> std::ops::Range<usize> {
    let mut sums = vec![0i64; nodes.len()];
    for block in blocks {
        sums[block.node] += worth(block);
    }
    for at in (1..nodes.len()).rev() {
        sums[nodes[at].parent] += sums[at];
    }
    let best =
        (0..nodes.len()).filter(|&at| nodes[at].element().is_some()).max_by_key(|&at| (sums[at], at)).unwrap_or(0);
    best..nodes[best].end
}

/// The innermost element that holds at least nine tenths of the characters of the lines `chosen`.
pub(super) fn around(nodes: &[Node<'_>], blocks: &[Block], chosen: &[bool]) -> std::ops::Range<usize> {
    let mut sums = vec![0usize; nodes.len()];
    for (block, _) in blocks.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        sums[block.node] += block.chars;
    }
    for at in (1..nodes.len()).rev() {
        sums[nodes[at].parent] += sums[at];
    }
    let all = sums[0];
    let holds = |at: usize| nodes[at].element().is_some() && sums[at] * 10 >= all * 9;
    let inner = (0..nodes.len()).rev().find(|&at| holds(at)).unwrap_or(0);
    inner..nodes[inner].end
}
