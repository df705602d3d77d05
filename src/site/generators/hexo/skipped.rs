//! The patterns of `ignore` and `skip_render` in; the posts that Hexo does not render out.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::super::settings::Settings;
use super::POSTS;
use crate::site::file_name::join;

/// The posts that are not rendered.
pub(super) struct Skipped {
    source: String,
    /// Patterns of paths in the file system, of files or of folders above them.
    ignored: GlobSet,
    /// Patterns of paths below the folder of all sources.
    copied: GlobSet,
}

impl Skipped {
    pub(super) fn of(settings: &Settings) -> Skipped {
        let source = settings.text(&["source_dir"]).map_or_else(|| "source".to_owned(), |dir| dir.value);
        Skipped {
            source: source.trim_matches('/').to_owned(),
            ignored: globs(&settings.list(&["ignore"])),
            copied: globs(&settings.list(&["skip_render"])),
        }
    }

    /// Whether the post at a path below their folder is one of them.
    pub(super) fn contains(&self, path: &str) -> bool {
        let post = join(POSTS, path);
        let file = join(&self.source, &post);
        let folders = file.match_indices('/').filter_map(|(end, _)| file.get(..end));
        self.copied.is_match(&post) || folders.chain([file.as_str()]).any(|path| self.ignored.is_match(path))
    }
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in patterns.iter().filter_map(|pattern| glob(pattern)) {
        set.add(glob);
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

fn glob(pattern: &str) -> Option<globset::Glob> {
    GlobBuilder::new(pattern).literal_separator(true).build().ok()
}
