//! Values with their places, as TOML and YAML have them.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use toml::value::Datetime;

use crate::diagnostic::nearest;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value<'a> {
    /// Its type and content.
    pub node: Node<'a>,
    /// Its range in the text that it was read from.
    pub span: Range<usize>,
}

/// The maximum length of a value in a message, in bytes.
const MAX_SHOWN: usize = 40;

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
    /// What only the site's own program gives, as it is written there.
    Computed(Cow<'a, str>),
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

    /// Whether a key looks like a misspelling of another.
    #[must_use]
    pub(crate) fn has_like(&self, key: &str) -> bool {
        let is_like = |other: &str| other != key && nearest(other, [key].into_iter()).is_some();
        self.entries.iter().any(|(other, _, _)| is_like(other))
    }

    /// The bits of its keys.
    pub(super) fn key_bits(&self) -> u64 {
        self.entries.iter().fold(0, |bits, (key, _, _)| bits | key_bit(key))
    }

    /// The entry of a key, with its index.
    pub(super) fn entry(&self, key: &str) -> Option<(usize, &Entry<'a>)> {
        // Nearly all other keys differ in length or in the first letter.
        let may_equal =
            |name: &str| name.len() == key.len() && name.as_bytes().first() == key.as_bytes().first();
        self.entries.iter().enumerate().find(|(_, (name, _, _))| may_equal(name) && name == key)
    }
}

/// A bit that depends on a key's length and first letter. A table without it does not have the key.
pub(super) fn key_bit(key: &str) -> u64 {
    let first = key.as_bytes().first().copied().unwrap_or_default();
    1 << ((usize::from(first) + 11 * key.len()) % 64)
}

impl Table<'_> {
    /// The same table, whose texts are borrowed.
    #[must_use]
    pub(crate) fn borrowed(&self) -> Table<'_> {
        let entries = self.entries.iter();
        let entries =
            entries.map(|(key, span, value)| (Cow::Borrowed(&**key), span.clone(), value.borrowed()));
        Table { entries: entries.collect(), span: self.span.clone() }
    }
}

impl<'a> Table<'a> {
    /// The value of a key, or of nested keys with dots between them.
    #[must_use]
    pub(crate) fn at(&self, path: &str) -> Option<&Value<'a>> {
        self.entry_at(path).map(|(_, value)| value)
    }

    /// The same, with the place of the key.
    #[must_use]
    pub(crate) fn entry_at(&self, path: &str) -> Option<(&Range<usize>, &Value<'a>)> {
        if let Some((_, (_, span, value))) = self.entry(path) {
            return Some((span, value));
        }
        let (first, rest) = path.split_once('.')?;
        self.get(first)?.as_table()?.entry_at(rest)
    }
}

impl Table<'_> {
    /// The same, without references to a text.
    #[must_use]
    pub(crate) fn into_owned(self) -> Table<'static> {
        let owned = |(key, span, value): Entry<'_>| (key.into_owned().into(), span, value.into_owned());
        Table { entries: self.entries.into_iter().map(owned).collect(), span: self.span }
    }
}

impl<'a> Value<'a> {
    /// The values of a list; a single value counts as a list of one.
    #[must_use]
    pub(crate) fn items(&self) -> &[Value<'a>] {
        self.as_list().unwrap_or(std::slice::from_ref(self))
    }

    /// The same, by value.
    #[must_use]
    pub(crate) fn into_items(self) -> Vec<Value<'a>> {
        if let Node::List(values) = self.node { values } else { vec![self] }
    }

    /// The values, if it is a list.
    #[must_use]
    pub(crate) fn as_list(&self) -> Option<&[Value<'a>]> {
        let Node::List(values) = &self.node else { return None };
        Some(values)
    }

    /// The text, if it is one, quoted or not.
    #[must_use]
    pub(crate) fn as_text(&self) -> Option<&str> {
        let (Node::Text(text) | Node::Plain(text)) = &self.node else { return None };
        Some(text)
    }

    /// The boolean, if it is one, or an unquoted YAML scalar for one.
    #[must_use]
    pub(crate) fn as_boolean(&self) -> Option<bool> {
        match &self.node {
            Node::Boolean(boolean) => Some(*boolean),
            Node::Plain(text) => boolean_word(text),
            Node::Text(_)
            | Node::Integer(_)
            | Node::Float(_)
            | Node::Datetime(_)
            | Node::List(_)
            | Node::Table(_)
            | Node::Computed(_) => None,
        }
    }

    /// Whether only the site's own program gives it.
    #[must_use]
    pub(crate) fn is_computed(&self) -> bool {
        matches!(self.node, Node::Computed(_))
    }

    /// The table, if it is one.
    #[must_use]
    pub(crate) fn as_table(&self) -> Option<&Table<'a>> {
        let Node::Table(table) = &self.node else { return None };
        Some(table)
    }
}

