//! The program and the readers, the sites that they work on, and the outcome of a check.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::program;

/// The time of every build.
const NOW: &str = "2026-11-29T12:00:00Z";

/// How many lines of a program that failed are shown.
const SHOWN: usize = 40;

/// Something that must hold, with how much was looked at, and what is wrong.
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) count: usize,
    pub(crate) problems: Vec<String>,
}

impl Check {
    pub(crate) fn new(name: String, count: usize, mut problems: Vec<String>) -> Check {
        if count == 0 {
            problems.push("there was nothing to look at".to_owned());
        }
        Check { name, count, problems }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.problems.is_empty() { "ok  " } else { "FAIL" };
        write!(f, "{verdict} {} ({})", self.name, self.count)?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n    {}", problem.replace('\n', "\n    ")))
    }
}

/// A copy of a site that the program has built.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// Builds the project's own site.
    pub(crate) fn own() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        fs::copy(project().join("feedwright.toml"), site.path("feedwright.toml")).unwrap();
        copy(&project().join("content"), &site.path("content"));
        site.build();
        site
    }

    /// Builds the site of odd articles.
    pub(crate) fn odd() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        copy(&project().join("tests/readers"), site.folder.path());
        site.build();
        site
    }

    /// Builds a site whose generator makes a page of each tag.
    pub(crate) fn tagged() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(site.path("content")).unwrap();
        let files = [
            ("config.toml", "base_url = \"https://odd.ruiz.dev/box\"\ntaxonomies = [{ name = \"tags\" }]\n"),
            (
                "feedwright.toml",
                "[content]\ngenerator = \"zola\"\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n[[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n",
            ),
            (
                "content/a.md",
                "+++\ntitle = \"Rain\"\ndate = 2026-01-01\n[taxonomies]\ntags = [\"Rain & <wind>\"]\n+++\nIt rained.\n",
            ),
        ];
        for (path, text) in files {
            fs::write(site.path(path), text).unwrap();
        }
        site.build();
        site
    }

    /// Builds the show with everything that a podcast can say.
    pub(crate) fn show() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        copy(&project().join("tests/show"), site.folder.path());
        site.build();
        site
    }

    /// Builds it again, whatever was built before.
    pub(crate) fn build(&self) {
        let args = ["build", "--now", NOW, "--against", "none"];
        run(program().args(args).current_dir(self.folder.path())).unwrap();
    }

    /// A path in its folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }
}

/// What `.ci/readers` prints, as JSON.
pub(crate) fn readers(readers: &Path, args: &[&str], paths: &[PathBuf]) -> Result<Value, String> {
    let mut script = Command::new(project().join(".ci/readers"));
    let output = run(script.arg(readers).args(args).args(paths))?;
    serde_json::from_slice(&output.stdout).map_err(|problem| format!("{args:?}: {problem}"))
}

fn run(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|problem| format!("{command:?}: {problem}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let said: Vec<_> = said.lines().take(SHOWN).collect();
    Err(format!("{command:?}: {}\n{}", output.status, said.join("\n")))
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with its files.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
