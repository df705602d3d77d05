//! An article: one source with valid metadata.

use std::ops::Range;
use std::path::Path;

use chrono::{DateTime, FixedOffset, Utc};

use crate::diagnostic::{Place, Span};
use crate::feed::podcast::{Alternate, Episode};
use crate::feed::{Comments, EventPlace, Id, Language, Origin, Person, Text, Url};
use crate::site::files::Source;
use crate::site::rules::Excerpt;
use crate::site::source_text::SourceText;

/// One article.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
pub(crate) struct Article {
    /// Where it comes from.
    pub source: Source,
    /// The byte at which the body starts in the file's text (less a BOM, line ends unified); 0 with a sidecar.
    pub body_start: usize,
    /// The first key of its path: the folder below the content folder. None at the root.
    pub section: Option<String>,
    /// Its `slug`, or the name of its file without date, language suffix and extension; part of the permalink.
    pub slug: String,
    /// Its page.
    pub permalink: Url,
    /// Its identity.
    pub id: Id,
    /// Whether `id` was given in the metadata.
    pub id_is_pinned: bool,
    /// Its language: the metadata's, the file's suffix, or the site's.
    pub language: Option<Language>,
    /// What its translations share.
    pub translations: TranslationKey,
    /// Where its text is.
    pub text_from: TextFrom,
    /// Whether the site makes a page of it.
    pub is_built: bool,
    /// Its title; blank for an untitled note.
    pub title: Text,
    /// When it became public: its `publish`, or else its `date`, with the offset it was written in.
    pub date: DateTime<FixedOffset>,
    /// The date that decides about its place in lists.
    pub listed: DateTime<FixedOffset>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
    /// Its summary, if the metadata has one.
    pub summary: Option<Text>,
    /// Its text, if that is in the tags of its recording.
    pub notes: Option<Text>,
    /// Its own authors; empty means the site's.
    pub authors: Vec<Person>,
    /// Its tags as written.
    pub tags: Vec<Text>,
    /// The tags whose lists it is not in, whether it has them or not.
    pub unlisted: Vec<String>,
    /// Its categories as written.
    pub categories: Vec<Text>,
    /// What decides about its place in feeds of its tags, its categories and its other terms; empty if nothing does.
    pub term_weights: Box<[i32]>,
    /// The title by which lists of the site sort articles with the same date, if they do.
    pub listed_title: Option<Box<str>>,
    /// The end of its excerpt, if that is not the site's.
    pub excerpt: Option<Excerpt>,
    /// Its terms in each of the site's other taxonomies.
    pub terms: Vec<Vec<Text>>,
    /// How lists of the site show it.
    pub listing: Listing,
    /// Not ready.
    pub draft: bool,
    /// When it may be in feeds: at its date, or always, if the site shows the future.
    pub publish: DateTime<Utc>,
    /// When it stops being public.
    pub expires: Option<DateTime<Utc>>,
    /// Whether it may be in feeds at all.
    pub feed: bool,
    /// Its copyright notice.
    pub rights: Option<Text>,
    /// Its license.
    pub license: Option<Url>,
    /// Its pictures, the first one above the others.
    pub images: Vec<ImageRef>,
    /// Where its text comes from, as it stands before the text: `JAKARTA`.
    pub dateline: Option<Text>,
    /// Where the news happened.
    pub event_place: Option<EventPlace>,
    /// What was corrected, as readers are to see it.
    pub correction: Option<Text>,
    /// Its enclosures.
    pub enclosures: Vec<EnclosureRef>,
    /// What it says as an episode of a podcast.
    pub episode: Option<Box<EpisodeRef>>,
    /// Its original source.
    pub origin: Option<Origin>,
    /// Where it is discussed.
    pub comments: Comments,
    /// The value of `extra`.
    pub extra: serde_json::Value,
    /// The places of keys that later stages may report.
    pub places: KeyPlaces,
}

impl Article {
    /// Its authors, or those of its site if it has none.
    #[must_use]
    pub(crate) fn authors_or<'a>(&'a self, site: &'a [Person]) -> &'a [Person] {
        if self.authors.is_empty() { site } else { &self.authors }
    }

    /// Its identity for readers.
    #[must_use]
    pub(crate) fn identity(&self) -> Identity {
        let (id, permalink) = (self.id.as_str().to_owned(), self.permalink.to_string());
        Identity { id, date: self.date, permalink }
    }

    /// The place of a part of its metadata.
    #[must_use]
    pub(crate) fn place_of(&self, range: &Range<usize>) -> Place {
        Place::at(&self.source.metadata_file(), self.places.span(range))
    }

    /// The place of a metadata key, or of the file that contains the metadata.
    #[must_use]
    pub(crate) fn place(&self, key: &str) -> Place {
        Place { file: self.source.metadata_file(), span: self.places.get(key) }
    }
}

/// How lists of a site show an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// What decides about its place before its date does, if it is not 0.
    pub weight: i32,
    /// Whether its metadata says that it is a translation.
    pub is_translation: bool,
    /// Whether it is in another language than the site's.
    pub is_foreign: bool,
    /// Whether a program of the site makes the address of its page.
    pub has_computed_page: bool,
    /// The conditions of feeds that it satisfies: a bit for each in the rules of the site.
    pub conditions: u64,
}

