//! The data of a site, of its folders and of its layouts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::super::folders::head;
use super::super::javascript::{self, Program};
use super::super::settings::{Settings, at, list, text};
use super::Dirs;
use super::filters::DateFilters;
use super::permalink::{Permalink, is_neutral, leaves_out_drafts, of_value};
use crate::diagnostic::Diagnostic;
use crate::site::fields::{Entry, Node, Table, UNKNOWN_KEYS, Value};
use crate::site::file_name::{below, dir, extension, join, name, without_extension};
use crate::site::rules::{Detected, Project};
use crate::source::javascript::is_part_of_name;

/// The key for the tags that an article has from its folders, besides its own.
pub(super) const FOLDER_TAGS: &str = "tags of its folders";

/// What stands before a key whose value is not put together with those of folders.
pub(super) const OVERRIDE: &str = "override:";

/// The key for tags that replace those of folders.
pub(super) const OVERRIDDEN_TAGS: &str = "override:tags";

/// The key for whether an article is in no list, or for the lists that it is not in.
pub(super) const EXCLUDED: &str = "eleventyExcludeFromCollections";

/// The key for the lists that the folders of an article keep it out of, besides its own.
pub(super) const FOLDER_EXCLUDED: &str = "lists without the articles of its folders";

/// The key of what conditions ask for: the tags of an article without those whose lists it is not in.
pub(super) const LISTED_TAGS: &str = "tags whose lists it is in";

/// The key for what the folders of an article, or the whole site, compute for it.
const FOLDER_COMPUTED: &str = "what its folders compute";

/// The tables of a head whose members are computed.
pub(super) const COMPUTING: &[&str] = &[COMPUTED, FOLDER_COMPUTED];

/// The names of files with global data.
const GLOBAL: &[&str] = &["metadata", "site", "meta"];

/// The endings of files that are data, and those of programs.
const TABLES: &[&str] = &["json", "yaml", "yml", "toml"];
const PROGRAMS: &[&str] = &["js", "mjs", "cjs", "ts"];

/// The key for what is computed for each page from the data that it has.
const COMPUTED: &str = "eleventyComputed";

/// The endings of files with data, the strongest first.
const ENDINGS: &[&str] =
    &[".11tydata.js", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.ts", ".11tydata.json", ".json"];

/// The keys of data in programs that are read by themselves.
const OWN: &[&str] =
    &["author", "date", "draft", EXCLUDED, COMPUTED, "lang", "language", "layout", "permalink", "tags"];

/// How deep the values of an object are in brackets that a function returns.
const OBJECT: usize = 2;

/// How many layouts may be inside of each other.
const LAYOUTS: usize = 8;

/// The global data.
pub(super) fn global(project: Project<'_>, dirs: &Dirs) -> Settings {
    let mut settings = Settings::default();
    for stem in GLOBAL {
        for ending in TABLES {
            settings.add(project, &join(&dirs.data, &format!("{stem}.{ending}")), &[]);
        }
        for file in PROGRAMS.iter().map(|ending| join(&dirs.data, &format!("{stem}.{ending}"))) {
            if let Some(program) = Program::read(project, &file) {
                settings.add_value(&file, of_program(&program), &[]);
            }
        }
    }
    settings
}

/// The text of a key in the global data of a name, which `program` may add.
pub(super) fn named(
    project: Project<'_>,
    dirs: &Dirs,
    table: &str,
    key: &str,
    program: &str,
) -> Option<Detected> {
    let mut settings = Settings::default();
    for ending in TABLES {
        settings.add(project, &join(&dirs.data, &format!("{table}.{ending}")), &[]);
    }
    let keys: Vec<_> = key.split('.').collect();
    let in_files = || {
        let mut files = PROGRAMS.iter().map(|ending| join(&dirs.data, &format!("{table}.{ending}")));
        files.find_map(|file| {
            let program = Program::read(project, &file)?;
            let text = if keys.len() == 1 { program.literal(key) } else { None };
            Some(Detected::new(text.or_else(|| javascript::text_of(&program.whole, key))?, &file))
        })
    };
    let in_program = || {
        let value = added(program, table)?;
        Some(Detected::new(javascript::literal_in(value, program, key)?, "the configuration of Eleventy"))
    };
    settings.text(&keys).or_else(in_files).or_else(in_program)
}

/// The object that a program adds to the global data of all templates.
pub(super) fn added<'p>(program: &'p str, table: &str) -> Option<&'p str> {
    let mut calls = javascript::calls(program, "addGlobalData").map(javascript::items);
    calls.find_map(|items| {
        let [name, value] = items.as_slice() else { return None };
        let is_named = name.trim_matches(['"', '\'', '`']) == table;
        let object =
            || value.strip_prefix('{').map_or_else(|| javascript::block(program, value), javascript::inside);
        is_named.then(object).flatten()
    })
}

