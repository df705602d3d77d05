//! A project folder in, its git repository and objects of it out. Objects are read as data: nothing is executed or
//! fetched, and the configuration is not read. Missing, damaged and oversized objects are `None`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use gix_hash::{Kind, ObjectId};
use gix_object::{CommitRefIter, Find};
use gix_odb::Header;
use gix_odb::store::init::Options;

use super::cache::Cache;
use crate::error::problem;
use crate::root::has_only_names;
use crate::site::scan::{self, PathKind};

/// The maximum size of a loaded object, in bytes.
const OBJECT_LIMIT: usize = 64 * 1024 * 1024;

/// The maximum length of a chain of symbolic references.
const REFERENCE_DEPTH: usize = 5;

pub(super) struct Repository {
    /// The folder that contains `.git`, without links.
    pub(super) root: PathBuf,
    /// The newest commit; `None` in an empty repository.
    pub(super) head: Option<ObjectId>,
    /// The commits whose parents were not cloned.
    pub(super) shallow: BTreeSet<ObjectId>,
    objects: gix_odb::Handle,
}

pub(super) struct Commit {
    pub(super) tree: ObjectId,
    pub(super) parents: Vec<ObjectId>,
    /// The author date.
    pub(super) authored: Option<DateTime<FixedOffset>>,
    /// The committer date, in seconds since 1970. Histories are walked in this order.
    pub(super) committed: i64,
}

/// A repository in a form that cannot be read.
pub(super) struct Unreadable {
    pub(super) root: PathBuf,
    pub(super) reason: String,
}

/// Opens the repository that contains `project`, if any. Only `.git` is a repository, no bare one.
pub(super) fn open(project: &Path) -> Result<Option<Repository>, Unreadable> {
    let Some((root, folder)) = find(project) else { return Ok(None) };
    let repository = read(&root, &folder);
    repository.map(Some).map_err(|reason| Unreadable { root, reason })
}

/// What changes with each commit in the repository that contains `project`: a file, and a folder of files.
pub(super) fn references(project: &Path) -> Vec<PathBuf> {
    let references =
        |(_, folder): (_, PathBuf)| vec![folder.join("HEAD"), shared(&folder).join("refs/heads")];
    find(project).map_or_else(Vec::new, references)
}

/// The folder with the working files that contains `project`, and that of its repository.
fn find(project: &Path) -> Option<(PathBuf, PathBuf)> {
    let project = scan::canonical(&Path::new(".").join(project));
    project.ancestors().find_map(|root| Some((root.to_path_buf(), git_folder(root)?)))
}

/// The folder of the repository with its working files in `root`: `.git`, or the folder that it names if it is a file.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    let folder = match scan::path_kind(&git) {
        PathKind::Folder => git,
        PathKind::File => root.join(text(&git)?.strip_prefix("gitdir: ")?.trim_end()),
        PathKind::Other | PathKind::Nothing => return None,
    };
    folder.join("HEAD").is_file().then_some(folder)
}

/// The folder with all but `HEAD`: a linked worktree has its own `HEAD` and shares everything else.
fn shared(folder: &Path) -> PathBuf {
    match text(&folder.join("commondir")) {
        Some(path) => folder.join(path.trim_end()),
        None => folder.to_path_buf(),
    }
}

fn read(root: &Path, folder: &Path) -> Result<Repository, String> {
    let shared = shared(folder);
    let options = Options { alloc_limit_bytes: Some(OBJECT_LIMIT), ..Options::default() };
    let mut objects = gix_odb::at_opts(shared.join("objects"), Kind::Sha1, None, options)
        .map_err(|error| format!("its objects cannot be read: {}", problem(&error)))?;
    objects.refresh_never();
    objects.set_pack_cache(|| Box::<Cache>::default());
    let shallow = text(&shared.join("shallow")).unwrap_or_default();
    Ok(Repository {
        root: root.to_path_buf(),
        head: head(folder, &shared)?,
        shallow: shallow.lines().filter_map(|line| ObjectId::from_hex(line.as_bytes()).ok()).collect(),
        objects,
    })
}

/// The commit of `HEAD`.
fn head(folder: &Path, shared: &Path) -> Result<Option<ObjectId>, String> {
    let mut value = text(&folder.join("HEAD")).unwrap_or_default();
    for _ in 0..REFERENCE_DEPTH {
        let Some(name) = value.trim_end().strip_prefix("ref: ") else {
            return object_id(value.trim_end()).map(Some);
        };
        if name == "refs/heads/.invalid" {
            return Err("its references are stored as a reftable".to_owned());
        }
        if !has_only_names(Path::new(name)) || !name.starts_with("refs/") {
            return Err(format!("`{name}` is not a valid reference"));
        }
        let loose = text(&folder.join(name)).or_else(|| text(&shared.join(name)));
        match loose.or_else(|| packed_reference(shared, name)) {
            Some(found) => value = found,
            None => return Ok(None),
        }
    }
    Err("its references form a loop".to_owned())
}

fn object_id(hex: &str) -> Result<ObjectId, String> {
    if hex.len() == 64 {
        return Err("its object format is SHA-256".to_owned());
    }
    ObjectId::from_hex(hex.as_bytes()).map_err(|_| "`HEAD` does not lead to a commit".to_owned())
}

/// A reference in `packed-refs`.
fn packed_reference(shared: &Path, name: &str) -> Option<String> {
    let references = scan::bytes(&shared.join("packed-refs")).ok()??;
    let lines = references.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    lines.filter_map(|line| line.split_once(' ')).find(|(_, key)| *key == name).map(|(id, _)| id.to_owned())
}

fn text(file: &Path) -> Option<String> {
    String::from_utf8(scan::bytes(file).ok()??).ok()
}

impl Repository {
    pub(super) fn commit(&self, id: &ObjectId) -> Option<Commit> {
        let bytes = self.object(id, gix_object::Kind::Commit)?;
        let mut commit = CommitRefIter::from_bytes(&bytes, Kind::Sha1);
        Some(Commit {
            tree: commit.tree_id().ok()?,
            parents: commit.parent_ids().collect(),
            authored: commit.author().ok().and_then(|author| date(author.time().ok()?)),
            committed: commit.committer().ok()?.seconds(),
        })
    }

    /// The bytes of an object of this kind.
    pub(super) fn object(&self, id: &ObjectId, kind: gix_object::Kind) -> Option<Vec<u8>> {
        let mut buffer = Vec::new();
        let found = self.objects.try_find(id, &mut buffer).ok()??;
        (found.kind == kind).then_some(())?;
        Some(buffer)
    }

    /// The length of an object, without loading it.
    pub(super) fn length(&self, id: &ObjectId) -> Option<u64> {
        Some(self.objects.try_header(id).ok()??.size())
    }
}

fn date(time: gix_object::date::Time) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(time.offset)?;
    Some(DateTime::from_timestamp(time.seconds, 0)?.with_timezone(&zone))
}
