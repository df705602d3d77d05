//! History: what is published now, and what subscribers would see of a change.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{Made, Options};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::history::{self, About, Accept, States};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::known::Known;
use crate::root::Root;
use crate::{publish, scan};

/// Where the documents are that subscribers have, besides the output folder.
pub struct Against<'a> {
    /// What the user calls it: a folder, a file, an address.
    pub name: String,
    /// What is there.
    pub published: Published<'a>,
}

/// What is published somewhere.
pub enum Published<'a> {
    /// One document. It is compared with the one that takes its place.
    One(Vec<u8>),
    /// For each path what stands there, if anything does.
    Each(Find<'a>),
}

/// Finds what stands at a path, if anything does.
pub type Find<'a> = &'a (dyn Fn(&str) -> Result<Option<Vec<u8>>, Error> + Sync);

/// What came of comparing.
#[derive(Default)]
pub(super) struct Compared {
    /// The paths that `--prune` removes.
    pub(super) stale: Vec<String>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What a build has made.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    pub(super) config: &'s Config,
    pub(super) made: &'s Made,
    pub(super) documents: &'s [Document],
    /// The output folder.
    pub(super) output: &'s Root,
}

/// A document as subscribers have it.
struct Theirs<'n> {
    from: &'n str,
    path: String,
    known: Known,
}

/// Compares with what is published now. Of a preview nobody is a subscriber, so that none is compared.
pub(super) fn compare(
    site: Site<'_>,
    options: &Options,
    against: Option<&Against<'_>>,
) -> Result<Compared, Error> {
    let Site { config, documents, .. } = site;
    let Local { documents: local, unread } = published(site)?;
    let mut findings = Vec::new();
    let mut theirs = Vec::new();
    let folder = config.output.to_string_lossy();
    if !config.site.base_url.is_local() {
        findings.extend(unread);
        theirs.extend(local.iter().map(|(path, known)| Theirs {
            from: &folder,
            path: path.clone(),
            known: known.clone(),
        }));
        if let Some(against) = against {
            let there = there(against, site)?;
            findings
                .extend(there.is_empty().then(|| history::nothing_published(&against.name, documents.len())));
            theirs.extend(there);
        }
    }
    // What is missing only since it could not be read is said already.
    if site.made.unread == 0 {
        findings.extend(guarded(site, options, &theirs));
    }
    let stale = stale(site, options, &local);
    let listed = stale.iter().filter_map(|(path, known)| said_of_stale(config, options, path, known));
    findings.extend(listed);
    let pruned = stale.iter().filter(|_| options.prune).map(|(path, _)| path.clone());
    Ok(Compared { stale: pruned.collect(), findings })
}

/// The paths of documents: those that are made, and then those of empty feeds, which are not written, but asked for all
/// the same.
fn asked(site: Site<'_>) -> Vec<&str> {
    let made = made(site);
    let feeds = site.config.feeds.iter().filter(|feed| feed.each.is_none());
    let empty = feeds.map(|feed| feed.path.as_str()).filter(|path| !made.contains(path));
    site.documents.iter().map(|document| document.path.as_str()).chain(empty).collect()
}

fn made(site: Site<'_>) -> BTreeSet<&str> {
    site.documents.iter().map(|document| document.path.as_str()).collect()
}

/// Documents of ours in the output folder that nobody asks for any more, or that are empty on purpose.
fn stale<'l>(site: Site<'_>, options: &Options, local: &'l [(String, Known)]) -> Vec<&'l (String, Known)> {
    let is_meant = options.accept.contains(&Accept::Emptied);
    let asked = if is_meant { made(site) } else { asked(site).into_iter().collect() };
    let is_ours = |(path, known): &(String, Known)| history::is_at(known, path, &site.config.site.base_url);
    local.iter().filter(|found| !asked.contains(found.0.as_str()) && is_ours(found)).collect()
}

