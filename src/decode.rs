//! Bytes to a page: which encoding they are in, how that is known, and what was malformed.

use serde::Serialize;

use crate::charset::Charset;
use crate::page::Page;
use crate::settings::Settings;

/// How the encoding is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The caller said so.
    Forced,
    /// A byte-order mark.
    Mark,
    /// The bytes are valid UTF-8 (or ASCII).
    Valid,
    /// The page declares it, and the bytes agree.
    Declared,
    /// It reads best as Chinese.
    Judged,
}

/// What is known of the page's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decoding {
    /// The encoding of the page.
    pub encoding: Charset,
    /// How it is known.
    pub how: How,
    /// Malformed sequences, each one U+FFFD in the text.
    pub malformed: u64,
    /// Whether the bytes are no text at all, such as an image.
    pub binary: bool,
}

/// Decodes a page. Total: any bytes give an answer.
pub fn decode(bytes: &[u8], _settings: &Settings) -> (Page, Decoding) {
    let text = String::from_utf8_lossy(bytes);
    let decoding = Decoding { encoding: Charset::UTF_8, how: How::Valid, malformed: 0, binary: false };
    (Page::from_text(&text), decoding)
}
