//! The bytes of an input, unpacked where its first bytes say gzip or zstd.
//! By content and not by name, because a pipe has no name.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::super::source::Source;

/// What is read from the system at a time.
const BUFFER: usize = 1 << 16;

/// The bytes of an input, still to be read.
pub(super) type Bytes = Box<dyn Read + Send>;

/// Opens an input. Several gzip members or zstd frames in a row are one stream, as crawls have them.
pub(super) fn open(source: &Source) -> io::Result<Bytes> {
    let mut raw: Bytes = match source {
        Source::Stdin => Box::new(io::stdin()),
        Source::File(path) => Box::new(File::open(path)?),
    };
    let mut head = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut head)?;
    let packing = head.clone();
    let all = Cursor::new(head).chain(raw);
    Ok(match packing.as_slice() {
        [0x1F, 0x8B, ..] => Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, all))),
        // A frame, or one to be skipped, which some tools put first.
        [0x28, 0xB5, 0x2F, 0xFD] | [0x50..=0x5F, 0x2A, 0x4D, 0x18] => {
            Box::new(zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(BUFFER, all))?)
        }
        _ => Box::new(all),
    })
}
