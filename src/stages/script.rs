//! After width, as a decision about the whole page with the glosses as evidence.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// restores Simplified where the page was turned Traditional
pub const STAGE: Stage =
    Stage { damage: Damage::Script, about: "restores Simplified where the page was turned Traditional", propose };

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
