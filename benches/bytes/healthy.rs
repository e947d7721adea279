//! Healthy text, of which nothing may change, in pieces of every length.

use zhclean::decode::decode;
use zhclean::{Page, Settings, pipeline};

use crate::mojibake;
use crate::text::{LENGTHS, Length, Random, Script, Texts};

/// Of so many characters four are lost.
const MARKED: usize = 32;

/// Prints what changes, or would if asked to, of all texts cut into pieces of each length and, as bytes, in each
/// encoding that a page of them may be in.
pub(crate) fn measure(texts: &Texts, bytes: usize, show: usize) {
    println!("{:<34}{:>10}{:>10}{:>10}{:>10}{:>10}", "healthy", "length", "bytes", "pieces", "changed", "held");
    let scripts = [("Simplified", Script::Simplified), ("Traditional", Script::Traditional)];
    let marked =
        [("Simplified, characters lost", Script::Simplified), ("Traditional, characters lost", Script::Traditional)];
    for (name, script) in scripts.into_iter().chain(marked) {
        let whole = texts.whole(script);
        let whole = if marked.contains(&(name, script)) { with_marks(&whole) } else { whole };
        for &length in LENGTHS {
            let mut left_to_show = show;
            let (mut pieces, mut changed, mut held, mut taken) = (0, 0, 0, 0);
            for piece in pieces_of(&whole, length).take_while(|piece| {
                taken += piece.len();
                taken <= bytes
            }) {
                let outcome = pipeline::run(Page::from_text(piece), &mojibake::settings());
                let (page, _) = decode(piece.as_bytes(), &Settings::default());
                let same = outcome.applied.is_empty() && page == Page::from_text(piece);
                pieces += 1;
                changed += usize::from(!same);
                held += usize::from(!outcome.held.is_empty());
                if (!same || !outcome.held.is_empty()) && left_to_show > 0 {
                    left_to_show -= 1;
                    println!("  {piece:?}\n    {:?}{:?}{:?}", page.to_text(), outcome.applied, outcome.held);
                }
            }
            println!("{name:<34}{length:>10}{:>10}{pieces:>10}{changed:>10}{held:>10}", taken.min(bytes));
        }
    }
    println!();
}

/// The text with marks in place of some of its characters: they are lost, and none can be restored.
fn with_marks(text: &str) -> String {
    let mut random = Random::new(1);
    let mark = |c: char, draw: usize| match draw {
        _ if c.is_ascii() => c.to_string(),
        0 => "\u{FFFD}".to_owned(),
        1 => "?".to_owned(),
        2 => "\u{FFFD}\u{FFFD}".to_owned(),
        3 => "???".to_owned(),
        _ => c.to_string(),
    };
    text.chars().map(|c| mark(c, random.below(MARKED))).collect()
}

/// The text from piece to piece.
fn pieces_of(text: &str, length: Length) -> Box<dyn Iterator<Item = &str> + '_> {
    let Length::Chars(n) = length else { return Box::new(text.lines()) };
    let mut rest = text;
    Box::new(std::iter::from_fn(move || {
        let end = rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    }))
}
