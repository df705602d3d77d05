//! Objects of a JSON feed in, findings out, by a table of keys: their object, whether they are required, and the type
//! of their value.

use std::ops::Range;

use crate::check::codes::json::{
    ADVISED_KEY, DUPLICATE_KEY, EXTENSION_NAME, ID_NOT_A_STRING, MISSING_KEY, UNDOCUMENTED_EXTENSION,
    UNKNOWN_KEY, WRONG_JSON_TYPE,
};
use crate::check::codes::xml;
use crate::check::finding::excerpt;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Owner, ValueKind};
use crate::diagnostic;
use crate::diagnostic::Severity;
use crate::source::json::{JsonKind, JsonNode, Key};
use crate::source::text::Offset;

/// The type of a key's value.
#[derive(Clone, Copy, Debug)]
enum ValueType {
    Text(ValueKind),
    Texts(ValueKind),
    Number,
    Bool,
    Object(&'static str),
    Objects(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Requirement {
    Required,
    Recommended,
    Optional,
}

use Requirement::{Optional, Recommended, Required};

/// The keys of each object.
static KEYS: &[(&str, &str, Requirement, ValueType)] = &[
    ("feed", "version", Required, ValueType::Text(ValueKind::Any)),
    ("feed", "title", Required, ValueType::Text(ValueKind::Plain)),
    ("feed", "home_page_url", Recommended, ValueType::Text(ValueKind::Url)),
    ("feed", "feed_url", Optional, ValueType::Text(ValueKind::Url)),
    ("feed", "description", Optional, ValueType::Text(ValueKind::Plain)),
    ("feed", "user_comment", Optional, ValueType::Text(ValueKind::Any)),
    ("feed", "next_url", Optional, ValueType::Text(ValueKind::Url)),
    ("feed", "icon", Optional, ValueType::Text(ValueKind::Url)),
    ("feed", "favicon", Optional, ValueType::Text(ValueKind::Url)),
    ("feed", "author", Optional, ValueType::Object("author")),
    ("feed", "authors", Optional, ValueType::Objects("author")),
    ("feed", "language", Optional, ValueType::Text(ValueKind::Language)),
    ("feed", "expired", Optional, ValueType::Bool),
    ("feed", "hubs", Optional, ValueType::Objects("hub")),
    ("feed", "items", Required, ValueType::Objects("item")),
    ("item", "id", Required, ValueType::Text(ValueKind::Identifier)),
    ("item", "url", Optional, ValueType::Text(ValueKind::Url)),
    ("item", "external_url", Optional, ValueType::Text(ValueKind::Url)),
    ("item", "title", Optional, ValueType::Text(ValueKind::Plain)),
    ("item", "content_html", Optional, ValueType::Text(ValueKind::Html)),
    ("item", "content_text", Optional, ValueType::Text(ValueKind::Plain)),
    ("item", "summary", Optional, ValueType::Text(ValueKind::Plain)),
    ("item", "image", Optional, ValueType::Text(ValueKind::Url)),
    ("item", "banner_image", Optional, ValueType::Text(ValueKind::Url)),
    ("item", "date_published", Optional, ValueType::Text(ValueKind::Rfc3339)),
    ("item", "date_modified", Optional, ValueType::Text(ValueKind::Rfc3339)),
    ("item", "author", Optional, ValueType::Object("author")),
    ("item", "authors", Optional, ValueType::Objects("author")),
    ("item", "tags", Optional, ValueType::Texts(ValueKind::Plain)),
    ("item", "language", Optional, ValueType::Text(ValueKind::Language)),
    ("item", "attachments", Optional, ValueType::Objects("attachment")),
    ("author", "name", Optional, ValueType::Text(ValueKind::Name)),
    ("author", "url", Optional, ValueType::Text(ValueKind::Url)),
    ("author", "avatar", Optional, ValueType::Text(ValueKind::Url)),
    ("attachment", "url", Required, ValueType::Text(ValueKind::HttpUrl)),
    ("attachment", "mime_type", Required, ValueType::Text(ValueKind::MediaType)),
    ("attachment", "title", Optional, ValueType::Text(ValueKind::Plain)),
    ("attachment", "size_in_bytes", Optional, ValueType::Number),
    ("attachment", "duration_in_seconds", Optional, ValueType::Number),
    ("hub", "type", Required, ValueType::Text(ValueKind::NonBlank)),
    ("hub", "url", Required, ValueType::Text(ValueKind::HttpUrl)),
];

/// The name of a key in the table; empty if it is unknown.
fn known(name: &str) -> &'static str {
    KEYS.iter().find(|(_, key, _, _)| *key == name).map_or("", |(_, key, _, _)| key)
}

/// The keys of an object with their values, in order: their ranges, and their names in the table.
pub(super) fn parts(object: &JsonNode) -> impl Iterator<Item = (Range<Offset>, &'static str)> {
    let part = |(key, value): &(Key, JsonNode)| (key.range.start..value.range.end, known(&key.name));
    object.keys().iter().map(part)
}

/// Checks an object and its content.
pub(super) fn check(object: &JsonNode, kind: &'static str, file: &str, scope: &mut Scope<'_>) {
    let JsonKind::Object(keys) = &object.kind else {
        return wrong_type(object, kind, "an object", scope);
    };
    let mut seen = std::collections::BTreeSet::new();
    for (key, value) in keys {
        if !seen.insert(key.name.as_str()) {
            scope.findings.add(
                &DUPLICATE_KEY,
                key.range.clone(),
                format!("duplicate key `{}`", excerpt(&key.name)),
                "keep one of them",
            );
        }
        match KEYS.iter().find(|(of, name, _, _)| *of == kind && *name == key.name) {
            Some((_, name, _, value_type)) => check_value(value, name, *value_type, file, scope),
            None => unknown(key, value, kind, scope),
        }
    }
    for (_, name, requirement, _) in KEYS
        .iter()
        .filter(|(of, name, requirement, _)| *of == kind && *requirement != Optional && !seen.contains(name))
    {
        let code = if *requirement == Required { &MISSING_KEY } else { &ADVISED_KEY };
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
fn unknown(key: &Key, value: &JsonNode, kind: &'static str, scope: &mut Scope<'_>) {
    let name = &key.name;
    if let Some(rest) = name.strip_prefix('_') {
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.contains('.') {
            let help = "write an underscore followed by a letter, without dots";
            scope.findings.add(
                &EXTENSION_NAME,
                key.range.clone(),
                format!("invalid extension name `{}`", excerpt(name)),
                help,
            );
        }
        let is_own = |name: &str| !name.starts_with('_') && !name.contains('.');
        for (key, _) in value.keys().iter().filter(|(key, _)| !is_own(&key.name)) {
            let message = format!("`{}` is not a valid key in an extension", excerpt(&key.name));
            let help = "write it without an underscore before it, and without a dot";
            scope.findings.add(&EXTENSION_NAME, key.range.clone(), message, help);
        }
        if matches!(value.kind, JsonKind::Object(_)) && value.get("about").is_none() {
            let message = format!("the extension `{}` is not documented", excerpt(name));
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
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None => format!("write `_{}` if it is a custom key", excerpt(name)),
    };
    scope.findings.add(
        &UNKNOWN_KEY,
        key.range.clone(),
        format!("unknown key `{}` in the {kind}", excerpt(name)),
        help,
    );
}

fn wrong_type(value: &JsonNode, name: &str, expected: &str, scope: &mut Scope<'_>) {
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
    let help = format!("write {expected}, or leave `{name}` out");
    scope.findings.add(WRONG_JSON_TYPE.at(severity), range, message, help);
}

fn check_value(
    value: &JsonNode,
    name: &'static str,
    value_type: ValueType,
    file: &str,
    scope: &mut Scope<'_>,
) {
    match (value_type, &value.kind) {
        (ValueType::Text(kind), JsonKind::String) => text(value, name, kind, file, scope),
        (ValueType::Text(_), JsonKind::Number) if name == "id" => {
            let range = value.range.start as usize..value.range.end as usize;
            let number = excerpt(file.get(range).unwrap_or_default());
            let message = format!("the id is the number {number}, expected a string");
            scope.findings.add(&ID_NOT_A_STRING, value.range.clone(), message, format!("write \"{number}\""));
        }
        (ValueType::Text(_), _) => wrong_type(value, name, "a string", scope),
        (ValueType::Texts(kind), JsonKind::Array(elements)) => {
            for element in elements {
                check_value(element, name, ValueType::Text(kind), file, scope);
            }
        }
        (ValueType::Texts(_), _) => wrong_type(value, name, "an array of strings", scope),
        // Items have already been checked one by one.
        (ValueType::Number, JsonKind::Number)
        | (ValueType::Bool, JsonKind::Bool)
        | (ValueType::Objects("item"), JsonKind::Array(_)) => {}
        (ValueType::Number, _) => wrong_type(value, name, "a number", scope),
        (ValueType::Bool, _) => wrong_type(value, name, "true or false", scope),
        (ValueType::Object(kind), _) => check(value, kind, file, scope),
        (ValueType::Objects(kind), JsonKind::Array(elements)) => {
            for element in elements {
                check(element, kind, file, scope);
            }
        }
        (ValueType::Objects(_), _) => wrong_type(value, name, "an array of objects", scope),
    }
}

fn text(node: &JsonNode, name: &'static str, kind: ValueKind, file: &str, scope: &mut Scope<'_>) {
    let value = node.value(file);
    let is_required = KEYS.iter().any(|(_, key, requirement, _)| *key == name && *requirement == Required);
    let field = FieldValue::new(Owner::Key(name), &value, node.range.clone()).required(is_required);
    xml::wrongly_decoded_value(&value, &mut scope.findings);
    if matches!(kind, ValueKind::Html) {
        values::check(ValueKind::NonBlank, &field, scope);
        crate::check::html::defer(&value, name, scope);
    } else {
        values::check(kind, &field, scope);
    }
}
