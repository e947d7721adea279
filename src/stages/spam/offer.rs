//! Phrases that injected lists are made of: what betting sites trade in with ways into them, and films for adults.
//! One such phrase proves nothing, for papers and lotteries of the state have sites too; several beside each other do,
//! whatever brand of the month stands before them.

use super::splice::GENUINE;
use crate::rules::LineFacts;
use crate::tables::is_han;
use crate::tables::lexicon::{self, HEAVIEST, Words};

/// What betting sites trade in, as their phrases say it.
const TRADES: [&str; 12] =
    ["体育", "娱乐", "彩票", "竞彩", "棋牌", "电竞", "真人", "捕鱼", "赌", "博彩", "购彩", "网投"];

/// What the offers of a list must weigh, one with a word that nothing else uses being 2 and another 1
/// ("apps of sports papers").
const FEWEST: usize = 3;

/// The weight of all the different words of a list: ways into a site are few in a list that is none
/// ("apps of sports papers").
const LIST_WEIGHT: u32 = 7;

/// Whether phrases with these words in all of them may be an injected list.
pub(super) fn may_be_list(all: &Words) -> bool {
    all.gambling.max(all.adult) >= LIST_WEIGHT
}

/// Whether folded phrases are an injected list, if they may be one: most are little but words of such lines, and
/// several name a trade beside ways into a site, or say what nothing else does.
pub(super) fn are_list<'a>(phrases: impl IntoIterator<Item = &'a str>) -> bool {
    let (mut count, mut bearing, mut weight) = (0, 0, 0);
    for phrase in phrases {
        let words = lexicon::spam(phrase);
        count += 1;
        if is_little_else(phrase, &words) {
            bearing += 1;
            weight += if is_firm(&words) { 2 } else { usize::from(words.gambling >= 2 && is_traded(phrase)) };
        }
    }
    weight >= FEWEST && bearing * 2 >= count
}

/// Whether a folded phrase is little but words of such lines, or has one that tells.
pub(super) fn bears_words(phrase: &str) -> bool {
    let words = lexicon::spam(phrase);
    words.telling > 0 || is_little_else(phrase, &words)
}

fn is_little_else(phrase: &str, words: &Words) -> bool {
    let han = phrase.chars().filter(|&c| is_han(c)).count();
    words.covered as usize * 2 >= han && (is_firm(words) || words.count >= 2)
}

/// Whether a word that nothing else uses stands among these. Two plain ones make a headline about films look like it.
fn is_firm(words: &Words) -> bool {
    words.telling > 0 && (words.gambling >= HEAVIEST || words.adult > HEAVIEST)
}

/// Whether a trade stands in a line, as can be seen without looking its words up.
pub(super) fn has_trade(facts: &LineFacts) -> bool {
    TRADES.iter().any(|trade| facts.contains(trade))
}

/// Whether a trade stands in a phrase, and none that is the state's or a paper's.
fn is_traded(phrase: &str) -> bool {
    let is_genuine = |at: usize, trade: &str| {
        let (before, behind) = (&phrase[..at], &phrase[at + trade.len()..]);
        GENUINE.iter().any(|name| before.ends_with(name)) || trade == "体育" && behind.starts_with("彩票")
    };
    TRADES.iter().any(|trade| phrase.match_indices(trade).any(|(at, trade)| !is_genuine(at, trade)))
}
