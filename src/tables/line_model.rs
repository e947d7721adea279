//! The weights of the line model: what each feature of a doubtful line says for its being residue.
//! A table of its own, because the weights are made by a program and nobody edits them.

use std::fmt;
use std::sync::OnceLock;

static WEIGHTS: &str = include_str!("source/line_model.tsv");

/// What stands for a blank in the table, whose fields have no blanks at their ends.
const BLANK: char = '␣';

/// Something about a line that has a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// One to three characters of the line in a row, `\0` behind shorter ones.
    Gram([char; 3]),
    /// A measure of the line and the bucket it falls into.
    Measure(&'static str, usize),
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gram(gram) => {
                let shown = gram.iter().filter(|&&c| c != '\0').map(|&c| if c == ' ' { BLANK } else { c });
                write!(f, "={}", shown.collect::<String>())
            }
            Self::Measure(name, bucket) => write!(f, "{name}:{bucket}"),
        }
    }
}

impl Feature {
    fn read(written: &'static str) -> Option<Self> {
        if let Some(written) = written.strip_prefix('=') {
            let mut gram = ['\0'; 3];
            for (slot, c) in gram.iter_mut().zip(written.chars()) {
                *slot = if c == BLANK { ' ' } else { c };
            }
            return Some(Self::Gram(gram));
        }
        let (name, bucket) = written.split_once(':')?;
        Some(Self::Measure(name, bucket.parse().ok()?))
    }
}

/// The weight of a feature in hundredths of a nat; 0 of features that say nothing.
///
/// ```
/// use zhclean::tables::line_model::{Feature, weight};
/// assert_eq!(weight(Feature::Gram(['霙', '霙', '霙'])), 0);
/// ```
pub fn weight(feature: Feature) -> i32 {
    static ROWS: OnceLock<Vec<(Feature, i32)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let rows = WEIGHTS.lines().filter(|line| !line.starts_with('#'));
        let rows = rows.filter_map(|row| {
            let (feature, weight) = row.split_once('\t')?;
            Some((Feature::read(feature)?, weight.parse().ok()?))
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        rows
    });
    rows.binary_search_by_key(&feature, |row| row.0).map_or(0, |at| rows[at].1)
}
