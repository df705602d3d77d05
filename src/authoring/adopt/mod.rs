//! Metadata for a file that has none: its text and what is known beside it in; what can be inferred, how sure that is, and
//! the edits that write it down out. What cannot be known becomes a comment that says what to fill in.

mod body;
mod dates;
mod draft;
mod head;
mod json;
mod language;
mod lead;
mod lines;
mod run;
mod title;
mod wire;
mod words;

pub(crate) use draft::{Draft, Facts, read};
pub(crate) use head::{Entry, Unfilled, unfilled};
pub(crate) use run::{Adopt, Adopted, adopt};

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::{Edit, UNSAFE_EDIT};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::date::Written;
use crate::site::files::Source;

/// How sure an inference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Certainty {
    /// The file says it in so many words.
    Sure,
    /// It looks like it.
    Likely,
    /// It is near it.
    Guess,
    /// Somebody has to fill it in.
    Unknown,
}

impl Certainty {
    /// The words that reports print.
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

/// Where a date may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateFrom {
    /// `2026-04-01-words.md`
    Filename,
    /// A line that consists of it.
    Text,
    /// When git first knew the file.
    Git,
    /// When the file system last wrote it.
    Mtime,
}

/// Metadata that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Adoption {
    /// The article.
    pub source: Source,
    /// The file that holds its metadata then.
    pub file: PathBuf,
    /// The lines of the metadata.
    pub entries: Vec<Entry>,
    /// The numbers of the lines that are no longer in the text, from 1.
    pub lifted: Vec<usize>,
    /// What is to be written, in this order: nothing is taken out of a text before it stands elsewhere.
    pub edits: Vec<Edit>,
}

/// The date that somebody outside the file knows: git, or the file system.
#[must_use]
pub(crate) fn outside(from: DateFrom, instant: DateTime<FixedOffset>) -> Option<Entry> {
    let (from, note) = match from {
        DateFrom::Git => ("from the first commit", "of the first commit; is it the day of publication?"),
        DateFrom::Mtime => {
            ("from the file system", "when the file was written; is it the day of publication?")
        }
        DateFrom::Filename | DateFrom::Text => return None,
    };
    let value = dates::toml(Written::Instant(instant));
    dates::is_sayable(&instant).then(|| Entry::known("date", value, from, Certainty::Guess).noted(note))
}

/// Says why a file was left as it is.
#[must_use]
pub(crate) fn refused(file: &Path, reason: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(help)
}
