//! A page as nodes in the order of its text, each knowing its parent and where its inside ends.
//!
//! End tags that are missing are supplied and those that fit nothing are left out, so a page that lost a tag to
//! damage loses no text. The tree is never deeper than [`DEEPEST`], and building it takes time linear in the page.

use super::element::{Element, Kind, element};
use super::reader::{Reader, Token};

/// Elements deeper than this count as part of those around them. Pages of many tables reach some sixty.
const DEEPEST: usize = 256;

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum What<'a> {
    /// An element and its attributes as they stand.
    Element(Element, &'a str),
    /// Text with its entities.
    Text(&'a str),
}

/// A node. Its inside are the nodes behind it up to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    /// The number of the node it stands in; its own for the outermost.
    pub(super) parent: usize,
    /// The number of the first node behind its inside.
    pub(super) end: usize,
    /// What it is.
    pub(super) what: What<'a>,
}

impl Node<'_> {
    /// The element, if it is one.
    pub(super) fn element(&self) -> Option<Element> {
        match self.what {
            What::Element(element, _) => Some(element),
            What::Text(_) => None,
        }
    }
}

/// The nodes of a page, in the order of its text; the first is the page itself.
pub(super) fn read(text: &str) -> Vec<Node<'_>> {
    let root = Element { name: "html", kind: Kind::Frame };
    let mut tree = Tree { nodes: Vec::new(), open: Vec::new(), skipped: 0 };
    tree.nodes.push(Node { parent: 0, end: 0, what: What::Element(root, "") });
    tree.open.push((0, root));
    for token in Reader::new(text) {
        match token {
            Token::Text(text) => tree.text(text),
            Token::Start(name, attributes) => tree.start(element(name), attributes),
            Token::End(name) => tree.end(element(name)),
        }
    }
    tree.close(0);
    tree.nodes
}

#[derive(Debug)]
struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    open: Vec<(usize, Element)>,
    /// Elements that are too deep to be opened, and have an end tag to come.
    skipped: usize,
}

impl<'a> Tree<'a> {
    fn push(&mut self, what: What<'a>) {
        let parent = self.open.last().map_or(0, |&(node, _)| node);
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { parent, end, what });
    }

    fn start(&mut self, element: Element, attributes: &'a str) {
        if matches!(element.name, "html" | "body") {
            self.body(element, attributes);
            return;
        }
        self.close_implied(element);
        if element.is_void() {
            self.push(What::Element(element, attributes));
        } else if self.open.len() < DEEPEST {
            self.push(What::Element(element, attributes));
            self.open.push((self.nodes.len() - 1, element));
        } else {
            self.skipped += 1;
        }
    }

    /// Text is never of the head, whatever else was forgotten.
    fn text(&mut self, text: &'a str) {
        if self.open.last().is_some_and(|(_, open)| open.name == "head") && !text.trim_ascii().is_empty() {
            self.close(self.open.len() - 1);
        }
        self.push(What::Text(text));
    }

    /// A body closes the head. A second one is a page within the page, and adds nothing.
    fn body(&mut self, element: Element, attributes: &'a str) {
        if element.name == "body" && !self.open.iter().any(|(_, open)| open.name == "body") {
            self.close(1);
            self.push(What::Element(element, attributes));
            self.open.push((self.nodes.len() - 1, element));
        }
    }

    fn end(&mut self, element: Element) {
        if element.kind == Kind::Break {
            // Browsers take a break that ends for one that begins.
            self.push(What::Element(element, ""));
        }
        if matches!(element.name, "html" | "body") || element.is_void() {
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let mut found = None;
        for (at, (_, open)) in self.open.iter().enumerate().skip(1).rev() {
            if open.name == element.name {
                found = Some(at);
                break;
            }
            // What is a part of lines does not end the lines it stands in, and nothing ends a cell from within.
            let is_wall = match element.kind {
                Kind::Inline => open.breaks(),
                Kind::Row | Kind::Table => open.name == "table",
                Kind::Cell => matches!(open.kind, Kind::Row | Kind::Table),
                _ => matches!(open.kind, Kind::Cell | Kind::Table) || open.name == "body",
            };
            if is_wall {
                break;
            }
        }
        if let Some(at) = found {
            self.close(at);
        }
    }

    /// Closes what `element` cannot stand in.
    fn close_implied(&mut self, element: Element) {
        let mut from = None;
        for (at, (_, open)) in self.open.iter().enumerate().skip(1).rev() {
            let (closes, is_wall) = implied(element, *open);
            if closes {
                from = Some(at);
            }
            if is_wall {
                break;
            }
        }
        if let Some(at) = from {
            self.close(at);
        }
    }

    fn close(&mut self, at: usize) {
        for (node, _) in self.open.drain(at..) {
            self.nodes[node].end = self.nodes.len();
        }
    }
}

