//! Repositories for tests, made by the `git` program. Feedwright itself never runs it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs `git` in a folder, independent of the user's configuration, and returns its output.
pub(crate) fn git(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = command(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program `git` makes the repositories of this test, and is not installed");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env_remove("GIT_DIR");
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for (key, value) in [("user.name", "Ana"), ("user.email", "ana@blog.org"), ("init.defaultBranch", "main")]
    {
        command.args(["-c", &format!("{key}={value}")]);
    }
    command.args(["-c", "protocol.file.allow=always"]);
    command
}

/// What one commit does.
pub(crate) enum Change<'a> {
    /// A path and its new content.
    Write(&'a str, &'a str),
    /// From a path, to a path.
    Rename(&'a str, &'a str),
    Delete(&'a str),
}

/// A history under construction. Commits are numbered from 1, and the last one is the newest.
#[derive(Default)]
pub(crate) struct Commits {
    stream: String,
    count: usize,
}

impl Commits {
    /// Adds a commit of the day `count` of 2020, at 07:00 in a zone of +07:00, on top of others; returns its number.
    pub(crate) fn commit(&mut self, parents: &[usize], changes: &[Change<'_>]) -> usize {
        self.count += 1;
        let stream = &mut self.stream;
        let seconds = 1_577_836_800 + 86400 * (self.count - 1);
        writeln!(stream, "commit refs/heads/main\nmark :{}", self.count).unwrap();
        writeln!(stream, "author Ana <ana@blog.org> {seconds} +0700").unwrap();
        writeln!(stream, "committer Ben <ben@blog.org> {} +0000\ndata 0", seconds + 5000).unwrap();
        for (index, parent) in parents.iter().enumerate() {
            writeln!(stream, "{} :{parent}", if index == 0 { "from" } else { "merge" }).unwrap();
        }
        if parents.is_empty() {
            stream.push_str("deleteall\n");
        }
        for change in changes {
            match change {
                Change::Write(path, text) => {
                    writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
                }
                Change::Rename(from, to) => writeln!(stream, "R {from} {to}").unwrap(),
                Change::Delete(path) => writeln!(stream, "D {path}").unwrap(),
            }
        }
        self.count
    }

    /// Makes the repository, and its files.
    pub(crate) fn write(&self, folder: &Path) {
        git(folder, &["init", "--quiet"], "");
        git(folder, &["fast-import", "--quiet", "--force"], &self.stream);
        git(folder, &["reset", "--quiet", "--hard"], "");
    }
}
