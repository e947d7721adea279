//! Beside navigation and before script: a Simplified line on a Traditional page is the best evidence there is,
//! and it is gone once the page is Simplified again.
//!
//! Whole lines are judged by rules; where a line ends in a sentence mark with more behind it, what is behind
//! is judged like a line and cut.

mod block;
mod offer;
mod rows;
mod script;
mod shapes;
mod splice;

pub use rows::SPAM_RULES;

use std::ops::Range;
use std::sync::OnceLock;

use crate::classes::{COLON, MARK, PORTAL, STOP, TELLTALE, TRADE};
use crate::glance::{is_closing, is_sentence_mark};
use crate::page::{Edit, Line, Page};
use crate::repair::{Damage, Evidence, Repair, Verdict};
use crate::rules::{self, Index, LineFacts, Place, Rule, Thresholds};
use crate::stage::{Context, Proposals, Stage};

/// drops injected keyword lines
pub const STAGE: Stage = Stage { damage: Damage::Spam, about: "drops injected keyword lines", propose };

/// One word list or the script by itself drops a line; a keep rule answers one of them, not both.
/// ("a headline about a betting case", "a Simplified tail on a Traditional page")
const THRESHOLDS: Thresholds = Thresholds { doubtful: 5, likely: 8, certain: 14 };

/// Keyword lines of 28 long phrases have some 1,200 bytes; beyond this only the end of a line is looked at.
const LONGEST_LINE: usize = 4000;

/// Bytes from which a line with a full stop is a paragraph and needs no further look.
const PARAGRAPH: usize = 600;

/// The fewest Chinese characters of a tail that is cut ("three words behind the last mark").
const SHORTEST_TAIL: usize = 8;

/// What the rules say of one line.
#[derive(Debug)]
pub(crate) struct Seen {
    /// What would go: the line, or the end of it.
    span: Option<Range<usize>>,
    verdict: Verdict,
    foreign: bool,
    /// Whether the line is short enough to be one of a block.
    short: bool,
    /// Whether a character of a trade stands in it and one of a way into a site.
    trades: bool,
    /// The facts of such a line, unless nothing in it could make it one.
    facts: Option<Box<LineFacts>>,
}

impl Seen {
    /// Whether the whole line goes.
    fn drops(&self) -> bool {
        self.span.is_none() && self.verdict.score >= THRESHOLDS.likely
    }

    fn nothing() -> Self {
        Self { span: None, verdict: Verdict::default(), foreign: false, short: false, trades: false, facts: None }
    }
}

/// What the rules say of each line of a page, or of what stands behind its last sentence mark.
pub fn verdicts(page: &Page) -> Vec<Verdict> {
    look(page, false).into_iter().map(|seen| seen.verdict).collect()
}

fn propose(page: &Page, _ctx: &Context<'_>) -> Proposals {
    let seen = look(page, true);
    let findings = splice::findings(page, &seen);
    let lines = page.lines().iter().zip(seen);
    let repairs = lines.filter_map(|(line, seen)| {
        let Seen { span, verdict, foreign, .. } = seen;
        let certainty = THRESHOLDS.certainty(verdict.score)?;
        let edit = match span {
            None => Edit::Drop,
            Some(span) => Edit::Replace { span, with: String::new() },
        };
        let evidence = Evidence::Spam { verdict, foreign_script: foreign };
        Some(Repair { line: line.number, edit, evidence, certainty })
    });
    Proposals { repairs: repairs.collect(), findings, ..Proposals::default() }
}

fn judge(facts: &LineFacts) -> Verdict {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(SPAM_RULES)).judge(facts)
}

fn rule(id: &str) -> Option<&'static Rule> {
    SPAM_RULES.iter().find(|rule| rule.id == id)
}

/// What a sentence says that leads to an injected list.
const LEAD_INS: [&str; 2] = ["以下资源", "以下資源"];

/// Whether a line is a sentence to its end and leads to no list, as can be seen without folding it.
fn is_settled(line: &Line) -> bool {
    let text = line.text.as_str();
    let leads = || line.classes().has(PORTAL) && LEAD_INS.iter().any(|words| text.contains(words));
    line.glance().ends_in_mark() && (text.len() > PARAGRAPH || !leads())
}

