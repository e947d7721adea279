//! Readings in brackets as they stand in a line. Here because every part of the gloss stage looks for them.

use std::ops::Range;

/// The longest syllables (`zhuāng`) have six letters.
const MAX_LETTERS: usize = 6;

/// A bracketed reading such as `(huán)`, or one whose opening bracket was swallowed, such as `?yè)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracket<'a> {
    /// The reading without brackets and padding.
    pub(super) reading: &'a str,
    /// Bytes from the opening bracket to behind the closing one.
    pub(super) len: usize,
}

impl Bracket<'_> {
    /// Whether the reading bears a tone mark. Tables give none to the neutral tone.
    pub(super) fn has_tone(&self) -> bool {
        !self.reading.is_ascii() && self.reading.chars().any(|c| c != 'ü' && !c.is_ascii())
    }
}

/// The bracketed reading at the start of `text`, which begins with `open`.
///
/// One table entry of the hijackers is padded with a blank (`會(huì )`), so one is allowed.
pub(super) fn bracket(text: &str, open: char) -> Option<Bracket<'_>> {
    let inside = text.strip_prefix(open)?;
    let letters: usize = inside.chars().take(MAX_LETTERS + 1).take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
    let (reading, after) = inside.split_at(letters);
    let padding = usize::from(after.starts_with(' '));
    let closed = after[padding..].starts_with(')');
    (closed && (1..=MAX_LETTERS).contains(&reading.chars().count()))
        .then_some(Bracket { reading, len: open.len_utf8() + letters + padding + 1 })
}

/// Where bracketed readings stand in `text`, in order.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = (Range<usize>, Bracket<'_>)> {
    memchr::memchr_iter(b'(', text.as_bytes())
        .filter_map(move |at| bracket(&text[at..], '(').map(|bracket| (at..at + bracket.len, bracket)))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase()
        || matches!(c, 'ā' | 'á' | 'ǎ' | 'à' | 'ē' | 'é' | 'ě' | 'è' | 'ī' | 'í' | 'ǐ' | 'ì' | 'ō' | 'ó' | 'ǒ' | 'ò')
        || matches!(c, 'ū' | 'ú' | 'ǔ' | 'ù' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' | 'ń' | 'ň' | 'ǹ' | 'ḿ' | 'ê')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bracketed_readings_are_found() {
        assert_eq!(bracket("(huán)境", '('), Some(Bracket { reading: "huán", len: 7 }));
        assert_eq!(bracket("(huì )", '('), Some(Bracket { reading: "huì", len: 7 }));
        assert_eq!(bracket("?yè)P", '?').map(|found| found.reading), Some("yè"));
        for other in ["(WHO)", "()", "(一)", "(chóng qìng)", "(abcdefg)", "(huán", "huán)"] {
            assert_eq!(bracket(other, '('), None, "{other}");
        }
        assert!(!bracket("(lü)", '(').is_some_and(|found| found.has_tone()));
    }
}
