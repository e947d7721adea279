//! The search for how one text was misread: first whole along one chain, then in parts by the lattice, then again
//! in what came out, for text is misread in layers.

use std::ops::Range;

use crate::charset::Charset;
use crate::score;

use super::NAT;
use super::chains::{Bytes, Chain, is_narrow};
use super::lattice::{self, Inferred, Part, Terms};
use super::{CERTAIN_GAIN, estimate, gate};

/// A character of text that was misread as a whole gains more than this on average; text read wrongly gains nothing.
const CLEAR: i64 = 4 * NAT;

/// So much the first character of an ordinary line seldom costs, and any character behind another.
const DEAR: i64 = 8 * NAT;
const DEAR_BEHIND: i64 = 10 * NAT;

/// Misreadings on top of each other that are undone.
const MAX_LAYERS: u8 = 3;

/// What a character left standing costs more where a second layer is looked for.
const LAYER_BIAS: i64 = 12 * NAT;

/// Of the text outside ASCII, the share that must read as bytes of the chain before a reading that costs something
/// is followed up. Misread text all but always does; following up what little chance yields takes for ever.
const COVERED: (usize, usize) = (3, 4);

/// What each layer must gain to be believed.
const LAYER: i64 = 16 * NAT;

/// Bytes of a text by which its chain is chosen.
const SAMPLE: usize = 1024;

/// Bytes of a line that is tried as a whole.
const WHOLE: usize = 4096;

/// What a character left standing costs more there.
const WHOLE_BIAS: i64 = 8 * NAT;

/// What the whole may cost more than the best parts.
const WHOLE_SLACK: i64 = 16 * NAT;

/// What any part must gain.
const LEAST_GAIN: i64 = 8 * NAT;

/// What the first few characters of a part must gain on top: short parts are where chance lives.
const SHORT_GAIN: i64 = 24 * NAT;

/// What each of the first few characters outside ASCII must gain. Healthy text of more never gained more by chance.
const GAIN_EACH: i64 = 2 * NAT;

/// So many those are.
const ENOUGH: i64 = 6;

/// Ordinary text seldom costs more for each of its characters.
const ORDINARY: i64 = 7 * NAT;

/// The parts of a text that were misread, each with its chain and layers, along the chain that gains most.
/// Of two chains that read the whole of it, `usual` is the one other lines of the page were misread along.
pub(super) fn find(text: &str, layer: u8, usual: Option<Chain>) -> Vec<(Chain, u8, Part)> {
    if let Some(part) = usual.and_then(|chain| as_usual(text, chain, layer)) {
        return vec![part];
    }
    let chains = estimate::worth_searching(text);
    let completes = chains
        .iter()
        .filter_map(|&chain| complete(text, chain, layer))
        .filter(|found| is_sound(found) && !is_dear_at_edge(found));
    // Of equal gains the first chain of the table stands, as in all that follows.
    if let Some(best) = completes.reduce(|best, next| if next.2.gain > best.2.gain { next } else { best }) {
        return vec![best];
    }
    let chains = if text.len() > SAMPLE { likeliest(&chains, text) } else { chains };
    let mut best: (i64, Vec<(Chain, u8, Part)>) = (0, Vec::new());
    for chain in chains {
        let parts = read(text, chain, layer, 0);
        let unfinished = parts.is_empty() || parts.iter().any(|(_, _, part)| gate::is_suspicious(&part.text));
        let deeper = unfinished && layer < MAX_LAYERS && chain.written == Charset::UTF_8;
        let again = deeper.then(|| read(text, chain, layer, LAYER_BIAS));
        for parts in [Some(parts), again.filter(|parts| parts.iter().all(|&(_, layers, _)| layers > layer))] {
            let parts = parts.unwrap_or_default();
            let cost = |layers: u8| lattice::BEGIN + i64::from(layers - layer) * LAYER;
            let gain = parts.iter().map(|&(_, layers, ref part)| part.gain - cost(layers)).sum::<i64>();
            if gain > best.0 {
                best = (gain, parts);
            }
        }
    }
    whole(text, layer, &best.1).unwrap_or(best.1)
}

/// The whole of the text along the chain that other lines of the page were misread along, bytes lost or not.
fn as_usual(text: &str, chain: Chain, layer: u8) -> Option<(Chain, u8, Part)> {
    let whole = |text: &str| {
        let mut parts = read(text, chain, layer, 0);
        (parts.len() == 1 && !is_left(text, own(&parts))).then(|| parts.swap_remove(0))
    };
    let enough = |found: &(Chain, u8, Part)| found.2.gain >= least_gain(&found.2) && is_ordinary(found);
    complete(text, chain, layer)
        .filter(|found| (enough(found) || is_clear(text, found)) && !is_dear_at_edge(found))
        .or_else(|| whole(text).filter(is_sound))
}

