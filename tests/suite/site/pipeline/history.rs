//! Dates from git in a whole build.

use std::fs;

use feedwright::site::{self, Overrides};

use crate::suite::harness::{PLAIN, Site, article, feed};
use crate::suite::repository::Change::{Rename, Write};
use crate::suite::repository::{Commits, git};

/// A site with one Atom feed and lines below `[content]`.
fn settings(content: &str) -> String {
    format!("{PLAIN}[content]\n{content}\n{}", feed("atom.xml", "atom", ""))
}

/// A site with the files of a history.
fn committed(content: &str, commits: &Commits) -> Site {
    let site = Site::new(&settings(content), &[]);
    commits.write(&site.path(""));
    site
}

/// The findings of a configuration that stops the run.
#[track_caller]
fn refused(site: &Site) -> Vec<String> {
    site.lines(&site::Site::read(&site.path("feedwright.toml"), &Overrides::default()).unwrap_err())
}

#[test]
fn dates_are_those_of_the_commits_that_added_and_last_changed_an_article() {
    let mut commits = Commits::default();
    let first = commits.commit(
        &[],
        &[
            Write("content/a.md", &article("a", "")),
            Write("content/old.md", &article("moved", "")),
            Write("content/written.md", &article("written", "date = 2020-01-04")),
        ],
    );
    let second = commits.commit(&[first], &[Rename("content/old.md", "content/deep/moved.md")]);
    let updated = article("updated", "updated = 2020-03-01");
    let third = commits.commit(&[second], &[Write("content/updated.md", &updated)]);
    commits.commit(&[third], &[Write("content/a.md", &article("a", "summary = \"S\""))]);
    let site =
        committed("date-from = [\"metadata\", \"git\"]\nupdated-from = [\"metadata\", \"git\"]", &commits);
    site.clean();
    assert_eq!(site.titles("atom.xml"), ["written", "updated", "a", "moved"]);
    let published = ["2020-01-04", "2020-01-03", "2020-01-01", "2020-01-01"];
    assert_eq!(site.texts("atom.xml", "published"), published.map(|day| format!("{day}T00:00:00Z")));
    // The first one is that of the feed. What was committed before its date is not an update.
    let updated = ["2020-03-01", "2020-01-04", "2020-03-01", "2020-01-04", "2020-01-01"];
    assert_eq!(site.texts("atom.xml", "updated"), updated.map(|day| format!("{day}T00:00:00Z")));
}

#[test]
fn git_is_asked_only_if_the_configuration_says_so() {
    let mut commits = Commits::default();
    let first = commits.commit(&[], &[Write("content/a.md", &article("a", "date = 2020-01-01"))]);
    commits.commit(&[first], &[Write("content/b.md", &article("b", ""))]);
    let site = committed("", &commits);
    fs::remove_dir_all(site.path(".git/objects")).unwrap();
    let found = site.findings();
    assert!(found.len() == 1 && found[0].starts_with("warning[forgotten-date] content/b.md "), "{found:?}");
}

#[test]
fn an_article_that_is_not_committed_has_no_date_from_git() {
    let mut commits = Commits::default();
    commits.commit(&[], &[Write("content/a.md", &article("a", ""))]);
    let site = committed("date-from = [\"metadata\", \"git\"]\nupdated-from = [\"git\"]", &commits);
    site.add(&[
        ("b.md", &article("b", "")),
        ("c.md", "---\ntitle: C\n---\nC\n"),
        ("dated.md", &article("dated", "date = 2020-01-02")),
        ("draft.md", &article("draft", "draft = true")),
        ("page.md", &article("page", "feed = false")),
        ("private.md", &article("private", "status = \"private\"")),
    ]);
    let outcome = site.build();
    let mut found = site.findings_of(&outcome);
    found.retain(|line| !line.contains("private.md"));
    let finding = |file: &str, date: &str| {
        format!(
            "warning[no-git-date] content/{file} the file is not committed, so git has no date for it | commit it, or \
             add {date}"
        )
    };
    assert_eq!(found, [finding("b.md", "date = 2026-04-01"), finding("c.md", "date: 2026-04-01")]);
    assert!(!site.findings_of(&outcome).iter().any(|line| line.contains("no-git-date] content/private.md")));
    assert_eq!(site.titles("atom.xml"), ["dated", "a"]);
    let left: Vec<_> = outcome.left_out.iter().map(|left| (left.path(), left.reason.as_str())).collect();
    assert_eq!(left[..2], [("b.md", "undated"), ("c.md", "undated")]);
}

