//! What the command line means: which pages, where each goes, with which settings, and what is told of them.
//! Everything that contradicts itself or the disk is refused here, before any page is read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread;

use zhclean::Settings;
use zhclean::charset::Charset;
use zhclean::repair::Certainty;
use zhclean::settings::{self, Damages};

use super::args::{Args, Color, Html, Normalize, Script, Width};
use super::aside::Aside;
use super::failure::Failure;
use super::place::{Places, resolve};
use super::refusal::Refusal;
use super::sink;
use super::source::{self, Found, Source, Walk};

/// Where the text of a page goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// Nowhere: something else is asked for.
    Nowhere,
    /// To standard output, after the pages before it.
    Stdout,
    /// Into this file.
    File(PathBuf),
    /// Into the file it came from, if it changed.
    Back(PathBuf),
}

/// A page and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// Where its bytes are.
    pub(crate) source: Source,
    /// Whether it was named, where the pages of a folder are only met.
    pub(crate) named: bool,
    /// Where its text goes.
    pub(crate) to: To,
    /// Where it goes instead if it is put aside.
    pub(crate) aside: Option<PathBuf>,
}

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Clean.
    Clean,
    /// Say which pages would change.
    Check,
    /// Show the changes.
    Diff,
}

/// What is told besides the text.
#[derive(Debug)]
pub(crate) struct Telling {
    /// The file for the report.
    pub(crate) report: Option<PathBuf>,
    /// Whether the report goes to standard output.
    pub(crate) report_to_stdout: bool,
    /// The file for dropped lines.
    pub(crate) dropped: Option<PathBuf>,
    /// Each repair on standard error.
    pub(crate) explain: bool,
    /// Totals at the end.
    pub(crate) stats: bool,
    /// No warnings, progress or names.
    pub(crate) quiet: bool,
    /// A line a page, and repairs in the report.
    pub(crate) verbose: bool,
    /// Whether a progress bar is shown.
    pub(crate) progress: bool,
    /// Whether standard output is a terminal.
    pub(crate) to_terminal: bool,
    /// Colour on standard output.
    pub(crate) color_stdout: bool,
    /// Colour on standard error.
    pub(crate) color_stderr: bool,
}

/// How records are laid out in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One JSON object a line.
    JsonLines,
    /// WARC or WET.
    Archive,
}

/// Records instead of pages. Those of all inputs follow each other in one output.
#[derive(Debug)]
pub(crate) struct Records {
    /// How they are laid out.
    pub(crate) layout: Layout,
    /// The field with the text.
    pub(crate) field: String,
    /// The field with the name.
    pub(crate) id_field: Option<String>,
    /// The field that receives the report.
    pub(crate) report_field: Option<String>,
    /// The output file; standard output without one.
    pub(crate) output: Option<PathBuf>,
}

/// A run that makes sense.
#[derive(Debug)]
pub(crate) struct Job {
    /// The pages, in order, and what could not be looked into.
    pub(crate) pages: Vec<Result<Page, Failure>>,
    /// Symbolic links that were not followed.
    pub(crate) links: usize,
    /// The settings of every page.
    pub(crate) settings: Settings,
    /// Whether the pages are records, and which.
    pub(crate) records: Option<Records>,
    /// Which pages are put aside.
    pub(crate) aside: Option<Aside>,
    /// Whether texts begin with what their pages say of themselves.
    pub(crate) front_matter: bool,
    /// Whether lines that recur in a folder are dropped.
    pub(crate) site: bool,
    /// What the run is for.
    pub(crate) mode: Mode,
    /// What is told.
    pub(crate) telling: Telling,
    /// Pages cleaned at a time.
    pub(crate) threads: usize,
}

impl Job {
    /// The meaning of `args`, whose listing modes are done elsewhere. Without a path it reads standard input.
    pub(crate) fn new(mut args: Args) -> Result<Job, Refusal> {
        if args.paths.is_empty() {
            args.paths.push(PathBuf::from("-"));
        }
        args.output = args.output.filter(|output| !source::is_stdin(output));
        let settings = settings(&args)?;
        let mode = match (args.check, args.diff) {
            (true, _) => Mode::Check,
            (_, true) => Mode::Diff,
            _ => Mode::Clean,
        };
        let telling = telling(&args, mode)?;
        let walk = source::find(&args.paths, &args.glob)?;
        let links = walk.links;
        let records = records(&mut args)?;
        let aside = Aside::new(&args, &walk)?;
        if args.site_boilerplate && args.paths.iter().any(|path| source::is_stdin(path)) {
            return Err(Refusal::NeedsFiles("--site-boilerplate"));
        }
        let pages = destinations(&args, mode, &telling, (records.as_ref(), aside.as_ref()), walk)?;
        let threads = args.threads.map_or_else(processors, usize::from);
        let (front_matter, site) = (args.front_matter, args.site_boilerplate);
        Ok(Job { pages, links, settings, records, aside, front_matter, site, mode, telling, threads })
    }
}

