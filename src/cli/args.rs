//! What was typed. No work is done here and nothing is looked up: `job` says what it means.
//! The help that people read is written here, so that an option and its sentence stand side by side.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, ValueEnum};
use zhclean::repair::Damage;

const EXAMPLES: &str = "\
Examples:
  zhclean < scraped.txt > clean.txt     in a pipe
  zhclean scraped/ -o clean/            a folder, mirrored
  zhclean --jsonl < in.jsonl > out.jsonl   records, also of gzip or zstd
  zhclean --check scraped/              what would change? writes nothing
  zhclean --explain page.txt            why it changed, on standard error

More about each option: zhclean --help";

const MORE: &str = "\
Examples:
  zhclean < scraped.txt > clean.txt
          Clean one page in a pipe.
  zhclean page.txt other.txt > both.txt
          Clean several pages into one stream, in the order given.
  zhclean scraped/ -o clean/
          Clean a folder into another with the same names inside.
  zhclean scraped/ -o clean/ --report report.jsonl --dropped dropped.jsonl
          The same, and keep what was done and every line that was dropped.
  zhclean --diff page.txt
          See the changes without writing any.

Folders:
  Pages are all files below a folder, in sorted order, except hidden files
  and symbolic links. A --glob that names a hidden file brings it back. No
  ignore files are obeyed. A file that is no text, such as an image, is
  passed over with a warning where it was found in a folder, and is an error
  where you named it.

Writing:
  A file is written beside its final place and then renamed, so nobody ever
  sees half of one. A file that is replaced keeps its permissions. Conflicts
  are refused before any page is read.

Exit status:
  0  all went well, or --check found nothing to change
  1  --check found pages that would change, or --reject put pages aside
  2  a page failed (the others were still cleaned), or the command line made
     no sense";

/// Give scraped Chinese pages back the text their author wrote
#[derive(Parser, Debug)]
#[command(
    version,
    override_usage = "zhclean [OPTIONS] [PATH]...",
    after_help = EXAMPLES,
    after_long_help = MORE,
    max_term_width = 110,
    long_about = "Give scraped Chinese pages back the text their author wrote.\n\n\
        Finds the encoding, undoes mojibake, takes out injected readings, navigation residue and spam lines, \
        restores folded punctuation and turned script, and writes UTF-8. Text that is already clean comes out \
        byte for byte. Every change has a reason, which --explain, --diff and --report show."
)]
pub(crate) struct Args {
    /// Files or folders to clean; none, or -, reads standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write to this file, or to this folder if there are several inputs
    ///
    /// With one file as input this is a file, unless it is a folder already or ends in a slash. With several
    /// inputs, or with a folder, it is a folder in which the pages keep their names. Folders that are missing
    /// are made.
    #[arg(short, long, value_name = "PATH", help_heading = "Output", conflicts_with_all = ["in_place", "check", "diff"])]
    pub(crate) output: Option<PathBuf>,

    /// Replace each file by its cleaned text
    ///
    /// Files that are clean already are not touched. The others keep their permissions.
    #[arg(long, help_heading = "Output", conflicts_with_all = ["check", "diff"])]
    pub(crate) in_place: bool,

    /// Begin each text with a YAML head of what its page says about itself
    ///
    /// Title, publishing time, source, author, editor, views, document number and keywords, as far as the page has
    /// them; a page that has none gets no head.
    #[arg(long, help_heading = "Output", conflicts_with_all = ["in_place", "check", "diff", "jsonl", "warc"])]
    pub(crate) front_matter: bool,

