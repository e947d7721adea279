//! Prints the features of doubtful lines, for `train.py`: reads pages, one JSON array of lines each, from the file
//! that the environment variable `ZHCLEAN_LINES` names.
//! Apart from the scoring, because training needs what the model sees and no verdict.

use std::fmt::Write as _;
use std::{env, fs};

use zhclean::page::Page;
use zhclean::stages::navigation;

/// Writes `page number, line number, features…` for each doubtful line beside the file of the pages.
pub(crate) fn print() {
    let Some(path) = env::var_os("ZHCLEAN_LINES") else { return };
    let pages = fs::read_to_string(&path).unwrap();
    let mut rows = String::new();
    for (number, page) in pages.lines().enumerate() {
        let lines: Vec<String> = serde_json::from_str(page).unwrap();
        for doubt in navigation::doubts(&Page::from_text(&format!("{}\n", lines.join("\n")))) {
            write!(rows, "{number}\t{}", doubt.at).unwrap();
            doubt.features.iter().for_each(|feature| write!(rows, "\t{feature}").unwrap());
            rows.push('\n');
        }
    }
    fs::write(std::path::Path::new(&path).with_extension("features"), rows).unwrap();
}
