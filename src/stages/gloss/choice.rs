//! The last word on what a damaged place was: pairs of characters guide the search, words decide.
//! A score by pairs alone chose wrong in 2 of 22 runs seen on real pages, one by words in none.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::memory::Memory;
use super::mend::{Mend, What};
use super::sound::without_glosses;
use crate::repair::Tear;
use crate::score;

/// Readings of a place that are compared by words.
const CANDIDATES: usize = 24;

/// Characters on each side of a place that are read with it, so that words across its edges count.
const CONTEXT: usize = 10;

/// Characters before a place in which an opening mark may stand whose closing mark was damaged.
const PAIRED_WITHIN: usize = 300;

/// By so much more must a reading beat the text as it stands than it must beat another (3 nats): in doubt about
/// damage, the text stays; in doubt between two repairs, the better one is still better than what is there.
const KEEP: i64 = 48;

/// A closing mark that closes what was opened last is that much more to be expected (3 nats).
const PAIRED: i64 = 48;

/// A closing mark that closes nothing (4 nats).
const UNPAIRED: i64 = 64;

/// Marks that open and close.
const PAIRS: &[(char, char)] =
    &[('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》'), ('「', '」'), ('『', '』'), ('【', '】'), ('〈', '〉')];

/// One thing a path did.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A mended run began.
    Open { at: usize, tear: Tear },
    /// A character of a run.
    Emit(char),
    /// The run ended.
    Close { at: usize },
    /// A whole gloss was read outside a run.
    Gloss { at: usize, len: usize, base: char, reading: &'static str },
    /// Cost that is not in the text.
    Charge(i64),
}

#[derive(Clone, Copy, Debug)]
enum Node {
    Step {
        older: Option<usize>,
        step: Step,
    },
    /// Two paths came to the same state; the other one was this much dearer.
    Merge {
        older: Option<usize>,
        other: Option<usize>,
        dearer: i64,
    },
}

/// What all paths did: chains from the newest step to the oldest, joined where paths merged.
#[derive(Debug, Default)]
pub(super) struct Steps(Vec<Node>);

impl Steps {
    /// Adds a step behind `older` and gives its number.
    pub(super) fn add(&mut self, older: Option<usize>, step: Step) -> usize {
        self.0.push(Node::Step { older, step });
        self.0.len() - 1
    }

    /// Joins a chain with another that is `dearer`.
    pub(super) fn merge(&mut self, older: Option<usize>, other: Option<usize>, dearer: i64) -> usize {
        self.0.push(Node::Merge { older, other, dearer });
        self.0.len() - 1
    }

    /// The cheapest chains that end at `newest`, each from its oldest step, cheapest first.
    fn cheapest(&self, newest: Option<usize>) -> Vec<Vec<Step>> {
        let mut ends = vec![(newest, Vec::new())];
        let mut queue = BinaryHeap::from([Reverse((0, 0))]);
        let mut chains = Vec::new();
        while let Some(Reverse((dear, which))) = queue.pop() {
            let (mut at, mut steps) = std::mem::take(&mut ends[which]);
            while let Some(node) = at.map(|i| self.0[i]) {
                at = match node {
                    Node::Step { older, step } => {
                        steps.push(step);
                        older
                    }
                    Node::Merge { older, other, dearer } => {
                        queue.push(Reverse((dear + dearer, ends.len())));
                        ends.push((other, steps.clone()));
                        older
                    }
                };
            }
            steps.reverse();
            chains.push(steps);
            if chains.len() == CANDIDATES {
                break;
            }
        }
        chains
    }
}

/// Decides between the readings that end at `newest` and adds the mends of the best. `place` is the part of
/// `text` they read. The steps are used up.
pub(super) fn choose(
    steps: &mut Steps,
    newest: Option<usize>,
    text: &str,
    place: Range<usize>,
    memory: &Memory<'_>,
    mends: &mut Vec<Mend>,
) {
    let mut chains = steps.cheapest(newest);
    let (best, margin) = match chains.len() {
        1 => (0, None),
        _ => best(&chains, text, place, memory),
    };
    mends.extend(told(text, &chains.swap_remove(best), margin));
    steps.0.clear();
}

