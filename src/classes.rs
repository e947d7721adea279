//! Which classes of characters stand in a line, told in one pass when the line is made.
//! It stands below the page because nearly all lines are healthy, and for nearly all of those one missing class of
//! characters is each stage's answer.

use std::ops::Range;
use std::sync::OnceLock;

use crate::fold::fold_char;
use crate::tables::frequency::{PER_NAT, known};
use crate::tables::lexicon::telltales;
use crate::tables::script::{self, Script};

/// A Chinese character this rare or rarer is [`RARE`]: a twentieth of a page's characters are.
const RARE_FROM: u16 = 10 * PER_NAT;

/// No Chinese and no mark of it, nor ASCII.
pub const STRANGE: u32 = 1;
/// A rare Chinese character.
pub const RARE: u32 = 1 << 1;
/// Stands in Traditional text only.
pub const TRADITIONAL: u32 = 1 << 2;
/// Stands in Simplified text only.
pub const SIMPLIFIED: u32 = 1 << 3;
/// One of those of which each telling word of the spam lexicon has one.
pub const TELLTALE: u32 = 1 << 4;
/// A full stop.
pub const STOP: u32 = 1 << 5;
/// Another mark that may end a sentence.
pub const MARK: u32 = 1 << 6;
/// An arrow between the steps of a path, or a character of `位置`, which stands before one.
pub const WAY: u32 = 1 << 7;
/// One of those of which each notice about reprinting has one.
pub const REPRINT: u32 = 1 << 8;
/// A colon.
pub const COLON: u32 = 1 << 9;
/// One of those of which each name of a way into a betting site has one, and each sentence that leads to its list.
pub const PORTAL: u32 = 1 << 10;
/// One of those of which each name of what betting sites trade in has one.
pub const TRADE: u32 = 1 << 11;
/// What may open a reading.
pub const BRACKET: u32 = 1 << 12;
/// What may open an escape.
pub const ESCAPE: u32 = 1 << 13;
/// Not known to stay as it is when a text is composed.
pub const COMPOSABLE: u32 = 1 << 14;
/// A letter of pinyin that is not ASCII.
const TONED: u32 = 1 << 15;

/// An ASCII mark that is a folded full-width one. From here on classes are of ASCII characters only.
pub const FOLDED: u32 = 1 << 16;

/// A control character that text does not hold.
pub const CONTROL: u32 = 1 << 17;

/// The classes of characters beyond the Basic Multilingual Plane.
const ASTRAL: u32 = STRANGE | COMPOSABLE;

/// What misread text is full of.
const SUSPICIOUS: u32 = STRANGE | RARE;

/// The classes of a line's characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    any: u32,
    chars: usize,
    wide: usize,
    suspicious: u32,
    neighbours: u32,
    near: (usize, usize),
}

/// The suspicious characters of a line.
#[derive(Default)]
struct Odd {
    count: u32,
    last: (usize, u32, usize),
    neighbours: u32,
    /// The bytes behind the first of the first neighbours and behind the last of the last.
    near: Option<(usize, usize)>,
}

impl Odd {
    /// Takes in that the character of this number, from 1, is one of this class; `behind` it stand so many bytes.
    /// Apart from the loop, which has more to do for one character in twenty only.
    #[inline(never)]
    fn add(&mut self, number: usize, class: u32, behind: usize) {
        self.count += 1;
        let (last, other, other_behind) = self.last;
        // Two readings may have nothing but ASCII between them; within one no two letters bear a tone.
        let readings = class & other & TONED != 0 && other_behind > behind + 2;
        if last > 0 && last + 1 == number && !readings {
            self.neighbours |= if class & other & STRANGE != 0 { STRANGE } else { RARE };
            self.near = Some((self.near.map_or(other_behind, |(first, _)| first), behind));
        }
        self.last = (number, class, behind);
    }
}

