//! The ways Chinese text is misread, as rows, and how a misread character goes back to the bytes it stood for.

use crate::charset::losses::TWO_BYTE;
use crate::charset::{Charset, big5, double, gbk, single};

/// Bytes of the encoding `written` that were read as `read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Chain {
    /// The encoding the author's bytes were in.
    pub(super) written: Charset,
    /// The encoding they were read as.
    pub(super) read: Charset,
}

const fn chain(written: Charset, read: Charset) -> Chain {
    Chain { written, read }
}

const fn named(written: Charset, read: &'static str) -> Chain {
    Chain { written, read: Charset::Whatwg(read) }
}

/// Every chain that is tried, the commonest first: of equal gains the first stands.
pub(super) const CHAINS: &[Chain] = &[
    chain(Charset::UTF_8, Charset::GB18030),
    chain(Charset::UTF_8, Charset::WINDOWS_1252),
    chain(Charset::GB18030, Charset::WINDOWS_1252),
    chain(Charset::UTF_8, Charset::BIG5),
    chain(Charset::BIG5, Charset::GB18030),
    chain(Charset::GB18030, Charset::BIG5),
    chain(Charset::BIG5, Charset::WINDOWS_1252),
    named(Charset::UTF_8, "ISO-8859-15"),
    named(Charset::GB18030, "ISO-8859-15"),
    named(Charset::BIG5, "ISO-8859-15"),
    named(Charset::UTF_8, "windows-1254"),
    named(Charset::GB18030, "windows-1254"),
    named(Charset::BIG5, "windows-1254"),
    named(Charset::UTF_8, "windows-1250"),
    named(Charset::GB18030, "windows-1250"),
    named(Charset::BIG5, "windows-1250"),
    named(Charset::UTF_8, "windows-1251"),
    named(Charset::GB18030, "windows-1251"),
    named(Charset::BIG5, "windows-1251"),
    named(Charset::UTF_8, "macintosh"),
    named(Charset::GB18030, "macintosh"),
    named(Charset::BIG5, "macintosh"),
    chain(Charset::GB18030, Charset::Dos),
    chain(Charset::UTF_8, Charset::Dos),
    chain(Charset::BIG5, Charset::Dos),
    chain(Charset::GB18030, Charset::EUC_KR),
    chain(Charset::UTF_8, Charset::EUC_KR),
    chain(Charset::GB18030, Charset::SHIFT_JIS),
    chain(Charset::UTF_8, Charset::SHIFT_JIS),
];

/// The private-use character Windows gives for the byte FF of cp936.
const CP936_FF: char = '\u{F8F5}';

/// The same for cp950.
const CP950_FF: char = '\u{F8F8}';

/// Stands for a byte that a replacement character took the place of. No chain here yields it otherwise.
pub(super) const LOST: u8 = 0x01;

/// The bytes of one misread character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bytes {
    /// One byte.
    One(u8),
    /// Two.
    Two([u8; 2]),
}

/// The chains that may have left `text` behind. Of those that take every character of it for the same bytes only the
/// first: the cousins of windows-1252 differ in few characters.
pub(super) fn possible(text: &str) -> Vec<Chain> {
    let mut reads: Vec<(Charset, Vec<Option<Bytes>>)> = Vec::new();
    let mut kept = Vec::new();
    let holds = Holds::of(text);
    for &chain in CHAINS.iter().filter(|chain| holds.signs_of(chain.read)) {
        let at = reads.iter().position(|&(read, _)| read == chain.read).unwrap_or_else(|| {
            let outside = text.chars().filter(|c| !c.is_ascii()).take(COMPARED);
            reads.push((chain.read, outside.map(|c| chain.bytes(c)).collect()));
            reads.len() - 1
        });
        let is_first = reads[..at].iter().all(|(_, bytes)| *bytes != reads[at].1);
        if is_first && chain.may_have_read(text) {
            kept.push(chain);
        }
    }
    kept
}

