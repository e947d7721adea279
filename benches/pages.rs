//! What cleaning costs, by kind of page and by stage.
//!
//! `cargo bench --bench pages` prints times and throughput; `benches/instructions.py` counts instructions, which a
//! busy machine does not change, by `--run KIND PART TIMES`; `benches/scale.py` measures whole processes on the pages,
//! which `--print KIND` gives as a web archive. The pages are made of the articles in
//! `benches/pages/articles.txt`, which are our own and stay as they are, so that figures compare.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program")]

#[path = "../tests/damage/hijack.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "shared with the tests")]
mod hijack;
#[path = "pages/kinds.rs"]
mod kinds;
#[path = "../tests/damage/observed.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "shared with the tests")]
mod observed;

use std::io::Write;

use divan::Bencher;
use divan::counter::BytesCount;
use zhclean::pipeline::STAGES;
use zhclean::repair::Damage;
use zhclean::settings::Damages;
use zhclean::{Page, Settings, clean, decode, pipeline};

use kinds::{KINDS, pages};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let asked: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match asked.as_slice() {
        ["--run", kind, part, times, ..] => run(kind, part, times.parse().unwrap()),
        ["--print", kind, ..] => print(kind),
        _ => divan::main(),
    }
}

/// Writes the pages of a kind as records of a web archive.
fn print(kind: &str) {
    let content_type = if kind == "html" { "text/html" } else { "text/plain" };
    let mut out = std::io::stdout().lock();
    for page in pages(kind) {
        let length = page.len();
        write!(out, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: {content_type}\r\n").unwrap();
        write!(out, "Content-Length: {length}\r\n\r\n").unwrap();
        out.write_all(&page).unwrap();
        write!(out, "\r\n\r\n").unwrap();
    }
}

/// Does one part of the work over the pages of a kind, so many times, and prints how many bytes they are.
fn run(kind: &str, part: &str, times: usize) {
    let pages = pages(kind);
    let decoded = decoded(&pages);
    for _ in 0..times {
        match part {
            "all" => pages.iter().for_each(|page| drop(divan::black_box(clean(page, &Settings::default())))),
            "decode" => drop(divan::black_box(self::decoded(&pages))),
            stage => decoded.iter().for_each(|page| stage_alone(page, stage)),
        }
    }
    println!("{}", size(&pages));
}

fn decoded(pages: &[Vec<u8>]) -> Vec<Page> {
    pages.iter().map(|page| decode::decode(page, &Settings::default()).0).collect()
}

/// One stage over a decoded page; none where no stage has the name, which is what copying the page costs.
fn stage_alone(page: &Page, stage: &str) {
    let damage = Damage::ALL.into_iter().find(|damage| damage.name() == stage);
    let stages = damage.map_or(Damages::NONE, |damage| Damages::NONE.with(damage));
    let settings = Settings { stages, ..Settings::default() };
    drop(divan::black_box(pipeline::run(page.clone(), &settings)));
}

fn size(pages: &[Vec<u8>]) -> usize {
    pages.iter().map(Vec::len).sum()
}

/// The whole way of a page: decoding, all stages, text and report.
#[divan::bench(args = KINDS, max_time = 5)]
fn whole(bencher: Bencher<'_, '_>, kind: &str) {
    let pages = pages(kind);
    bencher.counter(BytesCount::new(size(&pages))).bench(|| {
        pages.iter().for_each(|page| drop(divan::black_box(clean(page, &Settings::default()))));
    });
}

#[divan::bench(args = KINDS, max_time = 2)]
fn decoding(bencher: Bencher<'_, '_>, kind: &str) {
    let pages = pages(kind);
    bencher.counter(BytesCount::new(size(&pages))).bench(|| decoded(&pages));
}

/// Each stage by itself on healthy pages, where all of it is for nothing.
#[divan::bench(args = STAGES.iter().map(|stage| stage.damage.name()), max_time = 2)]
fn stage_on_healthy(bencher: Bencher<'_, '_>, stage: &str) {
    one_stage(bencher, "healthy", stage);
}

/// Each stage by itself on damaged pages.
#[divan::bench(args = STAGES.iter().map(|stage| stage.damage.name()), max_time = 2)]
fn stage_on_damaged(bencher: Bencher<'_, '_>, stage: &str) {
    one_stage(bencher, "damaged", stage);
}

fn one_stage(bencher: Bencher<'_, '_>, kind: &str, stage: &str) {
    let pages = pages(kind);
    let decoded = decoded(&pages);
    bencher.counter(BytesCount::new(size(&pages))).bench(|| decoded.iter().for_each(|page| stage_alone(page, stage)));
}
