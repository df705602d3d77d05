//! Dates that git knows: the program is run in repositories that are made here.

use std::path::Path;
use std::process::Command;

use crate::support::files;

fn git(folder: &Path, args: &[&str], date: &str) {
    let status = Command::new("git")
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@blog.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .envs([("GIT_AUTHOR_DATE", date), ("GIT_COMMITTER_DATE", date)])
        .output()
        .unwrap();
    assert!(status.status.success(), "{args:?}: {}", String::from_utf8_lossy(&status.stderr));
}

fn commit(folder: &Path, date: &str) {
    git(folder, &["add", "--all"], date);
    git(folder, &["commit", "--quiet", "--message", "words"], date);
}

/// What adopting says of dates, and on standard error.
fn dates(folder: &Path, path: Option<&str>) -> (Vec<String>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["adopt", "content", "--dry-run"]).current_dir(folder);
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    let words = |line: &str| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
    let dates = said.lines().filter(|line| line.starts_with("  date")).map(words).collect();
    (dates, String::from_utf8(output.stderr).unwrap())
}

const UNKNOWN: &str = "? to be filled in: nothing says when it was published";

#[test]
fn the_first_commit_of_a_file_is_found_under_whatever_name_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    git(root, &["init", "--quiet"], "");
    files(root, &[("old/é a.md", "# A\n\nMany words that stay the same.\n"), ("content/b.md", "# B\n")]);
    commit(root, "2020-01-02T10:00:00+07:00");
    files(root, &[("content/b.md", "# B\n\nChanged.\n")]);
    std::fs::rename(root.join("old/é a.md"), root.join("content/a.md")).unwrap();
    commit(root, "2021-01-02T10:00:00+07:00");
    files(root, &[("content/c.md", "# C\n")]);
    let known = "2020-01-02T10:00:00+07:00 from the first commit (a guess)";
    assert_eq!(
        dates(root, None),
        (vec![known.to_owned(), known.to_owned(), UNKNOWN.to_owned()], String::new())
    );
    assert_eq!(dates(root, Some("")).0, [UNKNOWN; 3], "without the program");
    // A clone without its history takes nothing for a first commit, and says so.
    git(root, &["clone", "--quiet", "--depth", "1", &format!("file://{}", root.display()), "clone"], "");
    let (dates, said) = dates(&root.join("clone"), None);
    assert_eq!(dates, [UNKNOWN; 2]);
    assert!(said.starts_with("warning[shallow-clone]: git knows the newest commits only"), "{said}");
}
