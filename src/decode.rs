//! Bytes to a page: which encoding they are in, how that is known, and what was malformed.
//! Certain knowledge comes first, then structure, then the question which reading is the most ordinary Chinese.

mod binary;
mod candidates;
mod declared;
mod lines;
mod reading;
mod resync;
mod sample;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::charset::{Charset, hz};
use crate::classes::{CONTROL, is_control};
#[cfg(feature = "html")]
use crate::markup;
use crate::metadata::Metadata;
use crate::page::Page;
use crate::settings::{Html, Settings};

/// Costs are in this part of a nat, as [`crate::score`] counts.
const NAT: i64 = crate::tables::frequency::PER_NAT as i64;

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

/// A line, or a part of one, in another encoding than its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// The line's input number, counted from 1; a lone carriage return ends no line here.
    pub line: u32,
    /// The encoding it was decoded from.
    pub encoding: Charset,
}

/// What is known of the page's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decoding {
    /// The encoding of the page.
    pub encoding: Charset,
    /// How it is known.
    pub how: How,
    /// The second-best encoding and how much dearer its reading of the sample is, in 1/16 nat, where it was judged: of a
    /// page that is plainly Chinese among the encodings of Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<(Charset, i64)>,
    /// Malformed sequences, each one U+FFFD in the text.
    pub malformed: u64,
    /// NUL characters, which stay in the text.
    pub nulls: u64,
    /// Lines with text in another encoding than the page, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<Odd>,
    /// Whether the bytes are no text at all, such as an image.
    pub binary: bool,
    /// What became of the markup, where the page is HTML. Its lines are then counted in its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Markup>,
}

/// How much of a page of HTML is its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Markup {
    /// Lines a browser would show.
    pub shown: usize,
    /// Lines of the text.
    pub kept: usize,
    /// What the page says about itself; the report tells it with what the lines say.
    #[serde(skip)]
    pub metadata: Metadata,
}

/// Decodes a page. Total: any bytes give an answer.
pub fn decode(bytes: &[u8], settings: &Settings) -> (Page, Decoding) {
    let known = choose(bytes, settings);
    let judged = known.how != How::Forced;
    // Of whole UTF-8 the lines tell whether there is a control character at all, if they are all there.
    let whole = judged && known.whole;
    let binary = judged && !whole && binary::is_binary(bytes, known.charset);
    let read = lines::read(bytes, &known, judged && !binary);
    let (page, html) = match extracted(&read.text, settings.html) {
        Some((text, markup)) => (Page::from_text(&text), Some(markup)),
        None => (Page::from_text(&read.text), None),
    };
    let controls = || html.is_some() || page.lines().iter().any(|line| line.classes().has(CONTROL));
    let decoding = Decoding {
        encoding: known.charset,
        how: known.how,
        runner_up: known.runner_up,
        malformed: read.malformed,
        nulls: count_nulls(&read.text),
        other: read.other,
        binary: binary
            || judged && binary::is_broken(bytes, known.charset, read.malformed)
            || whole && controls() && binary::is_binary(bytes, known.charset),
        html,
    };
    (page, decoding)
}

#[cfg(feature = "html")]
fn extracted(text: &str, html: Html) -> Option<(String, Markup)> {
    if html == Html::No || html == Html::Auto && !markup::is_html(text) {
        return None;
    }
    let markup::Extracted { text, shown, kept, metadata } = markup::extract(text);
    Some((text, Markup { shown, kept, metadata }))
}

#[cfg(not(feature = "html"))]
fn extracted(_text: &str, _html: Html) -> Option<(String, Markup)> {
    None
}

/// An encoding, and what must be known to read the bytes in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    charset: Charset,
    how: How,
    /// Bytes of a mark at the head, which is no text.
    mark: usize,
    /// Bytes behind the mark that belong to a character cut off at the head.
    cut: usize,
    /// Whether every byte is known to be well-formed.
    whole: bool,
    runner_up: Option<(Charset, i64)>,
}

impl Known {
    const fn new(charset: Charset, how: How) -> Self {
        Self { charset, how, mark: 0, cut: 0, whole: false, runner_up: None }
    }
}

fn choose(bytes: &[u8], settings: &Settings) -> Known {
    let mark = declared::mark(bytes);
    if let Some(charset) = settings.encoding {
        let length = mark.filter(|&(own, _)| own == charset).map_or(0, |(_, length)| length);
        let whole = charset == Charset::UTF_8 && is_utf8(bytes);
        return Known { mark: length, whole, ..Known::new(charset, How::Forced) };
    }
    match mark {
        Some((Charset::UTF_8, length)) => {
            // Some page builders put the mark before anything; only bytes that agree with it are believed.
            let text = &bytes[length..];
            let known = if is_utf8(text) {
                Known { whole: true, ..Known::new(Charset::UTF_8, How::Mark) }
            } else {
                candidates::judge(text, Some((Charset::UTF_8, How::Mark)))
            };
            Known { mark: length, ..known }
        }
        Some((charset, length)) => Known { mark: length, ..Known::new(charset, How::Mark) },
        None if is_utf8(bytes) => valid(bytes, settings),
        None => candidates::judge(bytes, declaration(bytes, settings)),
    }
}

/// Valid UTF-8 is UTF-8, unless it is short and reads much better otherwise: HZ and UTF-16 can be ASCII bytes,
/// and a few GBK characters, such as 联通, happen to be valid two-byte sequences.
fn valid(bytes: &[u8], settings: &Settings) -> Known {
    let utf8 = Known { whole: true, ..Known::new(Charset::UTF_8, How::Valid) };
    let ascii = bytes.is_ascii();
    if ascii && memchr::memmem::find(bytes, b"~{").is_some() && hz::is_hz(bytes) {
        return candidates::judge_hz(bytes, utf8);
    }
    let nulls = memchr::memchr(0, bytes).is_some();
    let narrow = !ascii && !bytes.iter().any(|&byte| byte >= 0xE0);
    let doubtful = bytes.len() <= candidates::DOUBTFUL_UTF8 && (narrow || bytes.iter().any(|&byte| is_control(byte)));
    if !nulls && !doubtful {
        return utf8;
    }
    let judged = candidates::judge(bytes, declaration(bytes, settings));
    // Korean or Latin letters in one place are no rarer in UTF-8; only Chinese is worth doubting valid bytes for.
    // Without a mark only many NULs make UTF-16 of ASCII bytes; a few stand in files that are broken or no text.
    if ascii && judged.runner_up.is_none_or(|(_, margin)| margin < candidates::DOUBT_ASCII) {
        return utf8;
    }
    let chinese = !matches!(judged.charset, Charset::UTF_8 | Charset::EUC_JP | Charset::EUC_KR)
        && !matches!(judged.charset, Charset::SHIFT_JIS | Charset::WINDOWS_1252);
    if chinese && !narrow || judged.runner_up.is_some_and(|(_, margin)| chinese && margin >= candidates::DOUBT_UTF8) {
        judged
    } else {
        utf8
    }
}

/// What is declared: by what came with the page, or else by the page.
fn declaration(bytes: &[u8], settings: &Settings) -> Option<(Charset, How)> {
    settings.declared.or_else(|| declared::charset(bytes)).map(|charset| (charset, How::Declared))
}

fn is_utf8(bytes: &[u8]) -> bool {
    encoding_rs::Encoding::utf8_valid_up_to(bytes) == bytes.len()
}

fn count_nulls(text: &str) -> u64 {
    memchr::memchr_iter(0, text.as_bytes()).count() as u64
}
