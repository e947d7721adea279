//! The last word on characters that stand on lost bytes: pairs guided the path, words and the rest of the page decide.
//! The page comes last, because what it says elsewhere is the best witness of what a word of it was.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::score;
use crate::tables::{char_cost, frequency::PER_NAT, is_han, is_simplified_only, is_traditional_only};

use super::lattice::Inferred;
use super::{Found, NAT, lost};

/// Candidates that are compared by words; those dearer between their neighbours are never chosen.
const COMPARED: usize = 12;

/// A candidate that is dearer than the best by this between its neighbours is no word's.
const CLOSE: i64 = 7 * NAT;

/// Bytes on each side in which an opening mark is looked for.
const NEAR: usize = 512;

/// Candidates for which the page's own use is looked up: it is worth a few nats.
const WEIGHED: usize = 40;

/// Characters on each side that are read with a candidate, so that words across it count.
const CONTEXT: usize = 10;

/// How much the page's own use of a character weighs against the model's, of one.
const OWN_WEIGHT: f64 = 0.2;

/// The same for a pair of characters: few are seen twice by chance.
const OWN_PAIR_WEIGHT: f64 = 0.5;

/// So many characters, and pairs that begin alike, must be seen before their own shares count half.
const FEW_CHARACTERS: u32 = 300;
const FEW_PAIRS: u32 = 2;

/// A character of the other script: pages mix them in names and quotations only.
const FOREIGN: i64 = 5 * NAT;

/// A closing mark that closes what was opened last is that much more to be expected, and one that closes nothing
/// that much less.
const PAIRED: i64 = 3 * NAT;

/// Marks that open and close.
const PAIRS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》'), ('「', '」'), ('【', '】')];

/// What the page's restored text holds, without what was inferred.
#[derive(Default)]
struct Own {
    all: u32,
    characters: HashMap<char, u32>,
    pairs: HashMap<(char, char), u32>,
    /// Characters that only Traditional text has, and those that only Simplified has.
    traditional: u32,
    simplified: u32,
    usually_traditional: bool,
}

