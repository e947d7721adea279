//! How much of the text of HTML pages comes out, and at what cost: pages made around clean articles, by template.
//!
//! `python3 benches/corpora/lay_out.py` lays out the articles; `cargo bench --bench html` then prints the page F of
//! character pairs for each template: of `zhclean::clean`, of its extraction alone, and of the extractor it asks
//! (dom_smoothie) alone; then pages a second of each. `-- --pages 100` makes that many of each template, `-- --show 3`
//! prints the worst. `ZHCLEAN_CORPORA=folder` is where the articles are. `ZHCLEAN_TRAFILATURA=python` names a Python
//! that has trafilatura, for a column beside. `ZHCLEAN_HTML_GOLD=folder` adds real pages: NAME.html with the text
//! that people took from it in NAME.txt; those without one count for the time only.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "html/pages.rs"]
#[allow(unreachable_pub, reason = "part of this program")]
mod pages;
#[path = "html/random.rs"]
#[allow(unreachable_pub, reason = "part of this program")]
mod random;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use dom_smoothie::Readability;
use pages::{Article, Page, TEMPLATES};
use random::Random;
use zhclean::{Settings, clean};

/// Pages of each template, unless `--pages` says otherwise.
const PAGES: usize = 60;

/// Genres whose articles stand on pages.
const GENRES: [&str; 5] = ["news", "reviews", "laws", "books-simplified", "help-simplified"];

/// Each program reads the pages so often; the quickest round counts.
const ROUNDS: usize = 3;

/// What is measured of each page.
const COLUMNS: [&str; 4] = ["zhclean", "extraction", "extractor", "trafilatura"];

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let number = |name: &str, default| {
        arguments.iter().position(|a| a == name).map_or(default, |at| arguments[at + 1].parse().unwrap())
    };
    let folder = env::var_os("ZHCLEAN_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/corpora"), PathBuf::from);
    let articles = articles(&folder);
    let mut sets: Vec<(String, Vec<Page>)> = Vec::new();
    for (name, template) in TEMPLATES.iter().filter(|_| articles.len() > 100) {
        let mut random = Random(7);
        let made = (0..number("--pages", PAGES)).map(|_| {
            let from = random.below(articles.len() - 40);
            template(&articles[from..from + 40], &mut random)
        });
        sets.push(((*name).to_owned(), made.collect()));
    }
    sets.extend(env::var_os("ZHCLEAN_HTML_GOLD").map(|folder| ("gold".to_owned(), gold(Path::new(&folder)))));
    measure(&sets, number("--show", 0));
    hostile();
}

/// Repeated, each of these once made some parser look at the whole page again and again.
const HOSTILE: [&str; 16] = [
    "<div>",
    "<b><p>",
    "<table><tr><td>",
    "<a ",
    "<!--",
    "</",
    "<script>",
    "&",
    "&amp;",
    "?/p>",
    "<p a=\"",
    "<p a='?><",
    "<li>一",
    "<x y=1 ",
    "<ul><li><a href=x>一</a>",
    "<td>一</table>",
];

/// The most that eight times as much markup takes in times, over patterns that markup repeats.
fn hostile() {
    let time = |part: &str, n: usize| {
        let page = format!("<html><body>{}", part.repeat(n / part.len()));
        let started = seconds_at_work();
        zhclean::markup::extract(&page);
        (seconds_at_work() - started).max(1e-4)
    };
    println!("\n{:<26} {:>8} {:>8} {:>6}", "repeated", "100 kB", "800 kB", "times");
    for part in HOSTILE {
        let (small, large) = (time(part, 100_000), time(part, 800_000));
        println!("{part:<26} {:>6.1}ms {:>6.1}ms {:>6.1}", small * 1e3, large * 1e3, large / small);
    }
}

fn measure(sets: &[(String, Vec<Page>)], show: usize) {
    println!("{:<12} {:>5} {}", "page F", "pages", COLUMNS.map(|name| format!("{name:>12}")).concat());
    let mut seconds = [0.0; COLUMNS.len()];
    let (mut all, mut n_all, mut n_empty) = ([0.0; COLUMNS.len()], 0, 0);
    for (name, pages) in sets {
        let answers = answers(pages, &mut seconds);
        let mut scores: Vec<(usize, [f64; COLUMNS.len()])> = Vec::new();
        for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.truth.is_empty()) {
            let truth = pairs(&page.truth.concat());
            scores.push((at, std::array::from_fn(|column| f(&truth, &pairs(&answers[column][at])))));
            n_empty += usize::from(answers[0][at].trim().is_empty());
        }
        let mean = |column: usize| scores.iter().map(|(_, score)| score[column]).sum::<f64>() / scores.len() as f64;
        let means: [f64; COLUMNS.len()] = std::array::from_fn(mean);
        if scores.is_empty() {
            continue;
        }
        println!("{name:<12} {:>5} {}", scores.len(), means.map(|mean| format!("{mean:>12.4}")).concat());
        all.iter_mut().zip(means).for_each(|(sum, mean)| *sum += mean * scores.len() as f64);
        n_all += scores.len();
        scores.sort_by(|(_, one), (_, other)| one[0].total_cmp(&other[0]));
        for (at, score) in scores.iter().take(show) {
            println!("--- {score:.3?}\n{}\n+++\n{}", pages[*at].truth.join("\n"), answers[0][*at]);
        }
    }
    println!("{:<12} {n_all:>5} {}", "all", all.map(|sum| format!("{:>12.4}", sum / n_all as f64)).concat());
    println!("pages empty  {n_empty:>5}");
    let n_timed: usize = sets.iter().map(|(_, pages)| pages.len()).sum();
    println!("{:<18} {}", "pages/s", seconds.map(|seconds| format!("{:>12.1}", n_timed as f64 / seconds)).concat());
    println!("{:<18} {}", "of the extractor", seconds.map(|own| format!("{:>12.2}", seconds[2] / own)).concat());
}

