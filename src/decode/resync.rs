//! A line of two-byte text that lost a byte, read again in step: behind the loss the decoder pairs trail bytes with
//! lead bytes up to the next ASCII, and what it makes of them is seldom malformed.

use crate::charset::{Charset, big5, gbk};
use crate::score;

use super::NAT;

/// What a byte costs that belongs to no character: as much as two pairs of hanzi at random.
const BROKEN: i64 = 16 * NAT;

/// The best way to read the bytes up to one place.
#[derive(Clone, Copy)]
struct Place {
    cost: i64,
    last: char,
    /// Bytes of the last character.
    length: usize,
}

/// The line with each byte that belongs to no character as U+FFFD, how many those are, and what the text costs;
/// `None` for other encodings than the two-byte ones of Chinese.
pub(super) fn read(line: &[u8], charset: Charset) -> Option<(String, u64, i64)> {
    let character: fn(u8, u8) -> Option<char> = match charset {
        Charset::GB18030 => gbk::character,
        Charset::BIG5 => big5::character,
        _ => return None,
    };
    let unread = Place { cost: i64::MAX, last: '\n', length: 0 };
    let mut places = vec![unread; line.len() + 1];
    places[0] = Place { cost: 0, ..unread };
    for at in 0..line.len() {
        let from = places[at];
        if from.cost == i64::MAX {
            continue;
        }
        let mut step = |last: char, length: usize, extra: i64| {
            let cost = from.cost + extra + i64::from(score::step(from.last, last));
            if cost < places[at + length].cost {
                places[at + length] = Place { cost, last, length };
            }
        };
        match line[at..] {
            [ascii @ 0..0x80, ..] => step(char::from(ascii), 1, 0),
            [byte, ref rest @ ..] => {
                if let Some(c) = rest.first().and_then(|&trail| character(byte, trail)) {
                    step(c, 2, 0);
                }
                step(char::REPLACEMENT_CHARACTER, 1, BROKEN);
            }
            [] => {}
        }
    }
    let mut characters = Vec::with_capacity(line.len());
    let mut at = line.len();
    while at > 0 {
        characters.push(places[at].last);
        at -= places[at].length;
    }
    let broken = characters.iter().filter(|&&c| c == char::REPLACEMENT_CHARACTER).count() as u64;
    Some((characters.iter().rev().collect(), broken, places[line.len()].cost - broken as i64 * BROKEN))
}
