//! The archives of a site in, what is published in their place out, as far as a build asks for it: what the output folder does
//! not have. All archives together are the whole site: only those are in memory that are being compared, and of a server as many
//! are requested, from the newest on, as there is time for.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::in_order::MAX_CONCURRENT_REQUESTS;
use super::published_documents::PendingFeed;
use super::{Against, DocumentsByPath, Found, PublishedDocuments};
use crate::error::Error;
use crate::root::Root;
use crate::site::scan;

/// The archives that are published elsewhere.
pub(super) struct PublishedArchives<'p, 'd> {
    documents: Option<&'p DocumentsByPath<'d>>,
    /// The paths of those that are asked for.
    asked: BTreeSet<&'p str>,
    /// How many of them there was no time for.
    late: AtomicUsize,
}

/// What is in the place of an archive; `None` if it was not asked for.
pub(super) type FoundArchive = Option<Found>;

impl<'p, 'd> PublishedArchives<'p, 'd> {
    /// Those at these paths.
    pub(super) fn of(
        against: Option<&'p Against<'d>>,
        paths: impl Iterator<Item = &'p str>,
        output: &Root,
    ) -> PublishedArchives<'p, 'd> {
        let Some(Against { documents: PublishedDocuments::ByPath(documents), is_all }) = against else {
            return PublishedArchives { documents: None, asked: BTreeSet::new(), late: AtomicUsize::new(0) };
        };
        let is_asked = |path: &str| *is_all || scan::size_below(output, Path::new(path)) == 0;
        let asked = paths.filter(|path| is_asked(path)).collect();
        PublishedArchives { documents: Some(documents), asked, late: AtomicUsize::new(0) }
    }

    /// The folder or URL, as the user named it.
    pub(super) fn name(&self) -> &str {
        self.documents.map_or("", |documents| documents.name.as_str())
    }

    /// How many there was no time for.
    pub(super) fn late(&self) -> usize {
        self.late.load(Ordering::Relaxed)
    }

    /// The number of threads that ask for them.
    pub(super) fn threads(&self) -> usize {
        if self.asked.is_empty() { 0 } else { MAX_CONCURRENT_REQUESTS }
    }

    /// Requests those at these paths, and returns the maximum number of bytes that they take.
    pub(super) fn request<'s>(
        &self,
        paths: impl Iterator<Item = &'s str>,
    ) -> (u64, Vec<Option<PendingFeed<'d>>>) {
        let pending = paths.map(|path| {
            let documents = self.documents.filter(|_| self.asked.contains(path))?;
            if (documents.has_time)() {
                return Some(documents.request(path));
            }
            self.late.fetch_add(1, Ordering::Relaxed);
            None
        });
        let pending: Vec<_> = pending.collect();
        (pending.iter().flatten().map(PendingFeed::max_size).sum(), pending)
    }
}

/// What was requested.
///
/// # Errors
/// If it cannot be loaded.
pub(super) fn load(pending: Vec<Option<PendingFeed<'_>>>) -> Result<Vec<FoundArchive>, Error> {
    pending.into_iter().map(|pending| pending.map(PendingFeed::found).transpose()).collect()
}
