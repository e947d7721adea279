//! Phrases that injected lists are made of: what betting sites trade in with ways into them, and films for adults.
//! One such phrase proves nothing, for papers and lotteries of the state have sites too; several beside each other do,
//! whatever brand of the month stands before them.

use super::splice::GENUINE;
use crate::tables::is_han;
use crate::tables::lexicon::{self, HEAVIEST, Words};

/// What betting sites trade in, as their phrases say it.
pub(super) const TRADES: [&str; 12] =
    ["体育", "娱乐", "彩票", "竞彩", "棋牌", "电竞", "真人", "捕鱼", "赌", "博彩", "购彩", "网投"];

/// The fewest offers of a list ("three apps of sports papers").
pub(super) const FEWEST: usize = 3;

/// The weight of all the different words of a list: ways into a site are few in a list that is none
/// ("apps of sports papers").
const LIST_WEIGHT: u32 = 7;

/// Whether a folded phrase is an offer: words of such sites are half of it and two at least, or one that nothing else
/// uses stands in it.
pub(super) fn is_offer(phrase: &str) -> bool {
    let words = lexicon::spam(phrase);
    let covered = words.covered as usize * 2 >= phrase.chars().filter(|&c| is_han(c)).count();
    let firm = words.telling > 0 && words.gambling.max(words.adult) >= HEAVIEST;
    covered && (firm || words.count >= 2 && words.gambling >= 2 && is_traded(phrase))
}

/// Whether so many offers among so many phrases, with these words in all, are an injected list.
pub(super) fn is_list(offers: usize, phrases: usize, words: &Words) -> bool {
    offers >= FEWEST && offers * 2 >= phrases && words.gambling.max(words.adult) >= LIST_WEIGHT
}

/// Whether a trade stands in a phrase, and none that is the state's or a paper's.
pub(super) fn is_traded(phrase: &str) -> bool {
    let is_genuine = |at: usize, trade: &str| {
        let (before, behind) = (&phrase[..at], &phrase[at + trade.len()..]);
        GENUINE.iter().any(|name| before.ends_with(name)) || trade == "体育" && behind.starts_with("彩票")
    };
    TRADES.iter().any(|trade| phrase.match_indices(trade).any(|(at, trade)| !is_genuine(at, trade)))
}
