//! How a run ends, and how the ends of many pages become one.
//! It stands first because every part of the run answers with one.

use std::process::ExitCode;

/// The end of a page or of a run, from best to worst: *failed* outranks *damaged* outranks *clean*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, or `--check` found nothing.
    #[default]
    Clean,
    /// `--check` found a page that would be changed.
    Damaged,
    /// A page failed, or the command line made no sense.
    Failed,
}

impl Exit {
    /// The worse of the two.
    #[must_use]
    pub(crate) fn and(self, other: Exit) -> Exit {
        self.max(other)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Damaged => 1,
            Exit::Failed => 2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Exit::{Clean, Damaged, Failed};

    #[test]
    fn the_worse_end_wins_in_either_order() {
        for (one, other, both) in [
            (Clean, Clean, Clean),
            (Clean, Damaged, Damaged),
            (Damaged, Failed, Failed),
            (Clean, Failed, Failed),
            (Failed, Failed, Failed),
        ] {
            assert_eq!(one.and(other), both);
            assert_eq!(other.and(one), both);
        }
    }
}
