//! Tests of the readers of source formats.

mod dates;
mod html;
mod json;
mod letters;
mod lines;
mod media_type;
mod tag_uri;
mod xml;
