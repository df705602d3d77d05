//! The format-independent feed. A value of these types is valid in every format by construction: times are instants,
//! URLs are absolute, and texts have no characters that XML forbids.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use iri_string::types::IriStr;
use uuid::Uuid;

use crate::feed::archives::Archives;
use crate::feed::media::{Enclosure, Image, ImageForm};
use crate::feed::person::Person;
use crate::feed::place::EventPlace;
use crate::feed::podcast::{Episode, Podcast};
use crate::feed::url::harmful_scheme;
use crate::feed::{Category, Element, Language, Text, Url};

/// A feed. The documentation of each field lists its name in each format.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Feed {
    /// RSS `title`, Atom `title`, JSON `title`: required by all.
    pub title: Text,
    /// RSS `description` (required: the title is the fallback), Atom `subtitle`, JSON `description`.
    pub description: Option<Text>,
    /// The URL of the document: `rel="self"`, JSON `feed_url`; Atom `id` unless `id` is set.
    pub self_url: Url,
    /// The site's page: RSS `link` (required), Atom `rel="alternate"`, JSON `home_page_url`.
    pub home_url: Url,
    /// Atom `id` (required). RSS and JSON have no place for it.
    pub id: Option<Id>,
    /// RSS `language`, Atom `xml:lang`, JSON `language`.
    pub language: Option<Language>,
    /// Atom `author` (required unless every entry has one: the title is the fallback), JSON `authors`; RSS
    /// `managingEditor`, for the first one with an email address.
    pub authors: Vec<Person>,
    /// RSS `copyright`, Atom `rights`. JSON Feed has no place for it.
    pub rights: Option<Text>,
    /// A wide image: RSS `image`, Atom `logo`; JSON `icon` if there is no other and it is not known to be wide.
    pub logo: Option<Url>,
    /// The width and height of the logo, if they are known: RSS `image` has them.
    pub logo_size: Option<(u32, u32)>,
    /// A square image: Atom `icon`; JSON `icon`, or `favicon` if it is known to have less than 512 pixels. RSS has no place
    /// for it.
    pub icon: Option<Url>,
    /// The width and height of the icon, if they are known.
    pub icon_size: Option<(u32, u32)>,
    /// The CSS style sheet that browsers show the document with: in RSS and Atom `<?xml-stylesheet?>`, relative to
    /// `self_url` if it is on the same site. JSON Feed has no place for it.
    pub stylesheet: Option<Url>,
    /// The WebSub hubs that are notified of changes: RSS and Atom `rel="hub"`, JSON `hubs`.
    pub hubs: Vec<Url>,
    /// The other documents of a feed with archives.
    pub archives: Archives,
    /// Elements of other namespaces: in RSS and Atom as they are, in JSON Feed as extensions.
    pub elements: Vec<Element>,
    /// The podcast's metadata, in RSS.
    pub podcast: Option<Box<Podcast>>,
    /// RSS `item`, Atom `entry`, JSON `items`, in this order. An entry of several feeds is shared.
    pub entries: Vec<Arc<Entry>>,
}

impl Feed {
    /// A feed with the fields that every format requires.
    #[must_use]
    pub fn new(title: &str, home_url: Url, self_url: Url) -> Feed {
        Feed {
            title: Text::line(title),
            description: None,
            self_url,
            home_url,
            id: None,
            language: None,
            authors: Vec::new(),
            rights: None,
            logo: None,
            logo_size: None,
            icon: None,
            icon_size: None,
            stylesheet: None,
            hubs: Vec::new(),
            archives: Archives::default(),
            elements: Vec::new(),
            podcast: None,
            entries: Vec::new(),
        }
    }

