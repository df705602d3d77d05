//! Paths that somebody named: what is there, and whether two of them are one file. No file is opened.

use std::fs;
use std::path::{Path, PathBuf};

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A pipe, a device, and the like.
    Other,
    /// Nothing, or what nobody may look at.
    Nothing,
}

/// Looks where a path leads; through links.
#[must_use]
pub fn there(path: &Path) -> There {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => There::Folder,
        Ok(found) if found.is_file() => There::File,
        Ok(_) => There::Other,
        Err(_) => There::Nothing,
    }
}

/// Whether a path is a symbolic link itself.
#[must_use]
pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// The path without links and detours; as it stands, if it leads nowhere.
#[must_use]
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
