//! The first of two passes for `--site-boilerplate`: which lines recur on the pages of each folder.
//! Pages are counted in their order, whatever thread has cleaned them, so the second pass never depends on luck.

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use zhclean::clean;
use zhclean::site::{Census, Sight, Site};

use super::failure::Failure;
use super::job::{Job, Page};
use super::order::in_order;

/// Cleans every page of a job to count its lines. A page that fails is told of when its turn comes.
pub(crate) fn census(job: &Job) -> Site {
    let mut census = Census::default();
    in_order(
        job.pages.iter(),
        job.threads,
        |found| sight(job, found),
        |sight| {
            sight.iter().for_each(|sight| census.add(sight));
            ControlFlow::Continue(())
        },
    );
    census.finish()
}

/// The folder a page stands in, by its name.
pub(crate) fn folder(page: &Page) -> String {
    page.source.path().parent().unwrap_or(Path::new("")).to_string_lossy().into_owned()
}

fn sight(job: &Job, found: &Result<Page, Failure>) -> Option<Sight> {
    let page = found.as_ref().ok()?;
    let bytes = page.source.read().ok()?;
    let cleaned = panic::catch_unwind(AssertUnwindSafe(|| clean(&bytes, &job.settings))).ok()?;
    (!cleaned.report.decoding.binary).then(|| Sight::of(&folder(page), &cleaned.page))
}
