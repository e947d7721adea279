//! Whether bytes are text at all. A cleaner that writes an image back as text destroys it.

use crate::charset::Charset;
use crate::classes::is_control;
use crate::layout;

/// First bytes of formats that are no text. Those that are themselves readable count only beside bytes that are not.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG\r\n",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1F\x8B\x08",
    b"BZh",
    b"\xFD7zXZ\0",
    b"\x28\xB5\x2F\xFD",
    b"Rar!\x1A",
    b"7z\xBC\xAF\x27\x1C",
    b"\x7FELF",
    b"MZ\x90\0",
    b"RIFF",
    b"OggS\0",
    b"ID3\x03",
    b"ID3\x04",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"SQLite format 3\0",
    b"wOF2",
    b"wOFF",
    b"\0asm",
    b"\0\0\x01\0",
    b"\xCA\xFE\xBA\xBE",
];

/// Bytes looked at, from the head, the middle and the end.
const LOOK: usize = 16 * 1024;

/// Of so many bytes one may be a control character that text does not hold. Random bytes have one in ten.
const CONTROL_PER: usize = 25;

/// Of so many bytes one may be malformed where that is all there is to go by.
const MALFORMED_PER: u64 = 5;

/// Fewer bytes than this say nothing by their statistics.
const SHORT: usize = 16;

/// Whether the bytes are no text, by what they hold.
pub(super) fn is_binary(bytes: &[u8], charset: Charset) -> bool {
    if matches!(charset, Charset::UTF_16LE | Charset::UTF_16BE) {
        return false;
    }
    let controls = looked_at(bytes).map(|part| layout::count(part, is_control)).sum::<usize>();
    let looked = bytes.len().min(3 * LOOK);
    let per = if bytes.len() < SHORT { 2 } else { CONTROL_PER };
    controls * per > looked || controls > 0 && has_magic(bytes)
}

fn has_magic(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// Whether bytes of which so many sequences are malformed are no text.
pub(super) fn is_broken(bytes: &[u8], charset: Charset, malformed: u64) -> bool {
    let per = if matches!(charset, Charset::UTF_16LE | Charset::UTF_16BE) { 2 * MALFORMED_PER } else { MALFORMED_PER };
    malformed > 0 && has_magic(bytes) || bytes.len() >= SHORT && malformed * per > bytes.len() as u64
}

fn looked_at(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let parts = if bytes.len() <= 3 * LOOK {
        [bytes, &[], &[]]
    } else {
        let half = bytes.len() / 2;
        [&bytes[..LOOK], &bytes[half..half + LOOK], &bytes[bytes.len() - LOOK..]]
    };
    parts.into_iter()
}
