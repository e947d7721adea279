//! The cheap question asked of every line: does it hold characters that misread text is full of?
//! A healthy line costs one table look-up a character and is done.

use std::sync::OnceLock;

use crate::tables::{char_cost, frequency::PER_NAT, is_han};

/// A Chinese character this rare or rarer is suspicious next to another: a twentieth of a page's characters are.
const RARE: u16 = 10 * PER_NAT;

/// A line is looked at where one in so many of its characters outside ASCII is suspicious.
const SHARE: usize = 4;

const ORDINARY: u8 = 0;
const SUSPICIOUS: u8 = 1;

/// Whether the line may be misread, wholly or in part.
pub(super) fn is_suspicious(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let classes = classes();
    let (mut suspicious, mut others, mut before) = (0, 0, ORDINARY);
    for c in line.chars().filter(|c| !c.is_ascii()) {
        let class = classes.get(c as usize).copied().unwrap_or(SUSPICIOUS);
        if class == SUSPICIOUS {
            if before == SUSPICIOUS {
                return true;
            }
            suspicious += 1;
        } else {
            others += 1;
        }
        before = class;
    }
    suspicious * SHARE > suspicious + others
}

fn classes() -> &'static [u8] {
    static CLASSES: OnceLock<Vec<u8>> = OnceLock::new();
    CLASSES.get_or_init(|| (0..0x1_0000u32).map(|code| char::from_u32(code).map_or(SUSPICIOUS, class)).collect())
}

fn class(c: char) -> u8 {
    let ordinary = match c {
        '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '\u{A0}' => true,
        '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' => true,
        _ => is_han(c) && char_cost(c) < RARE,
    };
    if ordinary { ORDINARY } else { SUSPICIOUS }
}
