//! The configuration of collections in, the folder of one and which of its files are entries out.

use super::super::javascript::{self, Program};
use super::super::paths::{Patterns, common, plain, resolved};
use super::super::{unread_choice, unread_files, unread_filter};
use super::schema::Defaults;
use crate::diagnostic::Diagnostic;
use crate::site::file_name::{below, dir, extension, without_extension};
use crate::site::rules::Project;
use crate::source::javascript::{is_name, is_part_of_name};

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

/// The program that defines collections.
pub(super) struct Definitions {
    program: Program,
}

impl Definitions {
    pub(super) fn find(project: Project<'_>) -> Option<Definitions> {
        FILES.iter().find_map(|file| Some(Definitions { program: Program::read(project, file)? }))
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
    defined_in: Option<String>,
    /// The files that are entries, and the patterns of these as they are written.
    files: Patterns,
    patterns: Vec<String>,
    /// What of its definition leaves out files, and could not be used.
    unread_filter: Option<String>,
    /// Its folder, if that could not be used.
    unread_folder: Option<String>,
    /// Whether the patterns say themselves which names with an underscore count.
    shows_hidden: bool,
    /// What its entries have without saying it.
    pub(super) defaults: Defaults,
}

impl Collection {
    /// The collection of a name; without one, the only one.
    pub(super) fn of(definitions: Option<&Definitions>, name: Option<&str>) -> Collection {
        let own = definitions.and_then(|known| Some((known, found(known, name)?)));
        let base = own.and_then(|(known, (file, own))| Some((base(own, file, known)?, file)));
        let is_read = base.is_some();
        let base = base.filter(|(base, _)| !base.is_empty());
        let by_name = || {
            let folder = name.map_or("src/content".to_owned(), |name| format!("src/content/{name}"));
            (folder, "Astro's default")
        };
        let has_base = base.is_some();
        let (folder, from) = base.unwrap_or_else(by_name);
        let of_code = own.and_then(|(known, (_, own))| unread_pattern(own, known));
        let unread_folder = own.filter(|_| !is_read).and_then(|(_, (_, own))| written(own, "base"));
        let unread_folder = unread_folder.map(|base| format!("the folder `{base}`"));
        let patterns =
            own.and_then(|(known, (_, own))| javascript::literals_in(own, &known.program.whole, "pattern"));
        let patterns = patterns.unwrap_or_default();
        let shows_hidden = patterns.iter().any(|pattern| pattern.contains('_'));
        let files = if has_base { Patterns::of(&patterns) } else { below_guessed(&patterns, &folder) };
        Collection {
            name: name.unwrap_or_default().to_owned(),
            folder,
            from: from.to_owned(),
            defined_in: own.map(|(_, (file, _))| file.to_owned()),
            unread_filter: of_code
                .or_else(|| Some(format!("the pattern `{}`", files.unread.first()?.escape_debug()))),
            unread_folder,
            patterns,
            files,
            shows_hidden,
            defaults: own
                .map(|(known, (_, own))| Defaults::of(own, &known.program.whole))
                .unwrap_or_default(),
        }
    }

    /// The texts among the pages of a site.
    pub(super) fn of_pages(folder: &str) -> Collection {
        Collection {
            name: String::new(),
            folder: folder.to_owned(),
            from: "Astro's default".to_owned(),
            defined_in: None,
            patterns: Vec::new(),
            files: Patterns::default(),
            unread_filter: None,
            unread_folder: None,
            shows_hidden: false,
            defaults: Defaults::default(),
        }
    }

    /// The files of patterns, which are relative to the project.
    pub(super) fn of_files(patterns: &[String]) -> Collection {
        let is_plain = |part: &&str| !part.contains(['*', '?', '{', '[']);
        let wanted = patterns.iter().filter(|pattern| !pattern.starts_with('!'));
        let folders = wanted.map(|pattern| {
            let plain: Vec<_> = dir(pattern).split('/').take_while(is_plain).collect();
            plain.join("/")
        });
        let folders: Vec<_> = folders.collect();
        let folder = common(&folders.iter().map(String::as_str).collect::<Vec<_>>());
        let inside = |pattern: &String| {
            let (mark, path) = pattern.strip_prefix('!').map_or(("", pattern.as_str()), |path| ("!", path));
            format!("{mark}{}", below(path, &folder).unwrap_or(path))
        };
        let patterns: Vec<_> = patterns.iter().map(inside).collect();
        Collection {
            files: Patterns::of(&patterns),
            patterns,
            from: "the program of its feed".to_owned(),
            ..Collection::of_pages(&folder)
        }
    }

    /// Whether it has the same files as another.
    pub(super) fn is_same(&self, other: &Collection) -> bool {
        (&self.name, &self.folder, &self.patterns) == (&other.name, &other.folder, &other.patterns)
    }

    /// The finding, if it has patterns of which it is not known what they mean.
    pub(super) fn unread_files(&self, project: Project<'_>) -> Option<Diagnostic> {
        let place = project.place(self.defined_in.as_ref()?);
        Some(unread_files(self.may_lack(self.unread_filter.as_ref()?), place))
    }

