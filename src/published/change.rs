//! The types of a comparison of two states of a feed, as feed readers see them. Does no comparing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::feed::Format;
use crate::published::feed::PublishedFeed;

/// A kind of change of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The same article under another id: every subscriber gets it again.
    Reidentified,
    /// The id of another article: readers know the id, so nobody sees the new article.
    Reused,
    /// Its date moved by more than a day: readers sort it elsewhere, and some drop it.
    Redated,
    /// It is new.
    New,
    /// Other parts of it changed: readers replace it silently.
    Updated,
    /// It was removed, although it is not older than the remaining entries.
    Dropped,
}

/// The evidence that two entries are the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Evidence {
    /// The same id.
    Id,
    /// The same page, after normalizing its URL.
    Permalink,
    /// The same enclosure.
    Enclosure,
    /// The same path on another host.
    Path,
    /// The same title and date.
    Title,
    /// The same season and number of a podcast, on the same day.
    Episode,
    /// The same text, with the same title or on the same day.
    Text,
    /// The same instant, to the second.
    Instant,
}

impl Evidence {
    /// Whether two articles may share it, such as copies of a text.
    #[must_use]
    pub(crate) fn is_vague(self) -> bool {
        match self {
            Evidence::Text | Evidence::Instant => true,
            Evidence::Id
            | Evidence::Permalink
            | Evidence::Enclosure
            | Evidence::Path
            | Evidence::Title
            | Evidence::Episode => false,
        }
    }
}

/// A part of a feed that readers and podcast apps show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FeedPart {
    /// Its title.
    Title,
    /// Its description.
    Description,
    /// Its language.
    Language,
    /// The page of the site to which it links.
    Link,
    /// Its authors: RSS `managingEditor`, Atom `author`, JSON `authors`.
    Authors,
    /// Its copyright notice.
    Rights,
    /// Its picture: RSS `image`, Atom `logo`, JSON `icon`.
    Logo,
    /// Its small picture: Atom `icon`, JSON `favicon`.
    Icon,
    /// The author of a podcast.
    ShowAuthor,
    /// The cover of a podcast.
    Cover,
    /// The categories of a podcast.
    Categories,
    /// Whether a podcast is explicit.
    Explicit,
    /// Whether the oldest episode of a podcast comes first.
    Order,
    /// Whether a podcast has ended.
    Complete,
    /// Whether directories hide a podcast.
    Block,
    /// Where a podcast has moved.
    NewAddress,
    /// The people of a podcast.
    People,
    /// The place that a podcast is about.
    Location,
    /// Where listeners can support a podcast.
    Funding,
    /// The trailers of a podcast.
    Trailers,
    /// The license of a podcast.
    License,
    /// The medium of a podcast.
    Medium,
    /// How often a podcast has new episodes.
    Frequency,
}

impl FeedPart {
    /// Its name for people.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            FeedPart::Title => "title",
            FeedPart::Description => "description",
            FeedPart::Language => "language",
            FeedPart::Link => "link",
            FeedPart::Authors => "authors",
            FeedPart::Rights => "rights",
            FeedPart::Logo => "logo",
            FeedPart::Icon => "icon",
            FeedPart::ShowAuthor => "show author",
            FeedPart::Cover => "cover",
            FeedPart::Categories => "categories",
            FeedPart::Explicit => "explicit",
            FeedPart::Order => "order",
            FeedPart::Complete => "complete",
            FeedPart::Block => "block",
            FeedPart::NewAddress => "new address",
            FeedPart::People => "people",
            FeedPart::Location => "location",
            FeedPart::Funding => "funding",
            FeedPart::Trailers => "trailers",
            FeedPart::License => "license",
            FeedPart::Medium => "medium",
            FeedPart::Frequency => "frequency",
        }
    }
}

