//! Open folders, and the files below them. A file is opened, created, renamed or removed by its path relative to the
//! folder's handle, in one step that fails if a symbolic link leads out of the folder. There is no separate check, so
//! nobody can change the path between a check and its use. Opened files are inspected through their own handles.
//!
//! On Linux, each step is one system call (`openat2` with `RESOLVE_BENEATH`). Elsewhere, and on kernels before 5.6, the
//! path is walked part by part.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType, Metadata, OpenOptions};

use crate::error::problem;

/// An open folder. Its own path is trusted, so links on the way to it are followed. Links below it are followed only if
/// they stay below it.
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
    /// It is not a regular file: `a folder`, `a pipe`, `a socket`, `a device`.
    NotAFile(&'static str),
    /// The system reports an error.
    Io(io::Error),
}

impl Root {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it does not exist, is not a folder, or cannot be accessed.
    pub(crate) fn open(path: &Path) -> io::Result<Root> {
        let dir = Dir::open_ambient_dir(or_current_dir(path), ambient_authority())?;
        Ok(Root { path: path.to_path_buf(), dir: Some(Arc::new(dir)) })
    }

    /// Opens a folder that may not exist; then nothing is found below it.
    ///
    /// # Errors
    /// If it exists, but cannot be accessed.
    pub(crate) fn open_optional(path: &Path) -> io::Result<Root> {
        match Root::open(path) {
            Err(error) if is_not_found_error(&error) => Ok(Root { path: path.to_path_buf(), dir: None }),
            opened => opened,
        }
    }

    /// A folder that is already open.
    #[cfg(unix)]
    pub(crate) fn from_file(path: &Path, folder: File) -> Root {
        Root { path: path.to_path_buf(), dir: Some(Arc::new(Dir::from_std_file(folder))) }
    }

    /// The folder's path, as the user would name it.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder existed when it was opened.
    #[must_use]
    pub(crate) fn exists(&self) -> bool {
        self.dir.is_some()
    }

    /// Whether two handles refer to the same folder.
    pub(crate) fn is_same(&self, other: &Root) -> bool {
        let id = |root: &Root| {
            let metadata = root.dir().and_then(Dir::dir_metadata);
            metadata.map(|metadata| (metadata.dev(), metadata.ino())).ok()
        };
        id(self).is_some() && id(self) == id(other)
    }

    /// Opens a regular file below the folder for reading.
    ///
    /// # Errors
    /// If it does not exist, is not a regular file, is outside of the folder, or cannot be read.
    pub(crate) fn file(&self, below: &Path) -> Result<File, OpenError> {
        self.open_with(below, &read_options())
    }

    /// The same, for what was a regular file when its folder was read. Unless reading it gives something, whether it
    /// still is one is for [`still_regular`] to say: asking each of a million files takes as long as reading it.
    pub(crate) fn found_file(&self, below: &Path) -> Result<File, OpenError> {
        match self.opened(below, &read_options())? {
            Ok(file) => Ok(file),
            refused => regular_file(refused, &|| self.dir()?.metadata(below)),
        }
    }

    /// The same as [`Root::file`], for a file that must not be a symbolic link.
    pub(crate) fn open_no_follow(&self, below: &Path) -> Result<File, OpenError> {
        self.open_with(below, read_options().follow(FollowSymlinks::No))
    }

    /// The same, for a path relative to the current folder, however it leads below this one.
    pub(crate) fn file_at(&self, path: &Path) -> Result<File, OpenError> {
        self.file(&self.strip(&path.canonicalize()?)?)
    }

    fn open_with(&self, below: &Path, options: &OpenOptions) -> Result<File, OpenError> {
        regular_file(self.opened(below, options)?, &|| self.dir()?.metadata(below))
    }

    /// What the system says to opening a path below the folder, whatever is there.
    fn opened(&self, below: &Path, options: &OpenOptions) -> Result<io::Result<File>, OpenError> {
        let dir = self.dir()?;
        let opened = match dir.open_with(below, options) {
            Err(error) if is_escape(&error) => dir.open_with(self.resolve(below)?, options),
            opened => opened,
        };
        Ok(opened.map(cap_std::fs::File::into_std))
    }

    /// Opens a folder below this one.
    pub(crate) fn folder(&self, below: &Path) -> Result<Root, OpenError> {
        let path = self.path.join(below);
        let (below, dir) = (or_current_dir(below), self.dir()?);
        let opened = match dir.open_dir(below) {
            Err(error) if is_escape(&error) => dir.open_dir(self.resolve(below)?),
            opened => opened,
        };
        Ok(Root { path, dir: Some(Arc::new(opened?)) })
    }

