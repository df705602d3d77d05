//! Files in, the dates of their first commits in the project's git repository out. Objects are read as data, only from
//! the repository that contains the project. Nothing is executed, fetched or configured.

mod cache;
mod changes;
mod renames;
mod repository;

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use gix_hash::ObjectId;

use self::renames::{Effort, Origin};
use self::repository::{Commit, Repository, Unreadable};
use super::{SHALLOW_CLONE, UNREADABLE_REPOSITORY};
use crate::diagnostic::{Diagnostic, Place};

/// The dates of files in a repository.
#[derive(Debug, Default)]
pub(crate) struct Commits {
    /// The author date of the commit that added each file under any name; of several commits, the oldest one.
    pub dates: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    /// Why some dates are missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the commits that added `files`, in the repository that holds the folder `project`.
///
/// Merges are skipped, since other commits added their files. Without a repository there are no dates.
#[must_use]
pub(crate) fn first_commits(project: &Path, files: &[&Path]) -> Commits {
    match repository::open(project) {
        Ok(Some(repository)) => find_first_commits(&repository, files),
        Ok(None) => Commits::default(),
        Err(unreadable) => {
            Commits { diagnostics: vec![unreadable_repository(&unreadable)], ..Commits::default() }
        }
    }
}

fn find_first_commits(repository: &Repository, files: &[&Path]) -> Commits {
    let mut history = History::new(repository, files);
    let total = history.names.len();
    history.walk();
    let is_shallow = !repository.shallow.is_empty() && history.dates.len() < total;
    let diagnostics = if is_shallow { vec![shallow(&repository.root)] } else { Vec::new() };
    Commits { dates: history.dates, diagnostics }
}

/// A walk through the history, from the newest commit to older ones.
struct History<'r> {
    repository: &'r Repository,
    /// The paths of the files at the current commit, from the root and with slashes.
    names: BTreeMap<Vec<u8>, PathBuf>,
    dates: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    effort: Effort,
}

impl History<'_> {
    fn new<'r>(repository: &'r Repository, files: &[&Path]) -> History<'r> {
        let name = |file: &&Path| Some((name(&repository.root, file)?, file.to_path_buf()));
        let names = files.iter().filter_map(name).collect();
        History { repository, names, dates: BTreeMap::new(), effort: Effort::default() }
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
            self.visit(&commit);
        }
    }

    fn visit(&mut self, commit: &Commit) {
        let before = match &*commit.parents {
            [] => None,
            [parent] => match self.repository.commit(parent) {
                Some(parent) => Some(parent.tree),
                None => return,
            },
            [_, _, ..] => return,
        };
        let added = self.added(before, commit.tree);
        for (name, origin) in self.origins(before, commit.tree, added) {
            self.record(&name, origin, commit.authored);
        }
    }

    /// The wanted paths that a commit added.
    fn added(&self, before: Option<ObjectId>, after: ObjectId) -> BTreeSet<Vec<u8>> {
        let is_wanted = |folder: &[u8]| {
            let mut names = self.names.range(folder.to_vec()..);
            names.next().is_some_and(|(name, _)| name.starts_with(folder))
        };
        let changes = changes::between(self.repository, before, after, &is_wanted).unwrap_or_default();
        let names = changes.added.into_iter().map(|file| file.name);
        names.filter(|name| self.names.contains_key(name)).collect()
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
                self.dates.extend(self.names.get(name).cloned().zip(date));
            }
            Origin::Renamed(before) => {
                if let Some(file) = self.names.remove(name) {
                    self.names.insert(before, file);
                }
            }
            Origin::Unknown => {
                if let Some(file) = self.names.remove(name) {
                    self.dates.remove(&file);
                }
            }
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
        .help("write the dates by hand, or use another source with `--date-from`")
}
