//! Every row of every rule table: its examples, its id, its reason.

mod support;

use std::collections::BTreeSet;

use zhclean::Settings;
use zhclean::fold::fold;
use zhclean::page::Page;
use zhclean::repair::{Evidence, Verdict};
use zhclean::rules::{MARK, Matcher, Rule};
use zhclean::stage::{Context, Stage};
use zhclean::stages::{navigation, spam};

/// A rule table and what its stage says of each line of a page.
struct Table {
    family: &'static str,
    rules: &'static [Rule],
    stage: Stage,
    verdicts: fn(&Page) -> Vec<Verdict>,
    /// The least score that is reported.
    least: i32,
}

const TABLES: &[Table] = &[
    Table {
        family: "navigation",
        rules: navigation::NAVIGATION_RULES,
        stage: navigation::STAGE,
        verdicts: navigation::verdicts,
        least: 4,
    },
    Table { family: "spam", rules: spam::SPAM_RULES, stage: spam::STAGE, verdicts: spam::verdicts, least: 5 },
];

/// Whether the rule speaks about the marked line of the example, or its only one.
fn speaks(table: &Table, rule: &Rule, example: &str) -> bool {
    let marked = example.split('\n').position(|line| line.starts_with(MARK)).unwrap_or(0);
    let page = Page::from_text(&example.replace(MARK, ""));
    (table.verdicts)(&page)[marked].rules.contains(&rule.id)
}

#[test]
fn every_hit_is_recognised_and_every_spare_left() {
    let mut wrong = Vec::new();
    for table in TABLES {
        for rule in table.rules {
            wrong.extend(
                rule.hits.iter().filter(|hit| !speaks(table, rule, hit)).map(|hit| format!("{} misses {hit}", rule.id)),
            );
            wrong.extend(
                rule.spares
                    .iter()
                    .filter(|spare| speaks(table, rule, spare))
                    .map(|spare| format!("{} hits {spare}", rule.id)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_has_examples_and_a_reason() {
    for rule in TABLES.iter().flat_map(|table| table.rules) {
        assert!(rule.hits.len() >= 3, "{} has fewer than three hits", rule.id);
        assert!(rule.spares.len() >= 2, "{} has fewer than two spares", rule.id);
        assert!(rule.why.chars().count() >= 10, "{} has no reason", rule.id);
        assert!(rule.weight != 0, "{} says nothing", rule.id);
        let examples: BTreeSet<_> = rule.hits.iter().chain(rule.spares).collect();
        assert_eq!(examples.len(), rule.hits.len() + rule.spares.len(), "{} has an example twice", rule.id);
        for example in examples {
            assert!(!example.contains('\n') || example.contains(MARK), "{}: which line of {example:?}?", rule.id);
        }
    }
}

#[test]
fn ids_are_sorted_unique_and_name_a_pattern() {
    const REMEDIES: [&str; 6] = ["remove", "drop", "delete", "strip", "keep", "cut"];
    for table in TABLES {
        for rule in table.rules {
            let (family, name) = rule.id.split_once('/').expect("an id is family, slash, name");
            assert_eq!(family, table.family);
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
            assert!(!REMEDIES.iter().any(|remedy| name.split('-').any(|part| part == *remedy)), "{}", rule.id);
        }
        for pair in table.rules.windows(2) {
            assert!(pair[0].id < pair[1].id, "{} stands before {}", pair[0].id, pair[1].id);
        }
    }
}

#[test]
fn phrases_of_rules_and_lexicons_are_folded() {
    let lexicons = [
        include_str!("../src/tables/source/lexicon-navigation.tsv"),
        include_str!("../src/tables/source/lexicon-sites.tsv"),
        include_str!("../src/tables/source/lexicon-spam.tsv"),
    ];
    for line in lexicons.iter().flat_map(|lexicon| lexicon.lines()).filter(|line| !line.starts_with('#')) {
        let phrase = line.split('\t').next().unwrap_or_default();
        assert_eq!(fold(phrase), phrase);
    }
    for rule in TABLES.iter().flat_map(|table| table.rules) {
        if let Matcher::Opening(phrases) | Matcher::Phrase(phrases) = rule.when {
            assert!(
                phrases.iter().all(|phrase| fold(phrase) == *phrase),
                "{} has a phrase that never matches",
                rule.id
            );
        }
    }
}

/// The stages judge most sentences by a glance; that must not be a second opinion.
#[test]
fn a_glance_never_differs_from_judging_every_line() {
    let pages = support::every().into_iter().map(|fixture| String::from_utf8_lossy(&fixture.bytes).into_owned());
    let examples = TABLES.iter().flat_map(|table| table.rules).flat_map(|rule| rule.hits.iter().chain(rule.spares));
    let pages = pages.chain(examples.map(|example| example.replace(MARK, "")));
    let settings = Settings::default();
    let context = Context { settings: &settings, past: &[], findings: &[] };
    for page in pages.map(|text| Page::from_text(&text)) {
        for table in TABLES {
            let proposed = (table.stage.propose)(&page, &context).repairs.into_iter();
            let proposed: Vec<_> = proposed.map(|repair| (repair.line, verdict(repair.evidence))).collect();
            let lines = page.lines().iter().zip((table.verdicts)(&page));
            let judged =
                lines.filter(|(_, verdict)| verdict.score >= table.least).map(|(line, said)| (line.number, said));
            assert_eq!(proposed, judged.collect::<Vec<_>>());
        }
    }
}

fn verdict(evidence: Evidence) -> Verdict {
    match evidence {
        Evidence::Navigation { verdict } | Evidence::Spam { verdict, .. } => verdict,
        _ => panic!("a line stage proposes something else"),
    }
}
