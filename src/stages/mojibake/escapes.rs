//! Misread text that was written out in escapes, where only ASCII could stand: `&#228;&#184;&#173;`, `\u00e4\u00b8`,
//! `\xe4\xb8\xad`, `%E4%B8%AD`.
//!
//! Escapes by themselves are no damage, so they are only read to see what a search finds in them. In code and in
//! addresses bytes are escaped on purpose.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Regex};

/// Escapes in a line, at least: no character outside ASCII has fewer bytes.
const LEAST: usize = 2;

/// Directly behind one of these, bytes are escaped on purpose: in an address, or in a literal of some language.
const ON_PURPOSE: &str = "/=?&#\"'`";

/// The same for all that stands behind it up to the next blank.
const ADDRESSES: [&str; 3] = ["://", "www.", "]("];

/// A line whose escapes have been read.
pub(super) struct Unescaped {
    /// The line with characters in the place of its escapes; an escaped byte is the character of the same number.
    pub(super) text: String,
    /// Where each character of `text` begins, there and in the line, and the ends of both.
    places: Vec<(usize, usize)>,
    /// Where in the line an escape begins.
    escapes: Vec<usize>,
}

impl Unescaped {
    /// Reads the escapes of a line; `None` where it has none that may stand for misread text.
    pub(super) fn of(line: &str) -> Option<Self> {
        if !may_hold_escapes(line.as_bytes()) {
            return None;
        }
        let mut read = Unescaped { text: String::with_capacity(line.len()), places: Vec::new(), escapes: Vec::new() };
        let (mut end, mut on_purpose) = (0, None);
        for found in escapes().captures_iter(line) {
            let Some((span, c)) = found.get(0).map(|whole| whole.range()).zip(character(&found)) else { continue };
            on_purpose = read.copy(line, end..span.start, on_purpose);
            end = span.start;
            if !(found.name("byte").is_some() && *on_purpose.get_or_insert_with(|| is_on_purpose(&line[..end]))) {
                read.escapes.push(span.start);
                read.places.push((read.text.len(), span.start));
                read.text.push(c);
                end = span.end;
            }
        }
        read.copy(line, end..line.len(), on_purpose);
        read.places.push((read.text.len(), line.len()));
        (read.escapes.len() >= LEAST).then_some(read)
    }

    /// The bytes of the line behind those of `text`; `None` where no escape is among them.
    pub(super) fn in_line(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let place = |at: usize| self.places.binary_search_by_key(&at, |place| place.0).ok().map(|i| self.places[i].1);
        let span = place(span.start)?..place(span.end)?;
        let first = self.escapes.partition_point(|&at| at < span.start);
        self.escapes.get(first).is_some_and(|at| span.contains(at)).then_some(span)
    }

    /// Copies a part of the line. What was known of a word's escapes is forgotten where the word ends.
    fn copy(&mut self, line: &str, range: Range<usize>, on_purpose: Option<bool>) -> Option<bool> {
        for (at, c) in line[range.clone()].char_indices() {
            self.places.push((self.text.len(), range.start + at));
            self.text.push(c);
        }
        on_purpose.filter(|_| !line[range].contains(ends_word))
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || !c.is_ascii()
}

/// Whether bytes whose escapes follow `before` are part of an address or a literal.
fn is_on_purpose(before: &str) -> bool {
    let word = before.rfind(ends_word).map_or(before, |at| &before[at..]);
    word.ends_with(|c| ON_PURPOSE.contains(c)) || ADDRESSES.iter().any(|sign| word.contains(sign))
}

/// Whether signs that begin an escape stand before what goes on with one.
fn may_hold_escapes(line: &[u8]) -> bool {
    let begins = |&at: &usize| match line[at..] {
        [b'&', b'#', ..] | [b'\\', b'u' | b'x', ..] => true,
        [b'%', digit, ..] => digit.is_ascii_hexdigit(),
        _ => false,
    };
    memchr::memchr3_iter(b'&', b'\\', b'%', line).filter(begins).nth(LEAST - 1).is_some()
}

fn escapes() -> &'static Regex {
    static ESCAPES: OnceLock<Regex> = OnceLock::new();
    ESCAPES.get_or_init(|| {
        let pattern = concat!(
            r"&#(?<decimal>[0-9]{3,6});|&#[xX](?<hex>[0-9A-Fa-f]{2,5});",
            r"|\\u(?<unit>[0-9A-Fa-f]{4})|(?:\\x|%)(?<byte>[0-9A-Fa-f]{2})"
        );
        Regex::new(pattern).expect("the pattern is a constant")
    })
}

/// The character outside ASCII that an escape names.
fn character(found: &Captures<'_>) -> Option<char> {
    let hex = |name| found.name(name).and_then(|digits| u32::from_str_radix(digits.as_str(), 16).ok());
    let decimal = || found.name("decimal").and_then(|digits| digits.as_str().parse().ok());
    let code = hex("byte").or_else(|| hex("unit")).or_else(|| hex("hex")).or_else(decimal)?;
    char::from_u32(code).filter(|c| !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::Unescaped;

    #[test]
    fn escapes_are_read_and_found_again() {
        for line in ["中&#228;&#xB8;&#173;x", r"中\u00e4\u00b8\u00adx", r"中\xe4\xb8\xadx", "中%E4%B8%ADx"] {
            let read = Unescaped::of(line).expect(line);
            assert_eq!(read.text, "中\u{E4}\u{B8}\u{AD}x");
            assert_eq!(read.in_line(&(3..9)), Some(3..line.len() - 1));
            assert_eq!(read.in_line(&(0..3)), None);
        }
    }

    #[test]
    fn addresses_and_literals_are_left() {
        let left = ["见 http://a.cn/%E4%B8%AD", "[中](#1%E4%B8%AD)", "锚点 #%E4%B8%AD", r#"s = "\xe4\xb8\xad""#];
        for line in left.into_iter().chain(["涨了 5%，跌了 5%", "a%20b & c"]) {
            assert!(Unescaped::of(line).is_none(), "{line}");
        }
    }
}
