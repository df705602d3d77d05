//! A person or organization.

use crate::feed::{Text, Url};

/// A person or organization.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Person {
    /// RSS `dc:creator`; required by the others.
    pub name: Text,
    /// An addr-spec; Atom `email`, RSS `managingEditor`, and RSS `author` of an author without a name. JSON Feed has no
    /// place for it.
    pub email: Option<Text>,
    /// Atom `uri`, JSON `url`. RSS has no place for it.
    pub url: Option<Url>,
    /// A square picture; JSON `avatar`. RSS and Atom have no place for it.
    pub avatar: Option<Url>,
}

impl Person {
    /// A person with a name.
    #[must_use]
    pub fn named(name: &str) -> Person {
        Person { name: Text::line(name), email: None, url: None, avatar: None }
    }
}
