//! How well lines are judged, and what that costs.
//!
//! `python3 benches/corpora/lay_out.py` lays out clean articles; `cargo bench --bench lines` then prints the speed of
//! the two line stages, how well they tell residue from text on pages made of those articles and the frames of
//! made-up sites, by genre and by family, and what they drop of clean text. `-- speed`, `-- gold` or `-- clean` runs
//! one of them, `-- features` writes what the line model is trained on, `-- --show 20` prints wrong lines,
//! `-- --pages 40` makes that many of each site and genre;
//! `ZHCLEAN_CORPORA=folder` is where the articles are.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "lines/clean.rs"]
mod clean;
#[path = "lines/features.rs"]
mod features;
#[path = "lines/frames.rs"]
mod frames;
#[path = "lines/gold.rs"]
mod gold;
#[path = "lines/speed.rs"]
mod speed;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Pages made of each site and genre, unless `--pages` says otherwise.
const PAGES: usize = 20;

fn main() {
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    let arguments: Vec<String> = env::args().collect();
    let number = |name: &str, default| {
        arguments.iter().position(|a| a == name).map_or(default, |at| arguments[at + 1].parse().unwrap())
    };
    let asked = |part: &str| {
        let parts = ["speed", "gold", "clean", "features"];
        arguments.iter().any(|a| a == part) || !arguments.iter().any(|a| parts.contains(&a.as_str()))
    };
    let show = number("--show", 0);
    if arguments.iter().any(|a| a == "features") {
        features::print();
    }
    if asked("speed") {
        speed::print(&folder);
    }
    if asked("gold") {
        gold::print(&folder, number("--pages", PAGES), show);
    }
    if asked("clean") {
        clean::print(&folder, show);
    }
}

/// The texts of a genre's articles; none where the corpora are not laid out.
fn articles(folder: &Path, genre: &str) -> Vec<String> {
    let Ok(text) = fs::read_to_string(folder.join(format!("{genre}.jsonl"))) else { return Vec::new() };
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}