impl Value<'_> {
    /// The same value, whose texts are borrowed.
    #[must_use]
    pub(crate) fn borrowed(&self) -> Value<'_> {
        let node = match &self.node {
            Node::Text(text) => Node::Text(Cow::Borrowed(text)),
            Node::Plain(text) => Node::Plain(Cow::Borrowed(text)),
            Node::Integer(number) => Node::Integer(*number),
            Node::Float(number) => Node::Float(*number),
            Node::Boolean(truth) => Node::Boolean(*truth),
            Node::Datetime(datetime) => Node::Datetime(*datetime),
            Node::List(values) => Node::List(values.iter().map(Value::borrowed).collect()),
            Node::Table(table) => Node::Table(table.borrowed()),
            Node::Computed(text) => Node::Computed(Cow::Borrowed(text)),
        };
        Value { node, span: self.span.clone() }
    }

    fn into_owned(self) -> Value<'static> {
        let node = match self.node {
            Node::Text(text) => Node::Text(text.into_owned().into()),
            Node::Plain(text) => Node::Plain(text.into_owned().into()),
            Node::Integer(integer) => Node::Integer(integer),
            Node::Float(float) => Node::Float(float),
            Node::Boolean(boolean) => Node::Boolean(boolean),
            Node::Datetime(datetime) => Node::Datetime(datetime),
            Node::List(values) => Node::List(values.into_iter().map(Value::into_owned).collect()),
            Node::Table(table) => Node::Table(table.into_owned()),
            Node::Computed(text) => Node::Computed(text.into_owned().into()),
        };
        Value { node, span: self.span }
    }

    /// The truth of a value as other programs take it: a boolean, 1 or 0, or a word for either, quoted or not. An empty
    /// value is false.
    #[must_use]
    pub(crate) fn truth(&self) -> Option<bool> {
        match &self.node {
            Node::Boolean(truth) => Some(*truth),
            Node::Integer(0) => Some(false),
            Node::Integer(1) => Some(true),
            Node::Text(text) | Node::Plain(text) => match text.trim() {
                "" | "0" => Some(false),
                "1" => Some(true),
                word => boolean_word(word),
            },
            Node::Integer(_)
            | Node::Float(_)
            | Node::Datetime(_)
            | Node::List(_)
            | Node::Table(_)
            | Node::Computed(_) => None,
        }
    }

    /// A single value as text.
    #[must_use]
    pub(crate) fn scalar(&self) -> Option<String> {
        match &self.node {
            Node::Text(text) | Node::Plain(text) => Some(text.clone().into_owned()),
            Node::Integer(number) => Some(number.to_string()),
            Node::Float(number) => Some(number.to_string()),
            Node::Boolean(truth) => Some(truth.to_string()),
            Node::Datetime(datetime) => Some(datetime.to_string()),
            Node::List(_) | Node::Table(_) | Node::Computed(_) => None,
        }
    }

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
            Node::Computed(_) => "a computed value",
        }
    }

    /// What it is, in messages: its type, and its content if that is short.
    #[must_use]
    pub(crate) fn described(&self) -> String {
        let name = self.type_name();
        match self.scalar() {
            Some(text) if text.is_empty() => {
                let is_plain = matches!(self.node, Node::Plain(_));
                if is_plain { "nothing".to_owned() } else { format!("empty {name}") }
            }
            // A part of a text could end within a password, which would then not be hidden.
            Some(text) if text.len() <= MAX_SHOWN => {
                let is_number =
                    matches!(self.node, Node::Plain(_)) && text.parse::<f64>().is_ok_and(f64::is_finite);
                let name = if is_number { "number" } else { name };
                let name = name.strip_prefix("a ").or_else(|| name.strip_prefix("an ")).unwrap_or(name);
                format!("the {name} `{}`", text.escape_debug())
            }
            Some(_) | None => name.to_owned(),
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
            Node::Computed(_) => serializer.serialize_unit(),
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
