//! The one type with a wire format: what was known, applied, held and found on a page.

mod words;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::decode::Decoding;
use crate::metadata::Metadata;
use crate::page::{Edit, LineNumber, Page};
use crate::pipeline::Outcome;
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair};
use crate::rules::Rule;
use crate::stages::navigation::NAVIGATION_RULES;
use crate::stages::spam::SPAM_RULES;

/// The version of the wire format. A change that a reader must know of raises it.
pub const SCHEMA: u32 = 1;

/// Every rule that a report may name, family by family.
pub const RULES: [&[Rule]; 2] = [NAVIGATION_RULES, SPAM_RULES];

/// Line counts of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// Lines of the decoded input.
    #[serde(rename = "in")]
    pub input: usize,
    /// Lines of the output.
    #[serde(rename = "out")]
    pub output: usize,
}

/// One repair as the report tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The input line, counted from 1, with `.n` for text behind a line break given back.
    #[serde(serialize_with = "as_text")]
    pub line: LineNumber,
    /// The class of damage.
    pub damage: Damage,
    /// How sure the stage was.
    pub certainty: Certainty,
    /// Whether it was applied; otherwise it was held.
    pub applied: bool,
    /// The text as it stood.
    pub before: String,
    /// The text it became; `None` for a dropped line.
    pub after: Option<String>,
    /// Why.
    pub evidence: Evidence,
}

/// What happened to one page. It is written as [`Report::row`] says, with every repair and no path.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What is known of the bytes.
    pub decoding: Decoding,
    /// Line counts.
    pub lines: Lines,
    /// Repairs applied, by class.
    pub applied: BTreeMap<Damage, usize>,
    /// Repairs held, by class.
    pub held: BTreeMap<Damage, usize>,
    /// Facts about the whole page.
    pub findings: Vec<Finding>,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// Every repair, stage by stage; applied ones first.
    pub repairs: Vec<Told>,
}

impl Report {
    /// The cleaned page of an outcome and the report on it; `lines_in` counts the lines of the decoded input.
    pub fn of(decoding: Decoding, lines_in: usize, outcome: Outcome) -> (Page, Self) {
        let Outcome { page, applied, before, held, held_before, findings, metadata } = outcome;
        let metadata = match &decoding.html {
            Some(markup) => metadata.or(markup.metadata.clone()),
            None => metadata,
        };
        let lines = Lines { input: lines_in, output: page.lines().len() };
        let (n_applied, n_held) = (counts(&applied), counts(&held));
        let done = applied.into_iter().zip(before).map(|(repair, before)| told(repair, before, true));
        let left = held.into_iter().zip(held_before).map(|(repair, before)| told(repair, before, false));
        let repairs = done.chain(left).collect();
        let report =
            Self { schema: SCHEMA, decoding, lines, applied: n_applied, held: n_held, findings, metadata, repairs };
        (page, report)
    }
}

/// A report as one JSON object: `schema` first, then the page's path where it has one, then the facts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    decoding: &'a Decoding,
    lines: Lines,
    applied: &'a BTreeMap<Damage, usize>,
    held: &'a BTreeMap<Damage, usize>,
    findings: &'a [Finding],
    #[serde(skip_serializing_if = "Metadata::is_empty")]
    metadata: &'a Metadata,
    #[serde(skip_serializing_if = "Option::is_none")]
    repairs: Option<&'a [Told]>,
}

/// A page that could not be read or written, in the place of its report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailedRow<'a> {
    schema: u32,
    path: &'a str,
    failed: &'a str,
}

impl<'a> FailedRow<'a> {
    /// The row of the page at `path`, with the reason as a sentence.
    pub const fn new(path: &'a str, failed: &'a str) -> Self {
        Self { schema: SCHEMA, path, failed }
    }
}

/// A dropped line as one JSON object, so that nothing goes without a trace.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DroppedRow<'a> {
    schema: u32,
    path: &'a str,
    #[serde(serialize_with = "as_text")]
    line: LineNumber,
    damage: Damage,
    certainty: Certainty,
    text: &'a str,
    evidence: &'a Evidence,
}

impl Report {
    /// The report as it is written; without `repairs` it has their counts only.
    pub fn row<'a>(&'a self, path: Option<&'a str>, repairs: bool) -> Row<'a> {
        Row {
            schema: self.schema,
            path,
            decoding: &self.decoding,
            lines: self.lines,
            applied: &self.applied,
            held: &self.held,
            findings: &self.findings,
            metadata: &self.metadata,
            repairs: repairs.then_some(&self.repairs),
        }
    }

