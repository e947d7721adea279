//! Which bytes a decoder of two-byte text loses because its table has no character for them.
//! Decoders differ in how much goes with one mark: the byte alone, or the pair it begins.

use std::sync::OnceLock;

use encoding_rs::DecoderResult;

use super::{Charset, big5, gbk};

/// The encodings that Chinese text is read as in pairs of bytes.
pub const TWO_BYTE: [Charset; 4] = [Charset::GB18030, Charset::BIG5, Charset::EUC_KR, Charset::SHIFT_JIS];

/// What one decoder knows of the bytes from 80 on.
#[derive(Debug)]
pub struct Losses {
    /// Bytes that are a character by themselves.
    alone: [bool; 128],
    /// Bytes behind which the decoder waits for another.
    leads: [bool; 128],
    /// For each lead, the trails with which it is a character.
    pairs: Vec<[bool; 256]>,
    holes: bool,
}

impl Losses {
    /// Those of one of [`TWO_BYTE`]; `None` for any other.
    pub fn of(charset: Charset) -> Option<&'static Losses> {
        static CACHE: [OnceLock<Losses>; TWO_BYTE.len()] = [const { OnceLock::new() }; TWO_BYTE.len()];
        let at = TWO_BYTE.iter().position(|&own| own == charset)?;
        Some(CACHE[at].get_or_init(|| Losses::new(charset)))
    }

    fn new(charset: Charset) -> Self {
        let decodes = |bytes: &[u8]| match (charset, bytes) {
            (Charset::GB18030, &[lead, trail]) => gbk::character(lead, trail).is_some(),
            (Charset::BIG5, &[lead, trail]) => big5::character(lead, trail).is_some(),
            _ => charset
                .encoding()
                .is_some_and(|own| own.decode_without_bom_handling_and_without_replacement(bytes).is_some()),
        };
        let alone: [bool; 128] = std::array::from_fn(|at| decodes(&[upper(at)]));
        let row = |at: usize| {
            let mut row = [false; 256];
            if !alone[at] {
                (0x40..=0xFFu8).for_each(|trail| row[usize::from(trail)] = decodes(&[upper(at), trail]));
            }
            row
        };
        let pairs: Vec<[bool; 256]> = (0..128).map(row).collect();
        let leads: [bool; 128] = std::array::from_fn(|at| waits(charset, upper(at)));
        let holes = pairs.iter().zip(leads).any(|(row, is_lead)| is_lead && !row[0x81..0xFF].iter().all(|&own| own));
        Losses { alone, leads, pairs, holes }
    }

    /// Whether the table lacks any pair of a lead with a byte that is not ASCII.
    pub fn has_holes(&self) -> bool {
        self.holes
    }

    /// Whether the byte is lost by itself with `next` behind it; `None` stands for ASCII and for the end.
    pub fn alone(&self, byte: u8, next: Option<u8>) -> bool {
        byte >= 0x80 && !self.alone[at(byte)] && next.is_none_or(|next| !self.pairs[at(byte)][usize::from(next)])
    }

    /// Whether the two bytes, the second not ASCII, are lost together.
    pub fn pair(&self, lead: u8, trail: u8) -> bool {
        lead.min(trail) >= 0x80 && self.leads[at(lead)] && !self.pairs[at(lead)][usize::from(trail)]
    }
}

fn waits(charset: Charset, byte: u8) -> bool {
    let Some(encoding) = charset.encoding() else { return false };
    let mut text = String::with_capacity(16);
    let (result, _) =
        encoding.new_decoder_without_bom_handling().decode_to_string_without_replacement(&[byte], &mut text, false);
    result == DecoderResult::InputEmpty && text.is_empty()
}

fn upper(at: usize) -> u8 {
    at as u8 | 0x80
}

fn at(byte: u8) -> usize {
    usize::from(byte & 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_decoder_loses_what_its_table_lacks() {
        let [gbk, big5, korean, japanese] = TWO_BYTE.map(|own| Losses::of(own).unwrap());
        assert!(!gbk.has_holes() && gbk.alone(0xAD, None) && !gbk.alone(0xAD, Some(0xE5)) && !gbk.pair(0xE4, 0xB8));
        assert!(big5.has_holes() && big5.pair(0xE4, 0x81) && big5.alone(0x80, Some(0xE4)) && !big5.pair(0x80, 0xE4));
        // 上 of GBK lies in the rows of EUC-KR that are left to users.
        assert!(korean.pair(0xC9, 0xCF) && !korean.pair(0xD6, 0xD0));
        // A half-width kana is a character by itself.
        assert!(!japanese.alone(0xB1, None) && !japanese.pair(0xB1, 0xB1) && japanese.alone(0xFD, None));
        assert!(Losses::of(Charset::WINDOWS_1252).is_none());
    }
}
