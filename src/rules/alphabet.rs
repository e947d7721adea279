//! Which characters stand in a text, as a set that may err by holding too much.
//! Rules ask for hundreds of phrases; for nearly all of them one missing character is answer enough.

/// Bits of the set. A line of 30 different characters fills an eighth of it.
const BITS: u32 = 256;

/// A set of characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alphabet([u64; BITS as usize / 64]);

impl Alphabet {
    /// Adds a character.
    #[inline]
    pub fn add(&mut self, c: char) {
        let bit = place(c);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether `c` may be in the set; if not, it is not.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        let bit = place(c);
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    /// Whether every character of `phrase` may be.
    pub fn has_all(&self, phrase: &str) -> bool {
        phrase.chars().all(|c| self.has(c))
    }
}

#[inline]
fn place(c: char) -> usize {
    ((c as u32).wrapping_mul(0x9E37_79B1) >> 24) as usize
}
