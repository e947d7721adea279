//! Pages of HTML: each folder of `fixtures/html` is a page and the text that must come out, as it is and damaged on
//! its way in the ways that text is. It stands apart from `fixtures.rs`, whose pages are lines already.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

#[path = "damage/hijack.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with other tests")]
mod hijack;
#[path = "damage/observed.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with other tests")]
mod observed;
mod support;

use std::fmt::Write;

use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use proptest::prelude::*;
use support::difference;
use zhclean::settings::{Html, Settings};
use zhclean::{clean, markup};

#[test]
fn pages_come_out_as_their_text() {
    judge("as it is", |page| Some(page.as_bytes().to_vec()));
}

#[test]
fn the_encoding_may_be_declared_or_not() {
    for encoding in [GB18030, BIG5] {
        let declared = format!("charset={}", encoding.name());
        judge(encoding.name(), |page| encoded(&page.replace("charset=utf-8", &declared), encoding));
        judge("undeclared", |page| encoded(&page.replace("charset=\"utf-8\"", ""), encoding));
    }
}

/// UTF-8 taken for GBK loses a byte, and with it a `<`, behind lines with an odd number of hanzi. What the stages make
/// of the lines is theirs to answer for; here every line must come out of the markup.
#[test]
fn mojibake_is_undone_behind_the_markup() {
    let misread = |page: &str| GBK.decode_without_bom_handling(page.as_bytes()).0.replace('\u{FFFD}', "?");
    assert_restored(MOJIBAKE_LINES, misread);
}

/// What the hijackers' server makes of a page, markup and all, becomes its text again.
#[test]
fn hijacked_pages_come_out_as_their_text() {
    let keys = observed::keys("1");
    let keys = observed::borrowed(&keys);
    assert_restored(HIJACKED_LINES, |page| hijack::hijack(page, &keys, hijack::MANY_MARKS));
}

/// Of the 56 lines of all pages, so many come back from a misread page; in the others a lost byte was guessed wrong, or
/// the script that holds them is not known for one.
const MOJIBAKE_LINES: usize = 46;

/// Of the 56 lines of all pages, so many come back from a hijacked page.
const HIJACKED_LINES: usize = 55;

fn assert_restored(fewest: usize, damage: impl Fn(&str) -> String) {
    let (mut restored, mut lost) = (0, String::new());
    for page in support::html() {
        let cleaned = clean(damage(&page.html).as_bytes(), &Settings::default()).text;
        let (common, all) = in_common(&page.expected, &cleaned);
        let _ = writeln!(lost, "{}: {common} of {all}\n{}", page.name, difference(&page.expected, &cleaned));
        restored += common;
    }
    assert_eq!(restored, fewest, "{lost}");
}

fn in_common(expected: &str, text: &str) -> (usize, usize) {
    let lines: Vec<&str> = text.lines().collect();
    (expected.lines().filter(|line| lines.contains(line)).count(), expected.lines().count())
}

fn judge(how: &str, damage: impl Fn(&str) -> Option<Vec<u8>>) {
    let mut failures = String::new();
    for page in support::html() {
        let Some(bytes) = damage(&page.html) else { continue };
        let cleaned = clean(&bytes, &Settings::default());
        if cleaned.text != page.expected {
            let difference = difference(&page.expected, &cleaned.text);
            let _ = writeln!(failures, "  {} ({how})\n{difference}", page.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn encoded(page: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(page);
    (!unmappable).then(|| bytes.into_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_gives_an_answer(parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..120)) {
        let page = parts.concat();
        let settings = Settings { html: Html::Yes, ..Settings::default() };
        let cleaned = clean(page.as_bytes(), &settings);
        prop_assert!(cleaned.text.is_empty() || cleaned.text.ends_with('\n'));
        let extracted = markup::extract(&page);
        prop_assert_eq!(extracted.text.is_empty(), extracted.shown == 0, "{}", page);
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..800)) {
        clean(&bytes, &Settings { html: Html::Yes, ..Settings::default() });
    }
}

const PARTS: [&str; 44] = [
    "<div>",
    "</div>",
    "<div class=\"nav\">",
    "<p>",
    "</p>",
    "<p style='display:none'>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<a href='/x'>",
    "</a>",
    "<b>",
    "</b>",
    "<span>",
    "</span>",
    "<h1>",
    "</h1>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<body>",
    "<img alt=\"",
    "\"",
    "?/p>",
    "<",
    ">",
    "&lt;",
    "首页",
    "今天下雨，我们没有出门，在家里看书。",
    "来源：某报",
    "\n",
    "<pre>",
];
