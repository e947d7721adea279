//! Brings text to the Unicode normal form asked for.
//! After mojibake, whose bytes composition would hide, and before everything that matches characters.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use crate::classes::COMPOSABLE;
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Repair};
use crate::settings::Form;
use crate::stage::{Context, Proposals, Stage};

/// Composition where it is missing, and nothing else.
pub const STAGE: Stage =
    Stage { damage: Damage::Form, about: "brings text to the Unicode normal form asked for", propose };

fn propose(page: &Page, ctx: &Context<'_>) -> Proposals {
    let form = ctx.settings.form;
    if form == Form::None {
        return Proposals::default();
    }
    let mut repairs = Vec::new();
    for line in page.lines() {
        if !is_plain(form, line) && quick(form, &line.text) != IsNormalized::Yes {
            normalise(line, form, &mut repairs);
        }
    }
    repairs.into()
}

/// Whether a line needs no look: in composition most characters are known to stay. The table behind [`quick`] is asked
/// about other lines only.
fn is_plain(form: Form, line: &Line) -> bool {
    form == Form::Nfc && !line.classes().has(COMPOSABLE)
}

/// Cuts the line before each character that never joins the one before it, and proposes what differs in each piece.
fn normalise(line: &Line, form: Form, repairs: &mut Vec<Repair>) {
    let text = line.text.as_str();
    let mut start = 0;
    let cuts = text.char_indices().skip(1).filter(|&(_, c)| begins_a_piece(form, c)).map(|(at, _)| at);
    for end in cuts.chain([text.len()]) {
        let piece = &text[start..end];
        let normal: String = match form {
            Form::Nfkc => piece.nfkc().collect(),
            Form::Nfc | Form::None => piece.nfc().collect(),
        };
        if normal != piece {
            repairs.push(smallest(line, start, piece, &normal));
        }
        start = end;
    }
}

fn begins_a_piece(form: Form, c: char) -> bool {
    canonical_combining_class(c) == 0 && quick(form, c.encode_utf8(&mut [0; 4])) == IsNormalized::Yes
}

fn quick(form: Form, text: &str) -> IsNormalized {
    match form {
        Form::Nfkc => is_nfkc_quick(text.chars()),
        Form::Nfc | Form::None => is_nfc_quick(text.chars()),
    }
}

/// The repair of a piece without the characters at either end that stay.
fn smallest(line: &Line, start: usize, piece: &str, normal: &str) -> Repair {
    let pairs = piece.chars().zip(normal.chars());
    let head: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let pairs = piece[head..].chars().rev().zip(normal[head..].chars().rev());
    let tail: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    Repair {
        line: line.number,
        edit: Edit::Replace {
            span: start + head..start + piece.len() - tail,
            with: normal[head..normal.len() - tail].to_owned(),
        },
        evidence: Evidence::Form,
        certainty: Certainty::Certain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_stands_in_every_form() {
        for form in [Form::Nfc, Form::Nfkc] {
            for c in '\0'..=char::MAX {
                let text = c.to_string();
                let page = Page::from_text(&text);
                assert!(
                    !page.lines().iter().any(|line| is_plain(form, line)) || begins_a_piece(form, c),
                    "{form:?} {c:?}"
                );
            }
        }
    }
}
