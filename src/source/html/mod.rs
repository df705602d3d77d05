//! The HTML of others, laid out as trees within bounds. HTML can make a parser take time in proportion to the square of its
//! length (a tag of a million attributes, elements nested a million deep), and memory that is out of proportion to it
//! (formatting that is opened again in each block). [`limited`] leaves the first kind out before anything parses it;
//! [`document`] and [`fragment`] stop at the second.

mod attributes;
#[cfg(feature = "site")]
mod head;
mod limits;
mod reader;
pub(crate) mod srcset;
#[cfg(feature = "site")]
pub(crate) mod style;
pub(crate) mod tags;
#[cfg(feature = "site")]
mod tree;

#[cfg(feature = "site")]
pub(crate) use head::{Head, head, texts_of};
pub(crate) use limits::{Excess, Limited, limited};
#[cfg(feature = "site")]
pub(crate) use tree::{document, fragment, unwrap};
