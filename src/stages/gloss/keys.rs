//! The keys of the hijackers' table as pairs of GBK bytes, because they were matched as bytes.

use std::sync::OnceLock;

use crate::charset::gbk;
use crate::tables::turned;

/// The reading that was injected behind `pair`, wherever those two bytes stood, if the page used it as a key.
pub(super) fn reading(pair: [u8; 2]) -> Option<&'static str> {
    turned::reading(gbk::character(pair[0], pair[1])?)
}

/// Second bytes of the keys that begin with `first` and are read `reading`.
pub(super) fn seconds(first: u8, reading: &str) -> impl Iterator<Item = u8> {
    let keys = by_reading();
    let from = keys.partition_point(|&(byte, syllable, _)| (byte, syllable) < (first, reading));
    keys[from..].iter().take_while(move |&&(byte, syllable, _)| (byte, syllable) == (first, reading)).map(|key| key.2)
}

fn by_reading() -> &'static [(u8, &'static str, u8)] {
    static KEYS: OnceLock<Vec<(u8, &'static str, u8)>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut keys: Vec<_> = turned::images()
            .filter_map(|(image, _, reading)| gbk::bytes(image).map(|[first, second]| (first, reading, second)))
            .collect();
        keys.sort_unstable();
        keys
    })
}

/// A set of byte pairs, one bit each; nothing until there is one.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    /// Adds a pair.
    pub(super) fn insert(&mut self, pair: [u8; 2]) {
        let bit = usize::from(u16::from_be_bytes(pair));
        self.0.resize(1024, 0);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Takes a pair out.
    pub(super) fn remove(&mut self, pair: [u8; 2]) {
        let bit = usize::from(u16::from_be_bytes(pair));
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word &= !(1 << (bit % 64));
        }
    }

    /// Whether a pair is in the set.
    pub(super) fn contains(&self, pair: [u8; 2]) -> bool {
        let bit = usize::from(u16::from_be_bytes(pair));
        self.0.get(bit / 64).is_some_and(|word| word & 1 << (bit % 64) != 0)
    }
}
