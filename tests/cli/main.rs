//! The command line as others meet it: streams, exit codes, files and sentences, each exact.
//! `pipe` has the streams, `records` what is in them with `--jsonl` and `--warc`, `folders` the disk, `conflicts` what
//! is refused, `failures` what goes wrong, and `telling` what is said, and `site`
//! what looks at a folder as a whole or sends a page elsewhere. No test depends on what a stage repairs: pages
//! change by their line endings.

#![cfg(unix)]
#![allow(missing_docs, clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr)]

mod conflicts;
mod failures;
mod folders;
mod pipe;
mod records;
mod site;
mod telling;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A page that changes, and what it becomes.
const CRLF: &str = "全面落实环境保护工作。\r\n各单位要认真组织学习。\r\n";
const LF: &str = "全面落实环境保护工作。\n各单位要认真组织学习。\n";

/// A folder of its own for one test.
struct Place(TempDir);

/// How a run ended, as text.
#[derive(Debug, PartialEq)]
struct End {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        // Some runs are another user's.
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).unwrap();
        Self(place)
    }

    /// A new place with these files.
    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (path, text) in files {
            place.put(path, text);
        }
        place
    }

    fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: impl AsRef<Path>) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Everything below the place, hidden files too, so that nothing is left behind unseen.
    fn tree(&self) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    walk(&entry.path(), root, found);
                } else {
                    found.push(entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), self.0.path(), &mut found);
        found.sort();
        found
    }

    fn command(&self) -> Command {
        let mut command = Command::new(cargo_bin("zhclean"));
        command.current_dir(self.0.path()).env_remove("NO_COLOR");
        command
    }

    /// Runs zhclean with nothing on standard input.
    fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> End {
        let mut command = assert_cmd::Command::from_std(self.command());
        End::of(command.args(args).write_stdin("").end())
    }

    /// Runs zhclean with `input` on standard input.
    fn pipe(&self, input: impl Into<Vec<u8>>, args: &[&str]) -> End {
        let mut command = assert_cmd::Command::from_std(self.command());
        End::of(command.args(args).write_stdin(input).end())
    }

    /// Runs a shell line in which `$Z` is zhclean.
    fn shell(&self, line: &str) -> End {
        let mut command = Command::new("sh");
        command.arg("-c").arg(line).env("Z", cargo_bin("zhclean")).current_dir(self.0.path());
        End::of(command.output().unwrap())
    }
}

/// `assert_cmd` wants success; here every end is an answer.
trait AnyEnd {
    fn end(&mut self) -> Output;
}

impl AnyEnd for assert_cmd::Command {
    fn end(&mut self) -> Output {
        self.output().unwrap()
    }
}

impl End {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The end was this, exactly.
    #[track_caller]
    fn is(&self, code: i32, out: &str, err: &str) {
        assert_eq!((self.code, self.out.as_str(), self.err.as_str()), (Some(code), out, err));
    }
}
