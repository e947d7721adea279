//! The hijackers' mechanism, forwards: what their server makes of a Simplified page.
//! It works on GBK bytes as they do, so every tear of a real page comes about by itself; it stands in a file of its
//! own because round trips over other texts use it too.

use zhclean::charset::gbk;
use zhclean::tables::turned;

/// Marks at which some of the pages are split.
pub const FEW_MARKS: &str = "？；";

/// Marks at which the others are.
pub const MANY_MARKS: &str = "，！？；。";

/// A hijacked server: what it does to the pages it serves.
#[derive(Clone, Debug)]
pub struct Server<'a> {
    /// Characters with the reading that is put behind them, in the order in which they are replaced.
    pub keys: &'a [(char, &'a str)],
    /// Marks at whose two bytes a page is split before it is decoded, in order.
    pub marks: &'a str,
    /// What its decoder puts in the place of bytes it cannot read: `?` nearly always, nothing on one site.
    pub lost: &'a str,
    /// What stays of a private-use character: nothing, but whoever traces the damage may want a sign.
    pub dropped: &'a str,
}

impl Server<'_> {
    /// Turns `text` Traditional, puts a reading behind each byte pair equal to a key, aligned with characters or
    /// not, cuts the bytes at the marks wherever their two bytes occur, and decodes each piece by itself.
    ///
    /// Tags in `text` pass through, or lose their `<` where a torn run ends in them; see [`extract`].
    pub fn serve(&self, text: &str) -> String {
        let turned: String = text.chars().map(|c| turned::image(c).unwrap_or(c)).collect();
        let glossed = gloss(encode(&turned), self.keys);
        let marks: Vec<([u8; 2], char)> = self.marks.chars().filter_map(|c| Some((gbk::bytes(c)?, c))).collect();
        self.split_and_decode(&glossed, &marks)
    }

    /// One mark after the other cuts what the marks before it left whole, so `。《` is cut at the `！` its bytes hold
    /// although a `。` stands there.
    fn split_and_decode(&self, bytes: &[u8], marks: &[([u8; 2], char)]) -> String {
        let Some((&(mark, shown), others)) = marks.split_first() else { return self.decode(bytes) };
        let mut text = String::with_capacity(bytes.len());
        let mut start = 0;
        for at in memchr::memmem::find_iter(bytes, &mark) {
            text.push_str(&self.split_and_decode(&bytes[start..at], others));
            text.push(shown);
            start = at + 2;
        }
        text.push_str(&self.split_and_decode(&bytes[start..], others));
        text
    }

    /// An invalid pair is one `?` and both bytes are lost, as is a lead byte at the end; a private-use character is
    /// dropped. No page shows what becomes of a byte 80 where a lead is due; it is taken for the lead of an invalid
    /// pair.
    fn decode(&self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let (byte, next) = (bytes[at], bytes.get(at + 1).copied());
            if byte < 0x80 {
                text.push(char::from(byte));
                at += 1;
                continue;
            }
            match next.and_then(|next| gbk::character(byte, next)) {
                Some('\u{E000}'..='\u{F8FF}') => text.push_str(self.dropped),
                Some(c) => text.push(c),
                None => text.push_str(self.lost),
            }
            at += 2;
        }
        text
    }
}

/// What a server with these keys and marks makes of `text`, of the usual kind.
pub fn hijack(text: &str, keys: &[(char, &str)], marks: &str) -> String {
    Server { keys, marks, lost: "?", dropped: "" }.serve(text)
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

/// All full-width letters, digits and marks as some extractors leave them.
pub fn narrow(text: &str) -> String {
    let narrow = |c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
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

/// One key after the other is replaced in the whole text, so a gloss put in for an earlier key parts the bytes of a
/// later one that overlaps it.
fn gloss(mut bytes: Vec<u8>, keys: &[(char, &str)]) -> Vec<u8> {
    for &(key, reading) in keys {
        let Some(pair) = gbk::bytes(key) else { continue };
        let gloss = encode(&format!("({reading})"));
        let mut glossed = Vec::with_capacity(bytes.len() + bytes.len() / 4);
        let mut start = 0;
        for at in memchr::memmem::find_iter(&bytes, &pair) {
            glossed.extend_from_slice(&bytes[start..at + 2]);
            glossed.extend_from_slice(&gloss);
            start = at + 2;
        }
        if start > 0 {
            glossed.extend_from_slice(&bytes[start..]);
            bytes = glossed;
        }
    }
    bytes
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
        assert_eq!(hijack("成绩评定", &keys("評冊績"), FEW_MARKS), "成績(jī)?cè)u(píng)定");
        assert_eq!(hijack("。活动现", &keys("現"), FEW_MARKS), "?；顒蝇F(xiàn)");
        assert_eq!(hijack("。现有", &keys("現"), MANY_MARKS), "?，F(xiàn)有");
        assert_eq!(hijack("。“科", &[], FEW_MARKS), "。“科");
        assert_eq!(hijack("。《幼儿园", &[], MANY_MARKS), "?！队變簣@");
        assert_eq!(hijack("向学", &keys("驅學"), FEW_MARKS), "向?qū)W");
        assert_eq!(hijack("分数", &keys("數謹"), FEW_MARKS), "分?jǐn)?shù)");
        assert_eq!(hijack("<p>当地</p>", &keys("數"), FEW_MARKS), "<p>當?shù)?/p>");
    }

    #[test]
    fn an_extractor_leaves_the_body_of_a_torn_tag_and_may_fold() {
        assert_eq!(narrow("ＹＭ（fèi），１。"), "YM(fèi),1。");
        assert_eq!(extract("<p>一?/p><p>二</p>"), "一?/p>\n二\n");
    }
}
