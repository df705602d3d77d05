//! Files in, the dates of their first and last commits in the project's git repository out. Objects are read as data, only from
//! the repository that contains the project. Nothing is executed, fetched or configured.

mod cache;
mod changes;
mod renames;
mod repository;

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use gix_hash::ObjectId;

use self::changes::Changes;
use self::renames::{ComparisonBudget, Origin};
use self::repository::{Commit, Repository, Unreadable};
use super::{SHALLOW_CLONE, UNREADABLE_REPOSITORY};
use crate::diagnostic::{Diagnostic, Place};

/// The dates of files in a repository.
#[derive(Debug, Default)]
pub(crate) struct Commits {
    /// The author date of the commit that added each file under any name; of several commits, the oldest one.
    pub added: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    /// The author date of the last commit that changed the content of each file.
    pub changed: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    /// The files that are in the newest commit.
    pub committed: BTreeSet<PathBuf>,
    /// Why some dates are missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the commits that added and changed `files`, in the repository that holds the folder `project`.
///
/// Merges are skipped, since other commits added their files. Without a repository there are no dates.
#[must_use]
pub(crate) fn commits(project: &Path, files: &[&Path]) -> Commits {
    match repository::open(project) {
        Ok(Some(repository)) => find_commits(&repository, files),
        Ok(None) => Commits::default(),
        Err(unreadable) => {
            Commits { diagnostics: vec![unreadable_repository(&unreadable)], ..Commits::default() }
        }
    }
}

/// Whether dates can be read from the repository that holds the folder `project`; if not, why.
///
/// # Errors
/// A finding, if its repository cannot be read.
pub(crate) fn has_repository(project: &Path) -> Result<bool, Diagnostic> {
    let opened = repository::open(project);
    opened.map(|repository| repository.is_some()).map_err(|unreadable| unreadable_repository(&unreadable))
}

/// What changes with each commit in the repository that holds the folder `project`: files, and folders of files.
#[must_use]
pub(crate) fn references(project: &Path) -> Vec<PathBuf> {
    repository::references(project)
}

fn find_commits(repository: &Repository, files: &[&Path]) -> Commits {
    let mut history = History::new(repository, files);
    let committed: BTreeSet<_> = history.names.values().cloned().collect();
    history.walk();
    let is_shallow = !repository.shallow.is_empty() && history.added.len() < committed.len();
    let diagnostics = if is_shallow { vec![shallow(&repository.root)] } else { Vec::new() };
    Commits { added: history.added, changed: history.changed, committed, diagnostics }
}

/// A walk through the history, from the newest commit to older ones.
struct History<'r> {
    repository: &'r Repository,
    /// The paths of the files at the current commit, from the root and with slashes.
    names: BTreeMap<Vec<u8>, PathBuf>,
    added: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    changed: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    effort: ComparisonBudget,
}

