//! Pages put aside: a page that is a doorway, or into whose lines a brand was put, goes to a folder of its own.
//! It stands before `job`, which gives every page its place, and this one a second.

use std::path::PathBuf;

use zhclean::Report;
use zhclean::repair::Finding;

use super::args::{Args, Kind};
use super::place::resolve;
use super::refusal::Refusal;
use super::source::{Found, Walk};

/// Which pages are put aside, and where.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    kinds: Vec<Kind>,
    /// The folder they are written to.
    pub(crate) folder: PathBuf,
}

impl Aside {
    /// What `--reject` and `--rejected` mean beside the inputs found and the output folder.
    pub(crate) fn new(args: &Args, walk: &Walk) -> Result<Option<Self>, Refusal> {
        let (kinds, folder) = (&args.reject, args.rejected.as_deref());
        let Some(folder) = folder.filter(|_| !kinds.is_empty()) else { return Ok(None) };
        if folder.exists() && !folder.is_dir() {
            return Err(Refusal::NotAFolder(folder.to_path_buf()));
        }
        let real = resolve(folder);
        if args.output.as_deref().is_some_and(|output| resolve(output) == real) {
            return Err(Refusal::SharedOutput(folder.to_path_buf()));
        }
        if let Some(input) = walk.folders.iter().find(|input| real.starts_with(resolve(input))) {
            return Err(Refusal::OutputInsideInput { output: folder.to_path_buf(), input: input.clone() });
        }
        Ok(Some(Self { kinds: kinds.clone(), folder: folder.to_path_buf() }))
    }

    /// Where a page goes if it is put aside.
    pub(crate) fn place(&self, found: &Found) -> Result<PathBuf, Refusal> {
        let relative = found.relative.as_ref().ok_or(Refusal::NeedsFiles("--reject"))?;
        Ok(self.folder.join(relative))
    }

    /// Why a page is put aside, if it is.
    pub(crate) fn why(&self, report: &Report) -> Option<Kind> {
        let kinds = report.findings.iter().filter_map(|finding| match finding {
            Finding::Doorway { .. } => Some(Kind::Doorway),
            Finding::Spliced { .. } => Some(Kind::Spliced),
            _ => None,
        });
        kinds.filter(|kind| self.kinds.contains(kind)).min()
    }
}
