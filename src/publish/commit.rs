//! Carries a plan out. New bytes are staged beside their places and synced, many files at a time; then the old files are
//! kept under a second name, and the new ones renamed over them. A failure undoes everything; after a kill every file is whole,
//! and the next commit clears what is left.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use uuid::Uuid;

use super::{Item, Plan, folders};
use crate::error::Error;
use crate::model::document::Status;

/// What marks a file that waits for its rename.
const NEW: &str = ".feedwright-new";

/// What marks the second name of a file that is being replaced.
const OLD: &str = ".feedwright-old";

/// So many files are open at once: systems allow a few hundred.
const OPEN: usize = 64;

/// What is about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// A file that an interrupted run left is removed.
    Clear(&'p Path),
    /// A folder is made.
    Folder(&'p Path),
    /// An empty file is made beside the place, with the mode that the document will have.
    Stage(&'p Path),
    /// The new bytes are written to it.
    Write(&'p Path),
    /// They are synced to the disk.
    Sync(&'p Path),
    /// The old file gets a second name.
    Keep(&'p Path),
    /// The new file takes the old one's place, or the old one goes.
    Rename(&'p Path),
    /// The old file's second name goes.
    Forget(&'p Path),
    /// A folder is synced.
    SyncFolder(&'p Path),
}

/// Carries out a plan.
///
/// # Errors
/// If a step fails. The output folder is then as it was before.
pub fn commit(plan: &Plan) -> Result<(), Error> {
    commit_watched(plan, &mut |_| Ok(()))
}

/// The same, where `watch` is asked before each step; what it refuses counts as a failure of that step.
///
/// # Errors
/// As [`commit`].
pub fn commit_watched(plan: &Plan, watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    clear(plan, watch)?;
    let changes: Vec<_> = plan.items.iter().filter_map(|item| Change::of(plan, item)).collect();
    if changes.is_empty() {
        return Ok(());
    }
    let mut undo = Undo::default();
    match publish(plan, &changes, watch, &mut undo) {
        Ok(()) => {
            // Everything is published: what fails from here on leaves a second name, which the next run clears.
            for change in changes.iter().filter(|change| change.replaces()) {
                let _ = watch(Step::Forget(&change.old)).and_then(|()| fs::remove_file(&change.old));
            }
            sync_folders(&changes, &undo.folders, watch);
            Ok(())
        }
        Err(error) => {
            undo.everything();
            Err(error)
        }
    }
}

/// One file that changes, and its two names beside it.
struct Change<'p> {
    file: PathBuf,
    new: PathBuf,
    old: PathBuf,
    item: &'p Item,
}

impl<'p> Change<'p> {
    fn of(plan: &Plan, item: &'p Item) -> Option<Change<'p>> {
        match item.status {
            Status::Unchanged => None,
            Status::Created | Status::Changed | Status::Removed => {
                let file = plan.output.join(&item.document.path);
                Some(Change { new: beside(&file, NEW), old: beside(&file, OLD), file, item })
            }
        }
    }

    fn replaces(&self) -> bool {
        matches!(self.item.status, Status::Changed | Status::Removed)
    }
}

/// A hidden name beside a file; of a long name only the beginning is kept, and what tells it from others.
fn beside(file: &Path, mark: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let short = if name.len() + 1 + mark.len() <= 255 {
        name
    } else {
        let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string();
        format!("{}{hash}", name.get(..name.floor_char_boundary(150)).unwrap_or_default())
    };
    file.with_file_name(format!(".{short}{mark}"))
}

/// Removes what an interrupted run left anywhere below the output folder: its documents may have been others.
fn clear(plan: &Plan, watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    let ours = folders(plan);
    // A hidden folder, such as that of a version control system, is none of ours unless a document stands in it.
    let visible = move |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !(hidden && folder) || ours.iter().any(|ours| ours.starts_with(entry.path()))
    };
    let walk = WalkBuilder::new(&plan.output)
        .standard_filters(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(visible)
        .build();
    let documents: BTreeSet<_> =
        plan.items.iter().map(|item| plan.output.join(&item.document.path)).collect();
    let ours = |entry: &DirEntry| is_leftover(entry) && !documents.contains(entry.path());
    for entry in walk.filter_map(Result::ok).filter(ours) {
        let cleared = watch(Step::Clear(entry.path())).and_then(|()| fs::remove_file(entry.path()));
        cleared.map_err(|error| Error::new("clear", entry.path(), error))?;
    }
    Ok(())
}

fn is_leftover(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let ours = name.starts_with('.') && (name.ends_with(NEW) || name.ends_with(OLD));
    ours && entry.file_type().is_some_and(|kind| kind.is_file())
}

fn publish(
    plan: &Plan,
    changes: &[Change<'_>],
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    let made: Vec<_> = changes.iter().filter(|change| change.item.status != Status::Removed).collect();
    for some in made.chunks(OPEN) {
        let mut staged = Vec::new();
        for change in some {
            let folder = change.file.parent().unwrap_or(&plan.output);
            make_folder(folder, watch, undo)?;
            staged.push((change.new.as_path(), stage(change, watch, undo)?));
        }
        sync(&staged, watch)?;
    }
    for change in changes.iter().filter(|change| change.replaces()) {
        let kept = watch(Step::Keep(&change.old)).and_then(|()| keep(&change.file, &change.old));
        kept.map_err(|error| Error::new("keep what is published as", &change.old, error))?;
        undo.kept.push(change.old.clone());
    }
    for change in changes {
        rename(change, watch, undo)?;
    }
    Ok(())
}

/// Makes a folder and those above it, and remembers which were not there.
fn make_folder(
    folder: &Path,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent, watch, undo)?;
    }
    let made = watch(Step::Folder(folder)).and_then(|()| fs::create_dir(folder));
    made.map_err(|error| Error::new("make the folder", folder, error))?;
    undo.folders.push(folder.to_path_buf());
    Ok(())
}

/// Writes the new bytes beside their place.
fn stage(
    change: &Change<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<File, Error> {
    let failed = |error| Error::new("write", &change.new, error);
    let replaced = change.replaces().then(|| fs::metadata(&change.file).map(|found| found.permissions()));
    let permissions = replaced.transpose().map_err(failed)?;
    watch(Step::Stage(&change.new)).map_err(failed)?;
    let mut file = create(&change.new, permissions.is_some()).map_err(failed)?;
    undo.staged.push(change.new.clone());
    if let Some(permissions) = permissions {
        file.set_permissions(permissions).map_err(failed)?;
    }
    watch(Step::Write(&change.new))
        .and_then(|()| file.write_all(&change.item.document.bytes))
        .map_err(failed)?;
    Ok(file)
}

/// Syncs files together: a disk that has several to write writes them in one go.
fn sync(staged: &[(&Path, File)], watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    let failed = |path, error| Error::new("sync", path, error);
    for (path, _) in staged {
        watch(Step::Sync(path)).map_err(|error| failed(path, error))?;
    }
    let synced: Vec<_> =
        staged.par_iter().map(|(path, file)| file.sync_all().map_err(|error| failed(path, error))).collect();
    synced.into_iter().collect()
}

/// Makes a file where nothing stands, not even a link; `private` until it gets the mode of another.
fn create(file: &Path, private: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    options.open(file)
}

/// A second name; where the file system has no hard links, a copy.
fn keep(file: &Path, old: &Path) -> io::Result<()> {
    match fs::hard_link(file, old) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy(file, old),
        done => done,
    }
}

/// A copy of bytes and mode; nothing if it fails.
fn copy(file: &Path, old: &Path) -> io::Result<()> {
    let permissions = fs::metadata(file)?.permissions();
    let kept = create(old, true)?;
    let done = fill(&kept, file, permissions);
    if done.is_err() {
        let _ = fs::remove_file(old);
    }
    done
}

fn fill(mut kept: &File, file: &Path, permissions: Permissions) -> io::Result<()> {
    io::copy(&mut File::open(file)?, &mut kept)?;
    kept.set_permissions(permissions)?;
    kept.sync_all()
}

fn rename(
    change: &Change<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    let failed = |error| Error::new("publish", &change.file, error);
    watch(Step::Rename(&change.file)).map_err(failed)?;
    match change.item.status {
        Status::Removed => fs::remove_file(&change.file).map_err(failed)?,
        Status::Created | Status::Changed | Status::Unchanged => {
            fs::rename(&change.new, &change.file).map_err(failed)?;
        }
    }
    undo.renamed.push((change.file.clone(), change.replaces().then(|| change.old.clone())));
    Ok(())
}

/// Syncs the folders in which a name came, went or changed.
fn sync_folders<'f>(
    changes: &'f [Change<'_>],
    made: &'f [PathBuf],
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) {
    let named = changes.iter().map(|change| change.file.as_path()).chain(made.iter().map(PathBuf::as_path));
    let here = |folder: &'f Path| if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut folders: BTreeSet<_> = named.filter_map(Path::parent).map(here).collect();
    folders.retain(|folder| watch(Step::SyncFolder(folder)).is_ok());
    folders.into_par_iter().for_each(|folder| {
        // Not every file system can: the files themselves are synced.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    });
}

/// What was done so far, and how to take it back.
#[derive(Default)]
struct Undo {
    folders: Vec<PathBuf>,
    staged: Vec<PathBuf>,
    kept: Vec<PathBuf>,
    renamed: Vec<(PathBuf, Option<PathBuf>)>,
}

impl Undo {
    /// Takes everything back, latest first. What cannot be taken back is left to the next run: every file is whole.
    fn everything(self) {
        for (file, old) in self.renamed.into_iter().rev() {
            let _ = match old {
                Some(old) => fs::rename(old, file),
                None => fs::remove_file(file),
            };
        }
        for file in self.staged.into_iter().chain(self.kept) {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
