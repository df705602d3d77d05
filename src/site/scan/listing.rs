//! A folder in, the paths of its files out, before the kind of project is known. No file is opened.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::Scope;

use super::threads::on_disk_threads;
use crate::root;
use crate::site::file_name::join;

/// Folders with files of other programs.
const FOREIGN: &[&str] = &["node_modules", "bower_components", "vendor", "venv", "__pycache__", "_site"];

/// The paths of the files below a folder, with `/` between their parts, sorted; none if it does not exist. Hidden folders
/// and folders of packages are ignored, and links to folders are not followed. What cannot be read is skipped.
#[must_use]
pub(crate) fn names_below(folder: &Path) -> Vec<String> {
    let walk = Walk { root: root::or_current_dir(folder).to_path_buf(), folders: Mutex::default() };
    on_disk_threads(|| rayon::scope(|scope| walk.folder("", scope)));
    let mut folders = walk.folders.into_inner().unwrap_or_else(PoisonError::into_inner);
    folders.sort_unstable();
    let mut files: Vec<_> = folders.into_iter().flatten().collect();
    // Nearly all of them are sorted by now, which only this way of sorting sees.
    files.sort();
    files
}

/// The names of the files in a folder, sorted; none if it cannot be read.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(root::or_current_dir(folder)).into_iter().flatten().flatten();
    let files = entries.filter(is_file);
    let mut names: Vec<_> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

struct Walk {
    root: PathBuf,
    /// The files of each folder, sorted.
    folders: Mutex<Vec<Vec<String>>>,
}

impl Walk {
    /// Looks at the entries of a folder, and at the folders in it.
    fn folder<'s>(&'s self, below: &str, scope: &Scope<'s>) {
        let mut files = Vec::new();
        let entries = fs::read_dir(self.root.join(below)).into_iter().flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let path = join(below, &name.to_string_lossy());
            if is_folder(&entry) {
                if is_own(&name.to_string_lossy()) {
                    scope.spawn(move |scope| self.folder(&path, scope));
                }
            } else if is_file(&entry) {
                files.push(path);
            }
        }
        files.sort_unstable();
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).push(files);
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

/// Whether an entry is a file, or a link to one. Only links are looked at once more.
fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file())
}

fn is_own(name: &str) -> bool {
    !(name.starts_with('.') || FOREIGN.contains(&name))
}
