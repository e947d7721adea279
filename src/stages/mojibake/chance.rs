//! What chance finds where two bytes stand for a character on both sides: every text can be read as other characters,
//! and what is unusual as it stands gains by it.

use super::{Found, NAT};
use crate::page::Page;
use crate::tables::{char_cost, is_han};

/// A Chinese character this rare is so on one of twenty places of a page.
const RARE: i64 = 10 * NAT;

/// A page with one rare character in this many is a list of characters or words, where the next may be anything.
const RARE_ONE_IN: usize = 5;

/// Where a page is such a list, readings of so many characters ...
const LONG: u32 = 8;

/// ... that cost at most this much each are believed all the same.
const PLAIN: i64 = 6 * NAT;

/// Leaves out what chance explains.
pub(super) fn without<'a>(page: &Page, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    if !found.iter().any(|one| one.chain.reads_pairs()) {
        return found;
    }
    let is_list = is_list(page, &found);
    found.retain(|one| !one.chain.reads_pairs() || is_chinese(&one.part.text) && (!is_list || is_plain(one)));
    found
}

/// Whether no more than half of the characters are neither Chinese nor marks: who reads bytes in the wrong pairs finds
/// kana, box drawing and full-width digits.
fn is_chinese(text: &str) -> bool {
    let is_mark = |c: char| match c {
        '·' | '\u{2010}'..='\u{203B}' | '\u{3000}'..='\u{301F}' => true,
        '\u{FF01}'..='\u{FF5E}' => !c.is_alphanumeric(),
        _ => false,
    };
    let (mut han, mut other) = (0, 0);
    for c in text.chars().filter(|&c| !c.is_ascii() && !is_mark(c)) {
        if is_han(c) { han += 1 } else { other += 1 }
    }
    other <= han
}

fn is_plain(one: &Found<'_>) -> bool {
    one.part.characters >= LONG && one.part.cost <= PLAIN * one.part.text.chars().count() as i64
}

/// Whether so much of what is left of a page is rare.
fn is_list(page: &Page, found: &[Found<'_>]) -> bool {
    let pairs = found.iter().filter(|one| one.chain.reads_pairs());
    let explained: usize = pairs.map(|one| one.line.text[one.part.span.clone()].chars().count()).sum();
    let (mut all, mut rare) = (0, 0);
    let mut found = found.iter().peekable();
    for line in page.lines() {
        let mut at = 0;
        let mut count = |text: &str| {
            for cost in text.chars().filter(|&c| is_han(c)).map(char_cost) {
                all += 1;
                rare += usize::from(i64::from(cost) >= RARE);
            }
        };
        while let Some(one) = found.next_if(|one| one.line.number == line.number) {
            count(line.text.get(at..one.part.span.start).unwrap_or_default());
            at = one.part.span.end;
        }
        count(&line.text[at..]);
    }
    // Less may be damage that was not found.
    rare * RARE_ONE_IN > all && rare > explained
}
