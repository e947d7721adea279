//! Before the line stages, because `首頁(yè)` matches no rule until the gloss is gone.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// takes out readings injected after characters and mends the bytes they broke
pub const STAGE: Stage = Stage {
    damage: Damage::Gloss,
    about: "takes out readings injected after characters and mends the bytes they broke",
    propose,
};

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