/// The plain values of a program with global data.
fn of_program(program: &Program) -> Json {
    let author = javascript::block(&program.own, "author");
    let name = author.and_then(|author| javascript::literal_in(author, &program.whole, "name"));
    let keys = [
        "url",
        "baseUrl",
        "siteUrl",
        "base",
        "baseURL",
        "siteURL",
        "site_url",
        "homepage",
        "domain",
        "origin",
        "title",
        "name",
        "siteName",
        "description",
        "language",
        "lang",
        "locale",
    ];
    // The title of something inside is not that of the site.
    let is_outside = |key: &str| javascript::depth(&program.own, key).is_none_or(|depth| depth <= OBJECT);
    let keys = keys.iter().filter(|key| is_outside(key));
    let values = keys.filter_map(|key| Some(((*key).to_owned(), program.literal(key)?.into())));
    let author = name.or_else(|| program.literal("author")).map(|name| ("author".to_owned(), name.into()));
    Json::Object(values.chain(author).collect())
}

/// What the files of a folder have in common.
#[derive(Debug, Default)]
pub(super) struct Folder {
    file: String,
    tags: Vec<String>,
    /// The lists that they are not in.
    excluded: Vec<String>,
    /// The keys whose values are not put together with those of the folders around it.
    overridden: Vec<String>,
    layout: Option<String>,
    permalink: Option<Permalink>,
    /// The permalink that is computed from the data of each page.
    computed: Option<Permalink>,
    /// The keys that are computed besides, from the data of each page.
    computes: Vec<String>,
    /// Its keys besides that of addresses, which are computed in a file that is for what is computed.
    members: Vec<String>,
    /// Other texts, by key.
    texts: Vec<(String, String)>,
}

/// The keys of a table besides that of addresses. What is no table has any.
fn members(table: &Json) -> Vec<String> {
    let keys =
        table.as_object().map(|table| table.keys().filter(|key| *key != "permalink").cloned().collect());
    keys.unwrap_or_else(|| vec![UNKNOWN_KEYS.to_owned()])
}

/// The data of folders, of single files and of layouts.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// By the path of the folder, or of the file without its extension.
    scopes: BTreeMap<String, Folder>,
    layouts: BTreeMap<String, Folder>,
    /// The files of layouts that have other names, too.
    aliases: BTreeMap<String, String>,
    /// What is computed for all pages.
    global: Folder,
    /// The filters of the site that write dates.
    pub(super) filters: DateFilters,
    /// Whether lists of folders are put together, as they are unless the program says otherwise.
    are_merged: bool,
    /// Files of data that could not be read.
    pub(super) found: Vec<Diagnostic>,
    /// The folder that the site is made from.
    pub(super) input: String,
}

