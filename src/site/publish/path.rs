//! Paths of documents in, findings about those that cannot be written out: outside of the output folder, too long, or
//! obstructed. Writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{OBSTRUCTED_PATH, PATH_CONFLICT, PATH_ESCAPES, PATH_TOO_LONG};
use crate::diagnostic::{Diagnostic, Place};
use crate::root::has_only_names;
use crate::site::file_name::extension;
use crate::site::slug::fold;
use crate::source::nfc::escaped_difference;

/// Documents with paths that conflict: the same file on some file system, regardless of case or composition, or a file
/// and a folder. Feeds with exactly the same path are reported by `select`. Two files that are in the output folder, as
/// the site's generator writes them, conflict with nothing.
pub(super) fn conflicts<'d>(output: &Path, documents: impl Iterator<Item = &'d str>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for path in documents {
        let other = seen.insert(fold(path), path);
        found.extend(
            other
                .filter(|other| *other != path && !are_files(output, [path, other]))
                .map(|other| conflict(path, other)),
        );
    }
    for (folded, path) in &seen {
        let folders = folded.match_indices('/').filter_map(|(at, _)| seen.get(folded.get(..at)?));
        found.extend(folders.map(|folder| conflict(path, folder)));
    }
    found
}

/// Whether both paths are files, and not the same one.
fn are_files(output: &Path, paths: [&str; 2]) -> bool {
    let [one, other] = paths.map(|path| output.join(path).canonicalize().ok().filter(|file| file.is_file()));
    one.is_some() && other.is_some() && one != other
}

fn conflict(path: &str, other: &str) -> Diagnostic {
    let (path, other) =
        escaped_difference(path, other).unwrap_or_else(|| (path.to_owned(), other.to_owned()));
    let message = format!("`{path}` conflicts with `{other}`");
    // Of all documents, only the companion page is one of HTML.
    let is_page = [&path, &other].iter().any(|path| matches!(extension(path), "html" | "htm"));
    let or = if is_page { ", or `companion` under [output]" } else { "" };
    Diagnostic::new(&PATH_CONFLICT, message).help(format!("change the `path` of one of the feeds{or}"))
}

/// The maximum length of a file name in file systems, in bytes.
const NAME_LIMIT: usize = 255;

/// Reports an output folder that is not a folder.
pub(super) fn root(output: &Path) -> Option<Diagnostic> {
    let is_obstructed = !output.is_dir() && fs::symlink_metadata(output).is_ok();
    is_obstructed.then(|| {
        let message = format!("the output folder `{}` is not a folder", output.display());
        Diagnostic::new(&OBSTRUCTED_PATH, message)
            .at(Place::file(output))
            .help("move it away, or choose another output folder")
    })
}

/// Checks every part of a document's path, without following symbolic links.
pub(super) fn check(output: &Path, path: &str) -> Result<(), Diagnostic> {
    if !is_normalized(path) {
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
            let help = match parts.peek() {
                Some(_) => "replace it with a folder",
                None => "remove the link; the document takes its place",
            };
            check_link(output, &at, help)?;
        }
        match parts.peek() {
            Some(_) if !at.is_dir() => {
                return Err(obstructed(&at, "not a folder, but a document belongs in it"));
            }
            None if kind.is_dir() => return Err(obstructed(&at, "a folder, but a document belongs there")),
            None if !kind.is_file() => {
                return Err(obstructed(&at, "not a regular file, but a document belongs there"));
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// Whether a path consists only of names, so that it has no other spelling.
fn is_normalized(path: &str) -> bool {
    let names = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    names && has_only_names(Path::new(path))
}

fn too_long(path: &str, name: &str) -> Diagnostic {
    let message = format!("the name of `{path}` has {} bytes, expected at most {NAME_LIMIT}", name.len());
    Diagnostic::new(&PATH_TOO_LONG, message)
        .help("give the feed a shorter `path`, or the term a shorter name under [slugs]")
}

/// A link within the output folder is allowed. A link that leads out of it is an error.
fn check_link(output: &Path, at: &Path, help: &str) -> Result<(), Diagnostic> {
    let within = match (at.canonicalize(), output.canonicalize()) {
        (Ok(target), Ok(output)) => target.starts_with(output),
        (Err(_), _) | (_, Err(_)) => false,
    };
    if within {
        return Ok(());
    }
    let message = format!("the symbolic link `{}` points outside of the output folder", at.display());
    Err(Diagnostic::new(&PATH_ESCAPES, message).at(Place::file(at)).help(help))
}

fn obstructed(at: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}", at.display());
    Diagnostic::new(&OBSTRUCTED_PATH, message)
        .at(Place::file(at))
        .help("move it away, or change the `path` of the feed")
}
