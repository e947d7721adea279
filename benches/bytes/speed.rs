//! How fast healthy pages pass, legacy pages are decoded and damaged ones repaired, as ratios in one run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use zhclean::decode::decode;
use zhclean::tables::{char_cost, is_han};
use zhclean::{Settings, pipeline};

use crate::forward::{encode, read};
use crate::mojibake;
use crate::text::{Random, Script, Texts};

/// Characters of a page: some 50 KB in UTF-8.
const PAGE: usize = 17_000;

/// Pages of each kind.
const PAGES: usize = 20;

/// How long each thing is measured.
const LASTS: Duration = Duration::from_millis(700);

/// Characters rarer than this (10 nats) are one in twenty of a page.
const RARE: u16 = 160;

/// Damage that is repaired.
const ROUNDS: &[(&str, &str)] =
    &[("UTF-8", "cp936"), ("UTF-8", "gb18030"), ("UTF-8", "windows-1252"), ("GBK", "windows-1252"), ("GBK", "big5")];

/// What is timed: those whose name holds a word.
struct Meter<'a> {
    case: &'a str,
}

/// Prints megabytes of input a second, on one core.
pub(crate) fn measure(texts: &Texts, case: &str) {
    println!("{:<58}{:>10}", format!("speed, on {PAGES} pages of {PAGE} characters"), "MB/s");
    let meter = Meter { case };
    let (simplified, traditional) = (texts.whole(Script::Simplified), pages(&texts.whole(Script::Traditional)));
    let is_common = |c: char| c.is_ascii() || "，。、：；（）“”《》".contains(c) || is_han(c) && char_cost(c) < RARE;
    let common: String = simplified.split_inclusive('\n').filter(|line| line.chars().all(is_common)).collect();
    let simplified = pages(&simplified);
    healthy(&meter, "UTF-8", &simplified);
    healthy(&meter, "UTF-8, common characters", &pages(&common));
    legacy(&meter, "gb18030", &simplified);
    legacy(&meter, "Big5", &traditional);
    for &(written, name) in ROUNDS {
        let case = format!("{written} > {name}: decode and mojibake");
        let damaged = |page: &String| read(&bytes_of(page, written), name).0.into_bytes();
        meter.rate(&case, || simplified.iter().map(damaged).collect(), restore);
    }
    let mut random = Random::new(1);
    let mut noise = || (0..50_000).map(|_| random.below(256) as u8).collect::<Vec<u8>>();
    let noise = || (0..PAGES).map(|_| noise()).collect();
    meter.rate("random bytes: the whole pipeline", noise, |page| zhclean::clean(page, &Settings::default()));
}

fn healthy(meter: &Meter<'_>, name: &str, pages: &[String]) {
    let pages = || pages.iter().map(|page| page.clone().into_bytes()).collect();
    meter.rate(&format!("{name}: encoding_rs"), pages, |page| encoding_rs::UTF_8.decode(page).0.into_owned());
    meter.rate(&format!("{name}: decode"), pages, |page| decode(page, &Settings::default()));
    meter.rate(&format!("{name}: decode and mojibake"), pages, restore);
}

fn legacy(meter: &Meter<'_>, name: &str, pages: &[String]) {
    let pages = || pages.iter().map(|page| bytes_of(page, name)).collect();
    let encoding = Encoding::for_label(name.as_bytes()).unwrap();
    meter.rate(&format!("{name}: known, encoding_rs"), pages, |page| encoding.decode(page).0.into_owned());
    meter.rate(&format!("{name}: chardetng, then encoding_rs"), pages, |page| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(page, true);
        detector.guess(None, chardetng::Utf8Detection::Allow).decode(page).0.into_owned()
    });
    meter.rate(&format!("{name}: decode"), pages, |page| decode(page, &Settings::default()));
}

fn restore(page: &[u8]) -> pipeline::Outcome {
    pipeline::run(decode(page, &Settings::default()).0, &mojibake::settings())
}

/// Pages from all over a text.
fn pages(text: &str) -> Vec<String> {
    let text: Vec<char> = text.chars().collect();
    let apart = (text.len() - PAGE) / PAGES;
    (0..PAGES).map(|i| text[i * apart..i * apart + PAGE].iter().collect()).collect()
}

/// What an encoding can hold of a page.
fn bytes_of(page: &str, name: &str) -> Vec<u8> {
    let single = |c: char| encode(c.encode_utf8(&mut [0; 4]), name).unwrap_or_default();
    let line = |line: &str| encode(line, name).unwrap_or_else(|| line.chars().flat_map(single).collect());
    page.split_inclusive('\n').flat_map(line).collect()
}

impl Meter<'_> {
    /// Prints the rate of the best of several passes over all pages.
    fn rate<T>(&self, name: &str, pages: impl FnOnce() -> Vec<Vec<u8>>, work: impl Fn(&[u8]) -> T) {
        if !name.contains(self.case) {
            return;
        }
        let pages = pages();
        let bytes: usize = pages.iter().map(Vec::len).sum();
        let began = Instant::now();
        let mut best = Duration::MAX;
        while began.elapsed() < LASTS {
            let pass = Instant::now();
            for page in &pages {
                black_box(work(black_box(page)));
            }
            best = best.min(pass.elapsed());
        }
        println!("{name:<58}{:>10.1}", bytes as f64 / 1e6 / best.as_secs_f64());
    }
}
