//! Tests of dates from git.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use feedwright::site::scan::git;
use proptest::prelude::*;

use crate::suite::repository::Change::{Delete, Rename, Write};
use crate::suite::repository::{Change, Commits, git};
use crate::suite::support::{files, lines, numbered};

/// The files below a folder, but those of git.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let files = crate::suite::support::tree(folder).into_keys();
    files.filter(|name| !name.starts_with(".git/") && name != ".git").map(|name| folder.join(name)).collect()
}

/// The days of 2020 on which the files of a project were added, in its zone, and the findings.
fn days(folder: &Path) -> (BTreeMap<String, usize>, Vec<String>) {
    let paths = paths(folder);
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    let known = git::commits(folder, &paths);
    let day = |(path, date): (&PathBuf, &DateTime<_>)| {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let (day, time) = date.format("%j %H:%M %:z").to_string().split_once(' ').map(owned).unwrap();
        assert_eq!(time, "07:00 +07:00");
        (name, day.parse().unwrap())
    };
    (known.added.iter().map(day).collect(), lines(&known.diagnostics))
}

/// The days of 2020 on which the files of a project were last changed.
fn changes(folder: &Path) -> BTreeMap<String, usize> {
    let paths = paths(folder);
    let known = git::commits(folder, &paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    let day = |(path, date): (&PathBuf, &DateTime<_>)| {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (name, date.format("%j").to_string().parse().unwrap())
    };
    known.changed.iter().map(day).collect()
}

fn owned((day, time): (&str, &str)) -> (String, String) {
    (day.to_owned(), time.to_owned())
}

/// Makes a repository and compares the dates of its files.
fn check(commits: &Commits, expected: &[(&str, usize)]) {
    let folder = tempfile::tempdir().unwrap();
    commits.write(folder.path());
    assert_eq!(days(folder.path()), (expectation(expected), Vec::new()));
    git(folder.path(), &["gc", "--quiet"], "");
    assert_eq!(days(folder.path()), (expectation(expected), Vec::new()), "packed");
}

fn expectation(expected: &[(&str, usize)]) -> BTreeMap<String, usize> {
    expected.iter().map(|(name, day)| ((*name).to_owned(), *day)).collect()
}

/// A text of ten lines. Texts of another number have other lines, except for the first `same`.
fn text(number: usize, same: usize) -> String {
    numbered(
        10,
        |line| if line < same { format!("line {line}\n") } else { format!("line {line} of {number}\n") },
    )
}

#[test]
fn a_file_has_the_authors_date_of_the_commit_that_added_it() {
    let mut commits = Commits::default();
    let first = commits.commit(&[], &[Write("a.md", "# A\n"), Write("deep/down/b.md", "# B\n")]);
    let second = commits.commit(&[first], &[Write("a.md", "# A\n\nChanged.\n"), Write("deep/c.md", "# C\n")]);
    commits.commit(&[second], &[Write("deep/down/b.md", "# B\n\nChanged.\n")]);
    check(&commits, &[("a.md", 1), ("deep/down/b.md", 1), ("deep/c.md", 2)]);
}

#[test]
fn a_file_that_came_back_has_its_first_date() {
    let mut commits = Commits::default();
    let mut last = commits.commit(&[], &[Write("a.md", "# A\n"), Write("b.md", "# B\n")]);
    last = commits.commit(&[last], &[Delete("a.md")]);
    commits.commit(&[last], &[Write("a.md", "# A\n")]);
    check(&commits, &[("a.md", 1), ("b.md", 1)]);
}

#[test]
fn renames_are_followed_where_half_of_the_text_is_the_same() {
    let mut commits = Commits::default();
    let (whole, half, little) = (text(1, 8), text(2, 8), text(3, 3));
    let first = commits.commit(&[], &[Write("old/a.md", &whole), Write("old/b.md", "# Other words\n")]);
    let second = commits.commit(&[first], &[Rename("old/a.md", "posts/first.md")]);
    let third = commits.commit(&[second], &[Delete("posts/first.md"), Write("content/second.md", &half)]);
    check(&commits, &[("content/second.md", 1), ("old/b.md", 1)]);
    commits.commit(&[third], &[Delete("content/second.md"), Write("content/third.md", &little)]);
    check(&commits, &[("content/third.md", 4), ("old/b.md", 1)]);
}

#[test]
fn the_most_similar_candidate_is_the_origin() {
    let mut commits = Commits::default();
    let (old, near, far) = (text(1, 9), text(2, 9), text(3, 8));
    let first = commits.commit(&[], &[Write("far.md", &far)]);
    let second = commits.commit(&[first], &[Write("near.md", &near)]);
    commits.commit(&[second], &[Delete("far.md"), Delete("near.md"), Write("new.md", &old)]);
    check(&commits, &[("new.md", 2)]);
}

#[test]
fn a_moved_file_keeps_its_name_among_copies() {
    let mut commits = Commits::default();
    let first = commits.commit(&[], &[Write("x/a.md", "# Same\n")]);
    let second = commits.commit(&[first], &[Write("x/b.md", "# Same\n")]);
    commits.commit(&[second], &[Rename("x/b.md", "m/b.md"), Rename("x/a.md", "n/a.md")]);
    check(&commits, &[("n/a.md", 1), ("m/b.md", 2)]);
}

#[test]
fn a_merge_adds_nothing() {
    let mut commits = Commits::default();
    let first = commits.commit(&[], &[Write("a.md", "# A\n")]);
    let side = commits.commit(&[first], &[Write("side.md", "# Side\n")]);
    let main = commits.commit(&[first], &[Rename("a.md", "main.md")]);
    let change = [Write("side.md", "# Side\n"), Write("merge.md", "# Of the merge\n")];
    let merge = commits.commit(&[main, side], &change);
    commits.commit(&[merge], &[Write("last.md", "# Last\n")]);
    check(&commits, &[("last.md", 5), ("main.md", 1), ("side.md", 2)]);
}

#[test]
fn a_move_is_no_change_and_neither_is_a_merge() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let (old, new) = (text(1, 8), text(2, 8));
    let first = commits.commit(
        &[],
        &[
            Write("moved.md", "# M\n"),
            Write("edited.md", &old),
            Write("kept.md", "# K\n"),
            Write("b.md", "# B\n"),
        ],
    );
    let second = commits.commit(&[first], &[Write("b.md", "# B\n\nChanged.\n")]);
    let side = commits.commit(&[second], &[Write("side.md", "# Side\n")]);
    let third = commits.commit(&[second], &[Rename("moved.md", "posts/moved.md")]);
    let fourth = commits.commit(&[third], &[Delete("edited.md"), Write("posts/edited.md", &new)]);
    commits.commit(&[fourth, side], &[Write("side.md", "# Side\n"), Write("b.md", "# B, merged\n")]);
    commits.write(folder.path());
    let expected =
        [("b.md", 2), ("kept.md", 1), ("posts/edited.md", 5), ("posts/moved.md", 1), ("side.md", 3)];
    assert_eq!(changes(folder.path()), expectation(&expected));
}

