//! How packed tables are read: numbers, an index by character, a set of fingerprints, short strings, sorted lines.
//!
//! One place knows the layout; the tables above it only name their files.

/// Characters from here on have no entry in an [`Index`].
const LIMIT: usize = 0x1_0000;

/// Characters a block of an [`Index`] covers.
const BLOCK: usize = 256;

/// The little-endian `u16` number `at`, or 0 past the end.
#[inline]
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.as_chunks().0.get(at).map_or(0, |&two| u16::from_le_bytes(two))
}

/// From a character of the Basic Multilingual Plane to a number, in two steps.
///
/// First one byte for each block of 256 characters, the number of its block of values; block 0 is all zero.
/// Then the blocks, each of 256 `u16`.
pub(super) struct Index(pub(super) &'static [u8]);

impl Index {
    /// The number of `c`, 0 if it has none.
    #[inline]
    pub(super) fn get(&self, c: char) -> u16 {
        let code = c as usize;
        if code >= LIMIT {
            return 0;
        }
        let block = usize::from(self.0[code / BLOCK]);
        u16_at(&self.0[LIMIT / BLOCK..], block * BLOCK + code % BLOCK)
    }

    /// The characters that have a number, with it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (char, u16)> {
        let blocks = (0..LIMIT / BLOCK).filter(|&block| self.0[block] > 0);
        let characters = blocks
            .flat_map(|block| block * BLOCK..(block + 1) * BLOCK)
            .filter_map(|code| char::from_u32(u32::try_from(code).ok()?));
        characters.map(|c| (c, self.get(c))).filter(|&(_, number)| number > 0)
    }
}

/// A table of costs that keeps of each key only a fingerprint.
///
/// Buckets of four slots; a key lies in one of two buckets. A slot has `WIDTH` bytes: the fingerprint over six bits
/// of one more than the cost; 0 is empty. So a key that is not in the table may be found all the same: 8 times in
/// 2^10 with two bytes, 8 times in 2^18 with three.
pub(super) struct Fingerprints<const WIDTH: usize> {
    /// `2^bits` buckets.
    pub(super) bytes: &'static [u8],
    /// Bits of a bucket number, at most 17.
    pub(super) bits: u32,
}

impl<const WIDTH: usize> Fingerprints<WIDTH> {
    /// Bits of a fingerprint.
    const BITS: u32 = 8 * WIDTH as u32 - 6;

    /// The cost of `key`, in the steps it was packed with.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<u16> {
        let hash = spread(key);
        let mask = (1 << self.bits) - 1;
        let fingerprint = (hash >> (30 - Self::BITS)) as u32 & ((1 << Self::BITS) - 1);
        let [first, second] = [(hash >> 47) as usize & mask, (hash >> 30) as usize & mask];
        self.find(first, fingerprint).or_else(|| self.find(second, fingerprint))
    }

    /// The cost beside a fingerprint in one bucket.
    #[inline]
    fn find(&self, bucket: usize, fingerprint: u32) -> Option<u16> {
        if WIDTH == 2 {
            let slots = self.bytes.as_chunks().0.get(bucket)?;
            return find_in_four(u64::from_le_bytes(*slots), fingerprint);
        }
        let start = 4 * WIDTH * bucket;
        let bucket = self.bytes.get(start..start + 4 * WIDTH)?;
        for slot in bucket.chunks_exact(WIDTH) {
            let slot = match *slot {
                [low, high] => u32::from_le_bytes([low, high, 0, 0]),
                [low, middle, high] => u32::from_le_bytes([low, middle, high, 0]),
                _ => 0,
            };
            if slot != 0 && slot >> 6 == fingerprint {
                return Some((slot & 0x3F) as u16 - 1);
            }
        }
        None
    }
}

/// [`Fingerprints::find`] in four slots of two bytes at once: the model's pairs are looked up more than all else.
#[inline]
fn find_in_four(slots: u64, fingerprint: u32) -> Option<u16> {
    const EACH: u64 = 0x0001_0001_0001_0001;
    let unlike = (slots ^ (u64::from(fingerprint << 6) * EACH)) & (0xFFC0 * EACH);
    // The top bit of each slot that has no bit of `unlike`. Slots above one that has none may be told wrongly.
    let mut like = unlike.wrapping_sub(0x40 * EACH) & !unlike & (0x8000 * EACH);
    while like != 0 {
        let slot = (slots >> (like.trailing_zeros() - 15)) as u16;
        if slot != 0 && u32::from(slot >> 6) == fingerprint {
            return Some((slot & 0x3F) - 1);
        }
        like &= like - 1;
    }
    None
}

/// Spreads a key over 64 bits.
pub(super) fn spread(key: u64) -> u64 {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The string in `field`, which is padded with zero bytes.
pub(super) fn padded(field: &'static [u8]) -> &'static str {
    let end = field.iter().position(|&b| b == 0).unwrap_or(field.len());
    std::str::from_utf8(&field[..end]).expect("packed strings are UTF-8")
}

/// The line of the sorted `lines` whose key, all before its tab, is the longest prefix of `text`: (key, rest).
///
/// Nothing is parsed beforehand: a binary search over byte positions finds the lines where they lie.
pub(super) fn longest_prefix<'t>(lines: &'t str, text: &str) -> Option<(&'t str, &'t str)> {
    let mut wanted = text;
    loop {
        let (key, rest) = last_not_above(lines, wanted)?;
        if text.starts_with(key) {
            return Some((key, rest));
        }
        let shared = key.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        if shared == 0 {
            return None;
        }
        wanted = &text[..shared];
    }
}

/// The last line whose key is not above `wanted` in byte order.
fn last_not_above<'t>(lines: &'t str, wanted: &str) -> Option<(&'t str, &'t str)> {
    let bytes = lines.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    let mut found = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[start..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| start + at);
        let (key, rest) = lines[start..end].split_once('\t').unwrap_or((&lines[start..end], ""));
        if key <= wanted {
            found = Some((key, rest));
            low = end + 1;
        } else {
            high = start;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The four slots are compared at once for speed; this says the same slot by slot.
    #[test]
    fn four_slots_are_found_like_one_by_one() {
        let slow = |slots: [u16; 4], wanted: u32| {
            let found = slots.into_iter().find(|&slot| slot != 0 && u32::from(slot >> 6) == wanted);
            found.map(|slot| (slot & 0x3F) - 1)
        };
        let values = [0, 1, 0x40, 0x41, 0x7F, 0x80, 0x81, 0xC1, 0x8001, 0xFFC1, 0xFFFF];
        for at in 0..values.len().pow(4) {
            let slots = [0, 1, 2, 3].map(|place| values[at / values.len().pow(place) % values.len()]);
            let packed = slots.iter().rev().fold(0, |packed, &slot| packed << 16 | u64::from(slot));
            for wanted in [0, 1, 2, 3, 0x1FF, 0x200, 0x3FF] {
                // No slot holds a fingerprint without a cost.
                if slots.iter().all(|&slot| slot == 0 || slot & 0x3F != 0) {
                    assert_eq!(find_in_four(packed, wanted), slow(slots, wanted), "{slots:x?} {wanted:x}");
                }
            }
        }
    }
}
