//! The published documents that a user names: a feed, a folder of feeds, or a site. They are read all at once or by
//! their paths; what is done with them is the caller's business.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, try_in_order};
use super::pending::{PendingDocument, RequestDocument};
use crate::error::Error;
use crate::published;
use crate::published::feed::PublishedFeed;

/// The published documents that a user names.
pub(crate) enum PublishedDocuments<'a> {
    /// A single document: a file, or the response to a URL.
    One(PublishedDocument),
    /// The documents of a folder or a site.
    ByPath(DocumentsByPath<'a>),
}

/// A published document that is a feed.
#[derive(Clone, Debug)]
pub(crate) struct PublishedDocument {
    /// Its file or URL, as the user named it.
    pub name: String,
    /// Its content.
    pub feed: PublishedFeed,
}

/// What is at the place of a published document.
pub(crate) enum Found {
    Nothing,
    Feed(Box<PublishedDocument>),
    /// Something that is not a feed, or not a whole one.
    Unreadable {
        /// Its file or URL.
        name: String,
        /// Whether it is a page of HTML. Some hosts answer with a page for whatever they do not have.
        is_page: bool,
    },
}

/// The published documents that a build is compared with, besides those in the output folder.
pub(crate) struct Against<'a> {
    /// Where they are.
    pub documents: PublishedDocuments<'a>,
    /// Whether those are compared with, too, that the output folder holds.
    pub is_all: bool,
}

/// Published documents, each requested by its path.
pub(crate) struct DocumentsByPath<'a> {
    /// The folder or URL, as the user named it.
    pub name: String,
    /// The paths of all feeds; `None` if they were not listed, or cannot be.
    pub listed: Option<BTreeSet<String>>,
    /// The folder that they are in, if they are in one.
    pub folder: Option<PathBuf>,
    /// Requests the document at a path.
    pub request: RequestDocument<'a>,
    /// The same at an address: a URL, or one relative to that of the site. `None` for a folder.
    pub request_at: Option<RequestDocument<'a>>,
    /// Whether there is time for documents that a build can do without.
    pub has_time: HasTime<'a>,
    /// The addresses of the documents that are not at their paths.
    pub addresses: BTreeMap<String, String>,
}

/// Whether there is time.
pub(crate) type HasTime<'a> = Box<dyn Fn() -> bool + Sync + 'a>;

/// A document that was requested by its path, with its name.
pub(super) struct PendingFeed<'a> {
    name: String,
    document: PendingDocument<'a>,
}

impl PublishedDocuments<'_> {
    /// The same documents, of which those at these paths have addresses of their own.
    #[must_use]
    pub(crate) fn at(self, addresses: BTreeMap<String, String>) -> Self {
        match self {
            one @ PublishedDocuments::One(_) => one,
            PublishedDocuments::ByPath(documents) => {
                PublishedDocuments::ByPath(DocumentsByPath { addresses, ..documents })
            }
        }
    }

    /// Whether documents are at addresses, and not in a folder.
    #[must_use]
    pub(crate) fn have_addresses(&self) -> bool {
        matches!(self, PublishedDocuments::ByPath(documents) if documents.request_at.is_some())
    }

    /// The name of the file, the folder or the URL.
    #[must_use]
    pub(crate) fn name(&self) -> &str {
        match self {
            PublishedDocuments::One(document) => &document.name,
            PublishedDocuments::ByPath(documents) => &documents.name,
        }
    }

    /// Processes every document, with its path if that is known: those that are listed, or else those at the paths
    /// `expected`, as far as they exist. `take` gets the results in order.
    ///
    /// # Errors
    /// If a document cannot be read, or is not a feed.
    pub(crate) fn for_each<R: Send>(
        self,
        expected: &[&str],
        process: impl Fn(Option<&str>, PublishedDocument) -> R + Sync,
        mut take: impl FnMut(R) + Send,
    ) -> Result<(), Error> {
        let process = |path: Option<&str>, found| match found {
            Found::Nothing => Ok(None),
            Found::Feed(document) => Ok(Some(process(path, *document))),
            Found::Unreadable { name, .. } => Err(not_a_feed(&name)),
        };
        self.for_each_found(expected, process, |result| result.into_iter().for_each(&mut take))
    }

    /// The same, of whatever was found at each path.
    ///
    /// # Errors
    /// If a document cannot be loaded, or `process` fails.
    pub(crate) fn for_each_found<R: Send>(
        &self,
        expected: &[&str],
        process: impl Fn(Option<&str>, Found) -> Result<R, Error> + Sync,
        take: impl FnMut(R) + Send,
    ) -> Result<(), Error> {
        let mut take = take;
        let documents = match self {
            PublishedDocuments::One(document) => {
                take(process(None, Found::Feed(Box::new(document.clone())))?);
                return Ok(());
            }
            PublishedDocuments::ByPath(documents) => documents,
        };
        let listed = documents.listed.as_ref().map(|listed| listed.iter().map(String::as_str).collect());
        let paths: Vec<_> = listed.unwrap_or_else(|| expected.to_vec());
        let request = |path: &&str| {
            let pending = documents.request(path);
            (pending.max_size(), pending)
        };
        let process = |path: &&str, pending: PendingFeed<'_>| process(Some(path), pending.found()?);
        try_in_order(&paths, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, take)
    }
}

