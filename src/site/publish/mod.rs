//! Documents in, files in the output folder out, all of them or none. A plan compares documents with existing
//! files. Committing it stages and syncs all new files before the first one is renamed.

pub(crate) mod commit;
pub(crate) mod lock;
mod output;
mod path;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

pub(crate) use commit::commit;
pub(crate) use output::{OutputFolder, open};

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::error::Error;
use crate::root::{OpenError, Root, is_not_found_error, slashed};
use crate::site::document::{DeferredDocument, Digest, Document, Published, Status};

codes! {
    FOREIGN_PAGE "foreign-page" Error "file not written by Feedwright, at the path of the companion page, style sheet or script" "";
    OBSTRUCTED_PATH "obstructed-path" Error "something at the path of a document that a document must not replace" "";
    PATH_CONFLICT "path-conflict" Error "two documents whose paths conflict" "";
    PATH_ESCAPES "path-escapes" Error "document outside of the output folder" "";
    PATH_TOO_LONG "path-too-long" Error "document whose name is too long for file systems" "";
}

/// The size of the buffer for comparing files, in bytes.
const BUFFER_SIZE: usize = 64 * 1024;

/// The planned change of each document.
#[derive(Clone, Debug)]
pub(crate) struct PublishPlan {
    output: Root,
    items: Vec<Item>,
    /// Files left by an interrupted run, below the output folder.
    leftovers: Vec<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    document: Document,
    status: Status,
    /// What its bytes are, if they are not in memory.
    deferred: Option<Digest>,
}

/// The documents of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Documents {
    /// Those whose bytes are in memory.
    pub whole: Vec<Document>,
    /// The others.
    pub deferred: Vec<DeferredDocument>,
}

impl From<Vec<Document>> for Documents {
    fn from(whole: Vec<Document>) -> Documents {
        Documents { whole, deferred: Vec::new() }
    }
}

impl PublishPlan {
    /// The planned change of each document, in the order of paths.
    #[must_use]
    pub(crate) fn published(&self) -> Vec<Published> {
        let published = self.items.iter().map(|item| Published {
            path: item.document.path.clone(),
            status: item.status,
            entries: item.document.entries,
            bytes: item.deferred.map_or(item.document.bytes.len() as u64, |digest| digest.length),
        });
        published.collect()
    }
}

/// Reports a page that Feedwright has not made, where the companion page is to be.
#[must_use]
pub(crate) fn foreign_page(file: &Path, setting: &Place) -> Diagnostic {
    let message = format!("the page `{}` was not written by Feedwright and would be replaced", slashed(file));
    Diagnostic::new(&FOREIGN_PAGE, message)
        .at(setting.clone())
        .help("choose another path for `companion`, or remove the page")
}

/// Reports a file that Feedwright has not written, where a style sheet or a script for feeds is to be.
#[must_use]
pub(crate) fn foreign_asset(file: &Path) -> Diagnostic {
    let message = format!("the file `{}` was not written by Feedwright and would be replaced", slashed(file));
    Diagnostic::new(&FOREIGN_PAGE, message)
        .at(Place::file(file))
        .help("rename or remove the file, or write stylesheet = false under [output]")
}

/// Reports a file that the site is made of, where a document is to be.
#[must_use]
pub(crate) fn source(file: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}, and a document would replace it", slashed(file));
    Diagnostic::new(&OBSTRUCTED_PATH, message)
        .at(Place::file(file))
        .help("change the `path` of the feed, or `dir` under [output]")
}

/// Compares documents with the files in the output folder; files in `stale` are to be removed, and those among the
/// `hidden` files that an interrupted run left. Reports documents that
/// cannot be written to their paths.
///
/// # Errors
/// If a file in the output folder cannot be read.
pub(crate) fn plan(
    output: &Root,
    documents: impl Into<Documents>,
    stale: Vec<String>,
    hidden: BTreeSet<PathBuf>,
) -> Result<(PublishPlan, Vec<Diagnostic>), Error> {
    let folder = output.path();
    let Documents { whole, deferred } = documents.into();
    let paths = whole.iter().map(|document| document.path.as_str());
    let paths = paths.chain(deferred.iter().map(|document| document.path.as_str()));
    let mut found = path::conflicts(folder, paths);
    found.extend(path::root(folder));
    let mut items = Vec::new();
    for document in whole {
        match path::check(folder, &document.path) {
            Ok(()) => {
                let status = status(output, &document)?;
                items.push(Item { document, status, deferred: None });
            }
            Err(finding) => found.push(finding),
        }
    }
    for DeferredDocument { path, entries, status, digest } in deferred {
        match path::check(folder, &path) {
            Ok(()) => {
                let document = Document { path, bytes: Vec::new(), entries };
                items.push(Item { document, status, deferred: Some(digest) });
            }
            Err(finding) => found.push(finding),
        }
    }
    let current = files(folder, &items);
    for path in stale {
        match path::check(folder, &path) {
            Ok(()) if is_removable(&folder.join(&path), &current) => {
                let document = Document { path, bytes: Vec::new(), entries: 0 };
                items.push(Item { document, status: Status::Removed, deferred: None });
            }
            Ok(()) => {}
            Err(finding) => found.push(finding),
        }
    }
    items.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    let leftovers = commit::leftovers(hidden, &items);
    Ok((PublishPlan { output: output.clone(), items, leftovers }, found))
}

/// What publishing would do with a document.
///
/// # Errors
/// If a file in the output folder cannot be read.
pub(crate) fn status(output: &Root, document: &Document) -> Result<Status, Error> {
    let below = Path::new(&document.path);
    let file = output.path().join(below);
    match fs::symlink_metadata(&file) {
        Ok(_) if holds(output, below, &document.bytes)? => Ok(Status::Unchanged),
        Ok(_) => Ok(Status::Changed),
        Err(error) if is_not_found_error(&error) => Ok(Status::Created),
        Err(error) => Err(Error::new("look at", &file, error)),
    }
}

/// The existing files at the paths of documents, with their canonical paths.
fn files(output: &Path, items: &[Item]) -> BTreeSet<PathBuf> {
    items.iter().filter_map(|item| output.join(&item.document.path).canonicalize().ok()).collect()
}

/// Whether a file exists and is not one of the current documents under another name.
fn is_removable(file: &Path, current: &BTreeSet<PathBuf>) -> bool {
    file.canonicalize().is_ok_and(|file| !current.contains(&file))
}

/// Whether a file contains exactly these bytes. It is compared piece by piece, up to the first difference.
///
/// # Errors
/// If it exists but cannot be read.
pub(crate) fn holds(output: &Root, below: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let result = match output.file(below) {
        Ok(file) => is_same(file, bytes),
        Err(OpenError::NotAFile(_) | OpenError::Outside) => Ok(false),
        Err(OpenError::Io(error)) if is_not_found_error(&error) => Ok(false),
        Err(OpenError::Io(error)) => Err(error),
    };
    result.map_err(|error| Error::new("read", &output.path().join(below), error))
}

fn is_same(file: fs::File, bytes: &[u8]) -> io::Result<bool> {
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut reader = BufReader::with_capacity(BUFFER_SIZE, file);
    let mut rest = bytes;
    loop {
        let piece = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            piece => piece?,
        };
        let length = piece.len();
        match rest.strip_prefix(piece) {
            Some(after) if length > 0 => rest = after,
            Some(after) => return Ok(after.is_empty()),
            None => return Ok(false),
        }
        reader.consume(length);
    }
}
