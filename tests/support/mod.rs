//! Fixtures read from their folders, as data: what the tests share, so that each of them walks the same set.
#![allow(dead_code, unreachable_pub, reason = "each test crate uses its own part")]
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use zhclean::charset::Charset;
use zhclean::repair::{Certainty, Damage};
use zhclean::settings::{Damages, Form, Script, Settings, Width};

/// Settings as a fixture writes them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    script: Option<String>,
    width: Option<String>,
    form: Option<String>,
    #[serde(default)]
    strict: bool,
    encoding: Option<String>,
}

impl Choices {
    pub fn settings(&self) -> Settings {
        let defaults = Settings::default();
        Settings {
            script: self.script.as_deref().map_or(defaults.script, |name| match name {
                "auto" => Script::Auto,
                "simplified" => Script::Simplified,
                "traditional" => Script::Traditional,
                "keep" => Script::Keep,
                other => panic!("no script is called {other}"),
            }),
            width: self.width.as_deref().map_or(defaults.width, |name| match name {
                "auto" => Width::Auto,
                "keep" => Width::Keep,
                other => panic!("no width is called {other}"),
            }),
            form: self.form.as_deref().map_or(defaults.form, |name| match name {
                "nfc" => Form::Nfc,
                "nfkc" => Form::Nfkc,
                "none" => Form::None,
                other => panic!("no form is called {other}"),
            }),
            apply_from: if self.strict { Certainty::Certain } else { defaults.apply_from },
            encoding: self.encoding.as_deref().map(|label| Charset::for_label(label).expect("a known encoding")),
            ..defaults
        }
    }
}

/// A case of `fixtures/lines/*.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub why: String,
    pub stage: Option<String>,
    before: Option<String>,
    before_hex: Option<String>,
    after: Option<String>,
    pub encoding: Option<String>,
    pub malformed: Option<u64>,
    pub nulls: Option<u64>,
    pub other: Option<Vec<String>>,
    #[serde(default)]
    settings: Choices,
    pub held: Option<BTreeMap<String, usize>>,
    /// What the report must know of the page, as it is written there.
    pub metadata: Option<serde_json::Value>,
    /// The findings the report must have, by name.
    pub findings: Option<Vec<String>>,
    #[serde(default)]
    pub known_failure: bool,
}

impl Case {
    pub fn input(&self) -> Vec<u8> {
        match (&self.before, &self.before_hex) {
            (Some(text), None) => text.clone().into_bytes(),
            (None, Some(hex)) => from_hex(hex),
            _ => panic!("{}: a case has either `before` or `before_hex`", self.name),
        }
    }

    /// What must come out: `after`, or the text that went in.
    pub fn expected(&self) -> String {
        let unchanged = || self.before.as_deref().expect("a case in bytes says what comes out");
        ended(self.after.as_deref().unwrap_or_else(unchanged))
    }

    pub fn settings(&self) -> Settings {
        let settings = self.settings.settings();
        let Some(name) = &self.stage else { return settings };
        let damage = Damage::ALL.into_iter().find(|damage| damage.name() == name);
        let damage = damage.unwrap_or_else(|| panic!("{}: no stage is called {name}", self.name));
        Settings { stages: Damages::NONE.with(damage), ..settings }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

/// The `case.toml` of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub title: String,
    pub kind: String,
    pub source: String,
    pub licence: String,
    pub why: String,
    pub damages: Vec<String>,
    pub recipe: Recipe,
    #[serde(default)]
    pub settings: Choices,
    #[serde(default)]
    pub known_failure: bool,
}

/// How `input.bin` was made of `expected.txt`; `tests/damage` follows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Recipe {
    /// Template lines before and after the text, hijacked with it.
    pub head: String,
    pub tail: String,
    /// Marks at which the hijacked page was split; without them it was not hijacked.
    pub marks: Option<String>,
    /// How many keys were glossed.
    pub keys: usize,
    /// Keyword lines that the hijackers added after turning.
    pub spam_head: String,
    pub spam_tail: String,
    /// Whether full-width marks were folded.
    pub folded: bool,
    /// Before each line, and, if any, on a line of its own after every third.
    pub indentation: String,
    pub blank: Option<String>,
    /// Misreadings such as `utf-8>gbk`, in order, and the lines they befell; all if none are named.
    pub mojibake: Vec<String>,
    pub mojibake_lines: Vec<usize>,
    /// The encoding of the file.
    pub encoding: String,
    pub crlf: bool,
}

