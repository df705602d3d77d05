//! Folders that are open, and the files below them. A file is opened, made, renamed or removed by its path relative to
//! the folder's handle, in one step that fails if a symbolic link leads out of the folder: no check goes before it that
//! somebody could make untrue in between. What was opened is judged by its own handle.
//!
//! On Linux such a step is one system call (`openat2` with `RESOLVE_BENEATH`); elsewhere, and on kernels before 5.6,
//! the path is walked part by part.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType, Metadata, OpenOptions};

/// A folder that is open. Whoever names it is trusted: links on the way to it are followed, and none below it that
/// leads out of it.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    path: PathBuf,
    dir: Option<Arc<Dir>>,
}

/// Why a file was not opened.
#[derive(Debug)]
pub enum OpenError {
    /// A symbolic link leads out of the folder.
    Outside,
    /// It is something else: `a folder`, `a pipe`, `a socket`, `a device`.
    NotAFile(&'static str),
    /// The system refused.
    Io(io::Error),
}

impl Root {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it is not there, is no folder, or must not be looked at.
    pub(crate) fn open(path: &Path) -> io::Result<Root> {
        let dir = Dir::open_ambient_dir(here(path), ambient_authority())?;
        Ok(Root { path: path.to_path_buf(), dir: Some(Arc::new(dir)) })
    }

    /// Opens a folder that need not be there: then there is nothing below it.
    ///
    /// # Errors
    /// If it is there, and must not be looked at.
    pub(crate) fn open_if_there(path: &Path) -> io::Result<Root> {
        match Root::open(path) {
            Err(error) if is_absent(&error) => Ok(Root { path: path.to_path_buf(), dir: None }),
            opened => opened,
        }
    }

    /// A folder that is open already.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path, folder: File) -> Root {
        Root { path: path.to_path_buf(), dir: Some(Arc::new(Dir::from_std_file(folder))) }
    }

    /// The folder's path, as it was named.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder was there.
    #[must_use]
    pub(crate) fn is_there(&self) -> bool {
        self.dir.is_some()
    }

    /// Whether two handles are of one folder.
    pub(crate) fn is_same(&self, other: &Root) -> bool {
        let id = |root: &Root| {
            let found = root.dir().and_then(Dir::dir_metadata);
            found.map(|found| (found.dev(), found.ino())).ok()
        };
        id(self).is_some() && id(self) == id(other)
    }

    /// Opens a regular file below the folder to be read.
    ///
    /// # Errors
    /// If it is not there, is no regular file, lies outside, or must not be read.
    pub(crate) fn file(&self, below: &Path) -> Result<File, OpenError> {
        self.open_with(below, &reading())
    }

    /// The same of a file that must not be a symbolic link itself.
    pub(crate) fn file_itself(&self, below: &Path) -> Result<File, OpenError> {
        self.open_with(below, reading().follow(FollowSymlinks::No))
    }

    /// The same of a file at a path from the working folder, by whatever way that leads below this one.
    pub(crate) fn file_at(&self, path: &Path) -> Result<File, OpenError> {
        self.file(&self.strip(&path.canonicalize()?)?)
    }

    fn open_with(&self, below: &Path, options: &OpenOptions) -> Result<File, OpenError> {
        let dir = self.dir()?;
        let opened = match dir.open_with(below, options) {
            Err(error) if is_escape(&error) => dir.open_with(self.resolve(below)?, options),
            opened => opened,
        };
        let found = || dir.metadata(below);
        regular(opened.map(cap_std::fs::File::into_std), &found)
    }

    /// Opens a folder below this one.
    pub(crate) fn folder(&self, below: &Path) -> Result<Root, OpenError> {
        let path = self.path.join(below);
        let (below, dir) = (here(below), self.dir()?);
        let opened = match dir.open_dir(below) {
            Err(error) if is_escape(&error) => dir.open_dir(self.resolve(below)?),
            opened => opened,
        };
        Ok(Root { path, dir: Some(Arc::new(opened?)) })
    }

