//! Comparisons of documents in, totals for people out.

use crate::published::change::{Comparison, Kind};

/// What was compared with one place, and what subscribers would see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// The folder, file or URL, as the user named it.
    pub with: String,
    /// Documents that were compared.
    pub documents: usize,
    /// Archives that were compared. Readers do not show them, so their entries do not count.
    pub archives: usize,
    /// Archives that were not compared, since half of the time for all requests had passed.
    pub archives_late: usize,
    /// Documents whose title, description, language or link changes.
    pub described: usize,
    /// Entries that are new to subscribers.
    pub new: usize,
    /// Entries with another change.
    pub changed: usize,
    /// Entries that are no longer in their document.
    pub gone: usize,
    /// Entries that stay as they were.
    pub unchanged: usize,
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub(crate) fn with(name: &str) -> Tally {
        Tally { with: name.to_owned(), ..Tally::default() }
    }

    /// Counts a document that was compared.
    pub(crate) fn add(&mut self, comparison: &Comparison) {
        let count = |kind| comparison.count(kind);
        let gone = count(Kind::Dropped) + comparison.aged;
        self.documents += 1;
        self.described += usize::from(!comparison.parts.is_empty());
        self.new += count(Kind::New);
        self.changed += comparison.changes.len() - count(Kind::New) - count(Kind::Dropped);
        self.gone += gone;
        self.unchanged += comparison.unchanged;
    }
}
