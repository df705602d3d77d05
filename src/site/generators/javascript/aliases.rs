//! The aliases of a project for what programs import in, from `tsconfig.json` or `jsconfig.json`, and from Vite; the files that
//! an import may mean out.

use super::{block, inside, items, literal, literals_in, texts, vite, without_comments};
use crate::site::file_name::{dir, extension};
use crate::site::generators::paths::resolved;
use crate::site::rules::Project;
use crate::source::javascript::string;

/// The files with aliases, of which the first counts.
const FILES: &[&str] = &["tsconfig.json", "jsconfig.json"];

/// How many files one may extend, and how deep.
const EXTENDED: usize = 4;
const DEPTH: usize = 4;

/// The usual aliases of the folder of sources.
const USUAL: &[&str] = &["@/", "~/", "@@/"];

/// The aliases of a project, whose paths are relative to it.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// The folder of what is imported without an alias.
    base: Option<String>,
    /// Patterns with at most one `*` each, and the paths that they stand for.
    paths: Option<Vec<(String, Vec<String>)>>,
    /// Those of Vite, which come first.
    of_vite: Vec<(String, Vec<String>)>,
}

impl Aliases {
    pub(super) fn read(project: Project<'_>) -> Aliases {
        let own = FILES.iter().find_map(|file| Aliases::of_file(project, file, DEPTH)).unwrap_or_default();
        Aliases { of_vite: vite::aliases(project), ..own }
    }

    /// The aliases of a file, and those of the files of the project that it extends.
    fn of_file(project: Project<'_>, file: &str, left: usize) -> Option<Aliases> {
        let left = left.checked_sub(1)?;
        let text = without_comments(&project.text(file)?);
        let folder = dir(file);
        let extended = literals_in(&text, &text, "extends").unwrap_or_default();
        let of_project = extended.iter().filter(|other| other.starts_with('.')).take(EXTENDED);
        let above = of_project.filter_map(|other| {
            let path = resolved(folder, other);
            let path = if extension(&path) == "json" { path } else { format!("{path}.json") };
            Aliases::of_file(project, &path, left)
        });
        // What a later one says replaces what the ones before it say.
        let above = above.fold(Aliases::default(), |before, one| one.or(before));
        let options = block(&text, "compilerOptions").unwrap_or_default();
        let base = literal(options, "baseUrl").map(|base| resolved(folder, &base));
        let from = base.as_deref().or(above.base.as_deref()).unwrap_or(folder);
        let paths = block(options, "paths").map(|paths| of_paths(paths, from));
        Some(Aliases { base, paths, of_vite: Vec::new() }.or(above))
    }

    fn or(self, other: Aliases) -> Aliases {
        Aliases { base: self.base.or(other.base), paths: self.paths.or(other.paths), ..self }
    }

    /// The paths that an import in a file may mean, the likeliest first.
    pub(super) fn paths(&self, file: &str, import: &str) -> Vec<String> {
        if import.starts_with("./") || import.starts_with("../") {
            return vec![resolved(dir(file), import)];
        }
        let aliased = [&self.of_vite[..], self.paths.as_deref().unwrap_or_default()];
        let aliased = aliased.into_iter().flat_map(|aliases| closest(aliases, import));
        let below = self.base.iter().map(|base| resolved(base, import));
        let usual = USUAL.iter().filter_map(|start| import.strip_prefix(start));
        aliased.chain(below).chain(usual.map(|rest| resolved("src", rest))).collect()
    }
}

/// The paths of the pattern that matches most of an import.
fn closest(aliases: &[(String, Vec<String>)], import: &str) -> Vec<String> {
    let matching = aliases.iter().filter_map(|(pattern, targets)| Some((matched(pattern, import)?, targets)));
    let closest = matching.min_by_key(|(rest, _)| rest.len());
    let paths = closest
        .into_iter()
        .flat_map(|(rest, targets)| targets.iter().map(move |target| target.replacen('*', rest, 1)));
    paths.collect()
}

/// The patterns of an object, whose paths are relative to a folder.
fn of_paths(paths: &str, from: &str) -> Vec<(String, Vec<String>)> {
    let alias = |item: &str| {
        let (pattern, rest) = string(item.trim_start())?;
        let list = inside(rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')?)?;
        Some((pattern, texts(list).iter().map(|path| resolved(from, path)).collect()))
    };
    items(paths).into_iter().filter_map(alias).collect()
}

/// What stands in an import for the `*` of a pattern.
fn matched<'i>(pattern: &str, import: &'i str) -> Option<&'i str> {
    match pattern.split_once('*') {
        Some((start, end)) => import.strip_prefix(start)?.strip_suffix(end),
        None => (pattern == import).then_some(""),
    }
}
