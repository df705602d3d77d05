//! The `.ignore` files of a content folder: which files and folders they leave out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use globset::Glob;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::UNREADABLE_FILE;
use super::refused::{refused, unreadable};
use crate::diagnostic::{Diagnostic, Place, Position, Span};
use crate::root::{self, OpenError, Root};
use crate::site::config::validate::pattern_problem;
use crate::source::bounds::{IGNORE_FILE, IGNORE_FILES};
use crate::source::encoding::without_bom;

/// The name of such a file.
const NAME: &str = ".ignore";

/// The most lists `{a,b}` in a pattern: its parser calls itself for each.
const ALTERNATIVES: usize = 100;

/// The patterns of the folders that have some. They take many times their size to match, so that their size is bounded.
pub(super) struct IgnoreFiles {
    root: Root,
    patterns: RwLock<BTreeMap<PathBuf, Gitignore>>,
    /// The size of the files that were read, in bytes.
    read: AtomicUsize,
}

impl IgnoreFiles {
    pub(super) fn new(root: &Root) -> IgnoreFiles {
        IgnoreFiles { root: root.clone(), patterns: RwLock::default(), read: AtomicUsize::new(0) }
    }

    /// Reads the file of a folder, before anything in the folder is looked at.
    ///
    /// # Errors
    /// Findings, if it or one of its patterns cannot be read: what they should keep out would be published.
    pub(super) fn read(&self, folder: &Path) -> Result<(), Vec<Diagnostic>> {
        let file = folder.join(NAME);
        let below = self.root.below(&file).map_err(|error| vec![refused(&file, &error)])?;
        let text = match self.root.file(below) {
            Ok(opened) => text(&file, opened).map_err(|finding| vec![finding])?,
            Err(OpenError::Io(error)) if root::is_not_found_error(&error) => return Ok(()),
            // The walk reports a folder that cannot be read.
            Err(OpenError::Io(_)) if fs::symlink_metadata(&file).is_err() => return Ok(()),
            Err(OpenError::NotAFile(_)) if self.root.has_folder(below) => return Ok(()),
            Err(error) => return Err(vec![refused(&file, &error)]),
        };
        self.read.fetch_add(text.len(), Ordering::Relaxed);
        if self.are_too_long() {
            return Ok(());
        }
        let patterns = compile(folder, &file, &text)?;
        self.patterns.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf(), patterns);
        Ok(())
    }

    /// Whether the files that were read so far have more patterns than there is memory for.
    pub(super) fn are_too_long(&self) -> bool {
        self.read.load(Ordering::Relaxed) > IGNORE_FILES
    }

    /// Says so, of the folder that they are in.
    pub(super) fn too_long(root: &Path) -> Diagnostic {
        let limit = IGNORE_FILES / 1024;
        let message =
            format!("the `.ignore` files in `{}` have more than {limit} KiB in total", root.display());
        Diagnostic::new(&UNREADABLE_FILE, message)
            .at(Place::file(root))
            .help("shorten them, or write the patterns once, in the content folder itself")
    }

    /// Whether the nearest file with a pattern for a path leaves it out.
    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let patterns = self.patterns.read().unwrap_or_else(PoisonError::into_inner);
        if patterns.is_empty() {
            return false;
        }
        let nearest = path.ancestors().skip(1).filter_map(|folder| patterns.get(folder));
        let matches = nearest.map(|patterns| patterns.matched(path, is_folder));
        matches.into_iter().find(|found| !matches!(found, Match::None)).is_some_and(|found| found.is_ignore())
    }
}

/// The patterns of a file.
fn compile(folder: &Path, file: &Path, text: &str) -> Result<Gitignore, Vec<Diagnostic>> {
    let mut builder = GitignoreBuilder::new(folder);
    let mut refused = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let start = Position { line: number, column: 1 };
        let place = Place::at(file, Span { start, end: start });
        if line.bytes().filter(|byte| *byte == b'{').count() > ALTERNATIVES {
            let message = format!("pattern with more than {ALTERNATIVES} lists of alternatives");
            let finding = Diagnostic::new(&UNREADABLE_FILE, message).at(place);
            refused.push(finding.help("split it into several patterns"));
        } else if let Err(error) = builder.add_line(None, line) {
            refused.push(unreadable_pattern(place, &error));
        }
    }
    match builder.build() {
        Ok(patterns) if refused.is_empty() => Ok(patterns),
        Ok(_) => Err(refused),
        Err(error) => Err(vec![unreadable_pattern(Place::file(file), &error)]),
    }
}

fn unreadable_pattern(place: Place, error: &ignore::Error) -> Diagnostic {
    let message = match pattern_of(error).map(|pattern| (pattern, Glob::new(pattern))) {
        Some((pattern, Err(error))) => {
            format!("invalid pattern `{pattern}`: {}", pattern_problem(error.kind()))
        }
        Some((pattern, Ok(_))) => format!("invalid pattern `{pattern}`"),
        None => "invalid pattern".to_owned(),
    };
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(place)
        .help("correct the pattern; otherwise, the files that it should exclude would be published")
}

fn pattern_of(error: &ignore::Error) -> Option<&str> {
    match error {
        ignore::Error::Glob { glob, .. } => glob.as_deref(),
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => pattern_of(err),
        ignore::Error::Partial(_)
        | ignore::Error::Loop { .. }
        | ignore::Error::Io(_)
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

fn text(path: &Path, file: File) -> Result<String, Diagnostic> {
    let failed = |error: io::Error| unreadable(path, &error);
    let mut bytes = Vec::new();
    file.take(IGNORE_FILE as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > IGNORE_FILE {
        let limit = IGNORE_FILE / 1024;
        let message = format!("`{}` is longer than {limit} KiB", path.display());
        let finding = Diagnostic::new(&UNREADABLE_FILE, message).at(Place::file(path));
        return Err(finding.help("shorten it"));
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(without_bom(&text).to_owned())
}
