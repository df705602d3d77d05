//! Edits of files, and the writing of them: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A file as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file, as the user would name it.
    pub file: PathBuf,
    /// What it holds now; none if it is not there.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: Vec<u8>,
}

/// Writes edits in their order. A new file is made only where there is none, with the folders above it; one that is
/// there is replaced in one step, keeps its permissions, and is left alone if it is no longer what the edit was made
/// from.
///
/// # Errors
/// If a file cannot be written, or has changed. The edits before it are written by then.
pub fn write(edits: &[Edit]) -> Result<(), Error> {
    edits.iter().try_for_each(|edit| match &edit.before {
        None => create(&edit.file, &edit.after),
        Some(before) => replace(&edit.file, before, &edit.after),
    })
}

fn create(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error| Error::new("write", file, error);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = beside(folder).map_err(failed)?;
    new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(failed)?;
    new.persist_noclobber(file).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A file that takes its place when it is whole, with the permissions that new files have.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".feedwright-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn replace(file: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let failed = |error| Error::new("write", file, error);
    // What a symbolic link leads to is replaced, not the link.
    let target = file.canonicalize().map_err(failed)?;
    if !holds(&target, before).map_err(failed)? {
        let changed = io::Error::new(ErrorKind::InvalidData, "it has changed since it was read; run again");
        return Err(failed(changed));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut new = beside(folder).map_err(failed)?;
    let permissions = fs::metadata(&target).map_err(failed)?.permissions();
    new.write_all(after)
        .and_then(|()| new.as_file().set_permissions(permissions))
        .and_then(|()| new.as_file().sync_all())
        .map_err(failed)?;
    new.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

fn holds(file: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut there = Vec::with_capacity(bytes.len());
    io::Read::read_to_end(&mut File::open(file)?, &mut there)?;
    Ok(there == bytes)
}