/// Which kinds of characters a text holds: most chains leave some that Chinese text lacks.
#[derive(Default)]
struct Holds {
    /// Letters of other scripts, symbols and controls of the upper half, side by side.
    letters: bool,
    hangul: bool,
    half_kana: bool,
}

impl Holds {
    fn of(text: &str) -> Self {
        let mut holds = Holds::default();
        let mut was_letter = false;
        for c in text.chars() {
            let is_letter = matches!(c, '\u{80}'..'\u{2000}' | '\u{2500}'..'\u{25A0}');
            // A lone one is the accented letter of a word: the readings on a hijacked page have one each.
            holds.letters |= is_letter && was_letter;
            was_letter = is_letter || c == char::REPLACEMENT_CHARACTER;
            match c {
                '\u{AC00}'..='\u{D7A3}' => holds.hangul = true,
                '\u{FF61}'..='\u{FF9F}' => holds.half_kana = true,
                _ => {}
            }
        }
        holds
    }

    /// Whether the text holds what reading Chinese bytes as this encoding all but always leaves.
    fn signs_of(&self, read: Charset) -> bool {
        match read {
            Charset::GB18030 | Charset::BIG5 => true,
            Charset::EUC_KR => self.hangul,
            Charset::SHIFT_JIS => self.half_kana,
            _ => self.letters,
        }
    }
}

/// Characters by which two encodings are compared; later ones are seldom of another kind.
const COMPARED: usize = 512;

impl Chain {
    /// The bytes `c` was read from; `None` where the encoding it was read as lacks it.
    pub(super) fn bytes(self, c: char) -> Option<Bytes> {
        if c.is_ascii() {
            return (c == '\t' || !c.is_ascii_control()).then_some(Bytes::One(c as u8));
        }
        if c == char::REPLACEMENT_CHARACTER {
            return Some(Bytes::One(LOST));
        }
        match self.read {
            // In UTF-8 read as cp936 the euro sign nearly always means the byte 80, which is no lead.
            Charset::GB18030 => match c {
                '€' | '\u{80}' => Some(Bytes::One(0x80)),
                CP936_FF => Some(Bytes::One(0xFF)),
                _ => gbk::bytes(c).map(Bytes::Two),
            },
            Charset::BIG5 => match c {
                '\u{80}' => Some(Bytes::One(0x80)),
                CP950_FF => Some(Bytes::One(0xFF)),
                _ => big5::bytes(c).map(Bytes::Two),
            },
            Charset::EUC_KR | Charset::SHIFT_JIS => double::bytes(self.read.name(), c).map(|pair| match pair {
                [0, byte] => Bytes::One(byte),
                pair => Bytes::Two(pair),
            }),
            Charset::Whatwg(_) | Charset::Dos => single::table(self.read.name())?.byte(c).map(Bytes::One),
            Charset::Hz => None,
        }
    }

    /// The other bytes `c` may have been read from, where the encoding it was read as has it twice.
    pub(super) fn other_bytes(self, c: char) -> Option<[u8; 2]> {
        match self.read {
            Charset::GB18030 => (c == '\u{3000}').then_some(gbk::OTHER_SPACE),
            Charset::SHIFT_JIS => double::other_bytes(c),
            Charset::BIG5 => big5::other_bytes(c),
            _ => None,
        }
    }

    /// Whether `text` holds what this chain leaves behind: somewhere, two neighbours whose bytes make a character of
    /// the encoding they were written in that is not ASCII.
    pub(super) fn may_have_read(self, text: &str) -> bool {
        let mut window = [0u8; 8];
        let mut filled = 0;
        for c in text.chars() {
            match self.bytes(c) {
                _ if c.is_ascii() && filled == 0 => {}
                Some(Bytes::One(byte)) => push(&mut window, &mut filled, &[byte]),
                Some(Bytes::Two(pair)) => push(&mut window, &mut filled, &pair),
                None => filled = 0,
            }
            if (0..filled).any(|at| self.character(&window[at..filled]).is_some_and(|(c, _)| !c.is_ascii())) {
                return true;
            }
        }
        false
    }

