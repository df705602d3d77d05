//! The keys of JSON Feed 1.1 as a table: their object, whether they are required, and the type of their value.

use std::ops::Range;

use crate::check::codes::json::{
    ADVISED_KEY, DUPLICATE_KEY, EXTENSION_NAME, ID_NOT_A_STRING, MISSING_KEY, UNDOCUMENTED_EXTENSION,
    UNKNOWN_KEY, WRONG_JSON_TYPE,
};
use crate::check::finding::shown;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Kind, Owner};
use crate::diagnostic;
use crate::diagnostic::Severity;
use crate::source::json::{JsonKind, Key, Node};
use crate::source::text::Offset;

/// The type of a key's value.
#[derive(Clone, Copy, Debug)]
enum Is {
    Text(Kind),
    Texts(Kind),
    Number,
    Bool,
    Object(&'static str),
    Objects(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Required,
    Advised,
    Optional,
}

use Need::{Advised, Optional, Required};

/// The keys of each object.
static KEYS: &[(&str, &str, Need, Is)] = &[
    ("feed", "version", Required, Is::Text(Kind::Any)),
    ("feed", "title", Required, Is::Text(Kind::Plain)),
    ("feed", "home_page_url", Advised, Is::Text(Kind::Url)),
    ("feed", "feed_url", Optional, Is::Text(Kind::Url)),
    ("feed", "description", Optional, Is::Text(Kind::Plain)),
    ("feed", "user_comment", Optional, Is::Text(Kind::Any)),
    ("feed", "next_url", Optional, Is::Text(Kind::Url)),
    ("feed", "icon", Optional, Is::Text(Kind::Url)),
    ("feed", "favicon", Optional, Is::Text(Kind::Url)),
    ("feed", "author", Optional, Is::Object("author")),
    ("feed", "authors", Optional, Is::Objects("author")),
    ("feed", "language", Optional, Is::Text(Kind::Language)),
    ("feed", "expired", Optional, Is::Bool),
    ("feed", "hubs", Optional, Is::Objects("hub")),
    ("feed", "items", Required, Is::Objects("item")),
    ("item", "id", Required, Is::Text(Kind::Any)),
    ("item", "url", Optional, Is::Text(Kind::Url)),
    ("item", "external_url", Optional, Is::Text(Kind::Url)),
    ("item", "title", Optional, Is::Text(Kind::Plain)),
    ("item", "content_html", Optional, Is::Text(Kind::Html)),
    ("item", "content_text", Optional, Is::Text(Kind::Plain)),
    ("item", "summary", Optional, Is::Text(Kind::Plain)),
    ("item", "image", Optional, Is::Text(Kind::Url)),
    ("item", "banner_image", Optional, Is::Text(Kind::Url)),
    ("item", "date_published", Optional, Is::Text(Kind::Rfc3339)),
    ("item", "date_modified", Optional, Is::Text(Kind::Rfc3339)),
    ("item", "author", Optional, Is::Object("author")),
    ("item", "authors", Optional, Is::Objects("author")),
    ("item", "tags", Optional, Is::Texts(Kind::Plain)),
    ("item", "language", Optional, Is::Text(Kind::Language)),
    ("item", "attachments", Optional, Is::Objects("attachment")),
    ("author", "name", Optional, Is::Text(Kind::Name)),
    ("author", "url", Optional, Is::Text(Kind::Url)),
    ("author", "avatar", Optional, Is::Text(Kind::Url)),
    ("attachment", "url", Required, Is::Text(Kind::HttpUrl)),
    ("attachment", "mime_type", Required, Is::Text(Kind::MediaType)),
    ("attachment", "title", Optional, Is::Text(Kind::Plain)),
    ("attachment", "size_in_bytes", Optional, Is::Number),
    ("attachment", "duration_in_seconds", Optional, Is::Number),
    ("hub", "type", Required, Is::Text(Kind::Filled)),
    ("hub", "url", Required, Is::Text(Kind::HttpUrl)),
];

/// The name of a key in the table; empty if it is unknown.
fn known(name: &str) -> &'static str {
    KEYS.iter().find(|(_, key, _, _)| *key == name).map_or("", |(_, key, _, _)| key)
}

/// The keys of an object with their values, in order: their places, and their names in the table.
pub(super) fn parts(object: &Node) -> impl Iterator<Item = (Range<Offset>, &'static str)> {
    let part = |(key, value): &(Key, Node)| (key.range.start..value.range.end, known(&key.name));
    object.keys().iter().map(part)
}

/// Checks an object and its content.
pub(super) fn check(object: &Node, kind: &'static str, file: &str, scope: &mut Scope<'_>) {
    let JsonKind::Object(keys) = &object.kind else {
        return wrong_type(object, kind, "an object", scope);
    };
    let mut seen = std::collections::BTreeSet::new();
    for (key, value) in keys {
        if !seen.insert(key.name.as_str()) {
            scope.findings.add(
                &DUPLICATE_KEY,
                key.range.clone(),
                format!("duplicate key `{}`", shown(&key.name)),
                "keep one of them",
            );
        }
        match KEYS.iter().find(|(of, name, _, _)| *of == kind && *name == key.name) {
            Some((_, name, _, is)) => holds(value, name, *is, file, scope),
            None => unknown(key, value, kind, scope),
        }
    }
    for (_, name, need, _) in
        KEYS.iter().filter(|(of, name, need, _)| *of == kind && *need != Optional && !seen.contains(name))
    {
        let code = if *need == Required { &MISSING_KEY } else { &ADVISED_KEY };
        let start = object.range.start;
        scope.findings.add(
            code,
            start..start + 1,
            format!("the {kind} has no `{name}`"),
            format!("add \"{name}\": …"),
        );
    }
}

/// Custom keys begin with an underscore (JSON Feed 1.1 Extensions).
fn unknown(key: &Key, value: &Node, kind: &'static str, scope: &mut Scope<'_>) {
    let name = &key.name;
    if let Some(rest) = name.strip_prefix('_') {
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.contains('.') {
            let help = "write an underscore followed by a letter, without dots";
            scope.findings.add(
                &EXTENSION_NAME,
                key.range.clone(),
                format!("invalid extension name `{}`", shown(name)),
                help,
            );
        }
        let is_own = |name: &str| !name.starts_with('_') && !name.contains('.');
        for (key, _) in value.keys().iter().filter(|(key, _)| !is_own(&key.name)) {
            let message = format!("`{}` is no name of a key in an extension", shown(&key.name));
            let help = "write it without an underscore before it, and without a dot";
            scope.findings.add(&EXTENSION_NAME, key.range.clone(), message, help);
        }
        if matches!(value.kind, JsonKind::Object(_)) && value.get("about").is_none() {
            let message = format!("the extension `{}` is not documented", shown(name));
            scope.findings.add(
                &UNDOCUMENTED_EXTENSION,
                key.range.clone(),
                message,
                "add \"about\": the URL of a page about it",
            );
        }
        return;
    }
    let names = KEYS.iter().filter(|(of, _, _, _)| *of == kind).map(|(_, name, _, _)| *name);
    let help = match diagnostic::nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `_{}` if it is a custom key", shown(name)),
    };
    scope.findings.add(
        &UNKNOWN_KEY,
        key.range.clone(),
        format!("unknown key `{}` in the {kind}", shown(name)),
        help,
    );
}

