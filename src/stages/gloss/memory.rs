//! The pairs and triples of characters that a page holds undamaged. What a page speaks of it mostly speaks of more
//! than once, so a reading made of them is the likelier one, whatever general statistics say.

use std::cell::OnceCell;

use super::sound::{parts, without_glosses};
use crate::page::Page;
use crate::tables;

/// A pair that stands elsewhere on the page (5/4 nats).
const PAIR: i64 = 20;

/// A triple that stands elsewhere on the page (5/2 nats).
const TRIPLE: i64 = 40;

/// Slots of the table; a page of a megabyte fills a third of them, and a false match only adds a little noise.
const SLOTS: usize = 1 << 20;

/// What a page holds, read when first asked.
pub(super) struct Memory<'p> {
    page: &'p Page,
    seen: OnceCell<Vec<u64>>,
}

impl<'p> Memory<'p> {
    /// The memory of a page, nothing read yet.
    pub(super) fn of(page: &'p Page) -> Self {
        Self { page, seen: OnceCell::new() }
    }

    /// How much more to be expected `text` is for what else the page holds, in 1/16 nat.
    pub(super) fn gain(&self, text: &str) -> i64 {
        let seen = self.seen.get_or_init(|| read(self.page));
        let mut gain = 0;
        grams(text, |slot, worth| {
            if seen[slot / 64] & 1 << (slot % 64) != 0 {
                gain += worth;
            }
        });
        gain
    }
}

fn read(page: &Page) -> Vec<u64> {
    let mut seen = vec![0; SLOTS / 64];
    for line in page.lines() {
        for part in parts(&without_glosses(&line.text)) {
            grams(part, |slot, _| seen[slot / 64] |= 1 << (slot % 64));
        }
    }
    seen
}

/// Calls `each` with the slot and worth of every pair and triple of hanzi that stand together.
fn grams(text: &str, mut each: impl FnMut(usize, i64)) {
    let (mut second, mut first) = (None, None);
    for c in text.chars() {
        let c = tables::is_han(c).then(|| u64::from(u32::from(tables::simplified(c))));
        if let (Some(a), Some(b)) = (first, c) {
            each(slot(a << 21 | b), PAIR);
            if let Some(before) = second {
                each(slot(before << 42 | a << 21 | b), TRIPLE);
            }
        }
        (second, first) = (first, c);
    }
}

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44) as usize % SLOTS
}
