//! What a page's path is made of, and the result.

use chrono::{DateTime, FixedOffset};

use crate::feed::Language;
use crate::site::fields::{Node, Table};
use crate::site::file_name::FileName;

/// What a generator makes the page and the id of an article from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageParts<'p> {
    /// The path of its file below the content folder.
    pub path: &'p str,
    /// What that path says.
    pub file_name: &'p FileName<'p>,
    /// Its head, with the generator's own names of keys, and the values that the head lacks.
    pub head: &'p Table<'p>,
    /// Whether it has a head, or metadata beside it.
    pub has_head: bool,
    /// Its title.
    pub title: &'p str,
    /// Its date, in the site's time zone or its own, as the rules say.
    pub date: DateTime<FixedOffset>,
    /// Its language.
    pub language: Option<&'p Language>,
    /// Whether that is the site's own.
    pub is_site_language: bool,
    /// Its categories.
    pub categories: &'p [&'p str],
}

/// Where the page of an article is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageLocation {
    /// At a path below the site's base URL, which is not percent-encoded yet.
    At(String),
    /// At such a path, percent-encoded as the generator does it.
    Encoded(String),
    /// At the address that a key of the head contains, which may be on another site.
    Elsewhere(String),
    /// At an address that the site's own program makes, so that only its page tells it. This path resembles that.
    Computed(String),
    /// Nowhere: the generator makes no page of it, so it is not an article.
    Nowhere,
}

/// The address of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageAddress<'p> {
    /// The site's base URL, which ends in a slash.
    pub base_url: &'p str,
    /// The path below it, as [`PageLocation::At`] has it.
    pub path: &'p str,
}

impl PageParts<'_> {
    /// The text of a key in the head, which may be a number too; none if it is blank.
    #[must_use]
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let text = match &self.head.at(key)?.node {
            Node::Text(text) | Node::Plain(text) => text.trim().to_owned(),
            Node::Integer(number) => number.to_string(),
            Node::Float(number) => number.to_string(),
            Node::Boolean(_) | Node::Datetime(_) | Node::List(_) | Node::Table(_) | Node::Computed(_) => {
                return None;
            }
        };
        (!text.is_empty()).then_some(text)
    }
}