/// The number of the best chain, and how much dearer the best with another text is.
fn best(chains: &[Vec<Step>], text: &str, place: Range<usize>, memory: &Memory<'_>) -> (usize, Option<i64>) {
    let before = text[..place.start].char_indices().rev().take(CONTEXT).last().map_or(place.start, |(at, _)| at);
    let after = text[place.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| place.end + at);
    let read = |chain: &Vec<Step>| {
        let charges: i64 = chain.iter().map(|step| if let Step::Charge(cost) = step { *cost } else { 0 }).sum();
        let mut written = without_glosses(&written(text, before..after, told(text, chain, None)));
        if after == text.len() {
            written.push('\n');
        }
        // Of lost bytes in held-out text, the two together chose right more often than either alone.
        let pairs = pairing(&text[..before], &written);
        let general = (score::cost(&written) + score::lexical(&written)) / 2;
        (charges + pairs + general - memory.gain(&written), written)
    };
    let readings: Vec<_> = chains.iter().map(read).collect();
    let best = (0..readings.len()).min_by_key(|&i| readings[i].0).unwrap_or(0);
    let others = readings.iter().filter(|reading| reading.1 != readings[best].1);
    let stood = without_glosses(&text[before..after]);
    let stood = if after == text.len() { stood + "\n" } else { stood };
    let margin = |reading: &(i64, String)| reading.0 - readings[best].0 - if reading.1 == stood { KEEP } else { 0 };
    (best, others.map(margin).min())
}

/// What the closing marks of `written` cost by whether they close what is open there or in what stands `before`.
fn pairing(before: &str, written: &str) -> i64 {
    let mut open: Vec<char> = Vec::new();
    let mut cost = 0;
    let nearby = before.char_indices().rev().take(PAIRED_WITHIN).last().map_or(before.len(), |(at, _)| at);
    for (c, counts) in before[nearby..].chars().map(|c| (c, 0)).chain(written.chars().map(|c| (c, 1))) {
        if PAIRS.iter().any(|pair| pair.0 == c) {
            open.push(c);
        } else if let Some(pair) = PAIRS.iter().find(|pair| pair.1 == c) {
            if open.last() == Some(&pair.0) {
                open.pop();
                cost -= counts * PAIRED;
            } else {
                cost += counts * UNPAIRED;
            }
        }
    }
    cost
}

fn written(text: &str, range: Range<usize>, mends: impl Iterator<Item = Mend>) -> String {
    let mut written = String::with_capacity(range.len());
    let mut copied = range.start;
    for mend in mends {
        written.push_str(&text[copied..mend.span.start]);
        written.push_str(&mend.with);
        copied = mend.span.end;
    }
    written.push_str(&text[copied..range.end]);
    written
}

/// The mends of a chain. A run that came out as it stood is none.
fn told<'t>(text: &'t str, chain: &[Step], margin: Option<i64>) -> impl Iterator<Item = Mend> + use<'t> {
    let mut run: Option<(usize, Tear, String)> = None;
    let mut mends = Vec::new();
    for step in chain {
        match (*step, &mut run) {
            (Step::Open { at, tear }, _) => run = Some((at, tear, String::new())),
            (Step::Emit(c), Some((_, _, with))) => with.push(c),
            (Step::Close { at }, _) => {
                mends.extend(
                    run.take().filter(|(start, _, with)| text[*start..at] != **with).map(|(start, tear, with)| Mend {
                        span: start..at,
                        with,
                        what: What::Run { tear, margin },
                    }),
                );
            }
            (Step::Gloss { at, len, base, reading }, None) => {
                mends.push(Mend { span: at..at + len, with: String::new(), what: What::Gloss { base, reading } });
            }
            _ => {}
        }
    }
    mends.into_iter()
}
