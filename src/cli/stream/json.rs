//! One record of JSON Lines: where its text stands, and the line with another text in its place.
//! The line is never written anew: what is not the text stays byte for byte, as long as anybody can read it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::job::Records;

/// What is known of a line that is a record.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: Option<Range<usize>>,
    report: Option<Range<usize>>,
    /// The value of the field that names the record.
    pub(super) id: Option<String>,
    /// Where the closing brace stands.
    end: usize,
}

impl Line {
    /// Finds the fields that `records` names.
    pub(super) fn find(line: &[u8], records: &Records) -> Result<Line, String> {
        let start = if line.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let fields = Fields { line, records };
        let found = match utf8(&line[start..]) {
            Some(text) => fields.read(serde_json::Deserializer::from_str(text)),
            // Where it is no UTF-8 the parser says at which byte.
            None => fields.read(serde_json::Deserializer::from_slice(&line[start..])),
        };
        let mut found = found.map_err(|error| place(&error))?;
        found.end = line.trim_ascii_end().len() - 1;
        Ok(found)
    }

    /// The string that holds the text, in its quotes.
    pub(super) fn text<'a>(&self, line: &'a [u8]) -> Option<&'a str> {
        let raw = utf8(&line[self.text.clone()?])?;
        raw.starts_with('"').then_some(raw)
    }

    /// The line with another text, as a JSON string, and with the report in its field.
    pub(super) fn spliced(&self, line: &[u8], text: Option<&str>, report: Option<(&str, Vec<u8>)>) -> Vec<u8> {
        let mut edits: Vec<(Range<usize>, Cow<'_, [u8]>)> = Vec::new();
        edits.extend(self.text.clone().zip(text.map(|text| Cow::Borrowed(text.as_bytes()))));
        if let Some((field, report)) = report {
            edits.push(match &self.report {
                Some(span) => (span.clone(), report.into()),
                None => (self.end..self.end, [b",", &*quoted(field), b":", &*report].concat().into()),
            });
        }
        edits.sort_by_key(|(span, _)| span.start);
        let mut out = Vec::with_capacity(line.len() + edits.iter().map(|(_, with)| with.len()).sum::<usize>());
        let mut copied = 0;
        for (span, with) in edits {
            out.extend_from_slice(&line[copied..span.start]);
            out.extend_from_slice(&with);
            copied = span.end;
        }
        out.extend_from_slice(&line[copied..]);
        out
    }
}

/// Bytes as text, if they are UTF-8; many times faster than the standard library on Chinese text.
fn utf8(bytes: &[u8]) -> Option<&str> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

/// The text of a JSON string in its quotes.
pub(super) fn unescape(raw: &str) -> Result<Cow<'_, str>, String> {
    match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => Ok(Cow::Borrowed(text)),
        _ => serde_json::from_str(raw).map(Cow::Owned).map_err(|error| sentence(&error)),
    }
}

/// `text` as a JSON string; where `raw` wrote all that is not ASCII as escapes, so does this.
pub(super) fn escape_like(raw: &str, text: &str) -> String {
    let string = String::from_utf8(quoted(text)).unwrap_or_default();
    if !(raw.is_ascii() && raw.contains("\\u")) {
        return string;
    }
    let mut ascii = String::with_capacity(string.len() * 2);
    for c in string.chars() {
        match c.is_ascii() {
            true => ascii.push(c),
            false => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| ascii.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    ascii
}

/// A new record: the facts that are known, the text, and the report where one is asked for.
pub(super) fn object(facts: [(&str, Option<&str>); 3], text: (&str, &str), report: Option<(&str, Vec<u8>)>) -> Vec<u8> {
    let known = facts.into_iter().filter_map(|(name, fact)| Some((name, quoted(fact?))));
    let fields = known.chain([(text.0, quoted(text.1))]).chain(report);
    let mut out = Vec::with_capacity(text.1.len() + 256);
    for (name, value) in fields {
        out.push(if out.is_empty() { b'{' } else { b',' });
        out.extend(quoted(name));
        out.push(b':');
        out.extend(value);
    }
    out.extend(b"}\n");
    out
}

fn quoted(text: &str) -> Vec<u8> {
    serde_json::to_vec(text).expect("text can be written to memory")
}

/// The parser's reason, and where in the line it lies if that is known. The number of its line is always the first.
fn place(error: &serde_json::Error) -> String {
    match error.column() {
        0 => sentence(error),
        column => format!("{} at byte {column}", sentence(error)),
    }
}

/// The parser's reason alone.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why).to_owned()
}

/// Walks the fields of a record, of which only the named ones are looked at.
struct Fields<'a> {
    line: &'a [u8],
    records: &'a Records,
}

impl<'a> Fields<'a> {
    /// Reads a record, and makes sure that nothing stands behind it.
    fn read<R: serde_json::de::Read<'a>>(self, mut json: serde_json::Deserializer<R>) -> serde_json::Result<Line> {
        let found = json.deserialize_map(self)?;
        json.end()?;
        Ok(found)
    }
}

enum Field {
    Text,
    Id,
    Report,
    Other,
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let mut found = Line::default();
        while let Some(field) = map.next_key_seed(Name(self.records))? {
            let place = match field {
                Field::Text => &mut found.text,
                Field::Report => &mut found.report,
                Field::Id => {
                    let raw: &RawValue = map.next_value()?;
                    found.id = Some(unescape(raw.get()).map_or_else(|_| raw.get().to_owned(), Cow::into_owned));
                    continue;
                }
                Field::Other => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let raw: &RawValue = map.next_value()?;
            let start = raw.get().as_ptr().addr() - self.line.as_ptr().addr();
            if place.replace(start..start + raw.get().len()).is_some() {
                // Readers differ in which of the two they take, so neither is the record's.
                return Err(A::Error::custom("it has a field twice"));
            }
        }
        Ok(found)
    }
}

/// Reads the name of a field.
struct Name<'a>(&'a Records);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Field, E> {
        let records = self.0;
        Ok(match name {
            _ if name == records.field => Field::Text,
            _ if records.id_field.as_deref() == Some(name) => Field::Id,
            _ if records.report_field.as_deref() == Some(name) => Field::Report,
            _ => Field::Other,
        })
    }
}