/// Whether the start of `element` closes an `open` one, and whether it stops looking there.
fn implied(element: Element, open: Element) -> (bool, bool) {
    if open.kind == Kind::Title {
        return (true, false);
    }
    if open.name == "head" {
        return (!is_of_head(element), false);
    }
    let is_cell = matches!(open.kind, Kind::Cell | Kind::Table);
    match element.kind {
        Kind::Item if element.name == "li" => (open.name == "li", matches!(open.name, "ul" | "ol" | "menu") || is_cell),
        Kind::Item => (matches!(open.name, "dt" | "dd"), open.name == "dl" || is_cell),
        Kind::Cell => (open.kind == Kind::Cell, matches!(open.kind, Kind::Row | Kind::Table)),
        Kind::Row => (matches!(open.kind, Kind::Cell | Kind::Row), open.kind == Kind::Table),
        Kind::Table if element.name != "table" => {
            let inside =
                matches!(open.kind, Kind::Cell | Kind::Row) || open.name != "table" && open.kind == Kind::Table;
            (inside, open.name == "table")
        }
        Kind::Link => (open.kind == Kind::Link, is_cell || matches!(open.kind, Kind::Frame | Kind::Item)),
        Kind::Inline | Kind::Void | Kind::Break | Kind::Dropped | Kind::Raw => (false, true),
        // Another block ends a paragraph that was not closed, and a heading another heading.
        _ => {
            let same = element.kind == Kind::Heading && open.kind == Kind::Heading;
            (open.name == "p" || same, open.breaks() && open.name != "p")
        }
    }
}

fn is_of_head(element: Element) -> bool {
    matches!(element.kind, Kind::Raw | Kind::Title | Kind::Void) && element.name != "img" || element.name == "noscript"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let nodes = read(text);
        let mut out = String::new();
        let mut open: Vec<(usize, &str)> = Vec::new();
        for (at, node) in nodes.iter().enumerate().skip(1) {
            while open.last().is_some_and(|(end, _)| *end <= at) {
                out.push_str(&format!("</{}>", open.pop().unwrap().1));
            }
            match node.what {
                What::Text(text) => out.push_str(text),
                What::Element(element, _) => {
                    out.push_str(&format!("<{}>", element.name));
                    open.push((node.end, element.name));
                }
            }
        }
        while let Some((_, name)) = open.pop() {
            out.push_str(&format!("</{name}>"));
        }
        out
    }

    #[test]
    fn missing_ends_are_supplied() {
        let cases = [
            ("<p>一<p>二", "<p>一</p><p>二</p>"),
            ("<ul><li>一<ul><li>二</ul><li>三</ul>", "<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>"),
            (
                "<table><tr><td>一<td>二<tr><td>三</table>四",
                "<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>四",
            ),
            ("<td>一</div>二</td>", "<td>一二</td>"),
            ("<div><b>一</div>二</b>", "<div><b>一</b></div>二"),
            ("<b><p>一</b>二</p>", "<b><p>一二</p></b>"),
            ("<a>一<div>二<a>三", "<a>一<div>二</div></a><a>三</a>"),
            ("<head><title>一<meta><body>二", "<head><title>一</title><meta></meta></head><body>二</body>"),
            ("<title>一<p>二", "<title>一</title><p>二</p>"),
        ];
        for (text, tree) in cases {
            assert_eq!(shown(text), tree, "{text}");
        }
    }

    #[test]
    fn depth_is_bounded_and_no_text_is_lost() {
        let text = format!("{}一{}二", "<div>".repeat(5000), "</div>".repeat(5000));
        let nodes = read(&text);
        assert!(nodes.len() < DEEPEST + 3);
        assert_eq!(nodes.last().unwrap().parent, 0);
    }
}
