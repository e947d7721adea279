//! Two-byte GBK cells and their characters, both ways, derived from the encoding_rs decoder.
//! The encoder will not do: it refuses private-use cells, and one table look-up a character is faster.

use std::sync::OnceLock;

/// The character of a two-byte cell, private use included; `None` where `lead` or `trail` is out of range.
pub fn character(lead: u8, trail: u8) -> Option<char> {
    if !(0x81..=0xFE).contains(&lead) || !is_trail(trail) {
        return None;
    }
    let c = tables().cells[cell(lead, trail)];
    (c != 0).then(|| char::from_u32(u32::from(c))).flatten()
}

/// The two bytes of a character; `None` for ASCII and for what GBK lacks.
pub fn bytes(c: char) -> Option<[u8; 2]> {
    let code = u32::from(c);
    if !(0x80..0x1_0000).contains(&code) {
        return None;
    }
    let pair = tables().pairs[code as usize];
    (pair != 0).then(|| pair.to_be_bytes())
}

/// Whether a byte can stand second in a two-byte cell.
pub fn is_trail(byte: u8) -> bool {
    matches!(byte, 0x40..=0x7E | 0x80..=0xFE)
}

struct Tables {
    cells: Vec<u16>,
    pairs: Vec<u16>,
}

fn cell(lead: u8, trail: u8) -> usize {
    usize::from(lead - 0x81) * 191 + usize::from(trail - 0x40)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut cells = vec![0; 126 * 191];
        let mut pairs = vec![0; 0x1_0000];
        for lead in 0x81..=0xFEu8 {
            for trail in (0x40..=0xFEu8).filter(|&trail| is_trail(trail)) {
                let pair = [lead, trail];
                let (text, malformed) = encoding_rs::GBK.decode_without_bom_handling(&pair);
                let mut characters = text.chars();
                let (Some(c), None, false) = (characters.next(), characters.next(), malformed) else { continue };
                let Ok(code) = u16::try_from(u32::from(c)) else { continue };
                cells[cell(lead, trail)] = code;
                // A3A0 decodes to the ideographic space too; A1A1 came first and is its true cell.
                if pairs[usize::from(code)] == 0 {
                    pairs[usize::from(code)] = u16::from_be_bytes(pair);
                }
            }
        }
        Tables { cells, pairs }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_characters_are_inverse() {
        assert_eq!(character(0x93, 0x50), Some('揚'));
        assert_eq!(bytes('頁'), Some([0xED, 0x93]));
        assert_eq!(bytes('\u{3000}'), Some([0xA1, 0xA1]));
        assert_eq!(character(0x93, 0x28), None);
        assert_eq!(bytes('a'), None);
        let cells = (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)));
        let defined = cells.filter(|&(lead, trail)| character(lead, trail).is_some()).count();
        assert_eq!(defined, 23_940);
    }
}
