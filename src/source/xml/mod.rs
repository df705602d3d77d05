//! XML: a text in, a tree with places out, while it is read. Each place that is not well-formed is reported. Nothing
//! outside of the text is ever loaded, and nothing recurses over the input.

mod content;
mod doctype;
mod fault;
mod names;
mod namespace;
mod reader;
mod tag;
pub(crate) mod tree;

pub(crate) use fault::{Effect, Markup, Mistake, XmlFault};
pub(crate) use names::Declaration;
pub(crate) use namespace::Ns;
pub(crate) use reader::{Event, Instruction, Keep, Listener, read, read_leniently};
