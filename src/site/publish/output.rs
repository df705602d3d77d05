//! The output folder of a build: open, and locked unless nothing is written.

use std::io;
use std::path::Path;

use super::lock::{OutputLock, lock};
use crate::error::Error;
use crate::root::Root;

/// The output folder of a build.
#[derive(Debug)]
pub(crate) struct OutputFolder<'p> {
    path: &'p Path,
    root: Root,
    /// Dropped last: a folder in which something is open cannot be removed on every system.
    lock: Option<OutputLock>,
}

/// Opens the output folder, and locks it unless nothing is written. If another build holds the lock, calls `waiting`,
/// and waits for its end.
///
/// # Errors
/// If the folder exists and cannot be opened.
pub(crate) fn open<'p>(path: &'p Path, dry_run: bool, waiting: &dyn Fn()) -> Result<OutputFolder<'p>, Error> {
    let lock = (!dry_run).then(|| lock(path, waiting)).transpose()?;
    let root = root(path, lock.as_ref())?;
    Ok(OutputFolder { path, root, lock })
}

impl OutputFolder<'_> {
    /// The folder as it was when it was opened.
    #[must_use]
    pub(crate) fn root(&self) -> &Root {
        &self.root
    }

    /// The folder as it is now: it may have been created or removed in the meantime.
    ///
    /// # Errors
    /// If it cannot be opened, or is another folder than the locked one.
    pub(crate) fn reopen(&self) -> Result<Root, Error> {
        root(self.path, self.lock.as_ref())
    }
}

/// The folder at a path: the locked one, if there is one. It need not exist, and is created when something is published.
fn root(path: &Path, lock: Option<&OutputLock>) -> Result<Root, Error> {
    let failed = |error| Error::new("open", path, error);
    let found = Root::open_optional(path).map_err(failed)?;
    match lock.and_then(OutputLock::folder) {
        Some(locked) if locked.is_same(&found) => Ok(locked.clone()),
        Some(_) if found.exists() => {
            Err(failed(io::Error::other("it was replaced by another folder in the meantime; build again")))
        }
        Some(_) | None => Ok(found),
    }
}
