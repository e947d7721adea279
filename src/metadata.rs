//! What a page says about itself: title, time, source, people, counters, document number, keywords.
//! A value of its own, because the lines it stood on leave the text and a reader of the report still wants it.

use serde::Serialize;

/// What a page says about itself. What it does not say is `None` or empty; nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// The title. It stays in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was published, in ISO 8601: a date, with the local time of day where the page gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it was taken from, or who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who edited it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
    /// How often it had been opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<u64>,
    /// The number of an official document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Keywords or tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
}

impl Metadata {
    /// Whether the page says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What this knows, and where it knows nothing, what `other` knows.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            source: self.source.or(other.source),
            author: self.author.or(other.author),
            editor: self.editor.or(other.editor),
            views: self.views.or(other.views),
            document_number: self.document_number.or(other.document_number),
            keywords: if self.keywords.is_empty() { other.keywords } else { self.keywords },
        }
    }
}
