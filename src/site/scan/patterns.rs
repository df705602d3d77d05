//! The patterns of `include` and `exclude` in; which files they choose, and the patterns that match none, out. They mean
//! what the lines of `.ignore` files mean.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::UNUSED_PATTERN;
use crate::diagnostic::{Diagnostic, Place};
use crate::root::without_dots;
use crate::site::config::Content;
use crate::site::file_name::{describes_folder, is_section_index};
use crate::site::kind::is_sidecar;

/// The files that the configuration includes.
pub(super) struct Patterns {
    has_rule: bool,
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
    /// Each pattern of the configuration itself.
    written: Vec<Written>,
}

/// Folders that are there only where a site is built.
const USUAL: &[&str] = &["node_modules", "_drafts", "drafts"];

/// One pattern, and whether a file has matched it.
struct Written {
    alone: Gitignore,
    is_used: AtomicBool,
}

impl Patterns {
    pub(super) fn new(content: &Content) -> Patterns {
        let set = |patterns: &[String]| (!patterns.is_empty()).then(|| matcher(patterns));
        let has_rule = content.rules.is_article.is_some();
        let alone = |(pattern, _): &(String, Place)| Written {
            alone: matcher(std::slice::from_ref(pattern)),
            is_used: AtomicBool::new(false),
        };
        Patterns {
            has_rule,
            include: set(&content.include),
            exclude: set(&content.exclude),
            written: content.written_patterns.iter().map(alone).collect(),
        }
    }

    /// Whether only some files are included.
    pub(super) fn has_include(&self) -> bool {
        self.include.is_some()
    }

    /// Whether a file describes its folder. A rule of the site says whether a `README` is an article.
    pub(super) fn ignores(&self, path: &str) -> bool {
        if self.has_rule { is_section_index(path) } else { describes_folder(path) }
    }

    pub(super) fn take(&self, path: &str) -> bool {
        self.use_written(path, false);
        // What belongs to an article comes with it.
        let included = self.include.as_ref().is_none_or(|include| matches(include, path) || is_sidecar(path));
        included && !self.excludes(path)
    }

    /// Whether a file is excluded, by itself or with a folder around it.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.exclude.as_ref().is_some_and(|exclude| matches(exclude, path))
    }

    /// Whether a folder is excluded with everything in it.
    pub(super) fn excludes_folder(&self, path: &str) -> bool {
        self.use_written(path, true);
        let exclude = self.exclude.as_ref();
        exclude.is_some_and(|exclude| exclude.matched_path_or_any_parents(path, true).is_ignore())
    }

    /// Notes which patterns of the configuration match a path.
    fn use_written(&self, path: &str, is_folder: bool) {
        for written in self.written.iter().filter(|written| !written.is_used.load(Ordering::Relaxed)) {
            if !written.alone.matched_path_or_any_parents(path, is_folder).is_none() {
                written.is_used.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The patterns that no file has matched: mistakes, unless they name what is left out anyway. `places` are those of
    /// the patterns.
    pub(super) fn unused(&self, root: &Path, places: &[(String, Place)], output: &Path) -> Vec<Diagnostic> {
        let unused = self.written.iter().zip(places).filter(|(written, (pattern, _))| {
            let path = without_dots(&root.join(plain(pattern).trim_matches('/')));
            let is_hidden =
                pattern.trim_end_matches('/').rsplit('/').next().is_some_and(|name| name.starts_with('.'));
            let is_usual = USUAL.contains(&pattern.trim_matches('/'));
            let is_left_out = is_hidden || is_usual || path.exists() || path == without_dots(output);
            !written.is_used.load(Ordering::Relaxed) && !is_left_out
        });
        unused.map(|(_, (pattern, place))| finding(pattern, place, root)).collect()
    }
}

fn matches(patterns: &Gitignore, path: &str) -> bool {
    patterns.matched_path_or_any_parents(path, false).is_ignore()
}

/// A pattern without a reference to the folder that it starts in anyway.
fn plain(pattern: &str) -> &str {
    pattern.trim_start_matches("./")
}

fn matcher(patterns: &[String]) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        // The configuration has found the pattern valid.
        let _ = builder.add_line(None, plain(pattern));
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn finding(pattern: &str, place: &Place, root: &Path) -> Diagnostic {
    Diagnostic::new(&UNUSED_PATTERN, format!("no file matches `{}`", pattern.escape_debug()))
        .at(place.clone())
        .help(format!("patterns start in `{}`: correct it, or remove it", root.display()))
}
