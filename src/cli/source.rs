//! Where pages come from: standard input, files, and folders walked in sorted order.
//! It knows nothing of output; `job` decides where each page goes.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::escape;
use super::failure::{Doing, Failure};
use super::refusal::Refusal;

/// Where the bytes of a page are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A page that was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Where its bytes are.
    pub(crate) source: Source,
    /// Its name below the output folder; `None` for standard input.
    pub(crate) relative: Option<PathBuf>,
    /// Whether it was named, where the pages of a folder are only met.
    pub(crate) named: bool,
}

/// All pages, in the order typed and sorted within each folder, with the failures between them.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// Pages, and what could not be looked into.
    pub(crate) pages: Vec<Result<Found, Failure>>,
    /// The folders among the paths typed.
    pub(crate) folders: Vec<PathBuf>,
    /// Symbolic links met in folders and not followed.
    pub(crate) links: usize,
}

impl Source {
    /// Its path as typed, `-` for standard input.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Source::Stdin => Path::new("-"),
            Source::File(path) => path,
        }
    }

    /// What a sentence calls it.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Stdin => "standard input".to_owned(),
            Source::File(path) => escape::name(path),
        }
    }

    /// All its bytes.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Source::Stdin => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| Failure::stream(Doing::Read, "standard input", error))?;
                Ok(bytes)
            }
            Source::File(path) => fs::read(path).map_err(|error| Failure::io(Doing::Read, path, error)),
        }
    }
}

/// Whether `path` stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Finds the pages that `paths` name; `globs` choose among the files of folders.
pub(crate) fn find(paths: &[PathBuf], globs: &[String]) -> Result<Walk, Refusal> {
    if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Refusal::StdinTwice);
    }
    let mut walk = Walk::default();
    for path in paths {
        if is_stdin(path) {
            walk.pages.push(Ok(Found { source: Source::Stdin, relative: None, named: true }));
        } else if path.is_dir() {
            walk_folder(path, &chooser(path, globs)?, &mut walk);
            walk.folders.push(path.clone());
        } else {
            let relative = path.file_name().map(PathBuf::from);
            walk.pages.push(Ok(Found { source: Source::File(path.clone()), relative, named: true }));
        }
    }
    // A glob nobody can read is refused even where no folder would need it.
    chooser(Path::new("."), globs)?;
    Ok(walk)
}

fn chooser(folder: &Path, globs: &[String]) -> Result<Override, Refusal> {
    let mut builder = OverrideBuilder::new(folder);
    for glob in globs {
        builder.add(glob).map_err(|error| Refusal::Glob(error.to_string()))?;
    }
    builder.build().map_err(|error| Refusal::Glob(error.to_string()))
}

/// Adds the pages of one folder. Symbolic links, pipes and devices are no pages: a link could lead out of the
/// folder or around in it, and a pipe would be waited for without end.
fn walk_folder(folder: &Path, globs: &Override, walk: &mut Walk) {
    let mut builder = WalkBuilder::new(folder);
    builder.standard_filters(false).hidden(true).follow_links(false).overrides(globs.clone());
    builder.sort_by_file_name(|one, other| one.cmp(other));
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walk.pages.push(Err(walk_failure(folder, error)));
                continue;
            }
        };
        match entry.file_type() {
            Some(kind) if kind.is_symlink() && entry.depth() > 0 => walk.links += 1,
            Some(kind) if kind.is_file() => {
                let relative = entry.path().strip_prefix(folder).ok().map(Path::to_path_buf);
                walk.pages.push(Ok(Found { source: Source::File(entry.into_path()), relative, named: false }));
            }
            _ => {}
        }
    }
}

fn walk_failure(folder: &Path, error: ignore::Error) -> Failure {
    let path = path_of(&error).unwrap_or(folder).to_path_buf();
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("it cannot be walked"));
    Failure::io(Doing::Read, &path, source)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
