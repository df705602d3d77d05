//! Documents that are published, and that nothing writes anymore, in; findings about them out. They are looked for where
//! feeds usually are.

use std::collections::BTreeSet;
use std::path::Path;

use super::comparer::Comparer;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::published::feed::PublishedFeed;
use crate::published::{self, StaleIn};
use crate::site::archive_path::feed_of;
use crate::site::config::DEFAULT_FEEDS;
use crate::site::file_name;
use crate::site::pipeline::built_site::BuiltSite;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, try_in_order};
use crate::site::pipeline::published_documents::PendingFeed;
use crate::site::pipeline::{PublishedDocument, PublishedDocuments};
use crate::site::scan;

/// Looks for such documents among the published ones. What cannot be read is of no concern here.
pub(super) fn find(
    documents: &PublishedDocuments<'_>,
    comparer: &Comparer<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let PublishedDocuments::ByPath(published) = documents else { return Ok(Vec::new()) };
    let archives = published.folder.as_deref().map(|folder| old_archives(folder, comparer));
    let archives = archives.unwrap_or_default();
    let paths: Vec<_> = unwritten(comparer).into_iter().chain(archives.iter().map(String::as_str)).collect();
    let task = ItemTask {
        request: |path: &&str| {
            let pending = published.request(path);
            (pending.max_size(), pending)
        },
        process: |path: &&str, pending: PendingFeed<'_>| {
            let found = pending.load().ok().flatten();
            Ok(found
                .filter(|found| is_at(&found.feed, path, comparer))
                .map(|found| ((*path).to_owned(), found)))
        },
    };
    let mut found = Vec::new();
    try_in_order(&paths, MAX_CONCURRENT_REQUESTS, &task, |one: Option<(String, PublishedDocument)>| {
        found.extend(one.and_then(|(path, document)| finding(&path, &document, documents.name(), comparer)));
    })?;
    Ok(found)
}

/// The finding about such a document. Of an archive, it only matters what it should contain no more.
fn finding(
    path: &str,
    document: &PublishedDocument,
    from: &str,
    comparer: &Comparer<'_>,
) -> Option<Diagnostic> {
    if feed_of(path).is_none() {
        let file = comparer.site.config.output.join(path);
        return Some(published::lost(&file, path, document.feed.format, from));
    }
    let withdrawn = comparer.withdrawn(&document.feed);
    let file = Path::new(&document.name);
    (!withdrawn.is_empty()).then(|| published::withdrawn(file, path, &withdrawn, StaleIn::Published(from)))
}

/// The paths of archives in a folder that the feeds have no more. Those in the output folder are looked at there.
fn old_archives(folder: &Path, comparer: &Comparer<'_>) -> BTreeSet<String> {
    let selections = &comparer.site.index.selections;
    let with_archives = selections.iter().filter(|selection| selection.config.archive.is_some());
    let mut found = BTreeSet::new();
    for selection in with_archives {
        let dir = file_name::dir(&selection.path);
        let names = scan::names(&folder.join(dir)).into_values().flatten();
        let paths = names.map(|name| file_name::join(dir, &name));
        let is_old = |path: &String| {
            feed_of(path).as_deref() == Some(&*selection.path)
                && !selection.archives.iter().any(|archive| archive.path == *path)
                && !scan::exists(comparer.site.output, path)
        };
        found.extend(paths.filter(is_old));
    }
    found
}

/// The usual paths of feeds at which none is written: neither by a feed, nor, as far as that is known, by the site's
/// generator.
fn unwritten<'c>(comparer: &Comparer<'c>) -> BTreeSet<&'c str> {
    let config = comparer.site.config;
    let own = config.content.own_feed;
    let site = BuiltSite::of(config, BTreeSet::new());
    // Before the site is built, its generator may be about to write them.
    if own.is_some() && !site.has_pages() {
        return BTreeSet::new();
    }
    let usual = own.map_or(&[][..], |own| own.usual_paths).iter().copied();
    let usual = usual.chain(DEFAULT_FEEDS.iter().map(|(path, _)| *path));
    let is_written = |path: &str| {
        let is_known = comparer.paths.rendered.contains_key(path) || comparer.paths.empty.contains(&path);
        is_known || config.feeds.iter().any(|feed| feed.fans_out_to(path)) || site.has_file(path)
    };
    usual.filter(|path| !is_written(path)).collect()
}

/// Whether a feed is at home at a path, rather than where that redirects to.
fn is_at(feed: &PublishedFeed, path: &str, comparer: &Comparer<'_>) -> bool {
    let own = comparer.site.config.site.base_url.file_below(path);
    feed.self_url.as_ref().is_none_or(|url| own.is_ok_and(|own| own.as_str() == url.as_str()))
}
