//! The cheap question asked of every line: where does it hold characters that misread text is full of?
//! A healthy line costs one table look-up a character and is done.

use std::ops::Range;
use std::sync::OnceLock;

use crate::score;
use crate::tables::{char_cost, frequency::PER_NAT, is_han};

/// A Chinese character this rare or rarer is suspicious next to another: a twentieth of a page's characters are.
const RARE_FROM: u16 = 10 * PER_NAT;

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
/// A rare Chinese character.
const RARE: u8 = 1;
/// No Chinese and no mark of it.
const STRANGE: u8 = 2;

/// A character of misread text costs this much, and more; of healthy text half of it.
const DEAR: i32 = 7 * PER_NAT as i32;

/// By so much must characters in a row be dearer than [`DEAR`] together.
const DEARER: i32 = 14 * PER_NAT as i32;

/// So many ordinary characters behind a suspicious one are weighed with it.
const REACH: usize = 4;

/// Whether the text may be misread, wholly or in part.
pub(super) fn is_suspicious(text: &str) -> bool {
    !stretches(text).is_empty()
}

/// The stretches of `text` that may be misread, on character boundaries.
pub(super) fn stretches(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() || !may_be_misread(text) {
        return Vec::new();
    }
    if text.len() <= SHORT {
        return std::iter::once(0..text.len()).collect();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(Range<usize>, Seen)> = None;
    let mut since = 0;
    for (at, c) in text.char_indices() {
        let class = class_of(c);
        if class.is_some_and(|class| class != ORDINARY) {
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

/// Whether a look at the classes, and where they are all Chinese also the costs, leaves a suspicion.
fn may_be_misread(text: &str) -> bool {
    match holds_suspicious(text.as_bytes()) {
        ORDINARY => false,
        RARE => is_dear(text),
        _ => true,
    }
}

/// Whether somewhere characters in a row are too dear for healthy text: rare ones that make words are not.
fn is_dear(text: &str) -> bool {
    let (mut before, mut reach, mut sum) = ('\n', 0, 0);
    for c in text.chars() {
        if class_of(c).is_some_and(|class| class != ORDINARY) {
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
        if class != ORDINARY {
            self.neighbours |= self.before != ORDINARY;
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

/// The strangest class of the text if two suspicious characters are neighbours, ASCII between them or not, or a good
/// share is suspicious; otherwise [`ORDINARY`]. Reads bytes, because every line of every page comes here.
fn holds_suspicious(bytes: &[u8]) -> u8 {
    let classes = classes();
    let (mut at, mut suspicious, mut strangest, mut neighbours) = (0, 0, ORDINARY, false);
    let mut last = None;
    while at < bytes.len() {
        let from = at;
        let class = match bytes[at..] {
            [0..0x80, ..] => {
                at += 1;
                continue;
            }
            [lead @ 0xE0..0xF0, second, third, ..] => {
                at += 3;
                let code = usize::from(lead & 0xF) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
                classes[code]
            }
            [lead @ 0xC0..0xE0, second, ..] => {
                at += 2;
                classes[usize::from(lead & 0x1F) << 6 | usize::from(second & 0x3F)]
            }
            _ => {
                at += 4;
                STRANGE
            }
        };
        if class != ORDINARY {
            neighbours |= last.is_some_and(|end: usize| bytes[end..from].is_ascii());
            last = Some(at.min(bytes.len()));
            suspicious += 1;
            strangest = strangest.max(class);
        }
    }
    let is_many = || suspicious * SHARE > bytes.iter().filter(|&&byte| byte >= 0xC0).count();
    if neighbours || suspicious > 0 && is_many() { strangest } else { ORDINARY }
}

fn classes() -> &'static [u8; 0x1_0000] {
    static CLASSES: OnceLock<Box<[u8; 0x1_0000]>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        let mut classes = Box::new([STRANGE; 0x1_0000]);
        for (code, slot) in (0u32..).zip(classes.iter_mut()) {
            *slot = char::from_u32(code).map_or(STRANGE, class);
        }
        classes
    })
}

/// The class of a character; `None` for ASCII, which is the same on both sides.
fn class_of(c: char) -> Option<u8> {
    (!c.is_ascii()).then(|| classes().get(c as usize).copied().unwrap_or(STRANGE))
}

fn class(c: char) -> u8 {
    let ordinary = match c {
        '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '\u{A0}' => true,
        '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' => true,
        _ => is_han(c) && char_cost(c) < RARE_FROM,
    };
    match ordinary {
        true => ORDINARY,
        false if is_han(c) => RARE,
        false => STRANGE,
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
        let found = stretches(&line);
        assert_eq!(found.len(), 1);
        let taken = &line[found[0].clone()];
        assert!(taken.contains("鐜\u{E21D}繚鎶ゅ伐浣"));
        assert!(taken.chars().count() <= 8 + 2 * AROUND);
    }
}