/// The text of every page by each program, with the time each took added.
fn answers(pages: &[Page], seconds: &mut [f64; COLUMNS.len()]) -> [Vec<String>; COLUMNS.len()] {
    // The first round pays for cold memory, and another program may take a part of any.
    let mut timed = |column: usize, run: &dyn Fn(&Page) -> String| {
        let round = |_| {
            let started = seconds_at_work();
            let texts: Vec<String> = pages.iter().map(run).collect();
            (texts, seconds_at_work() - started)
        };
        let rounds: Vec<_> = (0..ROUNDS).map(round).collect();
        seconds[column] += rounds.iter().map(|(_, seconds)| *seconds).fold(f64::INFINITY, f64::min);
        rounds.into_iter().next().map_or_else(Vec::new, |(texts, _)| texts)
    };
    let cleaned = timed(0, &|page| clean(page.html.as_bytes(), &Settings::default()).text);
    let extracted = timed(1, &|page| zhclean::markup::extract(&page.html).text);
    let extractor = timed(2, &|page| {
        let article = Readability::new(page.html.as_str(), None, None).and_then(|mut page| page.parse());
        article.map_or_else(|_| String::new(), |article| article.text_content.to_string())
    });
    let (theirs, took) = trafilatura(pages).unwrap_or_else(|| (vec![String::new(); pages.len()], f64::NAN));
    seconds[3] += took;
    [cleaned, extracted, extractor, theirs]
}

/// Seconds this program has worked, where the system tells (Linux); otherwise those that have gone by.
fn seconds_at_work() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |n| n / 1e9)
}

fn trafilatura(pages: &[Page]) -> Option<(Vec<String>, f64)> {
    let python = env::var_os("ZHCLEAN_TRAFILATURA")?;
    let folder = tempfile::tempdir().unwrap();
    let path = |at: usize, end: &str| folder.path().join(format!("{at:06}.{end}"));
    for (at, page) in pages.iter().enumerate() {
        fs::write(path(at, "html"), &page.html).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/html/trafilatura_text.py");
    let run = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let texts = (0..pages.len()).map(|at| fs::read_to_string(path(at, "txt")).unwrap()).collect();
    Some((texts, String::from_utf8(run.stdout).unwrap().trim().parse().unwrap()))
}

/// Pairs of characters that are no blanks, with their number.
fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut pairs = HashMap::new();
    for pair in chars.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    pairs
}

fn f(truth: &HashMap<(char, char), usize>, answer: &HashMap<(char, char), usize>) -> f64 {
    let common: usize = truth.iter().map(|(pair, n)| answer.get(pair).map_or(0, |m| *m.min(n))).sum();
    let (all, given): (usize, usize) = (truth.values().sum(), answer.values().sum());
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (all + given) as f64 }
}

fn articles(folder: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    let texts: Vec<String> =
        GENRES.iter().filter_map(|genre| fs::read_to_string(folder.join(format!("{genre}.jsonl"))).ok()).collect();
    for line in texts.iter().flat_map(|text| text.lines()) {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let paragraphs: Vec<String> =
            article["text"].as_str().unwrap().lines().map(|line| line.trim().to_owned()).collect();
        let paragraphs: Vec<String> = paragraphs.into_iter().filter(|line| !line.is_empty()).collect();
        let title =
            paragraphs[0].split(['，', '。', '、', '；', '：', '！', '？', ',', ' ', '（']).next().unwrap_or("");
        let title: String = title.chars().take(24).collect();
        if title.chars().count() >= 5 && paragraphs.iter().map(String::len).sum::<usize>() > 300 {
            articles.push(Article { title, paragraphs });
        }
    }
    articles
}

fn gold(folder: &Path) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "html"));
    paths.sort();
    let read = |path: PathBuf| {
        let truth = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        let bytes = fs::read(&path).unwrap();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        Page { html, truth: truth.lines().map(str::to_owned).collect() }
    };
    paths.into_iter().map(read).collect()
}
