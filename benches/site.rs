//! What `--site-boilerplate` drops: from healthy corpora, each taken for the folder of one site and for folders of fifty
//! pages (their makers left out paragraphs of more than five documents, so this is the easier half), and from sites made of
//! them, whose menus and lists of titles no rule knows.
//!
//! `python3 benches/corpora/lay_out.py` lays out the articles; `cargo bench --bench site` prints both.
//! `ZHCLEAN_CORPORA=folder` is where the articles are; `-- --show 5` prints that many dropped lines of each corpus.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "html/random.rs"]
#[allow(unreachable_pub, reason = "part of this program")]
mod random;

use std::path::{Path, PathBuf};
use std::{env, fs};

use random::Random;
use zhclean::repair::Evidence;
use zhclean::site::{Census, Sight};
use zhclean::{Cleaned, Settings, clean};

/// Pages of a small folder.
const SMALL: usize = 50;

/// Pages of a made site.
const PAGES: usize = 300;

/// Titles of which each page of a made site lists some.
const TITLES: usize = 40;

/// Lines of a made site that stand on every page: no rule knows them.
const MENU: [&str; 7] = ["河湾人家", "渡口旧事", "山里山外", "风物志", "行路难", "手艺", "信箱"];
const FOOT: [&str; 3] = ["河湾人家编辑部", "本栏目由读者供稿", "读完请随手关灯"];

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let show = arguments.iter().position(|a| a == "--show").map_or(0, |at| arguments[at + 1].parse().unwrap());
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    let mut genres: Vec<PathBuf> =
        fs::read_dir(&folder).map(|files| files.map(|file| file.unwrap().path()).collect()).unwrap_or_default();
    genres.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    genres.sort();
    println!(
        "{:<22} {:>8} {:>9} {:>8} | {:>8} {:>8} {:>8}",
        "corpus", "pages", "lines", "dropped", "site P", "R all", "R titles"
    );
    for path in genres {
        let articles = articles(&path);
        let healthy = stripped(&articles);
        let lines: usize = healthy.iter().map(|page| page.page.lines().len()).sum();
        let dropped: Vec<&str> = healthy.iter().flat_map(dropped).collect();
        let small: Vec<Cleaned> = articles.chunks(SMALL).flat_map(stripped).collect();
        let small: Vec<&str> = small.iter().flat_map(self::dropped).collect();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        print!("{name:<22} {:>8} {lines:>9} {:>8} {:>8} |", articles.len(), dropped.len(), small.len());
        made(&articles);
        small.iter().chain(&dropped).take(show).for_each(|line| println!("    {line}"));
    }
}

/// Makes a site of the articles and prints precision and recall of what is dropped.
fn made(articles: &[String]) {
    let mut random = Random(3);
    let titles: Vec<String> =
        articles.iter().map(|text| text.chars().filter(|c| !c.is_ascii()).take(14).collect()).take(TITLES).collect();
    let mut around: Vec<Vec<String>> = Vec::new();
    let mut pages = Vec::new();
    for text in articles.iter().skip(TITLES).take(PAGES) {
        let first = random.below(titles.len().max(7) - 6);
        let listed: Vec<String> = titles.iter().skip(first).take(6).cloned().collect();
        pages.push(format!("{}\n{text}\n{}\n{}\n", MENU.join("\n"), listed.join("\n"), FOOT.join("\n")));
        around.push(listed);
    }
    let (mut right, mut wrong, mut found_titles) = (0, 0, 0);
    for (page, listed) in stripped(&pages).iter().zip(&around) {
        for line in dropped(page) {
            let is_title = listed.iter().any(|title| title == line);
            let is_frame = is_title || MENU.contains(&line) || FOOT.contains(&line);
            found_titles += usize::from(is_title);
            right += usize::from(is_frame);
            wrong += usize::from(!is_frame);
        }
    }
    let n_titles: usize = around.iter().map(Vec::len).sum();
    let all = n_titles + pages.len() * (MENU.len() + FOOT.len());
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    println!(" {:>8.4} {:>8.4} {:>8.4}", share(right, right + wrong), share(right, all), share(found_titles, n_titles));
}

fn stripped(pages: &[String]) -> Vec<Cleaned> {
    let mut cleaned: Vec<Cleaned> = pages.iter().map(|page| clean(page.as_bytes(), &Settings::default())).collect();
    let mut census = Census::default();
    cleaned.iter().for_each(|cleaned| census.add(&Sight::of("", &cleaned.page)));
    let site = census.finish();
    cleaned.iter_mut().for_each(|cleaned| cleaned.strip(&site, ""));
    cleaned
}

fn dropped(page: &Cleaned) -> impl Iterator<Item = &str> {
    let repeated = page.report.repairs.iter().filter(|told| matches!(told.evidence, Evidence::Repeated { .. }));
    repeated.map(|told| told.before.as_str())
}

fn articles(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let article = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        article["text"].as_str().unwrap().to_owned()
    };
    text.lines().map(article).collect()
}
