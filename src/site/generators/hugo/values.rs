//! The values of keys that heads lack: cascades of `_index` files and of the configuration, and the dates in names.

use std::borrow::Cow;

use globset::{GlobBuilder, GlobMatcher};
use serde_json::Value;

use super::content::{Tree, site_path};
use super::dates::{FILENAME, date_in_name};
use super::languages::Languages;
use super::urls::Paths;
use crate::feed::Language;
use crate::site::fields::Value as Field;
use crate::site::fields::{Entry, Node, Table};
use crate::site::file_name::{FileName, NameRules, join};
use crate::site::generators::settings::{Settings, at, text};

/// Keys of a cascade that describe its target.
const TARGETS: &[&str] = &["target", "_target"];

/// The values that the articles of some folder have where their heads are silent.
#[derive(Clone, Debug)]
struct Cascade {
    /// The folder below the content folder, with a slash at its end; empty for all.
    folder: String,
    /// The language; `None` for all.
    language: Option<Language>,
    /// The paths of its targets.
    path: Option<GlobMatcher>,
    values: Vec<Entry<'static>>,
}

/// The source of values that heads lack.
#[derive(Debug)]
pub(super) struct Defaults {
    cascades: Vec<Cascade>,
    /// The site's own language, which files without one are in.
    language: Option<Language>,
    has_date_in_name: bool,
    names: NameRules,
    paths: Paths,
}

impl Defaults {
    /// Reads cascades, of which only the keys that `is_known` tells matter. `None` if there are no values.
    pub(super) fn of(
        settings: &Settings,
        tree: &Tree,
        languages: &Languages,
        (names, paths): (&NameRules, Paths),
        (is_known, has_date_in_name): (&dyn Fn(&str) -> bool, bool),
    ) -> Option<Defaults> {
        let mut cascades = Vec::new();
        let mut heads: Vec<_> = tree.heads.iter().collect();
        // The nearest folder counts first.
        heads.sort_by_key(|head| std::cmp::Reverse(head.folder.len()));
        for head in heads {
            let own = head.language.clone().or_else(|| Some(languages.own()?.tag.clone()));
            let folder = if head.folder.is_empty() { String::new() } else { format!("{}/", head.folder) };
            let has_roots = names.has_language_roots();
            let scope = (folder, own.filter(|_| languages.all.len() > 1 && !has_roots));
            cascades.extend(read(at(&head.values, &["cascade"]), &scope, languages, is_known));
        }
        for language in &languages.all {
            let value = settings.get(&["languages", &language.key, "cascade"]).map(|(value, _)| value);
            let scope = (String::new(), Some(language.tag.clone()));
            cascades.extend(read(value, &scope, languages, is_known));
        }
        let of_site = settings.get(&["cascade"]).map(|(value, _)| value);
        cascades.extend(read(of_site, &(String::new(), None), languages, is_known));
        (has_date_in_name || !cascades.is_empty()).then(|| Defaults {
            cascades,
            language: languages.own().map(|own| own.tag.clone()),
            has_date_in_name,
            names: names.clone(),
            paths,
        })
    }

    /// The values for the article at a path below the content folder.
    pub(super) fn values(&self, path: &str, language: Option<&Language>) -> Table<'static> {
        let file_name = FileName::of(path, &self.names, |_| false);
        let mut entries: Vec<Entry<'static>> = Vec::new();
        let in_site = self.site_path(&file_name);
        let own = language.or(file_name.language.as_ref()).or(self.language.as_ref());
        for cascade in self.cascades.iter().filter(|cascade| cascade.is_for(path, &in_site, own)) {
            for entry in &cascade.values {
                if !entries.iter().any(|(known, ..)| *known == entry.0) {
                    entries.push(entry.clone());
                }
            }
        }
        if let Some((date, _)) = date_in_name(file_name.name).filter(|_| self.has_date_in_name) {
            let value = Field { node: Node::Plain(date.into()), span: 0..0 };
            entries.push((FILENAME.into(), 0..0, value));
        }
        Table { entries, span: 0..0 }
    }

    /// The path of a page by which targets are chosen; empty if no target is chosen so.
    fn site_path(&self, file_name: &FileName<'_>) -> String {
        if self.cascades.iter().all(|cascade| cascade.path.is_none()) {
            return String::new();
        }
        format!("/{}", site_path(&join(&file_name.site_dir(), file_name.name), self.paths))
    }
}

impl Cascade {
    fn is_for(&self, path: &str, in_site: &str, language: Option<&Language>) -> bool {
        path.starts_with(&self.folder)
            && self.path.as_ref().is_none_or(|glob| glob.is_match(in_site))
            && self.language.as_ref().is_none_or(|own| language == Some(own))
    }
}

/// A cascade, or a list of them.
fn read(
    value: Option<&Value>,
    (folder, language): &(String, Option<Language>),
    languages: &Languages,
    is_known: &dyn Fn(&str) -> bool,
) -> Vec<Cascade> {
    let all = match value {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one @ Value::Object(_)) => vec![one],
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => Vec::new(),
    };
    let one = |value: &Value| {
        let target = |key: &str| TARGETS.iter().find_map(|target| text(value, &[target, key]));
        let is_page = target("kind").is_none_or(|kind| matches(&kind, "page"));
        let is_published = target("environment").is_none_or(|name| matches(&name, "production"));
        let tag = target("lang").and_then(|key| languages.named(&key)).map(|language| language.tag.clone());
        let path = target("path").map(|path| glob(&path.to_lowercase()));
        let values = entries(value, is_known);
        let is_any = is_page && is_published && !values.is_empty() && !matches!(path, Some(None));
        is_any.then(|| Cascade {
            folder: folder.clone(),
            language: tag.or_else(|| language.clone()),
            path: path.flatten(),
            values,
        })
    };
    all.into_iter().filter_map(one).collect()
}

/// The known keys of a cascade. To Hugo, those in its `params` are as good as the others.
fn entries(value: &Value, is_known: &dyn Fn(&str) -> bool) -> Vec<Entry<'static>> {
    let tables = [at(value, &["params"]), Some(value)];
    let keys = tables.into_iter().flatten().filter_map(Value::as_object).flatten();
    let known = keys.filter(|(key, _)| is_known(&key.to_lowercase()));
    known.map(|(key, value)| (Cow::Owned(key.to_lowercase()), 0..0, field(value))).collect()
}

fn field(value: &Value) -> Field<'static> {
    let node = match value {
        Value::Array(values) => Node::List(values.iter().map(field).collect()),
        Value::Object(keys) => {
            let entries = keys.iter().map(|(key, value)| (Cow::Owned(key.clone()), 0..0, field(value)));
            Node::Table(Table { entries: entries.collect(), span: 0..0 })
        }
        Value::String(text) => Node::Plain(text.clone().into()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Node::Plain(Cow::Borrowed("")),
    };
    Field { node, span: 0..0 }
}

fn matches(pattern: &str, name: &str) -> bool {
    glob(&pattern.to_lowercase()).is_some_and(|glob| glob.is_match(name))
}

/// A pattern of paths, in which `*` stands for no slash.
pub(super) fn glob(pattern: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build().ok()?;
    Some(glob.compile_matcher())
}
