//! The laws: what holds on every fixture, whatever it expects, for every stage the pipeline has.
//! They walk `STAGES` and never a list written by hand, so a new stage is held to them from its first day.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod support;

use std::thread;

use proptest::prelude::*;
use support::{Fixture, every};
use zhclean::decode::decode;
use zhclean::page::{Edit, Page};
use zhclean::pipeline::{STAGES, run};
use zhclean::repair::Repair;
use zhclean::settings::Settings;
use zhclean::stage::Context;
use zhclean::{Cleaned, clean};

#[test]
fn law_1_cleaning_twice_is_cleaning_once() {
    for_each(|fixture| {
        let once = clean(&fixture.bytes, &fixture.settings).text;
        let settings = Settings { encoding: None, ..fixture.settings.clone() };
        let twice = clean(once.as_bytes(), &settings).text;
        (once != twice).then(|| support::difference(&once, &twice))
    });
}

#[test]
fn law_2_replaying_the_repairs_gives_the_output() {
    for_each(|fixture| {
        let (page, _) = decode(&fixture.bytes, &fixture.settings);
        let outcome = run(page.clone(), &fixture.settings);
        let mut replayed = page;
        let mut refused = 0;
        for stage in STAGES {
            let own = outcome.applied.iter().filter(|repair| repair.evidence.damage() == stage.damage);
            let taken = replayed.apply(own.map(|repair| (repair.line, &repair.edit)));
            refused += taken.iter().filter(|taken| taken.is_none()).count();
        }
        let text = outcome.page.to_text();
        (refused > 0 || replayed.to_text() != text)
            .then(|| format!("{refused} refused\n{}", support::difference(&text, &replayed.to_text())))
    });
}

#[test]
fn law_3_healthy_pages_come_out_byte_for_byte() {
    for (name, bytes) in support::untouched() {
        let cleaned = clean(&bytes, &Settings::default());
        assert_eq!(cleaned.text.as_bytes(), bytes, "{name}");
        assert!(cleaned.report.applied.is_empty(), "{name}: {:?}", cleaned.report.applied);
    }
}

#[test]
fn law_4_every_replacement_character_is_counted() {
    for_each(|fixture| {
        let (page, decoding) = decode(&fixture.bytes, &fixture.settings);
        let text = clean(&fixture.bytes, &fixture.settings).text;
        let given = String::from_utf8(fixture.bytes.clone()).map_or(0, |text| replacements(&text));
        let allowed = usize::try_from(decoding.malformed).unwrap() + given;
        let found = replacements(&text);
        (found > allowed || found > replacements(&page.to_text()))
            .then(|| format!("{found} replacement characters, {allowed} counted"))
    });
}

#[test]
fn law_5_proposals_of_each_stage_alone_are_well_formed() {
    for_each(|fixture| {
        let (page, _) = decode(&fixture.bytes, &fixture.settings);
        let context = Context { settings: &fixture.settings, past: &[], findings: &[] };
        STAGES.iter().find_map(|stage| {
            let repairs = (stage.propose)(&page, &context).repairs;
            let foreign = repairs.iter().find(|repair| repair.evidence.damage() != stage.damage);
            let problem =
                foreign.map(|repair| format!("{repair:?} is not its own")).or_else(|| misfit(&page, &repairs));
            problem.map(|problem| format!("{}: {problem}", stage.damage))
        })
    });
}

#[test]
fn law_7_neither_threads_nor_order_change_the_answer() {
    let fixtures = every();
    let answers = |order: &mut dyn Iterator<Item = &Fixture>| -> Vec<(String, String)> {
        let mut answers: Vec<_> = order.map(|f| (f.name.clone(), answer(&clean(&f.bytes, &f.settings)))).collect();
        answers.sort();
        answers
    };
    let alone = answers(&mut fixtures.iter());
    thread::scope(|scope| {
        let backwards = scope.spawn(|| answers(&mut fixtures.iter().rev()));
        let (first, second) = fixtures.split_at(fixtures.len() / 2);
        let turned = scope.spawn(move || answers(&mut second.iter().chain(first)));
        assert_eq!(alone, backwards.join().unwrap());
        assert_eq!(alone, turned.join().unwrap());
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_6_any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        lawful(&bytes, &Settings::default());
    }

    #[test]
    fn law_6_any_text_of_the_kind_gives_an_answer(text in "[ \\t\\n\u{3000}\u{A0},:;?!()（），。、a-c1-3環漢的é]{0,200}") {
        lawful(text.as_bytes(), &Settings::default());
        let once = clean(text.as_bytes(), &Settings::default()).text;
        let (page, _) = decode(once.as_bytes(), &Settings::default());
        prop_assert_eq!(page.to_text(), once);
    }

    #[test]
    fn law_6_cut_fixtures_give_an_answer(pick in any::<prop::sample::Index>(), from in 0.0..1.0, to in 0.0..1.0) {
        let fixtures = every();
        let fixture = &fixtures[pick.index(fixtures.len())];
        let place = |share: f64| (fixture.bytes.len() as f64 * share) as usize;
        let (from, to) = (place(f64::min(from, to)), place(f64::max(from, to)));
        lawful(&fixture.bytes[from..to], &fixture.settings);
    }
}

/// The laws that hold on input nobody meant: an answer, in well-formed steps.
fn lawful(bytes: &[u8], settings: &Settings) {
    let cleaned = clean(bytes, settings);
    assert!(cleaned.text.is_empty() || cleaned.text.ends_with('\n'));
    let (page, _) = decode(bytes, settings);
    for stage in STAGES {
        let context = Context { settings, past: &[], findings: &[] };
        let repairs = (stage.propose)(&page, &context).repairs;
        assert_eq!(misfit(&page, &repairs), None, "{}", stage.damage);
    }
}

/// The first proposal outside its line, off a character boundary, out of order or overlapping, if there is one.
fn misfit(page: &Page, repairs: &[Repair]) -> Option<String> {
    let mut last = None;
    for repair in repairs {
        let Some(line) = page.line(repair.line) else { return Some(format!("{repair:?} has no line")) };
        let span = match &repair.edit {
            Edit::Drop => 0..line.text.len(),
            Edit::Replace { span, .. } => span.clone(),
        };
        let fits = line.text.get(span.clone()).is_some();
        let follows = last.is_none_or(|(number, end)| (number, end) <= (repair.line, span.start));
        if !fits || !follows {
            return Some(format!("{repair:?} fits: {fits}, follows: {follows}"));
        }
        // A line is dropped by one repair that stands alone.
        last = Some((repair.line, if repair.edit == Edit::Drop { usize::MAX } else { span.end }));
    }
    None
}

fn answer(cleaned: &Cleaned) -> String {
    format!("{}{}", cleaned.text, serde_json::to_string(&cleaned.report.row(None, true)).unwrap())
}

fn replacements(text: &str) -> usize {
    text.matches('\u{FFFD}').count()
}

fn for_each(law: impl Fn(&Fixture) -> Option<String>) {
    let broken: Vec<String> = every()
        .iter()
        .filter_map(|fixture| law(fixture).map(|problem| format!("  {}\n{problem}\n", fixture.name)))
        .collect();
    assert!(broken.is_empty(), "{} fixtures break the law\n{}", broken.len(), broken.concat());
}
