//! HTML in, trees of bounded size out. HTML can make a parser take quadratic time (a tag with a million attributes, elements
//! nested a million deep), and memory out of proportion to its length (formatting that is opened again in each block).
//! [`limited`] removes the first kind before anything parses it; [`document`] and [`fragment`] stop at the second.

mod attributes;
#[cfg(feature = "site")]
mod charset;
#[cfg(feature = "site")]
mod head;
mod limits;
pub(crate) mod players;
mod reader;
pub(crate) mod srcset;
#[cfg(feature = "site")]
pub(crate) mod style;
pub(crate) mod tags;
#[cfg(feature = "site")]
mod tree;

#[cfg(feature = "site")]
pub(crate) use charset::{beginning, decoded};
#[cfg(feature = "site")]
pub(crate) use head::{PageHead, head, texts_of};
pub(crate) use limits::{Excess, Limited, limited};
#[cfg(feature = "site")]
pub(crate) use tree::{document, fragment, has_hidden, is_selector, is_tab_panel, unwrap};
