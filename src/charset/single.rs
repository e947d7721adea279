//! Single-byte encodings both ways, derived from the encoding_rs decoder.
//! Their encoders will not do: mojibake holds C1 controls where a table has a hole, and both forms must go back.

use std::sync::OnceLock;

use encoding_rs::Encoding;

/// The upper half of one single-byte encoding.
#[derive(Debug)]
pub struct Table {
    upper: [Option<char>; 128],
    /// Bytes by character up to [`LOW`], 0 where it has none.
    low: Vec<u8>,
    /// The rest, sorted.
    high: Vec<(char, u8)>,
}

/// All but a few characters of single-byte encodings lie below.
const LOW: char = '\u{2600}';

impl Table {
    /// The table of a single-byte encoding, derived from its decoder.
    pub fn new(encoding: &'static Encoding) -> Self {
        let character = |byte| encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.chars().next();
        Self::of((0x80..=0xFF).map(character))
    }

    fn of(characters: impl Iterator<Item = Option<char>>) -> Self {
        let mut upper = [None; 128];
        let mut back = Vec::with_capacity(256);
        for ((byte, slot), c) in (0x80..=0xFFu8).zip(&mut upper).zip(characters) {
            *slot = c;
            back.extend(slot.map(|c| (c, byte)));
        }
        // A C1 control stands for its own byte: a reader that knew no character there kept the code point.
        back.extend((0x80..=0x9Fu8).map(|byte| (char::from(byte), byte)));
        back.sort_unstable();
        back.dedup_by_key(|&mut (c, _)| c);
        let mut low = vec![0; LOW as usize];
        back.iter().filter(|&&(c, _)| c < LOW).for_each(|&(c, byte)| low[c as usize] = byte);
        back.retain(|&(c, _)| c >= LOW);
        Self { upper, low, high: back }
    }

    /// The character of a byte of the upper half.
    pub fn character(&self, byte: u8) -> Option<char> {
        self.upper.get(usize::from(byte).wrapping_sub(0x80)).copied().flatten()
    }

    /// The byte of a character; `None` for ASCII and for what the encoding lacks.
    pub fn byte(&self, c: char) -> Option<u8> {
        if let Some(&byte) = self.low.get(c as usize) {
            return (byte != 0).then_some(byte);
        }
        let at = self.high.binary_search_by_key(&c, |&(own, _)| own).ok()?;
        Some(self.high[at].1)
    }
}

/// The upper half of the code page of DOS, in which zip archives keep names (Unicode's mapping of IBM437).
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                      αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// The table of `name`, one of the encodings that [`TABLES`] lists, or IBM437, which the WHATWG standard lacks.
pub fn table(name: &str) -> Option<&'static Table> {
    static DOS: OnceLock<Table> = OnceLock::new();
    if name == "IBM437" {
        return Some(DOS.get_or_init(|| Table::of(IBM437.chars().map(Some))));
    }
    static CACHE: [OnceLock<Table>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let at = TABLES.iter().position(|&(own, _)| own == name)?;
    Some(CACHE[at].get_or_init(|| Table::new(TABLES[at].1)))
}

/// The single-byte encodings that Chinese text is read as.
pub const TABLES: [(&str, &Encoding); 6] = [
    ("windows-1252", encoding_rs::WINDOWS_1252),
    ("windows-1250", encoding_rs::WINDOWS_1250),
    ("windows-1251", encoding_rs::WINDOWS_1251),
    ("windows-1254", encoding_rs::WINDOWS_1254),
    ("ISO-8859-15", encoding_rs::ISO_8859_15),
    ("macintosh", encoding_rs::MACINTOSH),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_byte_go_back() {
        let latin = table("windows-1252").unwrap();
        assert_eq!(latin.byte('€'), Some(0x80));
        assert_eq!(latin.byte('\u{80}'), Some(0x80));
        assert_eq!(latin.byte('ä'), Some(0xE4));
        assert_eq!(latin.byte('中'), None);
        assert_eq!(latin.character(0xE4), Some('ä'));
        assert!(table("UTF-8").is_none());
        let dos = table("IBM437").unwrap();
        assert_eq!((dos.byte('╓'), dos.byte('╨'), dos.byte('■')), (Some(0xD6), Some(0xD0), Some(0xFE)));
    }
}