impl History<'_> {
    fn new<'r>(repository: &'r Repository, files: &[&Path]) -> History<'r> {
        let name = |file: &&Path| Some((name(&repository.root, file)?, file.to_path_buf()));
        let names = files.iter().filter_map(name).collect();
        let (added, changed) = (BTreeMap::new(), BTreeMap::new());
        let mut history = History { repository, names, added, changed, effort: ComparisonBudget::default() };
        history.forget_uncommitted();
        history
    }

    /// Forgets the files that are not in the newest commit.
    fn forget_uncommitted(&mut self) {
        let head = self.repository.head.and_then(|head| self.repository.commit(&head));
        let Some(files) = head.map(|head| self.changes(None, head.tree)) else {
            return self.names.clear();
        };
        // Otherwise there are too many files, or a folder is missing.
        if let Some(files) = files {
            let committed: BTreeSet<_> = files.added.into_iter().map(|file| file.name).collect();
            self.names.retain(|name, _| committed.contains(name));
        }
    }

    /// Visits commits by date, newest first.
    fn walk(&mut self) {
        let mut queue = Queue::default();
        queue.push(self.repository, self.repository.head);
        while !self.names.is_empty()
            && let Some((id, commit)) = queue.pop()
        {
            // At the end of a shallow history, every file looks as if it were added.
            if self.repository.shallow.contains(&id) {
                continue;
            }
            queue.push(self.repository, commit.parents.iter().copied());
            self.visit(&commit, &queue);
        }
    }

    fn visit(&mut self, commit: &Commit, queue: &Queue) {
        let before = match &*commit.parents {
            [] => None,
            [parent] => match queue.tree(parent).or_else(|| Some(self.repository.commit(parent)?.tree)) {
                Some(tree) => Some(tree),
                None => return,
            },
            [_, _, ..] => return,
        };
        let changes = self.changes(before, commit.tree).unwrap_or_default();
        for file in changes.modified {
            self.record_change(&file.name, commit.authored);
        }
        let added = changes.added.into_iter().map(|file| file.name);
        let added = added.filter(|name| self.names.contains_key(name)).collect();
        for (name, origin) in self.origins(before, commit.tree, added) {
            self.record(&name, origin, commit.authored);
        }
    }

    /// The changes between two trees in the folders of wanted files.
    fn changes(&self, before: Option<ObjectId>, after: ObjectId) -> Option<Changes> {
        let is_wanted = |folder: &[u8]| {
            let mut names = self.names.range(folder.to_vec()..);
            names.next().is_some_and(|(name, _)| name.starts_with(folder))
        };
        changes::between(self.repository, before, after, &is_wanted)
    }

    fn origins(
        &mut self,
        before: Option<ObjectId>,
        after: ObjectId,
        added: BTreeSet<Vec<u8>>,
    ) -> BTreeMap<Vec<u8>, Origin> {
        if added.is_empty() {
            return BTreeMap::new();
        }
        // In the first commit nothing is renamed.
        let changes = before.map(|_| changes::between(self.repository, before, after, &|_| true));
        match changes {
            None => added.into_iter().map(|name| (name, Origin::New)).collect(),
            Some(None) => added.into_iter().map(|name| (name, Origin::Unknown)).collect(),
            Some(Some(changes)) => {
                renames::origins(self.repository, &changes, &mut self.effort, &|name| added.contains(name))
            }
        }
    }

    fn record(&mut self, name: &[u8], origin: Origin, date: Option<DateTime<FixedOffset>>) {
        match origin {
            Origin::New => {
                self.record_change(name, date);
                self.added.extend(self.names.get(name).cloned().zip(date));
            }
            Origin::Renamed { from, is_edited } => {
                if is_edited {
                    self.record_change(name, date);
                }
                if let Some(file) = self.names.remove(name) {
                    self.names.insert(from, file);
                }
            }
            Origin::Unknown => {
                if let Some(file) = self.names.remove(name) {
                    self.added.remove(&file);
                }
            }
        }
    }

    /// Records that a commit changed a file. Only its last change counts, which is visited first.
    fn record_change(&mut self, name: &[u8], date: Option<DateTime<FixedOffset>>) {
        if let (Some(file), Some(date)) = (self.names.get(name), date)
            && !self.changed.contains_key(file)
        {
            self.changed.insert(file.clone(), date);
        }
    }
}

/// The commits to be visited, without duplicates.
#[derive(Default)]
struct Queue {
    seen: BTreeSet<ObjectId>,
    /// Sorted by date, then by order of discovery.
    order: BinaryHeap<(i64, std::cmp::Reverse<usize>, ObjectId)>,
    commits: BTreeMap<ObjectId, Commit>,
}

impl Queue {
    fn push(&mut self, repository: &Repository, ids: impl IntoIterator<Item = ObjectId>) {
        for id in ids {
            if self.seen.insert(id)
                && let Some(commit) = repository.commit(&id)
            {
                self.order.push((commit.committed, std::cmp::Reverse(self.seen.len()), id));
                self.commits.insert(id, commit);
            }
        }
    }

    /// The tree of a commit that is still to be visited.
    fn tree(&self, id: &ObjectId) -> Option<ObjectId> {
        self.commits.get(id).map(|commit| commit.tree)
    }

    fn pop(&mut self) -> Option<(ObjectId, Commit)> {
        let (_, _, id) = self.order.pop()?;
        self.commits.remove_entry(&id)
    }
}

/// The path of a file in the repository.
fn name(root: &Path, file: &Path) -> Option<Vec<u8>> {
    let canonical = file.canonicalize().ok()?;
    let below = canonical.strip_prefix(root).ok()?;
    below.to_str()?;
    Some(crate::root::slashed(below).into_bytes())
}

fn shallow(root: &Path) -> Diagnostic {
    Diagnostic::new(&SHALLOW_CLONE, "shallow clone: git does not know when older files were added")
        .at(Place::file(root))
        .help("run `git fetch --unshallow` (in GitHub Actions: fetch-depth: 0), then run this again")
}

fn unreadable_repository(unreadable: &Unreadable) -> Diagnostic {
    let message = format!("cannot read dates from this git repository: {}", unreadable.reason);
    Diagnostic::new(&UNREADABLE_REPOSITORY, message)
        .at(Place::file(&unreadable.root))
        .help("write the dates by hand, or use another source of dates")
}
