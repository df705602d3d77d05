//! The paths below the content folder in; bundles and sections, with what their `_index` files say, out.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::Value;

use super::urls::{Paths, clean};
use crate::feed::Language;
use crate::site::file_name::{FileName, NameRules, dir, has_extension, join, name};
use crate::site::generators::folders::head;
use crate::site::rules::Project;

/// The extensions of content files.
const CONTENT: &[&str] =
    &["md", "mdown", "markdown", "html", "htm", "org", "adoc", "asciidoc", "ad", "rst", "pandoc", "pdc"];

/// The folders of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// Folders whose `index` file is an article, and whose other files belong to it.
    pub(super) bundles: BTreeSet<String>,
    /// The sections by their paths in the site.
    pub(super) sections: BTreeMap<String, Section>,
    /// What the `_index` files say.
    pub(super) heads: Vec<Head>,
    /// The files with programs that make more pages.
    pub(super) programs: Vec<String>,
}

/// The name of a program that makes pages.
const PROGRAM: &str = "_content.gotmpl";

/// A section.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Its folders below the content folder.
    pub(super) folders: BTreeSet<String>,
    /// The name of its folder.
    pub(super) name: String,
    /// Whether it has an `_index` file in some language.
    pub(super) is_branch: bool,
    /// How many content files are in it and below it, if it is no section of another one.
    pub(super) files: usize,
}

/// What an `_index` file says.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its folder below the content folder.
    pub(super) folder: String,
    /// The path of its section in the site; empty for the home page.
    pub(super) section: String,
    /// Its language; `None` for the site's own.
    pub(super) language: Option<Language>,
    /// Its head.
    pub(super) values: Value,
}

/// Files that lie in one folder.
struct ListedFolder<'f> {
    path: &'f str,
    /// Whether one of them is an `index` file, below the content folder itself.
    is_bundle: bool,
    /// Its `_index` files.
    heads: Vec<&'f str>,
    /// The program that makes more pages.
    program: Option<&'f str>,
    has_content: bool,
    /// How many files with content there are, without the `_index` files.
    files: usize,
}

impl<'f> ListedFolder<'f> {
    /// None if there are no files.
    fn of(files: &'f [String]) -> Option<ListedFolder<'f>> {
        let path = dir(files.first()?);
        let content: Vec<_> = files.iter().map(String::as_str).filter(|file| is_content(file)).collect();
        let heads: Vec<_> = content.iter().copied().filter(|file| begins_with(file, "_index.")).collect();
        Some(ListedFolder {
            path,
            is_bundle: !path.is_empty() && content.iter().any(|file| begins_with(file, "index.")),
            program: files.iter().map(String::as_str).find(|file| name(file) == PROGRAM),
            has_content: !content.is_empty(),
            files: content.len() - heads.len(),
            heads,
        })
    }
}

/// Whether a file may be content.
pub(super) fn is_content(path: &str) -> bool {
    let name = name(path);
    !name.starts_with(['.', '#']) && has_extension(name, CONTENT)
}

impl Tree {
    pub(super) fn read(project: Project<'_>, content: &str, names: &NameRules, paths: Paths) -> Tree {
        let files = (project.list)(content);
        let folders: Vec<_> =
            files.par_chunk_by(|a, b| dir(a) == dir(b)).filter_map(ListedFolder::of).collect();
        let mut tree = Tree::default();
        for folder in &folders {
            tree.programs.extend(folder.program.map(|file| join(content, file)));
            if folder.is_bundle {
                tree.bundles.insert(folder.path.to_owned());
            }
            for file in &folder.heads {
                tree.add_head(project, content, (file, names), paths);
            }
        }
        for folder in folders.iter().filter(|folder| folder.has_content) {
            tree.add_top(folder.path, folder.files, names, paths);
        }
        tree
    }

