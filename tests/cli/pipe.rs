//! Standard input, standard output, and files whose text goes there.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::Stdio;
use std::thread;

use super::{CRLF, LF, Place};

#[test]
fn text_passes_through_a_pipe() {
    for args in [&[][..], &["-"], &["-o", "-"]] {
        Place::new().pipe(CRLF, args).is(0, LF, "");
    }
}

#[test]
fn clean_text_comes_out_byte_for_byte() {
    Place::new().pipe(LF, &[]).is(0, LF, "");
}

#[test]
fn an_empty_input_is_an_empty_output() {
    let place = Place::with(&[("empty.txt", "")]);
    place.pipe("", &[]).is(0, "", "");
    place.run(&["empty.txt"]).is(0, "", "");
    place.run(&["empty.txt", "-o", "out.txt"]).is(0, "", "");
    assert_eq!(place.text("out.txt"), "");
}

#[test]
fn several_files_follow_each_other_in_the_order_given() {
    let place = Place::with(&[("b.txt", "第一。\r\n"), ("a.txt", "第二。\r\n")]);
    place.run(&["b.txt", "a.txt"]).is(0, "第一。\n第二。\n", "");
    place.pipe("中间。\n", &["b.txt", "-", "a.txt"]).is(0, "第一。\n中间。\n第二。\n", "");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = Place::new();
    for number in 0..200 {
        let mut text = String::new();
        for line in 0..number * number % 97 {
            write!(text, "第{number}页第{line}行。\r\n").unwrap();
        }
        place.put(format!("in/{}/{number}.txt", number % 7), text);
    }
    let run = |threads: &str| {
        let out = format!("out{threads}");
        let args = ["in", "-o", &out, "-j", threads, "--report", "-", "-v"];
        let end = place.run(&args);
        let shown = place.run(&["in", "--diff", "-j", threads]);
        let texts: Vec<_> = (0..200).map(|number| place.text(format!("{out}/{}/{number}.txt", number % 7))).collect();
        (end, shown, texts)
    };
    let one = run("1");
    assert_eq!(one.0.code, Some(0));
    assert_eq!(one.0.out.lines().count(), 200);
    assert_eq!(one, run("4"));
    assert_eq!(one, run("33"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::with(&[("big.txt", &CRLF.repeat(50_000))]);
    for args in [&["big.txt", "big.txt", "big.txt", "-j1"][..], &["big.txt", "big.txt", "big.txt", "-j4"], &["--help"]]
    {
        let mut command = place.command();
        let mut child = command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut few = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut few).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn files_are_written_even_if_nobody_reads_the_report() {
    let place = Place::new();
    for number in 0..2000 {
        place.put(format!("in/{number}.txt"), CRLF);
    }
    let mut command = place.command();
    let mut child = command.args(["in", "-o", "out", "--report", "-"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(place.tree().len(), 4000);
}

#[test]
fn a_full_disk_is_told() {
    let place = Place::with(&[("page.txt", CRLF)]);
    let sentence = |name: &str| format!("zhclean: cannot write {name}: no space left on the device\n");
    for line in ["$Z page.txt > /dev/full", "$Z < page.txt > /dev/full", "$Z --check page.txt > /dev/full"] {
        place.shell(line).is(2, "", &sentence("standard output"));
    }
    place.shell("$Z --list-stages > /dev/full").is(2, "", &sentence("standard output"));
    for option in ["-o", "--report"] {
        let line = format!("$Z page.txt {option} /dev/full > out.txt");
        place.shell(&line).is(2, "", &sentence("/dev/full"));
    }
    assert_eq!(place.tree(), ["out.txt", "page.txt"]);
}

#[test]
fn a_terminal_without_a_path_gets_the_short_help() {
    let place = Place::new();
    // `script` gives the command a terminal of its own; its standard error goes to a file.
    let line = r#"script -qec "$Z 2> help.txt" /dev/null < /dev/null"#;
    if place.shell("command -v script").code != Some(0) {
        eprintln!("skipped: no `script` here, so there is no terminal");
        return;
    }
    place.shell(line).is(2, "", "");
    let help = place.text("help.txt");
    assert!(help.contains("Usage: zhclean [OPTIONS] [PATH]..."), "{help}");
    assert!(help.contains("zhclean < scraped.txt > clean.txt"), "{help}");
}

#[test]
fn an_answer_is_given_to_any_bytes() {
    // A small generator, so that the same bytes come every time.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = vec![0; 100_000];
    for byte in &mut random {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *byte = (state >> 24) as u8;
    }
    let sentence = "zhclean: standard input is not text: it looks like an image, an archive or a program \
        (-e LABEL reads it all the same)\n";
    for bytes in [random.clone(), vec![0; 5000]] {
        Place::new().pipe(bytes, &[]).is(2, "", sentence);
    }
    let few: [&[u8]; 4] = [b"a\0b\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\x81"];
    let forced = [(random, "gb18030"), (vec![0; 5000], "utf-8"), (vec![0xff; 5001], "utf-16le")];
    let ends = few.map(|bytes| Place::new().pipe(bytes, &["-q"])).into_iter();
    for end in ends.chain(forced.map(|(bytes, label)| Place::new().pipe(bytes, &["-q", "-e", label]))) {
        assert_eq!((end.code, end.err.as_str()), (Some(0), ""));
    }
}

/// 200 MB where the code is optimised; a fortieth of it in debug builds, which take their time over every byte.
#[test]
fn one_very_long_line_passes() {
    const SENTENCE: &str = "全面落实环境保护工作，各单位要认真组织学习。";
    let size = if cfg!(debug_assertions) { 5_000_000 } else { 200_000_000 };
    let line = SENTENCE.repeat(size / SENTENCE.len());
    let place = Place::new();
    let mut child = place.command().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = line.clone();
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(output.status.code(), Some(0));
    // Not assert_eq: nobody wants to read the difference.
    assert!(output.stdout.strip_suffix(b"\n") == Some(line.as_bytes()), "{} bytes came out", output.stdout.len());
}
