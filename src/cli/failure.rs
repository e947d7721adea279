//! What goes wrong with one page or one stream: what was being done, to which path, and why it did not work.
//! It stands before source and sink because both answer with it.

use std::fmt;
use std::io;
use std::path::Path;

use super::escape;

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Reading a page or a folder.
    Read,
    /// Writing text, a report or dropped lines.
    Write,
    /// Making a folder that output needs.
    CreateFolder,
}

#[derive(Debug)]
enum Why {
    Io(Doing, io::Error),
    NotText,
    CutOff,
    Damaged(String),
    Broke,
}

/// A failure, ready to be told. It never carries page text.
#[derive(Debug)]
pub(crate) struct Failure {
    name: String,
    why: Why,
}

impl Failure {
    /// The system refused something.
    pub(crate) fn io(doing: Doing, path: &Path, source: io::Error) -> Self {
        Self { name: escape::name(path), why: Why::Io(doing, source) }
    }

    /// The system refused something on a standard stream, which is called `name`.
    pub(crate) fn stream(doing: Doing, name: &str, source: io::Error) -> Self {
        Self { name: name.to_owned(), why: Why::Io(doing, source) }
    }

    /// The bytes are no text.
    pub(crate) fn not_text(name: String) -> Self {
        Self { name, why: Why::NotText }
    }

    /// A packed or archived input ends in the middle.
    pub(crate) fn cut_off(name: String) -> Self {
        Self { name, why: Why::CutOff }
    }

    /// A record is none, for this reason.
    pub(crate) fn damaged(name: String, why: String) -> Self {
        Self { name, why: Why::Damaged(why) }
    }

    /// The cleaning of a page panicked, which is a mistake in zhclean and must not take the other pages along.
    pub(crate) fn broke(name: String) -> Self {
        Self { name, why: Why::Broke }
    }

    /// Whether the reader of our output went away, which is its right.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(&self.why, Why::Io(Doing::Write, source) if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match &self.why {
            Why::Io(doing, source) => {
                let verb = match doing {
                    Doing::Read => "read",
                    Doing::Write => "write",
                    Doing::CreateFolder => "create folder",
                };
                write!(f, "cannot {verb} {name}: {}", sentence(source))
            }
            Why::NotText => write!(
                f,
                "{name} is not text: it looks like an image, an archive or a program (-e LABEL reads it all the same)"
            ),
            Why::CutOff => write!(f, "{name} ends in the middle of a record: those before it were cleaned"),
            Why::Damaged(why) => write!(f, "{name} is no record: {why}"),
            Why::Broke => write!(f, "cannot clean {name}: zhclean itself broke on this page; please report it"),
        }
    }
}

/// The system's reason in plain words, without its number.
fn sentence(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder must be".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => {
            let text = source.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            let mut chars = text.chars();
            chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
        }
    }
}
