//! Edits of files in, written files out. Each file is written completely or not at all, and never outside of the given
//! folder. Does not decide what to write.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::root::{OpenError, Root, is_not_found_error};

/// An edit of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The file, as the user would name it.
    pub file: PathBuf,
    /// Its current content; `None` if it does not exist.
    pub before: Option<Vec<u8>>,
    /// Its new content.
    pub after: Vec<u8>,
}

/// Writes edits of files below a folder, in their order. A new file is created only where none exists, with missing
/// folders. An existing file is replaced in one step and keeps its permissions; it is left alone if its content is no
/// longer the edit's `before`. A symbolic link is followed only to a file below the folder.
///
/// # Errors
/// If a file cannot be written, is outside of the folder, or has changed. Earlier edits have then been written.
pub(crate) fn write(folder: &Path, edits: &[Edit]) -> Result<(), Error> {
    edits.iter().try_for_each(|edit| {
        let result = match &edit.before {
            None => {
                ensure_folder(folder).and_then(|root| create(&root, root.below(&edit.file)?, &edit.after))
            }
            Some(before) => Root::open(folder)
                .and_then(|root| replace(&root, root.below(&edit.file)?, before, &edit.after)),
        };
        result.map_err(|error| Error::new("write", &edit.file, error))
    })
}

/// Writes an edit of an existing file named by the user, wherever it is. Links are followed.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_named(edit: &Edit) -> Result<(), Error> {
    let failed = |error| Error::new("write", &edit.file, error);
    let file = edit.file.canonicalize().map_err(failed)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    write(folder, &[Edit { file: file.clone(), ..edit.clone() }])
}

/// Opens a folder, and creates it if necessary.
fn ensure_folder(folder: &Path) -> io::Result<Root> {
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder)?;
    }
    Root::open(folder)
}

fn create(root: &Root, below: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = root.locate(below);
    let (folder, name) = split(&target)?;
    let folder = match root.folder(folder) {
        Err(OpenError::Io(error)) if is_not_found_error(&error) => {
            root.create_folders(folder)?;
            root.folder(folder)?
        }
        opened => opened?,
    };
    with_temporary_file(
        &folder,
        false,
        |file| write_synced(file, bytes),
        |new| link_new(&folder, new, name, bytes),
    )
}

/// Moves a new file to its final name, where nothing exists.
fn link_new(folder: &Root, new: &Path, name: &Path, bytes: &[u8]) -> io::Result<()> {
    match folder.hard_link(new, name) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // The file system has no hard links.
            let result = write_synced(&mut folder.create(name, false)?, bytes);
            if result.is_err() {
                let _ = folder.remove_file(name);
            }
            result?;
        }
        linked => linked?,
    }
    let _ = folder.remove_file(new);
    Ok(())
}

fn replace(root: &Root, below: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    // The target of a symbolic link is replaced, not the link.
    let target = root.resolve(below)?;
    let (folder, name) = split(&target)?;
    let folder = root.folder(folder)?;
    let mut file = folder.open_no_follow(name)?;
    if !has_content(&mut file, before)? {
        return Err(io::Error::new(ErrorKind::InvalidData, "it changed after it was read; run again"));
    }
    let permissions = file.metadata()?.permissions();
    // Some systems cannot replace an open file.
    drop(file);
    let prepare = |new: &mut File| {
        new.set_permissions(permissions)?;
        write_synced(new, after)
    };
    with_temporary_file(&folder, true, prepare, |new| folder.rename(new, name))
}

/// Writes a temporary file and moves it to its place. On failure the temporary file is removed.
fn with_temporary_file(
    folder: &Root,
    is_private: bool,
    prepare: impl FnOnce(&mut File) -> io::Result<()>,
    commit: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let (name, mut file) = temporary(folder, is_private)?;
    let prepared = prepare(&mut file);
    drop(file);
    let result = prepared.and_then(|()| commit(&name));
    if result.is_err() {
        let _ = folder.remove_file(&name);
    }
    result
}

/// The maximum number of names that are tried.
const MAX_ATTEMPTS: u32 = 1000;

fn temporary(folder: &Root, is_private: bool) -> io::Result<(PathBuf, File)> {
    for number in 0..MAX_ATTEMPTS {
        let name = PathBuf::from(format!(".feedwright-{number}"));
        match folder.create(&name, is_private) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            created => return created.map(|file| (name, file)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn write_synced(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// The folder and the name of a file.
fn split(file: &Path) -> io::Result<(&Path, &Path)> {
    let name = file.file_name().ok_or(ErrorKind::InvalidFilename)?;
    Ok((file.parent().unwrap_or(Path::new("")), Path::new(name)))
}

fn has_content(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut content = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut content)?;
    Ok(content == bytes)
}
