//! zhclean gives scraped Chinese pages back the text their author wrote, and says what it did and why.
//!
//! [`clean`] is the whole of it: bytes in, a page and a [`Report`] out. It is total, pure and does no input
//! or output. Modules stand in layer order: each uses only those above it.

pub mod error;
pub mod alphabet;
pub mod tables;
pub mod score;
pub mod fold;
pub mod classes;
pub mod glance;
pub mod page;
pub mod layout;
pub mod charset;
pub mod repair;
pub mod metadata;
pub mod settings;
#[cfg(feature = "html")]
pub mod markup;
pub mod decode;
pub mod rules;
pub mod stage;
pub mod stages;
pub mod pipeline;
pub mod report;
pub mod site;
#[cfg(feature = "python")]
mod python;

pub use error::Error;
pub use page::Page;
pub use report::Report;
pub use settings::Settings;

use pipeline::Outcome;

/// A cleaned page.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// The lines of the text, which still know their numbers in the decoded input.
    pub page: Page,
    /// The text, as UTF-8 with one LF after each line.
    pub text: String,
    /// What was done and why.
    pub report: Report,
}

impl Cleaned {
    /// Drops the lines at the page's head and tail that `site` found on many pages of `folder`, and reports each.
    pub fn strip(&mut self, site: &site::Site, folder: &str) {
        site.strip(folder, &mut self.page, &mut self.report);
        self.text = self.page.to_text();
    }
}

/// Cleans one page. Any bytes give an answer; clean text comes out byte for byte as it went in.
///
/// ```
/// let cleaned = zhclean::clean("环境保护工作。\n".as_bytes(), &zhclean::Settings::default());
/// assert_eq!(cleaned.text, "环境保护工作。\n");
/// assert!(cleaned.report.applied.is_empty());
/// ```
pub fn clean(bytes: &[u8], settings: &Settings) -> Cleaned {
    let (page, decoding) = decode::decode(bytes, settings);
    let lines_in = page.lines().len();
    // An image has no text to clean; what it decodes to is kept for those who ask.
    let outcome = if decoding.binary { Outcome { page, ..Outcome::default() } } else { pipeline::run(page, settings) };
    let text = outcome.page.to_text();
    let (page, report) = Report::of(decoding, lines_in, outcome);
    Cleaned { page, text, report }
}

/// Cleans a text that is decoded already, such as a field of a record.
///
/// Unlike a page, a text need not end in a line break: it ends in one only if it did before.
///
/// ```
/// let cleaned = zhclean::clean_text("环境保护工作。", &zhclean::Settings::default());
/// assert_eq!(cleaned.text, "环境保护工作。");
/// ```
pub fn clean_text(text: &str, settings: &Settings) -> Cleaned {
    let settings = Settings { encoding: Some(charset::Charset::UTF_8), ..settings.clone() };
    let mut cleaned = clean(text.as_bytes(), &settings);
    if !text.ends_with(['\n', '\r']) && cleaned.text.ends_with('\n') {
        cleaned.text.pop();
    }
    cleaned
}
