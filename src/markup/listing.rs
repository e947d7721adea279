//! Pages that are lists of other pages: what is there to read are the titles.
//! Apart from the choice of a text, which takes lists of links for the frame around one.

use super::blocks::Block;
use super::region;

/// The shortest title of another page, in characters. Menus have shorter words.
const SHORTEST_TITLE: usize = 9;

/// So many titles make a list that may be a page by itself.
const FEWEST_TITLES: usize = 8;

/// The titles weigh so many times what else was kept, or the page is no list.
const TIMES: usize = 3;

/// The titles and what is said of them, if the lines `kept` are no text beside them.
pub(super) fn titles(blocks: &[Block], kept: &[bool]) -> Option<Vec<bool>> {
    if blocks.iter().zip(kept).any(|(block, kept)| *kept && region::is_sentence(block)) {
        return None;
    }
    let is_shown = |block: &Block| block.hint == Default::default();
    let is_title = |block: &Block| is_shown(block) && block.is_linked() && block.chars >= SHORTEST_TITLE;
    let titles = blocks.iter().filter(|block| is_title(block));
    let (n, chars) = titles.fold((0, 0), |(n, chars), block| (n + 1, chars + block.chars));
    let other: usize = blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block.chars).sum();
    let is_list = n >= FEWEST_TITLES && chars > other * TIMES;
    let is_listed = |block: &Block| is_title(block) || is_shown(block) && region::is_running(block);
    is_list.then(|| blocks.iter().map(is_listed).collect())
}
