//! Whether a document can stand where it belongs: within the output folder, and nothing in its way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{OBSTRUCTED_PATH, PATH_CONFLICT, PATH_ESCAPES, PATH_TOO_LONG};
use crate::diagnostic::{Diagnostic, Place};
use crate::root::has_only_names;
use crate::site::document::Document;
use crate::site::slug::fold;

/// Documents that are one file, here or where case or composition do not tell names apart, or one of which is a
/// folder of another. That two feeds have the very same path is said at the feeds.
pub(super) fn conflicts(documents: &[Document]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for document in documents {
        let other = taken.insert(fold(&document.path), &document.path);
        found.extend(
            other.filter(|other| *other != document.path).map(|other| conflict(&document.path, other)),
        );
    }
    for (folded, path) in &taken {
        let folders = folded.match_indices('/').filter_map(|(at, _)| taken.get(folded.get(..at)?));
        found.extend(folders.map(|folder| conflict(path, folder)));
    }
    found
}

fn conflict(path: &str, other: &str) -> Diagnostic {
    let message = format!("`{path}` conflicts with `{other}`");
    Diagnostic::new(&PATH_CONFLICT, message).help("change the `path` of one of the feeds")
}

/// The longest name that file systems take, in bytes.
const NAME_LIMIT: usize = 255;

/// Whether the output folder is one, or can become one.
pub(super) fn root(output: &Path) -> Option<Diagnostic> {
    let is_taken = !output.is_dir() && fs::symlink_metadata(output).is_ok();
    is_taken.then(|| {
        let message = format!("the output folder `{}` is not a folder", output.display());
        Diagnostic::new(&OBSTRUCTED_PATH, message)
            .at(Place::file(output))
            .help("move it away, or choose another output folder")
    })
}

/// Looks at every step of a document's path, without following a symbolic link.
pub(super) fn check(output: &Path, path: &str) -> Result<(), Diagnostic> {
    if !is_plain(path) {
        let message = format!("`{path}` leaves the output folder");
        return Err(Diagnostic::new(&PATH_ESCAPES, message).help("write a path below the output folder"));
    }
    if let Some(name) = path.split('/').find(|name| name.len() > NAME_LIMIT) {
        return Err(too_long(path, name));
    }
    let mut at = output.to_path_buf();
    let mut parts = Path::new(path).components().peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let Ok(metadata) = fs::symlink_metadata(&at) else { return Ok(()) };
        let kind = metadata.file_type();
        if kind.is_symlink() {
            link(output, &at)?;
        }
        let fits = match parts.peek() {
            Some(_) => at.is_dir(),
            None => kind.is_file(),
        };
        if !fits {
            return Err(obstructed(&at));
        }
    }
    Ok(())
}

/// Whether nothing but names stand in a path, so that it has no second spelling.
fn is_plain(path: &str) -> bool {
    let names = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    names && has_only_names(Path::new(path))
}

fn too_long(path: &str, name: &str) -> Diagnostic {
    let message = format!("the name of `{path}` has {} bytes, expected at most {NAME_LIMIT}", name.len());
    Diagnostic::new(&PATH_TOO_LONG, message)
        .help("give the feed a shorter `path`, or the term a shorter name under [slugs]")
}

/// A link within the output folder is the user's own business; one that leads out of it is refused.
fn link(output: &Path, at: &Path) -> Result<(), Diagnostic> {
    let within = match (at.canonicalize(), output.canonicalize()) {
        (Ok(target), Ok(output)) => target.starts_with(output),
        (Err(_), _) | (_, Err(_)) => false,
    };
    if within {
        return Ok(());
    }
    let message = format!("the symbolic link `{}` points outside of the output folder", at.display());
    Err(Diagnostic::new(&PATH_ESCAPES, message).at(Place::file(at)).help("replace it with a folder"))
}

fn obstructed(at: &Path) -> Diagnostic {
    let what = if at.is_dir() { "a folder" } else { "not a regular file" };
    let message = format!("`{}` is {what}, but a document belongs there", at.display());
    Diagnostic::new(&OBSTRUCTED_PATH, message)
        .at(Place::file(at))
        .help("move it away, or change the `path` of the feed")
}
