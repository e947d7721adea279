//! What a line is at first sight, read off its edges before it is folded.
//! Most lines of a page are sentences, and for most sentences their last mark settles that no rule can drop them.

use super::facts::{is_closing, is_sentence_mark};
use super::shape;
use crate::fold::{fold_char, is_blank, is_invisible};

/// Whether a line shows nothing.
pub fn is_empty(text: &str) -> bool {
    text.chars().all(is_nothing)
}

/// Whether a line ends in a sentence mark, closing quotes and brackets behind it aside.
pub fn ends_in_mark(text: &str) -> bool {
    let mut back = text.chars().rev().skip_while(|&c| is_nothing(c) || is_closing(c));
    match back.next() {
        Some(last @ ('。' | '！' | '？' | '；' | '…' | '!' | '?' | ';')) => {
            is_sentence_mark(last, back.next().unwrap_or(' '))
        }
        _ => false,
    }
}

/// The first character of the fold of a line that is no separator.
pub fn first_letter(text: &str) -> Option<char> {
    text.chars().filter(|c| !is_nothing(*c)).map(fold_char).find(|c| !shape::is_separator(*c))
}

/// How many characters a line has, edges aside.
pub fn length(text: &str) -> usize {
    text.trim_matches(is_nothing).chars().count()
}

fn is_nothing(c: char) -> bool {
    is_blank(c) || is_invisible(c)
}
