//! What a rule about a line is, and how rules together judge one.
//! It stands above the stages because navigation and spam differ in rows and thresholds only.

mod counted;
pub mod facts;
mod index;
pub mod labels;
pub mod shape;

pub use facts::{LineFacts, Place};
pub use index::Index;

use crate::repair::{Certainty, Verdict};

/// Something known about lines that speaks for dropping or for keeping one.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Family, slash, the pattern's name; never the remedy.
    pub id: &'static str,
    /// One sentence for people.
    pub why: &'static str,
    /// When it speaks.
    pub when: Matcher,
    /// How much it says; negative weights speak for keeping the line.
    pub weight: i8,
    /// Lines it must recognise. In an example of several lines the one meant begins with [`MARK`].
    pub hits: &'static [&'static str],
    /// Look-alikes it must leave.
    pub spares: &'static [&'static str],
}

/// Marks the line that an example of several lines is about.
pub const MARK: char = '¶';

/// When a rule speaks. Everything is matched on the folded view.
#[derive(Clone, Copy, Debug)]
pub enum Matcher {
    /// The line begins with one of these.
    Opening(&'static [&'static str]),
    /// One of these stands in the line.
    Phrase(&'static [&'static str]),
    /// The facts have this shape.
    Shape(fn(&LineFacts) -> bool),
    /// The facts have this shape, and none has it without one of these characters.
    ShapeWith(&'static str, fn(&LineFacts) -> bool),
    /// The lines around it say so; the stage finds out, never the line alone.
    Block,
}

impl Rule {
    /// Whether the rule speaks about a line with these facts. Block rules never do.
    pub fn speaks(&self, facts: &LineFacts) -> bool {
        match self.when {
            Matcher::Opening(phrases) => phrases.iter().any(|phrase| facts.text.starts_with(phrase)),
            Matcher::Phrase(phrases) => phrases.iter().any(|phrase| facts.contains(phrase)),
            Matcher::Shape(shape) | Matcher::ShapeWith(_, shape) => shape(facts),
            Matcher::Block => false,
        }
    }
}

/// Adds a rule's word to a verdict.
pub fn add(verdict: &mut Verdict, rule: &Rule) {
    verdict.score += i32::from(rule.weight);
    verdict.rules.push(rule.id);
}

/// From which score a stage is how sure.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// From here a reader should see the line in the report.
    pub doubtful: i32,
    /// From here the line goes.
    pub likely: i32,
    /// From here the line goes even where only certain repairs are applied.
    pub certain: i32,
}

impl Thresholds {
    /// How sure a score makes us; `None` if it says nothing.
    pub fn certainty(&self, score: i32) -> Option<Certainty> {
        match score {
            _ if score >= self.certain => Some(Certainty::Certain),
            _ if score >= self.likely => Some(Certainty::Likely),
            _ if score >= self.doubtful => Some(Certainty::Doubtful),
            _ => None,
        }
    }
}
