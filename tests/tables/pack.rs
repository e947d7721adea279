//! Makes the packed tables from their sources.
//!
//! Kept with the tests: the library only reads packed bytes, and a test compares what is checked in with this.

use std::collections::{BTreeMap, BTreeSet};

/// One row of a source: its fields.
pub(crate) type Row = Vec<String>;

/// The rows of a source file, without the header.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// The only character of `field`.
pub(crate) fn only(field: &str) -> char {
    let mut chars = field.chars();
    let c = chars.next().expect("one character");
    assert!(chars.next().is_none(), "one character, not {field:?}");
    c
}

/// The packed files, by name.
pub(crate) type Packed = BTreeMap<&'static str, Vec<u8>>;

/// All packed files, from a function that reads a source.
pub(crate) fn all(text: impl Fn(&str) -> String) -> Packed {
    let source = |name| rows(&text(name));
    let mut packed = Packed::new();
    let numbers = readings(&source("readings.tsv"), &mut packed);
    turned(&source("turned.tsv"), &numbers, &mut packed);
    let script = source("script.tsv");
    let phrases = [text("phrases_to_simplified.tsv"), text("phrases_to_traditional.tsv")];
    script_rows(&script, &phrases, &mut packed);
    frequency(&source("frequency.tsv"), &script, &mut packed);
    words(&source("words.tsv"), &mut packed);
    packed
}

/// The two-step index that `src/tables/bytes.rs` describes.
fn index(entries: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut first = vec![0u8; 256];
    let mut blocks: Vec<[u16; 256]> = vec![[0; 256]];
    for (&c, &value) in entries {
        let code = c as usize;
        assert!(code <= 0xFFFF && value != 0, "{c} has a place in an index");
        if first[code / 256] == 0 {
            first[code / 256] = u8::try_from(blocks.len()).expect("at most 255 blocks");
            blocks.push([0; 256]);
        }
        blocks[usize::from(first[code / 256])][code % 256] = value;
    }
    first.extend(blocks.iter().flatten().flat_map(|value| value.to_le_bytes()));
    first
}

fn number(i: usize) -> u16 {
    u16::try_from(i).expect("numbers fit 16 bits")
}

fn padded<'s>(strings: impl IntoIterator<Item = &'s String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for s in strings {
        assert!(s.len() <= 8, "{s} fits eight bytes");
        bytes.extend(s.bytes().chain(std::iter::repeat(0)).take(8));
    }
    bytes
}

/// A syllable without its tone mark.
pub(crate) fn toneless(syllable: &str) -> String {
    const MARKED: [(&str, &str); 8] = [
        ("āáǎà", "a"),
        ("ēéěèếề", "e"),
        ("īíǐì", "i"),
        ("ōóǒò", "o"),
        ("ūúǔù", "u"),
        ("ǖǘǚǜ", "ü"),
        ("ńňǹ", "n"),
        ("ḿ", "m"),
    ];
    let plain = |c: char| {
        MARKED.iter().find(|(marked, _)| marked.contains(c)).map_or(c.to_string(), |(_, plain)| (*plain).to_owned())
    };
    syllable
        .chars()
        .filter(|c| !('\u{300}'..='\u{36F}').contains(c))
        .map(|c| if c == 'ê' { "e".to_owned() } else { plain(c) })
        .collect()
}

fn readings(source: &[Row], packed: &mut Packed) -> BTreeMap<String, u16> {
    let syllables: BTreeSet<String> = source.iter().flat_map(|row| row[1].split(' ').map(str::to_owned)).collect();
    let numbers: BTreeMap<String, u16> = syllables.iter().cloned().zip(1..).collect();
    let mut plain = BTreeSet::new();
    for syllable in &syllables {
        let bare = toneless(syllable);
        plain.insert(bare.replace('ü', "v"));
        plain.insert(bare.replace("üe", "ue"));
        plain.insert(bare);
    }
    let mut lists: Vec<u16> = Vec::new();
    let mut known: BTreeMap<Vec<u16>, u16> = BTreeMap::new();
    let mut entries = BTreeMap::new();
    for row in source {
        let list: Vec<u16> = row[1].split(' ').map(|syllable| numbers[syllable]).collect();
        let entry = if let [one] = list[..] {
            one
        } else {
            *known.entry(list.clone()).or_insert_with(|| {
                let place = number(lists.len());
                assert!(place < 0x8000, "lists stay below the mark");
                lists.push(number(list.len()));
                lists.extend(list);
                place | 0x8000
            })
        };
        entries.insert(only(&row[0]), entry);
    }
    packed.insert("readings_by_char.bin", index(&entries));
    packed.insert("readings_lists.bin", lists.iter().flat_map(|n| n.to_le_bytes()).collect());
    packed.insert("syllables.bin", padded(&syllables));
    packed.insert("syllables_toneless.bin", padded(&plain));
    numbers
}

fn turned(source: &[Row], numbers: &BTreeMap<String, u16>, packed: &mut Packed) {
    let mut rows = Vec::new();
    for row in source.iter().filter(|row| row[4] != "kept") {
        let (simplified, image) = (only(&row[0]), only(&row[1]));
        let second = numbers.get(&row[3]).copied().unwrap_or_default();
        let back = u16::from(row[5] == "back") << 15;
        for value in [number(simplified as usize), number(image as usize), numbers[&row[2]] | back, second] {
            rows.extend(value.to_le_bytes());
        }
    }
    packed.insert("turned_rows.bin", rows);
}

