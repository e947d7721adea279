//! What a line is at first sight, read off its edges once, when it is made.
//! It stands below the page because most lines are sentences, and for most sentences their last mark settles that no
//! rule can drop them, whichever stage asks.

use crate::classes::Classes;
use crate::fold::{fold_char, is_blank, is_invisible, is_separator, is_visible};
use crate::tables::is_han;

/// What the edges of a line show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    blank: bool,
    ends_in_mark: bool,
    first_letter: Option<char>,
    chars: usize,
}

impl Glance {
    /// The edges of a text of which the classes are known.
    pub fn of(text: &str, classes: Classes) -> Self {
        let start = text.trim_start_matches(is_nothing);
        if start.is_empty() {
            return Self { blank: true, ..Self::default() };
        }
        let shown = start.trim_end_matches(is_nothing);
        let around = text[..text.len() - start.len()].chars().count() + start[shown.len()..].chars().count();
        Self {
            blank: false,
            ends_in_mark: ends_in_mark(shown),
            first_letter: first_letter(shown),
            chars: classes.chars() - around,
        }
    }

    /// Whether the line shows nothing.
    pub fn is_blank(self) -> bool {
        self.blank
    }

    /// Whether the line ends in a sentence mark, closing quotes and brackets behind it aside.
    pub fn ends_in_mark(self) -> bool {
        self.ends_in_mark
    }

    /// The first character of the line's fold that is no separator.
    pub fn first_letter(self) -> Option<char> {
        self.first_letter
    }

    /// How many characters the line has between its blank edges.
    pub fn chars(self) -> usize {
        self.chars
    }
}

/// The first character of the fold of a line that is no separator.
pub fn first_letter(text: &str) -> Option<char> {
    text.chars().filter(|c| !is_nothing(*c)).map(fold_char).find(|c| !is_separator(*c))
}

fn ends_in_mark(text: &str) -> bool {
    let mut back = text.chars().rev().skip_while(|&c| is_nothing(c) || is_closing(c));
    match back.next() {
        Some(last @ ('。' | '！' | '？' | '；' | '…' | '!' | '?' | ';')) => {
            is_sentence_mark(last, back.next().unwrap_or(' '))
        }
        _ => false,
    }
}

/// Whether `c` ends a sentence, given the character before it.
pub fn is_sentence_mark(c: char, before: char) -> bool {
    match c {
        '。' | '！' | '？' | '；' | '…' => true,
        '!' | '?' | ';' => is_han(before) || matches!(before, '”' | '」' | '》' | ')' | '!' | '?'),
        _ => false,
    }
}

/// Whether a closing mark that may stand behind a sentence mark.
pub fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | ')' | '）' | ']' | '】' | '"' | '\'')
}

fn is_nothing(c: char) -> bool {
    !is_visible(c) && (is_blank(c) || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glance(text: &str) -> Glance {
        Glance::of(text, Classes::of(text))
    }

    #[test]
    fn edges_are_seen_without_what_shows_nothing() {
        let seen = glance("　\u{feff}【環境】好！” \u{a0}");
        assert!(seen.ends_in_mark() && !seen.is_blank());
        assert_eq!((seen.first_letter(), seen.chars()), (Some('环'), 7));
        let open = glance(" a b\t");
        assert_eq!((open.ends_in_mark(), open.first_letter(), open.chars()), (false, Some('a'), 3));
        assert_eq!(glance("\u{3000}\u{200b}\t"), Glance { blank: true, ..Glance::default() });
        assert_eq!((glance("||").first_letter(), glance("||").chars()), (None, 2));
    }
}
