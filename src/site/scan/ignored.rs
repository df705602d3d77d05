//! Why a build would ignore a file that does not exist yet: nothing is created that would never be published.

use std::path::Path;

use super::ignore_files::IgnoreFiles;
use super::walk::Patterns;
use crate::root::Root;
use crate::site::config::Content;

/// Why the file at `path`, below the content folder `root`, would be no article, whatever stood in it; none if it could
/// be one.
#[must_use]
pub(crate) fn ignored(root: &Path, path: &str, content: &Content, output: &Path) -> Option<&'static str> {
    let file = root.join(path);
    if path.split('/').any(|part| part.starts_with('.')) {
        Some("files and folders whose names begin with a dot are hidden")
    } else if is_output(root, path, output) {
        Some("it would be in the output folder")
    } else if !Patterns::new(content).take(path) {
        Some("`include` or `exclude` in the configuration leaves it out")
    } else {
        is_ignored(root, &file).then_some("a `.ignore` file leaves it out")
    }
}

/// Whether it would lie in the output folder, where that lies within the content, so that it is passed over.
fn is_output(root: &Path, path: &str, output: &Path) -> bool {
    let (root, output) = match (root.canonicalize(), output.canonicalize()) {
        (Ok(root), Ok(output)) => (root, output),
        // Nothing is there yet that could lead elsewhere.
        (Ok(_) | Err(_), _) => (root.to_path_buf(), output.to_path_buf()),
    };
    output != root && output.starts_with(&root) && root.join(path).starts_with(&output)
}

/// Whether `.ignore` files leave it out, or a folder that it is in.
fn is_ignored(root: &Path, file: &Path) -> bool {
    let Ok(open) = Root::open_optional(root) else { return false };
    let files = IgnoreFiles::new(&open);
    let mut above: Vec<_> = file.ancestors().take_while(|path| path.starts_with(root)).collect();
    above.reverse();
    // From the content folder down: what is left out, is with all that is in it.
    above.windows(2).any(|step| {
        let [folder, inside] = step else { return false };
        // What cannot be read stops a build, which says so.
        let _ = files.read(folder);
        files.leaves_out(inside, *inside != file)
    })
}
