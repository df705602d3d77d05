//! The data of a site, of its folders and of its layouts.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::super::folders::head;
use super::super::javascript;
use super::super::settings::{Settings, at, list, parse, text};
use super::Dirs;
use super::permalink::{Permalink, of_value};
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::file_name::{dir, join, name, without_extension};
use crate::site::rules::Project;

/// The key for the tags that an article has from its folders, besides its own.
pub(super) const FOLDER_TAGS: &str = "tags of its folders";

/// The names of files with global data.
const GLOBAL: &[&str] = &["metadata", "site", "meta"];

/// The endings of files with data, the strongest first.
const ENDINGS: &[&str] =
    &[".11tydata.js", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.ts", ".11tydata.json", ".json"];

/// How many layouts may be inside of each other.
const LAYOUTS: usize = 8;

/// The global data.
pub(super) fn global(project: Project<'_>, dirs: &Dirs) -> Settings {
    let mut settings = Settings::default();
    for stem in GLOBAL {
        for ending in ["json", "yaml", "yml", "toml"] {
            settings.add(project, &format!("{}/{stem}.{ending}", dirs.data), &[]);
        }
        for ending in ["js", "mjs", "cjs", "ts"] {
            let file = format!("{}/{stem}.{ending}", dirs.data);
            if let Some(program) = project.text(&file) {
                settings.add_value(&file, of_program(&program), &[]);
            }
        }
    }
    settings
}

/// The plain values of a program with global data.
fn of_program(program: &str) -> Json {
    let author = javascript::block(program, "author");
    let name = author.and_then(|author| javascript::literal(author, "name"));
    let keys = [
        "url",
        "baseUrl",
        "siteUrl",
        "base",
        "title",
        "siteName",
        "description",
        "language",
        "lang",
        "locale",
    ];
    let values =
        keys.iter().filter_map(|key| Some(((*key).to_owned(), javascript::literal(program, key)?.into())));
    let author = name
        .or_else(|| javascript::literal(program, "author"))
        .map(|name| ("author".to_owned(), name.into()));
    Json::Object(values.chain(author).collect())
}

/// What the files of a folder have in common.
#[derive(Debug, Default)]
pub(super) struct Folder {
    file: String,
    tags: Vec<String>,
    layout: Option<String>,
    permalink: Option<Permalink>,
    /// Other texts, by key.
    texts: Vec<(String, String)>,
}

/// The data of folders, of single files and of layouts.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// By the path of the folder, or of the file without its extension.
    scopes: BTreeMap<String, Folder>,
    layouts: BTreeMap<String, Folder>,
}

impl Data {
    pub(super) fn read(project: Project<'_>, dirs: &Dirs, files: &[String]) -> Data {
        let mut data = Data::default();
        let is_hidden = |path: &str| {
            path.split('/')
                .scan(String::new(), |at, part| {
                    *at = join(at, part);
                    Some(at.clone())
                })
                .any(|at| dirs.hides(&at))
        };
        for ending in ENDINGS.iter().rev() {
            for file in files.iter().filter(|file| file.ends_with(ending) && !is_hidden(file)) {
                let stem = file.strip_suffix(ending).unwrap_or(file);
                let Some(scope) = scope(stem, ending) else { continue };
                let path = join(&dirs.input, file);
                if let Some(folder) = project.text(&path).and_then(|text| Folder::of(&path, &text)) {
                    data.scopes.insert(scope, folder);
                }
            }
        }
        for includes in &dirs.includes {
            for file in (project.list)(includes) {
                let path = join(includes, &file);
                if let Some(layout) = project.text(&path).and_then(|text| Folder::of_head(&path, &text)) {
                    data.layouts.entry(without_extension(&file).to_owned()).or_insert(layout);
                }
            }
        }
        data
    }

    /// The scopes of a file, the nearest first.
    fn scopes(&self, path: &str) -> impl Iterator<Item = &Folder> {
        let folders =
            std::iter::successors(Some(dir(path)), |folder| (!folder.is_empty()).then(|| dir(folder)));
        let paths = [without_extension(path)].into_iter().chain(folders);
        paths.filter_map(|path| self.scopes.get(path))
    }

