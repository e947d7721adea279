//! The text of pages that show none: it waits in a script until that writes it, or stands where only readers without
//! scripts and frames look.
//! Apart from the reader, which rightly takes all this for nobody's text; it is asked only where there is no other.

use super::entities;
use crate::tables::is_han;

/// The elements that hold text which the page does not show by itself.
const HOLDERS: [&str; 5] = ["script", "noscript", "noframes", "template", "textarea"];

/// The fewest Chinese characters of such a text. Messages to browsers without scripts are shorter.
const FEWEST_HAN: usize = 60;

/// The fewest full stops of such a text; lists of settings have none.
const FEWEST_STOPS: usize = 2;

/// The markup of the longest such text, if it is longer than `shown` Chinese characters.
pub(super) fn markup(page: &str, shown: usize) -> Option<String> {
    let mut best: Option<(usize, &str, bool)> = None;
    for (name, inside) in holders(page) {
        let is_script = name == "script";
        let parts = if is_script { literals(inside) } else { vec![inside] };
        for part in parts {
            let (han, stops) = weigh(part);
            if han >= FEWEST_HAN && stops >= FEWEST_STOPS && best.is_none_or(|(most, ..)| han > most) {
                best = Some((han, part, is_script));
            }
        }
    }
    let (_, part, is_script) = best.filter(|(han, ..)| *han > shown)?;
    let text = if is_script { unescaped(part) } else { part.to_owned() };
    let text = if text.contains('<') { text } else { entities::decoded(&text).into_owned() };
    Some(if text.contains('<') { text } else { text.replace('\n', "<br>") })
}

/// The elements that hold such text, with what is inside.
fn holders(page: &str) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        let Some(name) = HOLDERS.into_iter().find(|name| begins(rest, name)) else { continue };
        let Some(start) = rest.find('>') else { break };
        let inside = &rest[start + 1..];
        let ends = |at: &usize| inside[at + 1..].strip_prefix('/').is_some_and(|end| begins(end, name));
        let end = memchr::memchr_iter(b'<', inside.as_bytes()).find(ends).unwrap_or(inside.len());
        found.push((name, &inside[..end]));
        rest = &inside[end..];
    }
    found
}

/// Whether a tag's name is this one, in whatever case.
fn begins(text: &str, name: &str) -> bool {
    let bytes = text.as_bytes();
    let own = bytes.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
    own && bytes.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// What stands between quotes in a script, escapes and all. A literal in simple quotes ends with its line, so that a
/// quote in a comment costs no more than that.
fn literals(script: &str) -> Vec<&str> {
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let (mut open, mut at) = (None, 0);
    while at < bytes.len() {
        match (open, bytes[at]) {
            (None, b'"' | b'\'' | b'`') => open = Some(at),
            (Some(_), b'\\') => at += 1,
            (Some(start), byte) if byte == bytes[start] => {
                found.push(&script[start + 1..at]);
                open = None;
            }
            (Some(start), b'\n') if bytes[start] != b'`' => open = None,
            _ => {}
        }
        at += 1;
    }
    found
}

/// How many Chinese characters a text has, as they are or escaped, and how many full stops.
fn weigh(text: &str) -> (usize, usize) {
    let han = text.chars().filter(|&c| is_han(c)).count();
    let escaped = text.split("\\u").skip(1).filter_map(|behind| u32::from_str_radix(behind.get(..4)?, 16).ok());
    let escaped: Vec<char> = escaped.filter_map(char::from_u32).collect();
    let stops = text.matches('。').count() + escaped.iter().filter(|&&c| c == '。').count();
    (han + escaped.into_iter().filter(|&c| is_han(c)).count(), stops)
}

/// A literal without its escapes.
fn unescaped(literal: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(literal.len());
    let mut rest = literal.chars();
    while let Some(c) = rest.next() {
        let next = if c == '\\' { rest.next() } else { None };
        let digits = |rest: &std::str::Chars<'_>, n| u16::from_str_radix(rest.as_str().get(..n)?, 16).ok();
        let (unit, n) = match next {
            Some('u') => (digits(&rest, 4), 4),
            Some('x') => (digits(&rest, 2), 2),
            _ => (None, 0),
        };
        if let Some(unit) = unit {
            units.push(unit);
            rest.nth(n - 1);
            continue;
        }
        let plain = match next {
            Some('n' | 'r') => '\n',
            Some('t') => '\t',
            Some(other) => other,
            None => c,
        };
        units.extend(plain.encode_utf16(&mut [0; 2]).iter());
    }
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_told_from_what_is_around_them() {
        assert_eq!(
            literals("a = {\"b\": 'c\"d', e: `f\ng`}; // don't\nh(\"i\\\"j\")"),
            ["b", "c\"d", "f\ng", "i\\\"j"]
        );
        assert_eq!(unescaped("\\u4e00\\/\\n\\\"二\\ud83d\\ude00\\x41\\u12"), "一/\n\"二😀Au12");
    }

    #[test]
    fn only_longer_text_is_taken() {
        let text = "村里的路修好了，大家都去看。".repeat(6);
        let page = format!("<title>一</title><script>var a = {{\"b\":\"短。短。\",\"c\":\"{text}\"}}</script>");
        assert_eq!(markup(&page, 20), Some(text.clone()));
        assert_eq!(markup(&page, 200), None);
        assert_eq!(markup("<noscript>请打开脚本。谢谢。</noscript>", 0), None);
    }
}
