//! The shape of the source: layers, sizes and first lines. A reader may trust `src/lib.rs` for the order of
//! modules because this test does.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the source")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file longer than this holds more than one thing.
const LONGEST_FILE: usize = 400;

/// Modules the command line has no business with.
const INSIDES: [&str; 5] = ["tables", "fold", "score", "layout", "stages"];

/// What `src/lib.rs` itself offers, which only the Python module uses from inside.
const FACE: [&str; 3] = ["clean", "clean_text", "Cleaned"];

struct Source {
    /// Path below the package, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    /// The layer a file of the library belongs to: its first folder or its own name below `src/`.
    fn layer(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        let layer = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(layer, "lib" | "main" | "cli")).then_some(layer)
    }

    /// Every module of the library that the code names after `root`, such as `crate::`. Comments do not count.
    fn uses(&self, root: &str) -> Vec<String> {
        let code: Vec<&str> = self.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let mut found = Vec::new();
        for part in code.split(root).skip(1) {
            let group = part.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(group, _)| group);
            for path in group.map_or_else(|| vec![part], |group| group.split(',').collect()) {
                let name = path.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next();
                found.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        found
    }
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let layers = layers();
    let place = |name: &str| layers.iter().position(|layer| layer == name);
    for source in sources("src") {
        let Some(own) = source.layer() else { continue };
        let own_place = place(own).unwrap_or_else(|| panic!("{} is in no layer of src/lib.rs", source.path));
        for used in source.uses("crate::") {
            if own == "python" && FACE.contains(&used.as_str()) {
                continue;
            }
            let used_place = place(&used);
            let is_above = used_place.is_some_and(|used_place| used_place <= own_place);
            assert!(is_above, "{} uses crate::{used}, which does not stand above it in src/lib.rs", source.path);
        }
    }
}

#[test]
fn stages_do_not_know_each_other() {
    for source in sources("src/stages") {
        let own = source.path.trim_start_matches("src/stages/").trim_end_matches(".rs");
        let own = own.split('/').next().unwrap();
        let code: String = source.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let mut others = code.split("stages::").skip(1).map(|rest| rest.split("::").next().unwrap_or(""));
        assert!(others.all(|other| other == own), "{} uses another stage", source.path);
        let is_part = source.path.trim_start_matches("src/stages/").contains('/');
        assert!(is_part || !code.replace("use super::*", "").contains("super::super"), "{} climbs out", source.path);
        assert!(is_part || !code.contains("use super::{"), "{} uses another stage", source.path);
    }
}

#[test]
fn the_command_line_uses_only_the_public_face() {
    for source in
        sources("src").iter().filter(|source| source.path.starts_with("src/cli") || source.path == "src/main.rs")
    {
        for used in source.uses("zhclean::") {
            assert!(!INSIDES.contains(&used.as_str()), "{} uses zhclean::{used}", source.path);
        }
    }
    for source in sources("src").iter().filter(|source| source.layer().is_some()) {
        assert!(!source.text.contains("crate::cli"), "{} knows the command line", source.path);
    }
}

#[test]
fn files_are_short_and_say_what_they_hold() {
    for source in sources("src").into_iter().chain(sources("tests")) {
        let lines = source.text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", source.path);
        assert!(source.text.starts_with("//! "), "{} does not begin with what it holds", source.path);
    }
}

/// The modules of the library in layer order: the `pub mod` lines of `src/lib.rs`.
fn layers() -> Vec<String> {
    let text = fs::read_to_string(package().join("src/lib.rs")).unwrap();
    let name = |line: &str| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned);
    text.lines().filter_map(name).collect()
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![package().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(package()).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
