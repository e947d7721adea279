//! Two-byte encodings of Korean and Japanese, back from characters to bytes, derived from the encoding_rs decoder.
//! Nobody writes Chinese in them; they are only what Chinese bytes are read as.

use std::sync::OnceLock;

use encoding_rs::Encoding;

/// The encodings that [`bytes`] knows.
const TABLES: [(&str, &Encoding); 2] = [("EUC-KR", encoding_rs::EUC_KR), ("Shift_JIS", encoding_rs::SHIFT_JIS)];

/// The bytes of a character outside ASCII, the first of them 0 where there is only one; `None` for what the encoding
/// `name` lacks.
pub fn bytes(name: &str, c: char) -> Option<[u8; 2]> {
    static CACHE: [OnceLock<Vec<u16>>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let at = TABLES.iter().position(|&(own, _)| own == name)?;
    let pair = *CACHE[at].get_or_init(|| table(TABLES[at].1, leads())).get(c as usize)?;
    (pair != 0).then(|| pair.to_be_bytes())
}

/// Leads of Shift_JIS whose characters stand in the rows FA to FC again. Of the two, Windows writes those; and as the
/// second byte of a common character of GBK they are as usual as these are rare.
const TWICE: [u8; 2] = [0xED, 0xEE];

/// The other bytes of a character that Shift_JIS has twice: text may have been read from either.
pub fn other_bytes(c: char) -> Option<[u8; 2]> {
    static LAST: OnceLock<Vec<u16>> = OnceLock::new();
    let last = LAST.get_or_init(|| table(encoding_rs::SHIFT_JIS, leads().rev()));
    let pair = last.get(c as usize)?.to_be_bytes();
    bytes("Shift_JIS", c).filter(|&first| first != pair).map(|_| pair)
}

/// The leads, those last whose characters are rather read from others.
fn leads() -> impl DoubleEndedIterator<Item = u8> {
    (0x80..=0xFFu8).filter(|lead| !TWICE.contains(lead)).chain(TWICE)
}

/// The bytes of each character of the Basic Multilingual Plane; of several those of the first lead.
fn table(encoding: &'static Encoding, leads: impl Iterator<Item = u8>) -> Vec<u16> {
    let mut table = vec![0; 0x1_0000];
    let mut add = |bytes: &[u8], value: u16| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        let mut characters = text.as_deref().unwrap_or_default().chars();
        if let (Some(c @ '\u{80}'..='\u{FFFF}'), None) = (characters.next(), characters.next())
            && table[c as usize] == 0
        {
            table[c as usize] = value;
        }
    };
    for lead in leads {
        add(&[lead], u16::from(lead));
        for trail in 0x40..=0xFEu8 {
            add(&[lead, trail], u16::from_be_bytes([lead, trail]));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_go_back_to_their_bytes() {
        assert_eq!(bytes("EUC-KR", '한'), Some([0xC7, 0xD1]));
        assert_eq!(bytes("Shift_JIS", 'ｱ'), Some([0, 0xB1]));
        assert_eq!(bytes("Shift_JIS", '亜'), Some([0x88, 0x9F]));
        assert_eq!((bytes("Shift_JIS", '恝'), other_bytes('恝')), (Some([0xFA, 0xBC]), Some([0xED, 0xA0])));
        assert_eq!((other_bytes('亜'), other_bytes('ｱ')), (None, None));
        assert_eq!(bytes("EUC-KR", 'a'), None);
        assert_eq!(bytes("GBK", '中'), None);
    }
}
