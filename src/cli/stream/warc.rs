//! Web archives, record by record: WARC as crawlers write it and WET as text was taken from it.
//! Our own few lines, because a record that is damaged must cost that record and not the rest of the archive.

use std::io::{self, BufRead, Read};

use super::http::{self, Payload};

/// Longer lines are no header's.
const LONGEST_LINE: u64 = 1 << 16;

/// More lines are no header.
const MOST_LINES: usize = 1000;

/// A page in an archive.
#[derive(Debug)]
pub(super) struct Archived {
    /// Where its record stands in the unpacked archive, in bytes.
    pub(super) offset: u64,
    /// `WARC-Record-ID`.
    pub(super) id: Option<String>,
    /// `WARC-Target-URI`.
    pub(super) url: Option<String>,
    /// `WARC-Date`.
    pub(super) date: Option<String>,
    /// `Content-Type` of the block.
    content_type: String,
    /// What the record holds, or why it is damaged.
    block: Result<Vec<u8>, &'static str>,
}

impl Archived {
    /// About how many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.block.as_ref().map_or(0, Vec::len) + 1024
    }

    /// The page's own bytes; `None` where they are neither text nor HTML. The error says what is damaged.
    pub(super) fn payload(&self) -> Result<Option<Payload<'_>>, &'static str> {
        let block = self.block.as_deref().map_err(|why| *why)?;
        if self.content_type.starts_with("application/http") {
            return http::payload(block);
        }
        Ok(http::payload_of_type(&self.content_type, block.into()))
    }
}

/// An archive that is being read.
#[derive(Debug)]
pub(super) struct Archive<R> {
    bytes: R,
    offset: u64,
    /// The first line of the next record, where looking for it has found it.
    line: Vec<u8>,
}

impl<R: BufRead> Archive<R> {
    /// An archive at its beginning.
    pub(super) fn new(bytes: R) -> Self {
        Self { bytes, offset: 0, line: Vec::new() }
    }

    /// The next record that may hold a page, or is damaged. A cut-off archive is an error of its own kind.
    pub(super) fn next(&mut self) -> io::Result<Option<Archived>> {
        loop {
            while self.line.trim_ascii().is_empty() {
                if !self.next_line()? {
                    return Ok(None);
                }
            }
            let offset = self.offset - self.line.len() as u64;
            let header = match self.line.starts_with(b"WARC/") {
                true => self.header()?,
                false => Err("it does not begin with WARC/"),
            };
            let page = match header {
                Ok(header) => self.page(offset, header)?,
                Err(why) => {
                    self.find_next()?;
                    Some(Archived::damaged(offset, why))
                }
            };
            if page.is_some() {
                return Ok(page);
            }
        }
    }

    fn page(&mut self, offset: u64, header: Header) -> io::Result<Option<Archived>> {
        let mut block = Vec::new();
        let is_page = matches!(header.kind.as_str(), "response" | "resource" | "conversion");
        let mut body = self.bytes.by_ref().take(header.length);
        let read = match is_page {
            true => body.read_to_end(&mut block)? as u64,
            false => io::copy(&mut body, &mut io::sink())?,
        };
        self.offset += read;
        self.line.clear();
        if read < header.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Header { id, url, date, content_type, .. } = header;
        Ok(is_page.then_some(Archived { offset, id, url, date, content_type, block: Ok(block) }))
    }

    fn header(&mut self) -> io::Result<Result<Header, &'static str>> {
        let mut header = Header::default();
        let mut length = None;
        for _ in 0..MOST_LINES {
            if !self.next_line()? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = self.line.trim_ascii();
            if line.is_empty() {
                header.length = match length {
                    Some(length) => length,
                    None => return Ok(Err("it does not say its length")),
                };
                return Ok(Ok(header));
            }
            let line = String::from_utf8_lossy(line);
            // A line without a colon goes on with the one before it, and nothing we want is so long.
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim_end().to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().ok(),
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "warc-record-id" => header.id = Some(value.to_owned()),
                "warc-date" => header.date = Some(value.to_owned()),
                // Some crawlers put the URL in angle brackets.
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                _ => {}
            }
        }
        Ok(Err("its header has no end"))
    }

    /// Goes on to the first line of a record.
    fn find_next(&mut self) -> io::Result<()> {
        loop {
            if !self.next_line()? || self.line.starts_with(b"WARC/1.") {
                return Ok(());
            }
        }
    }

    /// Reads a line, or a part of one that is too long. Says whether there was any.
    fn next_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let read = self.bytes.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
        self.offset += read as u64;
        Ok(read > 0)
    }
}

#[derive(Debug, Default)]
struct Header {
    kind: String,
    content_type: String,
    id: Option<String>,
    url: Option<String>,
    date: Option<String>,
    length: u64,
}

impl Archived {
    fn damaged(offset: u64, why: &'static str) -> Self {
        Self { offset, id: None, url: None, date: None, content_type: String::new(), block: Err(why) }
    }
}
