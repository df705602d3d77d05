//! Two trees of a repository in, the files added, removed and modified between them out. Does not detect renames.

use std::cmp::Ordering;

use gix_hash::{Kind, ObjectId};
use gix_object::TreeRefIter;
use gix_object::tree::{EntryKind, EntryRef};

use super::repository::Repository;

/// The maximum number of changes in one commit.
const MAX_CHANGES: usize = 200_000;

/// A file that differs between two commits; of a modified one, the later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its path from the root, with slashes.
    pub(super) name: Vec<u8>,
    pub(super) id: ObjectId,
    pub(super) is_link: bool,
}

impl File {
    /// The last part of the path.
    pub(super) fn base_name(&self) -> &[u8] {
        self.name.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
    }
}

#[derive(Default)]
pub(super) struct Changes {
    pub(super) added: Vec<File>,
    pub(super) removed: Vec<File>,
    /// Files with other bytes.
    pub(super) modified: Vec<File>,
}

impl Changes {
    fn len(&self) -> usize {
        self.added.len() + self.removed.len() + self.modified.len()
    }
}

/// Two trees with the same path, one of which may not exist.
struct Pair {
    name: Vec<u8>,
    before: Option<ObjectId>,
    after: Option<ObjectId>,
}

/// Compares two trees, and only those folders in them for which `is_wanted` is true. `None` if a tree is missing or
/// there are too many changes.
pub(super) fn between(
    repository: &Repository,
    before: Option<ObjectId>,
    after: ObjectId,
    is_wanted: &dyn Fn(&[u8]) -> bool,
) -> Option<Changes> {
    let mut changes = Changes::default();
    let mut pending = vec![Pair { name: Vec::new(), before, after: Some(after) }];
    while let Some(pair) = pending.pop() {
        if changes.len() + pending.len() > MAX_CHANGES {
            return None;
        }
        let tree = |id: Option<ObjectId>| match id {
            Some(id) => repository.object(&id, gix_object::Kind::Tree),
            None => Some(Vec::new()),
        };
        let (before, after) = (tree(pair.before)?, tree(pair.after)?);
        for (before, after) in differences(&before, &after)? {
            record(&pair.name, before, after, &mut changes, &mut pending, is_wanted);
        }
    }
    // Of equally similar files, git takes the first.
    changes.added.sort_by(|a, b| a.name.cmp(&b.name));
    changes.removed.sort_by(|a, b| a.name.cmp(&b.name));
    Some(changes)
}

/// Records a difference: a folder to be compared, or an added or removed file.
fn record(
    folder: &[u8],
    before: Option<EntryRef<'_>>,
    after: Option<EntryRef<'_>>,
    changes: &mut Changes,
    pending: &mut Vec<Pair>,
    is_wanted: &dyn Fn(&[u8]) -> bool,
) {
    let Some(entry) = after.or(before) else { return };
    let mut name = [folder, entry.filename].concat();
    match entry.mode.kind() {
        EntryKind::Tree => {
            name.push(b'/');
            if is_wanted(&name) {
                let id = |entry: Option<EntryRef<'_>>| entry.map(|entry| entry.oid.to_owned());
                pending.push(Pair { name, before: id(before), after: id(after) });
            }
        }
        EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => {
            let is_link = entry.mode.kind() == EntryKind::Link;
            let file = File { name, id: entry.oid.to_owned(), is_link };
            match (before, after) {
                (None, _) => changes.added.push(file),
                (_, None) => changes.removed.push(file),
                (Some(before), Some(_)) if before.oid == file.id => {}
                (Some(_), Some(_)) => changes.modified.push(file),
            }
        }
        // A submodule has its own history.
        EntryKind::Commit => {}
    }
}

type Difference<'t> = (Option<EntryRef<'t>>, Option<EntryRef<'t>>);

/// The differing entries of two trees, which are sorted. `None` if a tree is malformed.
fn differences<'t>(before: &'t [u8], after: &'t [u8]) -> Option<Vec<Difference<'t>>> {
    let entries = |tree| TreeRefIter::from_bytes(tree, Kind::Sha1).entries().ok();
    let (mut before, mut after) =
        (entries(before)?.into_iter().peekable(), entries(after)?.into_iter().peekable());
    let mut found = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return Some(found),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(before), Some(after)) => before.cmp(after),
        };
        let old = before.next_if(|_| order != Ordering::Greater);
        let new = after.next_if(|_| order != Ordering::Less);
        if old != new {
            found.push((old, new));
        }
    }
}
