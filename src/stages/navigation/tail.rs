//! The tail block: what stands behind the first sign of the page's end.
//! Lists of other pages' titles look like headings one by one; only their place tells.

use super::{Seen, is_spam, rule};

/// Of the sentences of a page, this many in a hundred must stand before the block.
/// Residue starts behind half of them on measured pages; below that the sign was one inside the text
/// ("recommended reading inside an article").
const BEFORE_PERCENT: usize = 50;

/// And at most this many in a hundred behind it, or the page goes on and the sign was not its end
/// ("a related heading with the text going on").
const BEHIND_PERCENT: usize = 25;

/// Rules whose line begins a tail block.
const SIGNS: [&str; 10] = [
    "navigation/copyright",
    "navigation/friend-links",
    "navigation/imprint",
    "navigation/previous-next",
    "navigation/previous-next-title",
    "navigation/record-number",
    "navigation/related-heading",
    "navigation/site-credit",
    "navigation/suggestion-heading",
    "navigation/tags",
];

/// Rules that keep their line even here.
const KEEPERS: [&str; 5] = [
    "navigation/caption",
    "navigation/code",
    "navigation/document-number",
    "navigation/notice-table",
    "navigation/paper",
];

/// Marks the lines of the tail block. `look` judges a line that a glance had settled: here its end settles nothing.
pub(super) fn mark(seen: &mut [Seen], look: impl Fn(usize) -> Seen) {
    let all = seen.iter().filter(|line| line.sentence).count();
    let mut before = 0;
    let start = seen.iter().position(|line| {
        before += usize::from(line.sentence);
        !line.sentence && before * 100 >= all * BEFORE_PERCENT && before > 0 && !line.kept() && line.speaks(&SIGNS)
    });
    let Some(start) = start else { return };
    let behind = seen[start..].iter().filter(|line| line.long_sentence).count();
    if behind * 100 > all * BEHIND_PERCENT {
        return;
    }
    for (at, line) in seen.iter_mut().enumerate().skip(start) {
        if line.blank || line.long_sentence {
            continue;
        }
        if line.facts.is_none() {
            *line = look(at);
        }
        if !line.has(is_spam) && !line.speaks(&KEEPERS) {
            line.block(rule("navigation/tail-block"));
        }
    }
}
