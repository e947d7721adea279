//! Characters of which bytes were lost on the way: a `?` or U+FFFD stands for one, or a blank for a hard space.
//! What is known of the character leaves few candidates; the path over the line, and then its words, choose.

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

/// What a character with a lost byte may have been, and its length in bytes: of a UTF-8 sequence of three one byte is
/// lost where pairs were read, one or two where single bytes were.
/// An ASCII character that was swallowed with the byte cannot be known and is not guessed.
pub(super) fn candidates(chain: Chain, bytes: &[u8]) -> Vec<char> {
    let mut found = Vec::new();
    let (Charset::UTF_8, &[lead @ (0xE2..=0xE9 | 0xEF), second, third, ..]) = (chain.written, bytes) else {
        return found;
    };
    let is_known = |byte: u8| (0x80..0xC0).contains(&byte);
    match (is_known(second), is_known(third)) {
        (true, true) => return found,
        (false, _) if chain.reads_pairs() => return found,
        _ => {}
    }
    let fill = |byte: u8| (0x80..0xC0).filter(move |&filler| filler == byte || may_be(chain, byte, filler));
    for second in fill(second) {
        for third in fill(third) {
            let c = chain.character(&[lead, second, third]).map(|(c, _)| c);
            found.extend(c.filter(|&c| is_written(c)));
        }
    }
    found
}

/// Whether the `?` for the lost byte of a character also stands for the ASCII character behind it: Windows keeps only
/// blanks, quotes and line ends there.
pub(super) fn swallows(chain: Chain, bytes: &[u8]) -> bool {
    chain.reads_pairs() && matches!(bytes, [_, _, b'?', next, ..] if !matches!(next, b' ' | b'\t' | b'"' | b'\''))
}

/// Calls `push` with each likely character and its cost.
pub(super) fn characters(chain: Chain, bytes: &[u8], last: char, mut push: impl FnMut(char, usize, i64)) {
    let mut likely: Vec<_> =
        candidates(chain, bytes).into_iter().map(|c| (score::step(last, c) + preference(c), c)).collect();
    likely.sort_unstable();
    for &(_, c) in likely.iter().take(CANDIDATES) {
        push(c, 3, PENALTY + i64::from(preference(c)));
    }
}

/// A byte is lost before ASCII or at a line's end, where a full stop is likelier than the other marks of its block.
pub(super) fn preference(c: char) -> i32 {
    if matches!(c, '\u{3001}' | '\u{3003}'..='\u{303F}') { NAT as i32 } else { 0 }
}

/// Whether people write the character: of the blanks, marks and controls around the quotation marks only some.
fn is_written(c: char) -> bool {
    match c {
        '\u{2000}'..='\u{207F}' => matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '•' | '※' | '‰'),
        '\u{3000}' | '\u{3003}'..='\u{3004}' => false,
        _ => true,
    }
}

/// Whether `byte` of the text may stand for the lost byte `filler`.
fn may_be(chain: Chain, byte: u8, filler: u8) -> bool {
    match byte {
        b'?' | LOST => chain.reads_pairs() || UNDEFINED.contains(&filler),
        b' ' => !chain.reads_pairs() && filler == 0xA0,
        _ => false,
    }
}
