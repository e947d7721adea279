//! Which classes of characters stand in a line, told in one pass when the line is made.
//! It stands below the page because nearly all lines are healthy, and for nearly all of those one missing class of
//! characters is each stage's answer.

use std::sync::OnceLock;

use crate::fold::fold_char;
use crate::tables::frequency::{PER_NAT, known};
use crate::tables::lexicon::telltales;
use crate::tables::script::{self, Script};

/// A Chinese character this rare or rarer is [`RARE`]: a twentieth of a page's characters are.
const RARE_FROM: u16 = 10 * PER_NAT;

/// No Chinese and no mark of it, nor ASCII.
pub const STRANGE: u16 = 1;
/// A rare Chinese character.
pub const RARE: u16 = 1 << 1;
/// Stands in Traditional text only.
pub const TRADITIONAL: u16 = 1 << 2;
/// Stands in Simplified text only.
pub const SIMPLIFIED: u16 = 1 << 3;
/// One of those of which each telling word of the spam lexicon has one.
pub const TELLTALE: u16 = 1 << 4;
/// A full stop.
pub const STOP: u16 = 1 << 5;
/// Another mark that may end a sentence.
pub const MARK: u16 = 1 << 6;
/// An arrow between the steps of a path, or a character of `位置`, which stands before one.
pub const WAY: u16 = 1 << 7;
/// One of those of which each notice about reprinting has one.
pub const REPRINT: u16 = 1 << 8;
/// A colon.
pub const COLON: u16 = 1 << 9;
/// One of those of which each name of a way into a betting site has one, and each sentence that leads to its list.
pub const PORTAL: u16 = 1 << 10;
/// One of those of which each name of what betting sites trade in has one.
pub const TRADE: u16 = 1 << 11;
/// What may open a reading.
pub const BRACKET: u16 = 1 << 12;
/// What may open an escape.
pub const ESCAPE: u16 = 1 << 13;
/// Not known to stay as it is when a text is composed.
pub const COMPOSABLE: u16 = 1 << 14;
/// A letter of pinyin that is not ASCII.
const TONED: u16 = 1 << 15;

/// The classes of characters beyond the Basic Multilingual Plane.
const ASTRAL: u16 = STRANGE | COMPOSABLE;

/// What misread text is full of.
const SUSPICIOUS: u16 = STRANGE | RARE;

/// The classes of a line's characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    any: u16,
    wide: u32,
    suspicious: u32,
    neighbours: u16,
}

/// The suspicious characters of a line.
#[derive(Default)]
struct Odd {
    count: u32,
    last: (u32, u16, usize),
    neighbours: u16,
}

impl Odd {
    /// Takes in that the character of this number, from 1, is one of this class; `behind` it stand so many bytes.
    fn add(&mut self, number: u32, class: u16, behind: usize) {
        self.count += 1;
        let (last, other, other_behind) = self.last;
        // Two readings may have nothing but ASCII between them; within one no two letters bear a tone.
        let readings = class & other & TONED != 0 && other_behind > behind + 2;
        if last > 0 && last + 1 == number && !readings {
            self.neighbours |= if class & other & STRANGE != 0 { STRANGE } else { RARE };
        }
        self.last = (number, class, behind);
    }
}

impl Classes {
    /// The classes in a text. Reads bytes, nearly all in runs of three, because every line of every page comes here.
    pub fn of(text: &str) -> Self {
        let table = table();
        let mut odd = Odd::default();
        let (mut any, mut wide) = (0, 0_u32);
        let mut rest = text.as_bytes();
        loop {
            let mut threes = 0;
            for &[first, second, third] in rest.as_chunks::<3>().0 {
                if first & 0xF0 != 0xE0 {
                    break;
                }
                threes += 1;
                wide += 1;
                // The marks of the three bytes add up to the same number in every character.
                let sum = (u16::from(first) << 12).wrapping_add(u16::from(second) << 6).wrapping_add(third.into());
                let class = table[usize::from(sum.wrapping_sub(0x80 + (0x80 << 6)))];
                any |= class;
                if class & SUSPICIOUS != 0 {
                    odd.add(wide, class, rest.len() - 3 * threes);
                }
            }
            let (class, behind) = match &rest[(3 * threes).min(rest.len())..] {
                [byte @ 0..0x80, behind @ ..] => {
                    any |= table[usize::from(*byte)];
                    rest = behind;
                    continue;
                }
                [first @ 0xC0..0xE0, second, behind @ ..] => {
                    (table[usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)], behind)
                }
                [_, _, _, _, behind @ ..] => (ASTRAL, behind),
                _ => break,
            };
            rest = behind;
            wide += 1;
            any |= class;
            if class & SUSPICIOUS != 0 {
                odd.add(wide, class, rest.len());
            }
        }
        Self { any, wide, suspicious: odd.count, neighbours: odd.neighbours }
    }

    /// Whether a character of one of these classes stands in the line.
    pub fn has(self, classes: u16) -> bool {
        self.any & classes != 0
    }

    /// How many characters outside ASCII there are.
    pub fn wide(self) -> u32 {
        self.wide
    }

    /// How many of them are [`STRANGE`] or [`RARE`].
    pub fn suspicious(self) -> u32 {
        self.suspicious
    }

    /// [`STRANGE`] where two of them that are strange are neighbours, ASCII between them or not; [`RARE`] where two
    /// are of which one at least is only rare.
    pub fn neighbours(self) -> u16 {
        self.neighbours
    }
}

