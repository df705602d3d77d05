//! What a commit added and removed: two trees in, files out.

use std::cmp::Ordering;

use gix_hash::{Kind, ObjectId};
use gix_object::TreeRefIter;
use gix_object::tree::{EntryKind, EntryRef};

use super::repository::Repository;

/// So many changes of one commit are looked at.
const CHANGES: usize = 200_000;

/// A file of one commit that the other one does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its name from the root, with slashes.
    pub(super) name: Vec<u8>,
    pub(super) id: ObjectId,
    pub(super) is_link: bool,
}

impl File {
    /// The last part of the name.
    pub(super) fn base_name(&self) -> &[u8] {
        self.name.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
    }
}

#[derive(Default)]
pub(super) struct Changes {
    pub(super) added: Vec<File>,
    pub(super) removed: Vec<File>,
}

/// Two trees of the same name; one may not be there.
struct Pair {
    name: Vec<u8>,
    before: Option<ObjectId>,
    after: Option<ObjectId>,
}

/// Compares two trees, no deeper than into folders of which `is_wanted` says so. `None`, if a tree is missing, or there
/// are too many changes.
pub(super) fn between(
    repository: &Repository,
    before: Option<ObjectId>,
    after: ObjectId,
    is_wanted: &dyn Fn(&[u8]) -> bool,
) -> Option<Changes> {
    let mut changes = Changes::default();
    let mut open = vec![Pair { name: Vec::new(), before, after: Some(after) }];
    while let Some(pair) = open.pop() {
        if changes.added.len() + changes.removed.len() + open.len() > CHANGES {
            return None;
        }
        let tree = |id: Option<ObjectId>| match id {
            Some(id) => repository.object(&id, gix_object::Kind::Tree),
            None => Some(Vec::new()),
        };
        let (before, after) = (tree(pair.before)?, tree(pair.after)?);
        for (before, after) in differences(&before, &after)? {
            note(&pair.name, before, after, &mut changes, &mut open, is_wanted);
        }
    }
    // Of files that are equally like another, git takes the first.
    changes.added.sort_by(|a, b| a.name.cmp(&b.name));
    changes.removed.sort_by(|a, b| a.name.cmp(&b.name));
    Some(changes)
}

/// Sorts a difference: a folder is to be compared, a file was added or removed.
fn note(
    folder: &[u8],
    before: Option<EntryRef<'_>>,
    after: Option<EntryRef<'_>>,
    changes: &mut Changes,
    open: &mut Vec<Pair>,
    is_wanted: &dyn Fn(&[u8]) -> bool,
) {
    let Some(entry) = after.or(before) else { return };
    let mut name = [folder, entry.filename].concat();
    match entry.mode.kind() {
        EntryKind::Tree => {
            name.push(b'/');
            if is_wanted(&name) {
                let id = |entry: Option<EntryRef<'_>>| entry.map(|entry| entry.oid.to_owned());
                open.push(Pair { name, before: id(before), after: id(after) });
            }
        }
        EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => {
            let is_link = entry.mode.kind() == EntryKind::Link;
            let file = File { name, id: entry.oid.to_owned(), is_link };
            match (before, after) {
                (None, _) => changes.added.push(file),
                (_, None) => changes.removed.push(file),
                (Some(_), Some(_)) => {}
            }
        }
        // A submodule has a history of its own.
        EntryKind::Commit => {}
    }
}

type Difference<'t> = (Option<EntryRef<'t>>, Option<EntryRef<'t>>);

/// The entries that are not the same in two trees, which are sorted. `None`, if one is malformed.
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