/// The change of one entry, with its index in either feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The kind of change.
    pub kind: Kind,
    /// Its index in the old feed.
    pub old: Option<usize>,
    /// Its index in the new feed.
    pub new: Option<usize>,
    /// The evidence that both are the same.
    pub evidence: Option<Evidence>,
}

/// The comparison of two states of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// The changes, sorted by [`Kind`], then by their order in the feed.
    pub changes: Vec<Change>,
    /// The number of unchanged entries.
    pub unchanged: usize,
    /// The number of entries that exceeded the limit, since they are older than all remaining ones.
    pub aged: usize,
    /// Whether too many dates changed to be a correction: three or more, and more than a tenth of the feed.
    pub mass_redated: bool,
    /// Whether all, or more than half, of the entries were removed.
    pub emptied: bool,
    /// The indices, in the new feed, of old articles that arrive as new: dated before the oldest entry of the old feed,
    /// or more than a week before its newest. Entries that return because others were removed are not
    /// among them.
    pub backfilled: Vec<usize>,
    /// Whether readers would be flooded with them: three or more, and more than a tenth of the feed.
    pub mass_backfilled: bool,
    /// The format before and now, if it changed.
    pub format: Option<(Format, Format)>,
    /// The feed's own URLs before and now, if they changed.
    pub moved: Option<(String, String)>,
    /// The feed's own ids before and now, if they changed.
    pub feed_id: Option<(String, String)>,
    /// The parts of the feed itself that subscribers see, before and now, if they changed. What is not there is empty.
    pub parts: BTreeMap<FeedPart, (String, String)>,
}

impl Comparison {
    /// The number of changes of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

/// What subscribers of one document will see of its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentChange {
    /// Where the document is below the output folder.
    pub path: String,
    /// What changes of the feed itself, before and now.
    pub parts: BTreeMap<FeedPart, (String, String)>,
    /// The number of entries with each kind of change.
    pub counts: BTreeMap<Kind, usize>,
    /// Those entries: of each kind at most [`LISTED`].
    pub entries: Vec<ChangedEntry>,
}

/// An entry that changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChangedEntry {
    /// The kind of change.
    pub kind: Kind,
    /// Its title, or the one that it had.
    pub title: String,
    /// Its id.
    pub id: String,
    /// Its page.
    pub link: Option<String>,
}

/// The maximum number of entries of a kind that are listed.
const LISTED: usize = 100;

impl DocumentChange {
    /// The change of the document at a path from one state to another.
    #[must_use]
    pub(crate) fn of(
        path: &str,
        (old, new): (&PublishedFeed, &PublishedFeed),
        comparison: &Comparison,
    ) -> DocumentChange {
        let (mut counts, mut entries): (BTreeMap<_, usize>, _) = (BTreeMap::new(), Vec::new());
        for change in &comparison.changes {
            let count = counts.entry(change.kind).or_default();
            *count += 1;
            let item = change.new.and_then(|at| new.items.get(at));
            let item = item.or_else(|| old.items.get(change.old?));
            entries.extend(item.filter(|_| *count <= LISTED).map(|item| ChangedEntry {
                kind: change.kind,
                title: item.title.clone(),
                id: item.key().to_owned(),
                link: item.link.clone(),
            }));
        }
        DocumentChange { path: path.to_owned(), parts: comparison.parts.clone(), counts, entries }
    }

    /// The same without the changes of a kind.
    #[must_use]
    pub(crate) fn without(mut self, kind: Kind) -> DocumentChange {
        self.counts.remove(&kind);
        self.entries.retain(|entry| entry.kind != kind);
        self
    }
}

/// Two states of one feed, with their comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedPair {
    /// The name of the old state.
    pub old_name: String,
    /// The name of the new state.
    pub new_name: String,
    /// The old state; `None` for a new feed.
    pub old: Option<PublishedFeed>,
    /// The new state; `None` for a removed feed.
    pub new: Option<PublishedFeed>,
    /// The comparison.
    pub comparison: Comparison,
}
