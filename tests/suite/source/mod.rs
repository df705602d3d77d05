//! The readers of others' texts.

mod dates;
mod json;
mod lines;
mod tag_uri;
mod xml;
