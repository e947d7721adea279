//! What the head of a page says about it: `<meta>` as portals, government sites and link previews use it.

use super::element::Kind;
use super::entities;
use super::reader::attribute;
use super::tree::{Node, What};
use crate::metadata::Metadata;

/// Keywords beyond this are written for search engines.
const MOST_KEYWORDS: usize = 20;

/// What the page says in its `<meta>` elements; of several that say one thing, the first.
pub(super) fn metadata(nodes: &[Node<'_>]) -> Metadata {
    let mut metadata = Metadata::default();
    for node in nodes {
        let What::Element(element, attributes) = node.what else { continue };
        if element.kind != Kind::Void || element.name != "meta" {
            continue;
        }
        let name = ["name", "property", "itemprop"].into_iter().find_map(|name| attribute(attributes, name));
        let content = entities::decoded(attribute(attributes, "content").unwrap_or(""));
        let content = content.trim();
        if let (Some(name), false) = (name, content.is_empty()) {
            metadata = metadata.or(said(&name.to_ascii_lowercase(), content));
        }
    }
    metadata
}

fn said(name: &str, content: &str) -> Metadata {
    let own = || Some(content.to_owned());
    let nothing = Metadata::default();
    match name {
        "articletitle" => Metadata { title: own(), ..nothing },
        "author" | "article:author" | "og:article:author" => Metadata { author: own(), ..nothing },
        "contentsource" | "source" => Metadata { source: own(), ..nothing },
        "pubdate" | "publishdate" | "article:published_time" | "og:release_date" | "datepublished" => {
            Metadata { published: time(content), ..nothing }
        }
        "keywords" => {
            let keywords = content.split([',', '，', ';', '；', '、', '|']).map(str::trim);
            let keywords = keywords.filter(|keyword| !keyword.is_empty()).take(MOST_KEYWORDS);
            Metadata { keywords: keywords.map(str::to_owned).collect(), ..nothing }
        }
        _ => nothing,
    }
}

/// A date in ISO 8601 with the time of day where there is one; a zone is left out, the time stays as it is on the clock
/// there.
fn time(text: &str) -> Option<String> {
    let shape = |pattern: &str, text: &str| {
        text.len() >= pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(own, wanted)| match wanted {
                b'0' => own.is_ascii_digit(),
                wanted => own == wanted,
            })
    };
    let text = text.replace('/', "-");
    if !shape("0000-00-00", &text) {
        return None;
    }
    let (date, behind) = text.split_at(10);
    let clock = behind.trim_start_matches(['T', ' ']);
    let length = if shape("00:00:00", clock) { 8 } else { 5 };
    let has_clock = behind.len() > clock.len() && shape("00:00", clock);
    Some(if has_clock { format!("{date}T{}", &clock[..length]) } else { date.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    #[test]
    fn heads_say_what_pages_are() {
        let head = "<meta name=ArticleTitle content='通知'><meta name=PubDate content='2019/05/06 09:12'>\
            <meta name=\"ContentSource\" content=\"河湾&amp;县\"><meta name=keywords content='水库，防汛,'><meta name=author content=''>";
        let metadata = metadata(&tree::read(head));
        assert_eq!(metadata.title.as_deref(), Some("通知"));
        assert_eq!(metadata.published.as_deref(), Some("2019-05-06T09:12"));
        assert_eq!(metadata.source.as_deref(), Some("河湾&县"));
        assert_eq!(
            (metadata.author, metadata.keywords.as_slice()),
            (None, &["水库".to_owned(), "防汛".to_owned()][..])
        );
        assert_eq!(time("2019-05-06T09:12:30+08:00").as_deref(), Some("2019-05-06T09:12:30"));
        assert_eq!(time("2019-05-06").as_deref(), Some("2019-05-06"));
        assert_eq!(time("昨天"), None);
    }
}