    /// Put pages with these findings aside, into the folder of --rejected
    ///
    /// Their text is cleaned and written there in place of the output, under the same name. The run then ends
    /// with 1 and says how many there were.
    #[arg(
        long,
        value_enum,
        value_name = "KIND,…",
        value_delimiter = ',',
        requires = "rejected",
        help_heading = "Output"
    )]
    #[arg(conflicts_with_all = ["in_place", "check", "diff", "jsonl", "warc"])]
    pub(crate) reject: Vec<Kind>,

    /// The folder for pages that --reject puts aside
    #[arg(long, value_name = "FOLDER", requires = "reject", help_heading = "Output")]
    pub(crate) rejected: Option<PathBuf>,

    /// Overwrite output files that exist
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,

    /// Name the pages that would change, write nothing, and exit with 1 if there are any
    ///
    /// A page would change if its bytes would: by a repair, by its encoding, a byte-order mark, its line
    /// endings or a missing line feed at its end. The names go to standard output, one a line.
    #[arg(long, help_heading = "Instead of cleaning", conflicts_with_all = ["diff", "list_rules", "list_stages"])]
    pub(crate) check: bool,

    /// Show what would change as a unified diff, and write nothing
    ///
    /// It compares the decoded text, so a page in another encoding shows only the lines that were repaired.
    #[arg(long, help_heading = "Instead of cleaning", conflicts_with_all = ["list_rules", "list_stages"])]
    pub(crate) diff: bool,

    /// List the rules that judge lines, or tell all about one
    ///
    /// With the start of an id, such as spam, lists that family.
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "", help_heading = "Instead of cleaning")]
    #[arg(conflicts_with_all = ["list_stages", "paths"])]
    pub(crate) list_rules: Option<String>,

    /// List the stages in the order they run
    #[arg(long, help_heading = "Instead of cleaning", conflicts_with = "paths")]
    pub(crate) list_stages: bool,

    /// Read JSON Lines and clean the text in one field of each record
    ///
    /// The input may be plain, gzip or zstd, which is seen by its first bytes, and of any length. The output is
    /// JSON Lines in the order of the input; all of a record but the text is kept byte for byte. A line that is
    /// no record is passed on as it is and reported. Records without the field are passed on.
    #[arg(long, help_heading = "Records", conflicts_with_all = ["in_place", "diff", "warc"])]
    pub(crate) jsonl: bool,

    /// Read a web archive, WARC or WET, and write its pages as JSON Lines
    ///
    /// Plain, gzip or zstd. Takes the records that hold text or HTML, with the encoding that their headers
    /// declare, and writes id, url, date and text of each.
    #[arg(long, help_heading = "Records", conflicts_with_all = ["in_place", "diff"])]
    pub(crate) warc: bool,

    /// The field of a record that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Records")]
    pub(crate) field: String,

    /// The field that names a record in reports and messages; by default its line does
    #[arg(long, value_name = "NAME", help_heading = "Records", requires = "jsonl")]
    pub(crate) id_field: Option<String>,

    /// Add the report to each record, in this field; with -v, every repair is in it
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    pub(crate) report_field: Option<String>,

    /// Read the input as this encoding instead of judging by its bytes
    ///
    /// A label of the web such as utf-8, gbk, gb18030 or big5, or hz; auto judges.
    #[arg(short, long, value_name = "LABEL", default_value = "auto", help_heading = "Reading")]
    pub(crate) encoding: String,

    /// Take the input for HTML, or with =no for text; auto goes by how a page begins
    ///
    /// The text of an HTML page comes out without its markup, menus and lists of links, and is then cleaned as
    /// any other. A text that merely quotes tags is none.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, num_args = 0..=1, require_equals = true, default_missing_value = "yes", help_heading = "Reading")]
    pub(crate) html: Html,

    /// Take only the files of a folder that match; !GLOB leaves them out (repeatable)
    ///
    /// A glob without a slash is matched against names at any depth, one with a slash against the path below
    /// the folder. The last glob that matches decides. Files named as PATH are always taken.
    #[arg(short, long, value_name = "GLOB", help_heading = "Reading")]
    pub(crate) glob: Vec<String>,

    /// Run only these stages, which --list-stages describes
    #[arg(long, value_name = "STAGE,…", value_delimiter = ',', value_parser = damage(), help_heading = "Repairs")]
    pub(crate) only: Vec<Damage>,

    /// Leave these stages out
    #[arg(long, value_name = "STAGE,…", value_delimiter = ',', value_parser = damage(), help_heading = "Repairs")]
    #[arg(hide_possible_values = true)]
    pub(crate) skip: Vec<Damage>,

    /// Drop lines at the head and tail of pages that many pages of the same folder have
    ///
    /// Menus, footers and lists of titles that nothing else gives away. Each page is read twice, once to count.
    /// A line must stand on eight pages and on one in twenty of its folder, a sentence on one in three.
    #[arg(long, help_heading = "Repairs", conflicts_with_all = ["jsonl", "warc"])]
    pub(crate) site_boilerplate: bool,

    /// The script of the output
    #[arg(long, value_enum, default_value_t, help_heading = "Repairs")]
    pub(crate) script: Script,

    /// Punctuation that was folded to ASCII
    #[arg(long, value_enum, default_value_t, help_heading = "Repairs")]
    pub(crate) width: Width,

    /// The Unicode normal form of the output
    #[arg(long, value_enum, default_value_t, value_name = "FORM", help_heading = "Repairs")]
    pub(crate) normalize: Normalize,

    /// Apply only repairs that are certain, and hold those that are likely
    #[arg(long, help_heading = "Repairs")]
    pub(crate) strict: bool,

    /// Tell each repair and its reason on standard error, in the order of lines
    ///
    /// A repair that was seen and not applied is marked as held. Text is shown escaped and shortened; the
    /// report has all of it.
    #[arg(long, help_heading = "Telling")]
    pub(crate) explain: bool,

    /// Write a report, one JSON object a page; with -v, every repair is in it
    ///
    /// With - as PATH it goes to standard output, in place of the text.
    #[arg(long, value_name = "PATH", help_heading = "Telling")]
    pub(crate) report: Option<PathBuf>,

    /// Write every dropped line with its page and reason, as JSON lines
    #[arg(long, value_name = "PATH", help_heading = "Telling")]
    pub(crate) dropped: Option<PathBuf>,

    /// Tell totals on standard error at the end
    #[arg(long, help_heading = "Telling")]
    pub(crate) stats: bool,

    /// No warnings, no progress, no names from --check; errors are still told
    #[arg(short, long, help_heading = "Telling", conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// A line on each page on standard error, and every repair in the report
    #[arg(short, long, action = ArgAction::SetTrue, help_heading = "Telling")]
    pub(crate) verbose: bool,

    /// When to colour: auto does on a terminal unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Telling")]
    pub(crate) color: Color,

    /// Pages cleaned at a time; by default one on each processor
    ///
    /// The output is the same for any number.
    #[arg(short = 'j', long, value_name = "N", help_heading = "Running")]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// `--script`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Script {
    /// Simplified again where the page shows that it was turned
    #[default]
    Auto,
    /// Simplified in any case
    Simplified,
    /// Traditional in any case
    Traditional,
    /// As it stands
    Keep,
}

/// `--html`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Html {
    /// Where a page begins as HTML does
    #[default]
    Auto,
    /// In any case
    Yes,
    /// In no case
    No,
}

/// `--width`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Width {
    /// Full-width again where the page shows that it was folded
    #[default]
    Auto,
    /// As it stands
    Keep,
}

/// `--normalize`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Normalize {
    /// Canonical composition, which never touches Chinese punctuation
    #[default]
    Nfc,
    /// Compatibility composition, which folds full-width forms
    Nfkc,
    /// As it stands
    None,
}

/// `--reject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Kind {
    /// Little else than keywords and brands
    Doorway,
    /// A brand put into lines of other text
    Spliced,
}

impl Kind {
    /// Its name in sentences.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Doorway => "doorway",
            Kind::Spliced => "spliced",
        }
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Parses a stage by the name of its damage; a wrong name is answered with the right ones.
fn damage() -> impl TypedValueParser<Value = Damage> {
    PossibleValuesParser::new(Damage::ALL.map(Damage::name))
        .try_map(|name| Damage::ALL.into_iter().find(|damage| damage.name() == name).ok_or("no such stage"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_options_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
