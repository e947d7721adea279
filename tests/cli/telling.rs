//! What is told: checks, diffs, reports, lists, and the streams they go to.

use std::fs;

use serde_json::Value;
use zhclean::pipeline::STAGES;
use zhclean::report::RULES;

use super::{CRLF, LF, Place};

#[test]
fn check_names_what_would_change_and_writes_nothing() {
    let place = Place::with(&[
        ("in/a.txt", CRLF),
        ("in/b.txt", LF),
        ("in/c.txt", "没有结尾"),
        ("in/d.txt", "\u{feff}有标记。\n"),
    ]);
    let end = place.run(&["--check", "in"]);
    assert_eq!((end.code, end.err.as_str()), (Some(1), ""));
    assert!(end.out.starts_with("in/a.txt\nin/c.txt\n"), "{}", end.out);
    place.run(&["--check", "in/b.txt"]).is(0, "", "");
    place.run(&["--check", "-q", "in"]).is(1, "", "");
    place.pipe(CRLF, &["--check"]).is(1, "-\n", "");
    place.pipe(LF, &["--check"]).is(0, "", "");
    assert_eq!(place.text("in/a.txt"), CRLF);
    assert_eq!(place.tree().len(), 4);
}

#[test]
fn a_diff_shows_hunks_with_context() {
    let lines: Vec<_> = (1..=9).map(|n| format!("第{n}行。\n")).collect();
    let place = Place::with(&[("page.txt", lines.concat().trim_end())]);
    let end = place.run(&["--diff", "page.txt"]);
    let expected = "--- page.txt\tUTF-8\n+++ page.txt\tUTF-8\n@@ -6,4 +6,4 @@\n 第6行。\n 第7行。\n 第8行。\n\
        -第9行。\n\\ No newline at end of file\n+第9行。\n";
    end.is(0, expected, "");
    assert_eq!(place.text("page.txt"), lines.concat().trim_end());
}

#[test]
fn a_diff_without_changed_lines_says_what_changes() {
    let place = Place::with(&[("page.txt", CRLF), ("clean.txt", LF)]);
    let sentence = "page.txt: the text stays, and is written as UTF-8 with LF (it is UTF-8)\n";
    place.run(&["--diff", "page.txt", "clean.txt"]).is(0, sentence, "");
}

#[test]
fn colour_is_for_terminals_or_when_asked_for() {
    let place = Place::with(&[("page.txt", "没有结尾")]);
    let coloured = |args: &[&str]| place.run(args).out.contains('\u{1b}');
    assert!(!coloured(&["--diff", "page.txt"]));
    assert!(coloured(&["--diff", "page.txt", "--color", "always"]));
    assert!(!coloured(&["--diff", "page.txt", "--color", "never"]));
    let on_terminal = |line: &str| place.shell(&format!("script -qec '{line}' /dev/null < /dev/null")).out;
    if place.shell("command -v script").code != Some(0) {
        eprintln!("skipped: no `script` here, so there is no terminal");
        return;
    }
    assert!(on_terminal("$Z --diff page.txt").contains('\u{1b}'));
    assert!(!on_terminal("NO_COLOR=1 $Z --diff page.txt").contains('\u{1b}'));
    assert!(on_terminal("NO_COLOR= $Z --diff page.txt").contains('\u{1b}'));
}

#[test]
fn page_text_is_escaped_on_a_terminal_only() {
    let place = Place::with(&[("page.txt", "甲\u{1b}[2J乙")]);
    assert!(place.run(&["--diff", "--color", "never", "page.txt"]).out.contains("\n+甲\u{1b}[2J乙\n"));
    if place.shell("command -v script").code == Some(0) {
        let shown = place.shell("script -qec '$Z --diff --color never page.txt' /dev/null < /dev/null").out;
        assert!(shown.contains(r"+甲\u{1b}[2J乙"), "{shown}");
    }
}

#[test]
fn the_report_is_one_object_a_page_with_the_schema_first() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b.txt", "")]);
    place.run(&["in", "-o", "out", "--report", "new/report.jsonl"]).is(0, "", "");
    let report = place.text("new/report.jsonl");
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with(r#"{"schema":1,"path":"in/a.txt","decoding":{"encoding":"UTF-8","how":"valid","#),
        "{report}"
    );
    let page: Value = serde_json::from_str(lines[0]).unwrap();
    let keys: Vec<_> = page.as_object().unwrap().keys().map(String::as_str).collect();
    // serde_json sorts keys; the order on the wire is checked above.
    assert_eq!(keys, ["applied", "decoding", "findings", "held", "lines", "path", "schema"]);
    assert_eq!(page["lines"], serde_json::json!({"in": 2, "out": 2}));
}

#[test]
fn a_report_on_standard_output_takes_the_place_of_the_text() {
    let place = Place::with(&[("page.txt", CRLF)]);
    let end = place.pipe(CRLF, &["--report", "-", "-v"]);
    assert_eq!(end.code, Some(0));
    let page: Value = serde_json::from_str(&end.out).unwrap();
    assert_eq!((page["path"].as_str(), page["repairs"].is_array()), (Some("-"), true));
    let end = place.run(&["--check", "page.txt", "--report", "-"]);
    assert_eq!((end.code, end.out.lines().count()), (Some(1), 1));
    let end = place.run(&["page.txt", "-o", "out.txt", "--report", "-"]);
    assert_eq!((end.code, end.out.lines().count(), place.text("out.txt").as_str()), (Some(0), 1, LF));
}

