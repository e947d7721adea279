//! What an extractor leaves of a tag whose `<` was swallowed: `/p>`, `strong>`, `br />`.

/// Elements that end a line when a browser shows them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements that do not.
const INLINES: &[&str] = &[
    "a",
    "b",
    "big",
    "em",
    "font",
    "i",
    "img",
    "o:p",
    "s",
    "small",
    "span",
    "st1:chsdate",
    "strong",
    "sub",
    "sup",
    "u",
];

/// Attributes longer than this are not read; the search for `>` must stay bounded.
const MAX_TAG: usize = 400;

/// The rest of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Bytes up to and with `>`.
    pub(super) len: usize,
    /// Whether it stood for a line break.
    pub(super) breaks: bool,
}

/// The tag whose `<` stood directly before `text`, if `text` begins with the rest of one.
pub(super) fn tag_body(text: &str) -> Option<Tag> {
    let body = text.strip_prefix('/').unwrap_or(text);
    let name_len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b':').take(MAX_TAG).count();
    let name = body[..name_len].to_ascii_lowercase();
    let breaks = BLOCKS.binary_search(&name.as_str()).is_ok();
    if !breaks && INLINES.binary_search(&name.as_str()).is_err() {
        return None;
    }
    let rest = &body.as_bytes()[name_len..];
    let close = memchr::memchr(b'>', &rest[..rest.len().min(MAX_TAG)])?;
    let attributes = &rest[..close];
    let plausible = attributes.is_empty() || matches!(attributes[0], b' ' | b'/') && !attributes.contains(&b'<');
    plausible.then_some(Tag { len: text.len() - body.len() + name_len + close + 1, breaks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_bodies_are_recognised_by_name() {
        assert_eq!(tag_body("/strong>后"), Some(Tag { len: 8, breaks: false }));
        assert_eq!(tag_body("p>后"), Some(Tag { len: 2, breaks: true }));
        assert_eq!(tag_body("br />"), Some(Tag { len: 5, breaks: true }));
        assert_eq!(tag_body("p style=\"x\">"), Some(Tag { len: 12, breaks: true }));
        for other in ["", "p", "x>y", "/x>", "吗>", "p后>"] {
            assert_eq!(tag_body(other), None, "{other}");
        }
        assert!(BLOCKS.is_sorted() && INLINES.is_sorted());
    }
}