/// Whether a reading gains so much that what is unusual in it is the author's. A `?` may stand for a lost byte, behind
/// which all is read out of step.
fn is_clear(text: &str, (_, _, part): &(Chain, u8, Part)) -> bool {
    !text.contains(['?', char::REPLACEMENT_CHARACTER])
        && part.gain >= CERTAIN_GAIN.max(least_gain(part)).max(CLEAR * i64::from(part.characters))
}

/// Whether a reading of the whole text gains enough and is as ordinary as healthy text: no search would find better.
fn is_sound(found: &(Chain, u8, Part)) -> bool {
    found.2.gain >= CERTAIN_GAIN.max(least_gain(&found.2)) && is_ordinary(found)
}

/// Whether the reading begins or ends with a rare character: what is healthy at the edge of a line can be read so too.
fn is_dear_at_edge((chain, _, part): &(Chain, u8, Part)) -> bool {
    let mut last = part.text.chars().rev();
    let first = part.text.chars().next();
    chain.reads_pairs()
        && (first.is_some_and(|c| i64::from(score::step('\n', c)) >= DEAR)
            || last.next().zip(last.next()).is_some_and(|(c, before)| i64::from(score::step(before, c)) >= DEAR_BEHIND))
}

fn is_ordinary((_, _, part): &(Chain, u8, Part)) -> bool {
    !gate::is_suspicious(&part.text)
}

/// The text as part of a page that was misread along `chain` as a whole, so many times, if all of it can be read so.
pub(super) fn entire(text: &str, chain: Chain, layers: u8) -> Option<Part> {
    let once = |text: &str| {
        undone(text, chain).or_else(|| {
            let terms = Terms::biased(WHOLE_BIAS);
            let mut parts = if text.len() <= WHOLE { lattice::parts(text, chain, terms) } else { Vec::new() };
            (parts.len() == 1 && !is_left(text, parts.iter())).then(|| parts.swap_remove(0))
        })
    };
    let mut part = once(text)?;
    for _ in 1..layers {
        let inner = once(&part.text)?;
        embed(&mut part, inner);
    }
    Some(part)
}

/// The text along one chain, where every character of it is bytes of that chain, and all of them are characters; with
/// the layers below.
fn complete(text: &str, chain: Chain, layer: u8) -> Option<(Chain, u8, Part)> {
    undone(text, chain).map(|part| deepen(chain, part, layer))
}

/// The same without the layers below.
pub(super) fn undone(text: &str, chain: Chain) -> Option<Part> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut standing, mut before) = (0, '\n');
    for c in text.chars() {
        match chain.bytes(c)? {
            Bytes::One(byte) => bytes.push(byte),
            Bytes::Two(_) if chain.other_bytes(c).is_some() => return None,
            Bytes::Two(pair) => bytes.extend(pair),
        }
        standing += lattice::standing(before, c);
        before = c;
    }
    let mut read = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (c, length) = chain.character(&bytes[at..])?;
        if chain.written == Charset::UTF_8 && is_narrow(c) {
            return None;
        }
        read.push(c);
        at += length;
    }
    let cost = score::cost(&read);
    // ASCII at both ends is the same on both sides, unless it is the second half of a character.
    let start = text.bytes().position(|byte| !byte.is_ascii())?;
    let tail = read.bytes().rev().take_while(u8::is_ascii).count();
    let tail = text.bytes().rev().take_while(u8::is_ascii).count().min(tail);
    let own = &read[start..read.len() - tail];
    Some(Part {
        span: start..text.len() - tail,
        characters: u32::try_from(own.chars().filter(|c| !c.is_ascii()).count()).unwrap_or(u32::MAX),
        text: own.to_owned(),
        gain: standing - cost,
        cost: if own.len() == read.len() { cost } else { score::cost(own) },
        inferred: Vec::new(),
    })
}

/// The chain by which the head of a long text gains most, so that the rest is read only once.
fn likeliest(chains: &[Chain], text: &str) -> Vec<Chain> {
    let end = (0..=SAMPLE).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = &text[..end];
    let gain = |chain: Chain| {
        let gains =
            [0, LAYER_BIAS].map(|bias| read(head, chain, 1, bias).iter().map(|(_, _, part)| part.gain).sum::<i64>());
        gains.into_iter().max()
    };
    let best =
        chains.iter().map(|&chain| (gain(chain), chain)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, chain)| chain).into_iter().collect()
}

