//! Pages that fail: exit 2, a sentence for each, all other pages cleaned, and nothing half-written.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Command, Stdio};

use super::{CRLF, End, LF, Place};

/// Runs zhclean as somebody who is not allowed everything; `None`, with the reason, where that cannot be.
fn run_as_nobody(place: &Place, args: &[&str]) -> Option<End> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    if !is_root {
        return Some(place.run(args));
    }
    // The build folder may be root's own, so the binary goes where everybody can run it. Another process copies
    // it: a file that this one had open for writing could not be run while another test starts a process.
    let shared = Place::new();
    assert_eq!(shared.shell("cp \"$Z\" zhclean && chmod 755 zhclean").code, Some(0));
    let binary = shared.path("zhclean");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(&binary).args(args);
    match command.current_dir(place.path("")).stdin(Stdio::null()).output() {
        Ok(output) if output.status.code() != Some(127) => Some(End::of(output)),
        refused => {
            eprintln!("skipped: root cannot become somebody else here: {refused:?}");
            None
        }
    }
}

fn set_mode(place: &Place, path: &str, mode: u32) {
    fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_missing_path_does_not_stop_the_others() {
    let place = Place::with(&[("a.txt", CRLF), ("b.txt", CRLF)]);
    let end = place.run(&["a.txt", "none.txt", "b.txt"]);
    let sentence = "zhclean: cannot read none.txt: no such file or folder\n";
    end.is(2, &LF.repeat(2), &format!("{sentence}zhclean: 1 of 3 pages failed\n"));
    place.run(&["none.txt"]).is(2, "", sentence);
    place.run(&["none.txt", "-o", "out.txt"]).is(2, "", sentence);
    place.run(&["a.txt/none"]).is(2, "", "zhclean: cannot read a.txt/none: a file stands where a folder must be\n");
    assert_eq!(place.tree(), ["a.txt", "b.txt"]);
}

#[test]
fn failed_outranks_damaged() {
    let place = Place::with(&[("a.txt", CRLF)]);
    let end = place.run(&["--check", "a.txt", "none.txt"]);
    let sentence = "zhclean: cannot read none.txt: no such file or folder\nzhclean: 1 of 2 pages failed\n";
    end.is(2, "a.txt\n", sentence);
}

#[test]
fn a_report_names_pages_that_failed() {
    let place = Place::with(&[("a.txt", LF)]);
    let end = place.run(&["none.txt", "a.txt", "--report", "-"]);
    let (failed, cleaned) = end.out.split_once('\n').unwrap();
    assert_eq!(failed, r#"{"schema":1,"path":"none.txt","failed":"cannot read none.txt: no such file or folder"}"#);
    assert!(cleaned.starts_with(r#"{"schema":1,"path":"a.txt","decoding":"#), "{cleaned}");
}

#[test]
fn what_may_not_be_read_is_told() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b.txt", CRLF), ("in/c/d.txt", CRLF), ("out/x", "")]);
    set_mode(&place, "in/b.txt", 0);
    set_mode(&place, "in/c", 0);
    set_mode(&place, "out", 0o777);
    let end = run_as_nobody(&place, &["in", "-o", "out"]);
    let whole = run_as_nobody(&place, &["in/c", "-o", "out2"]);
    set_mode(&place, "in/c", 0o755);
    let (Some(end), Some(whole)) = (end, whole) else { return };
    let sentences = "zhclean: cannot read in/b.txt: permission denied\n\
        zhclean: cannot read in/c: permission denied\n\
        zhclean: 2 of 3 pages failed\n";
    end.is(2, "", sentences);
    assert_eq!(place.text("out/a.txt"), LF);
    whole.is(2, "", "zhclean: cannot read in/c: permission denied\n");
    assert_eq!(place.tree(), ["in/a.txt", "in/b.txt", "in/c/d.txt", "out/a.txt", "out/x"]);
}

#[test]
fn what_may_not_be_written_is_told() {
    let place = Place::with(&[("a.txt", CRLF), ("closed/b.txt", CRLF)]);
    set_mode(&place, "closed", 0o755);
    let runs = [
        (&["a.txt", "-o", "closed/a.txt"][..], "cannot write closed/a.txt: permission denied"),
        (&["a.txt", "-o", "closed/new/a.txt"], "cannot create folder closed/new: permission denied"),
        (&["closed/b.txt", "--in-place"], "cannot write closed/b.txt: permission denied"),
        (&["a.txt", "--report", "closed/r"], "cannot write closed/r: permission denied"),
    ];
    for (args, sentence) in runs {
        set_mode(&place, "closed", 0o555);
        let Some(end) = run_as_nobody(&place, args) else { return };
        end.is(2, "", &format!("zhclean: {sentence}\n"));
    }
    assert_eq!(place.tree(), ["a.txt", "closed/b.txt"]);
    assert_eq!(place.text("closed/b.txt"), CRLF);
}

#[test]
fn a_disk_that_fills_up_leaves_the_old_file() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/big.txt", &CRLF.repeat(200))]);
    // A limit of one block on any file, met as an error and not as a signal.
    let limited = |args: &str| place.shell(&format!("trap '' XFSZ; ulimit -f 1; exec $Z {args}"));
    let after = ": file too large\nzhclean: 1 of 2 pages failed\n";
    limited("--in-place in").is(2, "", &format!("zhclean: cannot write in/big.txt{after}"));
    assert_eq!((place.text("in/a.txt"), place.text("in/big.txt")), (LF.to_owned(), CRLF.repeat(200)));
    limited("in -o out").is(2, "", &format!("zhclean: cannot write out/big.txt{after}"));
    assert_eq!(place.tree(), ["in/a.txt", "in/big.txt", "out/a.txt"]);
}

#[test]
fn a_file_that_vanishes_is_told() {
    let place = Place::with(&[("page.txt", CRLF), ("last.txt", CRLF)]);
    assert_eq!(place.shell("mkfifo pipe").code, Some(0));
    let mut command = place.command();
    command.args(["-j1", "pipe", "page.txt", "last.txt", "-o", "out"]).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // Opening waits until zhclean reads the pipe, which it does after it has found all pages.
    let mut pipe = OpenOptions::new().write(true).open(place.path("pipe")).unwrap();
    fs::remove_file(place.path("page.txt")).unwrap();
    pipe.write_all(CRLF.as_bytes()).unwrap();
    drop(pipe);
    let sentence = "zhclean: cannot read page.txt: no such file or folder\nzhclean: 1 of 3 pages failed\n";
    End::of(child.wait_with_output().unwrap()).is(2, "", sentence);
    assert_eq!(place.tree(), ["last.txt", "out/last.txt", "out/pipe", "pipe"]);
}

/// The first bytes of a picture: a signature, lengths, and compressed data.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xa8f\0\0\0\x01sRGB\0\xae\xce\x1c\xe9";

const NOT_TEXT: &str =
    "is not text: it looks like an image, an archive or a program (-e LABEL reads it all the same)\n";

#[test]
fn a_picture_that_is_named_fails() {
    let place = Place::with(&[("page.txt", CRLF)]);
    place.put("photo.png", PNG);
    let sentence = format!("zhclean: photo.png {NOT_TEXT}");
    place.run(&["photo.png"]).is(2, "", &sentence);
    place.run(&["photo.png", "--in-place"]).is(2, "", &sentence);
    place.run(&["photo.png", "page.txt"]).is(2, LF, &format!("{sentence}zhclean: 1 of 2 pages failed\n"));
    place.pipe(PNG, &[]).is(2, "", &format!("zhclean: standard input {NOT_TEXT}"));
    assert_eq!(fs::read(place.path("photo.png")).unwrap(), PNG);
}

#[test]
fn a_picture_in_a_folder_is_passed_over() {
    let place = Place::with(&[("in/page.txt", CRLF)]);
    place.put("in/photo.png", PNG);
    place.run(&["in", "-o", "out"]).is(0, "", &format!("zhclean: in/photo.png {NOT_TEXT}"));
    place.run(&["-q", "in", "-o", "out", "--force"]).is(0, "", "");
    assert_eq!(place.tree(), ["in/page.txt", "in/photo.png", "out/page.txt"]);
    place.run(&["-q", "in", "--in-place"]).is(0, "", "");
    assert_eq!(fs::read(place.path("in/photo.png")).unwrap(), PNG);
}
