//! The line model: what a sum of small signs says of lines that no rule settled.
//! Apart from the blocks, because it weighs a line's characters, shape, place and neighbours together, with weights
//! that `benches/lines/train.py` learns. It is asked only on pages where rules found residue.

use super::beside::PUBLISHING;
use super::{Seen, filled, rule};
use crate::rules::shape;
use crate::rules::{LineFacts, Matcher, Rule};
use crate::tables::line_model::{Feature, Gram, weight};

/// The model's word. One rule's weight is enough, as for the blocks.
pub(super) const RULE: Rule = Rule {
    id: "navigation/model",
    why: "its characters, shape, place and neighbours together are those of residue",
    when: Matcher::Block,
    weight: 7,
    hits: &[
        "¶全部频道\n首页 > 园艺 > 正文\n果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "¶切换导航\n首页 > 园艺 > 正文\n果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n上一篇：春耕",
        "首頁 > 園藝 > 正文\n果樹修剪\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉，剪下的枝條集中燒掉。\n¶登入後發表評論",
    ],
    spares: &[
        "首页 > 园艺 > 正文\n果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n¶果园管理站",
        "首页 > 园艺 > 正文\n¶果树修剪\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n下一篇：秋收",
    ],
};

/// The least sum of weights, in hundredths of a nat, from which a line goes. `train.py` prints what each costs; at 200
/// four more of a hundred residue lines go, and twice as many lines of text.
const THRESHOLD: i32 = 250;

/// The same for sentences, which are text much more often ("hospital-flu").
const SENTENCE_THRESHOLD: i32 = 450;

/// How often the page is gone over: a line that went is a sign for its neighbours, and lists go from their heading on.
const PASSES: usize = 2;

/// Longer lines are left to rules, in characters: the model has seen few of them.
const LONGEST: usize = 80;

/// Sentences are asked about up to this length in characters: greetings and what forum software says.
const LONGEST_SENTENCE: usize = 39;

/// How far from a dropped line a line is doubtful, in lines that are not blank.
const REACH: usize = 6;

/// How far from the top or bottom of its page a line is doubtful, in lines that are not blank.
const EDGE: usize = 10;

/// What a long sentence is among the kinds of neighbours.
const LONG: usize = 2;

/// Where a doubtful line stands among the others.
#[derive(Clone, Copy)]
struct Surroundings {
    /// Whether it stands before the first long sentence (0), behind the last (2) or between (1).
    zone: usize,
    /// What the two lines above and the two below are, nearest first.
    above: [usize; 2],
    below: [usize; 2],
    /// Lines to the nearest dropped one on each side.
    to_dropped: [usize; 2],
}

/// A doubtful line and its features.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// The line's place on its page, from 0.
    pub at: usize,
    /// What the model knows of it.
    pub features: Vec<Feature>,
}

/// Marks the lines that the model takes for residue. `look` judges a line that a glance had settled.
pub(super) fn mark(seen: &mut [Seen], look: impl Fn(usize) -> Seen) {
    for _ in 0..PASSES {
        let mut found = false;
        for doubt in doubts(seen, &look) {
            let line = &seen[doubt.at];
            let threshold = if line.sentence || line.has(runs_on) { SENTENCE_THRESHOLD } else { THRESHOLD };
            if doubt.features.iter().map(|&feature| weight(feature)).sum::<i32>() >= threshold {
                seen[doubt.at].block(rule(RULE.id));
                found = true;
            }
        }
        if !found {
            return;
        }
    }
}

/// The doubtful lines of a page; none where rules found no residue.
pub(super) fn doubts(seen: &mut [Seen], look: impl Fn(usize) -> Seen) -> Vec<Doubt> {
    if !seen.iter().any(Seen::drops) {
        return Vec::new();
    }
    let filled = filled(seen);
    let around = surroundings(seen, &filled);
    let titles = filled.iter().zip(&around).filter(|(at, around)| around.zone == 0 && !seen[**at].drops()).count();
    let below_path = title_below_path(seen, &filled);
    let mut doubts = Vec::new();
    for (place, (&at, around)) in filled.iter().zip(&around).enumerate() {
        let edge = place.min(filled.len() - 1 - place);
        let near = around.to_dropped.iter().any(|&lines| lines <= REACH) || (around.zone != 1 && edge <= EDGE);
        let is_title =
            around.zone == 0 && (titles == 1 || below_path == Some(at) || stands_as_title(seen, &filled, place));
        if !near || is_title || seen[at].is_settled() {
            continue;
        }
        if seen[at].facts.is_none() {
            seen[at] = look(at);
        }
        let line = &seen[at];
        if line.is_settled() {
            continue;
        }
        if let Some(facts) = line.facts.as_ref().filter(|facts| facts.words().count == 0 && !heads_text(facts, around))
        {
            doubts.push(Doubt { at, features: features(line, facts, around) });
        }
    }
    doubts
}

/// Whether a line reads on as text does, although it does not end as a sentence: a mark inside, or clauses with small
/// words ("a definition without a full stop").
fn runs_on(facts: &LineFacts) -> bool {
    facts.marks > 0 || (facts.commas > 0 && facts.function > 0 && facts.chars >= RUNNING_CHARS)
}

/// The shortest line of two clauses.
const RUNNING_CHARS: usize = 20;

impl Seen {
    /// Whether the model has no say in a line: rules dropped or kept it, or it is too long.
    fn is_settled(&self) -> bool {
        let longest = if self.sentence { LONGEST_SENTENCE } else { LONGEST };
        self.drops() || self.kept() || self.chars > longest
    }
}