    /// The values of keys that a file lacks.
    pub(super) fn of(&self, path: &str) -> Table<'static> {
        let mut entries: Vec<Entry<'static>> = Vec::new();
        let value = |text: &str| Value { node: Node::Text(text.to_owned().into()), span: 0..0 };
        let mut tags = Vec::new();
        for scope in self.scopes(path) {
            tags.extend(scope.tags.iter().map(|tag| value(tag)));
            let texts = scope.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()));
            for (key, text) in texts.chain(scope.layout.as_deref().map(|layout| ("layout", layout))) {
                if !entries.iter().any(|(known, ..)| known == key) {
                    entries.push((key.to_owned().into(), 0..0, value(text)));
                }
            }
        }
        if !tags.is_empty() {
            entries.push((FOLDER_TAGS.into(), 0..0, Value { node: Node::List(tags), span: 0..0 }));
        }
        Table { entries, span: 0..0 }
    }

    /// The permalink that a file has from its folders, or from its layout.
    pub(super) fn permalink(&self, path: &str, layout: Option<&str>) -> Option<&Permalink> {
        let of_scope = self.scopes(path).find_map(|scope| scope.permalink.as_ref());
        of_scope.or_else(|| self.of_layout(layout?, LAYOUTS))
    }

    fn of_layout(&self, layout: &str, left: usize) -> Option<&Permalink> {
        let by_stem = || self.layouts.get(without_extension(layout));
        let layout = self.layouts.get(layout).or_else(by_stem)?;
        let above = || self.of_layout(layout.layout.as_deref()?, left.checked_sub(1)?);
        layout.permalink.as_ref().or_else(above)
    }

    /// A file whose permalinks cannot be read.
    pub(super) fn computed_in(&self) -> Option<String> {
        let all = self.scopes.values().chain(self.layouts.values());
        all.filter(|scope| scope.permalink.as_ref().is_some_and(Permalink::is_computed))
            .map(|scope| scope.file.clone())
            .next()
    }
}

/// The folder that a data file is for, which has its name, or the file.
fn scope(stem: &str, ending: &str) -> Option<String> {
    let folder = dir(stem);
    if name(folder) == name(stem) && !folder.is_empty() {
        return Some(folder.to_owned());
    }
    (ending != ".json").then(|| stem.to_owned())
}

impl Folder {
    fn of(file: &str, text: &str) -> Option<Folder> {
        if file.ends_with("json") {
            return Some(Folder::of_value(file, &parse(file, text).ok()?));
        }
        let permalink = javascript::has(text, "permalink").then(|| {
            let template = javascript::literal(text, "permalink");
            template.map_or(Permalink::Computed, |template| Permalink::of(&template))
        });
        let texts = ["author", "lang", "language"].into_iter();
        let texts = texts.filter_map(|key| Some((key.to_owned(), javascript::literal(text, key)?)));
        let truths = ["draft", "eleventyExcludeFromCollections"].into_iter();
        let truths = truths.filter(|key| javascript::word(text, key) == Some("true"));
        Some(Folder {
            file: file.to_owned(),
            tags: javascript::literals(text, "tags").unwrap_or_default(),
            layout: javascript::literal(text, "layout"),
            permalink,
            texts: texts.chain(truths.map(|key| (key.to_owned(), "true".to_owned()))).collect(),
        })
    }

    /// What the head of a layout says about the pages that it is for.
    fn of_head(file: &str, text: &str) -> Option<Folder> {
        let head = head(text);
        (!head.is_null()).then(|| Folder {
            tags: Vec::new(),
            texts: Vec::new(),
            ..Folder::of_value(file, &head)
        })
    }

    fn of_value(file: &str, value: &Json) -> Folder {
        let others = value.as_object().into_iter().flatten();
        let texts =
            others.filter(|(key, _)| !["tags", "layout", "permalink", "date"].contains(&key.as_str()));
        Folder {
            file: file.to_owned(),
            tags: at(value, &["tags"]).map(list).unwrap_or_default(),
            layout: text(value, &["layout"]),
            permalink: at(value, &["permalink"]).map(of_value),
            texts: texts.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect(),
        }
    }
}
