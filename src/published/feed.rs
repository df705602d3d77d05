//! What is known of a feed that somebody published, in whatever format.

use crate::feed::Format;
use chrono::{DateTime, Utc};

/// A published feed: what readers keep of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedFeed {
    /// What it is written in.
    pub format: Format,
    /// Its own id: Atom `id`.
    pub id: Option<String>,
    /// Where it says that it is published.
    pub self_url: Option<String>,
    /// Whether it says that Feedwright made it.
    pub ours: bool,
    /// Its entries, in its order.
    pub items: Vec<Item>,
}

impl PublishedFeed {
    /// The feed itself, as if it had no entries.
    #[must_use]
    pub(crate) fn without_items(&self) -> PublishedFeed {
        let PublishedFeed { format, id, self_url, ours, items: _ } = self;
        PublishedFeed {
            format: *format,
            id: id.clone(),
            self_url: self_url.clone(),
            ours: *ours,
            items: Vec::new(),
        }
    }
}

/// An entry of a published feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// RSS `guid`, Atom `id`, JSON `id`.
    pub id: Option<String>,
    /// RSS `link`, Atom `rel="alternate"`, JSON `url`.
    pub link: Option<String>,
    /// Its title; empty if it has none.
    pub title: String,
    /// When it was published; for want of that, when it was changed.
    pub date: Option<DateTime<Utc>>,
    /// When it was changed.
    pub updated: Option<DateTime<Utc>>,
    /// The file that comes with it.
    pub enclosure: Option<String>,
    /// A hash of its summary.
    pub summary: Option<u64>,
    /// A hash of its content.
    pub content: Option<u64>,
}

impl Item {
    /// What readers tell it apart by: its id, or what most of them take where there is none.
    #[must_use]
    pub fn key(&self) -> &str {
        let title = (!self.title.is_empty()).then_some(&self.title);
        let keys = [self.id.as_ref(), self.link.as_ref(), self.enclosure.as_ref(), title];
        keys.into_iter().flatten().next().map_or("", String::as_str)
    }
}
