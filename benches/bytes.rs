//! How well and how fast bytes become text and mojibake becomes Chinese, beside other tools, in one run.
//!
//! `python3 benches/corpora/lay_out.py` lays out the texts that samples are cut from, with a fixed seed; then
//! `cargo bench --bench bytes` prints accuracy by case and length, what changes of healthy text, and speed.
//! `-- --only detection|mojibake|healthy|speed` prints a part, `-- --samples 1000` takes that many for each case and
//! length, `-- --peers 100` gives so many of them to the tools that are no crates (0 for none; they are slow),
//! `-- --case WORD` takes the cases whose name holds it, `-- --show 3` prints failures of each;
//! `-- --megabytes 10` is how much healthy text is looked at for each script and length;
//! `ZHCLEAN_CORPORA=folder` is where the texts are.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring program")]

#[path = "bytes/detection.rs"]
mod detection;
#[path = "bytes/forward.rs"]
mod forward;
#[path = "bytes/healthy.rs"]
mod healthy;
#[path = "bytes/mojibake.rs"]
mod mojibake;
#[path = "bytes/speed.rs"]
mod speed;
#[path = "bytes/table.rs"]
mod table;
#[path = "bytes/text.rs"]
mod text;

use std::env;
use std::path::{Path, PathBuf};

use table::Table;
use text::Texts;

/// Samples of each case and length, unless `--samples` says otherwise.
const SAMPLES: usize = 300;

/// How many of them the tools see that are no crates, unless `--peers` says otherwise.
const PEERS: usize = 100;

/// Megabytes of healthy text, unless `--megabytes` says otherwise.
const MEGABYTES: usize = 10;

/// What the command line asks for.
struct Options {
    samples: usize,
    show: usize,
    case: String,
}

/// Measures the cases of one part and counts into its table.
type Measure = fn(&Texts, &Options, &mut Table);

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let value = |name: &str| arguments.iter().position(|a| a == name).map(|at| arguments[at + 1].clone());
    let number = |name: &str, default| value(name).map_or(default, |number| number.parse().unwrap());
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let folder = env::var_os("ZHCLEAN_CORPORA").map_or_else(|| target.join("corpora"), PathBuf::from);
    let texts = Texts::read(&folder);
    let only = value("--only");
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let options = Options {
        samples: number("--samples", SAMPLES),
        show: number("--show", 0),
        case: value("--case").unwrap_or_default(),
    };
    let peers = number("--peers", PEERS);
    let parts: [(&str, &'static str, Measure); 2] = [
        ("detection", "encoding found, percent", detection::measure),
        ("mojibake", "restored exactly, percent", mojibake::measure),
    ];
    for (part, title, measure) in parts.into_iter().filter(|(part, ..)| wanted(part)) {
        let mut table = Table::new(title, peers);
        measure(&texts, &options, &mut table);
        table.ask_peers(&target.join(format!("bytes-{part}.jsonl")));
        table.print();
    }
    if wanted("healthy") {
        healthy::measure(&texts, number("--megabytes", MEGABYTES) * 1_000_000, options.show);
    }
    if wanted("speed") {
        speed::measure(&texts, &options.case);
    }
}
