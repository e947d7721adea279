//! Which characters belong to which script.
//! A table, so that stages hold no characters of their own.

use std::sync::OnceLock;

static SOURCE: &str = include_str!("source/script.tsv");

fn rows() -> &'static Vec<(char, char, char)> {
    static ROWS: OnceLock<Vec<(char, char, char)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        SOURCE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut columns = line.split('\t').map(|column| column.chars().next());
                let from = columns.next()??;
                let to = columns.next()??;
                let kind = columns.nth(1)??;
                Some((from, to, kind))
            })
            .collect()
    })
}

fn row(c: char) -> Option<(char, char, char)> {
    let at = rows().binary_search_by_key(&c, |row| row.0).ok()?;
    Some(rows()[at])
}

/// The Simplified form of `c`; `c` itself where there is none.
pub fn simplified(c: char) -> char {
    row(c).map_or(c, |row| row.1)
}

/// Whether `c` occurs in Traditional text only.
pub fn is_traditional_only(c: char) -> bool {
    row(c).is_some_and(|row| row.2 == 't')
}

/// Whether `c` occurs in Simplified text only.
pub fn is_simplified_only(c: char) -> bool {
    row(c).is_some_and(|row| row.2 == 's')
}
