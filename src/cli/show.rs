//! What people and programs are told of a page: rendered here, written by `run`.
//! Nothing is worked out for showing; all of it stands in the report or in the page.

mod diff;
mod explain;
mod lists;
mod tally;

use std::path::Path;

use serde::Serialize;
use zhclean::Report;
use zhclean::report::FailedRow;

pub(crate) use diff::diff;
pub(crate) use explain::{explain, malformed, summary};
pub(crate) use lists::{rules, stages};
pub(crate) use tally::Tally;

/// Colours for one stream, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// For names.
    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// For what is taken away, and for failures.
    pub(crate) fn red(self, text: &str) -> String {
        self.with("31", text)
    }

    /// For what is put in place.
    pub(crate) fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    /// For places.
    pub(crate) fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }
}

/// The report of one page as a line of JSON.
pub(crate) fn report_line(path: &Path, report: &Report, repairs: bool) -> Vec<u8> {
    json(&report.row(Some(&path.to_string_lossy()), repairs))
}

/// The report of one record as a value of JSON.
pub(crate) fn report_value(report: &Report, repairs: bool) -> Vec<u8> {
    let mut value = json(&report.row(None, repairs));
    value.pop();
    value
}

/// A failed page as a line of JSON, so that a report names every page.
pub(crate) fn failed_line(path: &Path, why: &str) -> Vec<u8> {
    json(&FailedRow::new(&path.to_string_lossy(), why))
}

/// The dropped lines of one page as lines of JSON.
pub(crate) fn dropped_lines(path: &Path, report: &Report) -> Vec<u8> {
    report.dropped(&path.to_string_lossy()).flat_map(|row| json(&row)).collect()
}

fn json(row: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(row).expect("rows have text keys and write to memory");
    line.push(b'\n');
    line
}