#[test]
fn an_article_that_a_merge_added_has_no_date_from_git() {
    let mut commits = Commits::default();
    let first = commits.commit(&[], &[Write("content/a.md", &article("a", ""))]);
    let branch = commits.commit(&[first], &[Write("content/b.md", &article("b", ""))]);
    let main = commits.commit(&[first], &[Write("content/c.md", &article("c", ""))]);
    let change = [Write("content/b.md", &article("b", "")), Write("content/merge.md", &article("merge", ""))];
    commits.commit(&[main, branch], &change);
    let site = committed("date-from = [\"git\"]", &commits);
    assert_eq!(
        site.findings(),
        ["warning[no-git-date] content/merge.md git does not know when the file was added | \
          check the history of the file, or add date = 2026-04-01"]
    );
}

#[test]
fn a_shallow_clone_without_the_dates_of_an_article_is_an_error_at_the_key() {
    let mut commits = Commits::default();
    let [a, b, c] = ["a", "b", "c"].map(|name| article(name, ""));
    let dated = article("dated", "date = 2020-02-01\nupdated = 2020-02-02");
    let first = commits.commit(
        &[],
        &[Write("content/a.md", &a), Write("content/b.md", &b), Write("content/dated.md", &dated)],
    );
    let second = commits.commit(&[first], &[Write("other.txt", "")]);
    commits.commit(&[second], &[Write("content/c.md", &c)]);
    let origin = tempfile::tempdir().unwrap();
    commits.write(origin.path());
    let source = format!("file://{}", origin.path().display());
    let clone = |content: &str| {
        let site = Site::new(&settings(content), &[]);
        git(&site.path(""), &["clone", "--quiet", "--depth", "2", "--bare", &source, ".git"], "");
        git(&site.path(""), &["config", "core.bare", "false"], "");
        git(&site.path(""), &["reset", "--quiet", "--hard"], "");
        site
    };
    let error = |line: usize, column: usize| {
        format!(
            "error[shallow-clone] feedwright.toml:{line}:{column} shallow clone: git does not know when older files were \
             added | run `git fetch --unshallow` (in GitHub Actions: fetch-depth: 0), then run this again"
        )
    };
    let site = clone("date-from = [\"metadata\", \"git\"]");
    assert_eq!(site.findings(), [error(6, 26)]);
    assert!(site.published().is_empty());
    let site = clone("updated-from = [\"metadata\", \"git\"]\ndate-from = [\"git\"]");
    assert_eq!(site.findings(), [error(7, 14)]);
    // The dates that are needed are there.
    for path in ["content/a.md", "content/b.md"] {
        fs::remove_file(site.path(path)).unwrap();
    }
    fs::write(site.path("feedwright.toml"), settings("date-from = [\"metadata\", \"git\"]")).unwrap();
    site.clean();
    assert_eq!(site.titles("atom.xml"), ["dated", "c"]);
    git(&site.path(""), &["fetch", "--quiet", "--unshallow", &source], "");
    git(&site.path(""), &["reset", "--quiet", "--hard"], "");
    site.build();
    assert_eq!(site.titles("atom.xml"), ["dated", "c", "a", "b"]);
}

#[test]
fn a_folder_without_a_repository_is_an_error_at_the_key() {
    let message = "dates from git, but the project is not in a git repository | run this in a clone of the \
                   repository, or remove `git` from the sources of dates";
    let site = Site::new(&settings("date-from = [\"metadata\", \"git\"]"), &[]);
    assert_eq!(refused(&site), [format!("error[invalid-setting] feedwright.toml:6:26 {message}")]);
    let site = Site::new(&settings("updated-from = [\"git\"]"), &[]);
    assert_eq!(refused(&site), [format!("error[invalid-setting] feedwright.toml:6:17 {message}")]);
    git(&site.path(""), &["init", "--quiet"], "");
    site::Site::read(&site.path("feedwright.toml"), &Overrides::default()).unwrap();
}

#[test]
fn a_repository_that_cannot_be_read_is_an_error_at_the_key() {
    let site = Site::new(&settings("date-from = [\"git\"]"), &[("a.md", &article("a", ""))]);
    git(&site.path(""), &["init", "--quiet", "--object-format=sha256"], "");
    git(&site.path(""), &["add", "--all"], "");
    git(&site.path(""), &["commit", "--quiet", "--message", "words"], "");
    assert_eq!(
        refused(&site),
        [
            "error[unreadable-repository] feedwright.toml:6:14 cannot read dates from this git repository: its object \
          format is SHA-256 | write the dates by hand, or use another source of dates"
        ]
    );
}

#[test]
fn the_time_of_the_build_changes_no_date_from_git() {
    let mut commits = Commits::default();
    commits.commit(&[], &[Write("content/a.md", &article("a", ""))]);
    let mut site = committed("date-from = [\"git\"]\nupdated-from = [\"git\"]", &commits);
    site.add(&[("b.md", &article("b", ""))]);
    site.build();
    let before = site.published();
    site.options.now = "2030-01-01T00:00:00Z".parse().unwrap();
    site.build();
    assert_eq!(site.published(), before);
}
