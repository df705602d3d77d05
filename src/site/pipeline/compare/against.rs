//! Compares with the published documents that the user named, and says which of them are missing there or unreadable.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::comparer::{Comparer, Guarded};
use super::lost;
use super::reported::{Changes, Reported};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::published::{self, Accept, Tally};
use crate::site::pipeline::{Against, Found};

/// What became of one document.
enum Seen {
    /// It is not there.
    Missing(String),
    /// It cannot be read.
    Unreadable {
        name: String,
        is_page: bool,
    },
    Compared(Guarded),
}

/// Compares with `against`: with all of its documents, or only with those that are not `held` by the output folder. The
/// tally is none if there was nothing to ask for.
pub(super) fn compare(
    against: Against<'_>,
    comparer: &Comparer<'_>,
    held: &BTreeSet<String>,
    reported: &mut Reported,
    changes: &mut Changes,
) -> Result<(Option<Tally>, Vec<Diagnostic>), Error> {
    let Against { documents, is_all } = against;
    let name = documents.name().to_owned();
    let paths = comparer.site.documents.iter().map(|document| document.path.as_str());
    let paths = paths.chain(comparer.paths.empty.iter().copied());
    let expected: Vec<_> = paths.filter(|path| is_all || !held.contains(*path)).collect();
    if expected.is_empty() {
        return Ok((None, Vec::new()));
    }
    let said = if documents.have_addresses() { addresses(comparer) } else { BTreeMap::new() };
    let documents =
        documents.at(said.iter().map(|(path, (address, _))| (path.clone(), address.clone())).collect());
    let process = |path: Option<&str>, found| Ok(seen(comparer, &name, path, found));
    let (mut tally, mut is_published) = (Tally::with(&name), false);
    let (mut missing, mut unreadable) = (Vec::new(), Vec::new());
    documents.for_each_found(&expected, process, |seen| match seen {
        Seen::Missing(path) => missing.push(path),
        Seen::Unreadable { name, is_page } => unreadable.push((name, is_page)),
        Seen::Compared((findings, comparison)) => {
            is_published = true;
            reported.extend(findings);
            if let Some((comparison, change)) = comparison.map(|compared| *compared) {
                tally.add(&comparison);
                changes.insert(change.path.clone(), change);
            }
        }
    })?;
    let is_first = comparer.options.accept.contains(&Accept::First);
    is_published |= unreadable.iter().any(|(_, is_page)| !is_page);
    let is_known = is_published || !is_all && !held.is_empty();
    if !is_known {
        let finding = || published::nothing_published(&name, expected.len());
        return Ok((None, Vec::from_iter((!is_first).then(finding))));
    }
    let lost = lost::find(&documents, comparer)?;
    let is_rendered = |path: &&String| comparer.paths.rendered.contains_key(path.as_str());
    let (elsewhere, new): (Vec<_>, Vec<_>) =
        missing.iter().filter(is_rendered).partition(|path| said.contains_key(*path));
    let mut found =
        Vec::from_iter((is_first && elsewhere.is_empty()).then(|| published::needless_first(&name)));
    found.extend(lost);
    found.extend(unreadable.iter().map(|(name, _)| comparer.unreadable(Path::new(name))));
    found.extend(
        new.iter().map(|path| published::new_document(&comparer.site.config.output.join(path), path, &name)),
    );
    if !is_first {
        let nothing_at = |path: &&String| Some(published::nothing_at(said.get(*path)?));
        found.extend(elsewhere.iter().filter_map(nothing_at));
    }
    Ok(((tally.documents > 0).then_some(tally), found))
}

/// The addresses that feeds say, with their places in the configuration, by the paths of their documents. Those on the site
/// are relative, since the site may be compared with another copy of it.
fn addresses(comparer: &Comparer<'_>) -> BTreeMap<String, (String, Place)> {
    let config = comparer.site.config;
    let base = &config.site.base_url;
    let address = |path: &&str| {
        let feed = config.feeds.iter().find(|feed| feed.url_at(path, base).is_some())?;
        let (url, place) = (feed.url_at(path, base)?, feed.url.as_ref()?.place.clone());
        let address = url.as_str().strip_prefix(base.as_str()).map_or(url.as_str(), |path| path).to_owned();
        Some(((*path).to_owned(), (address, place)))
    };
    comparer.paths.rendered.keys().chain(&comparer.paths.empty).filter_map(address).collect()
}

fn seen(comparer: &Comparer<'_>, from: &str, path: Option<&str>, found: Found) -> Seen {
    let asked = || path.unwrap_or_default().to_owned();
    match found {
        Found::Nothing => Seen::Missing(asked()),
        Found::Unreadable { name, is_page } => Seen::Unreadable { name, is_page },
        Found::Feed(published) => {
            let path = path.or_else(|| comparer.successor(&published));
            let guarded = path.map(|path| comparer.guarded(from, path, &published.feed));
            Seen::Compared(guarded.unwrap_or_default())
        }
    }
}
