//! The types that stages pass to each other. No logic beyond what keeps a value correct.

pub mod article;
pub mod bounds;
pub mod card;
pub mod change;
pub(crate) mod date;
pub mod document;
pub(crate) mod encoding;
pub mod feed;
pub mod known;
pub mod language;
pub mod mint;
pub mod redirect;
pub mod slug;
pub mod source;
pub(crate) mod srcset;
pub mod text;
pub mod url;
pub mod words;
pub mod zone;
