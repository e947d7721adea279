//! How plausible a text is as Chinese: a cost for each character after the one before it. The only scoring door.
//!
//! Encodings, mojibake and lost bytes are decided by comparing costs, so ordinary Chinese with its marks, digits
//! and Latin words must be cheap, other languages in one piece must not be dear, and wrong decodings must be.

mod kind;

use crate::tables::frequency::costs_after;
use crate::tables::words::{LONGEST, words_at};
use crate::tables::{char_cost, is_han, simplified, word_cost};

use kind::{Kind, is_usual_syllable, kind};

/// Costs are in 1/16 nat.
const NAT: i32 = 16;

/// A pair of Chinese characters the model does not know costs this much more than its second character alone.
/// Half a nat more or less loses one of a hundred lost bytes, three nats more five.
const UNSEEN_PAIR: i32 = 3 * NAT / 2;

/// A character that is a word by itself, over how usual it is in all its words.
const ALONE: i32 = 3 * NAT / 2;

/// Two scripts without a blank between them: `用UTF-8编码` is usual, a letter after each hanzi is not.
const JOINT: i32 = 3 * NAT / 2;

/// A mark where none can stand: `。。`, or `：` at the start of a line.
const STRAY_MARK: i32 = 4 * NAT;

/// The cost, in 1/16 nat, of `c` after `previous`; `'\n'` as `previous` stands for the start of a text.
///
/// Between two Chinese characters it is −ln P of a pair model, elsewhere a cost by kind.
/// Ordinary text costs 2 to 6 nats a character, in whatever language; wrong decodings cost 8 and more.
pub fn step(previous: char, c: char) -> i32 {
    use Kind::*;
    if let ('\u{4E00}'..='\u{9FFF}', '\u{4E00}'..='\u{9FFF}') = (previous, c) {
        return between_hanzi(previous, c);
    }
    let (before, kind) = (kind(previous), kind(c));
    if c == previous && is_often_doubled(kind, c) {
        return 2 * NAT;
    }
    match (before, kind) {
        (_, Han) => han(previous, before, c),
        (Waste, Waste) => 10 * NAT,
        (_, Waste) => 14 * NAT,
        (Accented | LatinSign | Hangul | Cyrillic, Mark) => 7 * NAT,
        (Blank | LineEnd, Mark) if closes(c) => mark(c) + STRAY_MARK,
        (Mark, Mark) if c == previous && c == '。' => 5 * NAT,
        (Mark, Mark) if c == previous || (parts(previous) && parts(c)) => mark(c) + STRAY_MARK,
        (_, Mark) => mark(c),
        (_, Letter) => letter(previous, before, c),
        (Digit, Digit) => 9 * NAT / 4,
        (_, Digit) => 7 * NAT / 2,
        (_, Sign) => sign(before, c),
        (Han | Mark, Blank) => {
            if c == ' ' {
                4 * NAT
            } else {
                6 * NAT
            }
        }
        (_, Blank) => 2 * NAT,
        (Mark, LineEnd) if matches!(previous, '，' | '、') => 3 * NAT + STRAY_MARK,
        (_, LineEnd) => 3 * NAT,
        (Letter, Accented) => 5 * NAT,
        (Blank | LineEnd | Sign | Digit, Accented | LatinSign) => 6 * NAT,
        (_, Accented | LatinSign) => 9 * NAT,
        (Cyrillic, Cyrillic) | (Greek, Greek) => in_alphabet(previous, c),
        (Kana, Kana) | (HalfKana, HalfKana) => 9 * NAT / 2,
        (_, Hangul) => hangul(before, c),
        (Wide, Wide) | (Box, Box) => 5 * NAT,
        (Symbol, Symbol) => 6 * NAT,
        (_, Symbol) => 11 * NAT,
        (Blank | LineEnd | Mark | Sign | Digit, Wide | Kana | Greek | Cyrillic | Box) => 8 * NAT,
        (_, Wide | Greek | Kana) => 9 * NAT,
        (_, Bopomofo | Cyrillic | HalfKana | Other) => 10 * NAT,
        (_, Box) => 11 * NAT,
    }
}

/// The cost of `text` in 1/16 nat, as if a line began before it.
///
/// ```
/// use zhclean::score::cost;
/// assert!(cost("环境保护，人人有责。") < cost("鐜淇濇姢锛屼汉浜烘湁璐ｃ"));
/// ```
pub fn cost(text: &str) -> i64 {
    let mut previous = '\n';
    let mut sum = 0;
    for c in text.chars() {
        sum += i64::from(step(previous, c));
        previous = c;
    }
    sum
}

/// The cost of `text` in nats for each of its characters; 0 for the empty text.
pub fn mean(text: &str) -> f32 {
    let chars = text.chars().count().max(1);
    cost(text) as f32 / NAT as f32 / chars as f32
}

