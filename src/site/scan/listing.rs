//! A project folder in, the paths of its own files out, before the kind of project is known. No file is opened.

use std::io;
use std::path::Path;

use ignore::{DirEntry, WalkBuilder};

use super::walk_error;
use crate::error::Error;
use crate::root::{self, slashed_below};

/// Folders with files of other programs.
const FOREIGN: &[&str] = &["node_modules", "bower_components", "vendor", "venv", "__pycache__", "_site"];

/// The paths of the files below a folder, with `/` between their parts, sorted; none if the folder does not exist. Hidden
/// folders and folders of packages are ignored. Links to folders are not followed.
///
/// # Errors
/// If a folder cannot be read.
pub(crate) fn listing(root: &Path) -> Result<Vec<String>, Error> {
    if std::fs::metadata(root).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(Vec::new());
    }
    let failed = |error| Error::new("read the folder", root, error);
    std::fs::read_dir(root).map_err(failed)?;
    let walk = WalkBuilder::new(root).standard_filters(false).filter_entry(is_own).build();
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| walk_error::failure(root, &error))?;
        if is_file(&entry) {
            files.push(slashed_below(root, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

/// Whether an entry is a file, or a link to one. Only links are looked at once more.
fn is_file(entry: &DirEntry) -> bool {
    let kind = entry.file_type();
    kind.is_some_and(|kind| kind.is_file()) || entry.path_is_symlink() && entry.path().is_file()
}

fn is_own(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    entry.depth() == 0 || !is_folder || !(name.starts_with('.') || FOREIGN.contains(&name.as_ref()))
}

/// The paths of the files below a folder, as [`listing`] has them; none if it cannot be read.
#[must_use]
pub(crate) fn names_below(folder: &Path) -> Vec<String> {
    listing(root::or_current_dir(folder)).unwrap_or_default()
}
