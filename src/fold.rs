//! The folded view of a line: Simplified, half-width, lower case, blanks squeezed.
//! It stands above the rules because they are written once, in this form, and match every form a page may take.

use crate::tables::script;

/// Folds `text`. Rules match on the fold; edits are made to the original.
///
/// ```
/// assert_eq!(zhclean::fold::fold("　瀏覽次數：１０６４ "), "浏览次数:1064");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, |_, c| folded.push(c));
    folded
}

/// The fold of `text`, and for each byte of it and for its end the byte of `text` it stands for.
pub fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    each(text, |at, c| {
        folded.push(c);
        origins.resize(folded.len(), at);
    });
    origins.push(text.len());
    (folded, origins)
}

/// Tells each character of the fold, with the byte of `text` it stands for.
pub fn each(text: &str, mut tell: impl FnMut(usize, char)) {
    let mut blank = None;
    let mut started = false;
    for (at, c) in text.char_indices() {
        if !is_visible(c) {
            if is_blank(c) {
                blank = blank.or(Some(at));
                continue;
            }
            if is_invisible(c) {
                continue;
            }
        }
        if let Some(at) = blank.take().filter(|_| started) {
            tell(at, ' ');
        }
        started = true;
        tell(at, fold_char(c));
    }
}

/// Whether `c` is neither blank nor invisible, as can be told of most characters at once.
fn is_visible(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{3001}'..='\u{3163}' | '\u{3165}'..='\u{FEFE}')
}

/// The fold of one character that is neither blank nor invisible.
pub fn fold_char(c: char) -> char {
    match c {
        '丨' => '|',
        '\u{4E00}'..='\u{9FFF}' => script::simplified(c),
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map_or(c, |narrow| narrow.to_ascii_lowercase()),
        '∶' | '︰' => ':',
        '︱' | '│' | '┃' | '┊' => '|',
        '〉' | '›' | '»' | '→' | '⟩' | '▸' | '►' => '>',
        _ => script::simplified(c),
    }
}

/// Whether `c` is a blank of any width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}' | '\u{00AD}')
}

/// Whether `c` takes no room and says nothing.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_both_widths_have_one_fold() {
        assert_eq!(
            fold("　　發布時間：２０１７－１１－１７\u{a0}\u{a0}瀏覽次數:1064\u{200b} "),
            "发布时间:2017-11-17 浏览次数:1064"
        );
        assert_eq!(fold("首頁　»　專題"), "首页 > 专题");
        assert_eq!(fold(" \u{3000}\t"), "");
    }
}
