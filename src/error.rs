//! I/O failures: files that cannot be read or written.
//!
//! The user's mistakes are [diagnostics](crate::diagnostic), not errors.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Place;

/// Help for known kinds of failure.
const HINTS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::InvalidFilename, "choose a shorter path"),
    (io::ErrorKind::PermissionDenied, "allow your user to read and write there, or choose another place"),
    (io::ErrorKind::QuotaExceeded, "free some space, and run again: existing files are unchanged"),
    (io::ErrorKind::ReadOnlyFilesystem, "make it writable, or choose another place"),
    (io::ErrorKind::StorageFull, "free some space, and run again: existing files are unchanged"),
];

/// Our own words for kinds of failure.
const WORDS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::AlreadyExists, "it already exists"),
    (io::ErrorKind::BrokenPipe, "the other side closed it"),
    (io::ErrorKind::ConnectionAborted, "the connection was closed"),
    (io::ErrorKind::ConnectionRefused, "the connection was refused"),
    (io::ErrorKind::ConnectionReset, "the connection was closed"),
    (io::ErrorKind::CrossesDevices, "it is on another device"),
    (io::ErrorKind::Deadlock, "it is locked by another program"),
    (io::ErrorKind::DirectoryNotEmpty, "the folder is not empty"),
    (io::ErrorKind::ExecutableFileBusy, "another program is running it"),
    (io::ErrorKind::FileTooLarge, "it is too large"),
    (io::ErrorKind::HostUnreachable, "the host cannot be reached"),
    (io::ErrorKind::InvalidFilename, "its name is too long or not allowed here"),
    (io::ErrorKind::IsADirectory, "it is a folder"),
    (io::ErrorKind::NetworkDown, "the network is down"),
    (io::ErrorKind::NetworkUnreachable, "the network cannot be reached"),
    (io::ErrorKind::NotADirectory, "it is not a folder"),
    (io::ErrorKind::NotConnected, "the connection was closed"),
    (io::ErrorKind::NotFound, "it does not exist"),
    (io::ErrorKind::OutOfMemory, "there is not enough memory"),
    (io::ErrorKind::PermissionDenied, "permission denied"),
    (io::ErrorKind::QuotaExceeded, "your disk quota is used up"),
    (io::ErrorKind::ReadOnlyFilesystem, "the file system is read-only"),
    (io::ErrorKind::ResourceBusy, "another program is using it"),
    (io::ErrorKind::StaleNetworkFileHandle, "it was moved or removed on its server"),
    (io::ErrorKind::StorageFull, "the disk is full"),
    (io::ErrorKind::TimedOut, "it timed out"),
    (io::ErrorKind::TooManyLinks, "it has too many links"),
    (io::ErrorKind::UnexpectedEof, "it ends too early"),
    (io::ErrorKind::Unsupported, "this system does not support it"),
    (io::ErrorKind::WriteZero, "it could not be written completely"),
];

/// An I/O failure, always with its path.
#[derive(Debug)]
pub struct Error {
    action: &'static str,
    path: PathBuf,
    /// Other paths with the same failure.
    others: Vec<PathBuf>,
    source: io::Error,
    help: Option<String>,
    /// The setting that names the path.
    setting: Option<Box<Place>>,
}

/// The maximum number of paths in a message.
const MAX_NAMED_PATHS: usize = 10;

impl Error {
    /// `action` completes "cannot …": `read`, `write`, `rename`.
    #[must_use]
    pub(crate) fn new(action: &'static str, path: &Path, source: io::Error) -> Error {
        Error { action, path: path.to_path_buf(), others: Vec::new(), source, help: None, setting: None }
    }

    /// The same failure with help.
    #[must_use]
    pub(crate) fn with_help(self, help: String) -> Error {
        Error { help: Some(help), ..self }
    }

    /// The same failure of a path that a setting names.
    #[must_use]
    pub(crate) fn of_setting(self, setting: Place) -> Error {
        Error { setting: Some(Box::new(setting)), ..self }
    }

    /// Where it can be cured: the setting that names the path, or the path.
    #[must_use]
    pub(crate) fn place(&self) -> Place {
        self.setting.as_deref().cloned().unwrap_or_else(|| Place::file(&self.path))
    }

    /// The first of several failures, with the paths of those with the same cause; `None` if there are none.
    #[must_use]
    pub(crate) fn first_of(errors: Vec<Error>) -> Option<Error> {
        Error::by_cause(errors).into_iter().next()
    }

    /// One failure for each cause, with the paths of all that have it.
    #[must_use]
    pub(crate) fn by_cause(errors: Vec<Error>) -> Vec<Error> {
        let mut causes: Vec<Error> = Vec::new();
        for error in errors {
            match causes.iter_mut().find(|cause| cause.is_same_as(&error)) {
                Some(cause) => cause.others.push(error.path),
                None => causes.push(error),
            }
        }
        causes
    }

    fn is_same_as(&self, other: &Error) -> bool {
        self.action == other.action && self.source.to_string() == other.source.to_string()
    }

    /// The path of the failure.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How to fix it, if known.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        let hint =
            || if self.action.starts_with("read") { hint_to_read(&self.source) } else { hint(&self.source) };
        self.help.as_deref().or_else(hint)
    }

    /// Whether the path does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// Whether permission was denied.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.source.kind() == io::ErrorKind::PermissionDenied
    }
}

/// How to fix a failure of this kind.
pub(crate) fn hint(error: &io::Error) -> Option<&'static str> {
    HINTS.iter().find(|(kind, _)| *kind == error.kind()).map(|(_, hint)| *hint)
}

/// How to fix a failure to read.
pub(crate) fn hint_to_read(error: &io::Error) -> Option<&'static str> {
    let is_denied = error.kind() == io::ErrorKind::PermissionDenied;
    if is_denied { Some("allow your user to read it") } else { hint(error) }
}

/// What went wrong, in our own words, or else in those of the system without its error number.
pub(crate) fn problem(error: &io::Error) -> String {
    let words = WORDS.iter().find(|(kind, _)| *kind == error.kind());
    // An error with a text of its own was made for its message.
    match (words, error.get_ref()) {
        (Some((_, words)), None) => (*words).to_owned(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text.get(..end).unwrap_or(&text).to_owned()
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`", self.action, self.path.display())?;
        for path in self.others.iter().take(MAX_NAMED_PATHS - 1) {
            write!(f, ", `{}`", path.display())?;
        }
        match self.others.len().saturating_sub(MAX_NAMED_PATHS - 1) {
            0 => f.write_str(": ")?,
            more => write!(f, " and {more} more: ")?,
        }
        f.write_str(&problem(&self.source))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