/// The cost of the best way to read `text` as words, in 1/16 nat: never above [`cost`].
///
/// For choosing between readings of the same damaged bytes, where pairs alone err; the sum of both errs least.
/// Either script will do.
///
/// ```
/// use zhclean::score::words;
/// assert!(words("基于这一点") < words("悔这一点"));
/// ```
pub fn words(text: &str) -> i64 {
    Simple::of(text).divided(step).pop().unwrap_or(0)
}

/// The cost of `text` as words that know nothing of each other, in 1/16 nat, by its best division.
///
/// A pair model makes every character dear, however well it was to be expected; here a word of two characters costs
/// what a character does, so readings of different lengths compare more fairly. Either script will do.
pub fn lexical(text: &str) -> i64 {
    Simple::of(text).divided(by_itself).pop().unwrap_or(0)
}

/// What [`lexical`] says of `before`, a character and `after` in a row, for each of some characters; what they have in
/// common is counted once.
pub fn lexical_between(before: &str, characters: &[char], after: &str) -> Vec<i64> {
    let (before, after) = (Simple::of(before), Simple::of(after));
    let (heads, tails) = (before.divided(by_itself), after.tails());
    let middle = before.len().min(LONGEST - 1);
    let near = before.text[before.starts[before.len() - middle]..].to_owned();
    let cost = |&c: &char| {
        let behind = &after.text[..after.starts[after.len().min(LONGEST - 1)]];
        let own = Simple::of(&[near.as_str(), c.encode_utf8(&mut [0; 4]), behind].concat());
        let c = own.character(middle);
        // Words behind the character are the same whatever it is; what follows it by itself is not.
        let rest = match after.text.chars().next() {
            Some(next) => after
                .words(0)
                .map(|(end, word)| word + tails[end])
                .fold(i64::from(by_itself(c, next)) + tails[1], i64::min),
            None => 0,
        };
        let previous = middle.checked_sub(1).map_or('\n', |at| own.character(at));
        let single = heads[before.len()] + i64::from(by_itself(previous, c)) + rest;
        let words = |from: usize| own.words_to(from, middle + 1).map(move |(end, word)| (from, end, word));
        let across = (0..=middle).flat_map(words).map(|(from, end, word)| {
            heads[before.len() - middle + from] + word + if end == middle + 1 { rest } else { tails[end - middle - 1] }
        });
        across.fold(single, i64::min)
    };
    characters.iter().map(cost).collect()
}

/// A character as a word that knows nothing of others.
fn by_itself(previous: char, c: char) -> i32 {
    if is_han(c) { i32::from(char_cost(c)) + ALONE } else { step(previous, c) }
}

/// A text in Simplified, and where its characters begin.
struct Simple {
    text: String,
    starts: Vec<usize>,
}

