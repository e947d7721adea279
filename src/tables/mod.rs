//! What is known of Chinese characters, words and readings: static tables, and the only door to them.
//!
//! Everything else asks here, so that how a table is packed is nobody else's business.
//! All look-ups are total and allocate nothing; the data lies in `packed/`, made from `source/` and compared by tests.

mod bytes;
pub mod frequency;
pub mod han;
pub mod lexicon;
pub mod line_model;
pub mod readings;
pub mod script;
pub mod turned;
pub mod words;

pub use frequency::{char_cost, pair_cost};
pub use han::is_han;
pub use readings::is_reading;
pub use script::{is_simplified_only, is_traditional_only, simplified};
pub use words::word_cost;
