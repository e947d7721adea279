//! Records instead of pages: JSON Lines and web archives of any length, in and out in one order.
//! It stands behind `run`, whose threads and streams it uses: a batch of records is one piece of work.

mod batch;
mod http;
mod json;
mod unpack;
mod warc;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use zhclean::{Cleaned, Settings, clean, clean_text};

use super::escape;
use super::exit::Exit;
use super::failure::Failure;
use super::job::{Job, Mode, Records};
use super::run::{self, Told};
use super::show::{self, Tally};

use batch::{Batch, Batches};
use json::Line;
use warc::Archived;

/// Runs a job over the records of its inputs.
pub(crate) fn run(job: &Job, records: &Records) -> Exit {
    run::run_over(job, Batches::new(job, records.layout), |batch| clean_batch(job, records, batch))
}

fn clean_batch(job: &Job, records: &Records, batch: Batch<'_>) -> Told {
    let mut told = Told::default();
    match batch {
        Batch::Lines { source, first, bytes } => {
            let path = source.path().to_string_lossy();
            for (line, number) in lines(&bytes).zip(first..) {
                let place = format!("{path}:{number}");
                told.add(guarded(job, &place, Some(line), || clean_line(job, records, &place, line)));
            }
        }
        Batch::Archived { source, pages } => {
            let path = source.path().to_string_lossy();
            for page in pages {
                let place = page.url.clone().unwrap_or_else(|| format!("{path}:{}", page.offset));
                told.add(guarded(job, &place, None, || clean_archived(job, records, &place, &page)));
            }
        }
        Batch::Missing(failure) => told = run::failed(job, None, failure),
        Batch::Failed { source, failure } => told = run::failed(job, Some(source.path()), &failure),
    }
    told
}

/// The lines, with their line feeds.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    let last = bytes.last().filter(|&&byte| byte != b'\n').map(|_| bytes.len());
    ends.chain(last).map(move |end| {
        let line = &bytes[start..end];
        start = end;
        line
    })
}

/// Cleans one record. One that fails, whatever happens in it, is told of and passed on as `line`, if it has one.
fn guarded(job: &Job, place: &str, line: Option<&[u8]>, clean: impl FnOnce() -> Result<Told, Failure>) -> Told {
    let result = panic::catch_unwind(AssertUnwindSafe(clean));
    let failure = match result {
        Ok(Ok(told)) => return told,
        Ok(Err(failure)) => failure,
        Err(_) => Failure::broke(escape::name(Path::new(place))),
    };
    let mut told = run::failed(job, Some(Path::new(place)), &failure);
    told.stdout = line.filter(|_| writes_text(job)).map(passed_on).unwrap_or_default();
    told
}

/// Whether the text of records is written at all.
fn writes_text(job: &Job) -> bool {
    job.mode == Mode::Clean && !job.telling.report_to_stdout
}

/// A line as it stood; the last one of an input gets its line feed, so that another may follow.
fn passed_on(line: &[u8]) -> Vec<u8> {
    let mut out = line.to_vec();
    if !line.ends_with(b"\n") {
        out.push(b'\n');
    }
    out
}

fn clean_line(job: &Job, records: &Records, place: &str, line: &[u8]) -> Result<Told, Failure> {
    if line.trim_ascii().is_empty() {
        return Ok(Told { stdout: if writes_text(job) { passed_on(line) } else { Vec::new() }, ..Told::default() });
    }
    let damaged = |why: String| Failure::damaged(escape::name(Path::new(place)), why);
    let record = Line::find(line, records).map_err(damaged)?;
    let Some(raw) = record.text(line) else {
        let stdout = if writes_text(job) { passed_on(line) } else { Vec::new() };
        return Ok(Told { stdout, tally: Tally::without_text(), ..Told::default() });
    };
    let text = json::unescape(raw).map_err(damaged)?;
    let cleaned = clean_text(&text, &job.settings);
    let changed = cleaned.text != *text;
    let name = record.id.as_deref().unwrap_or(place);
    let mut told = tell(job, name, &cleaned, text.len(), changed);
    if writes_text(job) {
        let text = changed.then(|| json::escape_like(raw, &cleaned.text));
        let report = records.report_field.as_deref().map(|field| (field, report(job, &cleaned)));
        told.stdout = passed_on(&record.spliced(line, text.as_deref(), report));
    }
    Ok(told)
}

fn clean_archived(job: &Job, records: &Records, place: &str, page: &Archived) -> Result<Told, Failure> {
    let damaged = |why: &'static str| Failure::damaged(escape::name(Path::new(place)), why.to_owned());
    let Some(payload) = page.payload().map_err(damaged)? else {
        return Ok(Told::default());
    };
    let settings = Settings { declared: payload.charset, ..job.settings.clone() };
    let cleaned = clean(&payload.body, &settings);
    if cleaned.report.decoding.binary {
        return Ok(run::passed_over(job, Path::new(place), &Failure::not_text(escape::name(Path::new(place)))));
    }
    let mut told = tell(job, place, &cleaned, payload.body.len(), cleaned.text.as_bytes() != &*payload.body);
    if writes_text(job) {
        let report = records.report_field.as_deref().map(|field| (field, report(job, &cleaned)));
        let facts = [("id", page.id.as_deref()), ("url", page.url.as_deref()), ("date", page.date.as_deref())];
        told.stdout = json::object(facts, (&records.field, &cleaned.text), report);
    }
    Ok(told)
}

fn report(job: &Job, cleaned: &Cleaned) -> Vec<u8> {
    show::report_value(&cleaned.report, job.telling.verbose)
}

/// What is told of a cleaned record besides its text.
fn tell(job: &Job, name: &str, cleaned: &Cleaned, bytes: usize, changed: bool) -> Told {
    let mut told = run::tell(job, Path::new(name), &escape::name(Path::new(name)), cleaned, changed);
    told.tally = Tally::page(&cleaned.report, bytes, changed);
    if job.mode == Mode::Check {
        run::check(job, Path::new(name), changed, &mut told);
    }
    told
}
