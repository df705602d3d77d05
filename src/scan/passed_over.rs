//! Why a build would pass a file over, before it is there: nothing is made that nobody would ever see.

use std::path::Path;

use ignore::gitignore::Gitignore;

use super::special::IgnoreFiles;
use super::walk::Patterns;
use crate::config::Content;

/// Why the file at `path`, below the content folder `root`, would be no article, whatever stood in it; none if it could
/// be one.
#[must_use]
pub fn passed_over(root: &Path, path: &str, content: &Content, output: &Path) -> Option<&'static str> {
    let file = root.join(path);
    if path.split('/').any(|part| part.starts_with('.')) {
        Some("files and folders whose names begin with a dot are hidden")
    } else if is_output(root, path, output) {
        Some("it would lie in the output folder")
    } else if !Patterns::new(content).take(path) {
        Some("`include` and `exclude` in the configuration leave it out")
    } else {
        is_ignored(root, &file).then_some("a file `.ignore` leaves it out")
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

/// Whether the nearest `.ignore` file that knows of it leaves it out.
fn is_ignored(root: &Path, file: &Path) -> bool {
    let folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    let ignore_files = IgnoreFiles::default();
    let readable =
        folders.filter(|folder| ignore_files.check(folder).is_none() && !ignore_files.are_too_long());
    let said = readable.map(|folder| {
        let (rules, _) = Gitignore::new(folder.join(".ignore"));
        let below = file.strip_prefix(folder).unwrap_or(file);
        rules.matched_path_or_any_parents(below, false).map(|_| ())
    });
    said.into_iter().find(|said| !said.is_none()).is_some_and(|said| said.is_ignore())
}
