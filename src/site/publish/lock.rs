//! One build at a time: an output folder in, a lock on it out. It leaves nothing in the folder, and ends with its
//! holder, however that ends.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::root::Root;

/// A lock on an output folder: other builds wait until it is dropped.
///
/// What is held is the folder itself, not a file in it, which would be published, nor one elsewhere, which would be
/// none of our business. Windows cannot lock folders, so there it is a file that the system removes with its holder. A
/// file system that knows no locks, as some on networks, is published to without.
#[derive(Debug)]
pub(crate) struct OutputLock {
    /// The folders that were created for the lock, outermost first.
    made: Vec<PathBuf>,
    held: Option<File>,
    /// The locked folder.
    folder: Option<Root>,
}

/// Locks an output folder, which is created if it does not exist, and removed if it stays empty. If another
/// build holds the lock, calls `waiting`, and waits for its end.
///
/// # Errors
/// If the folder is there and cannot be opened.
pub(crate) fn lock(output: &Path, waiting: &dyn Fn()) -> Result<OutputLock, Error> {
    loop {
        // Where it cannot be made nothing is published either, and who tries says why.
        let Ok(made) = make(output) else {
            return Ok(OutputLock { made: Vec::new(), held: None, folder: None });
        };
        match take(output, waiting) {
            Ok(held) if held.as_ref().is_none_or(|held| is_there(output, held)) => {
                let folder = open(output, held.as_ref()).ok();
                return Ok(OutputLock { made, held, folder });
            }
            // The build that held the lock has removed it.
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::new("open", output, error)),
        }
    }
}

impl OutputLock {
    /// The locked folder; `None` if it could not be created or opened.
    pub(super) fn folder(&self) -> Option<&Root> {
        self.folder.as_ref()
    }
}

impl Drop for OutputLock {
    /// Folders in which nothing stands go while they are still held.
    fn drop(&mut self) {
        self.folder = None;
        if cfg!(windows) {
            self.held = None;
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        // Who still has the folder open holds it no longer.
        let _ = self.held.as_ref().map(File::unlock);
    }
}

#[cfg(unix)]
fn open(output: &Path, held: Option<&File>) -> io::Result<Root> {
    held.map_or_else(|| Root::open(output), |held| Ok(Root::of(output, held.try_clone()?)))
}

/// Elsewhere it is a file that is held.
#[cfg(not(unix))]
fn open(output: &Path, _: Option<&File>) -> io::Result<Root> {
    Root::open(output)
}

/// Makes a folder, and says which folders were not there.
fn make(output: &Path) -> io::Result<Vec<PathBuf>> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let mut missing: Vec<_> = output.ancestors().take_while(is_missing).map(Path::to_path_buf).collect();
    missing.reverse();
    fs::create_dir_all(output)?;
    for parent in missing.iter().filter_map(|folder| folder.parent()) {
        // Not every file system can.
        let _ = Root::open(parent).and_then(|folder| folder.sync_folder(Path::new("")));
    }
    Ok(missing)
}

#[cfg(unix)]
fn take(output: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    #[expect(clippy::disallowed_methods, reason = "it is a folder, and one that was named")]
    let folder = File::open(output)?;
    let done = match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            waiting();
            folder.lock().is_ok()
        }
        Err(fs::TryLockError::Error(_)) => false,
        Ok(()) => true,
    };
    Ok(done.then_some(folder))
}

/// Whether what was taken hold of is what stands there now.
#[cfg(unix)]
fn is_there(output: &Path, held: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: io::Result<fs::Metadata>| metadata.map(|found| (found.dev(), found.ino())).ok();
    id(fs::metadata(output)) == id(held.metadata())
}

#[cfg(windows)]
fn take(output: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    use std::time::Duration;
    /// `GENERIC_WRITE | DELETE`, `FILE_FLAG_DELETE_ON_CLOSE`: without sharing, one handle is all there can be.
    const ACCESS: u32 = 0x4000_0000 | 0x0001_0000;
    const REMOVED_WITH_ITS_HOLDER: u32 = 0x0400_0000;
    /// `ERROR_ACCESS_DENIED` (it is just being removed), `ERROR_SHARING_VIOLATION`
    const HELD: [i32; 2] = [5, 32];
    let file = output.join(".feedwright-lock");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).access_mode(ACCESS).share_mode(0).custom_flags(REMOVED_WITH_ITS_HOLDER);
    // A folder that may not be written to stays held for ever; publishing would fail there, and say why.
    for attempt in 0.. {
        match options.open(&file) {
            Err(error) if error.raw_os_error() == Some(5) && attempt > 100 => return Ok(None),
            Err(error) if error.raw_os_error().is_some_and(|code| HELD.contains(&code)) => {
                if attempt == 0 {
                    waiting();
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            done => return done.map(Some),
        }
    }
    Ok(None)
}

#[cfg(not(any(unix, windows)))]
fn take(_: &Path, _: &dyn Fn()) -> io::Result<Option<File>> {
    Ok(None)
}

/// Elsewhere a folder in which something is open is not removed.
#[cfg(not(unix))]
fn is_there(_: &Path, _: &File) -> bool {
    true
}