    /// The path of a file relative to the folder, which `path` begins with. `.` is the current folder, as an empty path is.
    ///
    /// # Errors
    /// If `path` does not begin with the folder.
    pub(crate) fn below<'p>(&self, path: &'p Path) -> Result<&'p Path, OpenError> {
        fn relative(path: &Path) -> &Path {
            path.strip_prefix(".").unwrap_or(path)
        }
        relative(path).strip_prefix(relative(&self.path)).map_err(|_| OpenError::Outside)
    }

    /// The target of a path, relative to the folder, with all links followed. Unlike a handle, this also follows
    /// absolute links.
    pub(crate) fn resolve(&self, below: &Path) -> Result<PathBuf, OpenError> {
        let is_relative =
            |part| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
        if !below.components().all(is_relative) {
            return Err(OpenError::Outside);
        }
        self.strip(&or_current_dir(&self.path.join(below)).canonicalize()?)
    }

    fn strip(&self, canonical: &Path) -> Result<PathBuf, OpenError> {
        let root = or_current_dir(&self.path).canonicalize()?;
        canonical.strip_prefix(root).map(Path::to_path_buf).map_err(|_| OpenError::Outside)
    }

    /// The same path with absolute links in existing parent folders resolved.
    pub(crate) fn locate(&self, below: &Path) -> PathBuf {
        let folder = below.parent().unwrap_or(Path::new(""));
        let escapes =
            || self.dir().and_then(|dir| dir.open_dir(folder)).is_err_and(|error| is_escape(&error));
        if folder.as_os_str().is_empty() || !escapes() {
            return below.to_path_buf();
        }
        let resolved = folder.ancestors().find_map(|ancestor| {
            let rest = below.strip_prefix(ancestor).ok()?;
            Some(self.resolve(ancestor).ok()?.join(rest))
        });
        resolved.unwrap_or_else(|| below.to_path_buf())
    }

    /// Creates a file where nothing exists, not even a link. With `is_private`, only its owner can read it.
    pub(crate) fn create(&self, below: &Path, is_private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if is_private {
            cap_std::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = is_private;
        Ok(describe_escape(self.dir()?.open_with(below, &options))?.into_std())
    }

    /// Creates a folder.
    pub(crate) fn create_folder(&self, below: &Path) -> io::Result<()> {
        describe_escape(self.dir()?.create_dir(below))
    }

    /// Creates a folder and its missing parents.
    pub(crate) fn create_folders(&self, below: &Path) -> io::Result<()> {
        describe_escape(self.dir()?.create_dir_all(below))
    }

    /// Whether a path is a folder.
    pub(crate) fn has_folder(&self, below: &Path) -> bool {
        self.dir().is_ok_and(|dir| dir.is_dir(below))
    }

    /// Renames a file, and replaces an existing one.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let dir = self.dir()?;
        describe_escape(dir.rename(from, dir, to))
    }

    /// Creates a hard link to a file, where nothing exists.
    pub(crate) fn hard_link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let dir = self.dir()?;
        describe_escape(dir.hard_link(file, dir, name))
    }

    /// Removes a file or a link, but not the target of a link.
    pub(crate) fn remove_file(&self, below: &Path) -> io::Result<()> {
        describe_escape(self.dir()?.remove_file(below))
    }

    /// Removes an empty folder.
    pub(crate) fn remove_folder(&self, below: &Path) -> io::Result<()> {
        describe_escape(self.dir()?.remove_dir(below))
    }

    /// Syncs the names in a folder to disk.
    pub(crate) fn sync_folder(&self, below: &Path) -> io::Result<()> {
        self.dir()?.open_with(or_current_dir(below), &read_options())?.sync_all()
    }

    fn dir(&self) -> io::Result<&Dir> {
        self.dir.as_deref().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// Opens a regular file named by the user for reading. Links are followed.
///
/// # Errors
/// If it does not exist, is not a regular file, or cannot be read.
pub(crate) fn open(path: &Path) -> Result<File, OpenError> {
    let opened = cap_std::fs::File::open_ambient_with(path, &read_options(), ambient_authority());
    let metadata = || fs::metadata(path).map(Metadata::from_just_metadata);
    regular_file(opened.map(cap_std::fs::File::into_std), &metadata)
}

/// Opens whatever the user named for reading, unless it is a folder. Waits for the writer of a pipe.
///
/// # Errors
/// If it does not exist, is a folder, or cannot be read.
#[expect(clippy::disallowed_methods, reason = "the user named a pipe, and wants it to be waited for")]
pub(crate) fn open_any(path: &Path) -> Result<File, OpenError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() { Err(OpenError::NotAFile("a folder")) } else { Ok(file) }
}

/// Options for reading, which do not block on a pipe without a writer.
fn read_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).nonblock(true);
    options
}

/// The opened file, if it is a regular file. If opening failed, the error says whether the path can be opened at all.
fn regular_file(
    opened: io::Result<File>,
    metadata: &dyn Fn() -> io::Result<Metadata>,
) -> Result<File, OpenError> {
    match opened {
        Ok(file) => still_regular(&file).map(|()| file),
        Err(error) if is_not_found_error(&error) || is_escape(&error) => Err(error.into()),
        Err(error) => match metadata() {
            Ok(metadata) if !metadata.is_file() => Err(OpenError::NotAFile(kind_name(metadata.file_type()))),
            Ok(_) | Err(_) => Err(error.into()),
        },
    }
}

/// Whether an open file is a regular one.
///
/// # Errors
/// If it is not, or the system does not say what it is.
pub(crate) fn still_regular(file: &File) -> Result<(), OpenError> {
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(()) } else { Err(OpenError::NotAFile(kind(metadata))) }
}

/// The kind of something that is not a file: `a folder`, `a pipe`.
pub(crate) fn kind(metadata: fs::Metadata) -> &'static str {
    kind_name(Metadata::from_just_metadata(metadata).file_type())
}

/// The name of a file type in messages.
fn kind_name(kind: FileType) -> &'static str {
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

/// A path without parts that stand for the folder before them: `./a/./b` as `a/b`.
#[must_use]
pub(crate) fn without_dots(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// An empty path means the current folder.
pub(crate) fn or_current_dir(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Whether the path does not exist. A path that no file can have does not exist either.
pub(crate) fn is_not_found_error(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
}

/// Whether a path led outside of the folder, which is not an error of the system.
fn is_escape(error: &io::Error) -> bool {
    error.kind() == ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

/// The same, with our own message if the path led outside of the folder.
fn describe_escape<T>(done: io::Result<T>) -> io::Result<T> {
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
            OpenError::NotAFile(kind) => write!(f, "it is {kind}, not a file"),
            OpenError::Io(error) => f.write_str(&problem(error)),
        }
    }
}

impl std::error::Error for OpenError {}
