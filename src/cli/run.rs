//! The run: each page is read, cleaned, written and told of, on several threads, and heard of in order.
//! What goes to a shared stream is rendered by the threads and written here, so its order is the pages'.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use zhclean::site::Site;
use zhclean::{Cleaned, clean, decode};

use super::args::Kind;
use super::escape::{escape, name, quote};
use super::exit::Exit;
use super::failure::Failure;
use super::front_matter;
use super::job::{Job, Mode, Page, Telling, To};
use super::order::in_order;
use super::show::{self, Paint, Tally};
use super::sink::{self, Sink};
use super::site;

/// What one page adds to each stream, and how it ended.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
    pub(super) report: Vec<u8>,
    pub(super) dropped: Vec<u8>,
    pub(super) tally: Tally,
    pub(super) exit: Exit,
}

impl Told {
    /// Adds what was told of the next page.
    pub(super) fn add(&mut self, next: Told) {
        self.stdout.extend(next.stdout);
        self.stderr.push_str(&next.stderr);
        self.report.extend(next.report);
        self.dropped.extend(next.dropped);
        self.tally.add(next.tally);
        self.exit = self.exit.and(next.exit);
    }
}

/// The streams that all pages share.
#[derive(Debug)]
struct Streams {
    stdout: Sink,
    report: Option<Sink>,
    dropped: Option<Sink>,
    /// Whether there is work left once nobody reads standard output: texts that go to files.
    has_files: bool,
}

impl Streams {
    fn open(job: &Job) -> Result<Self, Failure> {
        let open = |path: &Option<_>| path.as_deref().map(Sink::file).transpose();
        let has_files = job.pages.iter().flatten().any(|page| matches!(page.to, To::File(_) | To::Back(_)));
        let (report, dropped) = (open(&job.telling.report)?, open(&job.telling.dropped)?);
        let stdout = job.records.as_ref().and_then(|records| records.output.as_deref());
        let stdout = stdout.map_or_else(|| Ok(Sink::stdout()), Sink::file)?;
        Ok(Self { stdout, report, dropped, has_files })
    }

    fn write(&mut self, told: &Told) -> Result<(), Failure> {
        self.print(&told.stdout)?;
        match &mut self.report {
            Some(report) => report.write(&told.report)?,
            None => self.print(&told.report)?,
        }
        self.dropped.as_mut().map_or(Ok(()), |dropped| dropped.write(&told.dropped))
    }

    fn print(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self.stdout.write(bytes) {
            Err(failure) if failure.is_broken_pipe() && self.has_files => {
                self.stdout = Sink::nowhere();
                Ok(())
            }
            done => done,
        }
    }

    fn finish(self) -> Result<(), Failure> {
        self.report.map_or(Ok(()), Sink::finish)?;
        self.dropped.map_or(Ok(()), Sink::finish)?;
        self.stdout.finish()
    }
}

/// Runs a job over its pages. One page's failure never stops the others; only a stream they share can.
pub(crate) fn run(job: &Job) -> Exit {
    let site = job.site.then(|| site::census(job));
    run_over(job, job.pages.iter(), |found| page(job, site.as_ref(), found))
}

