//! A configuration in, the files and folders that its build depends on out, and whether a changed path is among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use notify::{RecursiveMode, Watcher};

use crate::cli::failure::Failure;
use crate::cli::repository::normalized;
use crate::root::or_current_dir;
use crate::site::config::{BodyFrom, Config};
use crate::site::document::Published;
use crate::site::scan::{self, Mark};

/// What a build of a project depends on. All paths are absolute, with links followed as far as they exist.
#[derive(Default)]
pub(super) struct Watched {
    /// The configuration, which may not exist.
    file: PathBuf,
    /// Files and folders that count with all that is in them.
    paths: BTreeSet<PathBuf>,
    /// The output folder, which counts only as far as a path in it does.
    output: Option<Output>,
    /// The documents that were published: our own changes.
    own: BTreeSet<PathBuf>,
    /// What is watched already, and whether as a whole.
    added: BTreeSet<(PathBuf, bool)>,
}

struct Output {
    dir: PathBuf,
    /// Whether it existed when it was last looked at.
    is_there: bool,
}

impl Watched {
    /// Begins with a configuration alone: what else its build depends on, it says itself. Until it can be read, what the
    /// last build depended on is watched, too.
    pub(super) fn restart(&mut self, file: &Path) {
        self.added.clear();
        self.file = absolute(file);
        self.paths.insert(self.file.clone());
    }

    /// What the build of a configuration depends on.
    pub(super) fn follow(&mut self, config: &Config) {
        let project = or_current_dir(&config.project);
        let content = &config.content;
        let pages = project.join(&content.pages.dir);
        let has_pages =
            content.body_from == BodyFrom::Page || content.pages.have_addresses || config.check.links;
        let pins = content.pins.iter().map(|(file, _)| file.clone());
        // Some look at the names in the project's own folder, whose files are watched anyway.
        let read = config.read.iter().filter(|path| !path.is_empty() && *path != ".");
        let read = read.map(|path| project.join(path));
        self.paths = BTreeSet::from([self.file.clone()]);
        self.paths.extend(config.content_folders().iter().map(|folder| absolute(folder)));
        self.paths.extend(pins.chain(read).chain([project.join("templates")]).map(|path| absolute(&path)));
        self.paths.extend(has_pages.then(|| absolute(&pages)));
        if content.uses_git() {
            self.paths.extend(scan::git::references(project).iter().map(|path| absolute(path)));
        }
        let dir = absolute(&config.output);
        self.output = Some(Output { is_there: dir.exists(), dir });
    }

    /// Also the files in which something is wrong with the configuration.
    pub(super) fn follow_findings(&mut self, failure: &Failure) {
        if let Failure::Configuration(found) = failure {
            let files = found.iter().filter_map(|finding| Some(&finding.place.as_ref()?.file));
            self.paths.extend(files.map(|file| absolute(file)));
        }
    }

    /// Changes of these documents are our own.
    pub(super) fn ignore(&mut self, documents: &[Published]) {
        if let Some(output) = &mut self.output {
            self.own.extend(documents.iter().map(|document| output.dir.join(&document.path)));
            output.is_there = output.dir.exists();
        }
    }

    /// Lets a watcher report what happens to all of it. A file is watched through its folder, since editors replace
    /// files; and what does not exist, through the nearest folder above it that does.
    pub(super) fn add_to(&mut self, watcher: &mut dyn Watcher) -> notify::Result<()> {
        let whole: BTreeSet<_> = self.paths.iter().filter(|path| path.is_dir()).cloned().collect();
        let above =
            |path: &PathBuf| path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_path_buf);
        let above: BTreeSet<_> = self.paths.iter().filter_map(above).collect();
        let is_within = |path: &&PathBuf| path.ancestors().skip(1).any(|folder| whole.contains(folder));
        let whole = whole.iter().filter(|path| !is_within(path)).map(|path| (path, RecursiveMode::Recursive));
        let above =
            above.iter().filter(|path| !is_within(path)).map(|path| (path, RecursiveMode::NonRecursive));
        for (path, mode) in whole.chain(above) {
            let key = (path.clone(), mode == RecursiveMode::Recursive);
            if self.added.contains(&key) {
                continue;
            }
            match watcher.watch(path, mode) {
                // It was removed meanwhile, which the folder above it reports.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                Err(error) => return Err(error),
                Ok(()) => _ = self.added.insert(key),
            }
        }
        Ok(())
    }

    /// The marks of all that a build depends on.
    pub(super) fn marks(&self) -> BTreeMap<PathBuf, Mark> {
        scan::marks(self.paths.iter(), &|path| self.contains(path))
    }

    /// Whether a build depends on the file or folder at a path that has changed.
    pub(super) fn contains(&self, path: &Path) -> bool {
        if self.own.contains(path) {
            return false;
        }
        let Some(output) = self.output.as_ref().filter(|output| path.starts_with(&output.dir)) else {
            return self.paths.iter().any(|wanted| concerns(wanted, path));
        };
        let mut in_output = self.paths.iter().filter(|wanted| wanted.starts_with(&output.dir));
        if path == output.dir {
            // Our own builds create the folder, and remove it if it stays empty.
            return !output.is_there && path.exists() && in_output.next().is_some();
        }
        in_output.any(|wanted| concerns(wanted, path))
    }
}

/// Whether a change at a path is one of a file or folder: of what is in it, or of the folders around it.
fn concerns(wanted: &Path, path: &Path) -> bool {
    match path.strip_prefix(wanted) {
        Ok(rest) => !rest.iter().any(|name| is_foreign(&name.to_string_lossy())),
        Err(_) => wanted.starts_with(path),
    }
}

/// Whether a name is one of a file that editors, or builds, write on the way to another, or of a folder of other programs.
fn is_foreign(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && name != IGNORE;
    is_hidden
        || name == PACKAGES
        || name.ends_with('~')
        || name.contains("___jb_")
        || is_marked(name)
        || name.contains(".feedwright-")
}

/// The folder of packages of JavaScript, which may be in a project that is its own content folder.
const PACKAGES: &str = "node_modules";

/// `#name#`, as Emacs saves by itself.
fn is_marked(name: &str) -> bool {
    name.starts_with('#') && name.ends_with('#')
}

/// The hidden files that count wherever they are.
const IGNORE: &str = ".ignore";

/// A path from the root, with links followed as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = normalized(&std::env::current_dir().unwrap_or_default().join(path));
    for folder in path.ancestors() {
        if let (Ok(followed), Ok(rest)) = (folder.canonicalize(), path.strip_prefix(folder)) {
            return if rest.as_os_str().is_empty() { followed } else { followed.join(rest) };
        }
    }
    path
}
