//! History, for any two feeds: which documents belong together, and what differs between them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::compare::{Find, feed, place_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::history::{self, About, Accept, States};
use crate::model::change::{Comparison, Pair};
use crate::model::known::Known;

/// One side of a comparison.
pub struct Side<'a> {
    /// What the user calls it.
    pub name: String,
    /// What is there.
    pub documents: Documents<'a>,
}

/// The documents of a side.
pub enum Documents<'a> {
    /// One document.
    One(Vec<u8>),
    /// Documents by path.
    Folder(BTreeMap<String, Vec<u8>>),
    /// For each path what stands there, if anything does.
    Each(Find<'a>),
}

/// Compares two sides, document by document: those of one path; or the one that is named with the one that takes its
/// place.
///
/// # Errors
/// If a document cannot be had, or is no feed.
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Result<Vec<Pair>, Error> {
    let named = |side: &Side<'_>, path: &str| format!("{}/{path}", side.name.trim_end_matches('/'));
    match (&old.documents, &new.documents) {
        (Documents::One(before), Documents::One(now)) => {
            let (before, now) = (feed(&old.name, before)?, feed(&new.name, now)?);
            Ok(vec![pair(old.name.clone(), Some(before), new.name.clone(), Some(now))])
        }
        (Documents::One(before), other) => {
            let before = feed(&old.name, before)?;
            let (path, now) = counterpart(&old.name, &before, new, other)?;
            Ok(vec![pair(old.name.clone(), Some(before), named(new, &path), now)])
        }
        (other, Documents::One(now)) => {
            let now = feed(&new.name, now)?;
            let (path, before) = counterpart(&new.name, &now, old, other)?;
            Ok(vec![pair(named(old, &path), before, new.name.clone(), Some(now))])
        }
        (before, now) => {
            let paths: BTreeSet<_> = [before, now].into_iter().flat_map(paths).collect();
            let paths: Vec<_> = paths.into_iter().collect();
            let one = |path: &&String| {
                let (before, now) = (at(old, path)?, at(new, path)?);
                Ok(pair(named(old, path), before, named(new, path), now))
            };
            paths.par_iter().map(one).collect()
        }
    }
}

fn paths<'d>(documents: &'d Documents<'_>) -> Vec<&'d String> {
    match documents {
        Documents::Folder(documents) => documents.keys().collect(),
        Documents::One(_) | Documents::Each(_) => Vec::new(),
    }
}

/// The feed at a path of a side.
fn at(side: &Side<'_>, path: &str) -> Result<Option<Known>, Error> {
    let bytes = match &side.documents {
        Documents::One(bytes) => Some(bytes.clone()),
        Documents::Folder(documents) => documents.get(path).cloned(),
        Documents::Each(find) => find(path)?,
    };
    bytes.map(|bytes| feed(&format!("{}/{path}", side.name.trim_end_matches('/')), &bytes)).transpose()
}

/// The document of the other side that takes the place of one, and its path.
fn counterpart(
    name: &str,
    known: &Known,
    side: &Side<'_>,
    documents: &Documents<'_>,
) -> Result<(String, Option<Known>), Error> {
    let path = match documents {
        Documents::Folder(documents) => {
            let listed: Vec<_> =
                documents.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
            place_of(known, name, &listed).map(str::to_owned)
        }
        Documents::One(_) | Documents::Each(_) => None,
    };
    let own_name = || Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = path.unwrap_or_else(own_name);
    let found = at(side, &path)?;
    Ok((path, found))
}

fn pair(old_name: String, old: Option<Known>, new_name: String, new: Option<Known>) -> Pair {
    let comparison = match (&old, &new) {
        (Some(old), Some(new)) => history::compare(old, new),
        (Some(_) | None, None) | (None, Some(_)) => Comparison::default(),
    };
    Pair { old_name, new_name, old, new, comparison }
}

/// What a build would say of the difference, at the new document.
#[must_use]
pub fn findings(pairs: &[Pair], accepted: &BTreeSet<Accept>) -> Vec<Diagnostic> {
    let of = |pair: &Pair| {
        let (Some(old), Some(new)) = (&pair.old, &pair.new) else { return Vec::new() };
        let states = States { old, from: &pair.old_name, new, path: &pair.new_name };
        history::guard(states, &pair.comparison, accepted)
            .into_iter()
            .map(|(about, finding)| at_entry(about, new, finding).at(Place::file(Path::new(&pair.new_name))))
            .collect::<Vec<_>>()
    };
    pairs.iter().flat_map(of).collect()
}

/// Of a document nobody knows the lines: the entry is named instead.
fn at_entry(about: About, new: &Known, mut finding: Diagnostic) -> Diagnostic {
    if let About::Entry(at, _) = about
        && let Some(item) = new.items.get(at).filter(|item| !item.title.is_empty())
    {
        finding.message = format!("\"{}\": {}", item.title, finding.message);
    }
    finding
}
