//! What is no file and no folder: pipes, devices, sockets. Opening one may wait for ever, or never end, so that none is
//! ever opened; where a text belongs it is said.

use std::fs::{self, FileType};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::UNREADABLE_FILE;
use super::read::text_up_to;
use crate::diagnostic::{Diagnostic, Place, Position, Span};
use crate::model::bounds::{IGNORE_FILE, IGNORE_FILES};

/// What a walk looks into a folder for, besides articles.
const IGNORE: &str = ".ignore";

/// The most lists `{a,b}` in a pattern.
const ALTERNATIVES: usize = 100;

/// Says that something that is no file stands where one belongs.
pub(super) fn no_file(path: &Path, kind: FileType) -> Diagnostic {
    let message = format!("`{}` is {}, and no file", path.display(), name(kind));
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(Place::file(path))
        .help("put a file in its place, or move it away")
}

/// The `.ignore` files of a walk, whose patterns take many times their size to match.
#[derive(Debug, Default)]
pub(super) struct IgnoreFiles(AtomicU64);

impl IgnoreFiles {
    /// Whether the `.ignore` file of a folder, if there is one, can be read without waiting, without end, and in the
    /// memory that there is for it.
    pub(super) fn check(&self, folder: &Path) -> Option<Diagnostic> {
        let file = folder.join(IGNORE);
        let metadata = fs::metadata(&file).ok()?;
        if !metadata.is_file() && !metadata.is_dir() {
            return Some(no_file(&file, metadata.file_type()));
        }
        let length = if metadata.is_file() { metadata.len() } else { 0 };
        if length <= IGNORE_FILE as u64 {
            self.0.fetch_add(length, Ordering::Relaxed);
            return nested_pattern(&file);
        }
        let limit = IGNORE_FILE / 1024;
        let message =
            format!("`{}` is longer than {limit} KiB, which no list of patterns is", file.display());
        Some(Diagnostic::new(&UNREADABLE_FILE, message).at(Place::file(&file)).help("make it shorter"))
    }

    /// Whether those that were found so far have more patterns than there is memory for.
    pub(super) fn are_too_long(&self) -> bool {
        self.0.load(Ordering::Relaxed) > IGNORE_FILES as u64
    }

    /// Says so, of the folder that they are in.
    pub(super) fn too_long(root: &Path) -> Diagnostic {
        let limit = IGNORE_FILES / 1024;
        let message =
            format!("the `.ignore` files in `{}` are longer than {limit} KiB together", root.display());
        Diagnostic::new(&UNREADABLE_FILE, message)
            .at(Place::file(root))
            .help("make them shorter, or write the patterns once, in the content folder itself")
    }
}

/// The first pattern of an `.ignore` file with more alternatives than fit on a stack: its parser calls itself for each.
fn nested_pattern(file: &Path) -> Option<Diagnostic> {
    // What cannot be read is said by whoever walks.
    let text = text_up_to(file, IGNORE_FILE).ok()?;
    let is_nested = |line: &str| line.bytes().filter(|byte| *byte == b'{').count() > ALTERNATIVES;
    let at = text.lines().position(is_nested)?;
    let start = Position { line: u32::try_from(at + 1).unwrap_or(u32::MAX), column: 1 };
    let message = format!("a pattern has more than {ALTERNATIVES} lists of alternatives");
    let place = Place::at(file, Span { start, end: start });
    Some(Diagnostic::new(&UNREADABLE_FILE, message).at(place).help("write several patterns"))
}

/// Says which patterns of an `.ignore` file nobody can match: what they should keep out would be published.
pub(super) fn unreadable_patterns(error: &ignore::Error) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    note_patterns(error, Path::new(IGNORE), None, &mut found);
    found
}

fn note_patterns(error: &ignore::Error, file: &Path, line: Option<u64>, found: &mut Vec<Diagnostic>) {
    match error {
        ignore::Error::Partial(errors) => {
            errors.iter().for_each(|error| note_patterns(error, file, line, found));
        }
        ignore::Error::WithPath { path, err } => note_patterns(err, path, line, found),
        ignore::Error::WithLineNumber { line, err } => note_patterns(err, file, Some(*line), found),
        ignore::Error::WithDepth { err, .. } => note_patterns(err, file, line, found),
        ignore::Error::Glob { .. }
        | ignore::Error::Loop { .. }
        | ignore::Error::Io(_)
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => {
            let start =
                line.and_then(|line| u32::try_from(line).ok()).map(|line| Position { line, column: 1 });
            let place = start.map(|start| Place::at(file, Span { start, end: start }));
            let message = format!("a pattern cannot be read: {error}");
            found.push(
                Diagnostic::new(&UNREADABLE_FILE, message)
                    .at(place.unwrap_or_else(|| Place::file(file)))
                    .help("correct the pattern: what it should keep out would be published"),
            );
        }
    }
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
