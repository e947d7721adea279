//! The page in an HTTP response as crawlers keep it: header, chunks and packing taken off.
//! Only the two packings every server knows are undone; a crawler that keeps others says so by its record.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use zhclean::charset::Charset;

/// Servers send some twenty fields, and broken ones a hundred.
const MOST_FIELDS: usize = 256;

/// A packed page may grow to this many bytes: a small body that unpacks without end is an attack.
const LARGEST: u64 = 1 << 28;

/// The bytes of a page and what came with them.
#[derive(Debug)]
pub(super) struct Payload<'a> {
    /// The bytes.
    pub(super) body: Cow<'a, [u8]>,
    /// The encoding that the header declares.
    pub(super) charset: Option<Charset>,
    /// Whether the bytes are markup.
    #[allow(dead_code, reason = "pages are read as text until the markup adapter lands")]
    pub(super) is_html: bool,
}

/// The page in a whole response; `None` where it is neither text nor HTML.
pub(super) fn payload(response: &[u8]) -> Result<Option<Payload<'_>>, &'static str> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let mut parser = httparse::ParserConfig::default();
    parser
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_space_before_first_header_name(true)
        .ignore_invalid_headers_in_responses(true);
    let length = match parser.parse_response(&mut head, response) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err("its HTTP header has no end"),
        Err(_) => return Err("its HTTP header cannot be read"),
    };
    let field = |name: &str| {
        let found = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found.map(|field| String::from_utf8_lossy(field.value).to_ascii_lowercase()).unwrap_or_default()
    };
    let mut body = Cow::Borrowed(&response[length..]);
    // Crawlers that have taken the packing off often leave the header that tells of it, so the bytes decide.
    if field("transfer-encoding").contains("chunked")
        && let Some(joined) = dechunked(&body)
    {
        body = joined.into();
    }
    if let Some(unpacked) = unpacked(&field("content-encoding"), &body)? {
        body = unpacked.into();
    }
    let is_said = head.headers.iter().any(|field| field.name.eq_ignore_ascii_case("content-type"));
    let content_type = if is_said { field("content-type") } else { "text/html".to_owned() };
    Ok(payload_of_type(&content_type, body))
}

/// The page in bytes of this type, in lower case.
pub(super) fn payload_of_type<'a>(content_type: &str, body: Cow<'a, [u8]>) -> Option<Payload<'a>> {
    let (kind, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    let is_html = match kind.trim() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        _ => return None,
    };
    let label = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="));
    let charset = label.and_then(|label| Charset::for_label(label.trim().trim_matches(['"', '\''])));
    // What is readable as a header is not UTF-16.
    let charset = charset.filter(|charset| !matches!(*charset, Charset::UTF_16LE | Charset::UTF_16BE));
    Some(Payload { body, charset, is_html })
}

/// The chunks of a body joined; `None` where it has none.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let (taken, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(chunk)) => chunk,
            // A crawl that was cut keeps what came.
            _ if !joined.is_empty() => return Some(joined),
            _ => return None,
        };
        if size == 0 {
            return Some(joined);
        }
        rest = &rest[taken..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        joined.extend_from_slice(&rest[..size]);
        rest = rest[size..].strip_prefix(b"\r\n").unwrap_or(&rest[size..]);
    }
}

/// The body without its packing; `None` where it has none.
fn unpacked(encoding: &str, body: &[u8]) -> Result<Option<Vec<u8>>, &'static str> {
    let mut unpacked = Vec::new();
    let read = match (encoding.trim(), body) {
        ("gzip" | "x-gzip", [0x1F, 0x8B, ..]) => MultiGzDecoder::new(body).take(LARGEST).read_to_end(&mut unpacked),
        ("deflate", [0x78, ..]) => ZlibDecoder::new(body).take(LARGEST).read_to_end(&mut unpacked),
        ("deflate", _) => DeflateDecoder::new(body).take(LARGEST).read_to_end(&mut unpacked),
        ("br" | "zstd", _) if std::str::from_utf8(body).is_err() => return Err("its body is packed with br or zstd"),
        _ => return Ok(None),
    };
    match read {
        // Raw deflate has no mark: what does not unpack was not packed.
        Err(_) if encoding == "deflate" && unpacked.is_empty() => Ok(None),
        Err(_) if unpacked.is_empty() => Err("its body cannot be unpacked"),
        _ => Ok(Some(unpacked)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_plain_bodies_stay() {
        let chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=GBK\r\nTransfer-Encoding: chunked\r\n\r\n\
            3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        let found = payload(chunked).unwrap().unwrap();
        assert_eq!((&*found.body, found.charset), (&b"abcde"[..], Some(Charset::GB18030)));
        let plain = b"HTTP/1.1 200 OK\r\nBroken header\r\nTransfer-Encoding: chunked\r\n\r\n<p>hello";
        assert_eq!(&*payload(plain).unwrap().unwrap().body, b"<p>hello");
        assert!(payload(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n...").unwrap().is_none());
        assert!(payload(b"HTTP/1.1 200 OK\r\nContent-").is_err());
    }
}
