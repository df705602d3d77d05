//! What differs between two states of a feed, as the programs of its subscribers see it.

use serde::Serialize;

use crate::feed::Format;
use crate::published::feed::PublishedFeed;

/// What becomes of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The same article under another id: everybody gets it again.
    Reidentified,
    /// An id that named something else: nobody sees the new article, since the id is known.
    Reused,
    /// Its date moved by more than a day: readers sort it elsewhere, and some drop it.
    Redated,
    /// It was not there before.
    New,
    /// Something else in it changed: readers replace it without a word.
    Updated,
    /// It is gone, though it is no older than what is left.
    Dropped,
}

/// What shows that two entries are one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Evidence {
    /// The same id.
    Id,
    /// The same page, however its address is spelled.
    Permalink,
    /// The same file that comes with it.
    Enclosure,
    /// The same path on another host.
    Path,
    /// The same title and date.
    Title,
}

/// What becomes of one entry: its index in either feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What becomes of it.
    pub kind: Kind,
    /// Where it stood.
    pub old: Option<usize>,
    /// Where it stands.
    pub new: Option<usize>,
    /// What shows that both are one.
    pub evidence: Option<Evidence>,
}

/// Two states of a feed, compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// What differs: kind by kind in the order of [`Kind`], each in the order of its feed.
    pub changes: Vec<Change>,
    /// How many entries are as they were.
    pub unchanged: usize,
    /// How many fell off the end, older than all that is left.
    pub aged: usize,
    /// Whether so many dates moved that it cannot be a correction: three or more that are over a tenth of the feed.
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
    /// What the old one is called.
    pub old_name: String,
    /// What the new one is called.
    pub new_name: String,
    /// The old one; none if there was none.
    pub old: Option<PublishedFeed>,
    /// The new one; none if there is none any more.
    pub new: Option<PublishedFeed>,
    /// What differs.
    pub comparison: Comparison,
}
