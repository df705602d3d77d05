//! Paths given by the user: what they are, and whether two of them are the same file. No file is opened.

use std::fs;
use std::path::{Path, PathBuf};

use crate::root::{has_only_names, or_current_dir};

/// The target of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathKind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A pipe, a device, and the like.
    Other,
    /// Nothing, or something inaccessible.
    Nothing,
}

/// The target of a path; follows links.
#[must_use]
pub(crate) fn path_kind(path: &Path) -> PathKind {
    match fs::metadata(or_current_dir(path)) {
        Ok(found) if found.is_dir() => PathKind::Folder,
        Ok(found) if found.is_file() => PathKind::File,
        Ok(_) => PathKind::Other,
        Err(_) => PathKind::Nothing,
    }
}

/// Whether a path is a symbolic link itself.
#[must_use]
pub(crate) fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// The path without links and detours; as it stands, if it is broken.
#[must_use]
pub(crate) fn canonical(path: &Path) -> PathBuf {
    or_current_dir(path).canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Whether a path that is named as one below a folder leads out of it: through a symbolic link, since nothing else
/// does.
#[must_use]
pub(crate) fn leads_outside(folder: &Path, path: &Path) -> bool {
    let folder = canonical(folder);
    if canonical(path).starts_with(&folder) {
        return false;
    }
    let whole = canonical(Path::new("")).join(path);
    let mut above = whole.ancestors().skip(1);
    above.any(|above| whole.strip_prefix(above).is_ok_and(has_only_names) && canonical(above) == folder)
}