/// The meaning of the options for records. Their one output is taken out of `args`, where `-o` would be a page's.
fn records(args: &mut Args) -> Result<Option<Records>, Refusal> {
    let layout = match (args.jsonl, args.warc) {
        (true, _) => Layout::JsonLines,
        (_, true) => Layout::Archive,
        _ if args.field != "text" => return Err(Refusal::NeedsRecords("--field")),
        _ if args.report_field.is_some() => return Err(Refusal::NeedsRecords("--report-field")),
        _ => return Ok(None),
    };
    if layout == Layout::JsonLines && !args.encoding.eq_ignore_ascii_case("auto") {
        return Err(Refusal::JsonIsUtf8);
    }
    let names = [Some(&args.field), args.id_field.as_ref(), args.report_field.as_ref()];
    if args.report_field.as_ref().is_some_and(|name| names[..2].contains(&Some(name))) {
        return Err(Refusal::SharedField(args.report_field.clone().unwrap_or_default()));
    }
    Ok(Some(Records {
        layout,
        field: args.field.clone(),
        id_field: args.id_field.take(),
        report_field: args.report_field.take(),
        output: args.output.take().map(|output| behind_link(&output)),
    }))
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn settings(args: &Args) -> Result<Settings, Refusal> {
    let encoding = match args.encoding.as_str() {
        label if label.eq_ignore_ascii_case("auto") => None,
        label => {
            let known = Charset::for_label(label);
            Some(known.ok_or_else(|| Refusal::Setting(zhclean::Error::UnknownEncoding(label.to_owned())))?)
        }
    };
    let only = match args.only.as_slice() {
        [] => Damages::ALL,
        only => only.iter().fold(Damages::NONE, |set, &damage| set.with(damage)),
    };
    Ok(Settings {
        stages: args.skip.iter().fold(only, |set, &damage| set.without(damage)),
        encoding,
        html: match args.html {
            Html::Auto => settings::Html::Auto,
            Html::Yes => settings::Html::Yes,
            Html::No => settings::Html::No,
        },
        declared: None,
        script: match args.script {
            Script::Auto => settings::Script::Auto,
            Script::Simplified => settings::Script::Simplified,
            Script::Traditional => settings::Script::Traditional,
            Script::Keep => settings::Script::Keep,
        },
        width: match args.width {
            Width::Auto => settings::Width::Auto,
            Width::Keep => settings::Width::Keep,
        },
        form: match args.normalize {
            Normalize::Nfc => settings::Form::Nfc,
            Normalize::Nfkc => settings::Form::Nfkc,
            Normalize::None => settings::Form::None,
        },
        apply_from: if args.strict { Certainty::Certain } else { Settings::default().apply_from },
    })
}

fn telling(args: &Args, mode: Mode) -> Result<Telling, Refusal> {
    if args.dropped.as_deref().is_some_and(source::is_stdin) {
        return Err(Refusal::StdoutTaken("--dropped"));
    }
    let report_to_stdout = args.report.as_deref().is_some_and(source::is_stdin);
    if report_to_stdout && mode == Mode::Diff {
        return Err(Refusal::StdoutTaken("--report"));
    }
    let (out, err) = (io::stdout().is_terminal(), io::stderr().is_terminal());
    let color = |terminal: bool| match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let text_on_screen = out && args.output.is_none() && !args.in_place;
    Ok(Telling {
        report: args.report.as_deref().filter(|_| !report_to_stdout).map(behind_link),
        report_to_stdout,
        dropped: args.dropped.as_deref().map(behind_link),
        explain: args.explain,
        stats: args.stats,
        quiet: args.quiet,
        verbose: args.verbose,
        progress: err && !text_on_screen && !args.quiet,
        to_terminal: out,
        color_stdout: color(out),
        color_stderr: color(err),
    })
}

/// Gives every page its place, and refuses places that would cost somebody a file.
fn destinations(
    args: &Args,
    mode: Mode,
    telling: &Telling,
    (records, aside): (Option<&Records>, Option<&Aside>),
    walk: Walk,
) -> Result<Vec<Result<Page, Failure>>, Refusal> {
    let folder = output_folder(args, &walk)?;
    let place = |found: Found| -> Result<Page, Refusal> {
        let aside = aside.map(|aside| aside.place(&found)).transpose()?;
        let Found { source, relative, named } = found;
        let to = match (&source, &args.output, &folder) {
            _ if mode != Mode::Clean => To::Nowhere,
            (Source::Stdin, ..) if args.in_place => return Err(Refusal::StdinInPlace),
            (Source::File(path), ..) if args.in_place => To::Back(behind_link(path)),
            (_, Some(_), Some(folder)) => match relative {
                Some(relative) => To::File(folder.join(relative)),
                None => return Err(Refusal::StdinIntoFolder(folder.clone())),
            },
            (_, Some(output), None) => To::File(behind_link(output)),
            (_, None, _) if telling.report_to_stdout => To::Nowhere,
            (_, None, _) => To::Stdout,
        };
        Ok(Page { source, named, to, aside })
    };
    if let Some(input) = walk.folders.first()
        && mode == Mode::Clean
        && args.output.is_none()
        && !args.in_place
        && !telling.report_to_stdout
        && records.is_none()
    {
        return Err(Refusal::FolderNeedsOutput(input.clone()));
    }
    let pages: Vec<_> = walk
        .pages
        .into_iter()
        .map(|found| found.map_or_else(|failure| Ok(Err(failure)), |found| place(found).map(Ok)))
        .collect::<Result<_, _>>()?;
    let text = records.and_then(|records| records.output.as_ref());
    refuse_losses(args, telling, text, &pages)?;
    Ok(pages)
}

/// The folder that `-o` names, if it is one: because it is, because it is written so, or because one file
/// could not hold the pages.
fn output_folder(args: &Args, walk: &Walk) -> Result<Option<PathBuf>, Refusal> {
    let Some(output) = &args.output else { return Ok(None) };
    let several = args.paths.len() > 1 || !walk.folders.is_empty();
    let written_so =
        output.as_os_str().as_encoded_bytes().last().is_some_and(|&byte| std::path::is_separator(byte.into()));
    if !several && !written_so && !output.is_dir() {
        return Ok(None);
    }
    if output.exists() && !output.is_dir() {
        return Err(Refusal::NotAFolder(output.clone()));
    }
    let real = resolve(output);
    for input in &walk.folders {
        if real.starts_with(resolve(input)) {
            return Err(Refusal::OutputInsideInput { output: output.clone(), input: input.clone() });
        }
    }
    Ok(Some(output.clone()))
}

/// The file behind a symbolic link that was typed: the file is replaced and the link stays.
fn behind_link(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link { resolve(path) } else { path.to_path_buf() }
}

/// Refuses two outputs in one place, an output over an input, and, without `--force`, over anything.
fn refuse_losses(
    args: &Args,
    telling: &Telling,
    text: Option<&PathBuf>,
    pages: &[Result<Page, Failure>],
) -> Result<(), Refusal> {
    let pages = || pages.iter().flatten();
    let mut places = Places::default();
    let mut taken: HashMap<PathBuf, Option<&Path>> = HashMap::new();
    let mut existing = Vec::new();
    let written = pages().filter_map(|page| match &page.to {
        To::File(output) => Some((output, Some(page.source.path()), true)),
        To::Back(output) => Some((output, Some(page.source.path()), false)),
        To::Nowhere | To::Stdout => None,
    });
    let asides = pages().filter_map(|page| Some((page.aside.as_ref()?, Some(page.source.path()), true)));
    let told = [telling.report.as_ref(), telling.dropped.as_ref(), text];
    let told = told.into_iter().flatten().map(|output| (output, None, true));
    for (output, page, may_stand) in written.chain(asides).chain(told) {
        let standing = fs::symlink_metadata(output).ok();
        if standing.is_some() && sink::is_special(output) {
            continue;
        }
        match (taken.insert(places.of(output), page), page) {
            (None, _) => {}
            (Some(Some(first)), Some(second)) => {
                let (first, second) = (first.to_path_buf(), second.to_path_buf());
                return Err(Refusal::TwoToOne { first, second, output: output.clone() });
            }
            (Some(_), _) => return Err(Refusal::SharedOutput(output.clone())),
        }
        if let Some(standing) = standing.filter(|_| may_stand) {
            if standing.is_dir() {
                return Err(Refusal::IsAFolder(output.clone()));
            }
            existing.push(output);
        }
    }
    if existing.is_empty() {
        return Ok(());
    }
    // What is read through a link that was typed stands elsewhere; folders are walked without links.
    let real = |page: &Page, places: &mut Places| match page.named {
        true => resolve(page.source.path()),
        false => places.of(page.source.path()),
    };
    let inputs: HashSet<_> = pages().map(|page| real(page, &mut places)).collect();
    if let Some(output) = existing.iter().find(|output| inputs.contains(&places.of(output))) {
        return Err(Refusal::OverInput(output.to_path_buf()));
    }
    match existing.as_slice() {
        [first, more @ ..] if !args.force => Err(Refusal::Exists { output: first.to_path_buf(), more: more.len() }),
        _ => Ok(()),
    }
}
