//! How fast healthy pages pass, legacy pages are decoded and damaged ones repaired, as ratios in one run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use zhclean::decode::decode;
use zhclean::{Page, Settings, pipeline};

use crate::forward::{encode, read};
use crate::mojibake;
use crate::text::{Script, Texts};

/// Characters of a page: some 50 KB in UTF-8.
const PAGE: usize = 17_000;

/// Pages of each kind.
const PAGES: usize = 20;

/// How long each thing is measured.
const LASTS: Duration = Duration::from_millis(700);

/// Prints megabytes of input a second, on one core.
pub(crate) fn measure(texts: &Texts) {
    println!("{:<58}{:>10}", format!("speed, on {PAGES} pages of {PAGE} characters"), "MB/s");
    let pages = |script| {
        let text: Vec<char> = texts.whole(script).chars().collect();
        let apart = (text.len() - PAGE) / PAGES;
        (0..PAGES).map(|i| text[i * apart..i * apart + PAGE].iter().collect::<String>()).collect::<Vec<_>>()
    };
    let (simplified, traditional) = (pages(Script::Simplified), pages(Script::Traditional));
    let utf8: Vec<Vec<u8>> = simplified.iter().map(|page| page.clone().into_bytes()).collect();
    rate("UTF-8: copied", &utf8, |page| page.to_vec());
    rate("UTF-8: checked and copied, encoding_rs", &utf8, |page| encoding_rs::UTF_8.decode(page).0.into_owned());
    rate("UTF-8: decode", &utf8, |page| decode(page, &Settings::default()));
    rate("UTF-8: decode and mojibake", &utf8, |page| {
        pipeline::run(decode(page, &Settings::default()).0, &mojibake::settings())
    });
    for (name, text) in [("gb18030", &simplified), ("Big5", &traditional)] {
        let keep = |page: &String| page.chars().filter(|c| encode(&c.to_string(), name).is_some()).collect::<String>();
        let bytes: Vec<Vec<u8>> = text.iter().map(|page| encode(&keep(page), name).unwrap()).collect();
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
        rate(&format!("{name}: known, encoding_rs"), &bytes, |page| encoding.decode(page).0.into_owned());
        rate(&format!("{name}: chardetng, then encoding_rs"), &bytes, |page| {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(page, true);
            detector.guess(None, chardetng::Utf8Detection::Allow).decode(page).0.into_owned()
        });
        rate(&format!("{name}: decode"), &bytes, |page| decode(page, &Settings::default()));
    }
    let rounds =
        [("UTF-8", "cp936"), ("UTF-8", "gb18030"), ("UTF-8", "windows-1252"), ("GBK", "windows-1252"), ("GBK", "big5")];
    for (written, name) in rounds {
        let keep =
            |page: &String| page.chars().filter(|c| encode(&c.to_string(), written).is_some()).collect::<String>();
        let damaged = |page| read(&encode(&keep(page), written).unwrap(), name).0.into_bytes();
        let bytes: Vec<Vec<u8>> = simplified.iter().map(damaged).collect();
        rate(&format!("{written} > {name}: decode and mojibake"), &bytes, |page| {
            pipeline::run(decode(page, &Settings::default()).0, &mojibake::settings())
        });
    }
    let mut state = 1u64;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    let noise: Vec<Vec<u8>> = (0..PAGES).map(|_| (0..50_000).map(|_| noise()).collect()).collect();
    rate("random bytes: the whole pipeline", &noise, |page| zhclean::clean(page, &Settings::default()));
    rate("ASCII: decode and mojibake", &[vec![b'a'; 50_000]], |page| {
        pipeline::run(Page::from_text(&String::from_utf8_lossy(page)), &mojibake::settings())
    });
}

/// Prints the rate of the best of several passes over all pages.
fn rate<T>(name: &str, pages: &[Vec<u8>], work: impl Fn(&[u8]) -> T) {
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let began = Instant::now();
    let mut best = Duration::MAX;
    while began.elapsed() < LASTS {
        let pass = Instant::now();
        for page in pages {
            black_box(work(black_box(page)));
        }
        best = best.min(pass.elapsed());
    }
    println!("{name:<58}{:>10.1}", bytes as f64 / 1e6 / best.as_secs_f64());
}
