//! The weights of the line model: what each feature of a doubtful line says for its being residue.
//! A table of its own, because the weights are made by a program and nobody edits them.

use std::fmt;
use std::sync::OnceLock;

use super::bytes::spread;

static WEIGHTS: &str = include_str!("source/line_model.tsv");

/// What stands for a blank in the table, whose fields have no blanks at their ends.
const BLANK: char = '␣';

/// One to three characters in a row, as one number: they are compared and looked up more often than read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gram(u64);

impl Gram {
    /// Bits of a character.
    const BITS: u32 = 21;

    /// The gram of the first three of these characters.
    pub fn of(run: &[char]) -> Self {
        let slot = |at: usize| run.get(at).map_or(0, |&c| u64::from(u32::from(c)));
        Self(slot(0) << (2 * Self::BITS) | slot(1) << Self::BITS | slot(2))
    }

    fn chars(self) -> impl Iterator<Item = char> {
        let slot = move |at: u32| (self.0 >> (Self::BITS * at)) as u32 & ((1 << Self::BITS) - 1);
        [2, 1, 0].into_iter().map(slot).filter(|&code| code > 0).filter_map(char::from_u32)
    }
}

/// Something about a line that has a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Characters of the line in a row.
    Gram(Gram),
    /// A measure of the line and the bucket it falls into.
    Measure(&'static str, usize),
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gram(gram) => {
                let shown = gram.chars().map(|c| if c == ' ' { BLANK } else { c });
                write!(f, "={}", shown.collect::<String>())
            }
            Self::Measure(name, bucket) => write!(f, "{name}:{bucket}"),
        }
    }
}

impl Feature {
    fn read(written: &'static str) -> Option<Self> {
        if let Some(written) = written.strip_prefix('=') {
            let run: Vec<char> = written.chars().map(|c| if c == BLANK { ' ' } else { c }).collect();
            return Some(Self::Gram(Gram::of(&run)));
        }
        let (name, bucket) = written.split_once(':')?;
        Some(Self::Measure(name, bucket.parse().ok()?))
    }
}

/// The weight of a feature in hundredths of a nat; 0 of features that say nothing.
///
/// ```
/// use zhclean::tables::line_model::{Feature, Gram, weight};
/// assert_eq!(weight(Feature::Gram(Gram::of(&['霙', '霙', '霙']))), 0);
/// ```
pub fn weight(feature: Feature) -> i32 {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    let weights = WEIGHTS.get_or_init(Weights::read);
    match feature {
        Feature::Gram(gram) => weights.of_gram(gram),
        Feature::Measure(name, bucket) => {
            let measure = weights.measures.iter().find(|measure| measure.0 == name);
            measure.and_then(|measure| measure.1.get(bucket)).copied().unwrap_or(0)
        }
    }
}

/// The table as it is looked up.
struct Weights {
    /// Grams and their weights, each as near to where its spread bits point as there was room; 0 where none is. Three
    /// of four places and more are free.
    grams: Vec<(u64, i32)>,
    /// Each measure with the weights of its buckets.
    measures: Vec<(&'static str, Vec<i32>)>,
}

impl Weights {
    fn read() -> Self {
        let rows: Vec<(Feature, i32)> = WEIGHTS
            .lines()
            .filter_map(|row| row.split_once('\t'))
            .filter_map(|(feature, weight)| Some((Feature::read(feature)?, weight.parse().ok()?)))
            .collect();
        let mut weights = Self { grams: vec![(0, 0); (4 * rows.len()).next_power_of_two()], measures: Vec::new() };
        for (feature, weight) in rows {
            match feature {
                Feature::Gram(gram) => {
                    let at = weights.place(gram);
                    weights.grams[at] = (gram.0, weight);
                }
                Feature::Measure(name, bucket) => weights.add(name, bucket, weight),
            }
        }
        weights
    }

    fn add(&mut self, name: &'static str, bucket: usize, weight: i32) {
        let at = self.measures.iter().position(|measure| measure.0 == name).unwrap_or(self.measures.len());
        if at == self.measures.len() {
            self.measures.push((name, Vec::new()));
        }
        let buckets = &mut self.measures[at].1;
        buckets.resize(buckets.len().max(bucket + 1), 0);
        buckets[bucket] = weight;
    }

    fn of_gram(&self, gram: Gram) -> i32 {
        self.grams[self.place(gram)].1
    }

    /// Where a gram is, or the free place where it would be.
    fn place(&self, gram: Gram) -> usize {
        let mask = self.grams.len() - 1;
        let mut at = spread(gram.0) as usize & mask;
        while self.grams[at].0 != gram.0 && self.grams[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}
