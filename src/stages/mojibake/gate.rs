//! The cheap question asked of every line: where does it hold characters that misread text is full of?
//! For a healthy line the classes of its characters are answer enough.

use std::ops::Range;

use crate::classes::{self, Classes, RARE, STRANGE};
use crate::score;
use crate::tables::frequency::PER_NAT;

/// Misread text is full of such characters.
const ODD: u32 = STRANGE | RARE;

/// A stretch is looked at where one in so many of its characters outside ASCII is suspicious.
const SHARE: usize = 4;

/// A line of so many bytes is one stretch. In longer ones, such as pages without line ends, only the surroundings of
/// what is suspicious are looked at.
const SHORT: usize = 1024;

/// Ordinary characters between two suspicious ones of one stretch. Misread text has a few in a row, never so many.
const GAP: usize = 24;

/// Characters before and after the suspicious ones that may belong to them.
const AROUND: usize = 16;

/// A character of misread text costs this much, and more; of healthy text half of it.
const DEAR: i32 = 7 * PER_NAT as i32;

/// By so much must characters in a row be dearer than [`DEAR`] together.
const DEARER: i32 = 14 * PER_NAT as i32;

/// So many ordinary characters behind a suspicious one are weighed with it.
const REACH: usize = 4;

/// Whether the text may be misread, wholly or in part.
pub(super) fn is_suspicious(text: &str) -> bool {
    !stretches(text, Classes::of(text)).is_empty()
}

/// The stretches of `text` that may be misread, on character boundaries, given the classes of its characters.
pub(super) fn stretches(text: &str, classes: Classes) -> Vec<Range<usize>> {
    if !may_be_misread(text, classes) {
        return Vec::new();
    }
    if text.len() <= SHORT {
        return std::iter::once(0..text.len()).collect();
    }
    let classes = classes::of_chars();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut since = 0;
    for (at, c) in text.char_indices() {
        if classes(c) & ODD != 0 {
            open.get_or_insert(at..at).end = at + c.len_utf8();
            since = 0;
        } else if open.is_some() {
            since += 1;
            if since > GAP {
                close(text, open.take(), &mut found);
            }
        }
    }
    close(text, open, &mut found);
    found
}

/// Whether two odd characters are neighbours or a good share is odd, and where they are all Chinese, also their costs
/// leave a suspicion.
fn may_be_misread(text: &str, classes: Classes) -> bool {
    let odd = classes.suspicious() as usize;
    let many = odd * SHARE > classes.wide();
    let strange = classes.neighbours() & STRANGE != 0 || (many && classes.has(STRANGE));
    strange
        || (many && is_dear(text, 0..text.len()))
        || (classes.neighbours() != 0 && is_dear(text, around(text, classes)))
}

/// The neighbours of a text with some characters around them.
fn around(text: &str, classes: Classes) -> Range<usize> {
    let near = classes.near();
    let before = text[..near.start].char_indices().rev().take(2 * REACH).last();
    let after = text[near.end..].char_indices().nth(REACH);
    before.map_or(0, |(at, _)| at)..after.map_or(text.len(), |(at, _)| near.end + at)
}

/// Whether somewhere in a span characters in a row are too dear for healthy text: rare ones that make words are not.
fn is_dear(text: &str, span: Range<usize>) -> bool {
    let classes = classes::of_chars();
    let mut before = text[..span.start].chars().next_back().unwrap_or('\n');
    let (mut reach, mut sum) = (0, 0);
    for c in text[span].chars() {
        if classes(c) & ODD != 0 {
            reach = REACH;
        }
        if reach > 0 {
            reach -= 1;
            sum = (sum + score::step(before, c) - DEAR).max(0);
            if sum >= DEARER {
                return true;
            }
        } else {
            sum = 0;
        }
        before = c;
    }
    false
}

/// Ends a stretch, and takes what stands around it along; stretches that meet become one.
fn close(text: &str, open: Option<Range<usize>>, found: &mut Vec<Range<usize>>) {
    let Some(span) = open else { return };
    let start = text[..span.start].char_indices().rev().take(AROUND).last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..].char_indices().take(AROUND).last();
    let end = after.map_or(span.end, |(at, c)| span.end + at + c.len_utf8());
    let stretch = &text[start..end];
    if !may_be_misread(stretch, Classes::of(stretch)) {
        return;
    }
    match found.last_mut() {
        Some(last) if last.end >= start => last.end = end,
        _ => found.push(start..end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_only_the_surroundings_are_taken() {
        let healthy = "我们的工作是为人民服务，".repeat(200);
        assert!(!is_suspicious(&healthy));
        let line = format!("{healthy}鐜\u{E21D}繚鎶ゅ伐浣{healthy}");
        let found = stretches(&line, Classes::of(&line));
        assert_eq!(found.len(), 1);
        let taken = &line[found[0].clone()];
        assert!(taken.contains("鐜\u{E21D}繚鎶ゅ伐浣"));
        assert!(taken.chars().count() <= 8 + 2 * AROUND);
    }
}
