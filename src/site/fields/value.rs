//! Values with their places, as TOML and YAML have them.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use toml::value::Datetime;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value<'a> {
    /// Its type and content.
    pub node: Node<'a>,
    /// Its range in the text that it was read from.
    pub span: Range<usize>,
}

/// The types of values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    /// A quoted string.
    Text(Cow<'a, str>),
    /// An unquoted YAML scalar, whose type depends on the key.
    Plain(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A TOML date, time, or both.
    Datetime(Datetime),
    /// Values in order.
    List(Vec<Value<'a>>),
    /// Values by key.
    Table(Table<'a>),
}

/// A key, its range in the text, and its value.
pub(crate) type Entry<'a> = (Cow<'a, str>, Range<usize>, Value<'a>);

/// Values by key, with the place of each key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table<'a> {
    /// Keys with their ranges and values, in the order of the file.
    pub entries: Vec<Entry<'a>>,
    /// Its range in the text.
    pub span: Range<usize>,
}

impl<'a> Table<'a> {
    /// The value of a key.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entry(key).map(|(_, (_, _, value))| value)
    }

    /// The entry of a key, with its index.
    pub(super) fn entry(&self, key: &str) -> Option<(usize, &Entry<'a>)> {
        // Nearly all other keys differ in length or in the first letter.
        let may_equal =
            |name: &str| name.len() == key.len() && name.as_bytes().first() == key.as_bytes().first();
        self.entries.iter().enumerate().find(|(_, (name, _, _))| may_equal(name) && name == key)
    }
}

impl Value<'_> {
    /// The name of its type in messages.
    #[must_use]
    pub(crate) fn type_name(&self) -> &'static str {
        match &self.node {
            Node::Text(_) | Node::Plain(_) => "text",
            Node::Integer(_) => "an integer",
            Node::Float(_) => "a decimal number",
            Node::Boolean(_) => "a boolean",
            Node::Datetime(_) => "a date",
            Node::List(_) => "an array",
            Node::Table(_) => "a table",
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.node {
            Node::Text(text) => serializer.serialize_str(text),
            Node::Plain(text) => match (text.parse::<i64>(), text.parse::<f64>(), boolean_word(text)) {
                (Ok(integer), _, _) => serializer.serialize_i64(integer),
                (_, Ok(float), _) if float.is_finite() => serializer.serialize_f64(float),
                (_, _, Some(boolean)) => serializer.serialize_bool(boolean),
                _ => serializer.serialize_str(text),
            },
            Node::Integer(integer) => serializer.serialize_i64(*integer),
            Node::Float(float) => serializer.serialize_f64(*float),
            Node::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Node::Datetime(datetime) => serializer.serialize_str(&datetime.to_string()),
            Node::List(values) => serializer.collect_seq(values),
            Node::Table(table) => table.serialize(serializer),
        }
    }
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, _, value)| (key, value)))
    }
}

/// The boolean value of an unquoted YAML scalar.
pub(super) fn boolean_word(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}
