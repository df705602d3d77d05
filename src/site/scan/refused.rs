//! What is said of a file that could not be opened.

use std::io;
use std::path::Path;

use super::{LINK_LEAVES_CONTENT, UNREADABLE_FILE};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::hint;
use crate::root::OpenError;

/// Says why a file was not opened.
pub(super) fn refused(path: &Path, error: &OpenError) -> Diagnostic {
    match error {
        OpenError::Outside => outside(path),
        OpenError::NotAFile(what) => no_file(path, what),
        OpenError::Io(error) => unreadable(path, error),
    }
}

/// Says that something that is no file stands where one belongs.
pub(super) fn no_file(path: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}, not a file", path.display());
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(Place::file(path))
        .help("put a file in its place, or move it away")
}

/// Says that a file cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let finding = Diagnostic::new(&UNREADABLE_FILE, format!("cannot read `{}`: {error}", path.display()));
    Diagnostic { help: hint(error).map(str::to_owned), ..finding.at(Place::file(path)) }
}

fn outside(path: &Path) -> Diagnostic {
    if path.is_symlink() {
        return link(path, "leads out of the content folder");
    }
    let message = format!("a symbolic link in `{}` leads out of the content folder", path.display());
    Diagnostic::new(&LINK_LEAVES_CONTENT, message).at(Place::file(path)).help(HELP)
}

/// Says what is wrong with a symbolic link.
pub(super) fn link(path: &Path, how: &str) -> Diagnostic {
    let message = format!("the symbolic link `{}` {how}", path.display());
    Diagnostic::new(&LINK_LEAVES_CONTENT, message).at(Place::file(path)).help(HELP)
}

const HELP: &str = "put the file itself there, or name the link in a file `.ignore` beside it";
