//! The output folder in, what one walk of it finds out: documents that may be ours, and hidden files. Only files with a
//! feed's extension, and pictures of episodes by their names, are opened; the pages of a site, of which there may be one for each article, are not.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use memchr::memmem;
use rayon::Scope;

use super::read::first_bytes;
use super::threads::on_disk_threads;
use crate::root::{Root, or_current_dir, slashed};
use crate::site::episode_picture;
use crate::site::file_name::has_extension;
use crate::site::stylesheet::{CSS, SCRIPT};

/// The extensions of feeds.
const FEEDS: &[&str] = &["xml", "rss", "atom", "json"];

/// How our documents name their maker: in RSS and Atom, and in JSON Feed.
const MARKS: &[&str] = &["Feedwright", "_feedwright"];

/// The number of folders that one task reads.
const BATCH: usize = 64;

/// What is found in the output folder.
#[derive(Debug, Default)]
pub(crate) struct OutputFiles {
    /// The paths of documents that may be ours, told by a feed's extension, and by our name at their head.
    pub documents: BTreeSet<String>,
    /// The paths of style sheets, scripts and pages for people that may be ours, likewise.
    pub for_browsers: BTreeSet<String>,
    /// The paths of files whose names begin with a dot.
    pub hidden: BTreeSet<PathBuf>,
}

/// Walks the output folder, but no link. Hidden folders, such as those of version control systems, are skipped, but for
/// those that lead to the `written` documents; nothing in them but hidden files is found. What cannot be read is
/// skipped: whoever writes there says so. The pages of a site are looked at only `with_pages`.
#[must_use]
pub(crate) fn output<'w>(
    output: &'w Root,
    written: impl Iterator<Item = &'w str>,
    with_pages: bool,
) -> OutputFiles {
    if !output.exists() {
        return OutputFiles::default();
    }
    let folders = written.flat_map(|path| Path::new(path).ancestors().skip(1));
    let walk = Walk { output, written: folders.collect(), with_pages, found: Mutex::default() };
    on_disk_threads(|| rayon::scope(|scope| walk.folders(vec![Folder::default()], scope)));
    walk.found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

struct Walk<'w> {
    output: &'w Root,
    /// The folders that lead to the written documents.
    written: BTreeSet<&'w Path>,
    with_pages: bool,
    found: Mutex<OutputFiles>,
}

/// A folder to be walked.
#[derive(Default)]
struct Folder {
    /// Where it is below the output folder.
    below: PathBuf,
    /// Whether its name or that of a folder above begins with a dot.
    is_hidden: bool,
}

impl Walk<'_> {
    fn folders<'s>(&'s self, folders: Vec<Folder>, scope: &Scope<'s>) {
        for folder in folders {
            let mut inner = self.folder(&folder).unwrap_or_default();
            while !inner.is_empty() {
                let batch = inner.split_off(inner.len().saturating_sub(BATCH));
                scope.spawn(|scope| self.folders(batch, scope));
            }
        }
    }

    /// Looks at the entries of a folder, and returns the folders in it.
    fn folder(&self, folder: &Folder) -> io::Result<Vec<Folder>> {
        let mut inner = Vec::new();
        for entry in fs::read_dir(or_current_dir(self.output.path()).join(&folder.below))?.flatten() {
            let is_hidden = is_hidden(&entry.file_name());
            match entry.file_type() {
                Ok(kind) if kind.is_file() => self.file(folder, &entry, is_hidden),
                Ok(kind) if kind.is_dir() => {
                    let below = folder.below.join(entry.file_name());
                    if !is_hidden || self.written.contains(below.as_path()) {
                        inner.push(Folder { below, is_hidden: is_hidden || folder.is_hidden });
                    }
                }
                Ok(_) | Err(_) => {}
            }
        }
        Ok(inner)
    }

    fn file(&self, folder: &Folder, entry: &DirEntry, is_hidden: bool) {
        let below = || folder.below.join(entry.file_name());
        let name = entry.file_name();
        if is_hidden {
            self.found().hidden.insert(below());
        }
        if is_hidden || folder.is_hidden {
            return;
        }
        if is_feed(&name) && may_be_ours(self.output, &below()) {
            self.found().documents.insert(slashed(&below()));
        } else if self.is_for_browsers(folder, &name) && may_be_ours(self.output, &below()) {
            self.found().for_browsers.insert(slashed(&below()));
        }
    }

    fn is_for_browsers(&self, folder: &Folder, name: &OsStr) -> bool {
        let is_asset = || [CSS, SCRIPT].iter().any(|asset| name == asset.name);
        let is_at_root = folder.below.as_os_str().is_empty();
        is_at_root && is_asset() || self.with_pages && is_page(&name.to_string_lossy())
    }

    fn found(&self) -> std::sync::MutexGuard<'_, OutputFiles> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_feed(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    has_extension(&name, FEEDS) || episode_picture::has_ending(&name)
}

/// Whether a file is a page, by its name.
fn is_page(name: &str) -> bool {
    has_extension(name, &["html", "htm"])
}

fn may_be_ours(output: &Root, below: &Path) -> bool {
    let head = first_bytes(output, below).unwrap_or_default();
    MARKS.iter().any(|mark| memmem::find(&head, mark.as_bytes()).is_some())
}
