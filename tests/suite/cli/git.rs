//! Dates from the history of git repositories that the tests make.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::repository::{Change, Commits};
use crate::support::{files, tree};

/// The date lines in the output of `adopt`. `PATH` holds no programs.
fn dates(folder: &Path, args: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["adopt", "content"]).args(args).current_dir(folder).env("PATH", "");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let words = |line: &str| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
    printed.lines().filter(|line| line.starts_with("  date")).map(words).collect()
}

const UNKNOWN: &str = "? to be filled in: no date of publication was found";

#[test]
fn the_first_commit_of_a_file_is_found_without_the_program_git() {
    let (folder, mut commits) = (tempfile::tempdir().unwrap(), Commits::default());
    let words = "# A\n\nMany words that stay the same.\n";
    let first = commits.commit(
        &[],
        &[
            Change::Write("old/c.md", ""),
            Change::Write("old/é a.md", words),
            Change::Write("content/b.md", "# B\n"),
        ],
    );
    let changes = [
        Change::Write("content/b.md", "# B\n\nMore.\n"),
        Change::Rename("\"old/é a.md\"", "content/a.md"),
        Change::Delete("old/c.md"),
    ];
    commits.commit(&[first], &changes);
    commits.write(folder.path());
    files(folder.path(), &[("content/c.md", "# C\n")]);
    let known = "2020-01-01T07:00:00+07:00 from the first commit (a guess)";
    assert_eq!(dates(folder.path(), &["--dry-run"]), [known, known, UNKNOWN]);
}

/// A repository of plain files, as a clone might contain it. Running git in it runs its commands, because the
/// object that `HEAD` names is missing and has to be fetched.
fn hostile(root: &Path) {
    let command = "touch ../../STARTED; touch ../STARTED; touch STARTED;";
    let config = format!(
        "[core]\n\trepositoryFormatVersion = 1\n\tbare = false\n\tworktree = .\n\tfsmonitor = {command:?}\n\
         \tsshCommand = {command:?}\n\tpager = {command:?}\n\
         [extensions]\n\tpartialClone = origin\n[protocol \"ext\"]\n\tallow = always\n\
         [remote \"origin\"]\n\turl = .\n\tpromisor = true\n\tuploadpack = {command:?}\n"
    );
    let evil = root.join("content/evil");
    fs::create_dir_all(evil.join("objects")).unwrap();
    let missing = "1234567890123456789012345678901234567890\n";
    let texts = [("HEAD", "ref: refs/heads/main\n"), ("refs/heads/main", missing), ("config", &config)];
    files(&evil, &texts);
    files(&evil, &[("a.md", "# A\n"), ("deep/b.md", "# B\n")]);
}

fn started(root: &Path) -> Vec<String> {
    tree(root).into_keys().filter(|name| name.contains("STARTED")).collect()
}

#[test]
fn no_program_named_by_a_repository_in_the_content_is_started() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    // The trap works: git runs the command.
    let git = Command::new("git").arg("log").current_dir(folder.path().join("content/evil")).output();
    git.expect("the program `git` shows that this test tests something, and is not installed");
    let marks = started(folder.path());
    assert!(!marks.is_empty());
    for mark in marks {
        fs::remove_file(folder.path().join(mark)).unwrap();
    }
    for args in [&["--dry-run"] as &[_], &[]] {
        // With every program on `PATH`.
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        let output =
            command.args(["adopt", "content"]).args(args).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success());
        assert_eq!(started(folder.path()), [""; 0], "{args:?}");
    }
}