impl Simple {
    fn of(text: &str) -> Self {
        let text: String = text.chars().map(simplified).collect();
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Simple { text, starts }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn character(&self, at: usize) -> char {
        self.text[self.starts[at]..].chars().next().unwrap_or('\n')
    }

    /// The words of two characters and more that begin with one: where each ends, and its cost.
    fn words(&self, from: usize) -> impl Iterator<Item = (usize, i64)> {
        let text = if is_han(self.character(from)) { &self.text[self.starts[from]..] } else { "" };
        words_at(text).map(move |(characters, cost)| (from + characters, cost.into()))
    }

    /// Those that end no sooner than somewhere.
    fn words_to(&self, from: usize, least: usize) -> impl Iterator<Item = (usize, i64)> {
        let ends = least.max(from + 2)..(from + LONGEST + 1).min(self.starts.len());
        let ends = if is_han(self.character(from)) { ends } else { 0..0 };
        ends.filter_map(move |end| {
            word_cost(&self.text[self.starts[from]..self.starts[end]]).map(|cost| (end, cost.into()))
        })
    }

    /// The cost of the best division of each beginning of the text, given that of a character by itself.
    fn divided(&self, alone: fn(char, char) -> i32) -> Vec<i64> {
        let mut best = vec![i64::MAX; self.starts.len()];
        best[0] = 0;
        let mut previous = '\n';
        for (at, c) in self.text.chars().enumerate() {
            best[at + 1] = best[at + 1].min(best[at] + i64::from(alone(previous, c)));
            for (end, word) in self.words(at) {
                best[end] = best[end].min(best[at] + word);
            }
            previous = c;
        }
        best
    }

    /// The cost of the best division of what begins with each character but the first, whatever stands before that.
    fn tails(&self) -> Vec<i64> {
        let mut tails = vec![0; self.starts.len()];
        for at in (1..self.len()).rev() {
            let alone = i64::from(by_itself(self.character(at - 1), self.character(at))) + tails[at + 1];
            tails[at] = self.words(at).map(|(end, word)| word + tails[end]).fold(alone, i64::min);
        }
        tails
    }
}

/// The cost of a Chinese character behind another: by the pair, or alone and dearer.
fn between_hanzi(previous: char, c: char) -> i32 {
    let (alone, pair) = costs_after(previous, c);
    let alone = i32::from(alone) + UNSEEN_PAIR;
    pair.map_or(alone, |pair| alone.min(pair.into()))
}

/// The cost of a Chinese character behind any other.
fn han(previous: char, before: Kind, c: char) -> i32 {
    let alone = i32::from(char_cost(c));
    match before {
        Kind::Han => between_hanzi(previous, c),
        Kind::Mark | Kind::LineEnd | Kind::Blank | Kind::Sign | Kind::Digit => alone,
        Kind::Letter | Kind::Wide | Kind::Symbol => alone + JOINT,
        Kind::Kana | Kind::Greek => alone + 2 * JOINT,
        _ => alone + 3 * JOINT,
    }
}

/// The cost of an ASCII letter: cheap in a word, dear with other scripts.
fn letter(previous: char, before: Kind, c: char) -> i32 {
    match before {
        Kind::Letter if c.is_ascii_uppercase() && previous.is_ascii_lowercase() => 5 * NAT,
        Kind::Letter => 11 * NAT / 4,
        Kind::Han | Kind::Kana => 4 * NAT + JOINT,
        Kind::Blank | Kind::LineEnd => 7 * NAT / 2,
        Kind::Cyrillic | Kind::Greek | Kind::Hangul | Kind::Box => 8 * NAT,
        _ => 4 * NAT,
    }
}

/// The cost of an ASCII mark; a question mark after a Chinese character is mostly a lost byte.
fn sign(before: Kind, c: char) -> i32 {
    match (before, c) {
        (Kind::Han, '?') => 6 * NAT,
        (Kind::Letter | Kind::Digit, ',' | '.' | '-' | '/' | '_' | ':' | '=') => 7 * NAT / 2,
        (Kind::Digit, _) => 4 * NAT,
        _ => 5 * NAT,
    }
}

/// The cost of a Korean syllable: cheap behind another if it is one of those that most of a text is made of.
fn hangul(before: Kind, c: char) -> i32 {
    match (before == Kind::Hangul, is_usual_syllable(c)) {
        (true, true) => 6 * NAT,
        (true, false) => 10 * NAT,
        (false, true) => 11 * NAT,
        (false, false) => 13 * NAT,
    }
}

/// The cost of a letter after another of its alphabet: capitals stand at the beginning.
fn in_alphabet(previous: char, c: char) -> i32 {
    match (previous.is_uppercase(), c.is_uppercase()) {
        (false, true) => 9 * NAT,
        (true, true) => 6 * NAT,
        _ => 7 * NAT / 2,
    }
}

/// The cost of a mark of Chinese text: −ln of its share in news, reviews, help texts, manuals, books and laws.
fn mark(c: char) -> i32 {
    match c {
        '，' => 7 * NAT / 2,
        '。' => 4 * NAT,
        '、' => 5 * NAT,
        '：' | '；' | '（' | '）' | '“' | '”' => 6 * NAT,
        '！' | '？' | '「' | '」' => 7 * NAT,
        '《' | '》' | '—' | '…' => 8 * NAT,
        '·' | '『' | '』' | '％' | '．' => 9 * NAT,
        _ => 11 * NAT,
    }
}

/// Marks that end or part clauses.
fn parts(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '：' | '；' | '！' | '？')
}

/// Marks that stand behind text.
fn closes(c: char) -> bool {
    parts(c) || matches!(c, '）' | '”' | '》' | '」' | '』' | '’')
}

fn is_often_doubled(kind: Kind, c: char) -> bool {
    match kind {
        Kind::Mark => matches!(c, '—' | '…' | '！' | '？' | '·' | '～'),
        Kind::Letter | Kind::Digit | Kind::Sign | Kind::Blank | Kind::LineEnd | Kind::Box | Kind::Symbol => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_says_what_the_whole_line_says() {
        let around =
            [("我们的", "境保护工作，"), ("", "好\n"), ("第一", ""), ("説明", "ABC 文字"), ("，", "，人人有责")];
        let characters = ['环', '。', '的', 'A', '書'];
        for (before, after) in around {
            let whole = characters.map(|c| lexical(&[before, c.encode_utf8(&mut [0; 4]), after].concat()));
            assert_eq!(lexical_between(before, &characters, after), whole, "{before} {after}");
        }
    }
}
