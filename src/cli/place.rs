//! Where a path really is, for paths that may not exist yet.
//! Two spellings of one place have to be seen as one before anything is written there.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// `path` without links, `.` and `..`: what exists of it as the system sees it, the rest as written.
pub(crate) fn resolve(path: &Path) -> PathBuf {
    let mut missing: Vec<OsString> = Vec::new();
    let mut rest = path;
    loop {
        let exists = if rest.as_os_str().is_empty() { Path::new(".") } else { rest };
        if let Ok(real) = fs::canonicalize(exists) {
            return missing.iter().rev().fold(real, append);
        }
        let Some(parent) = rest.parent() else {
            return missing.iter().rev().fold(rest.to_path_buf(), append);
        };
        if let Some(last) = rest.components().next_back() {
            missing.push(last.as_os_str().to_owned());
        }
        rest = parent;
    }
}

/// The places of many files, with each folder looked up once.
#[derive(Debug, Default)]
pub(crate) struct Places(HashMap<PathBuf, PathBuf>);

impl Places {
    /// Where `path` stands: its folder resolved, its own name as written.
    pub(crate) fn of(&mut self, path: &Path) -> PathBuf {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return resolve(path) };
        if let Some(real) = self.0.get(folder) {
            return real.join(name);
        }
        let real = resolve(folder);
        let place = real.join(name);
        self.0.insert(folder.to_path_buf(), real);
        place
    }
}

fn append(mut place: PathBuf, part: &OsString) -> PathBuf {
    match Path::new(part).components().next() {
        Some(Component::ParentDir) => {
            place.pop();
        }
        Some(Component::Normal(name)) => place.push(name),
        _ => {}
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_agree() {
        let folder = tempfile::tempdir().unwrap();
        let real = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(real.join("a")).unwrap();
        for spelling in ["a/new/b.txt", "./a//new/b.txt", "a/new/c/../b.txt", "a/../a/new/b.txt", "x/../a/new/b.txt"] {
            assert_eq!(resolve(&real.join(spelling)), real.join("a/new/b.txt"), "{spelling}");
        }
    }
}
