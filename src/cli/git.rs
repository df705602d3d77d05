//! When git first knew files: the program `git` is asked, once for each repository. Without it, or without a repository,
//! nothing is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, FixedOffset};

/// What git knows.
#[derive(Debug, Default)]
pub(crate) struct Commits {
    /// The author's date of the commit that added each file, under whatever name.
    pub(crate) dates: BTreeMap<PathBuf, DateTime<FixedOffset>>,
    /// Repositories that do not know their older commits, and files.
    pub(crate) shallow: BTreeSet<PathBuf>,
}

/// A repository, and the files in it by their names there.
#[derive(Default)]
struct Repository {
    is_shallow: bool,
    files: BTreeMap<String, PathBuf>,
}

/// Asks for the commits that added `files`.
pub(crate) fn first_commits(files: &[&Path]) -> Commits {
    let mut commits = Commits::default();
    for (root, repository) in repositories(files) {
        let wanted = repository.files.len();
        let found = added(&root, repository.is_shallow, repository.files);
        if repository.is_shallow && found.len() < wanted {
            commits.shallow.insert(root);
        }
        commits.dates.extend(found);
    }
    commits
}

fn repositories(files: &[&Path]) -> BTreeMap<PathBuf, Repository> {
    let mut roots: BTreeMap<PathBuf, Option<(PathBuf, bool)>> = BTreeMap::new();
    let mut repositories: BTreeMap<PathBuf, Repository> = BTreeMap::new();
    for file in files {
        let Ok(whole) = file.canonicalize() else { continue };
        let folder = whole.parent().unwrap_or(&whole).to_path_buf();
        let Some((root, is_shallow)) = roots.entry(folder.clone()).or_insert_with(|| root(&folder)) else {
            continue;
        };
        let Ok(below) = whole.strip_prefix(&*root) else { continue };
        let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let repository = repositories.entry(root.clone()).or_default();
        repository.is_shallow = *is_shallow;
        repository.files.insert(name, file.to_path_buf());
    }
    repositories
}

/// The repository that a folder is in, and whether it lacks its older commits.
fn root(folder: &Path) -> Option<(PathBuf, bool)> {
    let said = git(folder, &["rev-parse", "--show-toplevel", "--is-shallow-repository"])?;
    let (root, is_shallow) = said.trim_end().rsplit_once('\n')?;
    Some((Path::new(root.trim_end_matches('\r')).canonicalize().ok()?, is_shallow == "true"))
}

/// Walks from the newest commit to the oldest, and follows names back through renames.
fn added(
    root: &Path,
    is_shallow: bool,
    mut names: BTreeMap<String, PathBuf>,
) -> BTreeMap<PathBuf, DateTime<FixedOffset>> {
    let mut dates = BTreeMap::new();
    let log = [
        "log",
        "-z",
        "--format=%x01%aI %P",
        "--name-status",
        "--find-renames",
        "--diff-filter=AR",
        "--no-show-signature",
    ];
    let said = git(root, &log).unwrap_or_default();
    let mut date = None;
    let mut fields = said.split('\0').map(|field| field.trim_start_matches('\n'));
    while let Some(field) = fields.next() {
        if let Some(header) = field.strip_prefix('\u{1}') {
            let (written, parents) = header.split_once(' ').unwrap_or((header, ""));
            // Where history was cut off, every file looks as if it were added.
            let is_cut = is_shallow && parents.trim().is_empty();
            date = DateTime::parse_from_rfc3339(written).ok().filter(|_| !is_cut);
        } else if field == "A" {
            let file = fields.next().and_then(|name| names.get(name));
            dates.extend(file.cloned().zip(date));
        } else if field.starts_with('R') {
            let (before, after) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            if let Some(file) = names.remove(after) {
                names.insert(before.to_owned(), file);
            }
        }
    }
    dates
}

/// What git says, if it can.
fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
