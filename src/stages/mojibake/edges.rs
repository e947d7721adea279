//! Damage that goes on over a line break: what lies on the other side may say too little by itself.

use crate::page::{Line, Page};

use super::chains::Chain;
use super::lattice::{self, Terms};
use super::search::{self, least_for, least_gain};
use super::{Found, NAT, Part};

/// What a part of a line must gain where the damage is known to reach its edge.
const EDGE_GAIN: i64 = 6 * NAT;

/// What a whole line may lose between two that are misread: `ï¼Œ` by itself is no dearer than `，`.
const BETWEEN_LOSS: i64 = 4 * NAT;

/// What each part of several must gain before it counts for the others.
const BREAK: i64 = 6 * NAT;

/// Longer lines are not looked at for the sake of an edge.
const EDGE_LINE: usize = 4096;

/// With what is misread up to the edge of a line whose neighbour is misread from the same edge on: damage seldom begins
/// or ends at a line break.
pub(super) fn with_edges<'a>(page: &'a Page, found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    let has_own = |line: &&Line| found.binary_search_by_key(&line.number, |one| one.line.number).is_ok();
    let lines: Vec<&Line> = page.lines().iter().filter(|line| !line.text.is_ascii() || has_own(line)).collect();
    let mut by_line: Vec<Vec<Found<'a>>> = lines.iter().map(|_| Vec::new()).collect();
    for one in found {
        if let Ok(at) = lines.binary_search_by_key(&one.line.number, |line| line.number) {
            by_line[at].push(one);
        }
    }
    let behind = |by_line: &[Vec<Found<'_>>], at: usize| by_line.get(at).and_then(|own| reaches(own.first(), true));
    let before = |by_line: &[Vec<Found<'_>>], at: usize| {
        by_line.get(at.wrapping_sub(1)).and_then(|own| reaches(own.last(), false))
    };
    for at in 0..lines.len() {
        if let Some(chain) = before(&by_line, at) {
            let between = behind(&by_line, at + 1) == Some(chain);
            carry(lines[at], chain, true, between, &mut by_line[at]);
        }
    }
    for at in (0..lines.len()).rev() {
        if let Some(chain) = behind(&by_line, at + 1) {
            carry(lines[at], chain, false, false, &mut by_line[at]);
        }
    }
    let mut found: Vec<(usize, Found<'a>)> = Vec::new();
    for (at, own) in by_line.into_iter().enumerate() {
        found.extend(own.into_iter().map(|one| (at, one)));
    }
    // Parts that meet at line breaks are one, and stand where together they gain enough.
    for run in found.chunk_by_mut(|(at, one), (behind, next)| {
        at + 1 == *behind && meets(one, false).is_some_and(|chain| meets(next, true) == Some(chain))
    }) {
        let gain = run.iter().map(|(_, one)| one.part.gain - BREAK).sum::<i64>() + BREAK;
        let characters = run.iter().map(|(_, one)| one.part.characters).sum();
        let stands = run.len() > 1 && gain >= least_for(characters);
        run.iter_mut().for_each(|(_, one)| one.goes_on = stands);
    }
    found.into_iter().map(|(_, one)| one).collect()
}

/// The chain of a part that reaches the edge of its line, if it does.
fn meets(one: &Found<'_>, at_start: bool) -> Option<Chain> {
    (one.layers == 1 && one.touches(at_start) && !one.line.text.is_ascii()).then_some(one.chain)
}

/// The same of a part that all but stands by itself, or goes on from one that does.
fn reaches(found: Option<&Found<'_>>, at_start: bool) -> Option<Chain> {
    let one = found.filter(|one| one.goes_on || one.part.gain * 3 >= least_gain(&one.part) * 2)?;
    meets(one, at_start)
}

/// Adds what is misread at one edge of a line, unless something there is found already: all of the line, or its part
/// next to the edge.
fn carry<'a>(line: &'a Line, chain: Chain, at_start: bool, between: bool, own: &mut Vec<Found<'a>>) {
    let known = if at_start { own.first_mut() } else { own.last_mut() };
    if let Some(one) = known.filter(|one| one.touches(at_start)) {
        one.goes_on |= one.chain == chain && one.part.gain >= EDGE_GAIN;
        return;
    }
    if line.text.len() > EDGE_LINE {
        return;
    }
    let found = |part: Part| Found { line, chain, layers: 1, part, goes_on: true };
    let least = if between { -BETWEEN_LOSS } else { 0 };
    let all = if own.is_empty() { search::entire(&line.text, chain, 1) } else { None };
    if let Some(part) = all.filter(|part| part.gain > least) {
        own.push(found(part));
        return;
    }
    let parts = lattice::parts(&line.text, chain, Terms::AT_EDGE);
    let part = if at_start { parts.into_iter().next() } else { parts.into_iter().next_back() };
    let Some(one) = part.map(found) else { return };
    let span = &one.part.span;
    let meets = own.iter().any(|known| known.part.span.start < span.end && span.start < known.part.span.end);
    if !meets && one.part.gain >= EDGE_GAIN && one.touches(at_start) {
        own.insert(if at_start { 0 } else { own.len() }, one);
    }
}

impl Found<'_> {
    /// Whether nothing but ASCII lies between the part and that edge of its line.
    fn touches(&self, at_start: bool) -> bool {
        let Part { span, .. } = &self.part;
        let rest = if at_start { &self.line.text[..span.start] } else { &self.line.text[span.end..] };
        rest.is_ascii()
    }
}
