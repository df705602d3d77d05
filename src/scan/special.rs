//! What is no file and no folder: pipes, devices, sockets. Opening one may wait for ever, or never end, so that none is
//! ever opened; where a text belongs it is said.

use std::fs::{self, FileType};
use std::path::Path;

use super::UNREADABLE_FILE;
use crate::diagnostic::{Diagnostic, Place};

/// What a walk looks into a folder for, besides articles.
const IGNORE: &str = ".ignore";

/// The longest `.ignore` file: each of its lines is held in memory, however long it is.
const IGNORE_LIMIT: u64 = 1024 * 1024;

/// Says that something that is no file stands where one belongs.
pub(super) fn no_file(path: &Path, kind: FileType) -> Diagnostic {
    let message = format!("`{}` is {}, and no file", path.display(), name(kind));
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(Place::file(path))
        .help("put a file in its place, or move it away")
}

/// Whether the `.ignore` file of a folder, if there is one, can be read without waiting, and without end.
pub(super) fn ignore_file(folder: &Path) -> Option<Diagnostic> {
    let file = folder.join(IGNORE);
    let metadata = fs::metadata(&file).ok()?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Some(no_file(&file, metadata.file_type()));
    }
    let is_long = metadata.is_file() && metadata.len() > IGNORE_LIMIT;
    is_long.then(|| {
        let message = format!("`{}` is longer than 1 MiB, which no list of patterns is", file.display());
        Diagnostic::new(&UNREADABLE_FILE, message).at(Place::file(&file)).help("make it shorter")
    })
}

fn name(kind: FileType) -> &'static str {
    if kind.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    "a device"
}
