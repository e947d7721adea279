//! The vocabulary of findings: what damage there is, what was seen, how sure we are, and the change it asks for.
//! It stands apart from the stages so that evidence never points down a layer.

use std::fmt;

use serde::Serialize;

use crate::charset::Charset;
use crate::page::{Edit, LineNumber};

/// A class of damage. Each has one stage that knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Damage {
    /// Text whose bytes were decoded as another encoding.
    Mojibake,
    /// Text outside the Unicode normal form asked for.
    Form,
    /// Readings injected after characters, and the bytes they broke.
    Gloss,
    /// Navigation residue: breadcrumbs, counters, footers.
    Navigation,
    /// Injected keyword lines.
    Spam,
    /// Full-width punctuation folded to ASCII.
    Width,
    /// Simplified text turned Traditional.
    Script,
    /// Scraper layout: indentation, odd spaces, blank lines.
    Space,
}

impl Damage {
    /// Every class, in no particular order of work; the pipeline has that.
    pub const ALL: [Damage; 8] = [
        Damage::Mojibake,
        Damage::Form,
        Damage::Gloss,
        Damage::Navigation,
        Damage::Spam,
        Damage::Width,
        Damage::Script,
        Damage::Space,
    ];

    /// The name used in options, reports and fixtures.
    pub const fn name(self) -> &'static str {
        match self {
            Damage::Mojibake => "mojibake",
            Damage::Form => "form",
            Damage::Gloss => "gloss",
            Damage::Navigation => "navigation",
            Damage::Spam => "spam",
            Damage::Width => "width",
            Damage::Script => "script",
            Damage::Space => "space",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How sure a stage is. [`crate::Settings::apply_from`] says from where repairs are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Seen, but the text may be as its author wrote it: held unless asked for.
    Doubtful,
    /// The page speaks for it.
    Likely,
    /// Nothing else explains it.
    Certain,
}

/// The rules that spoke about a line, and the sum of their weights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Sum of weights; above zero speaks for dropping.
    pub score: i32,
    /// Ids of the rules that fired, such as `navigation/breadcrumb`.
    pub rules: Vec<&'static str>,
}

/// How a gloss broke the bytes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tear {
    /// The key lay across two characters, so the opening bracket was swallowed.
    Straddled,
    /// The page was cut at a mark whose bytes lay across two characters.
    Split,
    /// A tag's or line's first byte was swallowed at the end of a shifted run.
    Swallowed,
}

/// Whether a script conversion was by single character or by phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// One character by itself.
    Character,
    /// A phrase, where the character alone does not decide.
    Phrase,
}

/// What was seen. Closed on purpose: a new class does not compile until every report can describe it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Evidence {
    /// Bytes written in one encoding and read as another.
    Mojibake {
        /// The encoding the author's bytes were in.
        written: Charset,
        /// The encoding they were read as.
        read: Charset,
        /// How many times that happened.
        layers: u8,
        /// How much more ordinary the repaired text is, in 1/16 nat.
        gain: i64,
        /// Characters that stand on bytes the damage lost and the language model filled.
        inferred: u32,
    },
    /// A sequence outside the normal form.
    Form,
    /// A reading in brackets after a character of the hijackers' table.
    Gloss {
        /// The character it stands on.
        base: char,
        /// The injected reading.
        reading: Box<str>,
        /// Whether every occurrence of the character on this page carries it.
        always: bool,
    },
    /// Characters whose bytes a gloss or a cut had broken.
    Torn {
        /// What broke them; the first cause where there are several in one run.
        tear: Tear,
        /// How much more ordinary the text chosen is than the runner-up, in 1/16 nat; `None` if there was no other.
        margin: Option<i64>,
    },
    /// A line of navigation residue.
    Navigation {
        /// The rules that said so.
        verdict: Verdict,
    },
    /// A line that many pages of its folder have.
    Repeated {
        /// Pages that have it, at least.
        pages: u32,
        /// Pages of the folder.
        of: u32,
    },
    /// A line of injected keywords.
    Spam {
        /// The rules that said so.
        verdict: Verdict,
        /// Whether the line is in another script than its page.
        foreign_script: bool,
    },
    /// A mark that was folded to ASCII.
    Width {
        /// The ASCII mark.
        from: char,
        /// The full-width mark.
        to: char,
    },
    /// Text in the other script.
    Script {
        /// By character or by phrase.
        by: Unit,
    },
    /// Layout that a scraper added.
    Space,
}

impl Evidence {
    /// The class of damage this is evidence of.
    pub fn damage(&self) -> Damage {
        match self {
            Evidence::Mojibake { .. } => Damage::Mojibake,
            Evidence::Form => Damage::Form,
            Evidence::Gloss { .. } | Evidence::Torn { .. } => Damage::Gloss,
            Evidence::Navigation { .. } | Evidence::Repeated { .. } => Damage::Navigation,
            Evidence::Spam { .. } => Damage::Spam,
            Evidence::Width { .. } => Damage::Width,
            Evidence::Script { .. } => Damage::Script,
            Evidence::Space => Damage::Space,
        }
    }
}

/// One change a reader would accept or refuse by itself, with the reason for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The line it changes.
    pub line: LineNumber,
    /// The change.
    pub edit: Edit,
    /// Why.
    pub evidence: Evidence,
    /// How sure.
    pub certainty: Certainty,
}

/// What a hijacked server did to the page as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turning {
    /// Turned Traditional, with readings injected.
    Glossed,
    /// Turned Traditional, without readings.
    Turned,
    /// Readings without tone marks, on any character.
    Toneless,
    /// Simplified text with readings on random characters.
    Sprinkled,
}

/// A fact about the whole page. Findings change nothing; later stages and the report read them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Finding {
    /// The page was turned.
    Turned {
        /// In which way.
        turning: Turning,
        /// Glosses that agree with the hijackers' table.
        agreeing: u32,
        /// Bracketed readings that do not.
        other: u32,
        /// Traditional characters that their table makes.
        images: u32,
        /// Traditional characters their table cannot make.
        foreign: u32,
        /// Characters as their table writes them where Traditional text has another: 于 for 於, 復 in 復雜. Not counted
        /// where the page is certain without them.
        witnesses: u32,
    },
    /// The page is little else than keywords and brands of a trade that hijackers sell.
    Doorway {
        /// Lines that are dropped as spam or bear such a brand.
        lines: u32,
        /// Per cent of the page's Chinese characters that stand in them.
        percent: u32,
    },
    /// A brand stands in lines of other text, often in the place of an organisation's name.
    Spliced {
        /// The brand, folded.
        brand: Box<str>,
        /// Lines that bear it.
        lines: u32,
    },
    /// Too little of a line survives to restore it; nothing was guessed.
    Unrecoverable {
        /// The line's input number, counted from 1.
        line: u32,
        /// What it looks like, such as `UTF-8 with replacement characters read as GBK`.
        what: &'static str,
    },
}
