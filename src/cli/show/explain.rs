//! What was done to a page and why, for people: `--explain` and the line of `--verbose`.
//! It tells the report's repairs in the order of lines, since that is how people look at a page.

use std::fmt::Write;

use zhclean::Report;
use zhclean::report::Told;

use super::{Paint, tally};
use crate::cli::escape;

/// A glance at a text is enough to find it; the report has all of it.
const MOST_CHARACTERS: usize = 60;

/// One line: the encoding, and how many repairs of each class.
pub(crate) fn summary(name: &str, report: &Report, changed: bool, paint: Paint) -> String {
    let mut line = format!("{}: {}", paint.bold(name), decoding(report));
    // Writing to a string cannot fail, here and below.
    let _ = match (changed, report.applied.is_empty()) {
        (false, _) => write!(line, "; clean"),
        (true, true) => write!(line, "; no repairs, only encoding, line endings or last line feed"),
        (true, false) => write!(line, "; {}", tally::list(&report.applied)),
    };
    if !report.held.is_empty() {
        let _ = write!(line, "; held: {}", tally::list(&report.held));
    }
    line.push('\n');
    line
}

/// Every finding and repair, a line each.
pub(crate) fn explain(name: &str, report: &Report, changed: bool, paint: Paint) -> String {
    let mut text = summary(name, report, changed, paint);
    for finding in &report.findings {
        let _ = writeln!(text, "      {finding}");
    }
    let mut repairs: Vec<_> = report.repairs.iter().collect();
    // Stable: on one line, stages stay in their order and repairs in their place.
    repairs.sort_by_key(|told| told.line);
    let mut last = None;
    for told in repairs {
        let number = if last == Some(told.line) { String::new() } else { told.line.to_string() };
        last = Some(told.line);
        let _ = writeln!(text, "{} {}", paint.cyan(&format!("{number:>5}")), repair(told, paint));
    }
    text
}

fn decoding(report: &Report) -> String {
    let decoding = &report.decoding;
    let mut text = format!("{}, {}", decoding.encoding.name(), decoding.how);
    if decoding.malformed > 0 {
        let _ = write!(text, ", {} malformed", decoding.malformed);
    }
    text
}

fn repair(told: &Told, paint: Paint) -> String {
    let before = paint.red(&escape::quote(&told.before, MOST_CHARACTERS));
    let change = match &told.after {
        None => format!("drops {before}"),
        Some(after) if after.is_empty() => format!("takes out {before}"),
        Some(after) => format!("{before} → {}", paint.green(&escape::quote(after, MOST_CHARACTERS))),
    };
    let held = if told.applied { "" } else { "held, " };
    let why = told.evidence.to_string();
    format!("{:<10} {change}: {} ({held}{})", told.damage.name(), escape::escape(&why), told.certainty)
}
