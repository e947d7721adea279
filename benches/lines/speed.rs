//! What the two line stages cost, in MB/s of one core, by genre and stage.
//! Apart from quality, because a figure of speed wants nothing else in its loop.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use zhclean::Settings;
use zhclean::page::Page;
use zhclean::stage::{Context, Stage};
use zhclean::stages::{navigation, spam};

/// Megabytes looked at of each genre.
const MOST: usize = 3_000_000;

/// Times each measure is taken; the best counts.
const ROUNDS: usize = 5;

const GENRES: &[&str] = &[
    "news",
    "laws",
    "help-simplified",
    "books-simplified",
    "reviews",
    "manuals-simplified",
    "verse",
    "help-traditional",
];

/// Prints a row for each genre and for the fixtures' pages in their frames.
pub(crate) fn print(folder: &Path) {
    println!("{:<20} {:>10} {:>10} {:>10} {:>12}", "MB/s of one core", "navigation", "spam", "both", "bytes a line");
    for genre in GENRES {
        let texts = super::articles(folder, genre);
        row(genre, &pages(&texts));
    }
    row("pages in frames", &pages(&framed()));
}

fn framed() -> Vec<String> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut folders: Vec<_> = std::fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().filter_map(|folder| std::fs::read_to_string(folder.join("input.bin")).ok()).collect()
}

fn pages(texts: &[String]) -> Vec<Page> {
    let mut bytes = 0;
    let some = texts.iter().take_while(|text| {
        bytes += text.len();
        bytes <= MOST
    });
    some.map(|text| Page::from_text(text)).collect()
}

fn row(name: &str, pages: &[Page]) {
    let bytes: usize = pages.iter().flat_map(Page::lines).map(|line| line.text.len() + 1).sum();
    if bytes == 0 {
        return;
    }
    let lines = pages.iter().map(|page| page.lines().len()).sum::<usize>();
    let (first, second) = (seconds(&navigation::STAGE, pages), seconds(&spam::STAGE, pages));
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!(
        "{name:<20} {:>10.0} {:>10.0} {:>10.0} {:>12}",
        rate(first),
        rate(second),
        rate(first + second),
        bytes / lines
    );
}

fn seconds(stage: &Stage, pages: &[Page]) -> f64 {
    let settings = Settings::default();
    let context = Context { settings: &settings, past: &[], findings: &[] };
    let once = || {
        let start = Instant::now();
        for page in pages {
            black_box((stage.propose)(page, &context));
        }
        start.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| once()).fold(f64::MAX, f64::min)
}
