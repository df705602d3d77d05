//! What a run is told besides its configuration, and how it tells how far it is.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::diagnostic::Levels;
use crate::published::Accept;

/// What a run is told besides its configuration.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The time by which `publish` and `expires` have passed or not.
    pub now: DateTime<Utc>,
    /// Whether drafts count as articles.
    pub drafts: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether documents that nobody makes any more are removed.
    pub prune: bool,
    /// What may change though subscribers notice.
    pub accept: BTreeSet<Accept>,
    /// What `--deny` and `--allow` say.
    pub levels: Levels,
}

impl Options {
    /// A plain build at `now`.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Options {
        let levels = Levels::default();
        Options { now, drafts: false, dry_run: false, prune: false, accept: BTreeSet::new(), levels }
    }
}

/// How far a long run is: `done` of `total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Another build holds the output folder; this one goes on when it ends.
    Waiting,
    /// Metadata is being read.
    Reading {
        /// How many files there are.
        total: usize,
    },
    /// One more file's metadata was read.
    Read,
    /// Articles are being rendered.
    Rendering {
        /// How many there are.
        total: usize,
    },
    /// One more article was rendered.
    Rendered,
}
