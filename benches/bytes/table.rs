//! Counts by case, tool and column, the samples for tools that are no crates, and how both are printed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::text::LENGTHS;

/// A sample as `peers.py` reads it.
pub(crate) struct Sample {
    json: serde_json::Value,
}

impl Sample {
    /// Bytes and the encoding they are in.
    pub(crate) fn of_bytes(case: &str, column: usize, number: usize, bytes: &[u8], encoding: &str) -> Self {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let json =
            serde_json::json!({ "case": case, "column": column, "number": number, "bytes": hex, "encoding": encoding });
        Sample { json }
    }

    /// Damaged text and what it was.
    pub(crate) fn of_text(case: &str, column: usize, number: usize, damaged: &str, text: &str) -> Self {
        let json =
            serde_json::json!({ "case": case, "column": column, "number": number, "damaged": damaged, "text": text });
        Sample { json }
    }
}

/// Right answers and all, in parts of one.
#[derive(Clone, Copy, Default)]
struct Count {
    right: f64,
    all: f64,
}

/// A table of shares.
pub(crate) struct Table {
    title: &'static str,
    cases: Vec<&'static str>,
    counts: BTreeMap<(String, String), [Count; LENGTHS.len()]>,
    samples: Vec<Sample>,
    kept: usize,
}

impl Table {
    /// An empty table; of each case and column the first `kept` samples are for the other tools.
    pub(crate) fn new(title: &'static str, kept: usize) -> Self {
        Table { title, cases: Vec::new(), counts: BTreeMap::new(), samples: Vec::new(), kept }
    }

    /// Counts one answer.
    pub(crate) fn count(&mut self, case: &'static str, tool: &str, column: usize, right: bool) {
        self.add(case, tool, column, f64::from(u8::from(right)), 1.0);
    }

    /// Counts `right` of `all`.
    pub(crate) fn add(&mut self, case: &'static str, tool: &str, column: usize, right: f64, all: f64) {
        if !self.cases.contains(&case) {
            self.cases.push(case);
        }
        let count = &mut self.counts.entry((case.to_owned(), tool.to_owned())).or_default()[column];
        *count = Count { right: count.right + right, all: count.all + all };
    }

    /// Keeps a sample for the other tools.
    pub(crate) fn keep(&mut self, sample: Sample) {
        if sample.json["number"].as_u64().unwrap() < self.kept as u64 {
            self.samples.push(sample);
        }
    }

    /// Asks the tools that `peers.py` finds; without Python or without tools there are none.
    pub(crate) fn ask_peers(&mut self, scratch: &Path) {
        if self.samples.is_empty() {
            return;
        }
        let mut file = std::fs::File::create(scratch).unwrap();
        for sample in self.samples.drain(..) {
            writeln!(file, "{}", sample.json).unwrap();
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
        let Ok(answer) = Command::new("python3").arg(script).arg(scratch).output() else { return };
        print!("{}", String::from_utf8_lossy(&answer.stderr));
        for line in String::from_utf8_lossy(&answer.stdout).lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let case = self.cases.iter().copied().find(|&case| row["case"] == case).unwrap();
            let column = row["column"].as_u64().unwrap() as usize;
            self.add(
                case,
                row["peer"].as_str().unwrap(),
                column,
                row["right"].as_f64().unwrap(),
                row["all"].as_f64().unwrap(),
            );
        }
    }

    /// Prints the table: a row for each case and tool, shares in percent.
    pub(crate) fn print(&self) {
        print!("{:<34}{:<20}", self.title, "tool");
        LENGTHS.iter().for_each(|length| print!("{length:>8}"));
        println!();
        for case in &self.cases {
            let mut name = *case;
            for ((_, tool), counts) in self.counts.iter().filter(|((own, _), _)| own == case) {
                print!("{name:<34}{tool:<20}");
                for count in counts {
                    match count.all {
                        0.0 => print!("{:>8}", "-"),
                        all => print!("{:>8.2}", 100.0 * count.right / all),
                    }
                }
                println!();
                name = "";
            }
        }
        println!();
    }
}
