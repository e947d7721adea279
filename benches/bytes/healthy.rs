//! Healthy text, of which nothing may change, in pieces of every length.

use zhclean::decode::decode;
use zhclean::{Page, Settings, pipeline};

use crate::mojibake;
use crate::text::{LENGTHS, Length, Script, Texts};

/// Prints what changes, or would if asked to, of all texts cut into pieces of each length and, as bytes, in each
/// encoding that a page of them may be in.
pub(crate) fn measure(texts: &Texts, bytes: usize, show: usize) {
    println!("{:<34}{:>10}{:>10}{:>10}{:>10}{:>10}", "healthy", "length", "bytes", "pieces", "changed", "held");
    for (name, script) in [("Simplified", Script::Simplified), ("Traditional", Script::Traditional)] {
        let whole = texts.whole(script);
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
