//! One file per damage class; each begins with why it stands where it stands in the pipeline.

pub mod form;
pub mod gloss;
pub mod mojibake;
pub mod navigation;
pub mod script;
pub mod space;
pub mod spam;
pub mod width;