impl Classes {
    /// The classes in a text. Reads bytes, nearly all in runs of three, because every line of every page comes here.
    pub fn of(text: &str) -> Self {
        let Table { wide: table, ascii } = table();
        let mut odd = Odd::default();
        let (mut any, mut wide, mut narrow) = (0, 0, 0);
        let mut rest = text.as_bytes();
        loop {
            let mut run = 0;
            for &[first, second, third] in rest.as_chunks::<3>().0 {
                if first & 0xF0 != 0xE0 {
                    break;
                }
                run += 1;
                // The marks of the three bytes add up to the same number in every character.
                let sum = (u16::from(first) << 12).wrapping_add(u16::from(second) << 6).wrapping_add(third.into());
                let class = table[usize::from(sum.wrapping_sub(0x80 + (0x80 << 6)))].into();
                any |= class;
                if class & SUSPICIOUS != 0 {
                    odd.add(wide + run, class, rest.len() - 3 * run);
                }
            }
            wide += run;
            rest = &rest[3 * run..];
            run = 0;
            for &byte in rest {
                let Some(class) = ascii.get(usize::from(byte)) else { break };
                run += 1;
                any |= class;
            }
            narrow += run;
            rest = &rest[run..];
            let (class, behind) = match rest {
                [0xE0..0xF0, ..] => continue,
                [first @ 0xC0..0xE0, second, behind @ ..] => {
                    (table[usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)].into(), behind)
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
        let near = odd.near.map_or((0, 0), |(first, last)| (text.len() - first, text.len() - last));
        Self { any, wide, chars: wide + narrow, suspicious: odd.count, neighbours: odd.neighbours, near }
    }

    /// Whether a character of one of these classes stands in the line.
    pub fn has(self, classes: u32) -> bool {
        self.any & classes != 0
    }

    /// How many characters there are.
    pub fn chars(self) -> usize {
        self.chars
    }

    /// How many characters outside ASCII there are.
    pub fn wide(self) -> usize {
        self.wide
    }

    /// How many of them are [`STRANGE`] or [`RARE`].
    pub fn suspicious(self) -> u32 {
        self.suspicious
    }

    /// [`STRANGE`] where two of them that are strange are neighbours, ASCII between them or not; [`RARE`] where two
    /// are of which one at least is only rare.
    pub fn neighbours(self) -> u32 {
        self.neighbours
    }

    /// The bytes from the end of the first of such neighbours to the end of the last; nothing where there are none.
    pub fn near(self) -> Range<usize> {
        self.near.0..self.near.1
    }
}

/// Controls other than tab, line ends, form feed and escape, which terminals' text holds.
pub fn is_control(byte: u8) -> bool {
    matches!(byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

/// Tells the classes of characters, one by one.
pub fn of_chars() -> impl Fn(char) -> u32 {
    let table = table();
    |c| table.of_char(c)
}

/// The classes of characters.
struct Table {
    /// Of each character of the Basic Multilingual Plane those below [`FOLDED`].
    wide: Box<[u16; 0x1_0000]>,
    /// Of each ASCII character all.
    ascii: [u32; 0x80],
}

impl Table {
    fn new() -> Self {
        let mut table = Self { wide: Box::new([(STRANGE | COMPOSABLE) as u16; 0x1_0000]), ascii: [0; 0x80] };
        for &(first, last, class) in &RANGES {
            table.wide[first as usize..=last as usize].fill(class as u16);
        }
        known().filter(|&(_, cost)| cost < RARE_FROM).for_each(|(c, _)| table.change(c, |class| class & !RARE));
        CHARACTERS.iter().for_each(|(characters, class)| table.add(characters.chars(), *class));
        table.add(('\0'..='\x7F').filter(|&c| is_control(c as u8)), CONTROL);
        for c in script::known() {
            match script::only(c) {
                Some(Script::Traditional) => table.add([c], TRADITIONAL),
                Some(Script::Simplified) => table.add([c], SIMPLIFIED),
                None => {}
            }
        }
        let telltale = |&c: &char| telltales().has(fold_char(c));
        let folded = ('\0'..='~').chain('\u{FF01}'..='\u{FF5E}').chain(script::known());
        table.add(folded.filter(telltale).chain(telltales().iter()), TELLTALE);
        table
    }

    #[inline]
    fn of_char(&self, c: char) -> u32 {
        match self.ascii.get(c as usize) {
            Some(class) => *class,
            None => self.wide.get(c as usize).map_or(ASTRAL, |&class| class.into()),
        }
    }

    fn add(&mut self, characters: impl IntoIterator<Item = char>, class: u32) {
        characters.into_iter().for_each(|c| self.change(c, |other| other | class));
    }

    fn change(&mut self, c: char, to: impl Fn(u32) -> u32) {
        if let Some(class) = self.ascii.get_mut(c as usize) {
            *class = to(*class);
        } else if let Some(class) = self.wide.get_mut(c as usize) {
            *class = to((*class).into()) as u16;
        }
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::new)
}

/// What whole ranges of characters are, until more is known of one.
const RANGES: [(char, char, u32); 20] = [
    ('\u{A0}', '\u{2FF}', STRANGE),
    ('\u{A0}', '\u{A0}', 0),
    ('·', '·', 0),
    ('\u{2010}', '\u{2027}', STRANGE),
    ('\u{2030}', '\u{205F}', STRANGE),
    ('\u{20A0}', '\u{20BF}', STRANGE),
    ('\u{2100}', '\u{2125}', STRANGE),
    ('\u{2150}', '\u{2199}', STRANGE),
    ('\u{2460}', '\u{2ABF}', STRANGE),
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
const CHARACTERS: [(&str, u32); 11] = [
    ("。", STOP),
    ("！？；…!?;", MARK),
    (">＞〉›»→⟩▸►位置", WAY),
    ("载載侵删刪究权權", REPRINT),
    (":：∶︰", COLON),
    ("官登址版源pP(（", PORTAL),
    ("育娱娛彩棋竞競真", TRADE),
    ("(?", BRACKET),
    ("&\\%", ESCAPE),
    (",:;?!()", FOLDED),
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
            let class = table().of_char(c);
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
        assert_eq!(Classes::of("我ç e ç们鎶é").near(), "我ç".len().."我ç e ç们鎶é".len());
        let apart = Classes::of("é我é");
        assert_eq!((apart.suspicious(), apart.neighbours()), (2, 0));
    }
}
