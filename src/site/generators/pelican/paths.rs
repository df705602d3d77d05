//! The settings in; which files are articles, and what their paths say about them, out.

use regex::Regex;
use serde_json::{Map, Value};

use super::super::settings::{Settings, list};
use super::python;
use super::slugs::regex;
use crate::site::fields::{Node, Table, Value as Field};
use crate::site::file_name::{dir, extension, name, without_extension};

/// The extensions that Pelican reads.
const EXTENSIONS: &[&str] = &["md", "markdown", "mkd", "mdown", "rst", "html", "htm"];

/// Which files are articles.
#[derive(Clone, Debug)]
pub(super) struct Articles {
    extensions: Vec<String>,
    paths: Vec<String>,
    excluded: Vec<String>,
}

impl Articles {
    pub(super) fn of(settings: &Settings) -> Articles {
        let readers = settings.get(&["READERS"]).and_then(|(value, _)| value.as_object().cloned());
        let is_off =
            |name: &str| readers.as_ref().and_then(|readers| readers.get(name)) == Some(&Value::Null);
        let paths = |key: &str, default: &str| match settings.get(&[key]) {
            Some((value, _)) => folders(value),
            None => vec![default.to_owned()],
        };
        let mut excluded = paths("PAGE_PATHS", "pages");
        excluded
            .extend(settings.get(&["ARTICLE_EXCLUDES"]).map(|(value, _)| folders(value)).unwrap_or_default());
        Articles {
            extensions: EXTENSIONS
                .iter()
                .filter(|name| !is_off(name))
                .map(|name| (*name).to_owned())
                .collect(),
            paths: paths("ARTICLE_PATHS", ""),
            excluded,
        }
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        let extension = extension(path).to_lowercase();
        let is_in = |folders: &[String]| folders.iter().any(|folder| is_below(path, folder));
        self.extensions.contains(&extension) && is_in(&self.paths) && !is_in(&self.excluded)
    }
}

fn folders(value: &Value) -> Vec<String> {
    list(value).iter().map(|folder| folder.trim_start_matches("./").trim_matches('/').to_owned()).collect()
}

/// Whether a path is a folder or file, or below it.
fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || folder == "." || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What settings and paths say about articles whose heads do not say it.
#[derive(Clone, Debug)]
pub(super) struct Defaults {
    /// For all articles.
    all: Vec<(String, String)>,
    /// For those at or below a path.
    below: Vec<(String, Vec<(String, String)>)>,
    /// Whose groups say something: of the name of a file without its extension, and of its path.
    in_name: Option<Regex>,
    in_path: Option<Regex>,
    has_folder_category: bool,
}

impl Defaults {
    /// The second value contains the patterns that cannot be read.
    pub(super) fn of(settings: &Settings) -> (Defaults, Vec<String>) {
        let text = |key: &str| settings.text(&[key]).map(|text| text.value);
        let table = |key: &str| settings.get(&[key]).and_then(|(value, _)| python::table(value));
        let mut all: Vec<_> =
            text("AUTHOR").map(|author| ("author".to_owned(), author)).into_iter().collect();
        all.extend(pairs(&table("DEFAULT_METADATA").unwrap_or_default()));
        all.push(("category".to_owned(), category(settings)));
        all.extend(date(settings).map(|date| ("date".to_owned(), date)));
        let below =
            table("EXTRA_PATH_METADATA").unwrap_or_default().into_iter().filter_map(|(path, values)| {
                Some((path.trim_end_matches('/').to_owned(), pairs(values.as_object()?)))
            });
        let mut unread = Vec::new();
        let mut pattern = |pattern: Option<String>| {
            let pattern = pattern.filter(|pattern| !pattern.is_empty())?;
            // It has to match at the beginning.
            let found = regex(&format!("^(?:{pattern})"));
            unread.extend(found.is_none().then_some(pattern));
            found
        };
        let in_name = match settings.get(&["FILENAME_METADATA"]) {
            None => Some(r"(?P<date>\d{4}-\d{2}-\d{2}).*".to_owned()),
            Some((value, _)) => value.as_str().map(str::to_owned),
        };
        let defaults = Defaults {
            all,
            below: below.collect(),
            in_name: pattern(in_name),
            in_path: pattern(text("PATH_METADATA")),
            has_folder_category: !settings.is_false(&["USE_FOLDER_AS_CATEGORY"]),
        };
        (defaults, unread)
    }

    /// The values for the article at a path.
    pub(super) fn table(&self, path: &str) -> Table<'static> {
        let mut values = self.all.clone();
        let matching = self.below.iter().filter(|(folder, _)| is_below(path, folder));
        values.extend(matching.flat_map(|(_, pairs)| pairs.clone()));
        values.extend(self.in_paths(path));
        let mut table = Table::default();
        for (key, value) in values {
            let value = Field { node: Node::Text(value.into()), span: 0..0 };
            let (key, value) = match key.as_str() {
                // A single author, whose name may contain a comma.
                "author" => ("authors".to_owned(), Field { node: Node::List(vec![value]), span: 0..0 }),
                _ => (key, value),
            };
            table.entries.retain(|(known, ..)| *known != key);
            table.entries.push((key.into(), 0..0, value));
        }
        table
    }

    /// What the path itself says. Of several values of a key, the first counts.
    fn in_paths(&self, path: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut add = |key: &str, value: &str| {
            if !found.iter().any(|(known, _)| known == key) {
                found.push((key.to_owned(), value.to_owned()));
            }
        };
        for (pattern, text) in [(&self.in_name, without_extension(name(path))), (&self.in_path, path)] {
            let Some((pattern, groups)) = pattern.as_ref().and_then(|it| Some((it, it.captures(text)?)))
            else {
                continue;
            };
            for key in pattern.capture_names().flatten() {
                if let Some(value) = groups.name(key) {
                    add(&key.to_lowercase(), value.as_str());
                }
            }
        }
        let folder = name(dir(path));
        if self.has_folder_category && !folder.is_empty() {
            add("category", folder);
        }
        found
    }
}

fn category(settings: &Settings) -> String {
    let written = settings.get(&["DEFAULT_CATEGORY"]).map(|(value, _)| value.as_str().unwrap_or_default());
    written.unwrap_or("misc").to_owned()
}

/// The date of articles without one: a text, or a tuple of numbers.
fn date(settings: &Settings) -> Option<String> {
    match settings.get(&["DEFAULT_DATE"])?.0 {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty() && text != "fs"),
        Value::Array(_) => {
            let numbers = list(settings.get(&["DEFAULT_DATE"])?.0);
            let number = |at: usize| numbers.get(at).map_or("0", String::as_str);
            let time = format!("{}:{:0>2}:{:0>2}", number(3), number(4), number(5));
            Some(format!("{}-{}-{} {time}", number(0), number(1), number(2)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

fn pairs(table: &Map<String, Value>) -> Vec<(String, String)> {
    let pair = |(key, value): (&String, &Value)| match value {
        Value::String(text) => Some((key.to_lowercase(), text.clone())),
        Value::Array(_) => Some((key.to_lowercase(), list(value).join(";"))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    };
    table.iter().filter_map(pair).collect()
}
