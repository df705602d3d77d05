//! History: compares with what is published now, as subscribers would see it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::in_order::{Find, REQUESTS, Requested, Steps, in_order};
use super::{Options, RenderedFeeds};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::published::feed::PublishedFeed;
use crate::published::{self, About, Accept, States};
use crate::root::Root;
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::document::Document;
use crate::site::{publish, scan};

/// Where the documents are that subscribers have, besides the output folder.
pub(crate) struct Against<'a> {
    /// What the user calls it: a folder, a file, an address.
    pub name: String,
    /// What is there.
    pub published: Published<'a>,
}

/// What is published somewhere.
pub(crate) enum Published<'a> {
    /// One document. It is compared with the one that takes its place.
    One(PublishedFeed),
    /// For each path what stands there, if anything does.
    Each(Find<'a>),
}

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
    pub(super) rendered: &'s RenderedFeeds,
    pub(super) documents: &'s [Document],
    /// The output folder.
    pub(super) output: &'s Root,
}

/// Compares with what is published now. Of a preview nobody is a subscriber, so that none is compared.
pub(super) fn compare(
    site: Site<'_>,
    options: &Options,
    against: Option<&Against<'_>>,
) -> Result<Compared, Error> {
    let Site { config, documents, rendered, .. } = site;
    let is_public = !config.site.base_url.is_local();
    let comparer = Comparer { site, options, paths: Paths::of(site) };
    let mut reported = Reported::default();
    let Local { unread, stale } = local(&comparer, &mut reported)?;
    let mut findings = Vec::new();
    if is_public {
        findings.extend(unread);
        if let Some(against) = against {
            let is_published = there(against, &comparer, &mut reported)?;
            findings.extend(
                (!is_published).then(|| published::nothing_published(&against.name, documents.len())),
            );
        }
    }
    // What is missing only since it could not be read is said already.
    findings.extend(reported.findings.into_iter().filter(|_| rendered.unread == 0));
    let (stale, listed): (Vec<_>, Vec<_>) = stale.into_iter().unzip();
    findings.extend(listed.into_iter().flatten());
    Ok(Compared { stale: stale.into_iter().filter(|_| options.prune).collect(), findings })
}

/// What compares published documents with those that were made, one by one.
struct Comparer<'s> {
    site: Site<'s>,
    options: &'s Options,
    paths: Paths<'s>,
}

/// Where documents go.
struct Paths<'s> {
    /// The documents that are made, by their paths.
    rendered: BTreeMap<&'s str, usize>,
    /// The paths of empty feeds, which are not written, but asked for all the same.
    empty: Vec<&'s str>,
}

