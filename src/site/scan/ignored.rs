//! The path of a file that may not exist yet in, the reason why a build would ignore it out. No file is created that
//! would never be published.

use std::path::Path;

use super::ignore_files::IgnoreFiles;
use super::patterns::Patterns;
use super::walk::PACKAGES;
use crate::root::{Root, or_current_dir};
use crate::site::config::Content;

/// Why the file at `path`, below the content folder `root`, would be no article, whatever stood in it; none if it could
/// be one.
#[must_use]
pub(crate) fn ignored(root: &Path, path: &str, content: &Content, output: &Path) -> Option<&'static str> {
    let file = root.join(path);
    if path.split('/').any(|part| part.starts_with('.')) {
        Some("files and folders whose names begin with a dot are hidden")
    } else if path.rsplit('/').skip(1).any(|folder| folder == PACKAGES) {
        Some("folders named `node_modules` hold packages")
    } else if !content.may_contain(path) {
        Some("it is in none of the folders of `dir` in the configuration")
    } else if is_output(root, path, output) {
        Some("it would be in the output folder")
    } else if !Patterns::new(content).take(path) {
        Some("`include` or `exclude` in the configuration leaves it out")
    } else {
        is_ignored(root, &file).then_some("a `.ignore` file leaves it out")
    }
}

/// Whether the configuration or a `.ignore` file leaves out a file that is no article itself.
#[must_use]
pub(crate) fn is_left_out(root: &Path, path: &str, content: &Content) -> bool {
    Patterns::new(content).excludes(path) || is_ignored(root, &root.join(path))
}

/// Whether the file would be in the output folder, which is ignored if it is inside the content folder.
fn is_output(root: &Path, path: &str, output: &Path) -> bool {
    let (root, output) = match (or_current_dir(root).canonicalize(), output.canonicalize()) {
        (Ok(root), Ok(output)) => (root, output),
        // What does not exist yet contains no links.
        (Ok(_) | Err(_), _) => (root.to_path_buf(), output.to_path_buf()),
    };
    output != root && output.starts_with(&root) && root.join(path).starts_with(&output)
}

/// Whether `.ignore` files leave out the file, or a folder around it.
fn is_ignored(root: &Path, file: &Path) -> bool {
    let Ok(open) = Root::open_optional(root) else { return false };
    let files = IgnoreFiles::new(&open);
    let mut above: Vec<_> = file.ancestors().take_while(|path| path.starts_with(root)).collect();
    above.reverse();
    // From the content folder down, since a folder is left out with everything in it.
    above.windows(2).any(|step| {
        let [folder, inside] = step else { return false };
        // A build reports files that it cannot read.
        let _ = files.read(folder);
        files.leaves_out(inside, *inside != file)
    })
}
