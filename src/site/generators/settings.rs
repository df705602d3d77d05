//! Configuration files of a generator in, the values of keys with their files out. Files are layered. Numbers and
//! booleans are returned as text.

use std::path::Path;

use serde_json::{Map, Value};

use super::UNREAD_SETTING;
use crate::diagnostic::{Diagnostic, Place, Severity, Span};
use crate::site::fields::{self, Node, Table};
use crate::site::file_name::extension;
use crate::site::rules::{Detected, Project};
use crate::site::source_text::SourceText;

/// The configuration files of a site. The first file with a value counts.
#[derive(Debug, Default)]
pub(super) struct Settings {
    layers: Vec<(String, Value)>,
    /// Files that could not be read completely.
    pub(super) found: Vec<Diagnostic>,
}

impl Settings {
    /// Reads those of `files` that exist.
    pub(super) fn read<'f>(project: Project<'_>, files: impl IntoIterator<Item = &'f str>) -> Settings {
        let mut settings = Settings::default();
        for file in files {
            settings.add(project, file, &[]);
        }
        settings
    }

    /// Reads a file as the value of a key.
    pub(super) fn add(&mut self, project: Project<'_>, file: &str, below: &[&str]) {
        let Some(read) = (project.read)(file) else { return };
        let partial = |finding: Diagnostic| Partial { value: Value::Null, why: finding.message, span: None };
        let value = match read.map_err(partial).and_then(|text| parse(file, &text)) {
            Ok(value) => value,
            Err(Partial { value, why, span }) => {
                let message = format!("only part of this generator configuration could be read: {why}");
                let finding =
                    Diagnostic { severity: Severity::Warning, ..Diagnostic::new(&UNREAD_SETTING, message) };
                let help = "correct it, or write the missing settings into feedwright.toml";
                self.found.push(finding.at(Place { span, ..project.place(file) }).help(help));
                value
            }
        };
        self.add_value(file, value, below);
    }

    /// Adds what a file says, as the value of a key.
    pub(super) fn add_value(&mut self, file: &str, value: Value, below: &[&str]) {
        let inside = |value, key: &&str| Value::Object(Map::from_iter([((*key).to_owned(), value)]));
        self.layers.push((file.to_owned(), below.iter().rev().fold(value, inside)));
    }

    /// The value of a key; case does not matter.
    pub(super) fn get(&self, path: &[&str]) -> Option<(&Value, &str)> {
        self.layers.iter().find_map(|(file, value)| Some((at(value, path)?, file.as_str())))
    }

    /// The text of a key, if it is not empty.
    pub(super) fn text(&self, path: &[&str]) -> Option<Detected> {
        let in_layer = |(file, value): &(String, Value)| {
            let text = at(value, path)?.as_str()?.trim();
            (!text.is_empty()).then(|| Detected { value: text.to_owned(), from: file.clone() })
        };
        self.layers.iter().find_map(in_layer)
    }

    /// The first text of several keys.
    pub(super) fn any(&self, paths: &[&[&str]]) -> Option<Detected> {
        paths.iter().find_map(|path| self.text(path))
    }

    /// Whether a key is `true`.
    pub(super) fn is_true(&self, path: &[&str]) -> bool {
        self.text(path).is_some_and(|text| is_one_of(&text.value, TRUE))
    }

    /// Whether a key is `false`.
    pub(super) fn is_false(&self, path: &[&str]) -> bool {
        self.text(path).is_some_and(|text| is_one_of(&text.value, FALSE))
    }

    /// A whole number.
    pub(super) fn count(&self, path: &[&str]) -> Option<usize> {
        self.text(path)?.value.parse().ok()
    }

    /// The keys and values of a table in all files.
    pub(super) fn entries(&self, path: &[&str]) -> Vec<(&String, &Value)> {
        let tables = self.layers.iter().filter_map(|(_, value)| at(value, path)?.as_object());
        tables.flatten().collect()
    }

    /// The texts of an array; a single text counts as an array of one.
    pub(super) fn list(&self, path: &[&str]) -> Vec<String> {
        self.get(path).map(|(value, _)| list(value)).unwrap_or_default()
    }
}

