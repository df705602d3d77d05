//! Stage 5: a feed in, a document out. Emitting cannot fail: whatever a [`Feed`] can hold is valid in every format.

pub mod atom;
pub mod json;
pub mod language;
mod model;
mod parts;
pub mod rss;
pub mod text;
pub mod url;
mod xml;

pub use model::{Comments, Enclosure, Entry, Feed, Id, Image, Origin, Person, Translation};

/// One output file, ready to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it goes below the output folder, with `/` between the parts.
    pub path: String,
    /// Every byte of it.
    pub bytes: Vec<u8>,
    /// How many entries it holds.
    pub entries: usize,
}

/// One format: data, and the function that writes it.
#[derive(Debug)]
pub struct Format {
    /// Its name in the configuration.
    pub name: &'static str,
    /// What servers should call it.
    pub media_type: &'static str,
    /// What its files end in.
    pub extension: &'static str,
    /// Writes a feed.
    pub write: fn(&Feed) -> Vec<u8>,
}

/// Every format that there is.
pub static FORMATS: &[&Format] = &[&rss::FORMAT, &atom::FORMAT, &json::FORMAT];

/// The format of a name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// Writes a feed as the document at `path`.
///
/// ```
/// use feedwright::emit;
/// use feedwright::model::{feed::{Entry, Feed, Person}, text::Text, url::Url};
///
/// let home = Url::parse("https://feedwright.github.io/")?;
/// let mut feed = Feed::new("Feedwright", home.clone(), home.below("feed.xml")?);
/// let date = "2026-04-01T18:30:00+03:00".parse::<chrono::DateTime<chrono::Utc>>()?;
/// let mut entry = Entry::new(home.below("hello/")?, "Hello & welcome", date);
/// entry.content = Some(Text::new("<p>A first entry.</p>"));
/// entry.authors = vec![Person::named("Ana Ruiz")];
/// feed.entries.push(entry.into());
///
/// let document = feed::document(&feed, "feed.xml", &feed::rss::FORMAT);
/// let text = String::from_utf8(document.bytes)?;
/// assert!(text.contains("<title>Hello &amp; welcome</title>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn document(feed: &Feed, path: &str, format: &Format) -> Document {
    Document { path: path.to_owned(), bytes: (format.write)(feed), entries: feed.entries.len() }
}

/// What made a document: every format says so that has a place for it.
const GENERATOR: &str = "Feedwright";

/// Where to read about what made a document.
const GENERATOR_URL: &str = "https://feedwright.github.io/";
