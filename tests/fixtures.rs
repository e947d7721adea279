//! Runs the fixtures: each folder and each case says what must come out, and a known failure that passes fails the run.
//! It stands apart from the laws, which hold whatever the fixtures expect.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use support::{Case, difference, ended, named};
use zhclean::{Cleaned, Settings, clean};

#[test]
fn lines_come_out_as_their_cases_say() {
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    let chosen = env::var("FIXTURE").unwrap_or_default();
    for (file, case) in support::cases() {
        let name = format!("lines/{file}: {}", case.name);
        assert!(seen.insert(name.clone()), "{name}: two cases have this name");
        assert!(!case.why.trim().is_empty(), "{name}: a case says why it is here");
        if name.contains(&chosen) {
            verdict(&mut failures, &name, case.known_failure, line_problems(&case));
        }
    }
    report(&failures);
}

#[test]
fn pages_come_out_as_expected() {
    let mut failures = Vec::new();
    for (folder, about) in support::pages() {
        let bytes = fs::read(folder.join("input.bin")).unwrap();
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let cleaned = clean(&bytes, &about.settings.settings());
        let mut problems = text_problems(&expected, &cleaned);
        problems.extend(report_problems(&folder, &cleaned));
        verdict(&mut failures, &format!("pages/{}", named(&folder)), about.known_failure, problems);
    }
    report(&failures);
}

#[test]
fn healthy_pages_come_out_byte_for_byte() {
    let mut failures = Vec::new();
    for (name, bytes) in support::untouched() {
        let cleaned = clean(&bytes, &Settings::default());
        let mut problems = text_problems(std::str::from_utf8(&bytes).unwrap(), &cleaned);
        if !cleaned.report.applied.is_empty() {
            problems.push(format!("    applied {:?}\n", cleaned.report.applied));
        }
        verdict(&mut failures, &format!("untouched/{name}"), false, problems);
    }
    report(&failures);
}

/// The page the work began with, where the workspace holds it beside the project.
#[test]
fn the_seed_page_becomes_its_text() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let Ok(bytes) = fs::read(seed.join("page.txt")) else { return };
    let expected = fs::read_to_string(seed.join("expected.txt")).unwrap();
    let mut failures = Vec::new();
    verdict(&mut failures, "seed", false, text_problems(&expected, &clean(&bytes, &Settings::default())));
    report(&failures);
}

/// The first two blocks of text in the README are a page and what becomes of it.
#[test]
fn the_readme_shows_what_happens() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut blocks = readme.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap());
    let (before, after) = (blocks.next().unwrap(), blocks.next().unwrap());
    assert_eq!(clean(before.as_bytes(), &Settings::default()).text, after);
}

fn line_problems(case: &Case) -> Vec<String> {
    let cleaned = clean(&case.input(), &case.settings());
    let mut problems = text_problems(&case.expected(), &cleaned);
    problems.extend(decoding_problems(case, &cleaned));
    problems.extend(page_problems(case, &cleaned));
    let held: BTreeMap<String, usize> =
        cleaned.report.held.iter().map(|(damage, n)| (damage.name().to_owned(), *n)).collect();
    if case.held.as_ref().is_some_and(|expected| *expected != held) {
        problems.push(format!("    held {held:?}, not {:?}\n", case.held));
    }
    problems
}

fn decoding_problems(case: &Case, cleaned: &Cleaned) -> Vec<String> {
    let decoding = &cleaned.report.decoding;
    let other: Vec<String> = decoding.other.iter().map(|odd| format!("{} {}", odd.line, odd.encoding.name())).collect();
    let mut problems = Vec::new();
    if case.encoding.as_deref().is_some_and(|expected| expected != decoding.encoding.name()) {
        problems.push(format!("    encoding {}, not {:?}\n", decoding.encoding.name(), case.encoding));
    }
    if case.malformed.is_some_and(|expected| expected != decoding.malformed) {
        problems.push(format!("    malformed {}, not {:?}\n", decoding.malformed, case.malformed));
    }
    if case.nulls.is_some_and(|expected| expected != decoding.nulls) {
        problems.push(format!("    nulls {}, not {:?}\n", decoding.nulls, case.nulls));
    }
    if case.other.as_ref().is_some_and(|expected| *expected != other) {
        problems.push(format!("    other encodings {other:?}, not {:?}\n", case.other));
    }
    problems
}

/// What the page says about itself, and what was found of it as a whole.
fn page_problems(case: &Case, cleaned: &Cleaned) -> Vec<String> {
    let row = serde_json::to_value(cleaned.report.row(None, false)).unwrap();
    let names = row["findings"].as_array().unwrap().iter().flat_map(|found| found.as_object().unwrap().keys().cloned());
    let names: Vec<String> = names.collect();
    let metadata = row.get("metadata").cloned().unwrap_or_else(|| json!({}));
    let mut problems = Vec::new();
    if case.metadata.as_ref().is_some_and(|expected| *expected != metadata) {
        problems.push(format!("    metadata {metadata}\n       not {}\n", case.metadata.as_ref().unwrap()));
    }
    if case.findings.as_ref().is_some_and(|expected| *expected != names) {
        problems.push(format!("    findings {names:?}, not {:?}\n", case.findings));
    }
    problems
}

fn text_problems(expected: &str, cleaned: &Cleaned) -> Vec<String> {
    let expected = ended(expected);
    if expected == cleaned.text { Vec::new() } else { vec![difference(&expected, &cleaned.text)] }
}

/// Compares what the report says with `report.json`, which `BLESS=1` writes; it never writes the text expected.
fn report_problems(folder: &Path, cleaned: &Cleaned) -> Vec<String> {
    let report = serde_json::to_value(cleaned.report.row(None, true)).unwrap();
    let part = |name: &str| report[name].clone();
    let actual = json!({
        "schema": part("schema"), "decoding": part("decoding"), "lines": part("lines"),
        "applied": part("applied"), "held": part("held"),
    });
    let path = folder.join("report.json");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&actual).unwrap())).unwrap();
    }
    let Ok(text) = fs::read_to_string(&path) else {
        return vec!["    no report.json: `BLESS=1` writes it, and a reader checks it\n".to_owned()];
    };
    let expected: Value = serde_json::from_str(&text).unwrap();
    if expected == actual { Vec::new() } else { vec![format!("    report {actual}\n       not {expected}\n")] }
}

fn verdict(failures: &mut Vec<String>, name: &str, known: bool, problems: Vec<String>) {
    match (problems.is_empty(), known) {
        (true, true) => failures.push(format!("  {name}\n    passes: take `known_failure` away\n")),
        (false, false) => failures.push(format!("  {name}\n{}", problems.concat())),
        _ => {}
    }
}

fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.concat());
}
