//! A published feed in any format, as data. `read` reads it.

use crate::feed::Format;
use chrono::{DateTime, Utc};

/// A published feed: the parts that readers store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedFeed {
    /// Its format.
    pub format: Format,
    /// Its own id: Atom `id`.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its self link.
    pub self_url: Option<String>,
    /// What it says it is about: RSS and JSON `description`, Atom `subtitle`.
    pub(crate) description: Option<String>,
    /// Its copyright notice.
    pub(crate) rights: Option<String>,
    /// What it says about its authors: names, email addresses and pages.
    pub(crate) authors: Vec<String>,
    /// The address of its picture: RSS `image`, Atom `logo`, JSON `icon`.
    pub(crate) logo: Option<String>,
    /// The address of its small picture: Atom `icon`, JSON `favicon`.
    pub(crate) icon: Option<String>,
    /// The page of the site that it belongs to.
    pub(crate) home_url: Option<String>,
    /// The language that it says it is in.
    pub(crate) language: Option<String>,
    /// Whether its generator is Feedwright.
    pub ours: bool,
    /// Its entries, in its order.
    pub items: Vec<Item>,
    /// Its metadata as a podcast.
    pub(crate) show: Vec<ShowElement>,
}

/// An element of a feed with metadata of its podcast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShowElement {
    /// The number of elements that it is nested in.
    pub depth: usize,
    /// Its name with the usual prefix: `itunes:author`.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Its text, trimmed.
    pub text: String,
}

impl ShowElement {
    /// The value of an attribute, if it has one.
    #[must_use]
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let known = self.attributes.iter().find(|(known, _)| known == name);
        known.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

impl PublishedFeed {
    /// A feed that says nothing.
    pub(crate) fn new(format: Format) -> PublishedFeed {
        PublishedFeed {
            format,
            id: None,
            title: None,
            self_url: None,
            description: None,
            rights: None,
            authors: Vec::new(),
            logo: None,
            icon: None,
            home_url: None,
            language: None,
            ours: false,
            items: Vec::new(),
            show: Vec::new(),
        }
    }

    /// The feed without its entries.
    #[must_use]
    pub(crate) fn without_items(&self) -> PublishedFeed {
        PublishedFeed {
            format: self.format,
            id: self.id.clone(),
            title: self.title.clone(),
            self_url: self.self_url.clone(),
            description: self.description.clone(),
            rights: self.rights.clone(),
            authors: self.authors.clone(),
            logo: self.logo.clone(),
            icon: self.icon.clone(),
            home_url: self.home_url.clone(),
            language: self.language.clone(),
            ours: self.ours,
            items: Vec::new(),
            show: self.show.clone(),
        }
    }

    /// The identity of the podcast that it is.
    #[must_use]
    pub(crate) fn podcast_guid(&self) -> Option<&str> {
        let guid = self.show.iter().find(|element| element.depth == 0 && element.name == "podcast:guid");
        guid.map(|guid| guid.text.as_str()).filter(|guid| !guid.is_empty())
    }
}

/// An entry of a published feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// RSS `guid`, Atom `id`, JSON `id`.
    pub id: Option<String>,
    /// RSS `link`, or else a `guid` that is a permalink; Atom `rel="alternate"`; JSON `url`.
    pub link: Option<String>,
    /// Its title; empty if it has none.
    pub title: String,
    /// The time of publication, or else of the last update.
    pub date: Option<DateTime<Utc>>,
    /// The time of the last update.
    pub updated: Option<DateTime<Utc>>,
    /// Its enclosure.
    pub enclosure: Option<String>,
    /// The size of its enclosure in bytes, if that is known.
    pub(crate) enclosure_bytes: Option<u64>,
    /// Its season of a podcast.
    pub(crate) season: Option<u32>,
    /// Its number as an episode.
    pub(crate) episode: Option<u32>,
    /// A hash of its summary.
    pub summary: Option<u64>,
    /// A hash of its content.
    pub content: Option<u64>,
    /// How much there is to read in the longer of both, as the number of letters.
    pub(crate) letters: usize,
    /// Whether its date is only that of the last update, since it says no other.
    pub(crate) is_dated_by_update: bool,
    /// Whether its date is known to have a time of its own, and is not only a day.
    pub(crate) is_timed: bool,
}

impl Item {
    /// The identity in readers: its id, or what most of them use instead.
    #[must_use]
    pub fn key(&self) -> &str {
        let title = (!self.title.is_empty()).then_some(&self.title);
        let keys = [self.id.as_ref(), self.link.as_ref(), title, self.enclosure.as_ref()];
        keys.into_iter().flatten().next().map_or("", String::as_str)
    }
}
