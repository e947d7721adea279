//! Evidence and findings as sentences, for people.
//! They stand in the library because a new class must not compile before there are words for it.

use std::fmt;

use super::RULES;
use crate::decode::How;
use crate::repair::{Certainty, Evidence, Finding, Tear, Turning, Unit, Verdict};

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            How::Forced => "as asked for",
            How::Mark => "by its byte-order mark",
            How::Valid => "valid",
            How::Declared => "as the page declares",
            How::Judged => "because it reads best as Chinese",
        })
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Certainty::Doubtful => "doubtful",
            Certainty::Likely => "likely",
            Certainty::Certain => "certain",
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, id) in self.rules.iter().enumerate() {
            f.write_str(if number == 0 { "" } else { ", " })?;
            f.write_str(id)?;
            if let Some(rule) = RULES.iter().copied().flatten().find(|rule| rule.id == *id) {
                write!(f, ": {}", rule.why.trim_end_matches('.'))?;
            }
        }
        write!(f, "; score {}", self.score)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Evidence::Mojibake { written, read, layers, inferred, .. } => {
                write!(f, "{} read as {}", written.name(), read.name())?;
                if *layers > 1 {
                    write!(f, ", {layers} times over")?;
                }
                if *inferred > 0 {
                    write!(f, "; {inferred} characters inferred where bytes were lost")?;
                }
                Ok(())
            }
            Evidence::Form => f.write_str("outside the normal form"),
            Evidence::Gloss { base, reading, always } => {
                write!(f, "reading {reading} injected after {base}")?;
                if *always { f.write_str(", as after each one on this page") } else { Ok(()) }
            }
            Evidence::Torn { tear, .. } => f.write_str(match tear {
                Tear::Straddled => "an injected reading lay across two characters",
                Tear::Split => "the page was cut across two characters",
                Tear::Swallowed => "a byte was swallowed at the end of a shifted run",
            }),
            Evidence::Navigation { verdict } => write!(f, "{verdict}"),
            Evidence::Repeated { pages, of } => write!(f, "on {pages} of the {of} pages of its folder"),
            Evidence::Spam { verdict, foreign_script: false } => write!(f, "{verdict}"),
            Evidence::Spam { verdict, foreign_script: true } => write!(f, "{verdict}, in another script than its page"),
            Evidence::Width { from, to } => write!(f, "{to} was folded to {from}"),
            Evidence::Script { by: Unit::Character } => f.write_str("turned to the other script"),
            Evidence::Script { by: Unit::Phrase } => f.write_str("turned to the other script, as the phrase shows"),
            Evidence::Space => f.write_str("layout that a scraper added"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Turned { turning, agreeing, other, images, foreign, witnesses } => {
                let how = match turning {
                    Turning::Glossed => "turned Traditional, with readings injected",
                    Turning::Turned => "turned Traditional, without readings",
                    Turning::Toneless => "given readings without tone marks",
                    Turning::Sprinkled => "left Simplified, with readings on random characters",
                };
                write!(
                    f,
                    "the page was {how}: {agreeing} readings agree with the hijackers' table and {other} do not; \
                     {images} characters are of its making and {foreign} are not"
                )?;
                match witnesses {
                    0 => Ok(()),
                    _ => write!(f, "; {witnesses} stand where Traditional text has others"),
                }
            }
            Finding::Doorway { lines, percent } => write!(
                f,
                "the page is a doorway: {lines} lines with {percent} per cent of its Chinese characters sell something"
            ),
            Finding::Spliced { brand, lines } => {
                write!(f, "the brand {brand} was put into {lines} lines of other text; they were left as they stand")
            }
            Finding::Unrecoverable { line, what } => {
                write!(f, "line {line} cannot be restored: {what}; it was left as it stands")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    #[test]
    fn evidence_reads_as_a_sentence() {
        let (written, read) = (Charset::UTF_8, Charset::WINDOWS_1252);
        let twice = Evidence::Mojibake { written, read, layers: 2, gain: 9, inferred: 0 };
        assert_eq!(twice.to_string(), "UTF-8 read as windows-1252, 2 times over");
        let verdict = Verdict { score: 7, rules: vec!["spam/a", "spam/b"] };
        let spam = Evidence::Spam { verdict, foreign_script: true };
        assert_eq!(spam.to_string(), "spam/a, spam/b; score 7, in another script than its page");
        let gloss = Evidence::Gloss { base: '頁', reading: "yè".into(), always: true };
        assert_eq!(gloss.to_string(), "reading yè injected after 頁, as after each one on this page");
    }
}
