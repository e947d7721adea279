//! Shapes that several rules look for in folded text: tokens, series, dates, labels.
//! Plain functions over text, below the rules that name them.

pub use crate::fold::is_separator;
use crate::tables::is_han;

/// The tokens between separators.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).filter(|token| !token.is_empty())
}

/// Whether a token is a number or a count such as `第3页`.
pub fn is_number(token: &str) -> bool {
    let digits = token.bytes().any(|byte| byte.is_ascii_digit());
    let rest = token.chars().filter(|c| !c.is_ascii_digit());
    digits && rest.clone().count() <= 3 && rest.into_iter().all(|c| "第共页/条条个次人.,+#篇".contains(c))
}

/// Characters of a text.
pub fn count(text: &str) -> usize {
    text.chars().count()
}

/// Separators of keyword series. The letter i between blanks is one that hijackers use.
const SERIES: [&str; 8] = [" i ", "_", "|", ",", "、", "-", ";", " "];

/// The fewest phrases that make a series ("three words are no series").
pub const SERIES_FROM: usize = 4;

/// How many phrases a line has that is nothing but phrases of similar length between equal separators; 0 if it is none.
pub fn series(text: &str) -> usize {
    for separator in SERIES.into_iter().filter(|separator| may_part(text, separator)) {
        let phrases = text.split(separator).map(str::trim).filter(|phrase| !phrase.is_empty());
        let (mut n, mut plain, mut longest) = (0, 0, 0);
        for phrase in phrases {
            n += 1;
            let chars = count(phrase);
            longest = longest.max(chars);
            let han = phrase.chars().filter(|&c| is_han(c)).count();
            plain += usize::from(chars >= 2 && han * 3 >= chars && !phrase.contains(['。', '！', '？', ':']));
        }
        if n >= SERIES_FROM {
            let is_series = plain * 10 >= n * 8 && longest <= LONGEST_PHRASE && function_share(text) <= FUNCTION_SHARE;
            return if is_series { n } else { 0 };
        }
    }
    0
}

/// Whether a separator may stand between so many phrases, by its last byte.
fn may_part(text: &str, separator: &str) -> bool {
    let last = separator.as_bytes().last();
    text.bytes().filter(|byte| Some(byte) == last).count() + 1 >= SERIES_FROM
}

/// The longest phrase of a series; titles of films run to this length ("an adult series of long titles").
const LONGEST_PHRASE: usize = 32;

/// Per cent of function characters a series may have: keyword lines have 2.9, running text 8.2.
const FUNCTION_SHARE: usize = 5;

fn function_share(text: &str) -> usize {
    let (mut function, mut all) = (0, 0);
    for c in text.chars() {
        all += 1;
        function += usize::from(matches!(c, '的' | '了' | '是' | '在' | '我' | '你' | '他' | '也'));
    }
    function * 100 / all.max(1)
}

/// Bytes of the date at the start of `text` (`2017-11-17`, `2017/1/7`, `2017.1.7`, `2017年1月7日`), if there is one.
pub fn date(text: &str) -> Option<usize> {
    let year = number(text, 4, 4)?;
    let first = separator_after(text, year, &["-", "/", ".", "年"])?;
    let month = first + number(&text[first..], 1, 2)?;
    let second = separator_after(text, month, &["-", "/", ".", "月"])?;
    let day = second + number(&text[second..], 1, 2)?;
    Some(separator_after(text, day, &["日"]).unwrap_or(day))
}

/// Bytes of the clock time at the start of `text` (`15:03`, `8:56:07`, `15时03分`), if there is one.
pub fn clock(text: &str) -> Option<usize> {
    let hour = number(text, 1, 2)?;
    let first = separator_after(text, hour, &[":", "时"])?;
    let minute = first + number(&text[first..], 1, 2)?;
    let second = separator_after(text, minute, &[":", "分"]).unwrap_or(minute);
    Some(second + number(&text[second..], 1, 2).unwrap_or(0))
}

fn number(text: &str, least: usize, most: usize) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&digits).then_some(digits)
}

fn separator_after(text: &str, at: usize, separators: &[&str]) -> Option<usize> {
    let rest = &text[at..];
    separators.iter().find(|separator| rest.starts_with(**separator)).map(|separator| at + separator.len())
}

/// The label and value of a line that reads `label: value`, where the label is two to eight Chinese characters.
pub fn field(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.split_once([':', '：'])?;
    let label = label.trim_matches(is_separator);
    let han = label.chars().filter(|&c| is_han(c)).count();
    (han >= 2 && count(label) <= 8).then_some((label, value.trim()))
}

/// What stands behind `word` in a text that begins with it, be it spread out or not.
pub fn strip_spread<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text;
    for wanted in word.chars() {
        rest = rest.trim_start_matches(' ').strip_prefix(wanted)?;
    }
    Some(rest)
}

/// A line's words without separators around them and blanks among them.
pub fn bare(text: &str) -> String {
    close_up(text.trim_matches(is_separator))
}

/// The text without the blanks that spread `首 页` out.
pub fn close_up(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_clocks_are_measured() {
        assert_eq!(date("2017-11-17 浏览"), Some(10));
        assert_eq!(date("2017年1月7日"), Some("2017年1月7日".len()));
        assert_eq!(date("2017-11"), None);
        assert_eq!(date("12345-1-1"), None);
        assert_eq!(clock("8:56:07"), Some(7));
        assert_eq!(clock("15:03"), Some(5));
        assert_eq!(clock("1个"), None);
    }

    #[test]
    fn a_series_is_phrases_and_nothing_else() {
        assert_eq!(series("苹果,香蕉,梨子,橘子"), 4);
        assert_eq!(series("今天是我的生日,我在家,你在学校,他在的"), 0);
        assert_eq!(series("甲乙 i 丙丁 i 戊己 i 庚辛"), 4);
        assert_eq!(series("苹果,香蕉"), 0);
    }
}
