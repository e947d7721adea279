//! Totals over the pages of a run, for `--stats` and for the last line.
//! They are sums of what each page's report says.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use zhclean::Report;
use zhclean::repair::Damage;

use super::super::args::Kind;

/// Sums over pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Pages read and cleaned.
    pub(crate) cleaned: usize,
    /// Those that came out different.
    pub(crate) changed: usize,
    /// Pages that failed.
    pub(crate) failed: usize,
    /// Files of folders that are no text.
    pub(crate) not_text: usize,
    /// Records without the field that text is in.
    pub(crate) without_text: usize,
    bytes: usize,
    lines_in: usize,
    lines_out: usize,
    encodings: BTreeMap<&'static str, usize>,
    applied: BTreeMap<Damage, usize>,
    held: BTreeMap<Damage, usize>,
    /// Pages put aside, by what was found.
    pub(crate) aside: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// One cleaned page of `bytes` bytes.
    pub(crate) fn page(report: &Report, bytes: usize, changed: bool) -> Self {
        Self {
            cleaned: 1,
            changed: changed.into(),
            bytes,
            lines_in: report.lines.input,
            lines_out: report.lines.output,
            encodings: BTreeMap::from([(report.decoding.encoding.name(), 1)]),
            applied: report.applied.clone(),
            held: report.held.clone(),
            ..Self::default()
        }
    }

    /// One failed page.
    pub(crate) fn failure() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    /// One file that is no text and was passed over.
    pub(crate) fn passed_over() -> Self {
        Self { not_text: 1, ..Self::default() }
    }

    /// One record without text, which was passed on.
    pub(crate) fn without_text() -> Self {
        Self { without_text: 1, ..Self::default() }
    }

    /// Everything that was looked at.
    pub(crate) fn seen(&self) -> usize {
        self.cleaned + self.failed + self.not_text + self.without_text
    }

    /// Counts the page as put aside.
    pub(crate) fn put_aside(&mut self, kind: Kind) {
        *self.aside.entry(kind.name()).or_default() += 1;
    }

    /// What was put aside, as `doorway 2, spliced 1`.
    pub(crate) fn kinds_aside(&self) -> String {
        list(&self.aside)
    }

    /// Adds the sums of other pages.
    pub(crate) fn add(&mut self, other: Tally) {
        self.cleaned += other.cleaned;
        self.changed += other.changed;
        self.failed += other.failed;
        self.not_text += other.not_text;
        self.without_text += other.without_text;
        self.bytes += other.bytes;
        self.lines_in += other.lines_in;
        self.lines_out += other.lines_out;
        merge(&mut self.encodings, other.encodings);
        merge(&mut self.applied, other.applied);
        merge(&mut self.held, other.held);
        merge(&mut self.aside, other.aside);
    }

    /// The sums for people.
    pub(crate) fn show(&self, took: Duration) -> String {
        let mut text = String::new();
        let speed = self.bytes as f64 / 1e6 / took.as_secs_f64().max(1e-9);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "pages      {} cleaned, of them {} changed", self.cleaned, self.changed);
        let _ = writeln!(text, "           {} failed, {} passed over as no text", self.failed, self.not_text);
        let _ = writeln!(text, "lines      {} in, {} out", self.lines_in, self.lines_out);
        let _ = writeln!(text, "encodings  {}", list(&self.encodings));
        let _ = writeln!(text, "applied    {}", list(&self.applied));
        let _ = writeln!(text, "held       {}", list(&self.held));
        if !self.aside.is_empty() {
            let _ = writeln!(text, "put aside  {}", self.kinds_aside());
        }
        let _ = writeln!(text, "time       {:.2} s, {speed:.1} MB/s", took.as_secs_f64());
        text
    }
}

fn merge<K: Ord>(sums: &mut BTreeMap<K, usize>, other: BTreeMap<K, usize>) {
    for (key, n) in other {
        *sums.entry(key).or_default() += n;
    }
}

/// Counts as `gloss 369, spam 1`, or `none`.
pub(super) fn list<K: std::fmt::Display>(counts: &BTreeMap<K, usize>) -> String {
    if counts.is_empty() {
        return "none".to_owned();
    }
    counts.iter().map(|(key, n)| format!("{key} {n}")).collect::<Vec<_>>().join(", ")
}