#[test]
fn what_is_not_in_the_newest_commit_is_not_committed() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let first =
        commits.commit(&[], &[Write("a.md", "# A\n"), Write("gone.md", "# G\n"), Write("x/b.md", "# B\n")]);
    commits.commit(&[first], &[Delete("gone.md")]);
    commits.write(folder.path());
    files(
        folder.path(),
        &[("gone.md", "# G\n"), ("new.md", "# N\n"), ("x/c.md", "# C\n"), ("y/d.md", "# D\n")],
    );
    let paths = paths(folder.path());
    let known = git::commits(folder.path(), &paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    let committed = [folder.path().join("a.md"), folder.path().join("x/b.md")];
    assert_eq!(known.committed, committed.into());
    assert_eq!(days(folder.path()).0, expectation(&[("a.md", 1), ("x/b.md", 1)]));
}

#[test]
fn a_shallow_clone_is_reported_and_no_commit_in_it_is_taken_for_the_first() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let first = commits.commit(&[], &[Write("a.md", "# A\n")]);
    let second = commits.commit(&[first], &[Write("b.md", "# B\n")]);
    commits.commit(&[second], &[Write("c.md", "# C\n")]);
    commits.write(folder.path());
    let source = format!("file://{}", folder.path().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "2", &source, "clone"], "");
    let clone = folder.path().join("clone").canonicalize().unwrap();
    let (days, findings) = days(&clone);
    assert_eq!(days, expectation(&[("c.md", 3)]));
    assert_eq!(
        findings,
        [format!(
            "warning[shallow-clone] {} shallow clone: git does not know when older files were added | \
             run `git fetch --unshallow` (in GitHub Actions: fetch-depth: 0), then run this again",
            clone.display()
        )]
    );
}

