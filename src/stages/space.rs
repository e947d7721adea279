//! Last, because layout is evidence for the line stages.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// takes out indentation, odd spaces and blank lines that a scraper added
pub const STAGE: Stage = Stage {
    damage: Damage::Space,
    about: "takes out indentation, odd spaces and blank lines that a scraper added",
    propose,
};

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
