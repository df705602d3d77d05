//! The difference between two states of a feed, as feed readers see it.

use serde::Serialize;

use crate::feed::Format;
use crate::published::feed::PublishedFeed;

/// What becomes of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The same article under another id: every subscriber gets it again.
    Reidentified,
    /// An id of another article: nobody sees the new article, since readers know the id.
    Reused,
    /// Its date moved by more than a day: readers sort it elsewhere, and some drop it.
    Redated,
    /// It was not there before.
    New,
    /// Something else in it changed: readers replace it silently.
    Updated,
    /// It is gone, though it is not older than the remaining entries.
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
}

/// The change of one entry, with its index in either feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What becomes of it.
    pub kind: Kind,
    /// Its index in the old feed.
    pub old: Option<usize>,
    /// Its index in the new feed.
    pub new: Option<usize>,
    /// The evidence that both are the same.
    pub evidence: Option<Evidence>,
}

/// Two states of a feed, compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// What differs: kind by kind in the order of [`Kind`], each in the order of its feed.
    pub changes: Vec<Change>,
    /// The number of unchanged entries.
    pub unchanged: usize,
    /// The number of entries that exceeded the limit, older than all remaining ones.
    pub aged: usize,
    /// Whether too many dates moved to be a correction: three or more, and more than a tenth of the feed.
    pub mass_redated: bool,
    /// Whether all, or more than half, of the entries are gone.
    pub emptied: bool,
    /// The format before and now, if it changed.
    pub format: Option<(Format, Format)>,
    /// The feed's own addresses before and now, if they changed.
    pub moved: Option<(String, String)>,
    /// The feed's own ids before and now, if they changed.
    pub feed_id: Option<(String, String)>,
}

impl Comparison {
    /// How many changes of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

/// Two states of one feed, and what differs between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The name of the old one.
    pub old_name: String,
    /// The name of the new one.
    pub new_name: String,
    /// The old one; none if there was none.
    pub old: Option<PublishedFeed>,
    /// The new one; none if there is none any more.
    pub new: Option<PublishedFeed>,
    /// What differs.
    pub comparison: Comparison,
}
