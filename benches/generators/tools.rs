//! The generators and the program, and the copies of sites that they work on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::program::program;
use crate::sites::Site;

/// How many lines of a program that failed are shown.
const SHOWN: usize = 40;

/// A copy of a site that its generator has built.
pub(crate) struct Built(TempDir);

impl Built {
    /// What the generator wrote.
    pub(crate) fn output(&self, site: &Site) -> PathBuf {
        self.0.path().join(site.output)
    }
}

/// Runs the generator of a site on a copy of it.
pub(crate) fn build_of_generator(site: &Site, generators: &Path) -> Result<Built, String> {
    let script = project().join(".ci/generators");
    if !generators.join(format!("{}.installed", package(site.name))).is_file() {
        return Err(format!(
            "{} is not installed: `.ci/generators {}` does it",
            site.name,
            generators.display()
        ));
    }
    let copy = tempfile::tempdir().unwrap();
    self::copy(&sources(site), copy.path());
    run(Command::new(script).arg(generators).arg(site.name).current_dir(copy.path()))?;
    Ok(Built(copy))
}

/// The name of what is installed for a generator.
fn package(name: &str) -> &str {
    if ["hugo", "pelican"].contains(&name) { "python" } else { name }
}

/// Runs the program.
pub(crate) fn feedwright(folder: &Path, args: &[&str]) -> Result<String, String> {
    let output = run(program().args(args).current_dir(folder))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The differences between two folders as JSON lines, whatever the verdict.
pub(crate) fn diff(own: &Path, ours: &Path) -> String {
    let output = program().arg("diff").args([own, ours]).args(["--message-format", "json"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn run(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|problem| format!("{command:?}: {problem}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = [&output.stderr[..], &output.stdout].concat();
    let said: Vec<_> = String::from_utf8_lossy(&said).lines().take(SHOWN).map(str::to_owned).collect();
    Err(format!("{command:?}: {}\n{}", output.status, said.join("\n")))
}

/// The files of a site.
pub(crate) fn sources(site: &Site) -> PathBuf {
    project().join("tests/generators").join(site.name)
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder into another one.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&path), target).unwrap();
    }
}

/// The paths of all files below a folder, with slashes.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
