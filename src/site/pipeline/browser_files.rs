//! Rendered feeds in, the files beside them for people who look at a feed in a browser out: a style sheet, a script, and the
//! companion page. Finds out which of those in the output folder nobody wants anymore.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Index, RenderedFeeds};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::feed::Entry;
use crate::published;
use crate::root::Root;
use crate::site::config::{self, Config};
use crate::site::document::Document;
use crate::site::stylesheet::Asset;
use crate::site::{pages, publish, render, scan};
use crate::source::bounds::TEMPLATE;
use crate::source::html;

/// The number of entries on the companion page.
const NEWEST: usize = 10;

/// The files that the feeds need, and what was found on the way.
pub(super) fn documents(
    config: &Config,
    index: &Index<'_>,
    rendered: &RenderedFeeds,
    output: &Root,
) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
    let looks = index.selections.iter().map(|selection| selection.config);
    let looks = looks.filter(|feed| feed.stylesheet.url(feed.format, &config.site.base_url).is_some());
    let most = looks.map(|feed| feed.stylesheet).max().unwrap_or_default();
    let mut made = Vec::new();
    for asset in most.assets() {
        match text(config, asset) {
            Ok(text) => {
                made.extend(foreign_asset(output, asset, &text)?.map(Err));
                made.push(Ok(document(asset.name, asset.marked(&text))));
            }
            Err(unusable) => made.push(Err(unusable)),
        }
    }
    let companion = config.companion.as_ref().filter(|_| !rendered.feeds.is_empty());
    if let Some(companion) = companion {
        made.push(page(config, index, rendered, companion));
        made.extend(foreign(output, companion)?.map(Err));
    }
    let (documents, found): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    let found = found.into_iter().filter_map(Result::err);
    Ok((documents.into_iter().flatten().collect(), found.collect()))
}

/// The text of a file that documents name: the user's, or ours.
fn text(config: &Config, asset: &Asset) -> Result<String, Diagnostic> {
    let theirs = scan::optional(&template(config, asset.name), TEMPLATE)?;
    Ok(theirs.unwrap_or_else(|| asset.text.to_owned()))
}

/// The finding about a file at the path of an asset that Feedwright has not written. One that is the `text` without our
/// mark is no loss.
fn foreign_asset(output: &Root, asset: &Asset, text: &str) -> Result<Option<Diagnostic>, Error> {
    let below = Path::new(asset.name);
    let there = scan::bytes_below(output, below)?;
    let is_foreign = there.is_some_and(|bytes| bytes != text.as_bytes() && !asset.is_ours(&bytes));
    Ok(is_foreign.then(|| publish::foreign_asset(&output.path().join(below))))
}

/// The companion page, from the user's template, or from ours.
fn page(
    config: &Config,
    index: &Index<'_>,
    rendered: &RenderedFeeds,
    companion: &config::Companion,
) -> Result<Document, Diagnostic> {
    let site = &config.site;
    let url = site.base_url.file_below(&companion.path).unwrap_or_else(|_| site.base_url.clone());
    let is_one_of_many = index.selections.iter().map(|selection| !selection.terms.is_empty());
    let feeds = rendered.feeds.iter().zip(is_one_of_many);
    let about = render::Companion {
        url: &url,
        title: &site.title,
        description: site.description.as_ref(),
        base_url: &site.base_url,
        language: site.language.as_ref(),
        timezone: site.timezone.as_ref(),
        feeds: feeds.map(|(rendered, has_terms)| (&rendered.feed, rendered.format, has_terms)).collect(),
        entries: newest(rendered),
    };
    let file = template(config, "companion.html");
    let html = match scan::optional(&file, TEMPLATE)? {
        Some(text) => render::companion_with(&file, &text, &about)?,
        None => render::companion(&about)?,
    };
    Ok(document(&companion.path, html))
}

/// The newest entries of all feeds, each once.
fn newest(rendered: &RenderedFeeds) -> Vec<&Entry> {
    let entries = rendered.feeds.iter().flat_map(|feed| &feed.feed.entries);
    let each: BTreeMap<_, _> =
        entries.map(|entry| ((Reverse(entry.published), entry.id.as_str()), entry.as_ref())).collect();
    each.into_values().take(NEWEST).collect()
}

fn template(config: &Config, name: &str) -> PathBuf {
    config.project.join("templates").join(name)
}

fn document(path: &str, text: String) -> Document {
    Document { path: path.to_owned(), bytes: text.into_bytes(), entries: 0 }
}

/// The finding about a page at the path of the companion page that Feedwright has not made.
fn foreign(output: &Root, companion: &config::Companion) -> Result<Option<Diagnostic>, Error> {
    let below = Path::new(&companion.path);
    let is_foreign = output.file(below).is_ok() && !is_our_page(output, below)?;
    Ok(is_foreign.then(|| publish::foreign_page(&output.path().join(below), &companion.place)))
}

fn is_our_page(output: &Root, below: &Path) -> Result<bool, Error> {
    let bytes = scan::bytes_below(output, below)?.unwrap_or_default();
    Ok(pages::is_ours(&html::head(&String::from_utf8_lossy(&bytes))))
}

/// Whether we have written a file for browsers.
fn is_ours(output: &Root, path: &str) -> Result<bool, Error> {
    let below = Path::new(path);
    match Asset::named(path) {
        Some(asset) => Ok(scan::bytes_below(output, below)?.is_some_and(|bytes| asset.is_ours(&bytes))),
        None => is_our_page(output, below),
    }
}

/// The paths of `existing` files for browsers that are not `written` anymore, with a finding about each that stays.
pub(super) fn stale(
    output: &Root,
    existing: BTreeSet<String>,
    written: &[Document],
    prune: bool,
) -> Result<(Vec<String>, Vec<Diagnostic>), Error> {
    let (mut stale, mut found) = (Vec::new(), Vec::new());
    for path in existing {
        let is_written = written.iter().any(|document| document.path == path);
        if is_written || !is_ours(output, &path)? {
            continue;
        }
        if prune {
            stale.push(path);
        } else {
            found.push(published::stale_file(&output.path().join(&path), &path));
        }
    }
    Ok((stale, found))
}
