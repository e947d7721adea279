//! The order of the stages, and the only place that applies their repairs.

use crate::metadata::Metadata;
use crate::page::{Edit, Page};
use crate::repair::{Finding, Repair};
use crate::settings::Settings;
use crate::stage::{Context, Proposals, Stage};
use crate::stages::{form, gloss, mojibake, navigation, script, space, spam, width};

/// Every stage, in the order they run. Each file's first sentence says why it stands there.
pub const STAGES: &[Stage] = &[
    mojibake::STAGE,
    form::STAGE,
    gloss::STAGE,
    navigation::STAGE,
    spam::STAGE,
    width::STAGE,
    script::STAGE,
    space::STAGE,
];

/// A page after the pipeline, and everything that happened to it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The cleaned page.
    pub page: Page,
    /// Repairs applied, stage by stage.
    pub applied: Vec<Repair>,
    /// For each applied repair, the text it took away.
    pub before: Vec<String>,
    /// Repairs seen but not applied.
    pub held: Vec<Repair>,
    /// For each held repair, the text it would take away.
    pub held_before: Vec<String>,
    /// Facts about the whole page.
    pub findings: Vec<Finding>,
    /// What the page says about itself.
    pub metadata: Metadata,
}

/// Runs the stages that `settings` names over a decoded page.
pub fn run(page: Page, settings: &Settings) -> Outcome {
    let mut outcome = Outcome { page, ..Outcome::default() };
    for stage in STAGES.iter().filter(|stage| settings.stages.contains(stage.damage)) {
        let context = Context { settings, past: &outcome.applied, findings: &outcome.findings };
        let Proposals { repairs, findings, metadata } = (stage.propose)(&outcome.page, &context);
        debug_assert!(repairs.iter().all(|repair| repair.evidence.damage() == stage.damage));
        let (apply, hold): (Vec<_>, Vec<_>) =
            repairs.into_iter().partition(|repair| repair.certainty >= settings.apply_from);
        for repair in hold {
            outcome.hold(repair);
        }
        outcome.apply(apply);
        outcome.findings.extend(findings);
        outcome.metadata = std::mem::take(&mut outcome.metadata).or(metadata);
    }
    outcome
}

impl Outcome {
    fn hold(&mut self, repair: Repair) {
        let line = self.page.line(repair.line).map_or("", |line| line.text.as_str());
        let before = match &repair.edit {
            Edit::Drop => line,
            Edit::Replace { span, .. } => line.get(span.clone()).unwrap_or(""),
        };
        self.held_before.push(before.to_owned());
        self.held.push(repair);
    }

    fn apply(&mut self, repairs: Vec<Repair>) {
        let taken = self.page.apply(repairs.iter().map(|repair| (repair.line, &repair.edit)));
        debug_assert!(taken.iter().all(Option::is_some), "a stage proposed repairs that overlap or miss their line");
        for (repair, before) in repairs.into_iter().zip(taken) {
            match before {
                Some(before) => {
                    self.before.push(before);
                    self.applied.push(repair);
                }
                None => self.hold(repair),
            }
        }
    }
}
