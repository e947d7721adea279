//! Clean text to cut samples from, always the same for one seed.

use std::fs;
use std::path::Path;

use zhclean::tables::is_han;

/// Genres of Simplified and of Traditional text, each drawn from equally often. None of them went into the model.
const SIMPLIFIED: &[&str] = &["news", "reviews", "help-simplified", "manuals-simplified", "laws", "books-simplified"];
const TRADITIONAL: &[&str] = &["help-traditional", "books-traditional", "manuals-traditional"];

/// Characters of a sample that is a line: shorter ones are measured by length, longer ones are rare.
const LINE: std::ops::RangeInclusive<usize> = 12..=300;

/// Numbers by chance (xorshift).
pub(crate) struct Random(u64);

impl Random {
    /// A beginning for each `seed`, which may be small.
    pub(crate) fn new(seed: u64) -> Self {
        Random((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// What a sample is cut to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// So many characters, wherever they lie.
    Chars(usize),
    /// A whole line.
    Line,
}

/// The columns of every table.
pub(crate) const LENGTHS: &[Length] = &[
    Length::Chars(4),
    Length::Chars(8),
    Length::Chars(16),
    Length::Chars(32),
    Length::Chars(64),
    Length::Chars(256),
    Length::Chars(2048),
    Length::Line,
];

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Length::Chars(n) => f.pad(&n.to_string()),
            Length::Line => f.pad("line"),
        }
    }
}

/// The script of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Simplified,
    Traditional,
}

/// One genre, as characters and as lines.
struct Genre {
    chars: Vec<char>,
    lines: Vec<String>,
}

/// All text.
pub(crate) struct Texts {
    simplified: Vec<Genre>,
    traditional: Vec<Genre>,
}

impl Texts {
    /// The articles that `lay_out.py` laid out.
    pub(crate) fn read(folder: &Path) -> Self {
        let genres = |names: &[&str]| names.iter().filter_map(|name| genre(folder, name)).collect::<Vec<_>>();
        let texts = Texts { simplified: genres(SIMPLIFIED), traditional: genres(TRADITIONAL) };
        assert!(!texts.simplified.is_empty() && !texts.traditional.is_empty(), "run benches/corpora/lay_out.py");
        texts
    }

    /// A sample at least half of which is Chinese.
    pub(crate) fn cut(&self, script: Script, length: Length, random: &mut Random) -> String {
        loop {
            let genres = if script == Script::Simplified { &self.simplified } else { &self.traditional };
            let genre = &genres[random.below(genres.len())];
            let text: String = match length {
                Length::Chars(n) => {
                    let from = random.below(genre.chars.len() - n);
                    genre.chars[from..from + n].iter().collect()
                }
                Length::Line => genre.lines[random.below(genre.lines.len())].clone(),
            };
            let han = text.chars().filter(|&c| is_han(c)).count();
            if han * 2 >= text.chars().count() {
                return text;
            }
        }
    }

    /// Everything, article after article: healthy text of a script.
    pub(crate) fn whole(&self, script: Script) -> String {
        let genres = if script == Script::Simplified { &self.simplified } else { &self.traditional };
        genres.iter().flat_map(|genre| &genre.chars).collect()
    }
}

fn genre(folder: &Path, name: &str) -> Option<Genre> {
    let file = fs::read_to_string(folder.join(format!("{name}.jsonl"))).ok()?;
    let mut text = String::new();
    for line in file.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        // Text that was damaged where it came from cannot be told from what we damage.
        let own = article["text"].as_str().unwrap();
        text.extend(own.chars().filter(|c| !matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}')));
        text.push('\n');
    }
    let fits = |line: &&str| LINE.contains(&line.chars().count());
    let lines = text.lines().map(str::trim).filter(fits).map(str::to_owned).collect();
    Some(Genre { chars: text.chars().collect(), lines })
}
