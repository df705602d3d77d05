//! I/O failures: files that cannot be read or written.
//!
//! Mistakes of the user are [diagnostics](crate::diagnostic), not errors.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Help for known kinds of failure.
const HINTS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::InvalidFilename, "choose a shorter path"),
    (io::ErrorKind::PermissionDenied, "allow your user to read and write there, or choose another place"),
    (io::ErrorKind::QuotaExceeded, "free some space, and run again: existing files are unchanged"),
    (io::ErrorKind::ReadOnlyFilesystem, "make it writable, or choose another place"),
    (io::ErrorKind::StorageFull, "free some space, and run again: existing files are unchanged"),
];

/// Our own words for kinds of failure.
const WORDS: &[(io::ErrorKind, &str)] =
    &[(io::ErrorKind::NotADirectory, "it is not a folder"), (io::ErrorKind::NotFound, "it does not exist")];

/// An I/O failure, always with its path.
#[derive(Debug)]
pub struct Error {
    action: &'static str,
    path: PathBuf,
    /// Other paths with the same failure.
    others: Vec<PathBuf>,
    source: io::Error,
    help: Option<String>,
}

/// The maximum number of paths in a message.
const MAX_NAMED_PATHS: usize = 10;

impl Error {
    /// `action` completes "cannot …": `read`, `write`, `rename`.
    #[must_use]
    pub(crate) fn new(action: &'static str, path: &Path, source: io::Error) -> Error {
        Error { action, path: path.to_path_buf(), others: Vec::new(), source, help: None }
    }

    /// The same failure with help.
    #[must_use]
    pub(crate) fn with_help(self, help: String) -> Error {
        Error { help: Some(help), ..self }
    }

    /// The first of several failures, with the paths of those with the same cause; `None` if there are none.
    #[must_use]
    pub(crate) fn first_of(errors: Vec<Error>) -> Option<Error> {
        Error::by_cause(errors).into_iter().next()
    }

    /// One failure for each cause, with the paths of all that have it.
    #[must_use]
    pub(crate) fn by_cause(errors: Vec<Error>) -> Vec<Error> {
        let mut causes: Vec<Error> = Vec::new();
        for error in errors {
            match causes.iter_mut().find(|cause| cause.is_same_as(&error)) {
                Some(cause) => cause.others.push(error.path),
                None => causes.push(error),
            }
        }
        causes
    }

    fn is_same_as(&self, other: &Error) -> bool {
        self.action == other.action && self.source.to_string() == other.source.to_string()
    }

    /// The path of the failure.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How to fix it, if known.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref().or_else(|| hint(&self.source))
    }

    /// Whether the path does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// Whether permission was denied.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.source.kind() == io::ErrorKind::PermissionDenied
    }
}

/// How to fix a failure of this kind.
pub(crate) fn hint(error: &io::Error) -> Option<&'static str> {
    HINTS.iter().find(|(kind, _)| *kind == error.kind()).map(|(_, hint)| *hint)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`", self.action, self.path.display())?;
        for path in self.others.iter().take(MAX_NAMED_PATHS - 1) {
            write!(f, ", `{}`", path.display())?;
        }
        match self.others.len().saturating_sub(MAX_NAMED_PATHS - 1) {
            0 => f.write_str(": ")?,
            more => write!(f, " and {more} more: ")?,
        }
        match WORDS.iter().find(|(kind, _)| *kind == self.source.kind()) {
            Some((_, words)) => f.write_str(words),
            None => self.source.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