    /// The newest publication or change of any entry: RSS `lastBuildDate`, Atom `updated`. Never the clock.
    #[must_use]
    pub fn updated(&self) -> Option<DateTime<Utc>> {
        self.entries.iter().map(|entry| entry.changed()).max()
    }
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// RSS `guid`, Atom `id`, JSON `id`: the identity; required.
    pub id: Id,
    /// RSS `link`, Atom `rel="alternate"`, JSON `url`.
    pub url: Url,
    /// RSS `title`, Atom `title` (required: the beginning of the summary is the fallback), JSON `title`. Empty for an
    /// untitled note.
    pub title: Text,
    /// RSS `pubDate`, Atom `published`, JSON `date_published`.
    pub published: DateTime<Utc>,
    /// RSS `dcterms:modified`, Atom `updated` (required: `published` is the fallback), JSON `date_modified`.
    pub updated: Option<DateTime<Utc>>,
    /// RSS `description`, Atom `summary`, JSON `summary`; JSON `content_text` if there is no content.
    pub summary: Option<Text>,
    /// RSS `content:encoded`, Atom `content`, JSON `content_html`; HTML, written as given: sanitize what others wrote.
    pub content: Option<Text>,
    /// RSS `source:markdown`: the content in Markdown, for readers that show that. Atom and JSON Feed have no place for it.
    pub markdown: Option<Text>,
    /// RSS `dc:creator` (or `author` for a single one with an email address), Atom `author`, JSON `authors`.
    pub authors: Vec<Person>,
    /// RSS `category`, Atom `category`, JSON `tags`.
    pub categories: Vec<Category>,
    /// RSS `dc:language`, Atom `xml:lang`, JSON `language`; left out if it is the feed's.
    pub language: Option<Language>,
    /// RSS `dc:rights`, Atom `rights`. JSON Feed has no place for it.
    pub rights: Option<Text>,
    /// RSS `creativeCommons:license`, Atom `rel="license"`. JSON Feed has no place for it.
    pub license: Option<Url>,
    /// Its picture: RSS and Atom `media:content` and `media:thumbnail`, JSON `image`, and `banner_image` if the content does
    /// not show it.
    pub image: Option<Image>,
    /// More pictures: RSS and Atom `media:content`. JSON Feed has no place for them.
    pub images: Vec<Image>,
    /// Without an `image`, what lists of entries show: RSS and Atom `media:thumbnail`, JSON `image`.
    pub thumbnail: Option<ImageForm>,
    /// Where it happened: RSS and Atom `georss:point` and `georss:featurename`. JSON Feed has no place for it.
    pub place: Option<EventPlace>,
    /// The files that come with it, the best for most people first: RSS `enclosure` for the first, and in a podcast
    /// `podcast:alternateEnclosure` for the others; Atom `rel="enclosure"`, JSON `attachments`.
    pub enclosures: Vec<Enclosure>,
    /// In RSS, in a podcast: what belongs to an episode.
    pub episode: Option<Box<Episode>>,
    /// RSS `source` (only with the origin's feed, else `dc:source`), Atom `rel="via"`, JSON `external_url`.
    pub origin: Option<Origin>,
    /// RSS `comments`, `slash:comments`, `wfw:commentRss`; Atom `rel="replies"`. JSON Feed has no place for it.
    pub comments: Comments,
    /// The same article in other languages: Atom `rel="alternate"` with `hreflang`. RSS and JSON Feed have no
    /// place for them.
    pub translations: Vec<Translation>,
    /// Elements of other namespaces: in RSS and Atom as they are, in JSON Feed as extensions.
    pub elements: Vec<Element>,
}

impl Entry {
    /// An entry with the fields that every format requires. Its id is the permalink.
    #[must_use]
    pub fn new(url: Url, title: &str, published: DateTime<Utc>) -> Entry {
        Entry {
            id: Id::permalink(&url),
            url,
            title: Text::line(title),
            published,
            updated: None,
            summary: None,
            content: None,
            markdown: None,
            authors: Vec::new(),
            categories: Vec::new(),
            language: None,
            rights: None,
            license: None,
            image: None,
            images: Vec::new(),
            thumbnail: None,
            place: None,
            enclosures: Vec::new(),
            episode: None,
            origin: None,
            comments: Comments::default(),
            translations: Vec::new(),
            elements: Vec::new(),
        }
    }

