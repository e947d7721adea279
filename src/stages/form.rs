//! After mojibake, whose bytes composition would hide, and before everything that matches characters.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// brings text to the Unicode normal form asked for
pub const STAGE: Stage =
    Stage { damage: Damage::Form, about: "brings text to the Unicode normal form asked for", propose };

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