/// Runs a job over pieces of work, each of which is a page or several, to its end.
pub(super) fn run_over<W: Send>(
    job: &Job,
    work: impl Iterator<Item = W> + Send,
    done: impl Fn(W) -> Told + Sync,
) -> Exit {
    let started = Instant::now();
    let bar = progress(job);
    let mut tally = Tally::default();
    let mut exit = Exit::Clean;
    let done = Streams::open(job).and_then(|mut streams| {
        let mut broken = Ok(());
        in_order(work, job.threads, done, |told| {
            exit = exit.and(told.exit);
            say(&bar, &told.stderr);
            broken = streams.write(&told);
            bar.inc(told.tally.seen() as u64);
            tally.add(told.tally);
            if broken.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        broken.and_then(|()| streams.finish())
    });
    bar.finish_and_clear();
    match done {
        // The reader had enough, which is no failure of ours.
        Err(failure) if failure.is_broken_pipe() => return exit,
        Err(failure) => {
            say(&bar, &complaint(&failure, Paint(job.telling.color_stderr)));
            return Exit::Failed;
        }
        Ok(()) => say(&bar, &closing(job, &tally, started.elapsed())),
    }
    let (said, end) = without_text(job, &tally);
    say(&bar, &said);
    exit.and(end)
}

/// What is said when all pages are done.
fn closing(job: &Job, tally: &Tally, took: Duration) -> String {
    let mut text = String::new();
    if !job.telling.quiet {
        if job.pages.is_empty() {
            text.push_str("zhclean: no pages found\n");
        }
        match job.links {
            0 => {}
            1 => text.push_str("zhclean: 1 symbolic link was not followed\n"),
            n => text.push_str(&format!("zhclean: {n} symbolic links were not followed\n")),
        }
    }
    if job.telling.stats {
        text.push_str(&tally.show(took));
    }
    let (what, n) = match job.records {
        Some(_) => ("records", tally.seen()),
        None => ("pages", job.pages.len()),
    };
    if let Some(aside) = job.aside.as_ref().filter(|_| !tally.aside.is_empty() && !job.telling.quiet) {
        let (kinds, folder) = (tally.kinds_aside(), name(&aside.folder));
        text.push_str(&format!("zhclean: put aside in {folder}: {kinds}\n"));
    }
    if tally.failed > 0 && n > 1 {
        text.push_str(&format!("zhclean: {} of {n} {what} failed\n", tally.failed));
    }
    text
}

/// What is said of records that had no text. If none had any, that is a mistake in the name of the field.
fn without_text(job: &Job, tally: &Tally) -> (String, Exit) {
    let Some(records) = job.records.as_ref().filter(|_| tally.without_text > 0) else {
        return (String::new(), Exit::Clean);
    };
    let (n, of, field) = (tally.without_text, tally.seen(), quote(&records.field, 60));
    if tally.cleaned == 0 {
        return (format!("zhclean: no record has text in a field {field}: say --field NAME\n"), Exit::Failed);
    }
    let said = format!("zhclean: {n} of {of} records have no text in {field} and were passed on\n");
    (if job.telling.quiet { String::new() } else { said }, Exit::Clean)
}

fn progress(job: &Job) -> ProgressBar {
    if !job.telling.progress || (job.pages.len() < 2 && job.records.is_none()) {
        return ProgressBar::hidden();
    }
    if job.records.is_some() {
        let style = ProgressStyle::with_template("{spinner} {human_pos} records, {per_sec}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style);
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} pages, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(job.pages.len() as u64), ProgressDrawTarget::stderr()).with_style(style)
}

/// Says something on standard error, above the bar. If that fails there is nobody left to tell.
fn say(bar: &ProgressBar, text: &str) {
    if !text.is_empty() {
        bar.suspend(|| {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        });
    }
}

fn complaint(failure: &Failure, paint: Paint) -> String {
    format!("{} {failure}\n", paint.red("zhclean:"))
}

/// All that happens to one page, up to the streams it shares with others.
fn page(job: &Job, site: Option<&Site>, found: &Result<Page, Failure>) -> Told {
    let (page, result) = match found {
        Err(failure) => return failed(job, None, failure),
        Ok(page) => (page, panic::catch_unwind(AssertUnwindSafe(|| clean_page(job, site, page)))),
    };
    let path = Some(page.source.path());
    match result {
        Ok(Ok(told)) => told,
        Ok(Err(failure)) => failed(job, path, &failure),
        Err(_) => failed(job, path, &Failure::broke(page.source.name())),
    }
}

/// What is told of a page that failed; the report names it if it has a path.
pub(super) fn failed(job: &Job, path: Option<&Path>, failure: &Failure) -> Told {
    let mut told = Told { exit: Exit::Failed, tally: Tally::failure(), ..Told::default() };
    told.stderr = complaint(failure, Paint(job.telling.color_stderr));
    if let Some(path) = path
        && wants_report(&job.telling)
    {
        told.report = show::failed_line(path, &failure.to_string());
    }
    told
}

fn wants_report(telling: &Telling) -> bool {
    telling.report.is_some() || telling.report_to_stdout
}

fn clean_page(job: &Job, site: Option<&Site>, page: &Page) -> Result<Told, Failure> {
    let bytes = page.source.read()?;
    let mut cleaned = clean(&bytes, &job.settings);
    if let Some(site) = site {
        cleaned.strip(site, &site::folder(page));
    }
    let changed = cleaned.text.as_bytes() != bytes;
    if cleaned.report.decoding.binary {
        let failure = Failure::not_text(page.source.name());
        return if page.named { Err(failure) } else { Ok(passed_over(job, page.source.path(), &failure)) };
    }
    let mut told = tell(job, page.source.path(), &page.source.name(), &cleaned, changed);
    told.tally = Tally::page(&cleaned.report, bytes.len(), changed);
    if job.front_matter {
        cleaned.text = front_matter::headed(&cleaned.report.metadata, &cleaned.text);
    }
    if let Some(kind) = job.aside.as_ref().and_then(|aside| aside.why(&cleaned.report)) {
        put_aside(page, kind, &cleaned.text, &mut told)?;
        return Ok(told);
    }
    match (job.mode, &page.to) {
        (Mode::Check, _) => check(job, page.source.path(), changed, &mut told),
        (Mode::Diff, _) => {
            if changed {
                let (input, _) = decode::decode(&bytes, &job.settings);
                let Telling { color_stdout, to_terminal, .. } = job.telling;
                let name = page.source.name();
                told.stdout = show::diff(&name, &input, &cleaned, Paint(color_stdout), to_terminal).into_bytes();
            }
        }
        (Mode::Clean, To::Nowhere) => {}
        (Mode::Clean, To::Stdout) => told.stdout = cleaned.text.into_bytes(),
        (Mode::Clean, To::File(path)) => sink::write(path, cleaned.text.as_bytes())?,
        (Mode::Clean, To::Back(path)) => {
            if changed {
                sink::write(path, cleaned.text.as_bytes())?;
            }
        }
    }
    Ok(told)
}

/// Ends a page that `--reject` speaks of: it goes to its folder, unless no text is written at all.
fn put_aside(page: &Page, kind: Kind, text: &str, told: &mut Told) -> Result<(), Failure> {
    if let Some(path) = page.aside.as_ref().filter(|_| page.to != To::Nowhere) {
        sink::write(path, text.as_bytes())?;
    }
    told.exit = Exit::Damaged;
    told.tally.put_aside(kind);
    Ok(())
}

/// Ends a page that `--check` looked at.
pub(super) fn check(job: &Job, path: &Path, changed: bool, told: &mut Told) {
    if !changed {
        return;
    }
    told.exit = Exit::Damaged;
    if !job.telling.quiet && !job.telling.report_to_stdout {
        told.stdout = name_line(path, job.telling.to_terminal);
    }
}

/// A file name for programs to read back, or for a screen.
fn name_line(path: &Path, to_terminal: bool) -> Vec<u8> {
    let mut line = match to_terminal {
        true => escape(&path.to_string_lossy()).into_owned().into_bytes(),
        false => path.as_os_str().as_encoded_bytes().to_vec(),
    };
    line.push(b'\n');
    line
}

/// What is told of a cleaned page, whose `name` is for people.
pub(super) fn tell(job: &Job, path: &Path, name: &str, cleaned: &Cleaned, changed: bool) -> Told {
    let (telling, report) = (&job.telling, &cleaned.report);
    let paint = Paint(telling.color_stderr);
    let mut told = Told::default();
    if telling.explain {
        told.stderr = show::explain(name, report, changed, paint);
    } else if telling.verbose {
        told.stderr = show::summary(name, report, changed, paint);
    } else if report.decoding.malformed > 0 && !telling.quiet {
        // The bytes behind a replacement character are gone from the output, and nobody should learn it later.
        told.stderr = show::malformed(name, report, paint);
    }
    if wants_report(telling) {
        told.report = show::report_line(path, report, telling.verbose);
    }
    if telling.dropped.is_some() {
        told.dropped = show::dropped_lines(path, report);
    }
    told
}

/// What is told of bytes that are no text, met and not named.
pub(super) fn passed_over(job: &Job, path: &Path, failure: &Failure) -> Told {
    let mut told = Told { tally: Tally::passed_over(), ..Told::default() };
    if !job.telling.quiet {
        told.stderr = complaint(failure, Paint(job.telling.color_stderr));
    }
    if wants_report(&job.telling) {
        told.report = show::failed_line(path, &failure.to_string());
    }
    told
}
