//! The tail block: what stands behind the first sign of the page's end.
//! Lists of other pages' titles look like headings one by one; only their place tells.

use super::{Seen, is_spam, rule};
use crate::rules::LineFacts;

/// Of the sentences of a page, this many in a hundred must stand before the block.
/// Residue starts behind half of them on measured pages; below that the sign was one inside the text
/// ("recommended reading inside an article").
const BEFORE_PERCENT: usize = 50;

/// And at most this many in a hundred of long sentences and of their characters behind it, or the page goes on and the sign was not its end
/// ("a related heading with the text going on").
const BEHIND_PERCENT: usize = 25;

/// Rules whose line begins a tail block.
const SIGNS: [&str; 12] = [
    "navigation/copyright",
    "navigation/editor",
    "navigation/friend-links",
    "navigation/imprint",
    "navigation/previous-next",
    "navigation/previous-next-title",
    "navigation/record-number",
    "navigation/related-heading",
    "navigation/share",
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
    let is_text = |line: &Seen| line.sentence && !line.drops();
    let all = seen.iter().filter(|line| is_text(line)).count();
    let mut before = 0;
    let start = seen.iter().position(|line| {
        before += usize::from(is_text(line));
        (!line.sentence || line.drops())
            && before * 100 >= all * BEFORE_PERCENT
            && before > 0
            && !line.kept()
            && line.speaks(&SIGNS)
    });
    let Some(start) = start else { return };
    let text = |lines: &[Seen]| {
        let long = lines.iter().filter(|line| line.long_sentence && !line.drops() && !line.has(breaks_off));
        long.fold((0, 0), |(count, chars), line| (count + 1, chars + line.chars))
    };
    let ((count, chars), (_, all_chars)) = (text(&seen[start..]), text(seen));
    if count * 100 > all * BEHIND_PERCENT && chars * 100 > all_chars * BEHIND_PERCENT {
        return;
    }
    for (at, line) in seen.iter_mut().enumerate().skip(start) {
        if line.blank {
            continue;
        }
        if line.facts.is_none() {
            *line = look(at);
        }
        if line.long_sentence && !line.has(breaks_off) {
            continue;
        }
        if !line.has(is_spam) && !line.speaks(&KEEPERS) {
            line.block(rule("navigation/tail-block"));
        }
    }
}

/// Whether a line breaks off behind a sentence, as the beginnings of other pages do in lists of them.
fn breaks_off(facts: &LineFacts) -> bool {
    (!facts.ends && facts.marks > 0) || facts.text.ends_with('…') || facts.text.ends_with("...")
}
