//! Damages clean text as the world does: one small function per class, and the recipes of `fixtures/pages`.
//! `BLESS_PAGES=1 cargo test --test damage` writes each page's `input.bin` from its `expected.txt` and recipe.
#![allow(unreachable_pub, reason = "a test crate has no public face")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod bytes;
mod hijack;
mod observed;
mod scattered;
#[path = "../support/mod.rs"]
mod support;
mod text;

use std::{env, fs};

use support::{Recipe, named};
use zhclean::tables::turned;

#[test]
fn pages_are_their_recipes() {
    let mut stale = Vec::new();
    for (folder, about) in support::pages() {
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let damaged = damaged(&expected, &about.recipe);
        let path = folder.join("input.bin");
        if env::var_os("BLESS_PAGES").is_some() {
            fs::write(&path, &damaged).unwrap();
        }
        if fs::read(&path).ok().as_ref() != Some(&damaged) {
            stale.push(named(&folder));
        }
    }
    assert!(stale.is_empty(), "not what their recipe makes, BLESS_PAGES=1 writes them: {stale:?}");
}

/// The forward model against real pages, but for full-width forms, which some extractors folded.
#[test]
fn strings_seen_on_pages_are_what_the_model_makes() {
    let mut modelled = 0;
    for seen in observed::strings() {
        let Some(lost) = seen.lost else { continue };
        let server = hijack::Server { keys: &observed::borrowed(&seen.keys), marks: seen.marks, lost, dropped: "" };
        assert_eq!(hijack::narrow(&server.serve(seen.truth)), hijack::narrow(seen.damaged), "of {}", seen.truth);
        modelled += 1;
    }
    assert_eq!(modelled, 57);
}

#[test]
fn keys_seen_are_characters_the_table_makes() {
    for (key, reading) in ["1", "2"].into_iter().flat_map(observed::keys) {
        assert!(turned::readings(key).any(|known| known == reading.trim_end()), "{key} {reading}");
    }
    assert_eq!(observed::keys("1").len(), 132);
}

/// The page as scraped: template lines, hijacking, keyword lines, folding, layout, mojibake and encoding, in the
/// order in which they happen to a page on its way.
fn damaged(clean: &str, recipe: &Recipe) -> Vec<u8> {
    let mut page = text::framed(clean, &recipe.head, &recipe.tail);
    if let Some(marks) = &recipe.marks {
        let mut keys = observed::keys("1");
        keys.truncate(recipe.keys);
        let keys = observed::borrowed(&keys);
        page = hijack::extract(&hijack::hijack(&hijack::paragraphs(&page), &keys, marks));
    }
    page = text::framed(&page, &recipe.spam_head, &recipe.spam_tail);
    if recipe.folded {
        page = text::folded(&page);
    }
    page = text::indented(&page, &recipe.indentation, recipe.blank.as_deref());
    for chain in &recipe.mojibake {
        page = bytes::mojibake(&page, chain, &recipe.mojibake_lines);
    }
    bytes::encoded(&page, &recipe.encoding, recipe.crlf)
}
