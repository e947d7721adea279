//! Folders: what counts as a page, where it goes, and what happens to what stood there.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use super::{CRLF, LF, Place};

#[test]
fn a_folder_is_mirrored() {
    let place = Place::with(&[("in/b/2.txt", CRLF), ("in/a.txt", CRLF), ("in/b/c/3.html", LF)]);
    place.run(&["in", "-o", "new/out"]).is(0, "", "");
    for path in ["new/out/a.txt", "new/out/b/2.txt", "new/out/b/c/3.html"] {
        assert_eq!(place.text(path), LF);
    }
    assert_eq!(place.tree().len(), 6);
}

#[test]
fn output_is_a_file_or_a_folder_as_it_is_typed() {
    let place = Place::with(&[("page.txt", CRLF), ("other.txt", CRLF), ("there/x", "")]);
    place.run(&["page.txt", "-o", "new/file"]).is(0, "", "");
    place.run(&["page.txt", "-o", "folder/"]).is(0, "", "");
    place.run(&["page.txt", "-o", "there"]).is(0, "", "");
    place.run(&["page.txt", "other.txt", "-o", "both"]).is(0, "", "");
    place.pipe(CRLF, &["-o", "piped/text"]).is(0, "", "");
    let made = ["new/file", "folder/page.txt", "there/page.txt", "both/page.txt", "both/other.txt", "piped/text"];
    for path in made {
        assert_eq!(place.text(path), LF, "{path}");
    }
    assert_eq!(place.tree().len(), made.len() + 3);
}

#[test]
fn pages_come_in_sorted_order() {
    let place = Place::new();
    for name in ["b", "a10", "a2", "a/z", "a.txt", "Z"] {
        place.put(format!("in/{name}"), CRLF);
    }
    place.run(&["--check", "in"]).is(1, "in/Z\nin/a/z\nin/a.txt\nin/a10\nin/a2\nin/b\n", "");
}

#[test]
fn hidden_files_are_no_pages_unless_a_glob_names_them() {
    let place = Place::with(&[("in/.hidden", CRLF), ("in/.git/x", CRLF), ("in/a.txt", CRLF), ("in/.ignore", "a.txt")]);
    place.run(&["--check", "in"]).is(1, "in/a.txt\n", "");
    place.run(&["--check", "in", "-g", ".hidden"]).is(1, "in/.hidden\n", "");
    place.run(&["--check", "in/.hidden"]).is(1, "in/.hidden\n", "");
}

#[test]
fn globs_choose_among_the_files_of_folders_only() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b/c.txt", CRLF), ("in/b/d.html", CRLF), ("e.html", CRLF)]);
    place.run(&["--check", "in", "e.html", "-g", "*.txt"]).is(1, "in/a.txt\nin/b/c.txt\ne.html\n", "");
    place.run(&["--check", "in", "-g", "!*.txt"]).is(1, "in/b/d.html\n", "");
    place.run(&["--check", "in", "-g", "*.txt", "-g", "!b/**"]).is(1, "in/a.txt\n", "");
    place.run(&["in", "-o", "out", "-g", "*.none"]).is(0, "", "zhclean: no pages found\n");
    let end = place.run(&["e.html", "-g", "{a"]);
    assert_eq!((end.code, end.out.as_str()), (Some(2), ""));
    assert!(end.err.starts_with("zhclean: --glob: "), "{}", end.err);
}

#[test]
fn links_in_folders_are_not_followed_and_counted() {
    let place = Place::with(&[("in/a.txt", CRLF), ("outside/b.txt", CRLF)]);
    symlink("../in", place.path("in/loop")).unwrap();
    symlink("../outside", place.path("in/away")).unwrap();
    symlink("../outside/b.txt", place.path("in/b.txt")).unwrap();
    place.run(&["in", "-o", "out"]).is(0, "", "zhclean: 3 symbolic links were not followed\n");
    assert_eq!(place.tree(), ["in/a.txt", "in/away", "in/b.txt", "in/loop", "out/a.txt", "outside/b.txt"]);
    place.run(&["-q", "in", "-o", "out", "--force"]).is(0, "", "");
}