impl Listing {
    /// Whether it satisfies the condition with a number; each satisfies none at all.
    #[must_use]
    pub(crate) fn satisfies(&self, condition: Option<u8>) -> bool {
        condition
            .is_none_or(|number| self.conditions.checked_shr(number.into()).is_some_and(|bits| bits & 1 == 1))
    }
}

/// Where the text of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFrom {
    /// In its file.
    Source,
    /// On its page on the built site.
    Page,
    /// In its file, which is its page.
    OwnPage,
}

/// What identifies the translations of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TranslationKey {
    /// The length of the file's path without language suffix and extension.
    Path(u32),
    /// A key from the metadata.
    #[expect(clippy::box_collection, reason = "one word, since every article of a site holds one")]
    Given(Box<String>),
}

/// What translations of one article have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shared<'k> {
    /// The beginning of their paths.
    Path(&'k str),
    /// A key in their metadata.
    Given(&'k str),
}

impl TranslationKey {
    /// What the article of `source` shares with its translations.
    #[must_use]
    pub(crate) fn of<'k>(&'k self, source: &'k Source) -> Shared<'k> {
        match self {
            TranslationKey::Path(end) => {
                Shared::Path(source.path.get(..*end as usize).unwrap_or(&source.path))
            }
            TranslationKey::Given(key) => Shared::Given(key),
        }
    }
}

/// The places of an article's metadata keys. Few are ever requested, so lines are counted on demand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyPlaces {
    text: Box<str>,
    values: Vec<(&'static str, Range<usize>)>,
}

impl KeyPlaces {
    /// Keys, and the bytes of their values in `text`.
    #[must_use]
    pub(crate) fn new(text: &str, values: Vec<(&'static str, Range<usize>)>) -> KeyPlaces {
        KeyPlaces { text: text.into(), values }
    }

    /// The span of the value of `key`.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<Span> {
        let (_, range) = self.values.iter().find(|(name, _)| *name == key)?;
        Some(self.span(range))
    }

    /// The span of some bytes of the metadata.
    #[must_use]
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        SourceText { file: Path::new(""), text: &self.text }.span(range.clone())
    }
}

/// A picture from the metadata; its files have not been measured yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageRef {
    /// Where it is in the metadata.
    pub span: Range<usize>,
    /// Its file.
    pub file: ImageFileRef,
    /// The same picture in other sizes or types.
    pub forms: Vec<ImageFileRef>,
    /// Its alternative text.
    pub alt: Option<Text>,
    /// Its caption.
    pub caption: Option<Text>,
    /// Its credit.
    pub credit: Option<Text>,
    /// Its copyright notice.
    pub copyright: Option<Text>,
}

/// A file of a picture, not measured yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageFileRef {
    /// As written: a URL, a path on the site, or a file beside the article.
    pub src: String,
    /// Resolved against the permalink.
    pub url: Url,
}

/// A file that comes with an article, not measured yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnclosureRef {
    /// Where it is in the metadata, if that names it.
    pub span: Option<Range<usize>>,
    /// As written.
    pub src: String,
    /// Resolved against the permalink.
    pub url: Url,
    /// Its size, if the metadata has it (a remote file cannot be measured).
    pub bytes: Option<u64>,
    /// Its media type, if the metadata has it.
    pub media_type: Option<String>,
    /// How long it plays in seconds, if the metadata has it.
    pub seconds: Option<u64>,
}

/// An episode; what it refers to has not been looked for yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EpisodeRef {
    /// What it says.
    pub episode: Episode,
    /// The files that it names.
    pub files: Vec<FileRef>,
    /// The same episode in other files, with what is said about each besides its file.
    pub alternates: Vec<(EnclosureRef, Alternate)>,
}

/// A file that an article names, besides images and enclosures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileRef {
    /// The key that names it.
    pub key: &'static str,
    /// Where it is in the metadata.
    pub span: Range<usize>,
    /// As written.
    pub src: String,
}

/// Why an article is in no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// `draft = true`
    Draft,
    /// `publish`, or else `date`, is in the future.
    Scheduled,
    /// `expires` is in the past.
    Expired,
    /// `feed = false`
    Excluded,
    /// A key of its metadata withholds it, such as `hidden`.
    Withheld,
    /// It has no date anywhere, so it is a page.
    Undated,
    /// Its metadata has an error.
    Invalid,
}

impl Reason {
    /// The word in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Scheduled => "scheduled",
            Reason::Expired => "expired",
            Reason::Excluded => "excluded",
            Reason::Withheld => "withheld",
            Reason::Undated => "undated",
            Reason::Invalid => "invalid",
        }
    }
}

/// A source that is in no feed, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct LeftOut {
    /// The source.
    pub(crate) source: Source,
    /// Why.
    pub reason: Reason,
    /// Its identity in a feed, if that is known.
    pub(crate) identity: Option<Identity>,
}

impl LeftOut {
    /// Its path below the content folder, with `/` between the parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.source.path
    }
}

/// An article's identity for readers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    /// Its id, in RSS and JSON Feed.
    pub id: String,
    /// When it was published.
    pub date: DateTime<FixedOffset>,
    /// Its page.
    pub permalink: String,
}