#[test]
fn explanations_go_to_standard_error() {
    let place = Place::with(&[("page.txt", CRLF)]);
    let end = place.run(&["--explain", "page.txt"]);
    assert_eq!((end.code, end.out.as_str()), (Some(0), LF));
    assert!(end.err.starts_with("page.txt: UTF-8, valid; "), "{}", end.err);
    assert_eq!(place.run(&["-v", "page.txt"]).err, end.err);
}

#[test]
fn bytes_that_mean_nothing_are_told() {
    let place = Place::new();
    place.put("page.txt", b"\xff\xe7\x94\xb2\xff\n");
    let sentence = "zhclean: page.txt: 2 sequences that are no UTF-8 became U+FFFD\n";
    place.run(&["-e", "utf-8", "page.txt"]).is(0, "\u{fffd}甲\u{fffd}\n", sentence);
    place.run(&["-e", "utf-8", "-q", "page.txt"]).is(0, "\u{fffd}甲\u{fffd}\n", "");
}

#[test]
fn progress_is_shown_on_a_terminal_that_gets_no_text() {
    let place = Place::new();
    for number in 0..50 {
        place.put(format!("in/{number}.txt"), CRLF);
    }
    if place.shell("command -v script").code != Some(0) {
        eprintln!("skipped: no `script` here, so there is no terminal");
        return;
    }
    let on_terminal =
        |args: &str| place.shell(&format!("TERM=xterm script -qec '$Z {args}' /dev/null < /dev/null")).out;
    assert!(on_terminal("in -o out").contains("/50 pages"));
    assert_eq!(on_terminal("-q in -o out2"), "");
    assert!(!on_terminal("in/1.txt in/2.txt").contains("pages"));
}

#[test]
fn totals_come_at_the_end() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b.txt", LF)]);
    let end = place.run(&["in", "-o", "out", "--stats"]);
    let expected = "pages      2 cleaned, of them 1 changed\n           0 failed, 0 passed over as no text\n\
        lines      4 in, 4 out\nencodings  UTF-8 2\n";
    assert!(end.err.starts_with(expected), "{}", end.err);
}

#[test]
fn a_run_without_trouble_says_nothing() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b.txt", CRLF)]);
    // No progress bar either, as there is no terminal.
    place.run(&["in", "-o", "out"]).is(0, "", "");
}

#[test]
fn every_stage_is_listed_in_order() {
    let end = Place::new().run(&["--list-stages"]);
    let listed: Vec<_> = end.out.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    let stages: Vec<_> = STAGES.iter().map(|stage| stage.damage.name()).collect();
    assert_eq!((end.code, listed), (Some(0), stages));
    // Options name stages by the same words.
    for stage in STAGES {
        let end = Place::new().pipe(LF, &["--only", stage.damage.name(), "--skip", "gloss,spam"]);
        end.is(0, LF, "");
    }
}

#[test]
fn every_rule_is_listed_and_told() {
    let place = Place::new();
    let ids: Vec<_> = RULES.iter().copied().flatten().map(|rule| rule.id).collect();
    let listed = |args: &[&str]| -> Vec<String> {
        let end = place.run(args);
        assert_eq!((end.code, end.err.as_str()), (Some(0), ""));
        end.out.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
    };
    assert_eq!(listed(&["--list-rules"]), ids);
    let spam: Vec<_> = ids.iter().copied().filter(|id| id.starts_with("spam/")).collect();
    assert_eq!(listed(&["--list-rules", "spam"]), spam);
    let rule = RULES[0].first().unwrap();
    let told = place.run(&["--list-rules", rule.id]).out;
    assert!(told.starts_with(&format!("{}  weight {:+}\n{}\n", rule.id, rule.weight, rule.why)), "{told}");
}

#[test]
fn dropped_lines_have_a_file_even_when_there_are_none() {
    let place = Place::with(&[("page.txt", LF)]);
    place.run(&["page.txt", "--dropped", "dropped.jsonl"]).is(0, LF, "");
    assert_eq!(fs::read(place.path("dropped.jsonl")).unwrap(), b"");
}

#[test]
fn help_is_short_or_long() {
    let place = Place::new();
    let (short, long) = (place.run(&["-h"]), place.run(&["--help"]));
    assert_eq!((short.code, long.code), (Some(0), Some(0)));
    assert!(short.out.lines().count() < 80, "{}", short.out.lines().count());
    for heading in
        ["Output:", "Instead of cleaning:", "Records:", "Reading:", "Repairs:", "Telling:", "Running:", "Examples:"]
    {
        assert!(short.out.contains(heading) && long.out.contains(heading), "{heading}");
    }
    assert!(long.out.contains("Exit status:"), "{}", long.out);
    let version = place.run(&["--version"]);
    version.is(0, concat!("zhclean ", env!("CARGO_PKG_VERSION"), "\n"), "");
}
