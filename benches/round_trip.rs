//! How much of hijacked text comes back: damages clean articles as the hijackers do and cleans them again.
//!
//! `python3 benches/corpora/lay_out.py` lays out the articles; `cargo bench --bench round_trip` then prints, by
//! genre, the share of articles and characters restored, and what is left by class of damage. `-- --show 20` prints
//! failures, `-- --articles 400` takes that many of each genre; `ZHCLEAN_CORPORA=folder` is where the articles are,
//! `ZHCLEAN_KEEP=folder` keeps the damaged and the true text of each article that did not come back.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "../tests/damage/hijack.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "shared with the tests")]
mod hijack;
#[path = "../tests/damage/observed.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "shared with the tests")]
mod observed;
#[path = "../tests/damage/scattered.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "shared with the tests")]
mod scattered;
#[path = "round_trip/tally.rs"]
mod tally;

use std::path::{Path, PathBuf};
use std::{env, fs};

use hijack::{FEW_MARKS, MANY_MARKS, Server};
use tally::Tally;
use zhclean::charset::gbk;
use zhclean::repair::Damage;
use zhclean::settings::Damages;
use zhclean::tables::is_han;
use zhclean::{Settings, clean};

/// Articles taken of each genre, unless `--articles` says otherwise.
const ARTICLES: usize = 800;

/// Genres of Simplified text as people write it on pages.
const GENRES: &[&str] = &["news", "reviews", "help-simplified", "manuals-simplified", "laws", "books-simplified"];

/// Genres of genuine Traditional text.
const TRADITIONAL: &[&str] = &["help-traditional", "manuals-traditional", "books-traditional", "scripture", "verse"];

/// Fewest and most keys of a page; quartiles of those seen are 52, 86 and 112, and 132 keys are known.
const KEYS: (u64, u64) = (40, 132);

/// Hanzi from which an article is as long as most pages; below, a page can be too short to be judged.
const LONG: usize = 150;

/// The rarer ways of the hijackers, each over the news.
const VARIANTS: &[&str] = &["second list", "nothing for ?", "folded", "toneless", "sprinkled", "turned only"];

/// What the command line asks for.
struct Options {
    folder: PathBuf,
    articles: usize,
    show: usize,
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let number = |name: &str, default| {
        arguments.iter().position(|a| a == name).map_or(default, |at| arguments[at + 1].parse().unwrap())
    };
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    let options = Options { folder, articles: number("--articles", ARTICLES), show: number("--show", 0) };
    let mut total = Tally::default();
    let mut by_genre = Vec::new();
    tally::print_head("genre");
    for genre in GENRES {
        let Some(tally) = measure(genre, "", &options) else { continue };
        tally.print(genre);
        total.add(&tally);
        by_genre.push((*genre, tally));
    }
    total.print("all");
    by_genre.push(("all", total));
    let total = &by_genre[by_genre.len() - 1].1;
    println!("\nwhat is left, by class: {:?}", total.left);
    println!("characters GBK cannot hold, counted apart: {}", total.outside);
    println!();
    tally::print_head(&format!("{LONG} hanzi or more"));
    for (genre, tally) in &by_genre {
        tally.print_long(genre);
    }
    println!("\nplaces that did not come back, of all damaged places, by what the damage was");
    for (genre, tally) in &by_genre {
        tally.print_places(genre);
    }
    println!();
    tally::print_head("rarer ways, on news");
    for variant in VARIANTS {
        if let Some(tally) = measure("news", variant, &options) {
            tally.print(variant);
        }
    }
    healthy(&options.folder);
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

/// Damages the articles of a genre and cleans them.
fn measure(genre: &str, variant: &str, options: &Options) -> Option<Tally> {
    let path = options.folder.join(format!("{genre}.jsonl"));
    let Ok(text) = fs::read_to_string(path) else {
        println!("{genre:<20} missing: run benches/corpora/lay_out.py");
        return None;
    };
    let mut tally = Tally::default();
    let lines: Vec<&str> = text.lines().collect();
    let stride = (lines.len() / options.articles).max(1);
    let mut left_to_show = options.show;
    for (number, line) in lines.iter().step_by(stride).take(options.articles).enumerate() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let (article, outside) = holdable(article["text"].as_str().unwrap());
        let hijacker = Hijacker::of(variant, scattered::spread(number as u64));
        let damaged = hijacker.damage(&article);
        let mut restored = clean(damaged.as_bytes(), &settings()).text;
        let mut article = article;
        if variant == "folded" {
            (restored, article) = (hijack::narrow(&restored), hijack::narrow(&article));
        }
        tally.outside += outside;
        tally.article(&article, &restored, article.chars().filter(|c| is_han(*c)).count() >= LONG);
        if variant.is_empty() {
            let held = restored == damaged;
            tally.places(&article, &restored, held, &hijacker.server(&observed::borrowed(&hijacker.keys)));
        }
        if restored == article {
            continue;
        }
        if let Some(folder) = env::var_os("ZHCLEAN_KEEP") {
            let stem = Path::new(&folder).join(format!("{genre}{}-{number}", variant.replace(' ', "-")));
            fs::write(stem.with_extension("damaged"), &damaged).unwrap();
            fs::write(stem.with_extension("true"), &article).unwrap();
        }
        for (was, is) in tally::differences(&article, &restored).take(left_to_show) {
            left_to_show -= 1;
            println!("  {number} {}: {} | {is}", tally::class(is), &article[was]);
        }
    }
    Some(tally)
}

/// One hijacked server, by chance.
struct Hijacker<'v> {
    variant: &'v str,
    random: u64,
    /// A random beginning of the list.
    keys: Vec<(char, String)>,
}

impl<'v> Hijacker<'v> {
    fn of(variant: &'v str, random: u64) -> Self {
        let mut keys = observed::keys(if variant == "second list" { "2" } else { "1" });
        match variant {
            "turned only" | "toneless" => keys.clear(),
            "second list" => {}
            _ => keys.truncate((KEYS.0 + random % (KEYS.1 - KEYS.0 + 1)) as usize),
        }
        Hijacker { variant, random, keys }
    }

    fn server<'a>(&self, keys: &'a [(char, &'a str)]) -> Server<'a> {
        let marks = if self.random & 1 << 40 == 0 { FEW_MARKS } else { MANY_MARKS };
        let lost = if self.variant == "nothing for ?" { "" } else { "?" };
        Server { keys, marks, lost, dropped: "" }
    }

    /// The article as the server serves it and an extractor sees it.
    fn damage(&self, article: &str) -> String {
        if self.variant == "sprinkled" {
            return scattered::scattered(article, self.random, true);
        }
        let keys = observed::borrowed(&self.keys);
        let page = hijack::extract(&self.server(&keys).serve(&hijack::paragraphs(article)));
        match self.variant {
            "toneless" => scattered::scattered(&page, self.random, false),
            "folded" => hijack::narrow(&page),
            _ => page,
        }
    }
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
