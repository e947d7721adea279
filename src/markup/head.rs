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

/// The first date of a text in ISO 8601, with the time of day where it follows. A zone is left out: the time is that on
/// the clock there.
pub(super) fn time(text: &str) -> Option<String> {
    let digits_at = |at: &usize| text[..*at].chars().next_back().is_none_or(|c| !c.is_ascii_digit());
    text.match_indices(['1', '2']).map(|(at, _)| at).filter(digits_at).find_map(|at| date(&text[at..]))
}

fn date(text: &str) -> Option<String> {
    let (year, rest) = number(text, 4, 4)?;
    let (month, rest) = number(rest.strip_prefix(['年', '-', '/', '.'])?, 1, 2)?;
    let (day, rest) = number(rest.strip_prefix(['月', '-', '/', '.'])?, 1, 2)?;
    if !(1990..2100).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let date = format!("{year}-{month:02}-{day:02}");
    let rest = rest.strip_prefix('日').unwrap_or(rest).trim_start();
    Some(clock(rest.strip_prefix('T').unwrap_or(rest)).map_or(date.clone(), |clock| format!("{date}T{clock}")))
}

fn clock(text: &str) -> Option<String> {
    let (hour, rest) = number(text, 1, 2)?;
    let (minute, rest) = number(rest.strip_prefix([':', '：'])?, 2, 2)?;
    let second = rest.strip_prefix([':', '：']).and_then(|rest| number(rest, 2, 2)).filter(|&(second, _)| second < 60);
    let clock = format!("{hour:02}:{minute:02}");
    (hour < 24 && minute < 60).then(|| second.map_or(clock.clone(), |(second, _)| format!("{clock}:{second:02}")))
}

/// A number of so many digits at the head of a text, and what follows it.
fn number(text: &str, fewest: usize, most: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    (fewest..=most).contains(&length).then_some((number, &text[length..]))
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
        assert_eq!(time("发布于：2019年9月9日 8:05 来源").as_deref(), Some("2019-09-09T08:05"));
        for text in ["昨天", "12019-05-06", "2019-13-01", "1.2.3", "2019年5月"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
