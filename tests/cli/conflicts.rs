//! Command lines that are refused: exit 2, one sentence, and nothing read or written.

use std::os::unix::fs::symlink;

use super::{CRLF, Place};

/// Runs `args` over a fixed set of files, and checks that they are refused with this sentence and change nothing.
#[track_caller]
fn refused(args: &[&str], sentence: &str) {
    let files = [("in/x.txt", CRLF), ("b/x.txt", CRLF), ("page.txt", CRLF), ("old.txt", "old"), ("out/x.txt", "old")];
    let place = Place::with(&files);
    symlink("in", place.path("link")).unwrap();
    symlink("page.txt", place.path("alias.txt")).unwrap();
    let before = place.tree();
    place.pipe(CRLF, args).is(2, "", &format!("zhclean: {sentence}\n"));
    assert_eq!(place.tree(), before);
    for (path, text) in files {
        assert_eq!(place.text(path), text);
    }
}

#[test]
fn a_folder_needs_a_place_for_its_pages() {
    let remedy = "say where its pages go (-o FOLDER or --in-place), or use --check or --diff";
    refused(&["in"], &format!("in is a folder: {remedy}"));
    refused(&["page.txt", "in", "-o", "-"], &format!("in is a folder: {remedy}"));
}

#[test]
fn what_exists_is_not_overwritten() {
    refused(&["page.txt", "-o", "old.txt"], "old.txt exists: --force overwrites");
    refused(&["in", "-o", "out"], "out/x.txt exists: --force overwrites");
    refused(&["page.txt", "--report", "old.txt"], "old.txt exists: --force overwrites");
    refused(&["page.txt", "--dropped", "old.txt"], "old.txt exists: --force overwrites");
    let both = ["page.txt", "-o", "old.txt", "--report", "out/x.txt"];
    refused(&both, "old.txt exists, and so do 1 more: --force overwrites");
}

#[test]
fn an_input_is_never_an_output() {
    let sentence = |output: &str| format!("{output} is one of the inputs: choose another output, or use --in-place");
    for output in ["page.txt", "./page.txt", "in/../page.txt"] {
        refused(&["page.txt", "-o", output], &sentence(output));
        refused(&["page.txt", "-o", output, "--force"], &sentence(output));
    }
    refused(&["alias.txt", "-o", "page.txt", "--force"], &sentence("page.txt"));
    refused(&["page.txt", "--report", "page.txt", "--force"], &sentence("page.txt"));
    refused(&["in", "-o", "new", "--dropped", "in/x.txt", "--force"], &sentence("in/x.txt"));
    // Folders above their own pages: b/x.txt would become x.txt, in/in would become in.
    let place = Place::with(&[("in/x.txt", CRLF), ("in/in/x.txt", CRLF)]);
    place.run(&["in", "-o", ".", "--force"]).is(2, "", &format!("zhclean: {}\n", sentence("./in/x.txt")));
    assert_eq!(place.text("in/x.txt"), CRLF);
}

#[test]
fn an_output_is_known_behind_a_link() {
    let place = Place::with(&[("page.txt", CRLF)]);
    symlink("page.txt", place.path("alias.txt")).unwrap();
    let end = place.run(&["page.txt", "-o", "alias.txt", "--force"]);
    assert_eq!(end.code, Some(2));
    assert!(
        end.err.ends_with("page.txt is one of the inputs: choose another output, or use --in-place\n"),
        "{}",
        end.err
    );
    assert_eq!(place.text("page.txt"), CRLF);
}

#[test]
fn output_does_not_lie_inside_an_input() {
    let remedy = "choose a folder outside, or use --in-place";
    for output in ["in", "in/new/deep", "./in", "b/../in/new", "link/new", "new/../in/new"] {
        refused(&["b", "in", "-o", output], &format!("output {output} lies inside input in: {remedy}"));
    }
    refused(&["link", "-o", "in/new"], &format!("output in/new lies inside input link: {remedy}"));
}

