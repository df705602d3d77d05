//! Edits of files, written completely or not at all, and never outside of the given folder.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::root::{OpenError, Root, is_absent};

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

/// Writes edits of files below a folder, in their order. A new file is made only where there is none, with the folders
/// above it; one that is there is replaced in one step, keeps its permissions, and is left alone if it is no longer
/// what the edit was made from. A symbolic link is followed to a file below the folder, and to no other.
///
/// # Errors
/// If a file cannot be written, lies outside of the folder, or has changed. The edits before it are written by then.
pub(crate) fn write(folder: &Path, edits: &[Edit]) -> Result<(), Error> {
    edits.iter().try_for_each(|edit| {
        let done = match &edit.before {
            None => made(folder).and_then(|root| create(&root, root.below(&edit.file)?, &edit.after)),
            Some(before) => Root::open(folder)
                .and_then(|root| replace(&root, root.below(&edit.file)?, before, &edit.after)),
        };
        done.map_err(|error| Error::new("write", &edit.file, error))
    })
}

/// Writes an edit of a file that is there, wherever it is: it was named by the user, and so is what a link leads to.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_named(edit: &Edit) -> Result<(), Error> {
    let failed = |error| Error::new("write", &edit.file, error);
    let file = edit.file.canonicalize().map_err(failed)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    write(folder, &[Edit { file: file.clone(), ..edit.clone() }])
}

/// The folder, which is made if it is not there.
fn made(folder: &Path) -> io::Result<Root> {
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder)?;
    }
    Root::open(folder)
}

fn create(root: &Root, below: &Path, bytes: &[u8]) -> io::Result<()> {
    let place = root.locate(below);
    let (folder, name) = split(&place)?;
    let folder = match root.folder(folder) {
        Err(OpenError::Io(error)) if is_absent(&error) => {
            root.create_folders(folder)?;
            root.folder(folder)?
        }
        opened => opened?,
    };
    staged(&folder, false, |file| fill(file, bytes), |new| settle(&folder, new, name, bytes))
}

/// Gives a new file its name, if nobody has it.
fn settle(folder: &Root, new: &Path, name: &Path, bytes: &[u8]) -> io::Result<()> {
    match folder.hard_link(new, name) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // The file system has no hard links.
            let done = fill(&mut folder.create(name, false)?, bytes);
            if done.is_err() {
                let _ = folder.remove_file(name);
            }
            done?;
        }
        linked => linked?,
    }
    let _ = folder.remove_file(new);
    Ok(())
}

fn replace(root: &Root, below: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    // What a symbolic link leads to is replaced, not the link.
    let target = root.resolve(below)?;
    let (folder, name) = split(&target)?;
    let folder = root.folder(folder)?;
    let mut file = folder.file_itself(name)?;
    if !holds(&mut file, before)? {
        return Err(io::Error::new(ErrorKind::InvalidData, "it changed after it was read; run again"));
    }
    let permissions = file.metadata()?.permissions();
    // Some systems replace no file that is open.
    drop(file);
    let prepare = |new: &mut File| {
        new.set_permissions(permissions)?;
        fill(new, after)
    };
    staged(&folder, true, prepare, |new| folder.rename(new, name))
}

/// Makes a file that takes its place when it is whole; nothing is left of it if it does not.
fn staged(
    folder: &Root,
    is_private: bool,
    prepare: impl FnOnce(&mut File) -> io::Result<()>,
    place: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let (name, mut file) = temporary(folder, is_private)?;
    let prepared = prepare(&mut file);
    drop(file);
    let done = prepared.and_then(|()| place(&name));
    if done.is_err() {
        let _ = folder.remove_file(&name);
    }
    done
}

/// So many names are tried.
const NAMES: u32 = 1000;

fn temporary(folder: &Root, is_private: bool) -> io::Result<(PathBuf, File)> {
    for number in 0..NAMES {
        let name = PathBuf::from(format!(".feedwright-{number}"));
        match folder.create(&name, is_private) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            created => return created.map(|file| (name, file)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// The folder and the name of a file.
fn split(file: &Path) -> io::Result<(&Path, &Path)> {
    let name = file.file_name().ok_or(ErrorKind::InvalidFilename)?;
    Ok((file.parent().unwrap_or(Path::new("")), Path::new(name)))
}

fn holds(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut path_kind = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut path_kind)?;
    Ok(path_kind == bytes)
}
