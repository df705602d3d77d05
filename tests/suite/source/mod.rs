//! The readers of others' texts.

mod dates;
mod html;
mod json;
mod lines;
mod tag_uri;
mod xml;
