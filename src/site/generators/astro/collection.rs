//! The configuration of collections in, the folder of one and which of its files are entries out.

use super::super::javascript::{self, Program};
use super::super::paths::{Patterns, plain};
use super::super::{CHOOSE, UNREAD_SETTING};
use crate::diagnostic::{Diagnostic, Severity};
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
    /// The file that defines it.
    defined_in: Option<&'static str>,
    /// The files that are entries.
    files: Patterns,
    /// Whether the patterns say themselves which names with an underscore count.
    shows_hidden: bool,
}

impl Collection {
    /// The collection of a name; without one, the only one.
    pub(super) fn of(definitions: Option<&Definitions>, name: Option<&str>) -> Collection {
        let own = definitions.and_then(|known| Some((known, definition(&known.program.own, name)?)));
        let base = own.and_then(|(known, own)| {
            let base = javascript::literal_in(own, &known.program.whole, "base")?;
            Some((plain(&base), known.file)).filter(|(base, _)| !matches!(base.as_str(), "" | "."))
        });
        let by_name = || {
            let folder = name.map_or("src/content".to_owned(), |name| format!("src/content/{name}"));
            (folder, "Astro's default")
        };
        let has_base = base.is_some();
        let (folder, from) = base.unwrap_or_else(by_name);
        let patterns = own.and_then(|(_, own)| javascript::literals(own, "pattern")).unwrap_or_default();
        let shows_hidden = patterns.iter().any(|pattern| pattern.contains('_'));
        let files = if has_base { Patterns::of(&patterns) } else { below_guessed(&patterns, &folder) };
        Collection {
            name: name.unwrap_or_default().to_owned(),
            folder,
            from: from.to_owned(),
            defined_in: own.map(|(known, _)| known.file),
            files,
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
            defined_in: None,
            files: Patterns::default(),
            shows_hidden: false,
        }
    }

    /// The finding, if it has patterns of which it is not known what they mean.
    pub(super) fn unread(&self, project: Project<'_>) -> Option<Diagnostic> {
        let (pattern, file) = (self.files.unread.first()?, self.defined_in?);
        let message = format!(
            "the pattern `{}` could not be used, so this build may have other articles from `{}`",
            pattern.escape_debug(),
            self.folder
        );
        let finding = Diagnostic::new(&UNREAD_SETTING, message).at(project.place(file)).help(CHOOSE);
        Some(Diagnostic { severity: Severity::Warning, ..finding })
    }

    /// Whether a file below its folder is an entry.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_hidden = || path.split('/').any(|part| part.starts_with('_'));
        is_text(path) && self.files.has(path) && (self.shows_hidden || !is_hidden())
    }
}

pub(super) fn is_text(path: &str) -> bool {
    ["md", "mdx", "markdown"].contains(&extension(path))
}

/// The files of patterns that are relative to the project, below a folder of it that is guessed.
fn below_guessed(patterns: &[String], folder: &str) -> Patterns {
    let below = |pattern: &String| {
        let (mark, path) = pattern.strip_prefix('!').map_or(("", pattern.as_str()), |path| ("!", path));
        let path = path.trim_start_matches("./");
        let inside = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
        format!("{mark}{inside}")
    };
    let patterns: Vec<_> = patterns.iter().map(below).collect();
    let is_anywhere = |pattern: &&String| pattern.trim_start_matches('!').starts_with('*');
    let elsewhere: Vec<_> = patterns.iter().filter(|pattern| !is_anywhere(pattern)).cloned().collect();
    if elsewhere.is_empty() { Patterns::of(&patterns) } else { Patterns::unread(elsewhere) }
}

/// The definition of a collection: the argument of `defineCollection`.
fn definition<'p>(program: &'p str, name: Option<&str>) -> Option<&'p str> {
    let Some(name) = name else { return javascript::arguments(program, "defineCollection") };
    let value = javascript::expression(program, name)?;
    // It may be defined under another name: `collections = { blog: posts }`.
    let value = if value.contains('(') { value } else { javascript::expression(program, value)? };
    javascript::arguments(value, "defineCollection")
}
