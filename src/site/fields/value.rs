//! TOML in, values with their places out. YAML is read into the same types.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::{BROKEN_TOML, plain};
use crate::diagnostic::Diagnostic;
use crate::site::files::SourceText;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value<'a> {
    /// Its type and content.
    pub node: Node<'a>,
    /// Its range in the [`SourceText`] that it was read from.
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

/// Parses the TOML in `range` of a text. The readable part of malformed TOML is returned, too.
#[must_use]
pub(crate) fn toml(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let source = text.text.get(range.clone()).unwrap_or_default();
    if let Some(table) = plain::table(source, range.start) {
        return (table, Vec::new());
    }
    let (table, errors) = DeTable::parse_recoverable(source);
    let found = errors.iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        let place = text.place(range.start + span.start..range.start + span.end);
        Diagnostic::new(&BROKEN_TOML, first_line(error.message())).at(place).help(toml_help(error.message()))
    });
    let diagnostics = found.collect();
    (convert_table(table.into_inner(), range.clone(), range.start), diagnostics)
}

fn first_line(message: &str) -> String {
    message.lines().collect::<Vec<_>>().join(", ")
}

fn toml_help(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "remove one of the two"
    } else if ["date", "day", "month", "hour", "minute", "second"].iter().any(|word| message.contains(word)) {
        "write a valid date: 2026-04-01, or 2026-04-01T18:30:00+03:00"
    } else {
        "write text in quotes: `title = \"…\"`; arrays like `[\"a\", \"b\"]`; dates like 2026-04-01T18:30:00+03:00"
    }
}

fn convert_table(table: DeTable<'_>, span: Range<usize>, base: usize) -> Table<'_> {
    let entries = table.into_iter().map(|(key, value)| {
        let key_span = shift(key.span(), base);
        (key.into_inner(), key_span, convert(value, base))
    });
    let mut entries: Vec<_> = entries.collect();
    // `toml` sorts entries by name.
    entries.sort_by_key(|(_, span, _)| span.start);
    Table { entries, span }
}

fn convert(value: toml::Spanned<DeValue<'_>>, base: usize) -> Value<'_> {
    let span = shift(value.span(), base);
    let node = match value.into_inner() {
        DeValue::String(text) => Node::Text(text),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Node::Integer(number),
            Err(_) => Node::Plain(Cow::Owned(integer.to_string())),
        },
        DeValue::Float(float) => Node::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(boolean) => Node::Boolean(boolean),
        DeValue::Datetime(datetime) => Node::Datetime(datetime),
        DeValue::Array(values) => Node::List(values.into_iter().map(|value| convert(value, base)).collect()),
        DeValue::Table(table) => Node::Table(convert_table(table, span.clone(), base)),
    };
    Value { node, span }
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

/// The boolean value of an unquoted YAML scalar.
pub(super) fn boolean_word(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}
