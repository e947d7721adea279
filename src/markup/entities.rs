//! Character references as characters.

use std::borrow::Cow;

/// `text` with its references read as a browser reads them. One to a character that cannot be, such as `&#0;`, would
/// become a replacement character that no report counts, and goes.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let decoded = htmlize::unescape(text);
    if decoded.contains(char::REPLACEMENT_CHARACTER) && !text.contains(char::REPLACEMENT_CHARACTER) {
        return Cow::Owned(decoded.replace(char::REPLACEMENT_CHARACTER, ""));
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_become_characters() {
        assert_eq!(decoded("&ldquo;一&#20108;&#x4e09;&rdquo;&nbsp&amp;lt;&#150;"), "“一二三”\u{a0}&lt;–");
        assert_eq!(decoded("a&#0;b & c"), "ab & c");
    }
}
