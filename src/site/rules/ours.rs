//! Feedwright's own keys in heads whose keys another program defines: in, a value; out, whether it can be that of our key.
//! What cannot is the other program's, or a theme's, and no mistake.

use super::reading::{Read, drafted, image, people, same, text, truth};
use crate::feed::Language;
use crate::site::fields::{Node, Table, Value};
use crate::site::license;

/// Tells whether a value can be that of a key.
type Fits = fn(&Value<'_>) -> bool;

/// Our keys, each with the values that it may have, and how they are read.
const OURS: &[(&str, Fits, Read)] = &[
    ("title", is_text, same),
    ("date", is_scalar, same),
    ("updated", has_digits, same),
    ("id", is_id, same),
    ("summary", is_text, same),
    ("description", is_text, same),
    ("language", is_language, same),
    ("authors", is_anything, people),
    ("tags", is_anything, scalars),
    ("categories", is_anything, scalars),
    ("draft", is_boolean, drafted),
    ("publish", is_date, same),
    ("expires", has_digits, same),
    ("feed", is_boolean, truth),
    ("rights", is_text, same),
    ("license", is_license, same),
    ("image", is_text_or_picture, image),
    ("images", are_pictures, same),
    ("dateline", is_text, same),
    ("place", is_named, same),
    ("correction", is_words, same),
    ("enclosure", is_text_or_picture, same),
    ("episode", is_episode, same),
    ("source", is_named, same),
    ("comments", is_table, same),
    ("translations", is_text, same),
    ("extra", is_table, same),
];

/// The names of our keys.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    OURS.iter().map(|(key, ..)| *key)
}

/// Whether a value can be that of a key.
pub(super) fn fits(key: &str, value: &Value<'_>) -> bool {
    OURS.iter().find(|(ours, ..)| *ours == key).is_none_or(|(_, fits, _)| fits(value))
}

/// The value of a key, if it can be that of our key of this name.
pub(super) fn read<'h>(key: &str, value: &'h Value<'h>) -> Option<Value<'h>> {
    let (_, fits, read) = OURS.iter().find(|(ours, ..)| *ours == key)?;
    let read = read(value)?;
    fits(&read).then_some(read)
}

/// Single values as texts; one of them is a list of one.
fn scalars<'v>(of: &'v Value<'v>) -> Option<Value<'v>> {
    let scalar = |value: &'v Value<'v>| {
        if is_text(value) {
            return Some(value.borrowed());
        }
        Some(Value { node: Node::Text(value.scalar()?.into()), span: value.span.clone() })
    };
    match of.as_list() {
        None => scalar(of),
        Some(values) => {
            let values = values.iter().filter_map(scalar).collect();
            Some(Value { node: Node::List(values), span: of.span.clone() })
        }
    }
}

fn is_anything(_: &Value<'_>) -> bool {
    true
}

fn is_text(value: &Value<'_>) -> bool {
    value.as_text().is_some()
}

fn is_scalar(value: &Value<'_>) -> bool {
    !matches!(value.node, Node::List(_) | Node::Table(_))
}

fn is_boolean(value: &Value<'_>) -> bool {
    value.truth().is_some()
}

fn is_table(value: &Value<'_>) -> bool {
    value.as_table().is_some()
}

/// Whether a value is text that is not a truth.
fn is_words(value: &Value<'_>) -> bool {
    text(value).is_some() && value.truth().is_none()
}

fn is_date(value: &Value<'_>) -> bool {
    matches!(value.node, Node::Datetime(_)) || is_words(value)
}

/// Whether a value is a date, or one that is misspelled, but not a word such as `never`.
fn has_digits(value: &Value<'_>) -> bool {
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    matches!(value.node, Node::Datetime(_)) || is_words(value) && value.as_text().is_some_and(has_digit)
}

/// Whether a value is an id of a feed. Others are the names of elements in pages, or numbers of posts.
fn is_id(value: &Value<'_>) -> bool {
    value.as_text().map_or(is_table(value), |text| text.contains(':'))
}

fn is_language(value: &Value<'_>) -> bool {
    value.as_text().is_some_and(|tag| Language::parse(tag.trim()).is_some())
}

fn is_license(value: &Value<'_>) -> bool {
    value.as_text().is_some_and(|text| license::address(text).is_ok())
}

/// Whether a value is a table with such a text.
fn has_text(value: &Value<'_>, key: &str) -> bool {
    value.as_table().and_then(|table| table.get(key)).is_some_and(|value| text(value).is_some())
}

fn is_named(value: &Value<'_>) -> bool {
    has_text(value, "name")
}

fn is_picture(value: &Value<'_>) -> bool {
    has_text(value, "src")
}

fn is_text_or_picture(value: &Value<'_>) -> bool {
    is_text(value) || is_picture(value)
}

/// Whether a value is a picture, or a list of them. Other programs have lists of texts.
fn are_pictures(value: &Value<'_>) -> bool {
    value.items().iter().all(is_picture)
}

/// Whether a value is a table whose numbers are numbers.
fn is_episode(value: &Value<'_>) -> bool {
    let is_number = |table: &Table<'_>, key: &str| {
        table
            .get(key)
            .is_none_or(|value| value.scalar().is_some_and(|text| text.trim().parse::<u32>().is_ok()))
    };
    value.as_table().is_some_and(|table| ["number", "season"].iter().all(|key| is_number(table, key)))
}
