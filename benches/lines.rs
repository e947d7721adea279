//! How well lines are judged, and what that costs.
//!
//! `python3 benches/corpora/lay_out.py` lays out clean articles; `cargo bench --bench lines` then prints the speed of
//! the two line stages on clean text and on pages in their frames. `ZHCLEAN_CORPORA=folder` is where the articles are.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "lines/speed.rs"]
mod speed;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    speed::print(&folder);
}

/// The texts of a genre's articles; none where the corpora are not laid out.
fn articles(folder: &Path, genre: &str) -> Vec<String> {
    let Ok(text) = fs::read_to_string(folder.join(format!("{genre}.jsonl"))) else { return Vec::new() };
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}