impl<'s> Paths<'s> {
    fn of(site: Site<'s>) -> Paths<'s> {
        let each = site.documents.iter().map(|document| document.path.as_str());
        let rendered: BTreeMap<_, _> = each.enumerate().map(|(at, path)| (path, at)).collect();
        let feeds = site.config.feeds.iter().filter(|feed| feed.each.is_none());
        let empty = feeds.map(|feed| feed.path.as_str()).filter(|path| !rendered.contains_key(path));
        Paths { empty: empty.collect(), rendered }
    }
}

/// What came of the documents in the output folder.
#[derive(Default)]
struct Local {
    /// What is said of documents that cannot be read.
    unread: Vec<Diagnostic>,
    /// The paths of documents that no feed makes any more, and what is said of them.
    stale: Vec<(String, Vec<Diagnostic>)>,
}

/// What came of one of them.
enum Standing {
    /// It is no feed of ours, or as it was.
    Same,
    /// Something else stands at the place of a document.
    Unread(Diagnostic),
    Feed {
        guarded: Vec<Keyed>,
        /// Whether no feed makes it any more, and what is said of that.
        stale: Option<Vec<Diagnostic>>,
    },
}

/// Compares with the feeds in the output folder that are not what they were: those that we made, and whatever stands
/// where a document goes.
fn local(comparer: &Comparer<'_>, reported: &mut Reported) -> Result<Local, Error> {
    let output = comparer.site.output;
    let mut paths = scan::published(output);
    paths.extend(comparer.paths.rendered.keys().map(|path| (*path).to_owned()));
    let paths: Vec<_> = paths.into_iter().collect();
    let steps = Steps {
        request: |path: &String| (scan::size_below(output, Path::new(path)), ()),
        process: |path: &String, ()| (path.clone(), comparer.local(path)),
    };
    let (mut there, mut failed) = (Local::default(), Vec::new());
    in_order(&paths, rayon::current_num_threads(), &steps, |(path, standing)| match standing {
        Ok(Standing::Same) => {}
        Ok(Standing::Unread(finding)) => there.unread.push(finding),
        Ok(Standing::Feed { guarded, stale }) => {
            reported.extend(guarded);
            there.stale.extend(stale.map(|findings| (path, findings)));
        }
        Err(error) => failed.push(error),
    });
    Error::first_of(failed).map_or(Ok(there), Err)
}

/// Compares with what is published elsewhere, and says whether anything is.
fn there(against: &Against<'_>, comparer: &Comparer<'_>, reported: &mut Reported) -> Result<bool, Error> {
    let find = match &against.published {
        Published::One(known) => {
            let path = comparer.place_of(known, &against.name);
            reported.extend(path.into_iter().flat_map(|path| comparer.guarded(&against.name, path, known)));
            return Ok(path.is_some());
        }
        Published::Each(find) => find,
    };
    let process = |path: &&str, requested: Requested<'_>| {
        let Some(bytes) = requested.load()? else { return Ok(None) };
        let known = feed(&named(&against.name, path), &bytes)?;
        drop(bytes);
        Ok(Some(comparer.guarded(&against.name, path, &known)))
    };
    let request = |path: &&str| sized(find(path));
    let documents = comparer.site.documents.iter().map(|document| document.path.as_str());
    let asked: Vec<_> = documents.chain(comparer.paths.empty.iter().copied()).collect();
    let (mut is_published, mut failed) = (false, Vec::new());
    in_order(&asked, REQUESTS, &Steps { request, process }, |found| match found {
        Ok(found) => {
            is_published |= found.is_some();
            reported.extend(found.into_iter().flatten());
        }
        Err(error) => failed.push(error),
    });
    Error::first_of(failed).map_or(Ok(is_published), Err)
}

/// A document, and what it takes.
pub(crate) fn sized(requested: Requested<'_>) -> (u64, Requested<'_>) {
    (requested.size(), requested)
}

/// What a document of something that somebody named is called.
pub(crate) fn named(name: &str, path: &str) -> String {
    format!("{}/{path}", name.trim_end_matches('/'))
}

/// Reads the feed in a document that somebody named.
///
/// # Errors
/// If it is none.
pub(crate) fn feed(name: &str, bytes: &[u8]) -> Result<PublishedFeed, Error> {
    let failed =
        || io::Error::new(io::ErrorKind::InvalidData, "it is not a feed, or has more than a million entries");
    published::read(bytes).ok_or_else(|| Error::new("compare with", Path::new(name), failed()))
}

/// What `paths` holds for the path at which a published feed says that it is, or else as which it is named: the longest
/// one that the address or the name ends in.
pub(crate) fn own_path<'p, T>(
    known: &PublishedFeed,
    name: &str,
    paths: &'p BTreeMap<&str, T>,
) -> Option<&'p T> {
    let ends = |text: &str| {
        let behind_slashes = text.match_indices('/').filter_map(|(at, _)| text.get(at + 1..));
        std::iter::once(text).chain(behind_slashes).find_map(|path| paths.get(path))
    };
    known.self_url.as_deref().and_then(ends).or_else(|| ends(name))
}

impl<'s> Comparer<'s> {
    /// Looks at what stands at a path in the output folder.
    fn local(&self, path: &str) -> Result<Standing, Error> {
        let (output, below) = (self.site.output, Path::new(path));
        let rendered = self.document(path);
        if rendered.map_or(Ok(false), |rendered| publish::holds(output, below, &rendered.bytes))? {
            return Ok(Standing::Same);
        }
        let Some(bytes) = scan::bytes_below(output, below)? else { return Ok(Standing::Same) };
        let known = published::read(&bytes);
        drop(bytes);
        Ok(match (known, rendered) {
            (Some(known), _) => Standing::Feed {
                guarded: self.guarded(&self.site.config.output.to_string_lossy(), path, &known),
                stale: self.is_stale(path, &known).then(|| Vec::from_iter(self.said_of_stale(path, &known))),
            },
            (None, Some(_)) => Standing::Unread(published::not_compared(&output.path().join(below))),
            (None, None) => Standing::Same,
        })
    }