impl PublishedDocument {
    /// Reads the feed in a document.
    ///
    /// # Errors
    /// If it is not a feed.
    pub(crate) fn parse(name: &str, bytes: &[u8]) -> Result<PublishedDocument, Error> {
        let feed = published::read(bytes).ok_or_else(|| not_a_feed(name))?;
        Ok(PublishedDocument { name: name.to_owned(), feed })
    }

    /// The entry of `paths` for the document's own path: the longest path that its self link ends with, or else its
    /// name.
    pub(crate) fn find_path<'p, T>(&self, paths: &'p BTreeMap<&str, T>) -> Option<&'p T> {
        let by_end = |text: &str| {
            let after_slashes = text.match_indices('/').filter_map(|(at, _)| text.get(at + 1..));
            std::iter::once(text).chain(after_slashes).find_map(|path| paths.get(path))
        };
        self.feed.self_url.as_deref().and_then(by_end).or_else(|| by_end(&self.name))
    }
}

impl<'a> DocumentsByPath<'a> {
    /// The paths of all feeds, as far as they are known.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.listed.iter().flatten()
    }

    /// Requests the document at a path. Where documents are listed there are no others.
    pub(super) fn request(&self, path: &str) -> PendingFeed<'a> {
        let address = self.addresses.get(path);
        if let (Some(address), Some(request_at)) = (address, &self.request_at) {
            return PendingFeed { name: address.clone(), document: request_at(address) };
        }
        let is_unlisted = self.listed.as_ref().is_some_and(|listed| !listed.contains(path));
        let document = if is_unlisted { PendingDocument::absent() } else { (self.request)(path) };
        PendingFeed { name: format!("{}/{path}", self.name.trim_end_matches('/')), document }
    }
}

impl PendingFeed<'_> {
    /// The name of the document.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The maximum number of bytes that it takes.
    pub(super) fn max_size(&self) -> u64 {
        self.document.max_size()
    }

    /// What is there.
    ///
    /// # Errors
    /// If it cannot be loaded.
    pub(super) fn found(self) -> Result<Found, Error> {
        let name = self.name;
        let Some(bytes) = self.document.load()? else { return Ok(Found::Nothing) };
        Ok(match published::read(&bytes) {
            Some(feed) => Found::Feed(Box::new(PublishedDocument { name, feed })),
            None => Found::Unreadable { name, is_page: is_page(&bytes) },
        })
    }

    /// The document; `None` if it does not exist.
    ///
    /// # Errors
    /// If it cannot be read, or is not a feed.
    pub(super) fn load(self) -> Result<Option<PublishedDocument>, Error> {
        let bytes = self.document.load()?;
        bytes.map(|bytes| PublishedDocument::parse(&self.name, &bytes)).transpose()
    }
}

fn not_a_feed(name: &str) -> Error {
    let failed = "it is not a feed, or has more than a million entries";
    Error::new("compare with", Path::new(name), io::Error::new(io::ErrorKind::InvalidData, failed))
}

/// Whether a document begins as a page of HTML does.
fn is_page(bytes: &[u8]) -> bool {
    let begins = |mark: &[u8]| {
        bytes.trim_ascii_start().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    begins(b"<!doctype html") || begins(b"<html")
}
