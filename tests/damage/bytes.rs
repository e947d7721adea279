//! Damage to bytes: text encoded, and text read as what it is not.
//! Encoders that encoding_rs has no room for (HZ, UTF-16) are written out, as are readers that lose bytes.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, WINDOWS_1252};
use zhclean::charset::gbk;

/// `text` in an encoding: `utf-8`, `utf-8-bom`, `gbk`, `gb18030`, `big5`, `utf-16le`, `utf-16le-bom` or `hz`.
pub fn encoded(text: &str, encoding: &str, crlf: bool) -> Vec<u8> {
    let text = if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    match encoding {
        "" | "utf-8" => text.into_bytes(),
        "utf-8-bom" => format!("\u{FEFF}{text}").into_bytes(),
        "gbk" => strict(GBK, &text),
        "gb18030" => strict(GB18030, &text),
        "big5" => strict(BIG5, &text),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16le-bom" => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "hz" => hz(&text),
        other => panic!("no encoding is called {other}"),
    }
}

/// Lines of `text` (all if `lines` is empty, else by number from 1) written in one encoding and read as another.
pub fn mojibake(text: &str, chain: &str, lines: &[usize]) -> String {
    let damage = |(at, line): (usize, &str)| match lines.is_empty() || lines.contains(&(at + 1)) {
        true => misread(line, chain),
        false => line.to_owned(),
    };
    text.lines().enumerate().map(damage).map(|line| line + "\n").collect()
}

fn misread(line: &str, chain: &str) -> String {
    let (written, read) = chain.split_once('>').expect("a chain is written>read");
    let bytes = encoded(line, written, false);
    match read {
        "latin-1" => bytes.into_iter().map(char::from).collect(),
        "windows-1252" => WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(),
        "gbk" => read_as_cp936(&bytes),
        "big5" => BIG5.decode_without_bom_handling(&bytes).0.into_owned(),
        other => panic!("nobody reads as {other}"),
    }
}

/// As Chinese Windows reads: an invalid pair is one `?` that also swallows ASCII, but for spaces and quotes.
fn read_as_cp936(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied());
        let pair = next.and_then(|next| gbk::character(byte, next));
        at += 1;
        match (byte, pair) {
            (0..0x80, _) => text.push(char::from(byte)),
            (0x80, _) => text.push('€'),
            (0xFF, _) => text.push('\u{F8F5}'),
            (_, Some(c)) => {
                text.push(c);
                at += 1;
            }
            (_, None) => {
                text.push('?');
                at += usize::from(next.is_some_and(|next| !matches!(next, b' ' | b'"' | b'\'' | b'\n')));
            }
        }
    }
    text
}

/// HZ: GB 2312 in seven bits between `~{` and `~}`.
fn hz(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut shifted = false;
    for c in text.chars() {
        if shifted == c.is_ascii() {
            bytes.extend(if shifted { b"~}" } else { b"~{" });
            shifted = !shifted;
        }
        match gbk::bytes(c) {
            Some([lead @ 0xA1..=0xF7, trail @ 0xA1..=0xFE]) => bytes.extend([lead & 0x7F, trail & 0x7F]),
            None if c == '~' => bytes.extend(b"~~"),
            None if c.is_ascii() => bytes.push(c as u8),
            _ => panic!("HZ has no {c}"),
        }
    }
    if shifted {
        bytes.extend(b"~}");
    }
    bytes
}

fn strict(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{} has no room for a character of the page", encoding.name());
    bytes.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misreadings_look_as_they_do_in_the_wild() {
        assert_eq!(misread("中", "utf-8>latin-1"), "ä¸\u{AD}");
        assert_eq!(misread("中文", "utf-8>gbk"), "涓\u{E15F}枃");
        assert_eq!(misread("简a", "utf-8>gbk"), "绠€a");
        assert_eq!(misread("环,境", "utf-8>gbk"), "鐜?澧?");
        assert_eq!(misread("你好", "gbk>latin-1"), "ÄãºÃ");
        assert_eq!(encoded("汉a", "hz", false), b"~{::~}a");
    }
}