    /// The path of a file below the folder, as it stands at the beginning of `path`.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) fn below<'p>(&self, path: &'p Path) -> Result<&'p Path, OpenError> {
        path.strip_prefix(&self.path).map_err(|_| OpenError::Outside)
    }

    /// Where a path leads, relative to the folder, with all links in it followed: absolute ones, too, which a handle
    /// cannot follow.
    pub(crate) fn resolve(&self, below: &Path) -> Result<PathBuf, OpenError> {
        let is_relative =
            |part| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
        if !below.components().all(is_relative) {
            return Err(OpenError::Outside);
        }
        self.strip(&here(&self.path.join(below)).canonicalize()?)
    }

    fn strip(&self, canonical: &Path) -> Result<PathBuf, OpenError> {
        let root = here(&self.path).canonicalize()?;
        canonical.strip_prefix(root).map(Path::to_path_buf).map_err(|_| OpenError::Outside)
    }

    /// The same path without absolute links in the folders on the way to it, as far as these are there.
    pub(crate) fn locate(&self, below: &Path) -> PathBuf {
        let folder = below.parent().unwrap_or(Path::new(""));
        let escapes =
            || self.dir().and_then(|dir| dir.open_dir(folder)).is_err_and(|error| is_escape(&error));
        if folder.as_os_str().is_empty() || !escapes() {
            return below.to_path_buf();
        }
        let resolved = folder.ancestors().find_map(|there| {
            let rest = below.strip_prefix(there).ok()?;
            Some(self.resolve(there).ok()?.join(rest))
        });
        resolved.unwrap_or_else(|| below.to_path_buf())
    }

    /// Makes a file where nothing stands, not even a link; with `is_private` only its owner may read it.
    pub(crate) fn create(&self, below: &Path, is_private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if is_private {
            cap_std::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = is_private;
        Ok(said(self.dir()?.open_with(below, &options))?.into_std())
    }

    /// Makes a folder.
    pub(crate) fn create_folder(&self, below: &Path) -> io::Result<()> {
        said(self.dir()?.create_dir(below))
    }

    /// Makes a folder, and those above it that are not there.
    pub(crate) fn create_folders(&self, below: &Path) -> io::Result<()> {
        said(self.dir()?.create_dir_all(below))
    }

    /// Whether there is a folder at a path.
    pub(crate) fn has_folder(&self, below: &Path) -> bool {
        self.dir().is_ok_and(|dir| dir.is_dir(below))
    }

    /// Renames a file, over another if there is one.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let dir = self.dir()?;
        said(dir.rename(from, dir, to))
    }

    /// Gives a file a second name, where nothing stands.
    pub(crate) fn hard_link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let dir = self.dir()?;
        said(dir.hard_link(file, dir, name))
    }

    /// Removes a file, or a link, but not what it leads to.
    pub(crate) fn remove_file(&self, below: &Path) -> io::Result<()> {
        said(self.dir()?.remove_file(below))
    }

    /// Removes a folder in which nothing is.
    pub(crate) fn remove_folder(&self, below: &Path) -> io::Result<()> {
        said(self.dir()?.remove_dir(below))
    }

    /// Syncs a folder itself: the names in it.
    pub(crate) fn sync_folder(&self, below: &Path) -> io::Result<()> {
        self.dir()?.open_with(here(below), &reading())?.sync_all()
    }

    fn dir(&self) -> io::Result<&Dir> {
        self.dir.as_deref().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// Opens a regular file that the user named to be read; links are followed.
///
/// # Errors
/// If it is not there, is no regular file, or must not be read.
pub(crate) fn open(path: &Path) -> Result<File, OpenError> {
    let opened = cap_std::fs::File::open_ambient_with(path, &reading(), ambient_authority());
    let found = || fs::metadata(path).map(Metadata::from_just_metadata);
    regular(opened.map(cap_std::fs::File::into_std), &found)
}

/// To read, without waiting for whoever would write into a pipe.
fn reading() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).nonblock(true);
    options
}

/// What was opened, if it is a regular file. What cannot be opened may be something that never can be.
fn regular(opened: io::Result<File>, found: &dyn Fn() -> io::Result<Metadata>) -> Result<File, OpenError> {
    match opened {
        Ok(file) => {
            let found = file.metadata()?;
            if found.is_file() {
                return Ok(file);
            }
            Err(OpenError::NotAFile(kind(found)))
        }
        Err(error) if is_absent(&error) || is_escape(&error) => Err(error.into()),
        Err(error) => match found() {
            Ok(found) if !found.is_file() => Err(OpenError::NotAFile(name(found.file_type()))),
            Ok(_) | Err(_) => Err(error.into()),
        },
    }
}

/// What is at a place: `a folder`, `a pipe`.
pub(crate) fn kind(found: fs::Metadata) -> &'static str {
    name(Metadata::from_just_metadata(found).file_type())
}

/// What something that is no file is called.
fn name(kind: FileType) -> &'static str {
    if kind.is_dir() {
        return "a folder";
    }
    if kind.is_symlink() {
        return "a symbolic link";
    }
    #[cfg(unix)]
    {
        use cap_std::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    "a device"
}

/// A path with `/` between its parts, on every system.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// The path of a file below a folder, with `/` between its parts; the whole path if it is elsewhere.
pub(crate) fn slashed_below(folder: &Path, file: &Path) -> String {
    slashed(file.strip_prefix(folder).unwrap_or(file))
}

/// Whether a path consists of names only, so that it stays below the folder that it starts in.
pub(crate) fn has_only_names(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// A path that can be opened: that of the working folder is empty.
pub(crate) fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Whether nothing is there. A name that no file can have is that of none.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
}

/// Whether a path led out of the folder: that is no error of the system.
fn is_escape(error: &io::Error) -> bool {
    error.kind() == ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

/// The same, in our words where the path was at fault.
fn said<T>(done: io::Result<T>) -> io::Result<T> {
    done.map_err(|error| OpenError::from(error).into())
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> OpenError {
        if is_escape(&error) { OpenError::Outside } else { OpenError::Io(error) }
    }
}

impl From<OpenError> for io::Error {
    fn from(error: OpenError) -> io::Error {
        match error {
            OpenError::Io(error) => error,
            OpenError::Outside | OpenError::NotAFile(_) => io::Error::other(error.to_string()),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Outside => f.write_str("a symbolic link points outside of the folder"),
            OpenError::NotAFile(what) => write!(f, "it is {what}, not a file"),
            OpenError::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}
