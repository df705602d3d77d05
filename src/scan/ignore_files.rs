//! The `.ignore` files of a content folder: which files and folders they leave out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::UNREADABLE_FILE;
use super::refused::{refused, unreadable};
use crate::diagnostic::{Diagnostic, Place};
use crate::root::{self, OpenError, Root};

/// The name of such a file.
const NAME: &str = ".ignore";

/// The longest of them: each of its lines is held in memory, however long it is.
const LIMIT: u64 = 1024 * 1024;

/// The patterns of the folders that have some.
pub(super) struct IgnoreFiles {
    root: Root,
    patterns: RwLock<BTreeMap<PathBuf, Gitignore>>,
}

impl IgnoreFiles {
    pub(super) fn new(root: &Root) -> IgnoreFiles {
        IgnoreFiles { root: root.clone(), patterns: RwLock::default() }
    }

    /// Reads the file of a folder, before anything in the folder is looked at.
    ///
    /// # Errors
    /// A finding, if it cannot be read: then nobody knows what it leaves out.
    pub(super) fn read(&self, folder: &Path) -> Result<(), Diagnostic> {
        let file = folder.join(NAME);
        let below = self.root.below(&file).map_err(|error| refused(&file, &error))?;
        let text = match self.root.file(below) {
            Ok(opened) => text(&file, opened)?,
            Err(OpenError::Io(error)) if root::is_absent(&error) => return Ok(()),
            // Whoever looks into the folder says that nobody may.
            Err(OpenError::Io(_)) if fs::symlink_metadata(&file).is_err() => return Ok(()),
            Err(OpenError::NotAFile(_)) if self.root.has_folder(below) => return Ok(()),
            Err(error) => return Err(refused(&file, &error)),
        };
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.lines() {
            // A line that is no pattern leaves nothing out.
            let _ = builder.add_line(None, line);
        }
        let patterns = builder.build().unwrap_or_else(|_| Gitignore::empty());
        self.patterns.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf(), patterns);
        Ok(())
    }

    /// Whether the nearest file that knows of a path leaves it out.
    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let patterns = self.patterns.read().unwrap_or_else(PoisonError::into_inner);
        if patterns.is_empty() {
            return false;
        }
        let nearest = path.ancestors().skip(1).filter_map(|folder| patterns.get(folder));
        let said = nearest.map(|patterns| patterns.matched(path, is_folder));
        said.into_iter().find(|said| !matches!(said, Match::None)).is_some_and(|said| said.is_ignore())
    }
}

fn text(path: &Path, file: File) -> Result<String, Diagnostic> {
    let failed = |error: io::Error| unreadable(path, &error);
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        let message = format!("`{}` is longer than 1 MiB, which no list of patterns is", path.display());
        let finding = Diagnostic::new(&UNREADABLE_FILE, message).at(Place::file(path));
        return Err(finding.help("make it shorter"));
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}
