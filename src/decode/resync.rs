//! A line of two-byte text that lost a byte, read again in step: behind the loss the decoder pairs trail bytes with
//! lead bytes up to the next ASCII, and what it makes of them is seldom malformed.

use crate::charset::{Charset, big5, gbk};
use crate::score;

use super::NAT;

/// What is known of a line before it is read in step, and so what a byte costs that belongs to no character, beyond
/// U+FFFD, which costs fourteen nats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing: as much as two pairs of hanzi at random.
    None,
    /// It is the first of a page that seems to begin inside a character: less there.
    Cut,
    /// Something of it is malformed.
    Malformed,
    /// All of it can be read, but characters stand where bytes fall into step again.
    Shifted,
}

impl Sign {
    pub(super) fn broken(self, at: usize) -> i64 {
        match self {
            Sign::None => 16 * NAT,
            Sign::Cut if at == 0 => -5 * NAT,
            Sign::Cut | Sign::Malformed | Sign::Shifted => 4 * NAT,
        }
    }
}

/// What a character follows of which nothing is known.
const UNKNOWN: char = '·';

/// A line read in step.
pub(super) struct InStep {
    /// The text, each byte that belongs to no character as U+FFFD.
    pub(super) text: String,
    /// How many those are.
    pub(super) malformed: u64,
    /// What the reading costs, broken bytes included.
    pub(super) cost: i64,
}

/// Whether a line of Big5 that can be read may have lost a byte all the same: behind it the bytes fall into step at the
/// first second byte that is ASCII, and a letter or sign stands between two characters.
pub(super) fn is_shifted(text: &str) -> bool {
    let is_sign = |[before, own, behind]: [u8; 3]| before >= 0x80 && matches!(own, 0x40..=0x7E) && behind >= 0x80;
    let bytes = text.as_bytes();
    // A block holds one seldom, and is looked at as a whole first.
    (0..bytes.len().saturating_sub(2)).step_by(BLOCK).any(|from| {
        let block = &bytes[from..bytes.len().min(from + BLOCK + 2)];
        let threes = || block.iter().zip(&block[1..]).zip(&block[2..]).map(|((&a, &b), &c)| [a, b, c]);
        threes().fold(false, |any, three| any | is_sign(three))
            && threes().enumerate().any(|(at, three)| is_sign(three) && ends_dear(&text[..=from + at]))
    })
}

/// Bytes of a block.
const BLOCK: usize = 64;

/// Whether the last character is one that chance rather than an author put there.
fn ends_dear(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next().is_some_and(|c| i64::from(score::step(last.next().unwrap_or('\n'), c)) >= DEAR)
}

/// What such a character costs, and more.
const DEAR: i64 = 9 * NAT;

/// The cost of a text in which U+FFFD stands for characters of which nothing is known, so that what follows one is no
/// dearer for it.
pub(super) fn cost(text: &str) -> i64 {
    let mut last = '\n';
    let mut sum = 0;
    for c in text.chars() {
        sum += step(last, c);
        last = c;
    }
    sum
}

/// The same of one character behind another.
pub(super) fn step(last: char, c: char) -> i64 {
    let is_unknown = last == char::REPLACEMENT_CHARACTER && c != last;
    i64::from(score::step(if is_unknown { UNKNOWN } else { last }, c))
}

/// The best way to read the bytes up to one place, ending in a character or in a byte that belongs to none.
#[derive(Clone, Copy)]
struct Place {
    cost: i64,
    last: char,
    /// Bytes of the last character, and which of the two ways stood before it.
    length: usize,
    way: usize,
}

/// The line in step; `None` for other encodings than the two-byte ones of Chinese.
pub(super) fn read(line: &[u8], charset: Charset, sign: Sign) -> Option<InStep> {
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
            let mut go = |last: char, length: usize, extra: i64| {
                let cost = from.cost + extra + step(from.last, last);
                let place = &mut places[at + length][usize::from(last == char::REPLACEMENT_CHARACTER)];
                if cost < place.cost {
                    *place = Place { cost, last, length, way };
                }
            };
            match line[at..] {
                [ascii @ 0..0x80, ..] => go(char::from(ascii), 1, 0),
                [byte, ref rest @ ..] => {
                    if let Some(c) = rest.first().and_then(|&trail| character(byte, trail)) {
                        go(c, 2, 0);
                    }
                    go(char::REPLACEMENT_CHARACTER, 1, sign.broken(at));
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
    let malformed = characters.iter().filter(|&&c| c == char::REPLACEMENT_CHARACTER).count() as u64;
    let text = characters.iter().rev().collect();
    Some(InStep { text, malformed, cost })
}