fn wrong_type(value: &Node, name: &str, expected: &str, scope: &mut Scope<'_>) {
    let severity = if name == "expired" { Severity::Warning } else { WRONG_JSON_TYPE.severity };
    let found = match value.kind {
        JsonKind::Null => "null",
        JsonKind::Bool => "true or false",
        JsonKind::Number => "a number",
        JsonKind::String => "a string",
        JsonKind::Array(_) => "an array",
        JsonKind::Object(_) => "an object",
    };
    let end = value.range.end.min(value.range.start + 200);
    let range = if matches!(value.kind, JsonKind::Array(_) | JsonKind::Object(_)) {
        value.range.start..value.range.start + 1
    } else {
        value.range.start..end
    };
    let message = format!("`{name}` is {found}, expected {expected}");
    scope.findings.add_as(&WRONG_JSON_TYPE, severity, Some(range), message, String::new());
}

fn holds(value: &Node, name: &'static str, is: Is, file: &str, scope: &mut Scope<'_>) {
    match (is, &value.kind) {
        (Is::Text(kind), JsonKind::String) => text(value, name, kind, file, scope),
        (Is::Text(_), JsonKind::Number) if name == "id" => {
            let help = "put it in quotation marks";
            scope.findings.add(&ID_NOT_A_STRING, value.range.clone(), "the id is a number", help);
        }
        (Is::Text(_), _) => wrong_type(value, name, "a string", scope),
        (Is::Texts(kind), JsonKind::Array(elements)) => {
            for element in elements {
                holds(element, name, Is::Text(kind), file, scope);
            }
        }
        (Is::Texts(_), _) => wrong_type(value, name, "an array of strings", scope),
        // Items have been checked one by one.
        (Is::Number, JsonKind::Number)
        | (Is::Bool, JsonKind::Bool)
        | (Is::Objects("item"), JsonKind::Array(_)) => {}
        (Is::Number, _) => wrong_type(value, name, "a number", scope),
        (Is::Bool, _) => wrong_type(value, name, "true or false", scope),
        (Is::Object(kind), _) => check(value, kind, file, scope),
        (Is::Objects(kind), JsonKind::Array(elements)) => {
            for element in elements {
                check(element, kind, file, scope);
            }
        }
        (Is::Objects(_), _) => wrong_type(value, name, "an array of objects", scope),
    }
}

fn text(node: &Node, name: &'static str, kind: Kind, file: &str, scope: &mut Scope<'_>) {
    let value = node.value(file);
    let field = FieldValue::new(Owner::Key(name), &value, node.range.clone());
    if matches!(kind, Kind::Html) {
        crate::check::html::later(&value, name, scope);
    } else {
        values::check(kind, &field, scope);
    }
}