impl Data {
    /// Reads all of it. `program` may add forms of files.
    pub(super) fn read(
        project: Project<'_>,
        dirs: &Dirs,
        files: &[String],
        program: (&str, &Program),
    ) -> Data {
        let filters = DateFilters::of(&program.1.whole);
        let mut data = Data { global: computed(project, dirs, program, &filters), ..Data::default() };
        let is_hidden = |path: &str| {
            path.split('/')
                .scan(String::new(), |at, part| {
                    *at = join(at, part);
                    Some(at.clone())
                })
                .any(|at| dirs.hides(&at))
        };
        let added = added_endings(&program.1.whole);
        let endings = ENDINGS.iter().map(|ending| (*ending).to_owned()).chain(added);
        let is_text = |file: &&String| ["md", "markdown", "html", "njk", "liquid"].contains(&extension(file));
        let texts: BTreeSet<_> = files.iter().filter(is_text).map(|file| without_extension(file)).collect();
        for ending in endings.collect::<Vec<_>>().iter().rev() {
            for file in files.iter().filter(|file| file.ends_with(ending.as_str()) && !is_hidden(file)) {
                let stem = file.strip_suffix(ending.as_str()).unwrap_or(file);
                let Some(scope) = scope(stem, ending, &texts) else { continue };
                let path = join(&dirs.input, file);
                let mut settings = Settings::default();
                if let Some(folder) = Folder::read(project, &path, &filters, &mut settings) {
                    data.scopes.insert(scope, folder);
                }
                data.found.append(&mut settings.found);
            }
        }
        for includes in &dirs.includes {
            for file in (project.list)(includes) {
                let path = join(includes, &file);
                if let Some(layout) =
                    project.text(&path).and_then(|text| Folder::of_head(&path, &text, &filters))
                {
                    data.layouts.entry(without_extension(&file).to_owned()).or_insert(layout);
                }
            }
        }
        let aliases = javascript::calls(&program.1.whole, "addLayoutAlias").map(javascript::texts);
        data.aliases = aliases
            .filter_map(|texts| {
                if let [name, file] = texts.as_slice() { Some((name.clone(), file.clone())) } else { None }
            })
            .collect();
        data.filters = filters;
        data.input.clone_from(&dirs.input);
        data.are_merged = !program.1.whole.contains("setDataDeepMerge(false)");
        data
    }

    /// The scopes of a file, the nearest first.
    fn scopes(&self, path: &str) -> impl Iterator<Item = &Folder> {
        let folders =
            std::iter::successors(Some(dir(path)), |folder| (!folder.is_empty()).then(|| dir(folder)));
        let paths = [without_extension(path)].into_iter().chain(folders);
        paths.filter_map(|path| self.scopes.get(path))
    }

