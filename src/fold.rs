//! The folded view of a line: Simplified, half-width, lower case, blanks squeezed.
//! It stands above the rules because they are written once, in this form, and match every form a page may take.

use std::sync::OnceLock;

use crate::tables::script;

/// Folds `text`. Rules match on the fold; edits are made to the original.
///
/// ```
/// assert_eq!(zhclean::fold::fold("　瀏覽次數：１０６４ "), "浏览次数:1064");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    write(text, &mut folded, |_, _| {});
    folded
}

/// The first `chars` characters of the fold of `text`, or a few more: for those who look at the start of any line.
pub fn start(text: &str, chars: usize) -> String {
    let shown = text.char_indices().filter(|&(_, c)| !is_blank(c) && !is_invisible(c)).nth(chars);
    fold(&text[..shown.map_or(text.len(), |(at, _)| at)])
}

/// The fold of `text`, and for each byte of it and for its end the byte of `text` it stands for.
pub fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    write(text, &mut folded, |at, c| origins.extend(std::iter::repeat_n(at, c.len_utf8())));
    origins.push(text.len());
    (folded, origins)
}

/// Writes the fold of `text` behind `folded`, and tells each of its characters with the byte of `text` it stands for.
/// What the fold leaves alone is copied in one piece.
pub fn write(text: &str, folded: &mut String, mut tell: impl FnMut(usize, char)) {
    let table = table();
    let mut copied = 0;
    let mut blank = None;
    let mut started = false;
    for (at, c) in text.char_indices() {
        if !is_visible(c) && (is_blank(c) || is_invisible(c)) {
            blank = blank.or(is_blank(c).then_some(at));
            folded.push_str(&text[copied..at]);
            copied = at + c.len_utf8();
            continue;
        }
        if let Some(at) = blank.take().filter(|_| started) {
            folded.push(' ');
            tell(at, ' ');
        }
        started = true;
        let own = fold_by(table, c);
        if own != c {
            folded.push_str(&text[copied..at]);
            folded.push(own);
            copied = at + c.len_utf8();
        }
        tell(at, own);
    }
    folded.push_str(&text[copied..]);
}

/// Whether `c` is neither blank nor invisible, as can be told of most characters at once.
pub fn is_visible(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{3001}'..='\u{3163}' | '\u{3165}'..='\u{FEFE}')
}

/// The fold of one character that is neither blank nor invisible.
pub fn fold_char(c: char) -> char {
    fold_by(table(), c)
}

#[inline]
fn fold_by(table: &Table, c: char) -> char {
    let folded = table.get(c as usize).map_or(c as u32, |&folded| folded.into());
    char::from_u32(folded).unwrap_or(c)
}

/// The fold of each character of the Basic Multilingual Plane.
type Table = [u16; 0x1_0000];

fn table() -> &'static Table {
    static TABLE: OnceLock<Box<Table>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Box::new([0; 0x1_0000]);
        (0..=u16::MAX).zip(table.iter_mut()).for_each(|(code, folded)| *folded = code);
        let mut fold = |c: char, to: char| {
            if let (Some(folded), Ok(to)) = (table.get_mut(c as usize), u16::try_from(to as u32)) {
                *folded = to;
            }
        };
        script::known().for_each(|c| fold(c, script::simplified(c)));
        ('A'..='Z').for_each(|c| fold(c, c.to_ascii_lowercase()));
        ('！'..='～').zip('!'..='~').for_each(|(wide, c)| fold(wide, c.to_ascii_lowercase()));
        ['∶', '︰'].into_iter().for_each(|c| fold(c, ':'));
        ['丨', '︱', '│', '┃', '┊'].into_iter().for_each(|c| fold(c, '|'));
        ['〉', '›', '»', '→', '⟩', '▸', '►'].into_iter().for_each(|c| fold(c, '>'));
        table
    })
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

/// Whether `c` separates tokens of menus, tool rows and keyword lines in the fold.
pub fn is_separator(c: char) -> bool {
    // Most characters of a line are Chinese, and behind the last separator.
    c <= '】'
        && matches!(
            c,
            ' ' | '|'
                | '/'
                | '\\'
                | '<'
                | '>'
                | '*'
                | '['
                | ']'
                | '('
                | ')'
                | '{'
                | '}'
                | ';'
                | ':'
                | '_'
                | '~'
                | '-'
                | '、'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '「'
                | '」'
                | '『'
                | '』'
                | '—'
                | '–'
                | '·'
                | '•'
                | '●'
                | '■'
                | '◆'
                | '▪'
                | '○'
                | '□'
                | '◇'
                | '★'
                | '☆'
                | '←'
                | '↑'
                | '↓'
                | '«'
                | '‹'
                | '…'
                | '¦'
                | '┆'
                | '※'
        )
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