#[test]
fn worktrees_and_submodules_are_repositories_of_their_own() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let first = commits.commit(&[], &[Write("a.md", "# A\n")]);
    commits.commit(&[first], &[Write("b.md", "# B\n")]);
    let main = folder.path().join("main");
    fs::create_dir(&main).unwrap();
    commits.write(&main);
    git(&main, &["worktree", "add", "--quiet", "-b", "side", "../side"], "");
    assert_eq!(days(&folder.path().join("side")).0, expectation(&[("a.md", 1), ("b.md", 2)]));
    let outer = folder.path().join("outer");
    fs::create_dir(&outer).unwrap();
    git(&outer, &["init", "--quiet"], "");
    git(&outer, &["submodule", "--quiet", "add", "../main", "inner"], "");
    assert_eq!(days(&outer.join("inner")).0, expectation(&[("a.md", 1), ("b.md", 2)]));
    assert_eq!(days(&outer).0, BTreeMap::new(), "the project's repository does not hold them");
}

#[test]
fn a_repository_within_the_project_is_not_read() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    commits.commit(&[], &[Write("a.md", "# A\n")]);
    let inner = folder.path().join("content/inner");
    fs::create_dir_all(&inner).unwrap();
    commits.write(&inner);
    let bare = folder.path().join("content/bare");
    git(folder.path(), &["clone", "--quiet", "--bare", "content/inner", "content/bare"], "");
    files(&bare, &[("a.md", "# A\n")]);
    let (plain, embedded) = (inner.join("a.md"), bare.join("a.md"));
    let known = |project| git::commits(project, &[&plain, &embedded]).added.into_keys().collect::<Vec<_>>();
    assert!(known(folder.path()).is_empty());
    assert!(known(&bare).is_empty(), "a bare repository is no project");
    assert!(known(&inner) == [&*plain], "what is below the project's own folder is known");
}

/// Removes the objects of `names`, as a partial clone lacks them.
fn forget(folder: &Path, names: &[&str]) {
    for name in names {
        let id = git(folder, &["rev-parse", name], "");
        let (start, end) = id.trim().split_at(2);
        fs::remove_file(folder.join(".git/objects").join(start).join(end)).unwrap();
    }
}

#[test]
fn missing_objects_leave_only_their_files_undated() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let (old, new) = (text(1, 8), text(2, 8));
    let first = commits
        .commit(&[], &[Write("old.md", &old), Write("exact.md", "# Exact\n"), Write("z/z.md", "# Z\n")]);
    let second = commits.commit(&[first], &[Rename("exact.md", "moved.md"), Write("z/y.md", "# Y\n")]);
    let third = commits.commit(&[second], &[Delete("old.md"), Write("new.md", &new)]);
    commits.commit(&[third], &[Write("last.md", "# Last\n")]);
    let root = folder.path();
    git(root, &["init", "--quiet"], "");
    git(root, &["config", "fastimport.unpackLimit", "100"], "");
    commits.write(root);
    let all = [("last.md", 4), ("moved.md", 1), ("new.md", 1), ("z/y.md", 2), ("z/z.md", 1)];
    assert_eq!(days(root).0, expectation(&all));
    forget(root, &["HEAD~2:old.md"]);
    let known = [("last.md", 4), ("moved.md", 1), ("z/y.md", 2), ("z/z.md", 1)];
    assert_eq!(days(root), (expectation(&known), Vec::new()), "without a file");
    forget(root, &["HEAD~3:z"]);
    assert_eq!(days(root).0, expectation(&[("last.md", 4)]), "without a folder");
    forget(root, &["HEAD~2"]);
    assert_eq!(days(root).0, expectation(&[("last.md", 4)]), "without a commit");
}

