//! What a page says of its own encoding: a byte-order mark or a declaration.
//! A declaration is a prior and never a verdict, so this only reads it.

use crate::charset::Charset;

/// How far into the page a declaration counts: saved headers and long heads fit, quoted sources in articles seldom.
const HEAD: usize = 4096;

/// Words that a label follows.
const KEYS: [&[u8]; 2] = [b"charset", b"encoding"];

/// The encoding a byte-order mark names, and the mark's length.
pub(super) fn mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Charset::UTF_8, 3)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((Charset::GB18030, 4)),
        [0xFF, 0xFE, ..] => Some((Charset::UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((Charset::UTF_16BE, 2)),
        _ => None,
    }
}

/// The first label of the head that names an encoding: `<meta charset>`, `http-equiv`, the `Content-Type` of a saved
/// header, `encoding` of XML. UTF-16 declared in readable bytes is a mistake and counts as nothing.
pub(super) fn charset(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'=', &head[from..]) {
        let equals = from + at;
        from = equals + 1;
        let key = head[..equals].trim_ascii_end();
        if !KEYS.iter().any(|name| ends_with(key, name)) {
            continue;
        }
        let label = head[equals + 1..].trim_ascii_start();
        let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
        let end = label.iter().position(|&byte| !is_label(byte)).unwrap_or(label.len());
        let charset = std::str::from_utf8(&label[..end]).ok().and_then(Charset::for_label);
        match charset {
            None | Some(Charset::UTF_16LE | Charset::UTF_16BE) => {}
            found => return found,
        }
    }
    None
}

fn ends_with(text: &[u8], name: &[u8]) -> bool {
    text.len() >= name.len() && text[text.len() - name.len()..].eq_ignore_ascii_case(name)
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_declaration_is_read() {
        let cases: [(&[u8], _); 6] = [
            (b"<meta charset=gb2312>", Some(Charset::GB18030)),
            (b"<META HTTP-EQUIV=x CONTENT='text/html; CharSet = \"Big5\"'>", Some(Charset::BIG5)),
            (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=hz-gb-2312\r\n\r\n", Some(Charset::Hz)),
            (b"<?xml version='1.0' encoding='UTF-8'?>", Some(Charset::UTF_8)),
            (b"<meta charset=utf-16><meta charset=big5>", Some(Charset::BIG5)),
            (b"a = b; charset = none", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(charset(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
