//! How much of hijacked text comes back: damages clean articles as the hijackers do and cleans them again.
//!
//! `python3 benches/corpora/lay_out.py` lays out the articles; `cargo bench --bench round_trip` then prints, by
//! genre, the share of articles and characters restored, and what is left by class. `-- --show 20` prints failures;
//! `ZHCLEAN_KEEP=folder` keeps the damaged and the true text of each article that did not come back.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "../tests/damage/hijack.rs"]
#[allow(unreachable_pub, reason = "shared with the tests")]
mod hijack;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use zhclean::charset::gbk;
use zhclean::repair::Damage;
use zhclean::settings::Damages;
use zhclean::tables::{char_cost, turned};
use zhclean::{Settings, clean};

/// Articles taken of each genre.
const ARTICLES: usize = 800;

/// Genres of Simplified text as people write it on pages.
const GENRES: &[&str] = &["news", "reviews", "help-simplified", "manuals-simplified", "laws", "books-simplified"];

/// Genres of genuine Traditional text.
const TRADITIONAL: &[&str] = &["help-traditional", "manuals-traditional", "books-traditional", "scripture", "verse"];

/// Fewest and most keys of a page; quartiles of those seen are 52, 86 and 112.
const KEYS: (u64, u64) = (30, 200);

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let show = arguments.iter().position(|a| a == "--show").map_or(0, |at| arguments[at + 1].parse().unwrap());
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    let order = key_order();
    let mut total = Tally::default();
    println!("{:<20} {:>8} {:>9} {:>10} {:>10} {:>9}", "genre", "articles", "exact %", "characters", "lost", "kept %");
    for genre in GENRES {
        let path = folder.join(format!("{genre}.jsonl"));
        if !path.exists() {
            println!("{genre:<20} missing: run benches/corpora/lay_out.py");
            continue;
        }
        let tally = measure(&path, &order, show);
        tally.print(genre);
        total.add(&tally);
    }
    total.print("all");
    println!("\nwhat is left, by class: {:?}", total.left);
    println!("characters GBK cannot hold, counted apart: {}", total.outside);
    if env::var_os("FAST").is_none() {
        healthy(&folder);
    }
}

/// Genuine Traditional and untouched Simplified text: nothing may change.
fn healthy(folder: &Path) {
    println!("\n{:<20} {:>10} {:>8} {:>8}", "healthy", "bytes", "articles", "changed");
    for genre in GENRES.iter().chain(TRADITIONAL) {
        let Ok(text) = fs::read_to_string(folder.join(format!("{genre}.jsonl"))) else { continue };
        let (mut bytes, mut articles, mut changed) = (0, 0, Vec::new());
        for line in text.lines() {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let report = clean(article["text"].as_str().unwrap().as_bytes(), &settings()).report;
            bytes += article["text"].as_str().unwrap().len();
            articles += 1;
            if !report.applied.is_empty() {
                changed.push(article["id"].as_str().unwrap().to_owned());
            }
        }
        println!("{genre:<20} {bytes:>10} {articles:>8} {:>8}  {:?}", changed.len(), &changed[..changed.len().min(3)]);
    }
}

#[derive(Default)]
struct Tally {
    articles: usize,
    exact: usize,
    characters: usize,
    lost: usize,
    outside: usize,
    left: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.articles += other.articles;
        self.exact += other.exact;
        self.characters += other.characters;
        self.lost += other.lost;
        self.outside += other.outside;
        for (class, n) in &other.left {
            *self.left.entry(class).or_default() += n;
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name:<20} {:>8} {:>9.2} {:>10} {:>10} {:>9.4}",
            self.articles,
            share(self.exact, self.articles),
            self.characters,
            self.lost,
            share(self.characters - self.lost.min(self.characters), self.characters)
        );
    }
}

/// Keys from the commonest character on: which come first on real pages is close to that order.
fn key_order() -> Vec<(char, &'static str)> {
    let mut keys: Vec<_> = turned::images().map(|(image, _, reading)| (image, reading)).collect();
    keys.sort_by_key(|(image, _)| (char_cost(*image), *image));
    keys
}

fn measure(path: &Path, order: &[(char, &str)], show: usize) -> Tally {
    let mut tally = Tally::default();
    let mut shown = 0;
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let stride = (lines.len() / ARTICLES).max(1);
    for (number, line) in lines.iter().step_by(stride).take(ARTICLES).enumerate() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let (article, outside) = holdable(article["text"].as_str().unwrap());
        let random = spread(number as u64 + 1);
        let keys = &order[..(KEYS.0 + random % (KEYS.1 - KEYS.0)) as usize];
        let marks = if random & 1 << 40 == 0 { hijack::FEW_MARKS } else { hijack::MANY_MARKS };
        let damaged = hijack::extract(&hijack::hijack(&hijack::paragraphs(&article), keys, marks));
        let restored = clean(damaged.as_bytes(), &settings()).text;
        tally.articles += 1;
        tally.outside += outside;
        tally.characters += article.chars().count();
        tally.exact += usize::from(restored == article);
        if let Some(folder) = env::var_os("ZHCLEAN_KEEP").filter(|_| restored != article) {
            let stem = Path::new(&folder).join(format!("{}-{number}", path.file_stem().unwrap().display()));
            fs::write(stem.with_extension("damaged"), &damaged).unwrap();
            fs::write(stem.with_extension("true"), &article).unwrap();
        }
        for (was, is) in article.lines().zip(restored.lines()).filter(|(was, is)| was != is) {
            let (was, is) = difference(was, is);
            tally.lost += was.chars().count().max(is.chars().count());
            let class = class(is);
            *tally.left.entry(class).or_default() += 1;
            if shown < show {
                shown += 1;
                println!("  {number} {class}: {was} | {is}");
            }
        }
        if article.lines().count() != restored.lines().count() {
            *tally.left.entry("line breaks").or_default() += 1;
        }
    }
    tally
}

fn settings() -> Settings {
    Settings { stages: Damages::NONE.with(Damage::Gloss).with(Damage::Script), ..Settings::default() }
}

/// The article as GBK can hold it, one paragraph a line, and how many characters that took away.
fn holdable(text: &str) -> (String, usize) {
    let holds = |c: &char| (c.is_ascii() && !matches!(c, '<' | '>')) || gbk::bytes(*c).is_some() && *c != '\u{3000}';
    let mut kept = String::with_capacity(text.len());
    for line in text.lines().map(|line| line.chars().filter(holds).collect::<String>()) {
        if !line.trim().is_empty() {
            kept.push_str(line.trim());
            kept.push('\n');
        }
    }
    let outside = text.chars().filter(|c| !holds(c)).count();
    (kept, outside)
}

/// What differs between two lines, without what they have in common at both ends.
fn difference<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let head: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    (&a[..a.len() - tail], &b[..b.len() - tail])
}

fn class(left: &str) -> &'static str {
    let is_torn = |mark: &char| left.contains(&format!("?{mark}"));
    match () {
        () if ['，', '！', '？', '；', '。'].iter().any(is_torn) => "cut run held",
        () if left.contains('>') => "swallowed tag held",
        () if left.contains('(') || left.contains(')') => "gloss left",
        () if left.contains('?') => "lost byte held",
        () => "wrong choice",
    }
}

/// A fixed scramble of the article's number, so that every run damages alike.
fn spread(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 30;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 27)
}
