//! The bytes an encoding is judged by: windows over the whole page that hold what is not ASCII.
//! Looking at the head alone sees markup and a menu, and mistakes one for the page.

use std::ops::Range;

/// Windows of the first sample. Four short ones do where each of them is plainly Chinese.
pub(super) const FIRST: Size = Size { windows: 4, bytes: 64 };
/// Windows of a sample. Eight short ones decide any ordinary page.
pub(super) const FEW: Size = Size { windows: 8, bytes: 64 };
/// Windows of the sample that is taken where the short one left a doubt.
pub(super) const MANY: Size = Size { windows: 48, bytes: 512 };

/// How much a sample may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    windows: usize,
    bytes: usize,
}

/// A stretch of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its bytes in the page.
    pub(super) range: Range<usize>,
    /// Whether a character is known to begin at its first byte. At the page's head that is the offset's business.
    pub(super) synced: bool,
}

/// Windows spread over the page, each from a byte that is not ASCII on, if possible one where a character begins.
pub(super) fn windows(bytes: &[u8], size: Size) -> Vec<Window> {
    let outside = |from: usize| bytes[from..].iter().position(|byte| !byte.is_ascii()).map(|skip| from + skip);
    // Behind the first ASCII of a page a character begins, cut off or not; of two ASCII bytes in a row the second is no
    // half of one.
    let synced = |begin: usize| matches!(bytes[..begin], [] | [0..0x80] | [.., 0..0x40] | [.., 0..0x80, 0..0x80]);
    spread(bytes, size, |from| {
        let Some(begin) = outside(from) else { return (bytes.len(), true) };
        let near = &bytes[begin..bytes.len().min(begin + size.bytes)];
        let parted = || near.iter().position(|&byte| is_parting(byte)).and_then(|skip| outside(begin + skip));
        match if synced(begin) { None } else { parted() } {
            Some(parted) if parted < begin + 2 * size.bytes => (parted, true),
            _ => (begin, synced(begin)),
        }
    })
}

/// Whether every encoding here, but for four-byte GB18030, which is rare, begins a character behind the byte.
fn is_parting(byte: u8) -> bool {
    byte < 0x40
}

/// Windows spread over the page at even places, whatever they hold: for UTF-16, where ASCII bytes are text too.
pub(super) fn even_windows(bytes: &[u8], size: Size) -> Vec<Window> {
    spread(bytes, size, |from| (from + from % 2, from == 0))
}

fn spread(bytes: &[u8], size: Size, start: impl Fn(usize) -> (usize, bool)) -> Vec<Window> {
    let apart = (bytes.len() / size.windows).max(size.bytes);
    let mut windows = Vec::with_capacity(size.windows);
    let mut from = 0;
    while from < bytes.len() {
        let (begin, synced) = start(from);
        if begin >= bytes.len() {
            break;
        }
        let end = bytes.len().min(begin + size.bytes);
        windows.push(Window { range: begin..end, synced });
        from = end.max(from + apart);
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_what_is_not_ascii() {
        let mut page = vec![b'a'; 100_000];
        page[70_000] = 0xD6;
        let found = windows(&page, FEW);
        assert_eq!(found, [Window { range: 70_000..70_064, synced: true }]);
        let dense = vec![0xD6; 100_000];
        let found = windows(&dense, FEW);
        assert_eq!(found.len(), 8);
        assert!(found[0].synced && !found[1].synced);
        assert!(windows(b"", FEW).is_empty());
    }
}