/// Adds a commit of a tree on top of the newest one.
fn commit_tree(folder: &Path, tree: &str) {
    let id = git(folder, &["commit-tree", "-p", "HEAD", "-m", "words", tree.trim()], "");
    git(folder, &["update-ref", "HEAD", id.trim()], "");
}

#[test]
fn a_commit_of_too_many_files_is_not_looked_at() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let first = commits.commit(&[], &[Write("kept.md", "# Kept\n"), Write("old.md", "# Old\n")]);
    commits.commit(&[first], &[Rename("old.md", "new.md")]);
    commits.write(folder.path());
    assert_eq!(days(folder.path()).0, expectation(&[("kept.md", 1), ("new.md", 1)]));
    // Each folder holds ten times the same one: a hundred million files, of eight objects.
    let blob = git(folder.path(), &["rev-parse", "HEAD:new.md"], "");
    let mut entry = format!("100644 blob {}", blob.trim());
    for _ in 0..8 {
        let tree = git(folder.path(), &["mktree"], &numbered(10, |n| format!("{entry}\t{n}\n")));
        entry = format!("040000 tree {}", tree.trim());
    }
    let listed = git(folder.path(), &["ls-tree", "HEAD"], "");
    let listed = listed.replace("new.md", "newer.md") + &format!("{entry}\tmany\n");
    commit_tree(folder.path(), &git(folder.path(), &["mktree"], &listed));
    fs::rename(folder.path().join("new.md"), folder.path().join("newer.md")).unwrap();
    assert_eq!(days(folder.path()), (expectation(&[("kept.md", 1)]), Vec::new()));
}

#[test]
fn an_object_of_more_than_64_mib_is_not_loaded() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    commits.commit(&[], &[Write("a.md", "# A\n")]);
    commits.write(folder.path());
    let commit = git(folder.path(), &["cat-file", "commit", "HEAD"], "");
    let mut known = Vec::new();
    for (number, length) in [(1, 1), (2, 65 << 20)] {
        let commit = commit.clone() + &" ".repeat(length);
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(format!("commit {}\0{commit}", commit.len()).as_bytes()).unwrap();
        let id = number.to_string().repeat(40);
        let (start, rest) = id.split_at(2);
        let file = folder.path().join(".git/objects").join(start).join(rest);
        fs::create_dir(file.parent().unwrap()).unwrap();
        fs::write(file, packed.finish().unwrap()).unwrap();
        files(folder.path(), &[(".git/HEAD", &id)]);
        known.push(days(folder.path()).0);
    }
    assert_eq!(known, [expectation(&[("a.md", 1)]), BTreeMap::new()]);
}

#[test]
fn an_unreadable_repository_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), &[("a.md", "# A\n")]);
    git(folder.path(), &["init", "--quiet", "--object-format=sha256"], "");
    assert_eq!(days(folder.path()), (BTreeMap::new(), Vec::new()), "nothing was committed yet");
    git(folder.path(), &["add", "--all"], "");
    git(folder.path(), &["commit", "--quiet", "--message", "words"], "");
    let whole = folder.path().canonicalize().unwrap();
    let warning = |reason: &str| {
        format!(
            "warning[unreadable-repository] {} cannot read dates from this git repository: {reason} | write the dates by hand, or use another source of dates",
            whole.display()
        )
    };
    assert_eq!(days(folder.path()).1, [warning("its object format is SHA-256")]);
    for (head, reason) in [
        ("ref: refs/heads/../../../elsewhere", "`refs/heads/../../../elsewhere` is not a valid reference"),
        ("ref: HEAD", "`HEAD` is not a valid reference"),
        ("ref: refs/heads/.invalid", "its references are stored as a reftable"),
        ("ref: refs/heads/loop", "its references form a loop"),
        ("words", "`HEAD` does not lead to a commit"),
    ] {
        files(folder.path(), &[(".git/HEAD", head), (".git/refs/heads/loop", "ref: refs/heads/loop\n")]);
        assert_eq!(days(folder.path()).1, [warning(reason)]);
    }
}

