//! Page text and file names made harmless for people's screens.
//! Both come from strangers: a page can carry escape sequences, and characters that turn the line around.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// Whether a character would move, hide or turn what stands around it.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// `text` with harmful characters written as `\u{1b}`; borrowed when there are none.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            '\n' => escaped.push_str("\\n"),
            c if is_harmful(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// A file name for a sentence: escaped, bytes that are no UTF-8 as `\xff`, and never nothing.
pub(crate) fn name(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(&escape(chunk.valid()));
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    if shown.is_empty() { String::from("\"\"") } else { shown }
}

/// Text in quotes, escaped, and cut after `most` characters with the number of those left out.
pub(crate) fn quote(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => format!("\"{}\"", escape(text)),
        Some((at, _)) => {
            let left = text[at..].chars().count();
            format!("\"{}…\" ({left} more characters)", escape(&text[..at]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmful_characters_are_escaped() {
        assert!(matches!(escape("首页 (shǒu)，a\"b\\"), Cow::Borrowed(_)));
        assert_eq!(escape("a\u{1b}[31mb\u{202e}c\u{9b}\r"), r"a\u{1b}[31mb\u{202e}c\u{9b}\r");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(quote("环境保护", 4), "\"环境保护\"");
        assert_eq!(quote("环境保护工作", 4), "\"环境保护…\" (2 more characters)");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_is_always_a_sentence_part() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(name(Path::new("")), "\"\"");
        assert_eq!(name(Path::new(OsStr::from_bytes(b"a\xff\nb"))), r"a\xff\nb");
    }
}
