//! Which characters are Chinese characters.
//!
//! By range and not by table: new characters of an extension count without new data.

/// Whether `c` is a CJK ideograph: the unified ones with all extensions, the compatibility ones, and 〇.
///
/// ```
/// use zhclean::tables::is_han;
/// assert!(is_han('环') && is_han('〇') && is_han('𠮷'));
/// assert!(!is_han('々') && !is_han('。') && !is_han('か') && !is_han('A'));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3347F}')
}
