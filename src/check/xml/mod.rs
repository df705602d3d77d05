//! XML: events into a positioned tree, one entry at a time. What is not well-formed is said at its place; nothing
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
