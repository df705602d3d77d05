//! The published documents that a user names: a feed, a folder of feeds, or a site. They are read all at once or by
//! their paths; what is done with them is the caller's business.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

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

/// Published documents, each requested by its path.
pub(crate) struct DocumentsByPath<'a> {
    /// The folder or URL, as the user named it.
    pub name: String,
    /// The paths of all feeds; `None` if they were not listed, or cannot be.
    pub listed: Option<BTreeSet<String>>,
    /// Requests the document at a path.
    pub request: RequestDocument<'a>,
}

/// A document that was requested by its path, with its name.
pub(super) struct PendingFeed<'a> {
    name: String,
    document: PendingDocument<'a>,
}

impl PublishedDocuments<'_> {
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
        let documents = match self {
            PublishedDocuments::One(document) => {
                take(process(None, document));
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
        let process = |path: &&str, pending: PendingFeed<'_>| {
            Ok(pending.load()?.map(|document| process(Some(path), document)))
        };
        try_in_order(&paths, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, |result| {
            result.into_iter().for_each(&mut take);
        })
    }
}

impl PublishedDocument {
    /// Reads the feed in a document.
    ///
    /// # Errors
    /// If it is not a feed.
    pub(crate) fn parse(name: &str, bytes: &[u8]) -> Result<PublishedDocument, Error> {
        let failed = || {
            io::Error::new(io::ErrorKind::InvalidData, "it is not a feed, or has more than a million entries")
        };
        let feed =
            published::read(bytes).ok_or_else(|| Error::new("compare with", Path::new(name), failed()))?;
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

    /// The document; `None` if it does not exist.
    ///
    /// # Errors
    /// If it cannot be read, or is not a feed.
    pub(super) fn load(self) -> Result<Option<PublishedDocument>, Error> {
        let bytes = self.document.load()?;
        bytes.map(|bytes| PublishedDocument::parse(&self.name, &bytes)).transpose()
    }
}
