//! Documents for the output folder, and their status.

use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::feed::{Feed, Format};
use crate::published::Tally;
use crate::published::change::DocumentChange;
use crate::site::article::LeftOut;
use crate::site::chapters::ChaptersFile;

/// One output file, ready to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Where it goes below the output folder, with `/` between the parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The number of its entries; 0 for a file beside an episode.
    pub entries: usize,
}

impl Document {
    /// Writes the chapters of an episode.
    #[must_use]
    pub(crate) fn of_chapters(file: &ChaptersFile) -> Document {
        Document { path: file.path.clone(), bytes: file.write(), entries: 0 }
    }

    /// Writes a feed as the document at `path`.
    #[must_use]
    pub(crate) fn write(feed: &Feed, path: &str, format: Format) -> Document {
        Document { path: path.to_owned(), bytes: format.write(feed), entries: feed.entries.len() }
    }
}

/// An output file whose bytes are not in memory: they are made once more when it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeferredDocument {
    /// Where it goes below the output folder, with `/` between the parts.
    pub path: String,
    /// The number of its entries.
    pub entries: usize,
    /// What is done with it.
    pub status: Status,
    /// What its bytes are.
    pub digest: Digest,
}

/// What tells whether bytes are the same as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    /// Their number.
    pub length: u64,
    hash: u64,
}

impl Digest {
    /// The digest of these bytes.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Digest {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Digest { length: bytes.len() as u64, hash: hasher.finish() }
    }
}

/// What publishing does, or would do, with one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// There was none.
    Created,
    /// It replaces other bytes.
    Changed,
    /// The file already has the same bytes: nothing is written.
    Unchanged,
    /// It is no longer part of any feed, and `--prune` was given.
    Removed,
}

impl Status {
    /// The word in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Created => "created",
            Status::Changed => "changed",
            Status::Unchanged => "unchanged",
            Status::Removed => "removed",
        }
    }

    /// The words in the human format, for what was done or would be done.
    #[must_use]
    pub(crate) fn words(self, dry_run: bool) -> &'static str {
        match (self, dry_run) {
            (status, false) => status.as_str(),
            (Status::Created, true) => "would create",
            (Status::Changed, true) => "would change",
            (Status::Removed, true) => "would remove",
            (Status::Unchanged, true) => "unchanged",
        }
    }
}

/// One document of a build, as reports list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Published {
    /// Where it is below the output folder.
    pub path: String,
    /// Its status.
    pub status: Status,
    /// The number of its entries; 0 for a file beside an episode.
    pub entries: usize,
    /// Its length.
    pub bytes: u64,
}

/// A build in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Sources that are articles, whether in a feed or not.
    pub articles: usize,
    /// Entries in all documents together.
    pub entries: usize,
    /// Articles whose bodies were read and rendered.
    pub rendered: usize,
    /// Documents that were not there before.
    pub created: usize,
    /// Documents that were replaced.
    pub changed: usize,
    /// Documents that were left alone.
    pub unchanged: usize,
    /// Documents that were removed.
    pub removed: usize,
    /// Articles that are in no feed.
    pub left_out: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
}

/// The result of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// Findings, in the order of their places.
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
    /// Documents, in the order of their paths; empty if there is an error.
    pub documents: Vec<Published>,
    /// Articles that are in no feed.
    pub left_out: Vec<crate::site::article::LeftOut>,
    /// The numbers.
    pub summary: Summary,
    /// What was compared with the published documents that were named.
    pub compared: Option<Tally>,
    /// Whether nothing was compared, since there was nothing to compare with.
    pub is_first: bool,
    /// Whether nothing was written.
    pub(crate) dry_run: bool,
    /// The output folder.
    pub(crate) output: PathBuf,
    /// What subscribers will see, document by document.
    pub(crate) changes: Vec<DocumentChange>,
    /// When the next article becomes public, or expires.
    pub(crate) due: Option<DateTime<Utc>>,
}

impl Outcome {
    /// The result of a build with these findings, which publishes `documents` unless one of them is an error. Findings
    /// and documents are counted in addition to what `summary` contains.
    #[must_use]
    pub(crate) fn new(
        diagnostics: Vec<Diagnostic>,
        documents: Vec<Published>,
        left_out: Vec<LeftOut>,
        summary: Summary,
    ) -> Outcome {
        let of_severity =
            |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (of_severity(Severity::Error), of_severity(Severity::Warning));
        let documents = if errors > 0 { Vec::new() } else { documents };
        let of_status = |status| documents.iter().filter(|document| document.status == status).count();
        let summary = Summary {
            created: of_status(Status::Created),
            changed: of_status(Status::Changed),
            unchanged: of_status(Status::Unchanged),
            removed: of_status(Status::Removed),
            errors,
            warnings,
            ..summary
        };
        Outcome { diagnostics, documents, left_out, summary, ..Outcome::default() }
    }
}