#[test]
fn two_inputs_do_not_go_into_one_output() {
    let remedy = "clean them into different folders";
    let sentence =
        |one: &str, other: &str, output: &str| format!("{one} and {other} would both be written to {output}: {remedy}");
    refused(&["in/x.txt", "b/x.txt", "-o", "new"], &sentence("in/x.txt", "b/x.txt", "new/x.txt"));
    refused(&["in", "b", "-o", "new", "--force"], &sentence("in/x.txt", "b/x.txt", "new/x.txt"));
    refused(&["in", "b/x.txt", "-o", "new/"], &sentence("in/x.txt", "b/x.txt", "new/x.txt"));
    refused(&["page.txt", "./page.txt", "--in-place"], &sentence("page.txt", "./page.txt", "./page.txt"));
    refused(&["in", "link/x.txt", "--in-place"], &sentence("in/x.txt", "link/x.txt", "link/x.txt"));
}

#[test]
fn each_kind_of_output_has_its_own_file() {
    let sentence = "would receive two kinds of output: give each its own file";
    refused(&["page.txt", "-o", "new", "--report", "./new"], &format!("./new {sentence}"));
    refused(&["page.txt", "--dropped", "new", "--report", "new"], &format!("new {sentence}"));
    refused(&["in", "-o", "new", "--report", "new/x.txt"], &format!("new/x.txt {sentence}"));
    refused(&["page.txt", "--in-place", "--report", "page.txt"], &format!("page.txt {sentence}"));
}

#[test]
fn standard_output_carries_one_thing() {
    refused(&["page.txt", "--dropped", "-"], "--dropped needs a file: standard output is taken");
    refused(&["page.txt", "--diff", "--report", "-"], "--report needs a file: standard output is taken");
}

#[test]
fn standard_input_has_no_place_and_no_name() {
    refused(&["--in-place"], "--in-place needs files: standard input has no place");
    refused(&["--in-place", "page.txt", "-"], "--in-place needs files: standard input has no place");
    let remedy = "give it a run of its own, with -o FILE";
    refused(&["-o", "out"], &format!("standard input has no name for a file in out: {remedy}"));
    refused(&["-", "page.txt", "-o", "new"], &format!("standard input has no name for a file in new: {remedy}"));
    refused(&["-", "-"], "standard input can be read only once: give - one time");
}

#[test]
fn a_file_is_no_folder_and_a_folder_no_file() {
    refused(&["in", "-o", "old.txt"], "old.txt is a file: these inputs need a folder as output");
    refused(&["page.txt", "old.txt", "-o", "b/x.txt"], "b/x.txt is a file: these inputs need a folder as output");
    refused(&["page.txt", "--report", "in", "--force"], "cannot write in: it is a folder");
}

#[test]
fn an_unknown_encoding_is_answered_with_known_ones() {
    refused(
        &["-e", "klingon", "page.txt"],
        "--encoding: no encoding is called \"klingon\": use a WHATWG label such as utf-8, gb18030 or big5, or hz",
    );
}

#[test]
fn an_unknown_rule_is_answered_with_where_to_look() {
    refused(&["--list-rules", "spam/none"], "no rule is called \"spam/none\": --list-rules alone names them all");
}

#[test]
fn options_that_exclude_each_other_are_refused() {
    let place = Place::with(&[("page.txt", CRLF)]);
    for args in [
        &["--check", "--diff"][..],
        &["--check", "-o", "new"],
        &["--diff", "--in-place"],
        &["--in-place", "-o", "new"],
        &["--list-stages", "page.txt"],
        &["--list-stages", "--check"],
        &["-q", "-v"],
        &["-j", "0"],
        &["--nonsense"],
    ] {
        let end = place.run(args);
        assert_eq!((end.code, end.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(end.err.starts_with("error: "), "{args:?}: {}", end.err);
    }
    let end = place.run(&["--only", "glos", "page.txt"]);
    assert_eq!(end.code, Some(2));
    assert!(end.err.contains("[possible values: mojibake, form, gloss, navigation"), "{}", end.err);
    assert_eq!(place.tree(), ["page.txt"]);
}