    /// The later of publication and change.
    #[must_use]
    pub fn changed(&self) -> DateTime<Utc> {
        self.updated.map_or(self.published, |updated| updated.max(self.published))
    }
}

/// An id: one text for RSS and JSON, and one for Atom, which accepts only IRIs (RFC 4287 §4.2.6).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    plain: Text,
    /// The id in Atom, if it differs.
    atom: Option<Text>,
}

impl Id {
    /// A pinned id. In Atom it is the same text if that is an IRI, else `urn:uuid:` with the version 5 UUID of the text
    /// in the OID namespace (RFC 9562 §5.5). `None` if it is blank, contains characters that XML forbids, or has a
    /// scheme that runs code, reads local files or starts a program, since readers open ids as links.
    #[must_use]
    pub fn new(id: &str) -> Option<Id> {
        let atom = if Id::is_for_atom(id) {
            id.to_owned()
        } else {
            Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes()).urn().to_string()
        };
        Id::distinct(id, &atom)
    }

    /// Whether Atom accepts a text as an id: it is an IRI.
    #[must_use]
    pub(crate) fn is_for_atom(id: &str) -> bool {
        IriStr::new(id).is_ok()
    }

    /// Different ids in RSS and Atom. `None` if [`Id::new`] rejects one of them, or Atom's is not an IRI.
    #[must_use]
    pub fn distinct(plain: &str, atom: &str) -> Option<Id> {
        let id = Id { plain: Text::new(plain), atom: (atom != plain).then(|| Text::new(atom)) };
        let is_unchanged = id.plain.as_str() == plain && !id.plain.is_blank();
        let is_harmless = [plain, atom].into_iter().all(|id| harmful_scheme(id).is_none());
        (is_unchanged && is_harmless && Id::is_for_atom(atom)).then_some(id)
    }

    /// Why no id can be made of these texts, as the end of a sentence about it; the second one is for Atom.
    pub(crate) fn problem(plain: &str, atom: Option<&str>) -> Option<String> {
        let is_forbidden = |id: &str| Text::new(id).as_str() != id;
        let texts = || [Some(plain), atom].into_iter().flatten();
        if texts().any(|id| id.trim().is_empty()) {
            Some("is blank".to_owned())
        } else if let Some(scheme) = texts().find_map(harmful_scheme) {
            Some(format!("has the scheme `{scheme}`, which readers may open as a link"))
        } else if texts().any(is_forbidden) {
            Some("contains a forbidden character".to_owned())
        } else {
            let is_wrong = atom.is_some_and(|id| IriStr::new(id).is_err());
            is_wrong.then(|| "is not an IRI, as Atom requires".to_owned())
        }
    }

    /// The id of an article without its own.
    #[must_use]
    pub fn permalink(url: &Url) -> Id {
        Id { plain: Text::line(url.as_str()), atom: None }
    }

    /// RSS `guid` and JSON `id`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.plain.as_str()
    }

    /// Atom `id`: an IRI.
    #[must_use]
    pub fn atom(&self) -> &str {
        self.atom.as_ref().unwrap_or(&self.plain).as_str()
    }
}

/// The agency or site that an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// Its name.
    pub name: Text,
    /// The article there.
    pub url: Option<Url>,
    /// The feed it came from.
    pub feed: Option<Url>,
}

impl Origin {
    /// An agency or site with a name.
    #[must_use]
    pub fn named(name: &str) -> Origin {
        Origin { name: Text::line(name), url: None, feed: None }
    }
}

/// The discussion of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comments {
    /// The page.
    pub url: Option<Url>,
    /// The number of comments.
    pub count: Option<u64>,
    /// Their own feed.
    pub feed: Option<Url>,
}

/// The same article in another language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// Its permalink.
    pub url: Url,
}

impl Translation {
    /// The article in `language` at `url`.
    #[must_use]
    pub fn new(language: Language, url: Url) -> Translation {
        Translation { language, url }
    }
}