    /// A layout, and those that it is inside of.
    fn layouts<'d>(&'d self, layout: Option<&str>) -> impl Iterator<Item = &'d Folder> + use<'d> {
        let named = |name: &str| {
            let name = self.aliases.get(name).map_or(name, String::as_str);
            self.layouts.get(name).or_else(|| self.layouts.get(without_extension(name)))
        };
        let first = layout.and_then(named);
        std::iter::successors(first, move |folder| named(folder.layout.as_deref()?)).take(LAYOUTS)
    }

    /// The values of keys that a file with a head lacks.
    pub(super) fn of(&self, path: &str, head: &Table<'_>) -> Table<'static> {
        let mut entries: Vec<Entry<'static>> = Vec::new();
        let value = |text: &str| Value { node: Node::Text(text.to_owned().into()), span: 0..0 };
        let own = head.get("layout").and_then(Value::scalar);
        let layout = own.or_else(|| self.scopes(path).find_map(|scope| scope.layout.clone()));
        let scopes: Vec<_> = self.scopes(path).chain(self.layouts(layout.as_deref())).collect();
        for scope in &scopes {
            let texts = scope.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()));
            for (key, text) in texts.chain(scope.layout.as_deref().map(|layout| ("layout", layout))) {
                if !entries.iter().any(|(known, ..)| known == key) {
                    entries.push((key.to_owned().into(), 0..0, value(text)));
                }
            }
        }
        let lists = [
            ("tags", FOLDER_TAGS, self.merged(&scopes, "tags", |folder| &folder.tags)),
            (EXCLUDED, FOLDER_EXCLUDED, self.merged(&scopes, EXCLUDED, |folder| &folder.excluded)),
        ];
        for (key, merged_key, list) in lists.into_iter().filter(|(.., list)| !list.is_empty()) {
            let key = if self.are_merged { merged_key } else { key };
            let node = Node::List(list.iter().map(|text| value(text)).collect());
            entries.push((key.into(), 0..0, Value { node, span: 0..0 }));
        }
        let computing = scopes.into_iter().chain([&self.global]).flat_map(|scope| &scope.computes);
        let computing: Vec<Entry<'static>> = computing
            .map(|key| {
                (key.clone().into(), 0..0, Value { node: Node::Computed(key.clone().into()), span: 0..0 })
            })
            .collect();
        if !computing.is_empty() {
            let node = Node::Table(Table { entries: computing, span: 0..0 });
            entries.push((FOLDER_COMPUTED.into(), 0..0, Value { node, span: 0..0 }));
        }
        Table { entries, span: 0..0 }
    }

    /// The list of a key that a file has from its folders and layouts: of each, up to the one that overrides those around it.
    fn merged<'d>(&self, scopes: &[&'d Folder], key: &str, list: fn(&Folder) -> &[String]) -> Vec<&'d str> {
        let mut all = Vec::new();
        for scope in scopes {
            all.extend(list(scope).iter().map(String::as_str));
            let is_last =
                !self.are_merged && !all.is_empty() || scope.overridden.iter().any(|one| one == key);
            if is_last {
                break;
            }
        }
        all
    }

    /// The permalink that a file has from its folders, from its layout, or from the whole site.
    pub(super) fn permalink(&self, path: &str, layout: Option<&str>) -> Option<&Permalink> {
        self.value(path, layout, |folder| folder.permalink.as_ref())
    }

    /// The same, of those that are computed from the data of each page.
    pub(super) fn computed(&self, path: &str, layout: Option<&str>) -> Option<&Permalink> {
        self.value(path, layout, |folder| folder.computed.as_ref())
    }

    fn value(
        &self,
        path: &str,
        layout: Option<&str>,
        value: fn(&Folder) -> Option<&Permalink>,
    ) -> Option<&Permalink> {
        let of_scope = self.scopes(path).find_map(value);
        of_scope.or_else(|| self.layouts(layout).find_map(value)).or_else(|| value(&self.global))
    }

    /// The keys of heads that decide whether an article has a page.
    pub(super) fn asked(&self) -> Vec<String> {
        let folders = self.scopes.values().chain(self.layouts.values()).chain([&self.global]);
        let permalinks = folders.flat_map(|folder| [&folder.permalink, &folder.computed]).flatten();
        permalinks.flat_map(Permalink::asked).filter(|key| key != "permalink").collect()
    }

    /// The file that computes the permalinks of texts, out of the `files` of the site.
    pub(super) fn computed_in(&self, files: &[String]) -> Option<String> {
        let has_texts = |scope: &str| {
            let is_text = |file: &&String| ["md", "markdown", "html"].contains(&extension(file));
            files.iter().filter(is_text).any(|file| {
                without_extension(file) == scope || scope.is_empty() || below(file, scope).is_some()
            })
        };
        let of_scopes = self.scopes.iter().filter(|(scope, _)| has_texts(scope)).map(|(_, folder)| folder);
        let is_computed = |folder: &&Folder| {
            [&folder.permalink, &folder.computed].into_iter().flatten().any(Permalink::is_computed)
        };
        [&self.global].into_iter().chain(of_scopes).find(is_computed).map(|folder| folder.file.clone())
    }
}

/// What the program and the global data compute for all pages.
fn computed(
    project: Project<'_>,
    dirs: &Dirs,
    (file, program): (&str, &Program),
    filters: &DateFilters,
) -> Folder {
    let calls = || javascript::calls(&program.whole, "addGlobalData").map(javascript::items);
    let in_program = || {
        calls().find_map(|items| {
            let [name, value] = items.as_slice() else { return None };
            let permalink = match name.trim_matches(['"', '\'', '`']) {
                "permalink" | "eleventyComputed.permalink" => {
                    let read = || Permalink::of_neutral(&program.whole, value);
                    if is_neutral(&program.whole, value) { read() } else { Some(Permalink::Computed) }
                }
                COMPUTED if javascript::has(value, "permalink") => {
                    Permalink::of_program(&program.whole, value, filters)
                }
                _ => None,
            };
            permalink.map(|permalink| (file.to_owned(), permalink))
        })
    };
    let files = PROGRAMS.iter().chain(&["json"]).map(|end| join(&dirs.data, &format!("{COMPUTED}.{end}")));
    let read = |file: String| Some((Folder::read(project, &file, filters, &mut Settings::default())?, file));
    let files: Vec<_> = files.filter_map(read).collect();
    let mut computes: Vec<String> = files.iter().flat_map(|(folder, _)| folder.members.clone()).collect();
    for items in calls() {
        let [name, value] = items.as_slice() else { continue };
        match name.trim_matches(['"', '\'', '`']).strip_prefix(COMPUTED) {
            Some("") => computes
                .extend(computed_keys(value.strip_prefix('{').and_then(javascript::inside), &program.whole)),
            Some(below) => {
                computes.extend(computed_key(below.trim_start_matches('.'), value, &program.whole));
            }
            None => {}
        }
    }
    let in_files = || {
        let mut files = files.iter();
        files.find_map(|(folder, file)| Some((file.clone(), folder.permalink.clone()?)))
    };
    let whole = || {
        let mut files =
            PROGRAMS.iter().chain(&["json"]).map(|end| join(&dirs.data, &format!("permalink.{end}")));
        files.find(|file| project.text(file).is_some()).map(|file| (file, Permalink::Computed))
    };
    let found = in_program().or_else(in_files).or_else(whole);
    let (file, computed) = found.map_or_else(Default::default, |(file, permalink)| (file, Some(permalink)));
    Folder { file, computed, computes, ..Folder::default() }
}

