//! First, because nothing can be matched in text that is not text.
//! Each suspicious line is read along every chain of misreading that its characters allow; the cheapest reading
//! stands if it gains enough for its length, and the page's other lines speak for it.

mod chains;
mod chance;
mod choice;
mod context;
mod cousins;
mod edges;
mod escapes;
mod estimate;
mod fill;
mod gate;
mod lattice;
mod lost;
mod search;
mod twins;

use crate::classes::ESCAPE;
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair};
use crate::stage::{Context, Proposals, Stage};

use chains::Chain;
use escapes::Unescaped;
use lattice::Part;
use search::least_gain;

/// undoes text whose bytes were read in another encoding
pub const STAGE: Stage =
    Stage { damage: Damage::Mojibake, about: "undoes text whose bytes were read in another encoding", propose };

/// Costs are in this part of a nat, as [`crate::score`] counts.
const NAT: i64 = crate::tables::frequency::PER_NAT as i64;

/// From this gain on, nothing else explains a part with no byte lost.
const CERTAIN_GAIN: i64 = 60 * NAT;

/// A part of a line with its chain, layers and line.
struct Found<'a> {
    line: &'a Line,
    chain: Chain,
    layers: u8,
    part: Part,
    /// Whether it goes on in the next line or comes from the last one.
    goes_on: bool,
}

fn propose(page: &Page, _ctx: &Context<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    let mut found = Vec::new();
    let mut usual = None;
    for line in page.lines() {
        let stretches = gate::stretches(&line.text, line.classes());
        if !stretches.is_empty()
            && let Some(what) = hopeless(&line.text)
        {
            proposals.findings.push(Finding::Unrecoverable { line: line.number.input(), what });
        }
        let before = found.len();
        for stretch in stretches {
            for (chain, layers, mut part) in search::find(&line.text[stretch.clone()], 1, usual) {
                part.span = part.span.start + stretch.start..part.span.end + stretch.start;
                found.push(Found { line, chain, layers, part, goes_on: false });
            }
        }
        if found.len() == before {
            found.extend(escaped(line, usual));
        }
        let certain = |one: &&Found<'_>| one.part.gain >= CERTAIN_GAIN.max(least_gain(&one.part));
        usual = found[before..].iter().rfind(certain).map(|one| one.chain).or(usual);
    }
    let found = chance::without(page, found);
    if !found.is_empty() {
        proposals.repairs = context::judge(page, found);
    }
    proposals
}

/// What was misread and then written out in escapes.
fn escaped(line: &Line, usual: Option<Chain>) -> Vec<Found<'_>> {
    let read = line.classes().has(ESCAPE).then(|| Unescaped::of(&line.text)).flatten();
    let Some(read) = read else { return Vec::new() };
    let own = |(chain, layers, mut part): (Chain, u8, Part)| {
        part.span = read.in_line(&part.span)?;
        Some(Found { line, chain, layers, part, goes_on: false })
    };
    search::find(&read.text, 1, usual).into_iter().filter_map(own).collect()
}

impl Found<'_> {
    fn repair(self, certainty: Certainty) -> Repair {
        let Chain { written, read } = self.chain;
        let Part { span, text, gain, inferred, .. } = self.part;
        let inferred = u32::try_from(inferred.len()).unwrap_or(u32::MAX);
        Repair {
            line: self.line.number,
            edit: Edit::Replace { span, with: text },
            evidence: Evidence::Mojibake { written, read, layers: self.layers, gain, inferred },
            certainty,
        }
    }
}

/// What a line looks like of which too little survives.
fn hopeless(text: &str) -> Option<&'static str> {
    let rows = [
        ("锟斤拷", "replacement characters read as GBK"),
        ("嚙踝蕭", "replacement characters read as Big5"),
        ("ï¿½", "replacement characters read as windows-1252"),
    ];
    rows.into_iter().find_map(|(sign, what)| {
        let signs = text.matches(sign).count() * sign.len();
        (signs * 3 > text.len()).then_some(what)
    })
}
