//! An output folder in, a lock on it out, so that only one build runs at a time. The lock leaves no file in the folder
//! and ends with the process.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::root::{Root, or_current_dir};

/// How often the folder may be removed by other builds while it is being locked.
const ATTEMPTS: usize = 1000;

/// A lock on an output folder: other builds wait until it is dropped.
///
/// The folder itself is locked. A lock file in it would be published. Windows cannot lock folders, so there it is a
/// file that the system deletes with the process. On a file system without locks, such as some network file systems,
/// builds are not locked.
#[derive(Debug)]
pub(crate) struct OutputLock {
    /// The folders that were created for the lock, outermost first.
    created: Vec<PathBuf>,
    /// The locked folder or file.
    handle: Option<File>,
    /// The opened output folder.
    folder: Option<Root>,
}

/// Locks an output folder. It is created if it does not exist, and removed again if it stays empty. If another build
/// holds the lock, calls `waiting` and waits.
///
/// # Errors
/// If the folder exists but cannot be opened.
pub(crate) fn lock(output: &Path, waiting: &dyn Fn()) -> Result<OutputLock, Error> {
    let output = or_current_dir(output);
    for _ in 0..ATTEMPTS {
        // If the folder cannot be created, publishing will fail with a message.
        let Ok(created) = create(output) else {
            return Ok(OutputLock { created: Vec::new(), handle: None, folder: None });
        };
        match acquire(output, waiting) {
            Ok(handle) if handle.as_ref().is_none_or(|handle| is_current(output, handle)) => {
                let folder = open(output, handle.as_ref()).ok();
                return Ok(OutputLock { created, handle, folder });
            }
            // The previous build removed the folder.
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::new("open", output, error)),
        }
    }
    let error = io::Error::other("other programs keep removing the folder; build again");
    Err(Error::new("open", output, error))
}

impl OutputLock {
    /// The locked folder; `None` if it could not be created or opened.
    pub(super) fn folder(&self) -> Option<&Root> {
        self.folder.as_ref()
    }
}

impl Drop for OutputLock {
    /// Removes empty folders while they are still locked.
    fn drop(&mut self) {
        self.folder = None;
        if cfg!(windows) {
            self.handle = None;
        }
        for folder in self.created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        // Other handles of the folder do not keep the lock.
        let _ = self.handle.as_ref().map(File::unlock);
    }
}

#[cfg(unix)]
fn open(output: &Path, handle: Option<&File>) -> io::Result<Root> {
    handle.map_or_else(|| Root::open(output), |handle| Ok(Root::from_file(output, handle.try_clone()?)))
}

/// On other systems the handle is a file.
#[cfg(not(unix))]
fn open(output: &Path, _: Option<&File>) -> io::Result<Root> {
    Root::open(output)
}

/// Creates a folder, and returns the folders that were missing.
fn create(output: &Path) -> io::Result<Vec<PathBuf>> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let mut missing: Vec<_> = output.ancestors().take_while(is_missing).map(Path::to_path_buf).collect();
    missing.reverse();
    fs::create_dir_all(output)?;
    for parent in missing.iter().filter_map(|folder| folder.parent()) {
        // Some file systems cannot sync folders.
        let _ = Root::open(parent).and_then(|folder| folder.sync_folder(Path::new("")));
    }
    Ok(missing)
}

#[cfg(unix)]
fn acquire(output: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    #[expect(clippy::disallowed_methods, reason = "it is a folder, and one that was named")]
    let folder = File::open(output)?;
    let is_locked = match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            waiting();
            folder.lock().is_ok()
        }
        Err(fs::TryLockError::Error(_)) => false,
        Ok(()) => true,
    };
    Ok(is_locked.then_some(folder))
}

/// Whether the locked folder is still at its path.
#[cfg(unix)]
fn is_current(output: &Path, handle: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: io::Result<fs::Metadata>| metadata.map(|found| (found.dev(), found.ino())).ok();
    id(fs::metadata(output)) == id(handle.metadata())
}

#[cfg(windows)]
fn acquire(output: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    use std::time::Duration;
    /// `GENERIC_WRITE | DELETE`, `FILE_FLAG_DELETE_ON_CLOSE`: without sharing, there can be only one handle.
    const ACCESS: u32 = 0x4000_0000 | 0x0001_0000;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// `ERROR_ACCESS_DENIED` (the file is being deleted), `ERROR_SHARING_VIOLATION`
    const LOCKED_ERRORS: [i32; 2] = [5, 32];
    let file = output.join(".feedwright-lock");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).access_mode(ACCESS).share_mode(0).custom_flags(DELETE_ON_CLOSE);
    // In a read-only folder this error never ends; then publishing fails with a message.
    for attempt in 0.. {
        match options.open(&file) {
            Err(error) if error.raw_os_error() == Some(5) && attempt > 100 => return Ok(None),
            Err(error) if error.raw_os_error().is_some_and(|code| LOCKED_ERRORS.contains(&code)) => {
                if attempt == 0 {
                    waiting();
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            result => return result.map(Some),
        }
    }
    Ok(None)
}

#[cfg(not(any(unix, windows)))]
fn acquire(_: &Path, _: &dyn Fn()) -> io::Result<Option<File>> {
    Ok(None)
}

/// On other systems an open folder cannot be removed.
#[cfg(not(unix))]
fn is_current(_: &Path, _: &File) -> bool {
    true
}
