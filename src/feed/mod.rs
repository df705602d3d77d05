//! A feed in, a document out. Writing cannot fail: every [`Feed`] is valid in every format.

mod archives;
mod atom;
mod category;
pub(crate) mod element;
mod extension;
pub(crate) mod json;
mod language;
mod media;
mod model;
pub(crate) mod opml;
mod parts;
mod person;
mod place;
pub mod podcast;
mod podcast_elements;
pub mod rss;
pub(crate) mod text;
pub(crate) mod url;
mod xml;

use std::fmt;

use serde::Serialize;

pub use archives::Archives;
pub use category::Category;
pub use element::{Element, Namespace};
pub use language::Language;
pub use media::{Enclosure, Image, ImageForm};
pub use model::{Comments, Entry, Feed, Id, Origin, Translation};
pub use person::Person;
pub use place::{EventPlace, GeoPoint};
pub use text::Text;
pub use url::{InvalidUrl, Url};

/// A feed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// RSS 2.0; for feeds that are read, any version of RSS.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: &[Format] = &[Format::Rss, Format::Atom, Format::Json];

    /// Its name in a configuration: `rss`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::Json => "json",
        }
    }

    /// The media type that servers should send with it: `application/rss+xml`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }

    /// Writes a feed as a document of this format, in UTF-8.
    ///
    /// ```
    /// use feedwright::feed::{Entry, Feed, Format, Person, Text, Url};
    ///
    /// let home = Url::parse("https://feedwright.github.io/")?;
    /// let mut feed = Feed::new("Feedwright", home.clone(), home.below("feed.xml")?);
    /// let date = "2026-04-01T18:30:00+03:00".parse::<chrono::DateTime<chrono::Utc>>()?;
    /// let mut entry = Entry::new(home.below("hello/")?, "Hello & welcome", date);
    /// entry.content = Some(Text::new("<p>A first entry.</p>"));
    /// entry.authors = vec![Person::named("Ana Ruiz")];
    /// feed.entries.push(entry.into());
    ///
    /// let text = String::from_utf8(Format::Rss.write(&feed))?;
    /// assert!(text.contains("<title>Hello &amp; welcome</title>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn write(self, feed: &Feed) -> Vec<u8> {
        match self {
            Format::Rss => rss::write(feed),
            Format::Atom => atom::write(feed),
            Format::Json => json::write(feed),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Json => "JSON Feed",
        })
    }
}

/// The name of the generator, for formats with a place for it.
const GENERATOR: &str = "Feedwright";

/// The URL of the generator.
pub(crate) const GENERATOR_URL: &str = "https://feedwright.github.io/";
