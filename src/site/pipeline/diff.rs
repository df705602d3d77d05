//! History, for any two feeds: which documents correspond, and how they differ.

use std::collections::BTreeSet;
use std::path::Path;

use super::compare::{feed, named, own_path};
use super::in_order::{Find, REQUESTS, Requested, Steps, in_order};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::published::change::{Comparison, Pair};
use crate::published::feed::PublishedFeed;
use crate::published::{self, About, Accept, States};

/// One side of a comparison.
pub(crate) struct Side<'a> {
    /// Its name, as given by the user.
    pub name: String,
    /// Its documents.
    pub documents: Documents<'a>,
}

/// The documents of a side.
pub(crate) enum Documents<'a> {
    /// One document.
    One(PublishedFeed),
    /// Documents whose paths are known.
    Folder(BTreeSet<String>, Find<'a>),
    /// For each path what stands there, if anything does.
    Each(Find<'a>),
}

/// Compares two sides, document by document: those of one path; or the one that is named with the one that takes its
/// place. `each` gets them in the order of their paths, and what it does not keep is no longer in memory.
///
/// # Errors
/// If a document cannot be had, or is no feed.
pub(crate) fn diff(old: Side<'_>, new: Side<'_>, mut each: impl FnMut(Pair) + Send) -> Result<(), Error> {
    match (old.documents, new.documents) {
        (Documents::One(before), Documents::One(now)) => {
            each(pair(old.name, Some(before), new.name, Some(now)));
        }
        (Documents::One(before), other) => {
            let (path, now) = counterpart(&old.name, &before, &new.name, &other)?;
            each(pair(old.name, Some(before), named(&new.name, &path), now));
        }
        (other, Documents::One(now)) => {
            let (path, before) = counterpart(&new.name, &now, &old.name, &other)?;
            each(pair(named(&old.name, &path), before, new.name, Some(now)));
        }
        (
            before @ (Documents::Folder(..) | Documents::Each(_)),
            now @ (Documents::Folder(..) | Documents::Each(_)),
        ) => {
            let paths: BTreeSet<_> = before.paths().chain(now.paths()).collect();
            let paths: Vec<_> = paths.into_iter().collect();
            let request = |path: &&String| {
                let (before, now) = (before.request(path), now.request(path));
                let size = |requested: &Option<Requested<'_>>| requested.as_ref().map_or(0, Requested::size);
                (size(&before).saturating_add(size(&now)), (before, now))
            };
            let process = |path: &&String, (before, now)| {
                let (old_name, new_name) = (named(&old.name, path), named(&new.name, path));
                let (before, now) = (load(&old_name, before)?, load(&new_name, now)?);
                Ok(pair(old_name, before, new_name, now))
            };
            let mut failed = Vec::new();
            in_order(&paths, REQUESTS, &Steps { request, process }, |pair| match pair {
                Ok(pair) if failed.is_empty() => each(pair),
                Ok(_) => {}
                Err(error) => failed.push(error),
            });
            return Error::first_of(failed).map_or(Ok(()), Err);
        }
    }
    Ok(())
}

impl<'a> Documents<'a> {
    fn paths(&self) -> impl Iterator<Item = &String> {
        let paths = match self {
            Documents::Folder(paths, _) => Some(paths),
            Documents::One(_) | Documents::Each(_) => None,
        };
        paths.into_iter().flatten()
    }

    fn request(&self, path: &str) -> Option<Requested<'a>> {
        match self {
            Documents::One(_) => None,
            Documents::Folder(paths, find) => paths.contains(path).then(|| find(path)),
            Documents::Each(find) => Some(find(path)),
        }
    }
}

/// The feed in a document that was requested.
fn load(name: &str, requested: Option<Requested<'_>>) -> Result<Option<PublishedFeed>, Error> {
    let bytes = requested.map(Requested::load).transpose()?.flatten();
    bytes.map(|bytes| feed(name, &bytes)).transpose()
}

/// The document of a side that takes the place of one, and its path: the one at its address, else of its name, else of
/// its format; where nobody knows the paths, the one of its name.
fn counterpart(
    name: &str,
    known: &PublishedFeed,
    side: &str,
    documents: &Documents<'_>,
) -> Result<(String, Option<PublishedFeed>), Error> {
    let at = |path: &str| load(&named(side, path), documents.request(path));
    let listed = documents.paths().map(|path| (path.as_str(), path)).collect();
    if let Some(path) = own_path(known, name, &listed) {
        return Ok(((*path).clone(), at(path)?));
    }
    for path in documents.paths() {
        let found = at(path)?;
        if found.as_ref().is_some_and(|found| found.format == known.format) {
            return Ok((path.clone(), found));
        }
    }
    let own_name = Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let found = at(&own_name)?;
    Ok((own_name, found))
}

fn pair(old_name: String, old: Option<PublishedFeed>, new_name: String, new: Option<PublishedFeed>) -> Pair {
    let comparison = match (&old, &new) {
        (Some(old), Some(new)) => published::compare(old, new),
        (Some(_) | None, None) | (None, Some(_)) => Comparison::default(),
    };
    Pair { old_name, new_name, old, new, comparison }
}

/// What a build would say of the difference, at the new document.
#[must_use]
pub(crate) fn findings(pair: &Pair, accepted: &BTreeSet<Accept>) -> Vec<Diagnostic> {
    let (Some(old), Some(new)) = (&pair.old, &pair.new) else { return Vec::new() };
    let states = States { old, from: &pair.old_name, new, path: &pair.new_name };
    let file = Place::file(Path::new(&pair.new_name));
    published::guard(states, &pair.comparison, accepted)
        .into_iter()
        .map(|(about, finding)| at_entry(about, new, finding).at(file.clone()))
        .collect()
}

/// Of a document nobody knows the lines: the entry is named instead.
fn at_entry(about: About, new: &PublishedFeed, mut finding: Diagnostic) -> Diagnostic {
    if let About::Entry(at, _) = about
        && let Some(item) = new.items.get(at).filter(|item| !item.title.is_empty())
    {
        finding.message = format!("\"{}\": {}", item.title, finding.message);
    }
    finding
}
