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

/// A warning that bytes of the page mean nothing in its encoding.
pub(crate) fn malformed(name: &str, report: &Report, paint: Paint) -> String {
    let decoding = &report.decoding;
    let (zhclean, encoding) = (paint.red("zhclean:"), decoding.encoding.name());
    match decoding.malformed {
        1 => format!("{zhclean} {name}: 1 sequence that is no {encoding} became U+FFFD\n"),
        n => format!("{zhclean} {name}: {n} sequences that are no {encoding} became U+FFFD\n"),
    }
}

/// Every finding and repair, a line each.
pub(crate) fn explain(name: &str, report: &Report, changed: bool, paint: Paint) -> String {
    let mut text = summary(name, report, changed, paint);
    for odd in &report.decoding.other {
        let _ = writeln!(text, "      line {} has text in {}", odd.line, odd.encoding.name());
    }
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
    for (n, what) in [(decoding.malformed, "malformed"), (decoding.nulls, "NUL")] {
        if n > 0 {
            let _ = write!(text, ", {n} {what}");
        }
    }
    text
}

fn repair(told: &Told, paint: Paint) -> String {
    let before = paint.red(&escape::quote(&told.before, MOST_CHARACTERS));
    let change = match &told.after {
        None if told.before.is_empty() => "drops an empty line".to_owned(),
        None => format!("drops {before}"),
        Some(after) if after.is_empty() => format!("takes out {before}"),
        Some(after) => format!("{before} → {}", paint.green(&escape::quote(after, MOST_CHARACTERS))),
    };
    let held = if told.applied { "" } else { "held, " };
    let why = told.evidence.to_string();
    format!("{:<10} {change}: {} ({held}{})", told.damage.name(), escape::escape(&why), told.certainty)
}

#[cfg(test)]
mod tests {
    use zhclean::charset::Charset;
    use zhclean::decode::Odd;
    use zhclean::page::LineNumber;
    use zhclean::repair::{Certainty, Damage, Evidence, Finding, Verdict};
    use zhclean::{Settings, clean};

    use super::*;

    fn told(line: u32, before: &str, after: Option<&str>, evidence: Evidence, applied: bool) -> Told {
        let (line, after, before) = (LineNumber::new(line), after.map(str::to_owned), before.to_owned());
        Told { line, damage: evidence.damage(), certainty: Certainty::Likely, applied, before, after, evidence }
    }

    #[test]
    fn repairs_are_told_by_line() {
        let mut report = clean("一。\n".as_bytes(), &Settings::default()).report;
        let verdict = Verdict { score: 7, rules: vec!["spam/series"] };
        let gloss = Evidence::Gloss { base: '頁', reading: "yè".into(), always: false };
        report.repairs = vec![
            told(12, "(yè)", Some(""), gloss, true),
            told(3, "\u{1b}[2J広告", None, Evidence::Spam { verdict, foreign_script: false }, true),
            told(12, ",", Some("，"), Evidence::Width { from: ',', to: '，' }, false),
        ];
        report.applied = [(Damage::Gloss, 1), (Damage::Spam, 1)].into();
        report.held = [(Damage::Width, 1)].into();
        report.decoding.nulls = 2;
        report.decoding.other = vec![Odd { line: 4, encoding: Charset::BIG5 }];
        report.findings = vec![Finding::Unrecoverable { line: 2, what: "nothing is left" }];
        let shown = explain("p", &report, true, Paint(false));
        let expected = "p: UTF-8, valid, 2 NUL; gloss 1, spam 1; held: width 1\n      \
            line 4 has text in Big5\n      \
            line 2 cannot be restored: nothing is left; it was left as it stands\n    \
            3 spam       drops \"\\u{1b}[2J広告\": spam/series; score 7 (likely)\n   \
            12 gloss      takes out \"(yè)\": reading yè injected after 頁 (likely)\n      \
            width      \",\" → \"，\": ， was folded to , (held, likely)\n";
        assert_eq!(shown, expected);
    }
}