/// The whole of the text along the chain of its best part, if that costs little more than leaving some characters
/// as they stand: damage to a line is mostly damage to all of it, and a lone `㎝` may well be ordinary by itself.
fn whole(text: &str, layer: u8, parts: &[(Chain, u8, Part)]) -> Option<Vec<(Chain, u8, Part)>> {
    let (chain, _, strongest) = parts.iter().max_by_key(|(_, _, part)| part.gain)?;
    if text.len() > WHOLE || strongest.gain < CERTAIN_GAIN || !is_left(text, own(parts)) {
        return None;
    }
    let all = read(text, *chain, layer, WHOLE_BIAS);
    let gain = |parts: &[(Chain, u8, Part)]| parts.iter().map(|(_, _, part)| part.gain).sum::<i64>();
    (!is_left(text, own(&all)) && gain(&all) + WHOLE_SLACK >= gain(parts)).then_some(all)
}

fn own(parts: &[(Chain, u8, Part)]) -> impl Iterator<Item = &Part> + Clone {
    parts.iter().map(|(_, _, part)| part)
}

/// Whether the parts leave something standing that is not ASCII.
fn is_left<'p>(text: &str, parts: impl Iterator<Item = &'p Part> + Clone) -> bool {
    let inside = |at: usize| parts.clone().any(|part| part.span.contains(&at));
    text.char_indices().any(|(at, c)| !c.is_ascii() && !inside(at))
}

/// The parts that gain along one chain, and the layers below them.
fn read(text: &str, chain: Chain, layer: u8, bias: i64) -> Vec<(Chain, u8, Part)> {
    let parts = lattice::parts(text, chain, Terms::biased(bias));
    let covered = parts.iter().map(|part| part.span.len()).sum::<usize>();
    if bias > 0 && covered * COVERED.1 < text.bytes().filter(|byte| !byte.is_ascii()).count() * COVERED.0 {
        return Vec::new();
    }
    let parts = parts.into_iter().map(|part| deepen(chain, part, layer));
    parts.filter(|(_, _, part)| part.gain > 0).collect()
}

/// Undoes the misreadings below the one that `part` undid.
fn deepen(chain: Chain, mut part: Part, layer: u8) -> (Chain, u8, Part) {
    // Between two misreadings text is kept as UTF-8; other pairs of chains only say the same in a roundabout way.
    if layer >= MAX_LAYERS || chain.written != Charset::UTF_8 || !gate::is_suspicious(&part.text) {
        return (chain, layer, part);
    }
    let mut layers = layer;
    for (_, below, inner) in find(&part.text, layer + 1, None).into_iter().rev() {
        if inner.gain < least_gain(&inner) {
            continue;
        }
        embed(&mut part, inner);
        layers = layers.max(below);
    }
    (chain, layers, part)
}

/// Puts what was found in the text of a part in its place there.
fn embed(part: &mut Part, inner: Part) {
    // What was inferred below the replaced text is fixed by it; what lies behind moves along.
    let Range { start, end } = inner.span;
    let grown = inner.text.len() as isize - (end - start) as isize;
    part.inferred.retain(|own| !(start..end).contains(&own.at));
    for own in part.inferred.iter_mut().filter(|own| own.at >= end) {
        own.at = own.at.wrapping_add_signed(grown);
    }
    let below_it = inner.inferred.into_iter().map(|own| Inferred { at: own.at + start, ..own });
    part.inferred.extend(below_it);
    part.inferred.sort_by_key(|own| own.at);
    part.text.replace_range(start..end, &inner.text);
    part.gain += inner.gain;
    part.cost = score::cost(&part.text);
    part.characters = u32::try_from(part.text.chars().filter(|c| !c.is_ascii()).count()).unwrap_or(u32::MAX);
}

/// What a part must gain by itself: more where what it reads as is no ordinary text either.
pub(super) fn least_gain(part: &Part) -> i64 {
    least_for(part.characters) + (part.cost - ORDINARY * part.text.chars().count() as i64).max(0)
}

/// What a part, or several that are one, of so many characters must gain.
pub(super) fn least_for(characters: u32) -> i64 {
    let characters = i64::from(characters.max(1));
    LEAST_GAIN + SHORT_GAIN / characters + GAIN_EACH * characters.min(ENOUGH)
}
