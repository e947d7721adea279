//! Characters of which one byte was lost on the way: a `?` or U+FFFD stands for it, or a blank for a hard space.
//! What is known of the character leaves few candidates; the path over the whole line chooses between them.

use crate::charset::Charset;
use crate::score;

use super::NAT;
use super::chains::{Chain, LOST};

/// What an inferred character costs beyond its own score: the choice between some sixty-four.
const PENALTY: i64 = 4 * NAT;

/// Candidates handed on to the path; those dearer at once are dearer in any context that matters.
const CANDIDATES: usize = 6;

/// The bytes windows-1252 leaves undefined, which readers lose, and the hard space, which cleaners turn into a blank.
const UNDEFINED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// Calls `push` with each likely character, its length in bytes and its cost, of a UTF-8 sequence of three with one lost.
/// An ASCII character that was swallowed with the byte cannot be known and is not guessed.
pub(super) fn characters(chain: Chain, bytes: &[u8], last: char, mut push: impl FnMut(char, usize, i64)) {
    let (Charset::UTF_8, &[lead @ (0xE2..=0xE9 | 0xEF), second, third, ..]) = (chain.written, bytes) else { return };
    let known = |byte: u8| (0x80..0xC0).contains(&byte);
    let mut candidates = Vec::new();
    let mut add = |second: u8, third: u8| {
        let c = chain.character(&[lead, second, third]).map(|(c, _)| c);
        candidates.extend(c.filter(|&c| c != '\u{3000}').map(|c| (score::step(last, c) + preference(c), c)));
    };
    match (known(second), known(third)) {
        (true, false) => fillers(chain, third, |third| add(second, third)),
        (false, true) if !chain.reads_pairs() => fillers(chain, second, |second| add(second, third)),
        _ => return,
    }
    candidates.sort_unstable();
    for &(_, c) in candidates.iter().take(CANDIDATES) {
        push(c, 3, PENALTY + i64::from(preference(c)));
    }
}

/// A byte is lost before ASCII or at a line's end, where a full stop is likelier than the other marks of its block.
fn preference(c: char) -> i32 {
    if matches!(c, '\u{3001}' | '\u{3003}'..='\u{303F}') { NAT as i32 } else { 0 }
}

/// The bytes that `byte` may stand for.
fn fillers(chain: Chain, byte: u8, add: impl FnMut(u8)) {
    match byte {
        b'?' | LOST if chain.reads_pairs() => (0x80..0xC0).for_each(add),
        b'?' | LOST => UNDEFINED.into_iter().for_each(add),
        b' ' if !chain.reads_pairs() => std::iter::once(0xA0).for_each(add),
        _ => {}
    }
}
