//! Tests of writing feeds: reviewed golden files, and documents read back by third-party parsers.

mod goldens;
pub(crate) mod judge;
mod properties;
mod url;