    fn document(&self, path: &str) -> Option<&'s Document> {
        self.paths.rendered.get(path).and_then(|at| self.site.documents.get(*at))
    }

    /// Whether it is a document of ours that nobody asks for any more, or that is empty on purpose.
    fn is_stale(&self, path: &str, known: &PublishedFeed) -> bool {
        let is_meant = self.options.accept.contains(&Accept::Emptied);
        let is_asked =
            self.paths.rendered.contains_key(path) || !is_meant && self.paths.empty.contains(&path);
        !is_asked && published::is_at(known, path, &self.site.config.site.base_url)
    }

    /// A feed that stops with its term is an error, of a preview too little to stop for; what is removed is not listed.
    fn said_of_stale(&self, path: &str, known: &PublishedFeed) -> Option<Diagnostic> {
        let (config, options) = (self.site.config, self.options);
        let file = config.output.join(path);
        let is_guarded = !config.site.base_url.is_local() && !options.accept.contains(&Accept::Emptied);
        let is_of_term =
            || config.feeds.iter().any(|feed| feed.format == known.format && feed.fans_out_to(path));
        let stopped = (is_guarded && is_of_term()).then(|| published::stopped(&file, known)).flatten();
        stopped.or_else(|| (!options.prune).then(|| published::stale(&file, path)))
    }

    /// The path of the document that takes the place of a published one: the one at its address, else of its name, else
    /// of its format.
    fn place_of(&self, known: &PublishedFeed, name: &str) -> Option<&'s str> {
        let documents = || self.site.documents.iter();
        let paths = documents().map(|document| (document.path.as_str(), document.path.as_str())).collect();
        let is_same_format = |document: &&Document| {
            published::read(&document.bytes).is_some_and(|rendered| rendered.format == known.format)
        };
        let of_format = || documents().find(is_same_format).map(|document| document.path.as_str());
        own_path(known, name, &paths).copied().or_else(of_format)
    }

    /// What the change of a document does to those who read it, as it is published at `from`.
    fn guarded(&self, from: &str, path: &str, old: &PublishedFeed) -> Vec<Keyed> {
        if self.site.config.site.base_url.is_local() || published::is_preview(old) {
            return Vec::new();
        }
        let at = self.paths.rendered.get(path).copied();
        let new = match self.document(path) {
            Some(document) => published::read(&document.bytes),
            // An empty feed is not written.
            None => self.paths.empty.contains(&path).then(|| old.without_items()),
        };
        let Some(new) = new else { return Vec::new() };
        let states = States { old, from, new: &new, path };
        let reported = published::guard(states, &published::compare(old, &new), &self.options.accept);
        reported.into_iter().map(|(about, finding)| placed(self.site, at, path, about, finding)).collect()
    }
}

/// The findings so far.
#[derive(Default)]
struct Reported {
    seen: BTreeSet<Key>,
    findings: Vec<Diagnostic>,
}

impl Extend<Keyed> for Reported {
    fn extend<T: IntoIterator<Item = Keyed>>(&mut self, found: T) {
        for (key, finding) in found {
            if self.seen.insert(key) {
                self.findings.push(finding);
            }
        }
    }
}

/// A finding, and what tells it from others.
type Keyed = (Key, Diagnostic);

/// What tells a finding from others: an article is in many documents, and what becomes of it is said once.
type Key = (&'static str, Option<Place>, String);

/// The finding where the user can do something about it.
fn placed(site: Site<'_>, document: Option<usize>, path: &str, about: About, finding: Diagnostic) -> Keyed {
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
    let at = site.rendered.feeds.get(document?)?.articles.get(at)?;
    site.rendered.articles.get(at).map(|article| &**article)
}
