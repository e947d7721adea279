//! What an element's name, class and id say of the text inside: part of the page's frame, hidden, or a comment.
//! Site builders name these parts for themselves, so each word is weak evidence and never decides alone.

use super::blocks::Block;
use super::element::{Element, Kind};
use super::reader::{attribute, attributes};
use super::region;
use super::tree::{Node, What};

/// What is said of a text by the elements around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hint {
    /// Nobody sees it.
    pub(super) hidden: bool,
    /// A menu, a footer, a side column, an advertisement, a list of other pages.
    pub(super) frame: bool,
    /// What readers wrote below the text.
    pub(super) comment: bool,
}

impl Hint {
    /// Both what is said here and what is said around it.
    pub(super) fn and(self, outer: Hint) -> Hint {
        Hint {
            hidden: self.hidden || outer.hidden,
            frame: self.frame || outer.frame,
            comment: self.comment || outer.comment,
        }
    }
}

/// Gives each line the hints of the elements around it, and returns those of each node.
///
/// Sites name their columns as they like, show their text by a script, or wrap it in what they call an advertisement:
/// an element that holds most of the page's running text is none of that, whatever it says. Comments may be longer
/// than the text; an element is none of them only if there is hardly any other.
pub(super) fn settle(nodes: &[Node<'_>], blocks: &mut [Block]) -> Vec<Hint> {
    let mut running = vec![0; nodes.len()];
    for block in blocks.iter().filter(|block| region::is_running(block)) {
        running[block.node] += block.chars.min(LONGEST_COUNTED);
    }
    for at in (1..nodes.len()).rev() {
        running[nodes[at].parent] += running[at];
    }
    let mut hints = vec![Hint::default(); nodes.len()];
    for (at, node) in nodes.iter().enumerate().skip(1) {
        hints[at] = hints[node.parent];
        if let What::Element(element, attributes) = node.what
            && running[at] * 10 <= running[0] * 9
        {
            let own = hint(element, attributes);
            let is_main = running[at] * 2 > running[0];
            let own = if is_main { Hint { comment: own.comment, ..Hint::default() } } else { own };
            hints[at] = own.and(hints[at]);
        }
    }
    for block in blocks {
        block.hint = hints[block.node];
    }
    hints
}

/// Characters of a line that count at most in telling where the page's text is.
const LONGEST_COUNTED: usize = 400;

/// What an element says of its inside.
fn hint(element: Element, attributes: &str) -> Hint {
    let mut hint = Hint { frame: matches!(element.name, "nav" | "footer" | "aside"), ..Hint::default() };
    if attributes.is_empty() || matches!(element.kind, Kind::Void | Kind::Break) {
        return hint;
    }
    hint.hidden = is_hidden(attributes);
    if element.name == "body" || element.kind == Kind::Inline {
        return hint;
    }
    if attribute(attributes, "role").is_some_and(|role| ROLES.contains(&role)) {
        hint.frame = true;
    }
    for value in ["class", "id"].into_iter().filter_map(|name| attribute(attributes, name)) {
        let is_text = words(value).any(|word| is_one_of(word, TEXT));
        hint.frame |= !is_text && words(value).any(|word| is_one_of(word, FRAME));
        hint.comment |= words(value).any(|word| is_one_of(word, COMMENTS));
    }
    hint
}

/// Whether a part of a line is not for readers: hidden, or the button that edits a section of a wiki.
pub(super) fn is_no_part(attributes: &str) -> bool {
    !attributes.is_empty()
        && (is_hidden(attributes)
            || attribute(attributes, "class").is_some_and(|class| words(class).any(|word| word == "editsection")))
}

fn is_hidden(text: &str) -> bool {
    attributes(text).any(|(name, value)| match name.len() {
        5 if name.eq_ignore_ascii_case("style") => {
            sets(value, "display", "none") || sets(value, "visibility", "hidden")
        }
        6 => name.eq_ignore_ascii_case("hidden"),
        11 => name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true"),
        _ => false,
    })
}

/// Whether a style sets a property to a value.
fn sets(style: &str, property: &str, value: &str) -> bool {
    style.split(';').filter_map(|part| part.split_once(':')).any(|(name, set)| {
        name.trim().eq_ignore_ascii_case(property)
            && set.trim().get(..value.len()).is_some_and(|set| set.eq_ignore_ascii_case(value))
    })
}

/// The words of a class or id: `articleFooter` and `article_footer` are two.
fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let bytes = part.as_bytes();
        let cut = (1..bytes.len()).find(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
        let (first, second) = part.split_at(cut.unwrap_or(part.len()));
        [first, second].into_iter().filter(|word| !word.is_empty())
    })
}

/// Whether a word is one of a list, or one with a number behind it.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

const ROLES: [&str; 6] = ["navigation", "banner", "contentinfo", "complementary", "search", "menu"];

/// Words for the text itself; `article-side` stays with the text.
const TEXT: &[&str] = &["article", "main", "post", "body", "text", "zhengwen", "wenzhang", "detail", "wrap", "wrapper"];

const FRAME: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "topbar",
    "toolbar",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "footer",
    "foot",
    "bottom",
    "copyright",
    "sidebar",
    "side",
    "aside",
    "related",
    "relate",
    "relevant",
    "recommend",
    "recommended",
    "rec",
    "hot",
    "rank",
    "ranking",
    "share",
    "sharing",
    "social",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "promo",
    "sponsor",
    "friendlink",
    "friendlinks",
    "links",
    "search",
    "login",
    "pagination",
    "pager",
    "paging",
    "tags",
    "tag",
    "daohang",
    "xiangguan",
    "tuijian",
    "paihang",
    "fenxiang",
    "qrcode",
    "popup",
    "modal",
    "cookie",
    "author",
    "authi",
    "userinfo",
    "avatar",
];

const COMMENTS: &[&str] =
    &["comment", "comments", "commentlist", "cmt", "reply", "replies", "pinglun", "liuyan", "guestbook", "disqus"];

#[cfg(test)]
mod tests {
    use super::super::element::element;
    use super::*;

    #[test]
    fn words_of_classes_are_told_apart() {
        let of = |name, attributes| hint(element(name), attributes);
        assert!(of("div", " class=\"pageFooter clear\"").frame);
        assert!(of("nav", "").frame && of("ul", " id=nav2").frame);
        assert!(!of("div", " class='article-side'").frame && !of("div", " class=adapt").frame);
        assert!(of("div", " id=\"comment_list\"").comment);
        for attributes in [" style='color:red; display : none'", " hidden", " style=VISIBILITY:hidden aria-hidden=x"] {
            assert!(of("p", attributes).hidden, "{attributes}");
        }
        assert!(!of("p", " style='display:block'").hidden);
    }
}