/// A feed that stops with its term is an error, of a preview too little to stop for; what is removed is not listed.
fn said_of_stale(config: &Config, options: &Options, path: &str, known: &Known) -> Option<Diagnostic> {
    let file = config.output.join(path);
    let is_guarded = !config.site.base_url.is_local() && !options.accept.contains(&Accept::Emptied);
    let is_of_term =
        || config.feeds.iter().any(|feed| feed.format == known.format.name() && feed.fans_out_to(path));
    let stopped = (is_guarded && is_of_term()).then(|| history::stopped(&file, known)).flatten();
    stopped.or_else(|| (!options.prune).then(|| history::stale(&file, path)))
}

/// The feeds in the output folder that are not what they were: those that we made, and whatever stands where a document
/// goes.
fn published(site: Site<'_>) -> Result<Local, Error> {
    let output = site.output;
    let made: BTreeMap<_, _> =
        site.documents.iter().map(|document| (document.path.as_str(), &document.bytes)).collect();
    let mut paths = scan::published(output);
    paths.extend(made.keys().map(|path| (*path).to_owned()));
    let changed = |path: String| {
        let file = Path::new(&path);
        let is_same =
            made.get(path.as_str()).map_or(Ok(false), |bytes| publish::holds(output, file, bytes))?;
        let bytes = if is_same { None } else { scan::bytes_below(output, file)? };
        Ok(bytes.map(|bytes| (path, history::read(&bytes))))
    };
    // Of several that cannot be read the first is named, whichever was tried first.
    let read: Vec<Result<_, Error>> = paths.into_par_iter().map(changed).collect();
    let mut there = Local::default();
    for read in read.into_iter().filter_map(Result::transpose) {
        let (path, known) = read?;
        match known {
            Some(known) => there.documents.push((path, known)),
            None if made.contains_key(path.as_str()) => {
                there.unread.push(history::not_compared(&output.path().join(path)));
            }
            None => {}
        }
    }
    Ok(there)
}

/// What stands in the output folder.
#[derive(Default)]
struct Local {
    documents: Vec<(String, Known)>,
    /// What is said of documents that cannot be read.
    unread: Vec<Diagnostic>,
}

/// What is published elsewhere of the documents.
fn there<'n>(against: &'n Against<'_>, site: Site<'_>) -> Result<Vec<Theirs<'n>>, Error> {
    let theirs = |path: &str, known| Theirs { from: &against.name, path: path.to_owned(), known };
    match &against.published {
        Published::One(bytes) => {
            let known = feed(&against.name, bytes)?;
            let listed: Vec<_> = site
                .documents
                .iter()
                .map(|document| (document.path.as_str(), document.bytes.as_slice()))
                .collect();
            let path = place_of(&known, &against.name, &listed);
            Ok(path.map(|path| theirs(path, known)).into_iter().collect())
        }
        Published::Each(find) => {
            let one = |path: &str| {
                let Some(bytes) = find(path)? else { return Ok(None) };
                let name = format!("{}/{}", against.name.trim_end_matches('/'), path);
                Ok(Some(theirs(path, feed(&name, &bytes)?)))
            };
            let found: Result<Vec<_>, Error> = asked(site).into_par_iter().map(one).collect();
            Ok(found?.into_iter().flatten().collect())
        }
    }
}

/// The feed in a document that somebody named.
pub(super) fn feed(name: &str, bytes: &[u8]) -> Result<Known, Error> {
    let failed = || io::Error::new(io::ErrorKind::InvalidData, "it is no feed that readers would understand");
    history::read(bytes).ok_or_else(|| Error::new("compare with", Path::new(name), failed()))
}