/// The classes of one character.
#[inline]
pub fn of_char(c: char) -> u16 {
    table().get(c as usize).copied().unwrap_or(ASTRAL)
}

/// The classes of each character of the Basic Multilingual Plane.
type Table = [u16; 0x1_0000];

fn table() -> &'static Table {
    static TABLE: OnceLock<Box<Table>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Box::new([STRANGE | COMPOSABLE; 0x1_0000]);
        RANGES.iter().for_each(|&(first, last, class)| table[first as usize..=last as usize].fill(class));
        known().filter(|&(_, cost)| cost < RARE_FROM).for_each(|(c, _)| change(&mut table, c, |class| class & !RARE));
        CHARACTERS.iter().for_each(|(characters, class)| mark(&mut table, characters.chars(), *class));
        for c in script::known() {
            let class = match script::only(c) {
                Some(Script::Traditional) => TRADITIONAL,
                Some(Script::Simplified) => SIMPLIFIED,
                None => 0,
            };
            change(&mut table, c, |other| other | class);
        }
        let telltale = |&c: &char| telltales().has(fold_char(c));
        let folded = ('\0'..='~').chain('\u{FF01}'..='\u{FF5E}').chain(script::known());
        mark(&mut table, folded.filter(telltale).chain(telltales().iter()), TELLTALE);
        table
    })
}

fn mark(table: &mut Table, characters: impl Iterator<Item = char>, class: u16) {
    characters.for_each(|c| change(table, c, |other| other | class));
}

fn change(table: &mut Table, c: char, to: impl Fn(u16) -> u16) {
    if let Some(class) = table.get_mut(c as usize) {
        *class = to(*class);
    }
}

/// What whole ranges of characters are, until more is known of one.
const RANGES: [(char, char, u16); 16] = [
    ('\0', '\x7F', 0),
    ('\u{A0}', '\u{2FF}', STRANGE),
    ('\u{A0}', '\u{A0}', 0),
    ('·', '·', 0),
    ('\u{2010}', '\u{2027}', STRANGE),
    ('–', '—', 0),
    ('‘', '’', 0),
    ('“', '”', 0),
    ('…', '…', 0),
    ('\u{3000}', '\u{3000}', COMPOSABLE),
    ('\u{3001}', '\u{3029}', 0),
    ('\u{3400}', '\u{3FFF}', RARE | COMPOSABLE),
    ('\u{4000}', '\u{4DBF}', RARE),
    ('\u{4E00}', '\u{9FFF}', RARE),
    ('\u{F900}', '\u{FAFF}', RARE | COMPOSABLE),
    ('\u{FF01}', '\u{FF5E}', 0),
];

/// What single characters are besides.
const CHARACTERS: [(&str, u16); 10] = [
    ("。", STOP),
    ("！？；…!?;", MARK),
    (">＞〉›»→⟩▸►位置", WAY),
    ("载載侵删刪究权權", REPRINT),
    (":：∶︰", COLON),
    ("官登址版源pP(（", PORTAL),
    ("育娱娛彩棋竞競真", TRADE),
    ("(?", BRACKET),
    ("&\\%", ESCAPE),
    ("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", TONED),
];

#[cfg(test)]
mod tests {
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    use super::*;
    use crate::tables::{char_cost, is_han};

    #[test]
    fn a_line_has_what_its_characters_are() {
        let classes = Classes::of("首頁 > 版權所有。abc");
        assert!(classes.has(TRADITIONAL) && classes.has(WAY) && classes.has(REPRINT) && classes.has(STOP));
        assert!(!classes.has(SIMPLIFIED | COLON | MARK | STRANGE));
        assert_eq!((classes.wide(), classes.suspicious()), (7, 0));
    }

    /// The ranges and characters are written for speed; this says the same character by character.
    #[test]
    fn every_character_has_the_classes_it_should() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            let strange = !matches!(c, '\0'..='\x7F' | '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '\u{A0}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}')
                && !is_han(c);
            let class = of_char(c);
            assert_eq!(class & STRANGE != 0, strange, "{c:?}");
            assert_eq!(class & RARE != 0, c != '〇' && is_han(c) && char_cost(c) >= RARE_FROM, "{c:?}");
            assert_eq!(class & TRADITIONAL != 0, script::is_traditional_only(c), "{c:?}");
            assert_eq!(class & SIMPLIFIED != 0, script::is_simplified_only(c), "{c:?}");
            assert_eq!(class & TELLTALE != 0, telltales().has(fold_char(c)), "{c:?}");
            let stays = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0;
            assert!(class & COMPOSABLE != 0 || stays, "{c:?}");
        }
    }

    #[test]
    fn neighbours_may_have_ascii_between_them() {
        assert_eq!(Classes::of("我ç e ç们").neighbours(), STRANGE);
        assert_eq!(Classes::of("é我é\u{20000}我").neighbours(), STRANGE);
        assert_eq!(Classes::of("鎶é").neighbours(), RARE);
        assert_eq!(Classes::of("ä¸\u{AD}").neighbours(), STRANGE);
        assert_eq!(Classes::of("é (huán)").neighbours(), 0);
        assert_eq!(Classes::of("éá").neighbours(), STRANGE);
        let apart = Classes::of("é我é");
        assert_eq!((apart.suspicious(), apart.neighbours()), (2, 0));
    }
}
