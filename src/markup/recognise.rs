//! Whether a text is a page of HTML, by how it begins.
//! A text that quotes tags, a feed or a chat with `<br>` in it is none, so nothing but the head counts.

/// How much of a text is looked at, in bytes. Comments, saved headers and inline styles stand before the head's end.
const HEAD: usize = 16 * 1024;

/// A tag of one of these must follow the first one; a page that only names its type quotes it.
const PARTS: [&str; 12] =
    ["head", "body", "title", "meta", "div", "table", "p", "frameset", "script", "link", "style", "main"];

/// Where the markup of a page begins, if `text` is HTML: behind a byte-order mark, blanks, headers that were saved
/// with it, an XML declaration and comments.
pub(super) fn markup(text: &str) -> Option<&str> {
    let mut rest = without_headers(text.trim_start_matches(['\u{feff}', '\0'])).trim_ascii_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?xml") => rest.find("?>").map(|at| at + 2),
            _ => break,
        };
        rest = rest[end?..].trim_ascii_start();
    }
    let behind = after(rest, "<!doctype html").or_else(|| after(rest, "<html")).or_else(|| after(rest, "<head"))?;
    let head = &behind[..end_of_head(behind)];
    // A text that begins with a tag it talks about goes on with words; a page goes on with its next tag.
    if !head[head.find('>')? + 1..].trim_ascii_start().starts_with('<') {
        return None;
    }
    let has_part = memchr::memchr_iter(b'<', head.as_bytes())
        .any(|at| PARTS.iter().any(|part| after(&behind[at + 1..], part).is_some()));
    has_part.then_some(rest)
}

fn end_of_head(text: &str) -> usize {
    (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// What follows `tag`, in whatever case, where its name ends there.
fn after<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    let own = text.as_bytes().get(..tag.len())?;
    let rest = own.eq_ignore_ascii_case(tag.as_bytes()).then(|| &text[tag.len()..])?;
    rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).then_some(rest)
}

/// A page saved with the headers it was sent with.
fn without_headers(text: &str) -> &str {
    if !text.starts_with("HTTP/") {
        return text;
    }
    let head = &text[..end_of_head(text)];
    let end = [("\r\n\r\n", 4), ("\n\n", 2)].into_iter().find_map(|(blank, length)| Some(head.find(blank)? + length));
    &text[end.unwrap_or(0)..]
}

#[cfg(test)]
mod tests {
    use super::markup;

    #[test]
    fn pages_are_told_from_texts_about_them() {
        let pages = [
            "<!DOCTYPE html><html><head>",
            "\u{feff}\n<!doctype HTML PUBLIC \"x\">\n<body bgcolor=red>",
            "<?xml version='1.0'?><!-- 一 --><!-- 二 --><html xmlns=x><head/>",
            "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<HTML><TITLE>一</TITLE>",
            "<head><meta charset=gbk>",
        ];
        for page in pages {
            assert!(markup(page).is_some(), "{page}");
        }
        let texts = [
            "",
            "<!DOCTYPE html> 声明写在第一行。",
            "<html> 标签是根元素。",
            "<html> 里面有 <head> 和 <body> 两部分，缺一不可。",
            "网页的第一行是 <!DOCTYPE html><html><head>",
            "```html\n<!DOCTYPE html>\n<html><body>",
            "<?xml version='1.0'?><rss><channel><title>一</title>",
            "你好<br>在吗<br>",
            "<p>一段文字</p><p>又一段</p>",
            "<!-- <html><body>",
            "<header>一</header><div>",
            "<body>",
        ];
        for text in texts {
            assert!(markup(text).is_none(), "{text}");
        }
    }
}
