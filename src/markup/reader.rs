//! Markup as tags and text, read in one pass over pages whose bytes may be damaged.
//!
//! A parser that follows the letter of the standard loses half a page to one swallowed quote or bracket: an
//! attribute, a comment or a title goes on to the page's end. This one knows the sign that lost bytes leave, a `?`,
//! and falls into step again behind it. Entities stay as they are: they belong to the text, not to the markup.

use super::element;

/// One piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags.
    Text(&'a str),
    /// A start tag and its attributes as they stand.
    Start(&'a str, &'a str),
    /// An end tag.
    End(&'a str),
}

/// The rest of a tag whose `<` was swallowed ends within so many bytes; the search for it must stay bounded.
const LONGEST_REST: usize = 400;

/// Reads a page from its head to its end.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    rest: &'a str,
    /// The element whose text is no markup, up to its end tag.
    raw: Option<&'a str>,
    /// Whether the rest of a torn tag comes next.
    torn: bool,
    /// How many bytes before the page's end the next `<` stands, as far as it was searched for.
    open: Option<usize>,
    /// Sequences that were searched for up to the page's end and are not there any more.
    spent: Vec<String>,
}

impl<'a> Reader<'a> {
    /// A reader of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, raw: None, torn: false, open: None, spent: Vec::new() }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Where `what` stands from `from` on. Each search that fails is made once a page, so all of them are linear.
    fn find(&mut self, from: usize, what: &str) -> Option<usize> {
        if self.spent.iter().any(|spent| spent == what) {
            return None;
        }
        let found = memchr::memmem::find(self.rest.as_bytes().get(from..)?, what.as_bytes());
        if found.is_none() {
            self.spent.push(what.to_owned());
        }
        Some(from + found?)
    }

    /// A comment, a doctype or an instruction. One without an end is no longer than its own tag.
    fn skip_declaration(&mut self) {
        let end = match self.rest.starts_with("<!--") {
            true if self.rest[4..].starts_with('>') => Some(5),
            true => self.find(4, "-->").map(|at| at + 3),
            false => None,
        };
        let end = end.or_else(|| Some(self.find(0, ">")? + 1)).unwrap_or(self.rest.len());
        self.take(end);
    }

    /// What stands between a raw element and its end tag, which is nobody's text.
    fn skip_raw(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = self.find(from, "</") {
            let behind = &self.rest.as_bytes()[at + 2..];
            if behind.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes())) {
                self.take(at);
                return;
            }
            from = at + 2;
        }
        self.take(self.rest.len());
    }

    fn tag(&mut self) -> Token<'a> {
        let is_end = self.rest[1..].starts_with('/');
        let name_at = 1 + usize::from(is_end);
        let name_end = name_at + name_length(&self.rest[name_at..]);
        let end = self.tag_end(name_end);
        let whole = self.take(end);
        let (name, attributes) =
            (&whole[name_at..name_end], whole[name_end..].strip_suffix('>').unwrap_or(&whole[name_end..]));
        match is_end {
            true => Token::End(name),
            false => self.start(name, attributes),
        }
    }

    fn start(&mut self, name: &'a str, attributes: &'a str) -> Token<'a> {
        if element::element(name).kind == element::Kind::Raw {
            self.raw = Some(name);
        }
        Token::Start(name, attributes)
    }

    /// The end of the tag whose attributes begin at `at`, behind its `>`.
    fn tag_end(&mut self, mut at: usize) -> usize {
        let bytes = self.rest.as_bytes();
        let mut is_value = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return at + 1,
                b'"' | b'\'' if is_value => {
                    let quote = if byte == b'"' { "\"" } else { "'" };
                    match self.find(at + 1, quote) {
                        None => return self.find(at, ">").map_or(bytes.len(), |end| end + 1),
                        Some(close) => match torn_value(&bytes[at + 1..close]) {
                            Some(length) => return at + 1 + length,
                            None => at = close,
                        },
                    }
                    is_value = false;
                }
                b'=' => is_value = true,
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => is_value = false,
            }
            at += 1;
        }
        bytes.len()
    }

    /// Text up to the next tag, or up to a `?` behind which a tag lost its `<`.
    fn text(&mut self) -> Token<'a> {
        let length = self.rest.len();
        let open = self
            .open
            .filter(|&open| open < length)
            .unwrap_or_else(|| memchr::memchr(b'<', &self.rest.as_bytes()[1..]).map_or(0, |at| length - at - 1));
        self.open = Some(open);
        let end = length - open;
        let torn = memchr::memchr_iter(b'?', &self.rest.as_bytes()[..end])
            .find(|&at| torn_tag(&self.rest[at + 1..]).is_some());
        self.torn = torn.is_some();
        Token::Text(self.take(torn.map_or(end, |at| at + 1)))
    }

    fn torn_tag(&mut self) -> Option<Token<'a>> {
        let (name, attributes, is_end, length) = torn_tag(self.rest)?;
        self.take(length);
        Some(if is_end { Token::End(name) } else { self.start(name, attributes) })
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(name);
        }
        if std::mem::take(&mut self.torn)
            && let Some(tag) = self.torn_tag()
        {
            return Some(tag);
        }
        loop {
            let bytes = self.rest.as_bytes();
            match *bytes {
                [] => return None,
                [b'<', b'!' | b'?', ..] => self.skip_declaration(),
                [b'<', b'/', first, ..] | [b'<', first, ..] if first.is_ascii_alphabetic() => {
                    return Some(self.tag());
                }
                _ => return Some(self.text()),
            }
        }
    }
}

