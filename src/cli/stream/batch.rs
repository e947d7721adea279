//! The records of all inputs, read one batch at a time, in order.
//! A batch is large enough that threads seldom meet, and small enough that few bytes are in flight.

use std::io::{self, BufReader, Read};
use std::mem;
use std::slice;

use super::super::failure::{Doing, Failure};
use super::super::job::{Job, Layout, Page};
use super::super::source::Source;
use super::unpack::{self, Bytes};
use super::warc::{Archive, Archived};

/// The bytes of a batch, about. Below some 64 KiB threads meet too often; above, memory grows for nothing.
const BATCH: usize = 1 << 18;

/// Some records of one input.
#[derive(Debug)]
pub(super) enum Batch<'a> {
    /// Whole lines, of which the first has this number.
    Lines { source: &'a Source, first: u64, bytes: Vec<u8> },
    /// Pages of an archive.
    Archived { source: &'a Source, pages: Vec<Archived> },
    /// An input that could not be found.
    Missing(&'a Failure),
    /// What kept the rest of an input from being read.
    Failed { source: &'a Source, failure: Failure },
}

/// All batches of all inputs.
pub(super) struct Batches<'a> {
    inputs: slice::Iter<'a, Result<Page, Failure>>,
    layout: Layout,
    open: Option<Open<'a>>,
}

struct Open<'a> {
    source: &'a Source,
    reading: Reading,
}

enum Reading {
    Lines {
        bytes: Bytes,
        rest: Vec<u8>,
        number: u64,
    },
    Archive(Archive<BufReader<Bytes>>),
    /// Nothing is left but perhaps to say what ended it.
    Over(Option<io::Error>),
}

impl<'a> Batches<'a> {
    /// The batches of the inputs of `job`.
    pub(super) fn new(job: &'a Job, layout: Layout) -> Self {
        Self { inputs: job.pages.iter(), layout, open: None }
    }

    fn open(&self, source: &'a Source) -> Open<'a> {
        let reading = match (unpack::open(source), self.layout) {
            (Err(error), _) => Reading::Over(Some(error)),
            (Ok(bytes), Layout::JsonLines) => Reading::Lines { bytes, rest: Vec::new(), number: 1 },
            (Ok(bytes), Layout::Archive) => Reading::Archive(Archive::new(BufReader::with_capacity(BATCH, bytes))),
        };
        Open { source, reading }
    }
}

impl<'a> Iterator for Batches<'a> {
    type Item = Batch<'a>;

    fn next(&mut self) -> Option<Batch<'a>> {
        loop {
            if let Some(batch) = self.open.as_mut().and_then(Open::next) {
                return Some(batch);
            }
            match self.inputs.next()? {
                Ok(page) => self.open = Some(self.open(&page.source)),
                Err(failure) => return Some(Batch::Missing(failure)),
            }
        }
    }
}

impl<'a> Open<'a> {
    fn next(&mut self) -> Option<Batch<'a>> {
        let source = self.source;
        match &mut self.reading {
            Reading::Lines { bytes, rest, number } => {
                let (lines, end) = next_lines(bytes, rest);
                let first = *number;
                *number += memchr::memchr_iter(b'\n', &lines).count() as u64;
                self.end_with(end);
                Some(Batch::Lines { source, first, bytes: lines })
            }
            Reading::Archive(archive) => {
                let (pages, end) = next_pages(archive);
                self.end_with(end);
                Some(Batch::Archived { source, pages })
            }
            Reading::Over(error) => {
                let failure = failure(source, error.take()?);
                Some(Batch::Failed { source, failure })
            }
        }
    }

    fn end_with(&mut self, end: Option<End>) {
        if let Some(End(error)) = end {
            self.reading = Reading::Over(error);
        }
    }
}

/// The end of an input, and what went wrong if it is not its own.
struct End(Option<io::Error>);

fn failure(source: &Source, error: io::Error) -> Failure {
    match (error.kind(), source) {
        (io::ErrorKind::UnexpectedEof, _) => Failure::cut_off(source.name()),
        (_, Source::File(path)) => Failure::io(Doing::Read, path, error),
        (_, Source::Stdin) => Failure::stream(Doing::Read, "standard input", error),
    }
}

/// The next whole lines. What one read brings is handed on if a line ends in it, so that a slow pipe is not waited
/// for. A part of a line before an error is no record and is left out.
fn next_lines(bytes: &mut Bytes, rest: &mut Vec<u8>) -> (Vec<u8>, Option<End>) {
    let mut lines = mem::take(rest);
    loop {
        let known = lines.len();
        lines.resize(known + BATCH, 0);
        let read = bytes.read(&mut lines[known..]);
        lines.truncate(known + *read.as_ref().unwrap_or(&0));
        let read = match read {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return (Vec::new(), Some(End(Some(error)))),
        };
        if read == 0 {
            return (lines, Some(End(None)));
        }
        if let Some(end) = memchr::memrchr(b'\n', &lines[known..]) {
            *rest = lines.split_off(known + end + 1);
            return (lines, None);
        }
    }
}

/// The next pages of an archive.
fn next_pages(archive: &mut Archive<BufReader<Bytes>>) -> (Vec<Archived>, Option<End>) {
    let mut pages = Vec::new();
    let mut size = 0;
    while size < BATCH {
        match archive.next() {
            Ok(Some(page)) => {
                size += page.size();
                pages.push(page);
            }
            Ok(None) => return (pages, Some(End(None))),
            Err(error) => return (pages, Some(End(Some(error)))),
        }
    }
    (pages, None)
}
