//! What a caller can get wrong. Damaged input is never an error.

use std::fmt;

/// A wrong setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No encoding has this label.
    UnknownEncoding(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::UnknownEncoding(label) => {
                write!(f, "no encoding is called {label:?}: use a WHATWG label such as utf-8, gb18030 or big5, or hz")
            }
        }
    }
}

impl std::error::Error for Error {}
