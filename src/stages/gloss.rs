//! Before the line stages, because `首頁(yè)` matches no rule until the gloss is gone.
//!
//! Hijacked servers turn a Simplified page to Traditional, inject a reading behind every occurrence of some
//! hundred byte pairs, and cut and decode the result in a way that loses bytes. `census` decides whether that
//! happened to this page, `mend` undoes it line by line.

mod bracket;
mod census;
mod choice;
mod converter;
mod keys;
mod likely;
mod memory;
mod mend;
mod paths;
mod refill;
mod scattered;
mod sound;
mod tag;

use std::ops::Range;

use census::Census;
use converter::Converter;
use keys::Pairs;
use memory::Memory;
use mend::{Mend, What, mend};
use scattered::{Plain, Scattered, scattered};

use crate::charset::gbk;
use crate::classes::BRACKET;
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair, Turning};
use crate::stage::{Context, Proposals, Stage};

/// Takes out readings injected after characters and mends the bytes they broke.
pub const STAGE: Stage = Stage {
    damage: Damage::Gloss,
    about: "takes out readings injected after characters and mends the bytes they broke",
    propose,
};

/// A run whose next best reading is dearer at all is likely right, and where it errs, it errs in a character of many
/// that come back: at half a nat, 0.1 % fewer of all characters were kept.
const LIKELY_MARGIN: i64 = 1;

/// A run whose next best reading is this much dearer (8 nats) leaves no doubt.
const CERTAIN_MARGIN: i64 = 128;

fn propose(page: &Page, _ctx: &Context<'_>) -> Proposals {
    let census = Census::of(page);
    let finding = |turning, agreeing, other| finding(turning, agreeing, other, &census.converter);
    let counts = Scattered::of(page);
    let scattered = counts.diagnosis();
    let glossed = census.glossed().filter(|_| scattered != Some(Turning::Toneless));
    if let Some(certainty) = glossed.filter(|certainty| *certainty > Certainty::Doubtful) {
        let found = finding(Turning::Glossed, census.agreeing, census.other);
        return Proposals {
            repairs: mend_page(page, &census, certainty),
            findings: vec![found],
            ..Proposals::default()
        };
    }
    if let Some(turning) = scattered {
        let (agreeing, other) = counts.counts();
        // Only what was turned was cut.
        let memory = (turning == Turning::Toneless && census.converter.is_table()).then(|| Memory::of(page));
        let repairs = page.lines().iter().flat_map(|line| take_out(line, memory.as_ref())).collect();
        return Proposals { repairs, findings: vec![finding(turning, agreeing, other)], ..Proposals::default() };
    }
    let turned = census.turned();
    // A page too small to judge has its glosses held and is not called turned.
    let certainty = turned.filter(|_| glossed.is_none()).or(glossed);
    let repairs = certainty.map_or_else(Vec::new, |certainty| mend_page(page, &census, certainty));
    let turned = turned.map(|_| finding(Turning::Turned, census.agreeing, census.other));
    Proposals { repairs, findings: turned.into_iter().collect(), ..Proposals::default() }
}

fn mend_page(page: &Page, census: &Census, certainty: Certainty) -> Vec<Repair> {
    let memory = Memory::of(page);
    page.lines().iter().flat_map(|line| mend_line(line, census, &memory, certainty)).collect()
}

/// Takes the scattered readings out of a line and, with the memory of a turned page, mends what is torn without them.
fn take_out(line: &Line, memory: Option<&Memory<'_>>) -> Vec<Repair> {
    let mut places = memory.map_or_else(Vec::new, |memory| torn_beside_readings(&line.text, memory));
    let torn: Vec<Range<usize>> = places.iter().map(|place| place.0.clone()).collect();
    for (span, base, reading) in scattered(&line.text) {
        if !torn.iter().any(|torn| torn.contains(&span.start)) {
            let evidence = Evidence::Gloss { base, reading: reading.into(), always: false };
            places.push((span, String::new(), evidence));
        }
    }
    places.sort_by_key(|place| place.0.start);
    let repair = |(span, with, evidence)| Repair {
        line: line.number,
        edit: Edit::Replace { span, with },
        evidence,
        certainty: Certainty::Likely,
    };
    places.into_iter().map(repair).collect()
}

/// The torn runs of a line among whose characters readings are scattered, as they are mended without the readings.
fn torn_beside_readings(text: &str, memory: &Memory<'_>) -> Vec<(Range<usize>, String, Evidence)> {
    if !text.contains('?') {
        return Vec::new();
    }
    let plain = Plain::of(text, scattered(text).map(|(span, _, _)| span));
    let torn = |mend: Mend| match mend.what {
        What::Run { tear, margin } if certainty_of(margin) > Certainty::Doubtful => {
            Some((plain.stood(mend.span), mend.with, Evidence::Torn { tear, margin }))
        }
        _ => None,
    };
    mend(&plain.text, &Pairs::default(), memory).into_iter().filter_map(torn).collect()
}

fn finding(turning: Turning, agreeing: u32, other: u32, converter: &Converter) -> Finding {
    let Converter { images, foreign, .. } = *converter;
    Finding::Turned { turning, agreeing, other, images, foreign, witnesses: converter.witnesses() }
}

fn mend_line(line: &Line, census: &Census, memory: &Memory<'_>, page: Certainty) -> Vec<Repair> {
    if !line.classes().has(BRACKET) {
        return Vec::new();
    }
    mend(&line.text, &census.always, memory).into_iter().map(|mend| repair(line, mend, census, page)).collect()
}

fn repair(line: &Line, mend: Mend, census: &Census, page: Certainty) -> Repair {
    let (evidence, own) = match mend.what {
        What::Gloss { base, reading } => {
            let always = gbk::bytes(base).is_some_and(|pair| census.always.contains(pair));
            (Evidence::Gloss { base, reading: reading.into(), always }, Certainty::Certain)
        }
        What::Run { tear, margin } => (Evidence::Torn { tear, margin }, certainty_of(margin)),
    };
    let edit = Edit::Replace { span: mend.span, with: mend.with };
    Repair { line: line.number, edit, evidence, certainty: own.min(page) }
}

fn certainty_of(margin: Option<i64>) -> Certainty {
    match margin {
        Some(..LIKELY_MARGIN) => Certainty::Doubtful,
        Some(LIKELY_MARGIN..CERTAIN_MARGIN) => Certainty::Likely,
        _ => Certainty::Certain,
    }
}