fn name_length(text: &str) -> usize {
    text.bytes().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'<' | b'"')).count()
}

/// The bytes up to the `>` that ends a tag in the midst of a value whose closing quote was swallowed: it stands
/// behind a `?`, and tags follow it.
fn torn_value(value: &[u8]) -> Option<usize> {
    let close = memchr::memchr(b'>', value)?;
    let before = value[..close].trim_ascii_end();
    let before = before.strip_suffix(b"/").unwrap_or(before).trim_ascii_end();
    let follows = memchr::memchr(b'<', value).is_some_and(|open| open > close);
    (before.ends_with(b"?") && follows).then_some(close + 1)
}

/// The rest of a tag whose `<` was swallowed: its name, its attributes, whether it is an end tag, and its length.
fn torn_tag(text: &str) -> Option<(&str, &str, bool, usize)> {
    let body = text.strip_prefix('/').unwrap_or(text);
    let name = &body[..body.bytes().take(LONGEST_REST).take_while(u8::is_ascii_alphanumeric).count()];
    element::known(name)?;
    let rest = &body.as_bytes()[name.len()..];
    let close = memchr::memchr(b'>', &rest[..rest.len().min(LONGEST_REST)])?;
    let attributes = &body[name.len()..name.len() + close];
    let plausible = attributes.is_empty() || attributes.starts_with([' ', '/']) && !attributes.contains('<');
    let is_end = body.len() < text.len();
    let length = text.len() - body.len() + name.len() + close + 1;
    plausible.then_some((name, attributes, is_end, length))
}

/// The value of an attribute; an empty one where the attribute stands alone.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    self::attributes(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
}

/// Names and values of attributes, in order; a value is empty where its attribute stands alone.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let blank = move |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            at += 1;
        }
        let start = at;
        while bytes.get(at).is_some_and(|byte| !(byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'))) {
            at += 1;
        }
        let name = text.get(start..at)?;
        let mark = blank(at);
        if bytes.get(mark) != Some(&b'=') {
            return (!name.is_empty()).then_some((name, ""));
        }
        let (value, end) = value(text, blank(mark + 1));
        at = end;
        Some((name, value))
    })
}

/// The value that begins at `at`, and where what is behind it begins.
fn value(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at..];
    match rest.as_bytes().first() {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = memchr::memchr(quote, &rest.as_bytes()[1..]).map_or(rest.len(), |length| length + 1);
            (&rest[1..end], text.len().min(at + end + 1))
        }
        _ => {
            let end = rest.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(rest.len());
            (&rest[..end], at + end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let show = |token| match token {
            Token::Text(text) => format!("[{text}]"),
            Token::Start(name, attributes) => format!("<{name}{attributes}>"),
            Token::End(name) => format!("</{name}>"),
        };
        Reader::new(text).map(show).collect()
    }

    #[test]
    fn tags_and_text_come_apart() {
        let cases = [
            ("<!DOCTYPE html><p class=a>一<br/>二</P>", "<p class=a>[一]<br/>[二]</P>"),
            ("a<b<c>d", "[a]<b<c>[d]"),
            ("1 < 2 <3", "[1 ][< 2 ][<3]"),
            ("<!-- <p> -->一<!--->二<!-- 三<p>四", "[一][二][四]"),
            ("<script>if (a</b>) '<p>'</SCRIPT >一", "<script></SCRIPT>[一]"),
            ("<a title='>' href=\"x>y\">一</a>", "<a title='>' href=\"x>y\">[一]</a>"),
            ("<a title=\"一>二</a>三", "<a title=\"一>[二]</a>[三]"),
        ];
        for (text, tokens) in cases {
            assert_eq!(read(text), tokens, "{text}");
        }
    }

    #[test]
    fn what_lost_bytes_swallowed_is_found_again() {
        let cases = [
            ("<p>一?/p><p>二", "<p>[一?]</p><p>[二]"),
            ("一?br />二?a href=\"x\">三", "[一?]<br />[二?]<a href=\"x\">[三]"),
            ("<img alt=\"一?><p>二</p><img alt=\"三\">", "<img alt=\"一?><p>[二]</p><img alt=\"三\">"),
            ("去吗?p后>不是", "[去吗?p后>不是]"),
        ];
        for (text, tokens) in cases {
            assert_eq!(read(text), tokens, "{text}");
        }
    }

    #[test]
    fn attributes_are_found_by_name() {
        let attributes = " id=one CLASS = 'a b' data-x=\"<\" hidden /";
        assert_eq!(attribute(attributes, "id"), Some("one"));
        assert_eq!(attribute(attributes, "class"), Some("a b"));
        assert_eq!(attribute(attributes, "hidden"), Some(""));
        assert_eq!(attribute(attributes, "x"), None);
        assert_eq!(attribute("===", "x"), None);
    }
}
