//! The rarer ways of the hijackers, which put readings behind characters picked at random and break no bytes.
//! Apart from the usual way, because they work on characters and know no list of keys.

use zhclean::tables::{is_han, readings};

/// Tone marks and the letters they stand on.
const TONES: [(&str, char); 6] =
    [("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("ǖǘǚǜ", 'ü')];

/// Of a paragraph's characters one in this many is picked; seen: one in three to one in five.
const PICKED_ONE_IN: u64 = 4;

/// Puts a reading behind all occurrences of the characters picked in each paragraph, once for each time a
/// character is picked. Without tones it is the way seen on turned and on Simplified pages alike (`的(de)(de)`).
pub fn scattered(text: &str, seed: u64, toned: bool) -> String {
    let mut random = seed;
    let mut page = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let picked: Vec<char> = line
            .chars()
            .filter(|&c| {
                random = spread(random);
                is_han(c) && random.is_multiple_of(PICKED_ONE_IN * 2)
            })
            .collect();
        for c in line.chars() {
            page.push(c);
            let Some(reading) = readings::of(c).next() else { continue };
            let reading = if toned { reading.to_owned() } else { reading.chars().map(plain).collect() };
            for _ in picked.iter().filter(|picked| **picked == c) {
                page.push_str(&format!("({reading})"));
            }
        }
        page.push('\n');
    }
    page
}

fn plain(letter: char) -> char {
    TONES.iter().find(|(marked, _)| marked.contains(letter)).map_or(letter, |tone| tone.1)
}

/// A fixed scramble, so that every run damages alike.
pub fn spread(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 30;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 27)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_bears_the_same_glosses_wherever_it_stands_in_a_paragraph() {
        let clean = "他的确是这样的，我的的确确看见了他的影子，这是真的。";
        for seed in 0..20 {
            let damaged = scattered(clean, seed, false);
            let glosses = damaged.matches("(de)").count();
            assert!(glosses.is_multiple_of(clean.matches('的').count()), "{damaged}");
            assert!(!damaged.contains("(què)"), "{damaged}");
        }
        assert!((0..20).any(|seed| scattered(clean, seed, true).contains("(què)")));
        assert!((0..20).any(|seed| scattered(clean, seed, false).contains("(de)(de)")));
    }
}