/// The path of the document that takes the place of a published one: the one at its address, else of its name, else of
/// its format. `documents` are paths and bytes.
pub(super) fn place_of<'d>(known: &Known, name: &str, documents: &[(&'d str, &'d [u8])]) -> Option<&'d str> {
    let paths = documents.iter().map(|(path, _)| (*path, *path)).collect();
    let is_same_format = |bytes: &[u8]| history::read(bytes).is_some_and(|made| made.format == known.format);
    let of_format = || documents.iter().find(|(_, bytes)| is_same_format(bytes)).map(|(path, _)| *path);
    own_path(known, name, &paths).copied().or_else(of_format)
}

/// What `paths` holds for the path at which a published feed says that it is, or else as which it is named: the longest
/// one that the address or the name ends in.
pub(super) fn own_path<'p, T>(known: &Known, name: &str, paths: &'p BTreeMap<&str, T>) -> Option<&'p T> {
    let ends = |text: &str| {
        let behind_slashes = text.match_indices('/').filter_map(|(at, _)| text.get(at + 1..));
        std::iter::once(text).chain(behind_slashes).find_map(|path| paths.get(path))
    };
    known.self_url.as_deref().and_then(ends).or_else(|| ends(name))
}

/// What the change of each document does to those who read it.
fn guarded(site: Site<'_>, options: &Options, theirs: &[Theirs<'_>]) -> Vec<Diagnostic> {
    let at: BTreeMap<_, _> =
        site.documents.iter().enumerate().map(|(at, document)| (document.path.as_str(), at)).collect();
    let asked: BTreeSet<_> = asked(site).into_iter().collect();
    let theirs: Vec<_> = theirs.iter().filter(|theirs| !history::is_preview(&theirs.known)).collect();
    let known: BTreeSet<_> = theirs.iter().map(|theirs| theirs.path.as_str()).collect();
    // What was never published has nothing to be compared with.
    let read = |document: &Document| {
        known.contains(document.path.as_str()).then(|| history::read(&document.bytes)).flatten()
    };
    let mine: Vec<_> = site.documents.par_iter().map(read).collect();
    let found = theirs.par_iter().map(|theirs| {
        let document = at.get(theirs.path.as_str()).copied();
        let new = match document.and_then(|at| mine.get(at)?.clone()) {
            Some(new) => new,
            // An empty feed is not written.
            None if asked.contains(theirs.path.as_str()) => {
                Known { items: Vec::new(), ..theirs.known.clone() }
            }
            None => return Vec::new(),
        };
        let states = States { old: &theirs.known, from: theirs.from, new: &new, path: &theirs.path };
        let told = history::guard(states, &history::compare(&theirs.known, &new), &options.accept);
        told.into_iter()
            .map(|(about, finding)| placed(site, document, &theirs.path, about, finding))
            .collect()
    });
    let found: Vec<_> = found.collect();
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .flatten()
        .filter(|(key, _)| seen.insert(key.clone()))
        .map(|(_, finding)| finding)
        .collect()
}

/// What tells a finding from others: an article is in many documents, and what becomes of it is said once.
type Key = (&'static str, Option<Place>, String);

/// The finding where the user can do something about it.
fn placed(
    site: Site<'_>,
    document: Option<usize>,
    path: &str,
    about: About,
    finding: Diagnostic,
) -> (Key, Diagnostic) {
    let file = Place::file(&site.config.output.join(path));
    match about {
        About::Document => {
            ((finding.code.name, Some(file.clone()), finding.message.clone()), finding.at(file))
        }
        About::Gone => ((finding.code.name, None, finding.message.clone()), finding.at(file)),
        About::Entry(at, key) => {
            let place = article(site, document, at).map_or(file, |article| match article.places.get(key) {
                Some(_) => article.place(key),
                None => article.place("title"),
            });
            ((finding.code.name, Some(place.clone()), String::new()), finding.at(place))
        }
    }
}

fn article(site: Site<'_>, document: Option<usize>, at: usize) -> Option<&Article> {
    let at = site.made.feeds.get(document?)?.articles.get(at)?;
    site.made.articles.get(at).map(|article| &**article)
}
