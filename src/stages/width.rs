//! After the line stages, because there is less to judge once lines are gone.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// restores full-width marks that were folded to ASCII
pub const STAGE: Stage =
    Stage { damage: Damage::Width, about: "restores full-width marks that were folded to ASCII", propose };

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