    /// Adds the section of an `_index` file.
    fn add_head(
        &mut self,
        project: Project<'_>,
        content: &str,
        (file, names): (&str, &NameRules),
        paths: Paths,
    ) {
        let file_name = FileName::of(file, names, |_| false);
        let dir = file_name.site_dir();
        let section = site_path(&dir, paths);
        let values = project.text(&join(content, file)).map(|text| head(&text)).unwrap_or_default();
        if !section.is_empty() {
            let known = self.sections.entry(section.clone()).or_default();
            known.folders.insert(self::dir(file).to_owned());
            name(&dir).clone_into(&mut known.name);
            known.is_branch = true;
        }
        self.heads.push(Head {
            folder: self::dir(file).to_owned(),
            section,
            language: file_name.language,
            values,
        });
    }

    /// Adds the first folder of a path with some files, which is a section unless it is a bundle.
    fn add_top(&mut self, folder: &str, files: usize, names: &NameRules, paths: Paths) {
        // A root contains the files in it, not itself.
        let of = names.root_of(&format!("{folder}/"));
        if of.is_none() && !names.roots.is_empty() {
            return;
        }
        let (root, mount) = of.map_or(("", ""), |root| (root.dir.as_str(), root.mount.as_str()));
        let below = folder.strip_prefix(root).unwrap_or(folder).trim_start_matches('/');
        let first = below.split('/').next().unwrap_or_default();
        let (name, source) = match mount.split('/').next().filter(|first| !first.is_empty()) {
            Some(mounted) => (mounted, root.to_owned()),
            None => (first, join(root, first)),
        };
        if name.is_empty() || self.bundles.contains(&source) {
            return;
        }
        let section = self.sections.entry(site_path(name, paths)).or_default();
        section.folders.insert(source);
        section.files += files;
        if section.name.is_empty() {
            name.clone_into(&mut section.name);
        }
    }

    /// Whether a file belongs to the article of a folder that it is in.
    pub(super) fn is_resource(&self, path: &str) -> bool {
        if self.bundles.is_empty() {
            return false;
        }
        let own = dir(path);
        let is_own = !begins_with(path, "index.") && self.bundles.contains(own);
        let mut above = own;
        is_own
            || std::iter::from_fn(|| {
                above = above.rsplit_once('/').map(|(above, _)| above)?;
                Some(above)
            })
            .any(|above| self.bundles.contains(above))
    }

    /// The paths of the sections that a folder of the site is in, from the first folder on.
    pub(super) fn sections_of(&self, dir: &str, paths: Paths) -> Vec<String> {
        let mut found = Vec::new();
        let mut path = String::new();
        for (at, part) in dir.split('/').filter(|part| !part.is_empty()).enumerate() {
            path = join(&path, &site_path(part, paths));
            let is_branch = || self.sections.get(&path).is_some_and(|section| section.is_branch);
            if at == 0 || is_branch() {
                found.push(path.clone());
            }
        }
        found
    }

    /// What the `_index` file of a section says in a language. One without a language is in the site's own.
    pub(super) fn head_of(&self, section: &str, language: Option<&Language>, is_own: bool) -> Option<&Value> {
        let of = |wanted: Option<&Language>| {
            let found = |head: &&Head| head.section == section && head.language.as_ref() == wanted;
            self.heads.iter().find(found).map(|head| &head.values)
        };
        of(language).or_else(|| of(None).filter(|_| is_own))
    }

    /// The section with most content files.
    pub(super) fn largest(&self) -> Option<&str> {
        let largest = self
            .sections
            .iter()
            .max_by(|(a, one), (b, other)| one.files.cmp(&other.files).then_with(|| b.cmp(a)));
        largest.filter(|(_, section)| section.files > 0).map(|(path, _)| path.as_str())
    }
}

/// A folder as a path in the site.
pub(super) fn site_path(dir: &str, paths: Paths) -> String {
    clean(&paths.sanitized(&paths.name(dir))).into_owned()
}

/// Whether the name of a file begins so, in any case.
fn begins_with(path: &str, start: &str) -> bool {
    name(path).get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}
