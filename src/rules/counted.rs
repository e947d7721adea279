//! Counters that have their number first, such as `345次浏览`.
//! Apart from the labels, which have their value behind them.

use super::labels::Kind;
use crate::tables::is_han;

/// What stands behind a number that visitors made.
const COUNTED: [(&str, Kind); 20] = [
    ("人看过", Kind::Views),
    ("人浏览", Kind::Views),
    ("人阅读", Kind::Views),
    ("人围观", Kind::Views),
    ("次浏览", Kind::Views),
    ("次阅读", Kind::Views),
    ("次点击", Kind::Views),
    ("次播放", Kind::Views),
    ("次访问", Kind::Views),
    ("次围观", Kind::Views),
    ("浏览", Kind::Views),
    ("阅读", Kind::Views),
    ("点击", Kind::Views),
    ("条评论", Kind::Replies),
    ("个评论", Kind::Replies),
    ("人评论", Kind::Replies),
    ("人参与", Kind::Replies),
    ("条回复", Kind::Replies),
    ("评论", Kind::Replies),
    ("回复", Kind::Replies),
];

/// Bytes and kind of a counter at the start of `text` that has its number first, as `345次浏览` has.
pub(super) fn counted(text: &str) -> Option<(usize, Kind)> {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let rest = text[digits..].trim_start_matches(['万', 'w', 'k', '+']);
    let unit = |word: &str| word.starts_with(['人', '次', '条', '个']);
    let (word, kind) = COUNTED.iter().find(|(word, _)| {
        rest.starts_with(word) || (unit(word) && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(word)))
    })?;
    let end = text.len() - rest.len() + usize::from(rest.starts_with(' ')) + word.len();
    (!text[end..].starts_with(|c: char| is_han(c) || c == ':')).then_some((end, *kind))
}
