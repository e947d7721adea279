//! The one type with a wire format: what was known, applied, held and found on a page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::decode::Decoding;
use crate::page::Edit;
use crate::pipeline::Outcome;
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair};

/// The version of the wire format. A change that a reader must know of raises it.
pub const SCHEMA: u32 = 1;

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
    pub line: String,
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

/// What happened to one page.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// Every repair, stage by stage; applied ones first.
    pub repairs: Vec<Told>,
}

impl Report {
    /// The report of an outcome; `lines_in` counts the lines of the decoded input.
    pub fn new(decoding: Decoding, lines_in: usize, outcome: Outcome) -> Self {
        let Outcome { page, applied, before, held, held_before, findings } = outcome;
        let lines = Lines { input: lines_in, output: page.lines().len() };
        let (n_applied, n_held) = (counts(&applied), counts(&held));
        let done = applied.into_iter().zip(before).map(|(repair, before)| told(repair, before, true));
        let left = held.into_iter().zip(held_before).map(|(repair, before)| told(repair, before, false));
        let repairs = done.chain(left).collect();
        Self { schema: SCHEMA, decoding, lines, applied: n_applied, held: n_held, findings, repairs }
    }
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
        line: repair.line.to_string(),
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
