//! A key of a table as data, and its JSON Schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::diagnostic::Code;

/// A key of the configuration or of metadata.
#[derive(Clone, Copy)]
pub(super) struct Key {
    name: &'static str,
    takes: KeyType,
    about: &'static str,
    is_required: bool,
}

/// A key that a table may have.
pub(super) const fn key(name: &'static str, takes: KeyType, about: &'static str) -> Key {
    Key { name, takes, about, is_required: false }
}

/// A key without which a table is a mistake.
pub(super) const fn required(name: &'static str, takes: KeyType, about: &'static str) -> Key {
    Key { is_required: true, ..key(name, takes, about) }
}

/// The words that a key may have; some are codes of findings.
pub(super) type AllowedWords = fn(&[&Code]) -> Vec<String>;

/// What a key takes.
#[derive(Clone, Copy)]
pub(super) enum KeyType {
    Text,
    Boolean,
    /// A whole number of at least this.
    Count(u32),
    /// A date of TOML, which editors take for text, or text.
    Date,
    /// Seconds, or `[HH:]MM:SS`.
    Duration,
    Word(AllowedWords),
    /// One value, or several in an array.
    List(&'static KeyType),
    /// Several values in an array.
    Array(&'static KeyType),
    Table(&'static [Key]),
    /// A table with any keys.
    Map(&'static KeyType),
    AnyOf(&'static [KeyType]),
    /// One of the definitions of the schema.
    Defined(&'static str),
    Anything,
}

/// The schema of a table.
pub(super) fn table(keys: &[Key], codes: &[&Code]) -> Value {
    let property = |key: &Key| {
        let mut schema = key.takes.schema(codes);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), key.about.into());
        }
        (key.name.to_owned(), schema)
    };
    let required: Vec<_> = keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let properties: Map<_, _> = keys.iter().map(property).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// Alternatives. Where each is of a type of its own, they are one schema, since nearly every keyword is about one type: editors
/// then underline what is wrong, and not the whole value.
fn any_of(choices: &[Value]) -> Value {
    let types: BTreeSet<_> = choices.iter().filter_map(|choice| choice["type"].as_str()).collect();
    let is_of_all_types = |choice: &Value| choice.get("enum").is_some();
    if types.len() < choices.len() || choices.iter().any(is_of_all_types) {
        return json!({ "anyOf": choices });
    }
    let types: Value = types.into_iter().collect();
    let keywords = choices.iter().filter_map(Value::as_object).flatten();
    let mut schema: Map<_, _> = keywords.map(|(name, value)| (name.clone(), value.clone())).collect();
    schema.insert("type".to_owned(), types);
    schema.into()
}

impl KeyType {
    fn schema(&self, codes: &[&Code]) -> Value {
        match self {
            KeyType::Text | KeyType::Date => json!({ "type": "string" }),
            KeyType::Boolean => json!({ "type": "boolean" }),
            KeyType::Count(least) => json!({ "type": "integer", "minimum": least }),
            KeyType::Word(words) => json!({ "type": "string", "enum": words(codes) }),
            KeyType::Array(item) => json!({ "type": "array", "items": item.schema(codes) }),
            KeyType::Table(keys) => table(keys, codes),
            KeyType::Map(value) => json!({ "type": "object", "additionalProperties": value.schema(codes) }),
            KeyType::Defined(name) => json!({ "$ref": format!("#/$defs/{name}") }),
            KeyType::Anything => json!({}),
            KeyType::Duration | KeyType::List(_) | KeyType::AnyOf(_) => any_of(&self.choices(codes)),
        }
    }

    /// The alternatives, none of which has alternatives of its own.
    fn choices(&self, codes: &[&Code]) -> Vec<Value> {
        match self {
            KeyType::Duration => vec![json!({ "type": "number", "minimum": 0 }), json!({ "type": "string" })],
            KeyType::AnyOf(choices) => choices.iter().flat_map(|choice| choice.choices(codes)).collect(),
            KeyType::List(item) => {
                let mut choices = item.choices(codes);
                choices.push(KeyType::Array(item).schema(codes));
                choices
            }
            KeyType::Text
            | KeyType::Boolean
            | KeyType::Count(_)
            | KeyType::Date
            | KeyType::Word(_)
            | KeyType::Array(_)
            | KeyType::Table(_)
            | KeyType::Map(_)
            | KeyType::Defined(_)
            | KeyType::Anything => vec![self.schema(codes)],
        }
    }
}
