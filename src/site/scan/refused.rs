//! Findings about files that could not be opened.

use std::io;
use std::path::Path;

use super::{LINK_LEAVES_CONTENT, UNREADABLE_FILE};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{hint_to_read, problem};
use crate::root::OpenError;

/// Reports why a file was not opened.
pub(super) fn refused(path: &Path, error: &OpenError) -> Diagnostic {
    match error {
        OpenError::Outside => outside(path),
        OpenError::NotAFile(what) => no_file(path, what),
        OpenError::Io(error) => unreadable(path, error),
    }
}

/// Reports something that is not a file.
pub(super) fn no_file(path: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}, not a file", path.display());
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(Place::file(path))
        .help("replace it with a file, or move it away")
}

/// Reports an unreadable file.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read `{}`: {}", path.display(), problem(error));
    let finding = Diagnostic::new(&UNREADABLE_FILE, message);
    Diagnostic { help: hint_to_read(error).map(str::to_owned), ..finding.at(Place::file(path)) }
}

fn outside(path: &Path) -> Diagnostic {
    if path.is_symlink() {
        return link(path, "points outside of the content folder");
    }
    let message = format!("a symbolic link in `{}` points outside of the content folder", path.display());
    Diagnostic::new(&LINK_LEAVES_CONTENT, message).at(Place::file(path)).help(HELP)
}

/// Reports a symbolic link.
pub(super) fn link(path: &Path, how: &str) -> Diagnostic {
    let message = format!("the symbolic link `{}` {how}", path.display());
    Diagnostic::new(&LINK_LEAVES_CONTENT, message).at(Place::file(path)).help(HELP)
}

const HELP: &str = "replace the link with the file or folder itself, or leave it out with `exclude`";
