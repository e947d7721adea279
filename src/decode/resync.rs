//! A line of two-byte text that lost a byte, read again in step: behind the loss the decoder pairs trail bytes with
//! lead bytes up to the next ASCII, and what it makes of them is seldom malformed.

use crate::charset::{Charset, big5, gbk};
use crate::score;

use super::NAT;

/// What a byte costs that belongs to no character: as much as two pairs of hanzi at random.
const BROKEN: i64 = 16 * NAT;

/// The best way to read the bytes up to one place, ending in a character or in a byte that belongs to none.
#[derive(Clone, Copy)]
struct Place {
    cost: i64,
    last: char,
    /// Bytes of the last character, and which of the two ways stood before it.
    length: usize,
    way: usize,
}

/// The line with each byte that belongs to no character as U+FFFD, how many those are, and what the text costs;
/// `None` for other encodings than the two-byte ones of Chinese.
pub(super) fn read(line: &[u8], charset: Charset) -> Option<(String, u64, i64)> {
    let character: fn(u8, u8) -> Option<char> = match charset {
        Charset::GB18030 => gbk::character,
        Charset::BIG5 => big5::character,
        _ => return None,
    };
    let unread = Place { cost: i64::MAX, last: '\n', length: 0, way: 0 };
    let mut places = vec![[unread; 2]; line.len() + 1];
    places[0][0].cost = 0;
    for at in 0..line.len() {
        for (way, from) in places[at].into_iter().enumerate().filter(|(_, place)| place.cost < i64::MAX) {
            let mut step = |last: char, length: usize, extra: i64| {
                let cost = from.cost + extra + i64::from(score::step(from.last, last));
                let place = &mut places[at + length][usize::from(last == char::REPLACEMENT_CHARACTER)];
                if cost < place.cost {
                    *place = Place { cost, last, length, way };
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
    }
    let mut characters = Vec::with_capacity(line.len());
    let (mut at, end) = (line.len(), places[line.len()]);
    let mut way = usize::from(end[1].cost < end[0].cost);
    let cost = end[way].cost;
    while at > 0 {
        let place = places[at][way];
        characters.push(place.last);
        (at, way) = (at - place.length, place.way);
    }
    let broken = characters.iter().filter(|&&c| c == char::REPLACEMENT_CHARACTER).count() as u64;
    Some((characters.iter().rev().collect(), broken, cost - broken as i64 * BROKEN))
}
