//! The dates that a project's git repository has for its articles.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use crate::diagnostic::Diagnostic;
use crate::site::files::Source;

/// The dates of articles in a git repository. Without any, no article is committed.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// The committed files, by path below the content folder.
    pub files: BTreeMap<String, FileHistory>,
    /// The reason why dates are missing, if the repository is a shallow clone.
    pub shallow: Option<Box<Diagnostic>>,
}

/// The dates of one file.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FileHistory {
    /// When it was added.
    pub added: Option<DateTime<FixedOffset>>,
    /// When its content was last changed.
    pub changed: Option<DateTime<FixedOffset>>,
}

/// The reason why a repository has no date for an article.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NoDate<'h> {
    /// It is not committed.
    Uncommitted,
    /// The commit is not in this shallow clone.
    Shallow(&'h Diagnostic),
    /// The commit was not found.
    Unknown,
}

impl History {
    /// When the file of an article was added.
    pub(crate) fn added(&self, source: &Source) -> Result<DateTime<FixedOffset>, NoDate<'_>> {
        self.date(source, |file| file.added)
    }

    /// When the file of an article was last changed.
    pub(crate) fn changed(&self, source: &Source) -> Result<DateTime<FixedOffset>, NoDate<'_>> {
        self.date(source, |file| file.changed)
    }

    fn date(
        &self,
        source: &Source,
        date: fn(&FileHistory) -> Option<DateTime<FixedOffset>>,
    ) -> Result<DateTime<FixedOffset>, NoDate<'_>> {
        let file = self.files.get(source.file_path()).ok_or(NoDate::Uncommitted)?;
        date(file).ok_or_else(|| self.shallow.as_deref().map_or(NoDate::Unknown, NoDate::Shallow))
    }
}
