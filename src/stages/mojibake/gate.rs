//! The cheap question asked of every line: where does it hold characters that misread text is full of?
//! A healthy line costs one table look-up a character and is done.

use std::ops::Range;
use std::sync::OnceLock;

use crate::tables::{char_cost, frequency::PER_NAT, is_han};

/// A Chinese character this rare or rarer is suspicious next to another: a twentieth of a page's characters are.
const RARE: u16 = 10 * PER_NAT;

/// A stretch is looked at where one in so many of its characters outside ASCII is suspicious.
const SHARE: usize = 4;

/// A line of so many bytes is one stretch. In longer ones, such as pages without line ends, only the surroundings of
/// what is suspicious are looked at.
const SHORT: usize = 4096;

/// Ordinary characters between two suspicious ones of one stretch. Misread text has a few in a row, never so many.
const GAP: usize = 24;

/// Characters before and after the suspicious ones that may belong to them.
const AROUND: usize = 16;

const ORDINARY: u8 = 0;
const SUSPICIOUS: u8 = 1;

/// Whether the text may be misread, wholly or in part.
pub(super) fn is_suspicious(text: &str) -> bool {
    !stretches(text).is_empty()
}

/// The stretches of `text` that may be misread, on character boundaries.
pub(super) fn stretches(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return Vec::new();
    }
    if text.len() <= SHORT {
        let mut seen = Seen::default();
        text.chars().for_each(|c| seen.add(class_of(c)));
        return seen.is_suspicious().then_some(0..text.len()).into_iter().collect();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(Range<usize>, Seen)> = None;
    let mut since = 0;
    for (at, c) in text.char_indices() {
        let class = class_of(c);
        if class == Some(SUSPICIOUS) {
            let (span, seen) = open.get_or_insert_with(|| (at..at, Seen::default()));
            span.end = at + c.len_utf8();
            seen.add(class);
            since = 0;
        } else if let Some((_, seen)) = &mut open {
            since += 1;
            seen.add(class);
            if since > GAP {
                close(text, open.take(), &mut found);
            }
        }
    }
    close(text, open, &mut found);
    found
}

/// Ends a stretch, and takes what stands around it along; stretches that meet become one.
fn close(text: &str, open: Option<(Range<usize>, Seen)>, found: &mut Vec<Range<usize>>) {
    let Some((span, _)) = open.filter(|(_, seen)| seen.is_suspicious()) else { return };
    let start = text[..span.start].char_indices().rev().take(AROUND).last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..].char_indices().take(AROUND).last();
    let end = after.map_or(span.end, |(at, c)| span.end + at + c.len_utf8());
    match found.last_mut() {
        Some(last) if last.end >= start => last.end = end,
        _ => found.push(start..end),
    }
}

/// What was seen of a stretch.
#[derive(Clone, Copy, Default)]
struct Seen {
    suspicious: usize,
    others: usize,
    before: u8,
    neighbours: bool,
}

impl Seen {
    fn add(&mut self, class: Option<u8>) {
        let Some(class) = class else { return };
        if class == SUSPICIOUS {
            self.neighbours |= self.before == SUSPICIOUS;
            self.suspicious += 1;
        } else {
            self.others += 1;
        }
        self.before = class;
    }

    fn is_suspicious(&self) -> bool {
        self.neighbours || self.suspicious * SHARE > self.suspicious + self.others
    }
}

/// The class of a character; `None` for ASCII, which is the same on both sides.
fn class_of(c: char) -> Option<u8> {
    static CLASSES: OnceLock<Vec<u8>> = OnceLock::new();
    if c.is_ascii() {
        return None;
    }
    let all = || (0..0x1_0000u32).map(|code| char::from_u32(code).map_or(SUSPICIOUS, class)).collect();
    Some(CLASSES.get_or_init(all).get(c as usize).copied().unwrap_or(SUSPICIOUS))
}

fn class(c: char) -> u8 {
    let ordinary = match c {
        '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '\u{A0}' => true,
        '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' => true,
        _ => is_han(c) && char_cost(c) < RARE,
    };
    if ordinary { ORDINARY } else { SUSPICIOUS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_only_the_surroundings_are_taken() {
        let healthy = "我们的工作是为人民服务，".repeat(200);
        assert!(!is_suspicious(&healthy));
        let line = format!("{healthy}鐜\u{E21D}繚鎶ゅ伐浣{healthy}");
        let found = stretches(&line);
        assert_eq!(found.len(), 1);
        let taken = &line[found[0].clone()];
        assert!(taken.contains("鐜\u{E21D}繚鎶ゅ伐浣"));
        assert!(taken.chars().count() <= 8 + 2 * AROUND);
    }
}
