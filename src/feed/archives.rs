//! The documents of a feed that is published with archives, and how they lead to each other (RFC 5005 §4).

use crate::feed::Url;

/// The URLs of the other documents of the same feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Archives {
    /// The archive with the entries before those of this document: RSS and Atom `rel="prev-archive"`, JSON `next_url`.
    pub previous: Option<Url>,
    /// The archive with those after them: RSS and Atom `rel="next-archive"`. JSON Feed has no place for it.
    pub next: Option<Url>,
    /// In an archive, the feed to subscribe to: RSS and Atom `rel="current"`, with `fh:archive`. JSON Feed has no place for
    /// it.
    pub current: Option<Url>,
}

impl Archives {
    /// Whether the document is an archive.
    pub(super) fn is_archive(&self) -> bool {
        self.current.is_some()
    }

    /// The links, each with its relation.
    pub(super) fn links(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let links =
            [("prev-archive", &self.previous), ("next-archive", &self.next), ("current", &self.current)];
        links.into_iter().filter_map(|(relation, url)| Some((relation, url.as_ref()?)))
    }
}
