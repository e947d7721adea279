//! How packed tables are read: numbers, an index by character, a set of fingerprints, short strings, sorted lines.
//!
//! One place knows the layout; the tables above it only name their files.

/// Characters from here on have no entry in an [`Index`].
const LIMIT: usize = 0x1_0000;

/// Characters a block of an [`Index`] covers.
const BLOCK: usize = 256;

/// The little-endian `u16` number `at`, or 0 past the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(2 * at..2 * at + 2) {
        Some(two) => u16::from_le_bytes([two[0], two[1]]),
        None => 0,
    }
}

/// From a character of the Basic Multilingual Plane to a number, in two steps.
///
/// First one byte for each block of 256 characters, the number of its block of values; block 0 is all zero.
/// Then the blocks, each of 256 `u16`.
pub(super) struct Index(pub(super) &'static [u8]);

impl Index {
    /// The number of `c`, 0 if it has none.
    pub(super) fn get(&self, c: char) -> u16 {
        let code = c as usize;
        if code >= LIMIT {
            return 0;
        }
        let block = usize::from(self.0[code / BLOCK]);
        let at = LIMIT / BLOCK + 2 * (block * BLOCK + code % BLOCK);
        u16::from_le_bytes([self.0[at], self.0[at + 1]])
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
    pub(super) fn get(&self, key: u64) -> Option<u16> {
        let hash = spread(key);
        let mask = (1 << self.bits) - 1;
        let fingerprint = (hash >> (30 - Self::BITS)) as u32 & ((1 << Self::BITS) - 1);
        let [first, second] = [(hash >> 47) as usize & mask, (hash >> 30) as usize & mask];
        self.find(first, fingerprint).or_else(|| self.find(second, fingerprint))
    }

    /// The cost beside a fingerprint in one bucket.
    fn find(&self, bucket: usize, fingerprint: u32) -> Option<u16> {
        let start = 4 * WIDTH * bucket;
        for slot in self.bytes.get(start..start + 4 * WIDTH)?.chunks_exact(WIDTH) {
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
