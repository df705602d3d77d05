//! The configuration of collections in, the folder of one and which of its files are entries out.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::super::javascript::{self, Program};
use super::super::paths::plain;
use crate::site::file_name::extension;
use crate::site::rules::Project;

/// Files that define collections.
const FILES: &[&str] = &[
    "src/content.config.ts",
    "src/content.config.js",
    "src/content.config.mjs",
    "src/content.config.mts",
    "src/content/config.ts",
    "src/content/config.js",
    "src/content/config.mjs",
];

/// The files that define collections, and the program in them.
pub(super) struct Definitions {
    file: &'static str,
    program: Program,
}

impl Definitions {
    pub(super) fn find(project: Project<'_>) -> Option<Definitions> {
        FILES.iter().find_map(|file| Some(Definitions { file, program: Program::read(project, file)? }))
    }
}

/// A collection.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) name: String,
    /// Its folder in the project.
    pub(super) folder: String,
    /// The file that says so.
    pub(super) from: String,
    /// The files that are entries, if names with an underscore may be among them.
    files: Option<GlobSet>,
}

impl Collection {
    /// The collection of a name; without one, the only one.
    pub(super) fn of(definitions: Option<&Definitions>, name: Option<&str>) -> Collection {
        let own = definitions.and_then(|known| Some((known, definition(&known.program.own, name)?)));
        let base = own.and_then(|(known, own)| {
            let base = javascript::literal_in(own, &known.program.whole, "base")?;
            Some((plain(&base), known.file)).filter(|(base, _)| !base.is_empty())
        });
        let by_name = || {
            let folder = name.map_or("src/content".to_owned(), |name| format!("src/content/{name}"));
            (folder, "Astro's default")
        };
        let (folder, from) = base.unwrap_or_else(by_name);
        let patterns = own.and_then(|(_, own)| javascript::literals(own, "pattern")).unwrap_or_default();
        Collection {
            name: name.unwrap_or_default().to_owned(),
            folder,
            from: from.to_owned(),
            files: set(&patterns),
        }
    }

    /// The texts among the pages of a site.
    pub(super) fn of_pages(folder: &str) -> Collection {
        let from = "Astro's default".to_owned();
        Collection { name: String::new(), folder: folder.to_owned(), from, files: None }
    }

    /// Whether a file below its folder is an entry.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_hidden = || path.split('/').any(|part| part.starts_with('_'));
        let is_entry = match &self.files {
            Some(files) => files.is_match(path),
            None => !is_hidden(),
        };
        is_text(path) && is_entry
    }
}

pub(super) fn is_text(path: &str) -> bool {
    ["md", "mdx", "markdown"].contains(&extension(path))
}

/// The definition of a collection: the argument of `defineCollection`.
fn definition<'p>(program: &'p str, name: Option<&str>) -> Option<&'p str> {
    let Some(name) = name else { return javascript::arguments(program, "defineCollection") };
    let value = javascript::expression(program, name)?;
    // It may be defined under another name: `collections = { blog: posts }`.
    let value = if value.contains('(') { value } else { javascript::expression(program, value)? };
    javascript::arguments(value, "defineCollection")
}

/// The files of patterns that say themselves which names with an underscore count.
fn set(patterns: &[String]) -> Option<GlobSet> {
    if !patterns.iter().any(|pattern| pattern.contains('_')) {
        return None;
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().ok()?);
    }
    set.build().ok()
}
