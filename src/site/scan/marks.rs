//! Files and folders in, a mark of each file out that changes whenever the file does. No file is opened. It finds changes
//! where the system reports none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What changes with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    size: u64,
    modified: Option<SystemTime>,
    /// When it was renamed, or given another time, which only Unix notes.
    #[cfg(unix)]
    changed: (i64, i64),
}

impl Mark {
    fn of(metadata: &Metadata) -> Mark {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Mark {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// The marks of some files, and of all files in some folders that count. Links are followed. What does not exist has
/// none.
#[must_use]
pub(crate) fn marks<'p>(
    paths: impl Iterator<Item = &'p PathBuf>,
    counts: &dyn Fn(&Path) -> bool,
) -> BTreeMap<PathBuf, Mark> {
    let mut walk = Walk { counts, marks: BTreeMap::new(), linked: BTreeSet::new() };
    paths.for_each(|path| walk.visit(path.clone()));
    walk.marks
}

struct Walk<'w> {
    counts: &'w dyn Fn(&Path) -> bool,
    marks: BTreeMap<PathBuf, Mark>,
    /// The folders that links have led to. A link may lead to a folder around it.
    linked: BTreeSet<PathBuf>,
}

impl Walk<'_> {
    fn visit(&mut self, path: PathBuf) {
        let Ok(metadata) = fs::metadata(&path) else { return };
        if metadata.is_dir() {
            self.folder(&path);
        } else {
            self.marks.insert(path, Mark::of(&metadata));
        }
    }

    fn folder(&mut self, folder: &Path) {
        let leads_back =
            folder.is_symlink() && folder.canonicalize().is_ok_and(|target| !self.linked.insert(target));
        if leads_back {
            return;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if (self.counts)(&path) {
                self.visit(path);
            }
        }
    }
}