    /// Whether this chain reads two bytes a character on the wrong side.
    pub(super) fn reads_pairs(self) -> bool {
        TWO_BYTE.contains(&self.read)
    }

    /// Whether it reads one.
    pub(super) fn reads_bytes(self) -> bool {
        !self.reads_pairs()
    }

    /// Whether text misread so was rather Traditional: Big5 is what its readers take bytes for.
    pub(super) fn is_usually_traditional(self) -> bool {
        self.written == Charset::BIG5 || self.read == Charset::BIG5 && self.written == Charset::UTF_8
    }

    /// The character that begins with these bytes as they were written, and its length; nothing that a text does not
    /// hold, so that `锟斤拷` never turns into replacement characters.
    pub(super) fn character(self, bytes: &[u8]) -> Option<(char, usize)> {
        let (c, length) = match (self.written, bytes) {
            (_, &[ascii @ 0x20..=0x7E, ..]) => (char::from(ascii), 1),
            (_, &[b'\t', ..]) => ('\t', 1),
            (Charset::UTF_8, _) => utf8(bytes)?,
            (Charset::GB18030, &[lead, trail, ..]) => (gbk::character(lead, trail)?, 2),
            (Charset::BIG5, &[lead, trail, ..]) => (big5::character(lead, trail)?, 2),
            _ => return None,
        };
        // Controls of the upper half and private use may be the misread text of a lower layer.
        (!matches!(c, '\u{FFF0}'..='\u{FFFF}')).then_some((c, length))
    }
}

/// Appends to the window, dropping its oldest bytes.
fn push(window: &mut [u8; 8], filled: &mut usize, bytes: &[u8]) {
    if *filled + bytes.len() > window.len() {
        window.copy_within(bytes.len().., 0);
        *filled -= bytes.len();
    }
    window[*filled..*filled + bytes.len()].copy_from_slice(bytes);
    *filled += bytes.len();
}

/// Whether a character is a letter of a script that Chinese text seldom holds, and of two bytes in UTF-8: any two bytes
/// make one by chance.
pub(super) fn is_narrow(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{7FF}')
}

fn utf8(bytes: &[u8]) -> Option<(char, usize)> {
    let tail = |at: usize| bytes.get(at).filter(|&&byte| byte & 0xC0 == 0x80).map(|&byte| u32::from(byte & 0x3F));
    let lead = u32::from(*bytes.first()?);
    let (code, length, least) = match lead {
        0xC2..=0xDF => ((lead & 0x1F) << 6 | tail(1)?, 2, 0x80),
        0xE0..=0xEF => ((lead & 0x0F) << 12 | tail(1)? << 6 | tail(2)?, 3, 0x800),
        0xF0..=0xF4 => ((lead & 0x07) << 18 | tail(1)? << 12 | tail(2)? << 6 | tail(3)?, 4, 0x1_0000),
        _ => return None,
    };
    char::from_u32(code).filter(|_| code >= least).map(|c| (c, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_go_back_to_bytes_and_on_to_what_was_written() {
        let chain = CHAINS[0];
        assert_eq!(chain.bytes('锛'), Some(Bytes::Two([0xEF, 0xBC])));
        assert_eq!(chain.bytes('€'), Some(Bytes::One(0x80)));
        assert_eq!(chain.character("，x".as_bytes()), Some(('，', 3)));
        assert_eq!(chain.character("\u{FFFD}".as_bytes()), None);
        assert_eq!(chain.character(&[0xE4, 0xB8]), None);
        assert_eq!(CHAINS[2].character(&[0xD6, 0xD0]), Some(('中', 2)));
    }
}
