//! The configuration of collections in, the folder of one and which of its files are entries out.

use globset::GlobSet;

use super::super::javascript::{self, Program};
use super::super::paths::{globs, plain};
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
    /// The files that are entries, if patterns say it, and those that patterns leave out.
    files: Option<GlobSet>,
    without: Option<GlobSet>,
    /// Whether the patterns say themselves which names with an underscore count.
    shows_hidden: bool,
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
        let shows_hidden = patterns.iter().any(|pattern| pattern.contains('_'));
        let (without, files): (Vec<_>, Vec<_>) =
            patterns.into_iter().partition(|pattern| pattern.starts_with('!'));
        let without: Vec<_> =
            without.iter().map(|pattern| pattern.trim_start_matches('!').to_owned()).collect();
        Collection {
            name: name.unwrap_or_default().to_owned(),
            folder,
            from: from.to_owned(),
            files: globs(&files),
            without: globs(&without),
            shows_hidden,
        }
    }

    /// The texts among the pages of a site.
    pub(super) fn of_pages(folder: &str) -> Collection {
        let from = "Astro's default".to_owned();
        Collection {
            name: String::new(),
            folder: folder.to_owned(),
            from,
            files: None,
            without: None,
            shows_hidden: false,
        }
    }

    /// Whether a file below its folder is an entry.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_hidden = || path.split('/').any(|part| part.starts_with('_'));
        is_text(path)
            && self.files.as_ref().is_none_or(|files| files.is_match(path))
            && !self.without.as_ref().is_some_and(|files| files.is_match(path))
            && (self.shows_hidden || !is_hidden())
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
