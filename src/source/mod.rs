//! Texts in, with the place of everything in them: encodings, lines and columns, documents as trees. Has no rules or
//! findings of its own.

pub(crate) mod bounds;
pub(crate) mod dates;
pub(crate) mod email;
pub(crate) mod encoding;
pub(crate) mod entities;
pub(crate) mod fault;
pub(crate) mod html;
pub(crate) mod nfc;
pub(crate) mod javascript;
pub(crate) mod json;
pub(crate) mod letters;
pub(crate) mod lines;
pub(crate) mod media_type;
pub(crate) mod tag_uri;
pub(crate) mod text;
pub(crate) mod xml;