/// The keys that the members of an object compute. What is no such object computes any.
fn computed_keys(object: Option<&str>, program: &str) -> Vec<String> {
    let Some(object) = object else { return vec![UNKNOWN_KEYS.to_owned()] };
    let members = javascript::items(object).into_iter().filter(|member| !member.is_empty());
    let key = |member: &str| {
        let plain = member.trim_start_matches(['"', '\'', '`']);
        let end = plain.find(|c| !is_part_of_name(c)).unwrap_or(plain.len());
        let key = plain.get(..end).filter(|key| !key.is_empty()).unwrap_or(UNKNOWN_KEYS);
        let value = plain
            .split_once(':')
            .filter(|(before, _)| before.trim_end_matches(['"', '\'', '`']).trim() == key);
        computed_key(key, value.map_or(plain, |(_, value)| value.trim()), program)
    };
    members.filter_map(key).collect()
}

/// A key that is computed, but for that of addresses, and for a function that only keeps drafts out of lists.
fn computed_key(key: &str, value: &str, program: &str) -> Option<String> {
    let is_known = key == "permalink" || key == EXCLUDED && leaves_out_drafts(program, value);
    (!is_known).then(|| key.to_owned())
}

/// The keys of an object whose values are literals, besides those that are read by themselves.
fn plain_members(object: &str) -> Vec<(String, String)> {
    let member = |member: &str| {
        let (key, value) = member.split_once(':')?;
        let key = key.trim().trim_matches(['"', '\'', '`']);
        let is_other = !OWN.contains(&key) && key.chars().all(is_part_of_name);
        let value = value.trim();
        let is_word = ["true", "false"].contains(&value) || value.parse::<i64>().is_ok();
        let text = || javascript::texts(value).into_iter().next();
        let value = if is_word { Some(value.to_owned()) } else { text() };
        Some((key.to_owned(), value?)).filter(|_| is_other)
    };
    javascript::items(object).into_iter().filter_map(member).collect()
}

/// The endings of the files of data that a program can read besides those that all can.
fn added_endings(program: &str) -> Vec<String> {
    let calls = javascript::calls(program, "addDataExtension");
    let names = calls.filter_map(|arguments| javascript::texts(arguments).into_iter().next());
    let known = ["yaml", "yml", "toml"];
    let added: Vec<String> = names
        .flat_map(|names| names.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>())
        .collect();
    let added = added.into_iter().filter(|name| known.contains(&name.as_str()));
    added.flat_map(|name| [format!(".11tydata.{name}"), format!(".{name}")]).collect()
}

/// The folder that a data file is for, which has its name, or one of the texts.
fn scope(stem: &str, ending: &str, texts: &BTreeSet<&str>) -> Option<String> {
    let folder = dir(stem);
    if name(folder) == name(stem) && !folder.is_empty() {
        return Some(folder.to_owned());
    }
    (ending.starts_with(".11tydata.") || texts.contains(stem)).then(|| stem.to_owned())
}

