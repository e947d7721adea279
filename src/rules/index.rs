//! Which rules of a table can speak about a line at all, as its single characters tell.
//! Apart from the rules, because most lines have no character that any rule needs, and are done with this look.

use super::{LineFacts, Matcher, Rule, add};
use crate::alphabet::ByCharacter;
use crate::repair::Verdict;
use crate::tables::frequency::rarest;

/// A set of rules by their number in the table.
type Set = u128;

/// A table of rules, and for each character the rules that need it.
#[derive(Debug)]
pub struct Index {
    rules: &'static [Rule],
    /// Rules that need no character.
    always: Set,
    /// The rules that need a character.
    needing: ByCharacter<Set>,
}

impl Index {
    /// The index of a table of fewer than 128 rules.
    pub fn new(rules: &'static [Rule]) -> Self {
        let mut index = Self { rules, always: 0, needing: ByCharacter::default() };
        for (number, rule) in rules.iter().enumerate() {
            let set = 1 << number;
            match rule.when {
                Matcher::Opening(phrases) | Matcher::Phrase(phrases) => {
                    phrases.iter().filter_map(|phrase| rarest(phrase)).for_each(|c| index.need(c, set));
                }
                Matcher::ShapeWith(characters, _) => characters.chars().for_each(|c| index.need(c, set)),
                Matcher::Shape(_) => index.always |= set,
                Matcher::Block => {}
            }
        }
        index
    }

    fn need(&mut self, c: char, set: Set) {
        if let Some(rules) = self.needing.entry(c) {
            *rules |= set;
        }
    }

    /// Asks every rule that can speak about a line.
    pub fn judge(&self, facts: &LineFacts) -> Verdict {
        let mut verdict = Verdict::default();
        let mut left = facts.text.chars().fold(self.always, |set, c| set | self.needing.get(c).copied().unwrap_or(0));
        while left != 0 {
            let rule = &self.rules[left.trailing_zeros() as usize];
            left &= left - 1;
            if rule.speaks(facts) {
                add(&mut verdict, rule);
            }
        }
        debug_assert_eq!(verdict.rules, self.speaking(facts), "a rule lacks a character it needs");
        verdict
    }

    /// What every rule of the table says, asked one by one.
    fn speaking(&self, facts: &LineFacts) -> Vec<&'static str> {
        self.rules.iter().filter(|rule| rule.speaks(facts)).map(|rule| rule.id).collect()
    }
}
