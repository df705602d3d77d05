//! What the rules of a site share: which files are documents, the values of their keys, their pages and ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::address::base_path;
use super::defaults::Defaults;
use super::documents::{Document, Documents, POSTS};
use super::feeds::{self, Feeds, Ids};
use super::liquid::{Pattern, Values};
use super::polyglot::Polyglot;
use super::urls;
use crate::feed::Id;
use crate::site::fields::{Entry, Node, Table, Value as Field};
use crate::site::generators::settings::Settings;
use crate::site::rules::{PageAddress, PageLocation, PageParts, Project};

/// The key of the folders above `_posts`, which no head can have.
pub(super) const FOLDERS: &str = "folders above _posts";

/// The key of the categories that `defaults` gives, which those of the head are added to.
pub(super) const DEFAULT_CATEGORIES: &str = "categories by default";

/// A Jekyll site.
#[derive(Debug)]
pub(super) struct Site {
    pub settings: Settings,
    pub documents: Arc<Documents>,
    pub feeds: Feeds,
    /// `baseurl`, without a slash at its end.
    pub base_path: String,
    defaults: Defaults,
    /// The languages, if the site is in several.
    pub polyglot: Option<Polyglot>,
    /// The templates of paths, by the labels of collections.
    templates: BTreeMap<String, String>,
}

impl Site {
    pub(super) fn of(project: Project<'_>, settings: Settings) -> Site {
        let documents = Arc::new(Documents::of(&settings, project.content));
        let polyglot = Polyglot::of(project, &settings);
        Site {
            feeds: feeds::find(project, &settings, &documents, polyglot.as_ref()),
            polyglot,
            base_path: base_path(&settings),
            defaults: Defaults::of(&settings),
            templates: templates(&settings, &documents),
            documents,
            settings,
        }
    }

    /// Whether a file of the content folder is a document.
    pub(super) fn has_document(&self, path: &str) -> bool {
        self.documents.document(&self.documents.in_site(path)).is_some()
    }

    /// The values for keys that the head of a document lacks.
    pub(super) fn default_values(&self, path: &str) -> Table<'static> {
        let path = self.documents.in_site(path);
        let Some(document) = self.documents.document(&path) else { return Table::default() };
        let values = self.defaults.of_document(&path, document.label);
        let mut entries: Vec<_> = values.iter().filter_map(|(key, value)| entry(key, value)).collect();
        entries.extend(values.get("categories").and_then(|value| entry(DEFAULT_CATEGORIES, value)));
        let folders: Value = document.above.split('/').filter(|part| !part.is_empty()).collect();
        entries.extend(entry(FOLDERS, &folders));
        let language = self.polyglot.as_ref().and_then(|polyglot| polyglot.in_path(&path));
        entries.extend(language.and_then(|language| entry("lang", &Value::from(language))));
        Table { entries, span: 0..0 }
    }

    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        match (self.path(parts), &self.polyglot) {
            (None, _) => PageLocation::Nowhere,
            (Some(path), None) => PageLocation::Encoded(path),
            (Some(path), Some(polyglot)) => PageLocation::Encoded(polyglot.page(&path, parts)),
        }
    }

    /// What the translations of a document share, on a site in several languages.
    pub(super) fn shared(&self, parts: &PageParts<'_>) -> Option<String> {
        Some(self.polyglot.as_ref()?.shared(&self.path(parts)?, parts))
    }

    /// The path of the page of a document, if it has one.
    fn path(&self, parts: &PageParts<'_>) -> Option<String> {
        let path = self.documents.in_site(parts.path);
        let document = self.documents.document(&path)?;
        if document.label != POSTS && !parts.has_head {
            return None;
        }
        let own = parts.text("permalink");
        let template = own.as_ref().or_else(|| self.templates.get(document.label));
        Some(urls::path(template.map_or("", String::as_str), document, parts))
    }

    pub(super) fn id(&self, parts: &PageParts<'_>, page: &PageAddress<'_>) -> Option<Id> {
        let path = self.documents.in_site(parts.path);
        let document = self.documents.document(&path)?;
        let id = |is_atom: bool| {
            let ids = self.feeds.ids.get(&(document.label.to_owned(), is_atom))?;
            let variables = Variables { site: self, ids, document, parts, page };
            let text = |pattern: &Pattern| pattern.text(&variables.values(&|name| variables.of(name, 0)));
            ids.patterns.iter().find_map(text)
        };
        match (id(false), id(true)) {
            (Some(plain), Some(atom)) => Id::distinct(&plain, &atom).or_else(|| Id::new(&plain)),
            (plain, atom) => Id::new(&plain.or(atom)?),
        }
    }
}