impl Folder {
    /// Reads a file of data. What is wrong with it is found in `settings`.
    fn read(
        project: Project<'_>,
        file: &str,
        filters: &DateFilters,
        settings: &mut Settings,
    ) -> Option<Folder> {
        if !["js", "mjs", "cjs", "ts"].contains(&extension(file)) {
            settings.add(project, file, &[]);
            return settings.get(&[]).map(|(value, _)| Folder::of_value(file, value, filters));
        }
        let program = Program::read(project, file)?;
        // Where everything comes from other files, these say it.
        let is_passed_on = program.own.contains("exports = require(") || program.own.contains("...");
        let text = if is_passed_on { &program.whole } else { &program.own };
        Some(Folder::of_program(file, text, &program, filters))
    }

    fn of_program(file: &str, text: &str, program: &Program, filters: &DateFilters) -> Folder {
        let permalink = |text: &str| {
            javascript::has(text, "permalink")
                .then(|| Permalink::of_program(&program.whole, text, filters))
                .flatten()
        };
        let computing = javascript::block(text, COMPUTED);
        let is_computing = text.contains(COMPUTED);
        let block = computing.unwrap_or_default();
        let exported = ["exports", "export default"].iter().find_map(|mark| text.split_once(mark));
        let exported = exported.and_then(|(_, rest)| {
            javascript::inside(rest.trim_start_matches([' ', '=', '(']).strip_prefix('{')?)
        });
        let outside = text.replacen(block, "", usize::from(!block.is_empty()));
        let texts = ["author", "lang", "language"].into_iter();
        let texts = texts.filter_map(|key| Some((key.to_owned(), javascript::literal(&outside, key)?)));
        let truths = ["draft", EXCLUDED].into_iter();
        let truths = truths.filter(|key| javascript::word(&outside, key) == Some("true"));
        let truths = truths.map(|key| (key.to_owned(), "true".to_owned()));
        let list = |key: &str| javascript::literals_in(&outside, &program.whole, key).unwrap_or_default();
        let marked = ["tags", EXCLUDED].map(|key| (key, format!("{OVERRIDE}{key}")));
        let marked = marked.iter().filter(|(_, marked)| javascript::has(&outside, marked));
        let overridden = marked.map(|(key, _)| (*key).to_owned()).collect();
        Folder {
            file: file.to_owned(),
            tags: list("tags"),
            excluded: list(EXCLUDED),
            overridden,
            layout: javascript::literal(&outside, "layout"),
            permalink: permalink(&outside),
            computed: permalink(block),
            computes: if is_computing { computed_keys(computing, &program.whole) } else { Vec::new() },
            members: computed_keys(exported, &program.whole),
            texts: texts.chain(truths).chain(exported.into_iter().flat_map(plain_members)).collect(),
        }
    }

    /// What the head of a layout says about the pages that it is for.
    fn of_head(file: &str, text: &str, filters: &DateFilters) -> Option<Folder> {
        let head = head(text);
        (!head.is_null()).then(|| Folder::of_value(file, &head, filters))
    }

    fn of_value(file: &str, value: &Json, filters: &DateFilters) -> Folder {
        let others = value.as_object().into_iter().flatten();
        let plain = |key: &String| key.strip_prefix(OVERRIDE).unwrap_or(key).to_owned();
        let overridden = value.as_object().into_iter().flatten().map(|(key, _)| key);
        let overridden = overridden.filter(|key| key.starts_with(OVERRIDE)).map(plain).collect();
        let texts = others.map(|(key, value)| (plain(key), value));
        let texts = texts.filter(|(key, _)| !["tags", "layout", "permalink", "date"].contains(&key.as_str()));
        let of = |key: &str| at(value, &[key]).or_else(|| at(value, &[&format!("{OVERRIDE}{key}")]));
        Folder {
            file: file.to_owned(),
            tags: of("tags").map(list).unwrap_or_default(),
            excluded: of(EXCLUDED).filter(|value| value.is_array()).map(list).unwrap_or_default(),
            overridden,
            layout: of("layout").and_then(|layout| text(layout, &[])),
            permalink: of("permalink").map(|value| of_value(value, filters)),
            computed: at(value, &[COMPUTED, "permalink"]).map(|value| of_value(value, filters)),
            computes: at(value, &[COMPUTED]).map(members).unwrap_or_default(),
            members: members(value),
            texts: texts.filter_map(|(key, value)| Some((key, value.as_str()?.to_owned()))).collect(),
        }
    }
}
