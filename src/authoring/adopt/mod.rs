//! A file without metadata in; inferred metadata, its certainty, and the edits that write it out. Unknown values become
//! comments that say what to fill in.

mod agencies;
mod body;
mod byline;
mod comments;
mod credit;
mod dateline;
mod dates;
mod draft;
mod embargo;
mod facts;
mod files;
mod head;
mod json;
mod language;
mod lines;
mod names;
mod notes;
mod origin;
mod release;
mod run;
mod title;
mod unfenced;
mod until;
mod wire;
mod words;

pub(crate) use draft::{Draft, read};
pub(crate) use facts::{Defaults, FileFacts};
pub(crate) use head::{MetadataLine, Unfilled, unfilled};
pub(crate) use run::{AdoptRequest, Adopted, adopt};

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::{Edit, UNSAFE_EDIT};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::date::WrittenDate;
use crate::site::files::Source;
use crate::site::rules;

/// The certainty of an inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Certainty {
    /// The file states it explicitly.
    Sure,
    /// It is likely.
    Likely,
    /// It is a guess.
    Guess,
    /// It is left to fill in.
    Unknown,
}

impl Certainty {
    /// Its name in reports.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::Likely => "likely",
            Certainty::Guess => "a guess",
            Certainty::Unknown => "to be filled in",
        }
    }
}

/// The sources of a date. Those that a site has too have the same names there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateSource {
    /// `2026-04-01-words.md`
    Filename,
    /// `2026/04/01/words.md`
    Path,
    /// A line that consists of a date.
    Text,
    /// The time of the first commit of the file.
    Git,
    /// The modification time of the file.
    Mtime,
}

impl DateSource {
    /// All sources.
    pub(crate) const ALL: [DateSource; 5] =
        [DateSource::Filename, DateSource::Path, DateSource::Text, DateSource::Git, DateSource::Mtime];

    /// Its name on the command line.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            DateSource::Filename => rules::DateFrom::Filename.as_str(),
            DateSource::Path => rules::DateFrom::Path.as_str(),
            DateSource::Text => "text",
            DateSource::Git => rules::DateFrom::Git.as_str(),
            DateSource::Mtime => "mtime",
        }
    }
}

/// Metadata to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Adoption {
    /// The article.
    pub source: Source,
    /// The file that will contain its metadata.
    pub file: PathBuf,
    /// The lines of the metadata.
    pub entries: Vec<MetadataLine>,
    /// The numbers of the lines that were moved out of the text, from 1.
    pub lifted: Vec<usize>,
    /// The edits, in this order: lines are written to their new place before they are removed from the text.
    pub edits: Vec<Edit>,
}

/// A date from outside of the file: from git or the file system.
#[must_use]
pub(crate) fn outside(from: DateSource, instant: DateTime<FixedOffset>) -> Option<MetadataLine> {
    let (from, note) = match from {
        DateSource::Git => {
            ("from the first commit", "from the first commit; check that it is the date of publication")
        }
        DateSource::Mtime => {
            ("from the file system", "when the file was written; check that it is the date of publication")
        }
        DateSource::Filename | DateSource::Path | DateSource::Text => return None,
    };
    let value = dates::toml(WrittenDate::Instant(instant));
    dates::is_representable(&instant)
        .then(|| MetadataLine::known("date", value, from, Certainty::Guess).noted(note))
}

/// Reports why a file was not edited.
#[must_use]
pub(crate) fn refused(file: &Path, reason: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(help)
}
