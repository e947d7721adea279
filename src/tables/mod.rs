//! The only door to the project's data.
//! It stands first because tables know nothing else.

pub mod lexicon;
pub mod script;

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}
