//! XML: turns events into a positioned tree, one entry at a time. Malformed XML is reported at its place; nothing
//! outside the file is ever loaded, and nothing recurses over the input.

mod characters;
mod content;
mod doctype;
mod names;
mod reader;
mod tag;
pub(crate) mod text;
pub(crate) mod tree;

pub(crate) use reader::{Event, Keep, Listener, read};