    /// Every line that was dropped from the page at `path`.
    pub fn dropped<'a>(&'a self, path: &'a str) -> impl Iterator<Item = DroppedRow<'a>> {
        let gone = self.repairs.iter().filter(|told| told.applied && told.after.is_none());
        gone.map(move |told| DroppedRow {
            schema: self.schema,
            path,
            line: told.line,
            damage: told.damage,
            certainty: told.certainty,
            text: &told.before,
            evidence: &told.evidence,
        })
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.row(None, true).serialize(serializer)
    }
}

fn as_text<S: Serializer>(line: &LineNumber, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(line)
}

fn counts(repairs: &[Repair]) -> BTreeMap<Damage, usize> {
    let mut counts = BTreeMap::new();
    for repair in repairs {
        *counts.entry(repair.evidence.damage()).or_default() += 1;
    }
    counts
}

fn told(repair: Repair, before: String, applied: bool) -> Told {
    Told {
        line: repair.line,
        damage: repair.evidence.damage(),
        certainty: repair.certainty,
        applied,
        before,
        after: match repair.edit {
            Edit::Drop => None,
            Edit::Replace { with, .. } => Some(with),
        },
        evidence: repair.evidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;
    use crate::decode::{How, Odd};
    use crate::repair::Verdict;

    /// The wire format. Whoever has to change this raises [`SCHEMA`].
    #[test]
    fn the_wire_format_stays() {
        let page = Page::from_text("首页\n广告\n一,二\n");
        let verdict = Verdict { score: 6, rules: vec!["spam/series"] };
        let evidence = Evidence::Spam { verdict, foreign_script: false };
        let spam = Repair { line: LineNumber::new(2), edit: Edit::Drop, evidence, certainty: Certainty::Certain };
        let edit = Edit::Replace { span: 3..4, with: "，".to_owned() };
        let evidence = Evidence::Width { from: ',', to: '，' };
        let width = Repair { line: LineNumber::new(3), edit, evidence, certainty: Certainty::Doubtful };
        let findings = vec![Finding::Unrecoverable { line: 1, what: "nothing" }];
        let (before, held_before) = (vec!["广告".to_owned()], vec![",".to_owned()]);
        let metadata = Metadata { title: Some("题".to_owned()), views: Some(7), ..Metadata::default() };
        let (applied, held) = (vec![spam], vec![width]);
        let outcome = Outcome { page, applied, before, held, held_before, findings, metadata };
        let decoding = Decoding {
            encoding: Charset::GB18030,
            how: How::Judged,
            runner_up: Some((Charset::BIG5, 90)),
            malformed: 2,
            nulls: 0,
            other: vec![Odd { line: 2, encoding: Charset::UTF_8 }],
            binary: false,
            html: None,
        };
        let (_, report) = Report::of(decoding, 3, outcome);

        let json = |row: Row<'_>| serde_json::to_string(&row).unwrap();
        let facts = concat!(
            r#""decoding":{"encoding":"gb18030","how":"judged","runner_up":["Big5",90],"malformed":2,"nulls":0,"#,
            r#""other":[{"line":2,"encoding":"UTF-8"}],"binary":false},"#,
            r#""lines":{"in":3,"out":3},"applied":{"spam":1},"held":{"width":1},"#,
            r#""findings":[{"unrecoverable":{"line":1,"what":"nothing"}}],"metadata":{"title":"题","views":7}"#,
        );
        let repairs = concat!(
            r#""repairs":[{"line":"2","damage":"spam","certainty":"certain","applied":true,"before":"广告","after":null,"#,
            r#""evidence":{"spam":{"verdict":{"score":6,"rules":["spam/series"]},"foreign_script":false}}},"#,
            r#"{"line":"3","damage":"width","certainty":"doubtful","applied":false,"before":",","after":"，","#,
            r#""evidence":{"width":{"from":",","to":"，"}}}]"#,
        );
        assert_eq!(json(report.row(Some("a/b.txt"), false)), format!(r#"{{"schema":1,"path":"a/b.txt",{facts}}}"#));
        assert_eq!(serde_json::to_string(&report).unwrap(), format!(r#"{{"schema":1,{facts},{repairs}}}"#));
        let dropped: Vec<_> = report.dropped("a").map(|row| serde_json::to_string(&row).unwrap()).collect();
        let line = concat!(
            r#"{"schema":1,"path":"a","line":"2","damage":"spam","certainty":"certain","text":"广告","#,
            r#""evidence":{"spam":{"verdict":{"score":6,"rules":["spam/series"]},"foreign_script":false}}}"#,
        );
        assert_eq!(dropped, [line]);
    }
}