/// The variables of a template.
struct Variables<'v> {
    site: &'v Site,
    ids: &'v Ids,
    document: Document<'v>,
    parts: &'v PageParts<'v>,
    page: &'v PageAddress<'v>,
}

impl<'v> Variables<'v> {
    fn values<'a>(&'a self, of: &'a dyn Fn(&str) -> Option<String>) -> Values<'a> {
        Values { of, base: self.base(), base_path: &self.site.base_path }
    }

    fn base(&self) -> &'v str {
        let url = self.page.base_url;
        url.strip_suffix('/').unwrap_or(url)
    }

    fn of(&self, name: &str, depth: usize) -> Option<String> {
        if let Some(pattern) = self.ids.variables.get(name) {
            return pattern.text(&self.values(&|name| self.of(name, depth + 1).filter(|_| depth < 8)));
        }
        let (first, rest) = name.split_once('.')?;
        match (first, rest) {
            ("site", "github.url") => Some(self.base().to_owned()),
            ("site", "url") => Some(self.base().trim_end_matches(self.site.base_path.as_str()).to_owned()),
            ("site", "baseurl") => Some(self.site.base_path.clone()),
            ("site", setting) => {
                let path: Vec<_> = setting.split('.').collect();
                self.site.settings.text(&path).map(|text| text.value)
            }
            (variable, key) if variable == self.ids.variable => self.of_document(key),
            _ => None,
        }
    }

    fn of_document(&self, key: &str) -> Option<String> {
        match key {
            "url" => Some(self.page.path.to_owned()),
            "id" => Some(urls::id(self.page.path, self.document, self.parts)),
            "slug" => Some(urls::slug(self.document, self.parts)),
            "date" => Some(self.parts.date.to_rfc3339()),
            "path" => Some(self.site.documents.in_site(self.parts.path)),
            "title" => Some(self.parts.title.to_owned()),
            key => self.parts.text(key),
        }
    }
}

fn templates(settings: &Settings, documents: &Documents) -> BTreeMap<String, String> {
    let style = settings.text(&["permalink"]).map_or_else(|| "date".to_owned(), |style| style.value);
    let template = |label: String| {
        let own = settings.text(&["collections", &label, "permalink"]).map(|own| own.value);
        let by_style = || if label == POSTS { urls::of_posts(&style) } else { urls::of_collection(&style) };
        let template = own.unwrap_or_else(by_style);
        (label, template)
    };
    documents.labels().into_iter().map(template).collect()
}

/// A key with a value of the configuration.
fn entry(key: &str, value: &Value) -> Option<Entry<'static>> {
    Some((key.to_owned().into(), 0..0, field(value)?))
}

fn field(value: &Value) -> Option<Field<'static>> {
    let node = match value {
        Value::Null => return None,
        Value::Bool(truth) => Node::Boolean(*truth),
        Value::Number(number) => Node::Plain(number.to_string().into()),
        Value::String(text) => Node::Plain(text.clone().into()),
        Value::Array(values) => Node::List(values.iter().filter_map(field).collect()),
        Value::Object(table) => {
            let entries = table.iter().filter_map(|(key, value)| entry(key, value)).collect();
            Node::Table(Table { entries, span: 0..0 })
        }
    };
    Some(Field { node, span: 0..0 })
}
