//! What the walk of a folder could not read, as a finding or an error: at its own path, which the layers of these errors
//! repeat.

use std::io;
use std::path::{Path, PathBuf};

use super::refused::{link, unreadable};
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Reports what could not be read in a folder.
pub(super) fn finding(folder: &Path, error: &ignore::Error) -> Diagnostic {
    if let Some(path) = circular_link(error) {
        return link(&path, "forms a loop");
    }
    let path = path_of(error).unwrap_or(folder);
    if path.is_symlink() { link(path, "is broken") } else { unreadable(path, &cause(error)) }
}

/// The symbolic link that an error is about.
pub(super) fn link_of(error: &ignore::Error) -> Option<PathBuf> {
    circular_link(error).or_else(|| path_of(error).filter(|path| path.is_symlink()).map(Path::to_path_buf))
}

/// The failure to read something in a folder.
pub(super) fn failure(folder: &Path, error: &ignore::Error) -> Error {
    Error::new("read", path_of(error).unwrap_or(folder), cause(error))
}

fn cause(error: &ignore::Error) -> io::Error {
    error.io_error().map_or_else(|| io::Error::other("its links form a loop"), innermost)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(_)
        | ignore::Error::Loop { .. }
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

fn circular_link(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => circular_link(err),
        ignore::Error::Partial(_)
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

/// The error of the system in an error that repeats the path.
fn innermost(error: &io::Error) -> io::Error {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let code = cause.downcast_ref::<io::Error>().and_then(io::Error::raw_os_error);
    code.map_or_else(|| io::Error::new(error.kind(), cause.to_string()), io::Error::from_raw_os_error)
}
