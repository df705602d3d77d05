//! Files and folders without permission to read or write. Root has every permission, so the program runs as another
//! user if the tests run as root.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::harness::{PLAIN, Site};

/// The tests fail rather than skip silently.
const BECOME: &str = "root must be able to become another user, or permissions cannot be tested";

/// The user `nobody`, who owns no files.
const NOBODY: u32 = 65534;

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

const BUILD: [&str; 3] = ["build", "--now", "2026-06-01T00:00:00Z"];

/// Whether the user who runs the tests ignores permissions.
fn is_root(site: &Site) -> bool {
    let file = site.path("private");
    fs::write(&file, "").unwrap();
    chmod(&file, 0);
    fs::File::open(&file).is_ok()
}

/// A run by a user to whom permissions apply.
fn command(site: &Site, args: &[&str]) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_feedwright"));
    let here = site.path("program");
    // The folder of the original may be closed to that user.
    fs::hard_link(program, &here).or_else(|_| fs::copy(program, &here).map(|_| ())).unwrap();
    let mut command = Command::new(here);
    command.args(args).current_dir(site.path(""));
    if is_root(site) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

#[track_caller]
fn check(path: &str, mode: u32, status: i32, expected: &str) {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01"), ("n/b.md", "2026-04-02")]);
    site.clean();
    crate::support::files(&site.path("templates"), &[("entry.html", "{{ content }}!")]);
    let before = site.published();
    let mut command = command(&site, &BUILD);
    chmod(&site.path(""), 0o755);
    chmod(&site.path(path), mode);
    let done = command.output().expect(BECOME);
    chmod(&site.path(path), 0o755);
    let printed = String::from_utf8(done.stderr).unwrap();
    assert!(printed.starts_with(expected), "{path}: {printed}\n--- expected\n{expected}");
    assert_eq!((done.status.code(), site.published()), (Some(status), before), "{path}");
}

const CURE: &str = "help: allow your user to read and write there, or choose another place\n";
const READ: &str = "help: allow your user to read it\n";
const DENIED: &str = "permission denied";

#[test]
fn unreadable_files_are_reported_and_nothing_is_published() {
    for path in ["content/a.md", "content/n", "templates/entry.html", "content/n/b.md"] {
        let expected =
            format!("error[unreadable-file]: cannot read `{path}`: {DENIED}\n--> {path}\n = {READ}");
        check(path, 0, 1, &expected);
    }
    check(
        "feedwright.toml",
        0,
        2,
        "error[unreadable-file]: cannot read `feedwright.toml`: permission denied",
    );
    check("content", 0, 2, &format!("error: cannot read the content folder `content`: {DENIED}\n  {READ}"));
    check("public/feed.xml", 0, 2, &format!("error: cannot read `public/feed.xml`: {DENIED}\n  {READ}"));
    check("public", 0o300, 2, &format!("error: cannot open `public`: {DENIED}\n  {CURE}"));
}

#[test]
fn unreadable_files_do_not_keep_the_others_from_being_checked() {
    let site = Site::new(PLAIN, &[]);
    let texts = [
        ("a.xml", "<rss version=\"2.1\"/>"),
        ("key.pem", "x"),
        ("n/b.xml", "<rss/>"),
        ("z.xml", "<rss version=\"2.1\"/>"),
    ];
    crate::support::files(&site.path("feeds"), &texts);
    let mut command = command(&site, &["check", "feeds", "feeds/key.pem", "feeds/n/b.xml", "feeds/z.xml"]);
    chmod(&site.path(""), 0o755);
    let closed = ["feeds/key.pem", "feeds/n"];
    let set_modes = |mode: u32| {
        for path in closed {
            chmod(&site.path(path), mode);
        }
    };
    set_modes(0);
    let done = command.output().expect(BECOME);
    set_modes(0o755);
    let printed = String::from_utf8(done.stderr).unwrap();
    for file in ["feeds/a.xml", "feeds/z.xml"] {
        assert!(printed.contains(&format!("--> {file}:1:6")), "{printed}");
    }
    let failed = format!(
        "error: cannot read `feeds/key.pem`, `feeds/n`, `feeds/key.pem`, `feeds/n/b.xml`: {DENIED}\n  {READ}"
    );
    assert!(printed.ends_with(&failed), "{printed}");
    assert_eq!(done.status.code(), Some(2), "{printed}");
}

#[test]
fn files_that_cannot_be_written_are_reported_and_kept() {
    let expected = format!("error: cannot write `public/.atom.xml.feedwright-new`: {DENIED}\n  {CURE}");
    check("public", 0o555, 2, &expected);
}

#[test]
fn an_output_folder_that_cannot_be_created_is_reported() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    let mut command = command(&site, &BUILD);
    chmod(&site.path(""), 0o555);
    let done = command.output().expect(BECOME);
    chmod(&site.path(""), 0o755);
    let printed = String::from_utf8(done.stderr).unwrap();
    assert_eq!(printed, format!("error: cannot create the folder `public`: {DENIED}\n  {CURE}"));
}
