//! Words for judging lines: those of tool rows and of injected keyword lines, with weights, and what sites call their parts.
//! A table of their own, because words are edited by people who need not read rules.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::frequency::rarest;
use super::is_han;
use crate::alphabet::{ByCharacter, Characters};

static NAVIGATION: &str = include_str!("source/lexicon-navigation.tsv");
static SITES: &str = include_str!("source/lexicon-sites.tsv");
static SPAM: &str = include_str!("source/lexicon-spam.tsv");

/// What a keyword line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Films and pictures for adults.
    Adult,
    /// Lotteries, casinos and betting.
    Gambling,
}

/// The weight of a phrase that nothing else uses.
pub const HEAVIEST: u32 = 4;

/// The lexicon's words in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Sum of the weights of adult words.
    pub adult: u32,
    /// Sum of the weights of gambling words.
    pub gambling: u32,
    /// How many words weigh more than an ordinary one.
    pub telling: u32,
    /// How many words there are, with repetitions.
    pub count: u32,
    /// How many Chinese characters they cover.
    pub covered: u32,
}

struct Row {
    phrase: &'static str,
    weight: u32,
    family: Family,
}

fn rows(source: &'static str) -> Vec<Row> {
    let rows = source.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let phrase = columns.next()?;
        let weight = columns.next()?.parse().ok()?;
        let family = if columns.next()?.starts_with("gambling") { Family::Gambling } else { Family::Adult };
        Some(Row { phrase, weight, family })
    })
    .collect()
}

/// The weight of a folded token in a tool row, from 1 (a filler) to 4 (stands alone only as navigation).
///
/// ```
/// use zhclean::tables::lexicon::navigation;
/// assert_eq!(navigation("关闭窗口"), Some(4));
/// assert_eq!(navigation("大"), Some(1));
/// assert_eq!(navigation("环保"), None);
/// ```
pub fn navigation(token: &str) -> Option<u32> {
    static ROWS: OnceLock<ByCharacter<Vec<Row>>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| ByCharacter::by_first(rows(NAVIGATION), |row| row.phrase));
    rows.get(token.chars().next()?)?.iter().find(|row| row.phrase == token).map(|row| row.weight)
}

/// What a word is to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// A channel of a news site: an ordinary word, which tells only among others.
    Channel,
    /// A heading above a shared document.
    Document,
    /// How the name of a site ends.
    Ending,
}

fn sites() -> impl Iterator<Item = (&'static str, Site)> {
    let rows = SITES.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let (word, kind) = line.split_once('\t')?;
        let kind = match kind {
            "channel" => Site::Channel,
            "document" => Site::Document,
            "ending" => Site::Ending,
            _ => return None,
        };
        Some((word, kind))
    })
}

/// What a folded word is to a site.
///
/// ```
/// use zhclean::tables::lexicon::{Site, site};
/// assert_eq!(site("财经"), Some(Site::Channel));
/// assert_eq!(site("山居"), None);
/// ```
pub fn site(word: &str) -> Option<Site> {
    static ROWS: OnceLock<ByCharacter<Vec<(&str, Site)>>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| ByCharacter::by_first(sites(), |row| row.0));
    rows.get(word.chars().next()?)?.iter().find(|row| row.0 == word).map(|row| row.1)
}

/// Whether a folded line ends as names of sites do.
pub fn ends_as_site(line: &str) -> bool {
    static ENDINGS: OnceLock<Vec<&str>> = OnceLock::new();
    let endings = ENDINGS.get_or_init(|| sites().filter(|row| row.1 == Site::Ending).map(|row| row.0).collect());
    endings.iter().any(|ending| line.ends_with(ending))
}

/// The rarest character of each telling word of the spam lexicon. Nearly all lines have none of them.
pub fn telltales() -> &'static Characters {
    static TELLTALES: OnceLock<Characters> = OnceLock::new();
    TELLTALES.get_or_init(|| {
        Characters::of(rows(SPAM).iter().filter(|row| row.weight > 1).filter_map(|row| rarest(row.phrase)))
    })
}

/// The words of injected keyword lines in a folded text: leftmost, longest, not overlapping.
///
/// The automaton is built when the first line is looked at, so a page without doubtful lines never pays for it.
pub fn spam(folded: &str) -> Words {
    static LEXICON: OnceLock<Option<(AhoCorasick, Vec<Row>)>> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| {
        let rows = rows(SPAM);
        let phrases = rows.iter().map(|row| row.phrase);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases).ok()?;
        Some((automaton, rows))
    });
    let Some((automaton, rows)) = lexicon else { return Words::default() };
    let mut words = Words::default();
    let mut seen = Vec::new();
    for found in automaton.find_iter(folded) {
        if splits_a_word(folded.as_bytes(), found.start(), found.end()) {
            continue;
        }
        let row = &rows[found.pattern().as_usize()];
        words.count += 1;
        words.covered += row.phrase.chars().filter(|&c| is_han(c)).count() as u32;
        if seen.contains(&found.pattern()) {
            continue;
        }
        seen.push(found.pattern());
        words.telling += u32::from(row.weight > 1);
        match row.family {
            Family::Adult => words.adult += row.weight,
            Family::Gambling => words.gambling += row.weight,
        }
    }
    words
}

/// Whether a match would begin or end inside a word or number of ASCII letters and digits, as `av` in `java`.
fn splits_a_word(text: &[u8], start: usize, end: usize) -> bool {
    let joined = |a: Option<&u8>, b: Option<&u8>| {
        a.is_some_and(u8::is_ascii_alphanumeric) && b.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let last = end.checked_sub(1).and_then(|at| text.get(at));
    joined(before, text.get(start)) || joined(last, text.get(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_sorted_unique_and_weighted() {
        for source in [NAVIGATION, SPAM] {
            let lines = source.lines().filter(|line| !line.starts_with('#')).count();
            let rows = rows(source);
            assert_eq!(rows.len(), lines, "a row lacks a column or its weight is no number");
            for pair in rows.windows(2) {
                assert!(pair[0].phrase < pair[1].phrase, "{} and {} are out of order", pair[0].phrase, pair[1].phrase);
            }
            for row in rows {
                assert!((1..=4).contains(&row.weight), "{}", row.phrase);
            }
        }
    }

    #[test]
    fn words_of_sites_are_sorted_and_of_a_kind() {
        let lines: Vec<_> = SITES.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(sites().count(), lines.len(), "a row lacks its kind");
        assert!(lines.is_sorted());
    }

    #[test]
    fn the_longest_word_counts_once() {
        let words = spam("一区二区三区,一区二区三区");
        assert_eq!((words.adult, words.telling, words.count, words.covered), (4, 1, 2, 12));
        assert_eq!(spam("java8 与 1991 年").count, 0);
    }
}
