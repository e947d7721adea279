//! What the line stages drop of clean text, where every line dropped is a false alarm.
//! Apart from the gold pages, because here the text is as people wrote it, headings and lists and all.

use std::path::Path;

use super::frames::Line;
use super::gold;

const GENRES: &[&str] = &[
    "news",
    "reviews",
    "help-simplified",
    "verse",
    "laws",
    "books-simplified",
    "manuals-simplified",
    "scripture",
    "old-novel",
    "sayings",
    "lives-of-poets",
    "help-traditional",
    "books-traditional",
];

/// Prints how many lines of each genre are dropped, and the first of them.
pub(crate) fn print(folder: &Path, show: usize) {
    println!("\n{:<20} {:>8} {:>10} {:>8}", "clean text", "MB", "lines", "dropped");
    let mut shown = Vec::new();
    for genre in GENRES {
        let (mut bytes, mut lines, mut dropped) = (0, 0, 0);
        for article in super::articles(folder, genre) {
            bytes += article.len();
            let own: Vec<Line> = article.lines().map(|text| Line { family: None, text: text.to_owned() }).collect();
            lines += own.len();
            for (line, gone) in own.iter().zip(gold::removed(&own)) {
                dropped += usize::from(gone);
                if gone && shown.len() < show {
                    shown.push(format!("  {genre}: {}", line.text));
                }
            }
        }
        println!("{genre:<20} {:>8.1} {lines:>10} {dropped:>8}", bytes as f64 / 1e6);
    }
    shown.iter().for_each(|line| println!("{line}"));
}