    /// The finding, if it has defaults of the keys that conditions ask for, or a folder, of which it is not known what they
    /// mean.
    pub(super) fn unread(&self, project: Project<'_>, asked: &[String]) -> Option<Diagnostic> {
        let place = project.place(self.defined_in.as_ref()?);
        if let Some(what) = self.defaults.unread(asked) {
            return Some(unread_filter(self.may_lack(&what), place));
        }
        let what = self.unread_folder.as_ref().filter(|_| self.unread_filter.is_none())?;
        let message =
            format!("{what} could not be used, so this build may have other articles from `{}`", self.folder);
        Some(unread_choice(message, place))
    }

    fn may_lack(&self, what: &str) -> String {
        format!("{what} could not be used, and may leave out articles from `{}`", self.folder)
    }

    /// Whether a file below its folder is an entry.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_hidden = || path.split('/').any(|part| part.starts_with('_'));
        is_text(path) && self.files.has(path) && (self.shows_hidden || !is_hidden())
    }
}

/// The folder that a definition says: a text, or a URL relative to its file.
fn base(definition: &str, file: &str, known: &Definitions) -> Option<String> {
    let written = || javascript::expression(definition, "base")?.strip_prefix("new URL(");
    let of_url = || {
        let arguments = javascript::items(javascript::inside(written()?)?);
        let path = javascript::text_of(&known.program.whole, arguments.first()?)?;
        arguments.get(1).filter(|base| base.contains("import.meta.url"))?;
        Some(resolved(dir(file), &path))
    };
    let text = javascript::literal_in(definition, &known.program.whole, "base");
    text.map(|base| plain(&base)).or_else(of_url)
}

/// The value of a key of a definition, as it is written.
fn written(definition: &str, key: &str) -> Option<String> {
    javascript::expression(definition, key).map(|value| value.escape_debug().to_string())
}

/// The pattern of a definition, if it is code.
fn unread_pattern(definition: &str, known: &Definitions) -> Option<String> {
    let has_patterns = javascript::literals_in(definition, &known.program.whole, "pattern").is_some();
    let pattern = written(definition, "pattern").filter(|_| !has_patterns);
    pattern.map(|pattern| format!("the pattern `{pattern}`"))
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

/// The file that defines a collection, which the program may import, and the definition.
fn found<'k>(known: &'k Definitions, name: Option<&str>) -> Option<(&'k str, &'k str)> {
    let own = known.program.own.as_str();
    // It may have another name where it is defined: `collections = { blog: posts }`, `import { posts as blog } from …`.
    let name = name.map(|name| {
        let value = javascript::expression(own, name).filter(|value| is_name(value)).unwrap_or(name);
        (name, imported(own, value).unwrap_or(value))
    });
    let mut files = known.program.files();
    let (first, text) = files.next()?;
    let here = definition(text, name.map(|(name, _)| name)).map(|definition| (first, definition));
    here.or_else(|| {
        let named = |(file, text)| Some((file, definition(text, name.map(|(_, name)| name))?));
        files.find_map(named).or_else(|| default(known, name?.1))
    })
}

/// The name that something has in the file that it is imported from.
fn imported<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    let mut renamed = program.match_indices(" as ").filter(|(at, mark)| {
        let rest = program.get(at + mark.len()..).unwrap_or_default();
        rest.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with([',', '}']))
    });
    let before = program.get(..renamed.next()?.0)?.trim_end();
    before.rsplit(|c| !is_part_of_name(c)).next().filter(|name| !name.is_empty())
}

/// The collection that a file of the program is, which is imported by a name: `import blog from "./blog"`.
fn default<'k>(known: &'k Definitions, name: &str) -> Option<(&'k str, &'k str)> {
    let (_, rest) = known.program.own.split_once(&format!("import {name} from"))?;
    let path = rest.trim_start().strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    let path = path.trim_start_matches(['.', '/', '@', '~', '#']);
    let is_it = |file: &str| {
        let stem = without_extension(file);
        [stem, stem.strip_suffix("/index").unwrap_or(stem), file].iter().any(|known| known.ends_with(path))
    };
    let (file, text) = known.program.files().skip(1).find(|(file, _)| is_it(file))?;
    let (_, exported) = text.split_once("export default ")?;
    let called = exported.trim_start().strip_prefix("defineCollection(").and_then(javascript::inside);
    let named = || definition(text, Some(exported.split([';', '\n']).next()?.trim()));
    Some((file, called.or_else(named)?))
}

/// The definition of a collection: the argument of `defineCollection`.
fn definition<'p>(program: &'p str, name: Option<&str>) -> Option<&'p str> {
    let Some(name) = name else { return javascript::arguments(program, "defineCollection") };
    let value = javascript::expression(program, name)?;
    // It may be defined under another name: `collections = { blog: posts }`.
    let value = if value.contains('(') { value } else { javascript::expression(program, value)? };
    javascript::arguments(value, "defineCollection")
}
