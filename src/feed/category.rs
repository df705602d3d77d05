//! A category of an entry.

use crate::feed::{Text, Url};

/// A category of an entry: a tag, a topic or the like.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Category {
    /// Its name: RSS `category`, Atom `category term`, JSON `tags`.
    pub name: Text,
    /// The site's page of it: RSS `category domain`, which is any text that identifies the category's place in a
    /// taxonomy. Atom and JSON Feed have no place for it.
    pub page: Option<Url>,
    /// The site's page of all categories of its kind: Atom `category scheme`, the IRI of the scheme that the category is
    /// part of (RFC 4287 §4.2.2.2). RSS and JSON Feed have no place for it.
    pub taxonomy: Option<Url>,
}

impl Category {
    /// A category without a page.
    #[must_use]
    pub fn named(name: &str) -> Category {
        Category::from(Text::line(name))
    }
}

impl From<Text> for Category {
    fn from(name: Text) -> Category {
        Category { name, page: None, taxonomy: None }
    }
}