/// The dates of additions and of last changes by `git log`, in the form of `days`.
fn log(folder: &Path) -> [BTreeMap<String, usize>; 2] {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for path in paths(folder) {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        names.insert(name.clone(), name);
    }
    let arguments = [
        "log",
        "-z",
        "--format=%x01%ad",
        "--date=format:%j",
        "--name-status",
        "--find-renames",
        "--diff-filter=AMR",
    ];
    let log = git(folder, &arguments, "");
    let (mut days, mut changes, mut day) = (BTreeMap::new(), BTreeMap::new(), 0);
    let mut fields = log.split('\0').map(|field| field.trim_start_matches('\n'));
    while let Some(field) = fields.next() {
        if let Some(date) = field.strip_prefix('\u{1}') {
            day = date.trim().parse().unwrap();
        } else if field == "A" {
            let file = names.get(fields.next().unwrap()).cloned();
            days.extend(file.clone().zip(Some(day)));
            changes.extend(file.filter(|file| !changes.contains_key(file)).zip(Some(day)));
        } else if field == "M" {
            let file = names.get(fields.next().unwrap()).cloned();
            changes.extend(file.filter(|file| !changes.contains_key(file)).zip(Some(day)));
        } else if field.starts_with('R') {
            let (before, after) = (fields.next().unwrap(), fields.next().unwrap());
            if let Some(file) = names.remove(after) {
                if field != "R100" && !changes.contains_key(&file) {
                    changes.insert(file.clone(), day);
                }
                names.insert(before.to_owned(), file);
            }
        }
    }
    [days, changes]
}

/// What happens in a commit: to which file, to which other name, with how much of its text kept.
type Event = (u8, usize, usize, usize);

/// Histories of a few files that are written, edited, moved and removed, on two branches that are merged.
fn history(events: &[Vec<Event>]) -> Commits {
    let names = numbered(12, |n| format!("{}/{}.md ", ["a", "b", "c"][n % 3], n % 4));
    let names: Vec<_> = names.split_whitespace().collect();
    let mut commits = Commits::default();
    let mut trees: BTreeMap<usize, BTreeMap<&str, String>> = BTreeMap::new();
    let mut tips = [0, 0];
    for (turn, events) in events.iter().enumerate() {
        let side = turn % 5 % 2;
        let is_merge = turn % 5 == 4 && tips[0] != tips[1];
        let mut tree = trees.get(&tips[side]).cloned().unwrap_or_default();
        if is_merge {
            tree.extend(trees[&tips[1 - side]].clone());
        } else {
            for (kind, file, other, same) in events {
                let (file, other) = (names[file % names.len()], names[other % names.len()]);
                match (kind % 4, tree.remove(file)) {
                    (0, _) | (_, None) => tree.insert(file, text(turn * 100 + same, *same)),
                    (1, Some(_)) => None,
                    (2, Some(text)) => tree.insert(other, text),
                    (_, Some(old)) => {
                        let kept: Vec<_> = old.lines().take(*same).chain(["new"]).collect();
                        tree.insert(other, kept.join("\n") + "\n")
                    }
                };
            }
        }
        let mut changes = vec![];
        let before = trees.get(&tips[side]).cloned().unwrap_or_default();
        changes.extend(before.keys().filter(|name| !tree.contains_key(*name)).map(|name| Delete(name)));
        changes.extend(tree.iter().map(|(name, text)| Write(name, text)));
        let parents: Vec<usize> = match (tips[side], is_merge) {
            (0, _) => vec![],
            (tip, false) => vec![tip],
            (tip, true) => vec![tip, tips[1 - side]],
        };
        let changes: Vec<Change<'_>> = changes;
        let commit = commits.commit(&parents, &changes);
        trees.insert(commit, tree);
        tips = if turn < 3 || is_merge { [commit; 2] } else { [[commit, tips[1]], [tips[0], commit]][side] };
    }
    commits
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn dates_are_those_of_git_log(
        events in prop::collection::vec(prop::collection::vec((0..4_u8, 0..12_usize, 0..12_usize, 0..11_usize), 1..4), 5..20)
    ) {
        let folder = tempfile::tempdir().unwrap();
        history(&events).write(folder.path());
        prop_assert_eq!([days(folder.path()).0, changes(folder.path())], log(folder.path()));
    }
}
