//! Two-byte Big5 cells (HKSCS included) and their characters, both ways, derived from the encoding_rs decoder.
//! The encoder will not do: it refuses HKSCS leads, which mojibake is full of.

use std::sync::OnceLock;

/// Leads times trails. Four HKSCS cells stand for two characters each (Ê and ê with an accent) and count as empty:
/// none of them is Chinese.
const CELLS: usize = 126 * 191;

/// The character of a two-byte cell; `None` where the cell is empty or stands for two characters.
pub fn character(lead: u8, trail: u8) -> Option<char> {
    if !(0x81..=0xFE).contains(&lead) || !is_trail(trail) {
        return None;
    }
    tables().cells[cell(lead, trail)]
}

/// The two bytes of a character; `None` for ASCII and for what Big5 lacks. Of several cells the standard one.
/// Private-use characters go back to the user-defined cells for which Windows (cp950) has them.
pub fn bytes(c: char) -> Option<[u8; 2]> {
    let code = u32::from(c);
    if let Some(&pair) = tables().plane.get(code as usize) {
        return (pair != 0).then(|| pair.to_be_bytes()).or_else(|| user_defined(code));
    }
    let pairs = &tables().pairs;
    let at = pairs.binary_search_by_key(&c, |&(own, _)| own).ok()?;
    Some(pairs[at].1)
}

/// The other bytes of a character that has two cells: marks and symbols of the standard that HKSCS has again.
pub fn other_bytes(c: char) -> Option<[u8; 2]> {
    let twins = &tables().twins;
    let at = twins.binary_search_by_key(&c, |&(own, _)| own).ok()?;
    Some(twins[at].1)
}

/// First code, first lead and first cell of that row, of each block of cells Windows has private-use characters for.
const USER_DEFINED: [(u32, u8, u32); 4] = [(0xE000, 0xFA, 0), (0xE311, 0x8E, 0), (0xEEB8, 0x81, 0), (0xF6B1, 0xC6, 63)];

/// Behind the last of them.
const USER_DEFINED_END: u32 = 0xF849;

fn user_defined(code: u32) -> Option<[u8; 2]> {
    let &(first, lead, column) =
        USER_DEFINED.iter().rev().find(|&&(first, ..)| (first..USER_DEFINED_END).contains(&code))?;
    let (row, column) = ((code - first + column) / 157, (code - first + column) % 157);
    let trail = if column < 63 { 0x40 + column } else { 0xA1 + column - 63 };
    Some([lead + u8::try_from(row).ok()?, u8::try_from(trail).ok()?])
}

/// Whether a byte can stand second in a two-byte cell.
pub fn is_trail(byte: u8) -> bool {
    matches!(byte, 0x40..=0x7E | 0xA1..=0xFE)
}

struct Tables {
    cells: Vec<Option<char>>,
    /// Bytes by character in the Basic Multilingual Plane, 0 where it has none.
    plane: Vec<u16>,
    /// Those beyond, sorted.
    pairs: Vec<(char, [u8; 2])>,
    /// The second bytes of those that have two, sorted.
    twins: Vec<(char, [u8; 2])>,
}

fn cell(lead: u8, trail: u8) -> usize {
    usize::from(lead - 0x81) * 191 + usize::from(trail - 0x40)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut cells = vec![None; CELLS];
        let mut pairs = Vec::with_capacity(CELLS);
        for lead in 0x81..=0xFEu8 {
            for trail in (0x40..=0xFEu8).filter(|&trail| is_trail(trail)) {
                let pair = [lead, trail];
                let (text, malformed) = encoding_rs::BIG5.decode_without_bom_handling(&pair);
                let mut characters = text.chars();
                if let (Some(c), None, false) = (characters.next(), characters.next(), malformed) {
                    cells[cell(lead, trail)] = Some(c);
                    pairs.push((c, pair));
                }
            }
        }
        // HKSCS repeats characters below the standard's first lead; the standard cell is the likelier source.
        pairs.sort_by_key(|&(c, [lead, trail])| (c, lead < 0xA1, lead, trail));
        let mut twins: Vec<_> = pairs.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[1]).collect();
        twins.dedup_by_key(|&mut (c, _)| c);
        pairs.dedup_by_key(|&mut (c, _)| c);
        let mut plane = vec![0; 0x1_0000];
        for &(c, pair) in pairs.iter().filter(|(c, _)| *c <= '\u{FFFF}') {
            plane[c as usize] = u16::from_be_bytes(pair);
        }
        pairs.retain(|&(c, _)| c > '\u{FFFF}');
        Tables { cells, plane, pairs, twins }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_characters_are_inverse() {
        assert_eq!(character(0xA4, 0xA4), Some('中'));
        assert_eq!(bytes('中'), Some([0xA4, 0xA4]));
        assert_eq!(bytes('、'), Some([0xA1, 0x42]));
        assert_eq!(bytes('a'), None);
        assert_eq!((bytes('〃'), other_bytes('〃'), other_bytes('中')), (Some([0xA1, 0xB2]), Some([0xC6, 0xDE]), None));
        let private = ['\u{E000}', '\u{E310}', '\u{E311}', '\u{F6B0}', '\u{F6B1}', '\u{F848}'].map(bytes);
        let cells = [[0xFA, 0x40], [0xFE, 0xFE], [0x8E, 0x40], [0x8D, 0xFE], [0xC6, 0xA1], [0xC8, 0xFE]];
        assert_eq!(private, cells.map(Some));
        // A HKSCS lead, which the WHATWG encoder would refuse.
        let low = (0x87..0xA1).find_map(|lead| character(lead, 0x40).map(|c| (lead, c)));
        assert!(low.is_some_and(|(lead, c)| bytes(c).is_some_and(|pair| pair == [lead, 0x40] || pair[0] >= 0xA1)));
        let cells = (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)));
        let defined = cells.filter(|&(lead, trail)| character(lead, trail).is_some()).count();
        assert_eq!(defined, 18_590);
    }
}