/// Input of any fixture, with the settings it asks for.
#[derive(Clone, Debug)]
pub struct Fixture {
    pub name: String,
    pub bytes: Vec<u8>,
    pub settings: Settings,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every case of `fixtures/lines`, with the file it stands in.
pub fn cases() -> Vec<(String, Case)> {
    let mut cases = Vec::new();
    for path in listed(&root().join("lines")) {
        let file = path.file_stem().expect("a named file").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a readable fixture");
        let parsed: CaseFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        cases.extend(parsed.case.into_iter().map(|case| (file.clone(), case)));
    }
    cases
}

/// Every folder of `fixtures/pages`, with what its `case.toml` says.
pub fn pages() -> Vec<(PathBuf, About)> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(path.join("case.toml")).expect("a page has a case.toml");
        let about = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path, about)
    };
    listed(&root().join("pages")).into_iter().map(read).collect()
}

/// Every page of `fixtures/untouched`.
pub fn untouched() -> Vec<(String, Vec<u8>)> {
    let read = |path: PathBuf| {
        let bytes = fs::read(path.join("input.txt")).expect("a healthy page has an input.txt");
        (named(&path), bytes)
    };
    listed(&root().join("untouched")).into_iter().map(read).collect()
}

/// A page of `fixtures/html`.
#[derive(Clone, Debug)]
pub struct Html {
    pub name: String,
    pub html: String,
    pub expected: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhyHere {
    why: String,
}

/// Every page of `fixtures/html`.
pub fn html() -> Vec<Html> {
    let read = |path: PathBuf| {
        let text = |file: &str| fs::read_to_string(path.join(file)).expect("a page of HTML has its files");
        let about: WhyHere = toml::from_str(&text("about.toml")).expect("about.toml says why");
        assert!(!about.why.is_empty(), "{}: a page says why it is here", path.display());
        Html { name: named(&path), html: text("page.html"), expected: text("expected.txt") }
    };
    listed(&root().join("html")).into_iter().map(read).collect()
}

/// The input of every fixture of every kind.
pub fn every() -> Vec<Fixture> {
    let lines = cases().into_iter().map(|(file, case)| Fixture {
        name: format!("lines/{file}: {}", case.name),
        bytes: case.input(),
        settings: case.settings(),
    });
    let pages = pages().into_iter().map(|(path, about)| Fixture {
        name: format!("pages/{}", named(&path)),
        bytes: fs::read(path.join("input.bin")).expect("a page has an input.bin"),
        settings: about.settings.settings(),
    });
    let untouched = untouched().into_iter().map(|(name, bytes)| Fixture {
        name: format!("untouched/{name}"),
        bytes,
        settings: Settings::default(),
    });
    let html = html().into_iter().map(|page| Fixture {
        name: format!("html/{}", page.name),
        bytes: page.html.into_bytes(),
        settings: Settings::default(),
    });
    lines.chain(pages).chain(untouched).chain(html).collect()
}

pub fn named(path: &Path) -> String {
    path.file_name().expect("a named fixture").to_string_lossy().into_owned()
}

/// A text with the final newline that every output has.
pub fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// The lines in which two texts differ, for a reader.
pub fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<_>, Vec<_>) = (expected.split('\n').collect(), actual.split('\n').collect());
    let head = expected.iter().zip(&actual).take_while(|(a, b)| a == b).count();
    let tail = expected[head..].iter().rev().zip(actual[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let shown = |mark: char, lines: &[&str]| {
        lines[head..lines.len() - tail].iter().map(|line| format!("      {mark} {line:?}\n")).collect::<String>()
    };
    format!("    from line {}:\n{}{}", head + 1, shown('-', &expected), shown('+', &actual))
}

fn from_hex(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex digits");
    digits.chunks(2).map(byte).collect()
}

/// What stands in a folder, sorted; nothing where there is no such folder.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.retain(|path| !named(path).starts_with('.'));
    paths.sort();
    paths
}
