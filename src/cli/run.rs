//! The run: each page is read, cleaned, written and told of, on several threads, and heard of in order.
//! What goes to a shared stream is rendered by the threads and written here, so its order is the pages'.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use zhclean::{Cleaned, clean, decode};

use super::escape::escape;
use super::exit::Exit;
use super::failure::Failure;
use super::job::{Job, Mode, Page, Telling, To};
use super::order::in_order;
use super::show::{self, Paint, Tally};
use super::sink::{self, Sink};

/// What one page adds to each stream, and how it ended.
#[derive(Debug, Default)]
struct Told {
    stdout: Vec<u8>,
    stderr: String,
    report: Vec<u8>,
    dropped: Vec<u8>,
    tally: Tally,
    exit: Exit,
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
        Ok(Self { stdout: Sink::stdout(), report, dropped, has_files })
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

/// Runs a job to its end. One page's failure never stops the others; only a stream they share can.
pub(crate) fn run(job: &Job) -> Exit {
    let started = Instant::now();
    let bar = progress(job);
    let mut tally = Tally::default();
    let mut exit = Exit::Clean;
    let done = Streams::open(job).and_then(|mut streams| {
        let mut broken = Ok(());
        in_order(
            job.pages.len(),
            job.threads,
            |number| page(job, number),
            |told| {
                exit = exit.and(told.exit);
                say(&bar, &told.stderr);
                broken = streams.write(&told);
                tally.add(told.tally);
                bar.inc(1);
                if broken.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
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
    exit
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
    if tally.failed > 0 && job.pages.len() > 1 {
        text.push_str(&format!("zhclean: {} of {} pages failed\n", tally.failed, job.pages.len()));
    }
    text
}

fn progress(job: &Job) -> ProgressBar {
    if !job.telling.progress || job.pages.len() < 2 {
        return ProgressBar::hidden();
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
fn page(job: &Job, number: usize) -> Told {
    let (page, result) = match &job.pages[number] {
        Err(failure) => return failed(job, None, failure),
        Ok(page) => (page, panic::catch_unwind(AssertUnwindSafe(|| clean_page(job, page)))),
    };
    match result {
        Ok(Ok(told)) => told,
        Ok(Err(failure)) => failed(job, Some(page), &failure),
        Err(_) => failed(job, Some(page), &Failure::broke(page.source.name())),
    }
}

fn failed(job: &Job, page: Option<&Page>, failure: &Failure) -> Told {
    let mut told = Told { exit: Exit::Failed, tally: Tally::failure(), ..Told::default() };
    told.stderr = complaint(failure, Paint(job.telling.color_stderr));
    if let Some(page) = page
        && wants_report(&job.telling)
    {
        told.report = show::failed_line(page.source.path(), &failure.to_string());
    }
    told
}

fn wants_report(telling: &Telling) -> bool {
    telling.report.is_some() || telling.report_to_stdout
}

fn clean_page(job: &Job, page: &Page) -> Result<Told, Failure> {
    let bytes = page.source.read()?;
    let cleaned = clean(&bytes, &job.settings);
    let changed = cleaned.text.as_bytes() != bytes;
    if cleaned.report.decoding.binary {
        let failure = Failure::not_text(page.source.name());
        return if page.named { Err(failure) } else { Ok(passed_over(job, page, &failure)) };
    }
    let mut told = tell(job, page, &cleaned, changed);
    told.tally = Tally::page(&cleaned.report, bytes.len(), changed);
    match (job.mode, &page.to) {
        (Mode::Check, _) => check(job, page, changed, &mut told),
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

fn check(job: &Job, page: &Page, changed: bool, told: &mut Told) {
    if !changed {
        return;
    }
    told.exit = Exit::Damaged;
    if !job.telling.quiet && !job.telling.report_to_stdout {
        told.stdout = name_line(page.source.path(), job.telling.to_terminal);
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

fn tell(job: &Job, page: &Page, cleaned: &Cleaned, changed: bool) -> Told {
    let (telling, report) = (&job.telling, &cleaned.report);
    let (path, name) = (page.source.path(), page.source.name());
    let paint = Paint(telling.color_stderr);
    let mut told = Told::default();
    if telling.explain {
        told.stderr = show::explain(&name, report, changed, paint);
    } else if telling.verbose {
        told.stderr = show::summary(&name, report, changed, paint);
    } else if report.decoding.malformed > 0 && !telling.quiet {
        // The bytes behind a replacement character are gone from the output, and nobody should learn it later.
        told.stderr = show::malformed(&name, report, paint);
    }
    if wants_report(telling) {
        told.report = show::report_line(path, report, telling.verbose);
    }
    if telling.dropped.is_some() {
        told.dropped = show::dropped_lines(path, report);
    }
    told
}

fn passed_over(job: &Job, page: &Page, failure: &Failure) -> Told {
    let mut told = Told { tally: Tally::passed_over(), ..Told::default() };
    if !job.telling.quiet {
        told.stderr = complaint(failure, Paint(job.telling.color_stderr));
    }
    if wants_report(&job.telling) {
        told.report = show::failed_line(page.source.path(), &failure.to_string());
    }
    told
}
