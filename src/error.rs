//! What went wrong in the world: files that cannot be read or written.
//!
//! The user's own mistakes are never errors but [diagnostics](crate::diagnostic).

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What can be done about it, where that is known.
const HINTS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::InvalidFilename, "choose a shorter path"),
    (
        io::ErrorKind::PermissionDenied,
        "let the user who runs this read and write there, or choose another place",
    ),
    (io::ErrorKind::QuotaExceeded, "make room there, and run again: what stood there stands as it was"),
    (io::ErrorKind::ReadOnlyFilesystem, "make it writable, or choose another place"),
    (io::ErrorKind::StorageFull, "make room there, and run again: what stood there stands as it was"),
];

/// A failure of the world around us, always with the path it happened at.
#[derive(Debug)]
pub struct Error {
    doing: &'static str,
    path: PathBuf,
    /// Where else the same happened.
    others: Vec<PathBuf>,
    source: io::Error,
}

/// How many paths a message names.
const NAMED: usize = 10;

impl Error {
    /// `doing` completes "cannot …": `read`, `write`, `rename`.
    #[must_use]
    pub(crate) fn new(doing: &'static str, path: &Path, source: io::Error) -> Error {
        Error { doing, path: path.to_path_buf(), others: Vec::new(), source }
    }

    /// The first of several failures, with the paths of those that have the same cause; none of none.
    #[must_use]
    pub(crate) fn first_of(errors: Vec<Error>) -> Option<Error> {
        let mut errors = errors.into_iter();
        let mut first = errors.next()?;
        let cause = first.source.to_string();
        let same = errors.filter(|error| error.doing == first.doing && error.source.to_string() == cause);
        first.others.extend(same.map(|error| error.path));
        Some(first)
    }

    /// The path that the failure is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the user can do about it, if that is known.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        hint(&self.source)
    }

    /// Whether the path does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// Whether we may not do that there.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.source.kind() == io::ErrorKind::PermissionDenied
    }
}

/// What can be done about a failure of that kind.
pub(crate) fn hint(error: &io::Error) -> Option<&'static str> {
    HINTS.iter().find(|(kind, _)| *kind == error.kind()).map(|(_, hint)| *hint)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`", self.doing, self.path.display())?;
        for path in self.others.iter().take(NAMED - 1) {
            write!(f, ", `{}`", path.display())?;
        }
        match self.others.len().saturating_sub(NAMED - 1) {
            0 => write!(f, ": {}", self.source),
            more => write!(f, " and {more} more: {}", self.source),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
