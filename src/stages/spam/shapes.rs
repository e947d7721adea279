//! What keyword lines look like, as functions over a line's facts.
//! Apart from the rows, so that a row is read in one glance and a shape in another.

use super::offer;
use crate::rules::LineFacts;
use crate::rules::shape;
use crate::tables::lexicon;

/// Of the Chinese characters of a series, this many in a hundred are lexicon words. Measured: adult lines 28,
/// gambling 18, content and navigation 0.1.
const SERIES_PERCENT: usize = 15;

/// The same for a line that is no series, which has less else to show ("a headline about film classics").
const WORDS_PERCENT: usize = 45;

/// Weight of the words of a line that is a series: two telling words and some plain ones ("regions of the world").
const SERIES_WEIGHT: u32 = 7;

/// Weight of the words of a line that is none ("three shelves of a video site").
const WORDS_WEIGHT: u32 = 8;

fn covered(facts: &LineFacts, percent: usize) -> bool {
    facts.words().covered as usize * 100 >= facts.han * percent
}

fn is_keywords(facts: &LineFacts) -> bool {
    facts.marks == 0 && facts.han >= 8
}

/// A series with adult words.
pub(super) fn adult_series(facts: &LineFacts) -> bool {
    facts.series() > 0
        && is_keywords(facts)
        && facts.words().telling >= 2
        && facts.words().adult >= SERIES_WEIGHT
        && covered(facts, SERIES_PERCENT)
}

/// Adult words and little else.
pub(super) fn adult_words(facts: &LineFacts) -> bool {
    facts.series() == 0
        && is_keywords(facts)
        && facts.words().telling >= 2
        && facts.words().adult >= WORDS_WEIGHT
        && covered(facts, WORDS_PERCENT)
}

/// A series with betting words, or of offers.
pub(super) fn gambling_series(facts: &LineFacts) -> bool {
    facts.series() > 0 && is_keywords(facts) && (has_betting_words(facts) || is_list_of_offers(facts))
}

fn has_betting_words(facts: &LineFacts) -> bool {
    facts.words().telling >= 2 && facts.words().gambling >= SERIES_WEIGHT && covered(facts, SERIES_PERCENT)
}

/// Whether a series is one of offers, though no word of it may be telling by itself.
pub(super) fn is_list_of_offers(facts: &LineFacts) -> bool {
    if !offer::has_trade(facts) || facts.series() == 0 {
        return false;
    }
    let all = lexicon::spam(&facts.text);
    let parts = |c: char| shape::is_separator(c) || matches!(c, ',' | '、' | ';' | '_' | '-');
    offer::may_be_list(&all) && offer::are_list(facts.text.split(parts).filter(|phrase| phrase.len() > 1))
}

/// Betting words and little else.
pub(super) fn gambling_words(facts: &LineFacts) -> bool {
    facts.series() == 0
        && is_keywords(facts)
        && facts.words().telling >= 2
        && facts.words().gambling >= WORDS_WEIGHT
        && covered(facts, WORDS_PERCENT)
}

/// `关键词：` and a brand with the suffixes of a betting site.
pub(super) fn keyword_list(facts: &LineFacts) -> bool {
    let trade = ["体育", "娱乐", "彩票", "棋牌", "电竞", "真人"].iter().any(|word| facts.contains(word));
    is_labelled(facts) && trade && suffixes(&facts.text) >= 2 && repeats_its_name(&facts.text)
}

/// Whether the line is labelled as keywords.
pub(super) fn is_labelled(facts: &LineFacts) -> bool {
    ["关键词:", "keywords:", "本文关键词:", "标签:"].iter().any(|label| facts.text.starts_with(label))
}

/// Whether the first three characters behind the label come again.
fn repeats_its_name(text: &str) -> bool {
    let Some((_, list)) = text.split_once(':') else { return false };
    let name: String = list.trim().chars().take(3).collect();
    name.chars().count() == 3 && list.matches(&name).count() >= 2
}

/// How many different suffixes of a betting site stand in a text.
fn suffixes(text: &str) -> usize {
    ["官网", "app", "登录", "下载", "手机版", "平台", "开奖", "入口", "注册", "官方网站", "网址"]
        .iter()
        .filter(|suffix| text.contains(*suffix))
        .count()
}

/// Nothing but phrases between equal separators.
pub(super) fn keyword_series(facts: &LineFacts) -> bool {
    facts.series() > 0 && facts.han >= 8
}

/// In the other script than its page.
pub(super) fn foreign_script(facts: &LineFacts) -> bool {
    let edge = facts.place.from_top <= 2 || facts.place.from_bottom <= 2;
    facts.place.foreign && !facts.ends && (facts.series() > 0 || edge || facts.words().telling > 0)
}

/// Running text: a sentence, or as many function characters as text has.
pub(super) fn running_text(facts: &LineFacts) -> bool {
    let sentence = facts.ends || facts.marks > 0;
    // Words of keyword lines have function characters too: 在线, 不卡.
    let of_words = || facts.words().telling > 0 && covered(facts, WORDS_PERCENT);
    sentence || (facts.series() == 0 && facts.chars >= 12 && facts.function * 100 >= facts.chars * 8 && !of_words())
}

/// Words of those who write about the trade: courts, police, doctors, teachers.
pub(super) fn report(facts: &LineFacts) -> bool {
    let words = [
        "警方",
        "诈骗",
        "骗局",
        "打击",
        "查处",
        "涉嫌",
        "抓获",
        "严禁",
        "禁止",
        "反赌",
        "禁赌",
        "被捕",
        "整治",
        "治理",
        "判刑",
        "获刑",
        "判决",
        "法院",
        "公安",
        "传播",
        "牟利",
        "扫黄",
        "涉黄",
        "取缔",
        "专项",
        "案件",
        "防治",
        "治疗",
        "症状",
        "患者",
        "犯罪",
        "违法",
        "行政处罚",
        "举报",
        "警惕",
        "揭秘",
        "曝光",
        "起诉",
        "通报",
        "研究",
        "论文",
        "赌博案",
        "开庭",
        "宣判",
    ];
    words.iter().any(|word| facts.contains(word))
}
