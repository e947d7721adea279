//! Two-byte GBK cells and their characters, both ways, derived from the encoding_rs decoder.
//! The encoder will not do: it refuses private-use cells, and one table look-up a character is faster.

use std::sync::OnceLock;

/// The two-byte cell of the euro sign, which the byte 80 stands for too.
pub const EURO: [u8; 2] = [0xA2, 0xE3];

/// The other cell of the ideographic space.
pub const OTHER_SPACE: [u8; 2] = [0xA3, 0xA0];

/// The character of a two-byte cell, private use included; `None` where `lead` or `trail` is out of range.
#[inline]
pub fn character(lead: u8, trail: u8) -> Option<char> {
    if !(0x81..=0xFE).contains(&lead) || !is_trail(trail) {
        return None;
    }
    let c = tables().cells[cell(lead, trail)];
    (c != 0).then(|| char::from_u32(u32::from(c))).flatten()
}

/// The two bytes of a character; `None` for ASCII and for what GBK lacks. Private-use characters that stood in
/// cells which GB18030-2022 filled go back too: text decoded before it holds them.
#[inline]
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

/// Cells whose private-use character of old gave way to a real one in GB18030-2022, and A8BC, which did before.
const FORMER: [(u16, u16); 19] = [
    (0xE78D, 0xA6D9),
    (0xE78E, 0xA6DA),
    (0xE78F, 0xA6DB),
    (0xE790, 0xA6DC),
    (0xE791, 0xA6DD),
    (0xE792, 0xA6DE),
    (0xE793, 0xA6DF),
    (0xE794, 0xA6EC),
    (0xE795, 0xA6ED),
    (0xE796, 0xA6F3),
    (0xE7C7, 0xA8BC),
    (0xE81E, 0xFE59),
    (0xE826, 0xFE61),
    (0xE82B, 0xFE66),
    (0xE82C, 0xFE67),
    (0xE832, 0xFE6D),
    (0xE843, 0xFE7E),
    (0xE854, 0xFE90),
    (0xE864, 0xFEA0),
];

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
        for (code, pair) in FORMER {
            if pairs[usize::from(code)] == 0 {
                pairs[usize::from(code)] = pair;
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
        assert_eq!(bytes('\u{E81E}'), Some([0xFE, 0x59]));
        let cells = (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)));
        let defined = cells.filter(|&(lead, trail)| character(lead, trail).is_some()).count();
        assert_eq!(defined, 23_940);
    }
}
