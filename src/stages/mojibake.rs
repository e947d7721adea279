//! First, because nothing can be matched in text that is not text.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// undoes text whose bytes were read in another encoding
pub const STAGE: Stage =
    Stage { damage: Damage::Mojibake, about: "undoes text whose bytes were read in another encoding", propose };

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
