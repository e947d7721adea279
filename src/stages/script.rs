//! After width, as a decision about the whole page with the glosses as evidence.
//!
//! A turned page went through one known one-to-one table, so only what that table makes is turned back; what it
//! cannot make, the author wrote. Where the caller asks for a script in any case, a general conversion by longest
//! phrase serves instead.

use std::ops::Range;

use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair, Unit};
use crate::settings::Script;
use crate::stage::{Context, Proposals, Stage};
use crate::tables::script::{Conversion, to_simplified, to_traditional};
use crate::tables::turned;

/// Restores Simplified where the page was turned Traditional.
pub const STAGE: Stage = Stage {
    damage: Damage::Script,
    about: "restores Simplified where the page was turned Traditional, or the script asked for",
    propose,
};

fn propose(page: &Page, ctx: &Context<'_>) -> Proposals {
    let was_turned = ctx.findings.iter().any(|finding| matches!(finding, Finding::Turned { .. }));
    let convert: fn(&Line) -> Vec<Repair> = match ctx.settings.script {
        Script::Auto | Script::Simplified if was_turned => turn_back,
        Script::Simplified => |line| convert_by(line, to_simplified),
        Script::Traditional => |line| convert_by(line, to_traditional),
        Script::Auto | Script::Keep => return Proposals::default(),
    };
    page.lines().iter().flat_map(convert).collect::<Vec<_>>().into()
}

/// Inverts the hijackers' table, one repair for each stretch of characters it made.
fn turn_back(line: &Line) -> Vec<Repair> {
    let mut repairs: Vec<Repair> = Vec::new();
    let mut stretch: Option<(Range<usize>, String)> = None;
    for (at, c) in line.text.char_indices() {
        match (turned_back(&line.text, at, c), &mut stretch) {
            (Some(simplified), Some((span, with))) => {
                span.end = at + c.len_utf8();
                with.push(simplified);
            }
            (Some(simplified), None) => stretch = Some((at..at + c.len_utf8(), simplified.to_string())),
            (None, _) => repairs.extend(stretch.take().map(|found| repair(line, found, Unit::Character))),
        }
    }
    repairs.extend(stretch.map(|found| repair(line, found, Unit::Character)));
    repairs
}

/// The character that the table turned into `c`. Only 著 can also be the author's own: 着 in `本著`, 著 in `著名`.
fn turned_back(text: &str, at: usize, c: char) -> Option<char> {
    let own = c == '著' && is_own_zhu(&text[..at], &text[at + c.len_utf8()..]);
    turned::simplified(c).filter(|_| !own)
}

/// What stands before 著 where it is the author's own, Simplified and turned alike.
const BEFORE_ZHU: &str = "显顯卓名原专專论論编編巨土合译譯遗遺昭拙所";

/// What stands behind 著 where it is the author's own.
const BEHIND_ZHU: &str = "名作述称稱录錄者";

/// The one phrase in which 著 is the author's own before 书: one may also be 看着书.
const WRITES_BOOKS: [&str; 2] = ["书立说", "書立說"];

fn is_own_zhu(before: &str, behind: &str) -> bool {
    let is_in = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
    is_in(before.chars().next_back(), BEFORE_ZHU)
        || is_in(behind.chars().next(), BEHIND_ZHU)
        || WRITES_BOOKS.iter().any(|phrase| behind.starts_with(phrase))
}

fn convert_by(line: &Line, convert: fn(&str) -> Vec<Conversion>) -> Vec<Repair> {
    convert(&line.text)
        .into_iter()
        .map(|found| {
            let by = if found.by_phrase { Unit::Phrase } else { Unit::Character };
            repair(line, (found.span, found.with.to_owned()), by)
        })
        .collect()
}

fn repair(line: &Line, (span, with): (Range<usize>, String), by: Unit) -> Repair {
    let edit = Edit::Replace { span, with };
    Repair { line: line.number, edit, evidence: Evidence::Script { by }, certainty: Certainty::Certain }
}
