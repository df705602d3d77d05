//! A plan in, changed files in the output folder out. New bytes are staged beside their destinations and synced, many
//! files at a time. Then old files get a second name as a backup, and new files are renamed over them. A failure undoes
//! everything. If the process is killed, every file is complete, and the next commit removes the leftovers. Decides
//! nothing about content.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use uuid::Uuid;

use super::{Item, PublishPlan};
use crate::error::Error;
use crate::root::{Root, is_not_found_error, or_current_dir};
use crate::site::document::{Digest, Status};

/// The suffix of a staged file.
const NEW_SUFFIX: &str = ".feedwright-new";

/// The suffix of a backup.
const BACKUP_SUFFIX: &str = ".feedwright-old";

/// The maximum number of open files. Systems allow a few hundred.
const MAX_OPEN_FILES: usize = 64;

/// A step of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'p> {
    /// A file left by an interrupted run is removed.
    Clear(&'p Path),
    /// A folder is created.
    Folder(&'p Path),
    /// An empty file is created beside the destination, with the mode of the document.
    Stage(&'p Path),
    /// The new bytes are written to it.
    Write(&'p Path),
    /// They are synced to the disk.
    Sync(&'p Path),
    /// The old file gets a second name as a backup.
    Backup(&'p Path),
    /// The new file replaces the old one, or the old one is removed.
    Rename(&'p Path),
    /// The backup is removed.
    RemoveBackup(&'p Path),
    /// A folder is synced.
    SyncFolder(&'p Path),
}

/// Carries out a plan.
///
/// # Errors
/// If a step fails. The output folder is then as it was before.
pub(crate) fn commit(plan: &PublishPlan, remake: &Remake<'_>) -> Result<(), Error> {
    commit_watched(plan, remake, &mut |_| Ok(()))
}

/// Makes the bytes of a deferred document, by its path.
pub(crate) type Remake<'r> = dyn Fn(&str) -> Result<Vec<u8>, Error> + 'r;

/// The same, with a call of `watch` before each step. If it returns an error, the step fails.
///
/// # Errors
/// As [`commit`].
pub(crate) fn commit_watched(
    plan: &PublishPlan,
    remake: &Remake<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    remove_leftovers(plan, watch)?;
    if plan.items.iter().all(|item| item.status == Status::Unchanged) {
        return Ok(());
    }
    let mut undo = Rollback::default();
    let published = create_output(&plan.output, watch, &mut undo).and_then(|output| {
        let changes: Vec<_> = plan.items.iter().filter_map(|item| Change::of(&output, item)).collect();
        publish(&output, &changes, remake, watch, &mut undo).map(|()| (output, changes))
    });
    match published {
        Ok((output, changes)) => {
            // Everything is published. A failure from now on leaves only a backup, which the next run removes.
            for Change { backup, .. } in changes.iter().filter(|change| change.replaces()) {
                let _ =
                    watch(Step::RemoveBackup(&backup.shown)).and_then(|()| output.remove_file(&backup.below));
            }
            sync_folders(&output, &changes, &undo, watch);
            Ok(())
        }
        Err(error) => {
            undo.undo_all();
            Err(error)
        }
    }
}

/// A path in the output folder.
#[derive(Clone)]
struct OutputPath {
    /// The path as the user would name it.
    shown: PathBuf,
    /// The path relative to the folder's handle.
    below: PathBuf,
}

impl OutputPath {
    fn beside(&self, name: &str) -> OutputPath {
        OutputPath { shown: self.shown.with_file_name(name), below: self.below.with_file_name(name) }
    }

    /// The folder that contains it.
    fn folder(&self) -> OutputPath {
        let parent = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
        OutputPath { shown: parent(&self.shown), below: parent(&self.below) }
    }
}

/// A changed file, with the paths of its staged file and its backup.
struct Change<'p> {
    file: OutputPath,
    new: OutputPath,
    backup: OutputPath,
    item: &'p Item,
}

impl<'p> Change<'p> {
    fn of(output: &Root, item: &'p Item) -> Option<Change<'p>> {
        match item.status {
            Status::Unchanged => None,
            Status::Created | Status::Changed | Status::Removed => {
                let path = Path::new(&item.document.path);
                let file = OutputPath { shown: output.path().join(path), below: output.locate(path) };
                let name = |mark| file.beside(&hidden_name(&file.shown, mark));
                Some(Change { new: name(NEW_SUFFIX), backup: name(BACKUP_SUFFIX), file, item })
            }
        }
    }

    fn replaces(&self) -> bool {
        matches!(self.item.status, Status::Changed | Status::Removed)
    }
}

/// The name of a hidden file beside a file. A long name is truncated and gets a hash.
fn hidden_name(file: &Path, mark: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let short = if name.len() + 1 + mark.len() <= 255 {
        name
    } else {
        let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string();
        format!("{}{hash}", name.get(..name.floor_char_boundary(150)).unwrap_or_default())
    };
    format!(".{short}{mark}")
}

/// The `hidden` files that an interrupted run left, anywhere in the output folder, since that run may have had other
/// documents.
pub(super) fn leftovers(hidden: BTreeSet<PathBuf>, items: &[Item]) -> Vec<PathBuf> {
    let documents: BTreeSet<_> = items.iter().map(|item| Path::new(&item.document.path)).collect();
    hidden.into_iter().filter(|path| is_leftover(path) && !documents.contains(path.as_path())).collect()
}

fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    name.ends_with(NEW_SUFFIX.as_bytes()) || name.ends_with(BACKUP_SUFFIX.as_bytes())
}

fn remove_leftovers(
    plan: &PublishPlan,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    let output = &plan.output;
    for below in &plan.leftovers {
        let file = output.path().join(below);
        let cleared = watch(Step::Clear(&file)).and_then(|()| output.remove_file(below));
        match cleared {
            Err(error) if !is_not_found_error(&error) => return Err(Error::new("clear", &file, error)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// The output folder, created with its parents if it does not exist.
fn create_output(
    output: &Root,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<Root, Error> {
    let root = if output.exists() {
        output.clone()
    } else {
        create_parents(output.path(), watch, undo)?;
        Root::open(output.path()).map_err(|error| Error::new("open", output.path(), error))?
    };
    undo.output = Some(root.clone());
    Ok(root)
}

fn create_parents(
    folder: &Path,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<(), Error> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        create_parents(parent, watch, undo)?;
    }
    let created = watch(Step::Folder(folder)).and_then(|()| fs::create_dir(folder));
    created.map_err(|error| Error::new("create the folder", folder, error))?;
    undo.parents.push(folder.to_path_buf());
    Ok(())
}

fn publish(
    output: &Root,
    changes: &[Change<'_>],
    remake: &Remake<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<(), Error> {
    let created: Vec<_> = changes.iter().filter(|change| change.item.status != Status::Removed).collect();
    for some in created.chunks(MAX_OPEN_FILES) {
        let mut staged = Vec::new();
        for change in some {
            create_folders(output, &change.file.folder(), watch, undo)?;
            staged.push((change.new.shown.as_path(), stage(output, change, remake, watch, undo)?));
        }
        sync(&staged, watch)?;
    }
    for Change { file, backup, .. } in changes.iter().filter(|change| change.replaces()) {
        let saved =
            watch(Step::Backup(&backup.shown)).and_then(|()| back_up(output, &file.below, &backup.below));
        saved.map_err(|error| Error::new("back up the published file as", &backup.shown, error))?;
        undo.backups.push(backup.below.clone());
    }
    for change in changes {
        rename(output, change, watch, undo)?;
    }
    Ok(())
}

/// Creates a folder and its missing parents, and records them.
fn create_folders(
    output: &Root,
    folder: &OutputPath,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<(), Error> {
    if folder.below.as_os_str().is_empty() || output.has_folder(&folder.below) {
        return Ok(());
    }
    create_folders(output, &folder.folder(), watch, undo)?;
    let created = watch(Step::Folder(&folder.shown)).and_then(|()| output.create_folder(&folder.below));
    created.map_err(|error| Error::new("create the folder", &folder.shown, error))?;
    undo.folders.push(folder.clone());
    Ok(())
}

/// Writes the new bytes to a file beside their destination.
fn stage(
    output: &Root,
    change: &Change<'_>,
    remake: &Remake<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<File, Error> {
    let Change { file, new, .. } = change;
    let failed = |error| Error::new("write", &new.shown, error);
    let bytes = bytes(change.item, remake).map_err(|error| error.unwrap_or_else(|| failed(changed())))?;
    let replaced = change.replaces().then(|| permissions(output, &file.below));
    let permissions = replaced.transpose().map_err(failed)?;
    watch(Step::Stage(&new.shown)).map_err(failed)?;
    // The file is private until it gets the mode of the old one.
    let mut file = output.create(&new.below, permissions.is_some()).map_err(failed)?;
    undo.staged.push(new.below.clone());
    if let Some(permissions) = permissions {
        file.set_permissions(permissions).map_err(failed)?;
    }
    watch(Step::Write(&new.shown)).and_then(|()| file.write_all(&bytes)).map_err(failed)?;
    Ok(file)
}

/// The bytes of a document, which are made once more if they are not in memory. Without an error, they are others now.
fn bytes<'i>(item: &'i Item, remake: &Remake<'_>) -> Result<Cow<'i, [u8]>, Option<Error>> {
    let Some(digest) = item.deferred else { return Ok(Cow::Borrowed(&item.document.bytes)) };
    let bytes = remake(&item.document.path).map_err(Some)?;
    if Digest::of(&bytes) == digest { Ok(Cow::Owned(bytes)) } else { Err(None) }
}

fn changed() -> io::Error {
    io::Error::other("its articles changed in the meantime; build again")
}

fn permissions(output: &Root, file: &Path) -> io::Result<Permissions> {
    Ok(output.file(file)?.metadata()?.permissions())
}

/// Syncs several files in parallel, which is faster.
fn sync(staged: &[(&Path, File)], watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    let failed = |path, error| Error::new("sync", path, error);
    for (path, _) in staged {
        watch(Step::Sync(path)).map_err(|error| failed(path, error))?;
    }
    let synced: Vec<_> =
        staged.par_iter().map(|(path, file)| file.sync_all().map_err(|error| failed(path, error))).collect();
    synced.into_iter().collect()
}

/// Creates a backup: a hard link, or a copy if the file system has none.
fn back_up(output: &Root, file: &Path, backup: &Path) -> io::Result<()> {
    match output.hard_link(file, backup) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy(output, file, backup),
        result => result,
    }
}

/// Copies bytes and mode; removes the copy on failure.
fn copy(output: &Root, file: &Path, backup: &Path) -> io::Result<()> {
    let from = output.file(file)?;
    let copy = output.create(backup, true)?;
    let result = copy_content(&copy, from);
    if result.is_err() {
        let _ = output.remove_file(backup);
    }
    result
}

fn copy_content(mut copy: &File, mut from: File) -> io::Result<()> {
    io::copy(&mut from, &mut copy)?;
    copy.set_permissions(from.metadata()?.permissions())?;
    copy.sync_all()
}

fn rename(
    output: &Root,
    change: &Change<'_>,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
    undo: &mut Rollback,
) -> Result<(), Error> {
    let Change { file, new, backup, .. } = change;
    let failed = |error| Error::new("publish", &file.shown, error);
    watch(Step::Rename(&file.shown)).map_err(failed)?;
    match change.item.status {
        Status::Removed => output.remove_file(&file.below).map_err(failed)?,
        Status::Created | Status::Changed | Status::Unchanged => {
            output.rename(&new.below, &file.below).map_err(failed)?;
        }
    }
    undo.renamed.push((file.below.clone(), change.replaces().then(|| backup.below.clone())));
    Ok(())
}

/// Syncs the folders whose names changed.
fn sync_folders(
    output: &Root,
    changes: &[Change<'_>],
    undo: &Rollback,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) {
    // Some file systems cannot sync folders, so errors are ignored; the files themselves are synced.
    for folder in undo.parents.iter().filter_map(|folder| folder.parent()) {
        let folder = or_current_dir(folder);
        let sync = || Root::open(folder)?.sync_folder(Path::new(""));
        let _ = watch(Step::SyncFolder(folder)).and_then(|()| sync());
    }
    let named = changes.iter().map(|change| change.file.folder());
    let named = named.chain(undo.folders.iter().map(OutputPath::folder));
    let mut folders: BTreeMap<_, _> =
        named.map(|folder| (or_current_dir(&folder.shown).to_path_buf(), folder.below)).collect();
    folders.retain(|shown, _| watch(Step::SyncFolder(shown)).is_ok());
    folders.into_par_iter().for_each(|(_, below)| {
        let _ = output.sync_folder(&below);
    });
}

/// The steps done so far, for undoing them.
#[derive(Default)]
struct Rollback {
    /// The output folder and its parents that were created.
    parents: Vec<PathBuf>,
    output: Option<Root>,
    folders: Vec<OutputPath>,
    staged: Vec<PathBuf>,
    backups: Vec<PathBuf>,
    renamed: Vec<(PathBuf, Option<PathBuf>)>,
}

impl Rollback {
    /// Undoes all steps, last first. Failures are left to the next run: every file is complete.
    fn undo_all(mut self) {
        if let Some(output) = self.output.take() {
            self.undo_files(&output);
        }
        for folder in self.parents.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }

    fn undo_files(&mut self, output: &Root) {
        for (file, backup) in self.renamed.drain(..).rev() {
            let _ = match backup {
                Some(backup) => output.rename(&backup, &file),
                None => output.remove_file(&file),
            };
        }
        for file in self.staged.drain(..).chain(self.backups.drain(..)) {
            let _ = output.remove_file(&file);
        }
        for folder in self.folders.drain(..).rev() {
            let _ = output.remove_folder(&folder.below);
        }
    }
}
