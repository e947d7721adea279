//! Command lines that make no sense together with what stands on the disk. Each is refused before any work.
//! They are apart from failures because they end the run, where a failure ends one page.

use std::fmt;
use std::path::PathBuf;

use super::escape::name;

/// Why a run does not start. Each sentence names what was typed and what to type instead.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A setting the library does not know.
    Setting(zhclean::Error),
    /// A glob that cannot be parsed, with the parser's reason.
    Glob(String),
    /// `-` was given more than once.
    StdinTwice,
    /// `--in-place` together with standard input.
    StdinInPlace,
    /// An option that needs names, or reads pages twice, together with standard input.
    NeedsFiles(&'static str),
    /// Standard input has no file name to be mirrored under.
    StdinIntoFolder(PathBuf),
    /// A folder was given, and no place for its pages.
    FolderNeedsOutput(PathBuf),
    /// `-o` names a file where a folder is needed.
    NotAFolder(PathBuf),
    /// Output would be written into a folder that is read.
    OutputInsideInput { output: PathBuf, input: PathBuf },
    /// Two pages would be written to one file.
    TwoToOne { first: PathBuf, second: PathBuf, output: PathBuf },
    /// Something would be written over a page that is read.
    OverInput(PathBuf),
    /// Two kinds of output would go to one file.
    SharedOutput(PathBuf),
    /// A folder stands where a file would be written.
    IsAFolder(PathBuf),
    /// A file stands where output would go, and so do `more` others.
    Exists { output: PathBuf, more: usize },
    /// `--dropped -` or `--diff --report -`: standard output is taken.
    StdoutTaken(&'static str),
    /// An option that speaks of records, without any.
    NeedsRecords(&'static str),
    /// `--encoding` with JSON Lines, which are UTF-8.
    JsonIsUtf8,
    /// The report would take the place of the text or the name.
    SharedField(String),
    /// No rule has this id.
    UnknownRule(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Setting(error) => write!(f, "--encoding: {error}"),
            Refusal::Glob(why) => write!(f, "--glob: {why}"),
            Refusal::StdinTwice => write!(f, "standard input can be read only once: give - one time"),
            Refusal::StdinInPlace => write!(f, "--in-place needs files: standard input has no place"),
            Refusal::NeedsFiles(option) => {
                write!(f, "{option} needs files: standard input has no name and is read only once")
            }
            Refusal::StdinIntoFolder(output) => {
                let output = name(output);
                write!(f, "standard input has no name for a file in {output}: give it a run of its own, with -o FILE")
            }
            Refusal::FolderNeedsOutput(input) => {
                let input = name(input);
                write!(
                    f,
                    "{input} is a folder: say where its pages go (-o FOLDER or --in-place), or use --check or --diff"
                )
            }
            Refusal::NotAFolder(output) => {
                write!(f, "{} is a file: these inputs need a folder as output", name(output))
            }
            Refusal::OutputInsideInput { output, input } => {
                let (output, input) = (name(output), name(input));
                write!(f, "output {output} lies inside input {input}: choose a folder outside, or use --in-place")
            }
            Refusal::TwoToOne { first, second, output } => {
                let (first, second, output) = (name(first), name(second), name(output));
                write!(f, "{first} and {second} would both be written to {output}: clean them into different folders")
            }
            Refusal::OverInput(output) => {
                write!(f, "{} is one of the inputs: choose another output, or use --in-place", name(output))
            }
            Refusal::SharedOutput(output) => {
                write!(f, "{} would receive two kinds of output: give each its own file", name(output))
            }
            Refusal::IsAFolder(output) => write!(f, "cannot write {}: it is a folder", name(output)),
            Refusal::Exists { output, more: 0 } => write!(f, "{} exists: --force overwrites", name(output)),
            Refusal::Exists { output, more } => {
                write!(f, "{} exists, and so do {more} more: --force overwrites", name(output))
            }
            Refusal::StdoutTaken(option) => write!(f, "{option} needs a file: standard output is taken"),
            Refusal::NeedsRecords(option) => write!(f, "{option} speaks of records: give --jsonl or --warc too"),
            Refusal::JsonIsUtf8 => write!(f, "--encoding does not go with --jsonl: JSON Lines are UTF-8"),
            Refusal::SharedField(field) => {
                write!(f, "--report-field {field:?} is another field of the record: give the report its own")
            }
            Refusal::UnknownRule(id) => {
                write!(f, "no rule is called {id:?}: --list-rules alone names them all")
            }
        }
    }
}
