//! Compares any two sets of feeds: which documents correspond, and how they differ.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, try_in_order};
use super::published_documents::{DocumentsByPath, PendingFeed, PublishedDocument, PublishedDocuments};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::published::change::{Comparison, FeedPair};
use crate::published::feed::PublishedFeed;
use crate::published::{self, About, Accept, States, Table};

/// Compares published documents one by one: those at the same path, or a single one with its counterpart. `each` gets
/// the pairs in the order of their paths, and what it does not keep is no longer in memory.
///
/// # Errors
/// If a document cannot be read, or is not a feed.
pub(crate) fn diff(
    old: PublishedDocuments<'_>,
    new: PublishedDocuments<'_>,
    mut each: impl FnMut(FeedPair) + Send,
) -> Result<(), Error> {
    let pair = match (old, new) {
        (PublishedDocuments::ByPath(old), PublishedDocuments::ByPath(new)) => {
            return diff_by_path(&old, &new, each);
        }
        (PublishedDocuments::One(old), PublishedDocuments::One(new)) => pair(old.into(), new.into()),
        (PublishedDocuments::One(old), PublishedDocuments::ByPath(new)) => {
            let new = counterpart(&old, &new)?;
            pair(old.into(), new)
        }
        (PublishedDocuments::ByPath(old), PublishedDocuments::One(new)) => {
            let old = counterpart(&new, &old)?;
            pair(old, new.into())
        }
    };
    each(pair);
    Ok(())
}

fn diff_by_path(
    old: &DocumentsByPath<'_>,
    new: &DocumentsByPath<'_>,
    each: impl FnMut(FeedPair) + Send,
) -> Result<(), Error> {
    let paths: BTreeSet<_> = old.paths().chain(new.paths()).collect();
    let paths: Vec<_> = paths.into_iter().collect();
    let request = |path: &&String| {
        let (old, new) = (old.request(path), new.request(path));
        (old.max_size().saturating_add(new.max_size()), (old, new))
    };
    let process = |_: &&String, (old, new)| Ok(pair(Version::load(old)?, Version::load(new)?));
    try_in_order(&paths, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, each)
}

/// The document that takes the place of another: the one at its URL, else with its name, else in its format; where the
/// paths are unknown, the one with its name.
fn counterpart(document: &PublishedDocument, others: &DocumentsByPath<'_>) -> Result<Version, Error> {
    let by_path = others.paths().map(|path| (path.as_str(), path)).collect();
    if let Some(path) = document.find_path(&by_path) {
        return Version::load(others.request(path));
    }
    for path in others.paths() {
        let found = Version::load(others.request(path))?;
        if found.feed.as_ref().is_some_and(|found| found.format == document.feed.format) {
            return Ok(found);
        }
    }
    let name = Path::new(&document.name).file_name().unwrap_or_default().to_string_lossy();
    Version::load(others.request(&name))
}

/// One of two versions of a document, which need not exist.
struct Version {
    name: String,
    feed: Option<PublishedFeed>,
}

impl Version {
    fn load(pending: PendingFeed<'_>) -> Result<Version, Error> {
        let name = pending.name().to_owned();
        Ok(Version { name, feed: pending.load()?.map(|document| document.feed) })
    }
}

impl From<PublishedDocument> for Version {
    fn from(document: PublishedDocument) -> Version {
        Version { name: document.name, feed: Some(document.feed) }
    }
}

fn pair(old: Version, new: Version) -> FeedPair {
    let comparison = match (&old.feed, &new.feed) {
        (Some(old), Some(new)) => published::compare(old, new),
        (Some(_) | None, None) | (None, Some(_)) => Comparison::default(),
    };
    FeedPair { old_name: old.name, new_name: new.name, old: old.feed, new: new.feed, comparison }
}

/// What a build would say about the difference, at the new document. One that is gone has lost all of its entries.
#[must_use]
pub(crate) fn findings(pair: &FeedPair, accepted: &BTreeSet<Accept>) -> Vec<Diagnostic> {
    let Some(old) = &pair.old else { return Vec::new() };
    let (new, comparison) = match &pair.new {
        Some(new) => (Cow::Borrowed(new), Cow::Borrowed(&pair.comparison)),
        None => {
            let new = old.without_items();
            let emptied = published::compare(old, &new).emptied;
            (Cow::Owned(new), Cow::Owned(Comparison { emptied, ..Comparison::default() }))
        }
    };
    let left_out = &BTreeMap::new();
    let states = States {
        old,
        from: &pair.old_name,
        new: &new,
        path: &pair.new_name,
        left_out,
        has_skipped: false,
        limit: None,
        table: Table::Unknown,
    };
    let file = Place::file(Path::new(&pair.new_name));
    published::guard(states, &comparison, accepted)
        .into_iter()
        .map(|(about, finding)| at_entry(about, &new, finding).at(file.clone()))
        .collect()
}

/// The lines of a document are unknown, so the entry is named instead.
fn at_entry(about: About, new: &PublishedFeed, mut finding: Diagnostic) -> Diagnostic {
    if let About::Entry(at, _) = about
        && let Some(item) = new.items.get(at).filter(|item| !item.title.is_empty())
    {
        finding.message = format!("\"{}\": {}", item.title, finding.message);
    }
    finding
}