/// Chooses anew what stands on lost bytes.
pub(super) fn settle(found: &mut [Found<'_>]) {
    if found.iter().all(|one| one.part.inferred.is_empty()) {
        return;
    }
    let own = Own::of(found);
    for one in found {
        settle_part(one, &own);
    }
}

fn settle_part(one: &mut Found<'_>, own: &Own) {
    let before = &one.line.text[..one.part.span.start];
    let after = &one.line.text[one.part.span.end..];
    let mut moved = 0isize;
    for inferred in &mut one.part.inferred {
        inferred.at = inferred.at.wrapping_add_signed(moved);
        let Some(stood) = one.part.text[inferred.at..].chars().next() else { continue };
        let behind = inferred.at + stood.len_utf8();
        let chosen = choose(
            &[last_of(before), last_of(&one.part.text[..inferred.at])].concat(),
            &[first_of(&one.part.text[behind..]), first_of(after)].concat(),
            inferred,
            own,
        );
        let mut bytes = [0; 4];
        one.part.text.replace_range(inferred.at..behind, chosen.unwrap_or(stood).encode_utf8(&mut bytes));
        moved += chosen.unwrap_or(stood).len_utf8() as isize - stood.len_utf8() as isize;
    }
}

/// The end of a text, and its beginning, as far as a choice looks.
fn last_of(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    let start = (from..text.len()).find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}

fn first_of(text: &str) -> &str {
    let end = (0..=NEAR.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// The candidate that reads best between what stands before and after it.
fn choose(before: &str, after: &str, inferred: &Inferred, own: &Own) -> Option<char> {
    let last = before.chars().next_back().unwrap_or('\n');
    let after = if inferred.swallowed { ["，", after].concat() } else { after.to_owned() };
    let next = after.chars().next().unwrap_or('\n');
    let steps = |&c: &char| (score::step(last, c) + score::step(c, next), c);
    let mut likely: Vec<(i32, char)> = inferred.candidates.iter().map(steps).collect();
    likely.sort_unstable();
    likely.truncate(WEIGHED);
    let near = |(steps, c): (i32, char)| (i64::from(steps) - own.gain(last, c) + own.foreign(c), steps, c);
    let mut near: Vec<(i64, i32, char)> = likely.into_iter().map(near).collect();
    near.sort_unstable_by_key(|&(near, _, c)| (near, c));
    near.truncate(COMPARED);
    let bound = near.first()?.0 + CLOSE;
    near.retain(|&(own, ..)| own <= bound);
    if let &[(.., only)] = &near[..] {
        return Some(only);
    }
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let end = if to == after.len() { "\n" } else { "" };
    let characters: Vec<char> = near.iter().map(|&(.., c)| c).collect();
    let by_words = score::lexical_between(&before[from..], &characters, &[&after[..to], end].concat());
    let whole = |((own_part, steps, c), by_words): ((i64, i32, char), i64)| {
        // Of lost bytes in held-out text, the two together chose right more often than either alone.
        let model = (i64::from(steps) + by_words) / 2 + i64::from(lost::preference(c));
        (model + pairing(before, c, next) + own_part - i64::from(steps), c)
    };
    near.into_iter().zip(by_words).map(whole).min().map(|(_, c)| c)
}

/// What a mark costs by whether it closes what is open, or opens before anything follows.
fn pairing(before: &str, c: char, next: char) -> i64 {
    let Some(&(open, close)) = PAIRS.iter().find(|&&(open, close)| c == open || c == close) else { return 0 };
    let is_open = before.chars().rev().find(|&c| c == open || c == close) == Some(open);
    match (c == close, is_open) {
        (true, true) => -PAIRED,
        (false, false) if next != '\n' => 0,
        _ => PAIRED,
    }
}

impl Own {
    fn of(found: &[Found<'_>]) -> Self {
        let usually_traditional = found.iter().all(|one| one.chain.is_usually_traditional());
        let mut own = Own { usually_traditional, ..Own::default() };
        for part in found.iter().map(|one| &one.part) {
            let mut before = '\n';
            for (at, c) in part.text.char_indices() {
                let known = part.inferred.binary_search_by_key(&at, |inferred| inferred.at).is_err();
                let c = if known { c } else { '\n' };
                if known {
                    own.all += 1;
                    *own.characters.entry(c).or_default() += 1;
                    own.traditional += u32::from(is_traditional_only(c));
                    own.simplified += u32::from(is_simplified_only(c));
                }
                *own.pairs.entry((before, c)).or_default() += 1;
                before = c;
            }
        }
        own
    }

    /// What a character of the other script costs on a page that has one.
    fn foreign(&self, c: char) -> i64 {
        let is_traditional = match self.traditional.cmp(&self.simplified) {
            Ordering::Equal => self.usually_traditional,
            more => more == Ordering::Greater,
        };
        if lost::is_foreign(c, is_traditional) { FOREIGN } else { 0 }
    }

    /// How much the page's own use of a character behind another speaks for it, in 1/16 nat.
    fn gain(&self, last: char, c: char) -> i64 {
        if !is_han(c) || !self.characters.contains_key(&c) {
            return 0;
        }
        let nats = f64::from(PER_NAT);
        let share = |part: Option<&u32>, whole: u32| f64::from(*part.unwrap_or(&0)) / f64::from(whole);
        let model = (-f64::from(char_cost(c)) / nats).exp();
        let alone = (1.0 + OWN_WEIGHT * share(self.characters.get(&c), self.all + FEW_CHARACTERS) / model).ln();
        let pair_model = (-f64::from(score::step(last, c)) / nats).exp();
        let seen = self.characters.get(&last).copied().unwrap_or(0);
        let paired = (1.0 + OWN_PAIR_WEIGHT * share(self.pairs.get(&(last, c)), seen + FEW_PAIRS) / pair_model).ln();
        (alone.max(paired) * nats) as i64
    }
}
