//! Rendered feeds in, the files beside them for people who look at a feed in a browser out: a style sheet, a script, and the
//! companion page. Finds out which of those in the output folder nobody wants any more.

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
    let mut made: Vec<_> = most.assets().iter().map(|asset| self::asset(config, asset)).collect();
    let companion = config.companion.as_ref().filter(|_| !rendered.feeds.is_empty());
    if let Some(companion) = companion {
        made.push(page(config, index, rendered, companion));
        made.extend(foreign(output, companion)?.map(Err));
    }
    let (documents, found): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    let found = found.into_iter().filter_map(Result::err);
    Ok((documents.into_iter().flatten().collect(), found.collect()))
}

/// A file that documents name: the user's, or ours.
fn asset(config: &Config, asset: &Asset) -> Result<Document, Diagnostic> {
    let theirs = scan::optional(&template(config, asset.name), TEMPLATE)?;
    let text = theirs.unwrap_or_else(|| asset.text.to_owned());
    Ok(document(asset.name, text))
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

/// The finding about a page at the path of the companion page that somebody else has made.
fn foreign(output: &Root, companion: &config::Companion) -> Result<Option<Diagnostic>, Error> {
    let below = Path::new(&companion.path);
    let is_foreign = output.file(below).is_ok() && !is_our_page(output, below)?;
    Ok(is_foreign.then(|| publish::foreign_page(&output.path().join(below), &companion.place)))
}

fn is_our_page(output: &Root, below: &Path) -> Result<bool, Error> {
    let bytes = scan::bytes_below(output, below)?.unwrap_or_default();
    Ok(pages::is_ours(&html::head(&String::from_utf8_lossy(&bytes))))
}

/// The paths of `existing` files for browsers that are not `written` any more, with a finding about each that stays.
pub(super) fn stale(
    output: &Root,
    existing: BTreeSet<String>,
    written: &[Document],
    prune: bool,
) -> Result<(Vec<String>, Vec<Diagnostic>), Error> {
    let (mut stale, mut found) = (Vec::new(), Vec::new());
    for path in existing {
        let is_written = written.iter().any(|document| document.path == path);
        let is_page = scan::is_page(&path);
        if is_written || is_page && !is_our_page(output, Path::new(&path))? {
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
