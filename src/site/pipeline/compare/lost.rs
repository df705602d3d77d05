//! Documents that are published, and that nothing writes anymore, in; findings about them out. They are looked for where
//! feeds usually are.

use std::collections::BTreeSet;

use super::comparer::Comparer;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::published;
use crate::published::feed::PublishedFeed;
use crate::site::config::DEFAULT_FEEDS;
use crate::site::pipeline::built_site::BuiltSite;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, try_in_order};
use crate::site::pipeline::published_documents::PendingFeed;
use crate::site::pipeline::{PublishedDocument, PublishedDocuments};

/// Looks for such documents among the published ones. What cannot be read is of no concern here.
pub(super) fn find(
    documents: &PublishedDocuments<'_>,
    comparer: &Comparer<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let PublishedDocuments::ByPath(published) = documents else { return Ok(Vec::new()) };
    let paths: Vec<_> = unwritten(comparer).into_iter().collect();
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
        found.extend(one.map(|(path, document)| {
            let file = comparer.site.config.output.join(&path);
            published::lost(&file, &path, document.feed.format, documents.name())
        }));
    })?;
    Ok(found)
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
