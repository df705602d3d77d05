//! The options of a run besides its configuration, and its progress.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::diagnostic::Levels;
use crate::published::Accept;

/// The options of a run besides its configuration.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line, and independent of the others"
)]
pub struct Options {
    /// The time by which `publish` and `expires` have passed or not.
    pub now: DateTime<Utc>,
    /// Whether drafts count as articles.
    pub drafts: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether stale documents are removed.
    pub prune: bool,
    /// Whether invalid articles are left out, rather than stopping the build.
    pub skip_invalid: bool,
    /// Changes that are allowed although subscribers notice them.
    pub accept: BTreeSet<Accept>,
    /// The levels set by `--deny` and `--allow`.
    pub levels: Levels,
}

impl Options {
    /// A plain build at `now`.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Options {
        Options {
            now,
            drafts: false,
            dry_run: false,
            prune: false,
            skip_invalid: false,
            accept: BTreeSet::new(),
            levels: Levels::default(),
        }
    }
}

/// The progress of a long run: `done` of `total`.
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
    /// Documents are being checked.
    Checking {
        /// How many there are.
        total: usize,
    },
    /// One more document was checked.
    Checked,
}
