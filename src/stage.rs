//! What a stage is: a class of damage and a function that proposes repairs. It never changes the page.

use crate::metadata::Metadata;
use crate::page::Page;
use crate::repair::{Damage, Finding, Repair};
use crate::settings::Settings;

/// What a stage may know besides the page.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The caller's choices.
    pub settings: &'a Settings,
    /// Repairs that earlier stages had applied.
    pub past: &'a [Repair],
    /// Facts about the whole page that earlier stages found.
    pub findings: &'a [Finding],
}

/// What a stage answers: repairs sorted by line and place that do not overlap, and facts about the page.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Changes to lines, sorted by line and place.
    pub repairs: Vec<Repair>,
    /// Facts about the whole page.
    pub findings: Vec<Finding>,
    /// What the page says about itself.
    pub metadata: Metadata,
}

impl From<Vec<Repair>> for Proposals {
    fn from(repairs: Vec<Repair>) -> Self {
        Self { repairs, ..Self::default() }
    }
}

/// One step of the pipeline.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// The class of damage it repairs.
    pub damage: Damage,
    /// One sentence on what it does, for people.
    pub about: &'static str,
    /// Looks at the page and proposes.
    pub propose: fn(&Page, &Context<'_>) -> Proposals,
}
