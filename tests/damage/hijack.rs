//! The hijackers' mechanism, forwards: what their server makes of a Simplified page.
//! It works on GBK bytes as they do, so every tear of a real page comes about by itself; it stands in a file of its
//! own because round trips over other texts use it too.

use zhclean::charset::gbk;
use zhclean::tables::turned;

/// Marks at which some of the pages are split.
pub const FEW_MARKS: &str = "？；";

/// Marks at which the others are.
pub const MANY_MARKS: &str = "，！？；。";

/// Turns `text` Traditional, puts a reading after each byte pair equal to a key, aligned with characters or not,
/// cuts the bytes at `marks` wherever their two bytes occur, and decodes each piece by itself.
///
/// Tags in `text` pass through, or lose their `<` where a torn run ends in them; see [`extract`].
pub fn hijack(text: &str, keys: &[(char, &str)], marks: &str) -> String {
    let turned: String = text.chars().map(|c| turned::image(c).unwrap_or(c)).collect();
    let glossed = gloss(&encode(&turned), keys);
    let marks: Vec<([u8; 2], char)> = marks.chars().filter_map(|c| Some((gbk::bytes(c)?, c))).collect();
    split_and_decode(&glossed, &marks)
}

/// What a text extractor makes of a page of paragraphs: their tags become line breaks, and what is left of a tag
/// that lost its `<` stays as text.
pub fn extract(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = match rest[open..].find('>') {
            Some(close) => &rest[open + close + 1..],
            None => "",
        };
        text.push('\n');
    }
    text.push_str(rest);
    text.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// A page of one paragraph a line.
pub fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<p>{line}</p>")).collect()
}

/// GBK, with `?` for what it lacks.
pub fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match gbk::bytes(c) {
            Some(pair) => bytes.extend(pair),
            None => bytes.push(if c.is_ascii() { c as u8 } else { b'?' }),
        }
    }
    bytes
}

fn gloss(bytes: &[u8], keys: &[(char, &str)]) -> Vec<u8> {
    let keys: Vec<([u8; 2], Vec<u8>)> =
        keys.iter().filter_map(|&(key, reading)| Some((gbk::bytes(key)?, encode(&format!("({reading})"))))).collect();
    let mut glossed = Vec::with_capacity(bytes.len() * 2);
    for (at, &byte) in bytes.iter().enumerate() {
        glossed.push(byte);
        let pair = at.checked_sub(1).map(|before| [bytes[before], byte]);
        if let Some((_, reading)) = keys.iter().find(|(key, _)| Some(*key) == pair) {
            glossed.extend(reading);
        }
    }
    glossed
}

/// One mark after the other cuts what the marks before it left whole, so `。《` is cut at the `！` its bytes hold
/// although a `。` stands there.
fn split_and_decode(bytes: &[u8], marks: &[([u8; 2], char)]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let Some((&(mark, shown), others)) = marks.split_first() else {
        decode(bytes, &mut text);
        return text;
    };
    let mut start = 0;
    for at in memchr::memmem::find_iter(bytes, &mark) {
        text.push_str(&split_and_decode(&bytes[start..at], others));
        text.push(shown);
        start = at + 2;
    }
    text.push_str(&split_and_decode(&bytes[start..], others));
    text
}

/// Their decoder: an invalid pair is one `?` and both bytes are lost; a private-use character is dropped.
fn decode(bytes: &[u8], text: &mut String) {
    let mut at = 0;
    while at < bytes.len() {
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied());
        if byte < 0x80 {
            text.push(char::from(byte));
            at += 1;
            continue;
        }
        match next.and_then(|next| gbk::character(byte, next)) {
            Some('\u{E000}'..='\u{F8FF}') => {}
            Some(c) => text.push(c),
            None => text.push('?'),
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &str) -> Vec<(char, &'static str)> {
        keys.chars().map(|key| (key, turned::reading(key).unwrap())).collect()
    }

    #[test]
    fn every_class_of_damage_comes_about() {
        assert_eq!(hijack("环境", &keys("環"), FEW_MARKS), "環(huán)境");
        assert_eq!(hijack("表扬", &keys("頁"), FEW_MARKS), "表?yè)P");
        assert_eq!(hijack("成绩评定", &keys("績冊評"), FEW_MARKS), "成績(jī)?cè)u(píng)定");
        assert_eq!(hijack("。活动现", &keys("現"), FEW_MARKS), "?；顒蝇F(xiàn)");
        assert_eq!(hijack("。现有", &keys("現"), MANY_MARKS), "?，F(xiàn)有");
        assert_eq!(hijack("。“科", &[], FEW_MARKS), "。“科");
        assert_eq!(hijack("。《幼儿园", &[], MANY_MARKS), "?！队變簣@");
        assert_eq!(hijack("<p>当地</p>", &keys("數"), FEW_MARKS), "<p>當?shù)?/p>");
    }

    #[test]
    fn an_extractor_leaves_the_body_of_a_torn_tag() {
        assert_eq!(extract("<p>一?/p><p>二</p>"), "一?/p>\n二\n");
    }
}
