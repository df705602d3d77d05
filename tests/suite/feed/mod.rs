//! Tests of `emit`: goldens that were read by people, and judged by parsers that others wrote.

mod goldens;
pub(crate) mod judge;
mod properties;
mod url;