/// By first character, where its lines begin in a file of phrases and how many bytes they have.
fn ranges(phrases: &str) -> BTreeMap<char, (usize, usize)> {
    let mut ranges = BTreeMap::new();
    let mut at = 0;
    for line in phrases.split_inclusive('\n') {
        let first = line.chars().next().expect("no line is empty");
        ranges.entry(first).or_insert((at, 0)).1 += line.len();
        at += line.len();
    }
    ranges.remove(&'#');
    ranges
}

fn script_rows(source: &[Row], phrases: &[String; 2], packed: &mut Packed) {
    let phrases = phrases.each_ref().map(|phrases| ranges(phrases));
    let mut all: BTreeMap<char, (String, String, u8)> = BTreeMap::new();
    for row in source {
        let mark = match row[3].as_str() {
            "t" => 1,
            "s" => 2,
            _ => 0,
        };
        all.insert(only(&row[0]), (row[1].clone(), row[2].clone(), mark));
    }
    for &c in phrases.iter().flat_map(BTreeMap::keys) {
        all.entry(c).or_insert_with(|| (c.to_string(), c.to_string(), 0));
    }
    let mut bytes = Vec::new();
    for (c, (simplified, traditional, mark)) in &all {
        assert_eq!((simplified.len(), traditional.len()), (3, 3));
        bytes.extend(number(*c as usize).to_le_bytes());
        bytes.extend(simplified.bytes().chain(traditional.bytes()).chain([*mark]));
        for ranges in &phrases {
            let (start, length) = ranges.get(c).copied().unwrap_or_default();
            bytes.extend(u32::try_from(start).expect("a short file").to_le_bytes());
            bytes.extend(number(length).to_le_bytes());
        }
    }
    packed.insert("script_rows.bin", bytes);
}

fn frequency(source: &[Row], script: &[Row], packed: &mut Packed) {
    let numbers: BTreeMap<char, u16> = source.iter().map(|row| only(&row[0])).zip(1..).collect();
    let mut entries = numbers.clone();
    for row in script {
        if let Some(&id) = numbers.get(&only(&row[1])) {
            entries.insert(only(&row[0]), id);
        }
    }
    let costs: Vec<u16> = source.iter().map(|row| row[1].parse().expect("a cost")).collect();
    let mut pairs = Vec::new();
    for (row, cost) in source.iter().zip(&costs) {
        let a = only(&row[0]);
        for group in &row[2..] {
            let (steps, followers) = group.split_once(':').expect("cost:followers");
            let steps: u16 = steps.parse().expect("a cost");
            pairs.extend(
                followers
                    .chars()
                    .map(|b| (cost + 4 * steps, u64::from(numbers[&a]) << 16 | u64::from(numbers[&b]), steps)),
            );
        }
    }
    packed.insert("frequency_by_char.bin", index(&entries));
    packed.insert("frequency_costs.bin", costs.iter().flat_map(|cost| cost.to_le_bytes()).collect());
    packed.insert("frequency_pairs.bin", fingerprints(17, 2, pairs));
}

fn words(source: &[Row], packed: &mut Packed) {
    let mut words = Vec::new();
    for row in source {
        let steps: u16 = row[0].parse().expect("a cost");
        for word in row[1].split(' ') {
            words.push((steps, word.bytes().fold(0, |key, byte| spread(key ^ u64::from(byte))), steps));
        }
    }
    packed.insert("words.bin", fingerprints(15, 3, words));
}

fn spread(key: u64) -> u64 {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Puts (rank, key, cost) into buckets, lowest rank first, each into the emptier of its two; what finds no room is left out.
fn fingerprints(bits: u32, width: u32, mut entries: Vec<(u16, u64, u16)>) -> Vec<u8> {
    entries.sort_unstable();
    let mask = (1usize << bits) - 1;
    let mut buckets = vec![[0u32; 4]; 1 << bits];
    let mut lost = 0;
    for &(_, key, cost) in &entries {
        let hash = spread(key);
        let fingerprint = (hash >> (36 - 8 * width)) as u32 & ((1 << (8 * width - 6)) - 1);
        let slot = fingerprint << 6 | u32::from(cost + 1);
        assert!(cost < 63, "costs fit six bits");
        let room = |bucket: usize, buckets: &[[u32; 4]]| buckets[bucket].iter().filter(|&&slot| slot == 0).count();
        let (one, other) = ((hash >> 47) as usize & mask, (hash >> 30) as usize & mask);
        let best = if room(one, &buckets) >= room(other, &buckets) { one } else { other };
        match buckets[best].iter_mut().find(|slot| **slot == 0) {
            Some(free) => *free = slot,
            None => lost += 1,
        }
    }
    assert!(lost * 10 < entries.len(), "{lost} of {} found no room", entries.len());
    buckets.iter().flatten().flat_map(|slot| slot.to_le_bytes().into_iter().take(width as usize)).collect()
}