#[test]
fn links_that_are_typed_are_followed() {
    let place = Place::with(&[("real/a.txt", CRLF), ("page.txt", CRLF)]);
    symlink("real", place.path("folder")).unwrap();
    symlink("page.txt", place.path("link")).unwrap();
    place.run(&["--check", "folder", "link"]).is(1, "folder/a.txt\nlink\n", "");
    place.run(&["--in-place", "link"]).is(0, "", "");
    assert_eq!(place.text("page.txt"), LF);
    assert!(fs::symlink_metadata(place.path("link")).unwrap().is_symlink());
}

#[test]
fn pipes_in_folders_are_no_pages() {
    let place = Place::with(&[("in/a.txt", CRLF)]);
    assert_eq!(place.shell("mkfifo in/pipe").code, Some(0));
    place.run(&["--check", "in"]).is(1, "in/a.txt\n", "");
}

#[test]
fn names_that_are_no_utf_8_are_kept() {
    let place = Place::new();
    let name = Path::new(OsStr::from_bytes(b"\xcb\xae\xff.txt"));
    place.put(Path::new("in").join(name), CRLF);
    place.run(&["in", "-o", "out"]).is(0, "", "");
    assert_eq!(place.text(Path::new("out").join(name)), LF);
    let mut command = place.command();
    let output = command.args(["--check", "in"]).output().unwrap();
    assert_eq!(output.stdout, b"in/\xcb\xae\xff.txt\n");
    let end = place.run(&[Path::new("none").join(name)]);
    // 0xcb 0xae is a letter, 0xff is nothing.
    end.is(2, "", "zhclean: cannot read none/ˮ\\xff.txt: no such file or folder\n");
}

#[test]
fn a_hostile_name_does_not_reach_the_screen() {
    let place = Place::new();
    let end = place.run(&["\u{1b}[2Jno\nsuch"]);
    end.is(2, "", "zhclean: cannot read \\u{1b}[2Jno\\nsuch: no such file or folder\n");
}

#[test]
fn in_place_replaces_what_changed_and_keeps_permissions() {
    let place = Place::with(&[("in/a.txt", CRLF), ("in/b.txt", LF)]);
    fs::set_permissions(place.path("in/a.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    let inode = |path: &str| fs::metadata(place.path(path)).unwrap().ino();
    let untouched = inode("in/b.txt");
    place.run(&["--in-place", "in"]).is(0, "", "");
    assert_eq!((place.text("in/a.txt"), place.text("in/b.txt")), (LF.to_owned(), LF.to_owned()));
    assert_eq!(fs::metadata(place.path("in/a.txt")).unwrap().permissions().mode() & 0o7777, 0o640);
    assert_eq!(inode("in/b.txt"), untouched);
    assert_eq!(place.tree(), ["in/a.txt", "in/b.txt"]);
    place.run(&["--in-place", "in"]).is(0, "", "");
}

#[test]
fn new_files_have_the_permissions_of_new_files() {
    let place = Place::with(&[("page.txt", CRLF)]);
    assert_eq!(place.shell("umask 027; $Z page.txt -o out.txt").code, Some(0));
    assert_eq!(fs::metadata(place.path("out.txt")).unwrap().permissions().mode() & 0o7777, 0o640);
}

#[test]
fn force_overwrites_and_keeps_permissions() {
    let place = Place::with(&[("in/a.txt", CRLF), ("out/a.txt", "old"), ("out/other", "stays")]);
    fs::set_permissions(place.path("out/a.txt"), fs::Permissions::from_mode(0o600)).unwrap();
    place.run(&["in", "-o", "out", "--force"]).is(0, "", "");
    assert_eq!(place.text("out/a.txt"), LF);
    assert_eq!(fs::metadata(place.path("out/a.txt")).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(place.tree(), ["in/a.txt", "out/a.txt", "out/other"]);
}

#[test]
fn a_link_in_the_output_folder_is_replaced_and_not_written_through() {
    let place = Place::with(&[("in/a.txt", CRLF), ("precious", "stays"), ("out/x", "")]);
    symlink("../precious", place.path("out/a.txt")).unwrap();
    place.run(&["in", "-o", "out"]).is(2, "", "zhclean: out/a.txt exists: --force overwrites\n");
    place.run(&["in", "-o", "out", "--force"]).is(0, "", "");
    assert_eq!((place.text("out/a.txt"), place.text("precious")), (LF.to_owned(), "stays".to_owned()));
}