/// Whether a line is short, without a mark, and has no character that any rule or block could speak of.
fn is_harmless(line: &Line, script: &script::Balance) -> bool {
    let sign = STOP | MARK | TELLTALE | PORTAL | TRADE | COLON;
    !line.classes().has(sign) && !script.is_traditional() && line.glance().chars() <= block::LONGEST_LINE
}

/// Whether a line gives any rule that speaks for dropping it something to speak of.
fn is_suspect(facts: &LineFacts) -> bool {
    facts.place.foreign || shapes::is_labelled(facts) || facts.contains("资源感兴趣") || facts.words().telling > 0
}

/// Judges each line, and then the blocks; a `quick` look judges only suspects, and no sentence.
fn look(page: &Page, quick: bool) -> Vec<Seen> {
    let total = page.lines().iter().filter(|line| !line.glance().is_blank()).count();
    let script = script::Balance::of(page);
    let mut above = 0;
    let mut seen = Vec::with_capacity(page.lines().len());
    for line in page.lines() {
        if line.glance().is_blank() {
            seen.push(Seen::nothing());
            continue;
        }
        let place = Place { from_top: above, from_bottom: total.saturating_sub(above + 1), ..Place::default() };
        above += 1;
        if quick && is_settled(line) {
            seen.push(Seen::nothing());
            continue;
        }
        if quick && is_harmless(line, &script) {
            seen.push(Seen { short: true, ..Seen::nothing() });
            continue;
        }
        let trades = line.classes().has(TRADE) && line.classes().has(PORTAL);
        let suspect = |facts: &LineFacts| !quick || is_suspect(facts) || trades && shapes::is_list_of_offers(facts);
        let mut one = look_at(&line.text, place, &script, suspect);
        one.trades = trades;
        seen.push(one);
    }
    block::mark(page.lines(), &mut seen);
    seen
}

fn look_at(text: &str, place: Place, script: &script::Balance, suspect: impl Fn(&LineFacts) -> bool) -> Seen {
    if let Some(start) = tail(text) {
        let facts = LineFacts::new(&text[start..], place_of(&text[start..], place, script));
        if facts.han < SHORTEST_TAIL || facts.marks > 0 {
            return Seen::nothing();
        }
        let mut verdict = if suspect(&facts) { judge(&facts) } else { Verdict::default() };
        if let Some(rule) = rule("spam/stuck-tail").filter(|_| verdict.score >= THRESHOLDS.likely) {
            rules::add(&mut verdict, rule);
        }
        let foreign = facts.place.foreign;
        return Seen { span: Some(start..text.len()), verdict, foreign, ..Seen::nothing() };
    }
    if text.len() > LONGEST_LINE || (text.len() > PARAGRAPH && text.contains('。')) {
        return Seen::nothing();
    }
    let facts = LineFacts::new(text, place_of(text, place, script));
    let foreign = facts.place.foreign;
    let verdict = if suspect(&facts) { judge(&facts) } else { Verdict::default() };
    let short = facts.chars <= block::LONGEST_LINE && facts.marks == 0;
    Seen { verdict, foreign, short, facts: short.then(|| Box::new(facts)), ..Seen::nothing() }
}

fn place_of(text: &str, place: Place, script: &script::Balance) -> Place {
    Place { foreign: script.is_foreign(text), ..place }
}

/// Where the text behind the last sentence mark of a line begins, if there is both a mark and text behind it.
/// Only the end of the line is looked at.
fn tail(text: &str) -> Option<usize> {
    let mut from = text.len().saturating_sub(LONGEST_LINE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let looked_at = &text[from..];
    let mut end = looked_at.len();
    for (at, c) in looked_at.char_indices().rev() {
        let before = || looked_at[..at].chars().next_back().unwrap_or(' ');
        if is_sentence_mark(c, ' ') || (matches!(c, '!' | '?' | ';') && is_sentence_mark(c, before())) {
            return (!looked_at[end..].trim().is_empty()).then_some(from + end);
        }
        // Closing marks right behind a sentence mark belong to it.
        if !is_closing(c) {
            end = at;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::Classes;

    /// Lines without a character of the class are not looked at for any of these.
    #[test]
    fn each_word_has_a_character_of_its_class() {
        for word in LEAD_INS.iter().chain(&splice::PORTALS) {
            assert!(Classes::of(word).has(PORTAL), "{word}");
        }
        for word in block::TRADES {
            assert!(Classes::of(word).has(TRADE), "{word}");
        }
    }
}
