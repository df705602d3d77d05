//! What went wrong in the world: files that cannot be read or written.
//!
//! The user's own mistakes are never errors but [diagnostics](crate::diagnostic).

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of the world around us, always with the path it happened at.
#[derive(Debug)]
pub struct Error {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl Error {
    /// `doing` completes "cannot …": `read`, `write`, `rename`.
    #[must_use]
    pub fn new(doing: &'static str, path: &Path, source: io::Error) -> Error {
        Error { doing, path: path.to_path_buf(), source }
    }

    /// The path that the failure is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.doing, self.path.display(), self.source)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
