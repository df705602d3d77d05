//! Carries out a plan. New bytes are staged beside their destinations and synced, many files at a time; then the old
//! files are kept under a second name, and the new ones renamed over them. A failure undoes everything; after a kill
//! every file is whole, and the next commit clears what is left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use uuid::Uuid;

use super::{Item, Plan, folders};
use crate::error::Error;
use crate::root::{Root, or_current_dir};
use crate::site::document::Status;

/// Marks a file that waits for its rename.
const NEW: &str = ".feedwright-new";

/// Marks the second name of a file that is being replaced.
const OLD: &str = ".feedwright-old";

/// The number of files open at once: systems allow a few hundred.
const OPEN: usize = 64;

/// The next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'p> {
    /// A file that an interrupted run left is removed.
    Clear(&'p Path),
    /// A folder is created.
    Folder(&'p Path),
    /// An empty file is created beside the destination, with the mode that the document will have.
    Stage(&'p Path),
    /// The new bytes are written to it.
    Write(&'p Path),
    /// They are synced to the disk.
    Sync(&'p Path),
    /// The old file gets a second name.
    Keep(&'p Path),
    /// The new file replaces the old one, or the old one is removed.
    Rename(&'p Path),
    /// The old file's second name is removed.
    Forget(&'p Path),
    /// A folder is synced.
    SyncFolder(&'p Path),
}

/// Carries out a plan.
///
/// # Errors
/// If a step fails. The output folder is then as it was before.
pub(crate) fn commit(plan: &Plan) -> Result<(), Error> {
    commit_watched(plan, &mut |_| Ok(()))
}

/// The same, calling `watch` before each step; if it refuses, that step fails.
///
/// # Errors
/// As [`commit`].
pub(crate) fn commit_watched(
    plan: &Plan,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    clear(plan, watch)?;
    if plan.items.iter().all(|item| item.status == Status::Unchanged) {
        return Ok(());
    }
    let mut undo = Undo::default();
    let published = make_output(&plan.output, watch, &mut undo).and_then(|output| {
        let changes: Vec<_> = plan.items.iter().filter_map(|item| Change::of(&output, item)).collect();
        publish(&output, &changes, watch, &mut undo).map(|()| (output, changes))
    });
    match published {
        Ok((output, changes)) => {
            // Everything is published: a failure from here on leaves a second name, which the next run removes.
            for Change { old, .. } in changes.iter().filter(|change| change.replaces()) {
                let _ = watch(Step::Forget(&old.shown)).and_then(|()| output.remove_file(&old.below));
            }
            sync_folders(&output, &changes, &undo, watch);
            Ok(())
        }
        Err(error) => {
            undo.everything();
            Err(error)
        }
    }
}

/// A place below the output folder.
#[derive(Clone)]
struct Spot {
    /// Its path as the user would name it.
    shown: PathBuf,
    /// Its path from the folder's handle.
    below: PathBuf,
}

impl Spot {
    fn beside(&self, name: &str) -> Spot {
        Spot { shown: self.shown.with_file_name(name), below: self.below.with_file_name(name) }
    }

    /// The folder that it is in.
    fn folder(&self) -> Spot {
        let parent = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
        Spot { shown: parent(&self.shown), below: parent(&self.below) }
    }
}

/// One file that changes, and its two names beside it.
struct Change<'p> {
    file: Spot,
    new: Spot,
    old: Spot,
    item: &'p Item,
}

impl<'p> Change<'p> {
    fn of(output: &Root, item: &'p Item) -> Option<Change<'p>> {
        match item.status {
            Status::Unchanged => None,
            Status::Created | Status::Changed | Status::Removed => {
                let path = Path::new(&item.document.path);
                let file = Spot { shown: output.path().join(path), below: output.locate(path) };
                let name = |mark| file.beside(&hidden(&file.shown, mark));
                Some(Change { new: name(NEW), old: name(OLD), file, item })
            }
        }
    }

    fn replaces(&self) -> bool {
        matches!(self.item.status, Status::Changed | Status::Removed)
    }
}

/// A hidden name to stand beside a file; of a long name only the beginning is kept, and what tells it from others.
fn hidden(file: &Path, mark: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let short = if name.len() + 1 + mark.len() <= 255 {
        name
    } else {
        let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string();
        format!("{}{hash}", name.get(..name.floor_char_boundary(150)).unwrap_or_default())
    };
    format!(".{short}{mark}")
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
    let output = &plan.output;
    let walk = WalkBuilder::new(output.path())
        .standard_filters(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(visible)
        .build();
    let documents: BTreeSet<_> =
        plan.items.iter().map(|item| output.path().join(&item.document.path)).collect();
    let ours = |entry: &DirEntry| is_leftover(entry) && !documents.contains(entry.path());
    for entry in walk.filter_map(Result::ok).filter(ours) {
        let remove = || output.remove_file(output.below(entry.path())?);
        let cleared = watch(Step::Clear(entry.path())).and_then(|()| remove());
        cleared.map_err(|error| Error::new("clear", entry.path(), error))?;
    }
    Ok(())
}

fn is_leftover(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let ours = name.starts_with('.') && (name.ends_with(NEW) || name.ends_with(OLD));
    ours && entry.file_type().is_some_and(|kind| kind.is_file())
}

/// The output folder, created with its parents if it does not exist.
fn make_output(
    output: &Root,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<Root, Error> {
    let root = if output.exists() {
        output.clone()
    } else {
        make_above(output.path(), watch, undo)?;
        Root::open(output.path()).map_err(|error| Error::new("open", output.path(), error))?
    };
    undo.output = Some(root.clone());
    Ok(root)
}

fn make_above(
    folder: &Path,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_above(parent, watch, undo)?;
    }
    let made = watch(Step::Folder(folder)).and_then(|()| fs::create_dir(folder));
    made.map_err(|error| Error::new("create the folder", folder, error))?;
    undo.above.push(folder.to_path_buf());
    Ok(())
}

fn publish(
    output: &Root,
    changes: &[Change<'_>],
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    let made: Vec<_> = changes.iter().filter(|change| change.item.status != Status::Removed).collect();
    for some in made.chunks(OPEN) {
        let mut staged = Vec::new();
        for change in some {
            make_folder(output, &change.file.folder(), watch, undo)?;
            staged.push((change.new.shown.as_path(), stage(output, change, watch, undo)?));
        }
        sync(&staged, watch)?;
    }
    for Change { file, old, .. } in changes.iter().filter(|change| change.replaces()) {
        let kept = watch(Step::Keep(&old.shown)).and_then(|()| keep(output, &file.below, &old.below));
        kept.map_err(|error| Error::new("back up the published file as", &old.shown, error))?;
        undo.kept.push(old.below.clone());
    }
    for change in changes {
        rename(output, change, watch, undo)?;
    }
    Ok(())
}

/// Makes a folder and those above it, and remembers which were not there.
fn make_folder(
    output: &Root,
    folder: &Spot,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    if folder.below.as_os_str().is_empty() || output.has_folder(&folder.below) {
        return Ok(());
    }
    make_folder(output, &folder.folder(), watch, undo)?;
    let made = watch(Step::Folder(&folder.shown)).and_then(|()| output.create_folder(&folder.below));
    made.map_err(|error| Error::new("create the folder", &folder.shown, error))?;
    undo.folders.push(folder.clone());
    Ok(())
}

/// Writes the new bytes beside their destination.
fn stage(
    output: &Root,
    change: &Change<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<File, Error> {
    let Change { file, new, .. } = change;
    let failed = |error| Error::new("write", &new.shown, error);
    let replaced = change.replaces().then(|| permissions(output, &file.below));
    let permissions = replaced.transpose().map_err(failed)?;
    watch(Step::Stage(&new.shown)).map_err(failed)?;
    // It is private until it gets the mode of another.
    let mut file = output.create(&new.below, permissions.is_some()).map_err(failed)?;
    undo.staged.push(new.below.clone());
    if let Some(permissions) = permissions {
        file.set_permissions(permissions).map_err(failed)?;
    }
    watch(Step::Write(&new.shown))
        .and_then(|()| file.write_all(&change.item.document.bytes))
        .map_err(failed)?;
    Ok(file)
}

fn permissions(output: &Root, file: &Path) -> io::Result<Permissions> {
    Ok(output.file(file)?.metadata()?.permissions())
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

/// A second name; where the file system has no hard links, a copy.
fn keep(output: &Root, file: &Path, old: &Path) -> io::Result<()> {
    match output.hard_link(file, old) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy(output, file, old),
        done => done,
    }
}

/// A copy of bytes and mode; nothing if it fails.
fn copy(output: &Root, file: &Path, old: &Path) -> io::Result<()> {
    let from = output.file(file)?;
    let kept = output.create(old, true)?;
    let done = fill(&kept, from);
    if done.is_err() {
        let _ = output.remove_file(old);
    }
    done
}

fn fill(mut kept: &File, mut from: File) -> io::Result<()> {
    io::copy(&mut from, &mut kept)?;
    kept.set_permissions(from.metadata()?.permissions())?;
    kept.sync_all()
}

fn rename(
    output: &Root,
    change: &Change<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Undo,
) -> Result<(), Error> {
    let Change { file, new, old, .. } = change;
    let failed = |error| Error::new("publish", &file.shown, error);
    watch(Step::Rename(&file.shown)).map_err(failed)?;
    match change.item.status {
        Status::Removed => output.remove_file(&file.below).map_err(failed)?,
        Status::Created | Status::Changed | Status::Unchanged => {
            output.rename(&new.below, &file.below).map_err(failed)?;
        }
    }
    undo.renamed.push((file.below.clone(), change.replaces().then(|| old.below.clone())));
    Ok(())
}

/// Syncs the folders in which a name came, went or changed.
fn sync_folders(
    output: &Root,
    changes: &[Change<'_>],
    undo: &Undo,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) {
    // Not every file system can: the files themselves are synced.
    for folder in undo.above.iter().filter_map(|folder| folder.parent()) {
        let folder = or_current_dir(folder);
        let sync = || Root::open(folder)?.sync_folder(Path::new(""));
        let _ = watch(Step::SyncFolder(folder)).and_then(|()| sync());
    }
    let named = changes.iter().map(|change| change.file.folder());
    let named = named.chain(undo.folders.iter().map(Spot::folder));
    let mut folders: BTreeMap<_, _> =
        named.map(|folder| (or_current_dir(&folder.shown).to_path_buf(), folder.below)).collect();
    folders.retain(|shown, _| watch(Step::SyncFolder(shown)).is_ok());
    folders.into_par_iter().for_each(|(_, below)| {
        let _ = output.sync_folder(&below);
    });
}

/// What was done so far, and how to undo it.
#[derive(Default)]
struct Undo {
    /// The output folder and its parents that were created.
    above: Vec<PathBuf>,
    output: Option<Root>,
    folders: Vec<Spot>,
    staged: Vec<PathBuf>,
    kept: Vec<PathBuf>,
    renamed: Vec<(PathBuf, Option<PathBuf>)>,
}

impl Undo {
    /// Undoes everything, latest first. What cannot be undone is left to the next run: every file is whole.
    fn everything(mut self) {
        if let Some(output) = self.output.take() {
            self.below(&output);
        }
        for folder in self.above.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }

    fn below(&mut self, output: &Root) {
        for (file, old) in self.renamed.drain(..).rev() {
            let _ = match old {
                Some(old) => output.rename(&old, &file),
                None => output.remove_file(&file),
            };
        }
        for file in self.staged.drain(..).chain(self.kept.drain(..)) {
            let _ = output.remove_file(&file);
        }
        for folder in self.folders.drain(..).rev() {
            let _ = output.remove_folder(&folder.below);
        }
    }
}
