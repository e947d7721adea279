//! What was seen on real pages: the keys in their order, and short strings with their true text.
//! In files beside this one, as data, so that the forward model is held to them and the benchmark damages as they do.

/// A row of `strings.tsv`.
#[derive(Clone, Debug)]
pub struct Seen {
    pub damaged: &'static str,
    pub truth: &'static str,
    /// Keys with their readings, in the order of the list.
    pub keys: Vec<(char, String)>,
    pub marks: &'static str,
    /// What a lost byte left; `None` for damage that is not done to bytes.
    pub lost: Option<&'static str>,
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// A list of keys in order: 1, of which each page glosses a beginning, or 2, which was seen on few pages.
pub fn keys(list: &str) -> Vec<(char, String)> {
    let key = |row: Vec<&str>| (row[1].chars().next().expect("a key"), row[2].replace('␠', " "));
    rows(include_str!("keys.tsv")).filter(|row| row[0] == list).map(key).collect()
}

/// Keys as [`crate::hijack`] takes them.
pub fn borrowed(keys: &[(char, String)]) -> Vec<(char, &str)> {
    keys.iter().map(|(key, reading)| (*key, reading.as_str())).collect()
}

/// The strings.
#[allow(dead_code, reason = "the benchmark needs the keys only")]
pub fn strings() -> impl Iterator<Item = Seen> {
    rows(include_str!("strings.tsv")).map(|row| {
        let key = |entry: &str| {
            let mut characters = entry.chars();
            let key = characters.next().expect("a key");
            (key, characters.as_str().replace('␠', " "))
        };
        Seen {
            damaged: row[0],
            truth: row[1],
            keys: row[3].split(' ').filter(|entry| *entry != "-").map(key).collect(),
            marks: row[4].trim_start_matches('-'),
            lost: match row[5] {
                "?" => Some("?"),
                "nothing" => Some(""),
                _ => None,
            },
        }
    })
}
