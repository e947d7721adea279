//! What the caller may choose. A value that is passed down; there is no current configuration.

use crate::charset::Charset;
use crate::repair::{Certainty, Damage};

/// Which script the text should come out in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// Simplified again where the page shows that it was turned; otherwise as it stands.
    #[default]
    Auto,
    /// Simplified in any case.
    Simplified,
    /// Traditional in any case.
    Traditional,
    /// As it stands in any case.
    Keep,
}

/// What to do about full-width marks folded to ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Restore them where the page shows that it was folded.
    #[default]
    Auto,
    /// As they stand in any case.
    Keep,
}

/// Whether a page is HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Html {
    /// Where its head says so: a doctype, or `html` or `head` with a part of a page behind it.
    #[default]
    Auto,
    /// In any case.
    Yes,
    /// In no case: tags are text.
    No,
}

/// Unicode normal form of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Canonical composition.
    #[default]
    Nfc,
    /// Compatibility composition; folds full-width forms.
    Nfkc,
    /// As it stands.
    None,
}

/// A set of damage classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damages(u16);

impl Damages {
    /// Every class.
    pub const ALL: Damages = Damages(u16::MAX);
    /// No class.
    pub const NONE: Damages = Damages(0);

    /// Whether `damage` is in the set.
    pub const fn contains(self, damage: Damage) -> bool {
        self.0 & (1 << damage as u16) != 0
    }

    /// The set and `damage`.
    #[must_use]
    pub const fn with(self, damage: Damage) -> Damages {
        Damages(self.0 | 1 << damage as u16)
    }

    /// The set without `damage`.
    #[must_use]
    pub const fn without(self, damage: Damage) -> Damages {
        Damages(self.0 & !(1 << damage as u16))
    }
}

/// Everything that may be chosen; `Settings::default()` is what the command line does without options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which stages run.
    pub stages: Damages,
    /// The encoding of the input; `None` judges it by the bytes.
    pub encoding: Option<Charset>,
    /// Whether the input is HTML. Without the feature `html` it never is.
    pub html: Html,
    /// The encoding that came with the page, as in an HTTP header. A hint that goes before what the page itself
    /// declares, and never a verdict.
    pub declared: Option<Charset>,
    /// The script of the output.
    pub script: Script,
    /// Folded punctuation.
    pub width: Width,
    /// The normal form of the output.
    pub form: Form,
    /// Repairs at least this certain are applied, others held.
    pub apply_from: Certainty,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            stages: Damages::ALL,
            encoding: None,
            html: Html::Auto,
            declared: None,
            script: Script::Auto,
            width: Width::Auto,
            form: Form::Nfc,
            apply_from: Certainty::Likely,
        }
    }
}