/// The first line that stays below the path from the home page, if it is no menu: the page's title.
fn title_below_path(seen: &[Seen], filled: &[usize]) -> Option<usize> {
    let path = filled.iter().position(|&at| seen[at].speaks(&["navigation/breadcrumb"]))?;
    let below = filled[path + 1..].iter().copied().find(|&at| !seen[at].drops())?;
    seen[below].has(|facts| shape::tokens(&facts.text).count() <= TITLE_WORDS && facts.han >= 4).then_some(below)
}

/// Whether a line stands where titles do, first on the page or right above a publishing row, and is as long as one.
fn stands_as_title(seen: &[Seen], filled: &[usize], place: usize) -> bool {
    let row = filled.get(place + 1).is_some_and(|&at| seen[at].drops() && seen[at].speaks(&PUBLISHING));
    let long =
        |facts: &LineFacts| facts.han >= 4 && shape::tokens(&facts.text).any(|word| shape::count(word) > TITLE_CHARS);
    (row || place == 0) && seen[filled[place]].has(long)
}

/// Titles have a word that is longer than those of menus, in characters.
const TITLE_CHARS: usize = 6;

/// The most words of a title with blanks and brackets in it.
const TITLE_WORDS: usize = 3;

/// Whether a line of nothing but Chinese characters stands right above the first long sentence, where headings stand.
fn heads_text(facts: &LineFacts, around: &Surroundings) -> bool {
    around.zone == 0 && around.below[0] == LONG && facts.han == facts.chars
}

fn surroundings(seen: &[Seen], filled: &[usize]) -> Vec<Surroundings> {
    let first = filled.iter().position(|&at| seen[at].long_sentence).unwrap_or(filled.len());
    let last = filled.iter().rposition(|&at| seen[at].long_sentence).unwrap_or(filled.len());
    let kind = |place: Option<usize>| match place.and_then(|place| filled.get(place)).map(|&at| &seen[at]) {
        None => 0,
        Some(line) if line.drops() => 1,
        Some(line) if line.long_sentence => LONG,
        Some(line) if line.sentence => 3,
        Some(line) if line.kept() => 4,
        Some(line) if line.chars <= super::MENU_CHARS => 5,
        Some(_) => 6,
    };
    let dropped = |place: usize| seen[filled[place]].drops();
    let all = 0..filled.len();
    let around = all.map(|place| Surroundings {
        zone: if place < first {
            0
        } else if place > last {
            2
        } else {
            1
        },
        above: [kind(place.checked_sub(1)), kind(place.checked_sub(2))],
        below: [kind(Some(place + 1)), kind(Some(place + 2))],
        to_dropped: [
            (1..=REACH).find(|&by| place >= by && dropped(place - by)).unwrap_or(REACH + 1),
            (1..=REACH).find(|&by| place + by < filled.len() && dropped(place + by)).unwrap_or(REACH + 1),
        ],
    });
    around.collect()
}

fn features(line: &Seen, facts: &LineFacts, around: &Surroundings) -> Vec<Feature> {
    let mut features = grams(&facts.text);
    let tokens = shape::tokens(&facts.text).count();
    let longest = shape::tokens(&facts.text).map(shape::count).max().unwrap_or(0);
    let per_cent = |part: usize| part * 10 / facts.chars.max(1);
    let score = line.verdict.as_ref().map_or(0, |verdict| verdict.score.max(0) as usize);
    let sides = around.zone * 100 + around.above[0] * 10 + around.below[0];
    let measures = [
        ("length", bucket(facts.chars)),
        ("tokens", bucket(tokens)),
        ("longest", bucket(longest)),
        ("digits", per_cent(facts.digits)),
        ("hanzi", per_cent(facts.han)),
        ("marks", facts.marks.min(3)),
        ("commas", facts.commas.min(3)),
        ("function", facts.function.min(3)),
        ("sentence", usize::from(line.sentence)),
        ("score", score),
        ("top", bucket(facts.place.from_top)),
        ("bottom", bucket(facts.place.from_bottom)),
        ("fields", usize::from(facts.place.among_fields)),
        ("zone", around.zone),
        ("above", around.zone * 10 + around.above[0]),
        ("above2", around.zone * 10 + around.above[1]),
        ("below", around.zone * 10 + around.below[0]),
        ("below2", around.zone * 10 + around.below[1]),
        ("sides", sides),
        ("dropped-above", around.zone * 10 + around.to_dropped[0]),
        ("dropped-below", around.zone * 10 + around.to_dropped[1]),
    ];
    features.push(Feature::Measure("bias", 0));
    features.extend(measures.map(|(name, bucket)| Feature::Measure(name, bucket)));
    features
}

/// The different runs of one to three characters. Numbers are one `0`, and the line's ends are characters.
fn grams(text: &str) -> Vec<Feature> {
    let mut line = vec![START];
    for c in text.trim().chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || line.last() != Some(&'0') {
            line.push(c);
        }
    }
    line.push(END);
    let mut grams: Vec<Gram> = (1..=3).flat_map(|length| line.windows(length).map(Gram::of)).collect();
    grams.sort_unstable();
    grams.dedup();
    grams.into_iter().map(Feature::Gram).collect()
}

/// What stands for the ends of a line in its grams.
const START: char = '⊢';
const END: char = '⊣';

/// Counts up to 6 one by one, then in steps that grow by half.
fn bucket(count: usize) -> usize {
    match count {
        0..=6 => count,
        7..=8 => 7,
        9..=12 => 8,
        13..=18 => 9,
        19..=27 => 10,
        28..=40 => 11,
        _ => 12,
    }
}