/// Whether a line of a file begins with a key; case does not matter. For files that are too broken to be read.
pub(super) fn names_key(text: &str, key: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches(['{', ' ', '\t', '"', '\'']);
        let start = line.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key));
        let rest = line.get(key.len()..).unwrap_or_default().trim_start_matches(['"', '\'', ' ']);
        start && rest.starts_with([':', '='])
    })
}

/// The value below a path of keys; case does not matter.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| {
        let table = value.as_object()?;
        table.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    })
}

/// The text below a path of keys.
pub(super) fn text(value: &Value, path: &[&str]) -> Option<String> {
    at(value, path)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether the value below a path of keys is `true`.
pub(super) fn is_true(value: &Value, path: &[&str]) -> bool {
    text(value, path).is_some_and(|text| is_one_of(&text, TRUE))
}

/// Whether the value below a path of keys is `false`.
pub(super) fn is_false(value: &Value, path: &[&str]) -> bool {
    text(value, path).is_some_and(|text| is_one_of(&text, FALSE))
}

/// The words for truth, with those of YAML 1.1 (bool).
const TRUE: &[&str] = &["true", "yes", "on"];

/// The words for its opposite.
const FALSE: &[&str] = &["false", "no", "off"];

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The texts of an array; a single text counts as an array of one.
pub(super) fn list(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}

/// The readable part of a file, the error, and its place.
pub(super) struct Partial {
    pub(super) value: Value,
    pub(super) why: String,
    pub(super) span: Option<Span>,
}

/// The value in the text of a file: TOML, YAML or JSON, by its extension.
pub(super) fn parse(file: &str, text: &str) -> Result<Value, Partial> {
    let source = SourceText { file: Path::new(file), text };
    let (table, found) = match extension(file).to_lowercase().as_str() {
        "toml" => fields::toml(source, 0..text.len()),
        "yml" | "yaml" => fields::yaml(source, 0..text.len()),
        _ => {
            if let Ok(value) = serde_json::from_str(text) {
                return Ok(texts(value));
            }
            (Table::default(), fields::json(source, 0..text.len()).1)
        }
    };
    let value = node(&Node::Table(table));
    match found.iter().find(|finding| finding.severity == Severity::Error) {
        None => Ok(value),
        Some(first) => {
            let span = first.place.as_ref().and_then(|place| place.span);
            Err(Partial { value, why: first.message.clone(), span })
        }
    }
}

/// A value of a head or a configuration, with numbers and booleans as text.
pub(super) fn node(value: &Node<'_>) -> Value {
    match value {
        Node::Text(text) | Node::Plain(text) => Value::String(text.clone().into_owned()),
        Node::Integer(number) => Value::String(number.to_string()),
        Node::Float(number) => Value::String(number.to_string()),
        Node::Boolean(boolean) => Value::String(boolean.to_string()),
        Node::Datetime(datetime) => Value::String(datetime.to_string()),
        Node::Computed(_) => Value::Null,
        Node::List(values) => values.iter().map(|value| node(&value.node)).collect(),
        Node::Table(table) => {
            let entries =
                table.entries.iter().map(|(key, _, value)| (key.clone().into_owned(), node(&value.node)));
            Value::Object(entries.collect())
        }
    }
}

/// A value with numbers and booleans as text.
pub(super) fn texts(value: Value) -> Value {
    match value {
        Value::Bool(boolean) => Value::String(boolean.to_string()),
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(values) => values.into_iter().map(texts).collect(),
        Value::Object(entries) => entries.into_iter().map(|(key, value)| (key, texts(value))).collect(),
        Value::Null | Value::String(_) => value,
    }
}
