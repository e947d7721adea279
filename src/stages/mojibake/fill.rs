//! What a character may be of which only one byte, or none, is known: the characters people use, by their bytes.
//! Where all but one byte is known the bytes are counted through instead, and rarer characters found too.

use std::sync::OnceLock;

use crate::charset::losses::TWO_BYTE;
use crate::charset::{Charset, big5, gbk};
use crate::tables::{char_cost, is_han};

use super::NAT;
use super::chains::Chain;
use super::lost::is_written;

/// Of the characters that have a known byte, or none, so many are looked at, the commonest.
pub(super) const LIKELY: usize = 200;

/// The encodings Chinese is written in.
const WRITTEN: [Charset; 3] = [Charset::UTF_8, Charset::GB18030, Charset::BIG5];

/// The likely characters that a chain loses whole, with what each costs more; `find` finds them where they were not
/// asked for yet.
pub(super) fn lost_whole(
    chain: Chain,
    traditional: bool,
    find: impl FnOnce() -> Vec<(char, i32)>,
) -> &'static [(char, i32)] {
    static CACHE: [OnceLock<Vec<(char, i32)>>; WRITTEN.len() * TWO_BYTE.len() * 2] =
        [const { OnceLock::new() }; WRITTEN.len() * TWO_BYTE.len() * 2];
    let written = WRITTEN.iter().position(|&own| own == chain.written);
    let read = TWO_BYTE.iter().position(|&own| own == chain.read);
    let (Some(written), Some(read)) = (written, read) else { return &[] };
    CACHE[(written * TWO_BYTE.len() + read) * 2 + usize::from(traditional)].get_or_init(find)
}

/// Han characters no rarer than this are likelier than a reading that is wrong elsewhere.
const USUAL: i64 = 11 * NAT;

/// How a character is written.
type BytesOf = fn(char) -> Option<[u8; 3]>;

/// The usual characters of one encoding, each with its bytes (the third 0 where there are two), the commonest first.
pub(super) struct Usual {
    rows: Vec<([u8; 3], char)>,
    /// Their numbers by place and byte.
    by_byte: Vec<Vec<u16>>,
}

impl Usual {
    /// Those of an encoding that Chinese is written in.
    pub(super) fn of(written: Charset) -> &'static Usual {
        static CACHE: [OnceLock<Usual>; 3] = [const { OnceLock::new() }; 3];
        let (at, bytes): (_, BytesOf) = match written {
            Charset::GB18030 => (0, |c| gbk::bytes(c).map(|[lead, trail]| [lead, trail, 0])),
            Charset::BIG5 => (1, |c| big5::bytes(c).map(|[lead, trail]| [lead, trail, 0])),
            _ => (2, |c| c.encode_utf8(&mut [0; 4]).as_bytes().try_into().ok()),
        };
        CACHE[at].get_or_init(|| Usual::new(bytes))
    }

    fn new(bytes: BytesOf) -> Self {
        let usual = |c: &char| match c {
            '—' | '‘' | '’' | '“' | '”' | '…' | '、' | '。' | '〈'..='】' => true,
            '！' | '（' | '）' | '，' | '：' | '；' | '？' | '％' | '～' | '０'..='９' => true,
            &c => is_han(c) && i64::from(char_cost(c)) <= USUAL,
        };
        let characters = ('\u{2010}'..'\u{FFE6}').filter(usual).filter(|&c| is_written(c));
        let mut rows: Vec<([u8; 3], char)> = characters.filter_map(|c| bytes(c).map(|bytes| (bytes, c))).collect();
        rows.sort_by_key(|&(_, c)| (char_cost(c), c));
        let mut by_byte = vec![Vec::new(); 3 * 256];
        for (number, (bytes, _)) in (0u16..).zip(&rows) {
            for (slot, &byte) in bytes.iter().enumerate() {
                by_byte[slot * 256 + usize::from(byte)].push(number);
            }
        }
        Usual { rows, by_byte }
    }

    /// Calls `found` with each usual character that has the known bytes.
    pub(super) fn each(&self, known: [Option<u8>; 3], mut found: impl FnMut([u8; 3], char)) {
        let agrees =
            |bytes: &[u8; 3]| bytes.iter().zip(known).all(|(own, known)| known.is_none_or(|known| known == *own));
        let first = known.iter().enumerate().find_map(|(slot, byte)| byte.map(|byte| slot * 256 + usize::from(byte)));
        match first {
            Some(bucket) => {
                let rows = self.by_byte[bucket].iter().map(|&number| self.rows[usize::from(number)]);
                rows.filter(|(bytes, _)| agrees(bytes)).for_each(|(bytes, c)| found(bytes, c));
            }
            None => self.rows.iter().for_each(|&(bytes, c)| found(bytes, c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_characters_are_found_by_any_of_their_bytes() {
        for known in [[Some(0xE4), None, None], [None, Some(0xB8), None], [None, None, Some(0xAD)]] {
            let mut all = Vec::new();
            Usual::of(Charset::UTF_8).each(known, |_, c| all.push(c));
            assert!(all.contains(&'中') && all.len() < 1000, "{known:?}");
        }
        let mut all = Vec::new();
        Usual::of(Charset::GB18030).each([None, Some(0xD0), None], |_, c| all.push(c));
        assert!(all.contains(&'中') && !all.contains(&'国'));
    }
}
