//! The encodings zhclean can read, under their WHATWG names where they have one, and how to get back from a
//! character to the bytes it stood for. It stands here because evidence names encodings.

pub mod big5;
pub mod double;
pub mod gbk;
pub mod hz;
pub mod losses;
pub mod single;

use encoding_rs::Encoding;
use serde::Serialize;

/// An encoding a page may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Charset {
    /// One of the WHATWG encodings, decoded by encoding_rs.
    Whatwg(&'static str),
    /// HZ (RFC 1843): GB 2312 in seven bits. The WHATWG standard replaces it, so it has its own decoder.
    Hz,
    /// IBM437, the code page of DOS. No page is in it, but names in zip archives are read as it.
    Dos,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Charset = Charset::Whatwg("UTF-8");
    /// GB18030, which is also the answer for GBK and GB 2312.
    pub const GB18030: Charset = Charset::Whatwg("gb18030");
    /// Big5 with the HKSCS extension.
    pub const BIG5: Charset = Charset::Whatwg("Big5");
    /// UTF-16, little-endian.
    pub const UTF_16LE: Charset = Charset::Whatwg("UTF-16LE");
    /// UTF-16, big-endian.
    pub const UTF_16BE: Charset = Charset::Whatwg("UTF-16BE");
    /// EUC-JP, which Chinese text is mistaken for.
    pub const EUC_JP: Charset = Charset::Whatwg("EUC-JP");
    /// EUC-KR, which Chinese text is mistaken for.
    pub const EUC_KR: Charset = Charset::Whatwg("EUC-KR");
    /// Shift_JIS, which Chinese text is mistaken for.
    pub const SHIFT_JIS: Charset = Charset::Whatwg("Shift_JIS");
    /// windows-1252, which is also what Latin-1 means on the web.
    pub const WINDOWS_1252: Charset = Charset::Whatwg("windows-1252");

    /// The charset a label such as `gbk`, `big5-hkscs` or `hz-gb-2312` names, if any does.
    pub fn for_label(label: &str) -> Option<Charset> {
        let label = label.trim();
        if label.eq_ignore_ascii_case("hz") || label.eq_ignore_ascii_case("hz-gb-2312") {
            return Some(Charset::Hz);
        }
        let encoding = Encoding::for_label(label.as_bytes())?;
        if encoding == encoding_rs::GBK {
            return Some(Charset::GB18030);
        }
        (encoding != encoding_rs::REPLACEMENT).then_some(Charset::Whatwg(encoding.name()))
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Whatwg(name) => name,
            Charset::Hz => "HZ",
            Charset::Dos => "IBM437",
        }
    }

    /// The encoding_rs encoding behind it; `None` for HZ and IBM437.
    pub fn encoding(self) -> Option<&'static Encoding> {
        match self {
            // Asked once a line, so these need no search by name.
            Charset::UTF_8 => Some(encoding_rs::UTF_8),
            Charset::GB18030 => Some(encoding_rs::GB18030),
            Charset::BIG5 => Some(encoding_rs::BIG5),
            Charset::Whatwg(name) => Encoding::for_label(name.as_bytes()),
            Charset::Hz | Charset::Dos => None,
        }
    }
}

impl Serialize for Charset {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
