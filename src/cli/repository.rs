//! Paths from the working folder in, paths from the root of the repository out: annotations and code scanning need those.

use std::path::{Component, Path, PathBuf};

use crate::cli::input::{STDIN, is_address};

/// The working folder, and the folder of all repositories' files on a CI runner.
pub(crate) struct RepositoryPaths {
    current: PathBuf,
    workspace: Option<PathBuf>,
}

impl RepositoryPaths {
    /// What the environment says.
    #[expect(clippy::disallowed_methods, reason = "here the environment becomes a parameter")]
    pub(crate) fn of_environment() -> RepositoryPaths {
        let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
        RepositoryPaths { current: std::env::current_dir().unwrap_or_default(), workspace }
    }

    /// A path from the root of the repository; unchanged, if it is in none.
    pub(crate) fn path(&self, file: &Path) -> PathBuf {
        if is_address(&file.to_string_lossy()) || file == Path::new(STDIN) {
            return file.to_path_buf();
        }
        let absolute = normalized(&self.current.join(file));
        // A path through a link may only be in a repository once the link is followed.
        let followed = absolute.canonicalize().ok();
        let found = [Some(absolute), followed].into_iter().flatten().find_map(|path| self.below_root(&path));
        found.unwrap_or_else(|| file.to_path_buf())
    }

    fn below_root(&self, file: &Path) -> Option<PathBuf> {
        let workspace = self.workspace.as_ref().and_then(|folder| folder.canonicalize().ok());
        let roots = [root(&self.current), file.parent().and_then(root), workspace];
        let below = |root: &PathBuf| file.strip_prefix(root).ok().map(Path::to_path_buf);
        roots.iter().flatten().find_map(below)
    }
}

/// The root of the repository that contains a folder. In a worktree or a submodule, `.git` is a file.
fn root(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
}

/// An absolute path without `.` and `..`.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => normal.push(part),
        }
    }
    normal
}
