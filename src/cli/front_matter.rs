//! What a page says about itself, as a YAML head of its text.
//! Apart from what is told, because it goes where the text goes.

use std::fmt::Write;

use zhclean::metadata::Metadata;

/// `text` behind its head; a page that says nothing of itself gets none.
pub(crate) fn headed(metadata: &Metadata, text: &str) -> String {
    let Metadata { title, published, source, author, editor, views, document_number, keywords } = metadata;
    let mut head = String::new();
    for (name, value) in [
        ("title", title),
        ("published", published),
        ("source", source),
        ("author", author),
        ("editor", editor),
        ("document_number", document_number),
    ] {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(head, "{name}: {}", quoted(value));
        }
    }
    if let Some(views) = views {
        let _ = writeln!(head, "views: {views}");
    }
    if !keywords.is_empty() {
        let keywords: Vec<String> = keywords.iter().map(|keyword| quoted(keyword)).collect();
        let _ = writeln!(head, "keywords: [{}]", keywords.join(", "));
    }
    if head.is_empty() { text.to_owned() } else { format!("---\n{head}---\n\n{text}") }
}

/// A string of JSON, which is one of YAML too, whatever the page wrote.
fn quoted(value: &str) -> String {
    serde_json::to_string(value).expect("a text can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_becomes_yaml() {
        let metadata = Metadata {
            title: Some("“问”与\"答\": 一".to_owned()),
            published: Some("2019-05-06T09:12".to_owned()),
            views: Some(352),
            keywords: vec!["水库".to_owned(), "a\nb".to_owned()],
            ..Metadata::default()
        };
        let head = "---\ntitle: \"“问”与\\\"答\\\": 一\"\npublished: \"2019-05-06T09:12\"\nviews: 352\n\
                    keywords: [\"水库\", \"a\\nb\"]\n---\n\n正文\n";
        assert_eq!(headed(&metadata, "正文\n"), head);
        assert_eq!(headed(&Metadata::default(), "正文\n"), "正文\n");
    }
}
