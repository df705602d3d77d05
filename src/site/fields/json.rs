//! A JSON object in, the same tables as for TOML out. Numbers stay text until a key requires one.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::value::Entry;
use super::{BROKEN_JSON, Node, Table, Value, is_never_empty};
use crate::diagnostic::Diagnostic;
use crate::site::source_text::SourceText;
use crate::source::fault::Fault;
use crate::source::json::{self, JsonFault, JsonKind, Reading};
use crate::source::text::Offset;

/// Parses the JSON in `range` of a text.
#[must_use]
pub(crate) fn json(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let source = text.text.get(range.clone()).unwrap_or_default();
    read(text, range, source, 0)
}

/// Parses the members of an object in `range` of a text, which has no brackets around them.
#[must_use]
pub(crate) fn json_members(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let source = text.text.get(range.clone()).unwrap_or_default();
    read(text, range, &format!("{{{source}}}"), 1)
}

/// Parses an object that begins so many bytes before what stands in `range` of a text.
fn read<'a>(
    text: SourceText<'a>,
    range: Range<usize>,
    object: &str,
    before: usize,
) -> (Table<'a>, Vec<Diagnostic>) {
    let mut reading = Reading::new(object);
    let read = reading.value().and_then(|value| reading.finish().map(|()| value));
    let mut converter = Converter { text, within: range.clone(), before, found: Vec::new() };
    let table = match read {
        Ok(value) => {
            let mut table = converter.table(&value, range);
            table.entries.extend(converter.empty(&value));
            table
        }
        Err(stop) => {
            let fault = stop.fault(object);
            let finding = fault.map(|fault| {
                let before = object.get(..fault.range.start as usize).unwrap_or_default();
                malformed(text, &fault, (converter.range(&fault.range), before))
            });
            converter.found.extend(finding);
            Table { entries: Vec::new(), span: range }
        }
    };
    (table, converter.found)
}

/// What is wrong at a range, with what is before it.
fn malformed(
    text: SourceText<'_>,
    fault: &Fault<JsonFault<'_>>,
    (range, before): (Range<usize>, &str),
) -> Diagnostic {
    let rest = text.text.get(range.start..).unwrap_or_default().trim_start();
    let lacks_value = rest.is_empty() || rest.starts_with([',', '}']);
    if let (JsonFault::Syntax(message), Some(key), true) = (&fault.kind, key_at_end(before), lacks_value) {
        let help = format!("write a value after `\"{key}\":`, or remove the key");
        return Diagnostic::new(&BROKEN_JSON, (*message).to_owned()).at(text.place(range)).help(help);
    }
    let (message, help) = match &fault.kind {
        JsonFault::Truncated => ("unclosed object".into(), "add the missing bracket or quotation mark"),
        JsonFault::TrailingComma => ("comma before a closing bracket".into(), "remove the comma"),
        JsonFault::TrailingText => ("text after the object".into(), "begin it on a new line"),
        JsonFault::NoSeparator(found) => (format!("expected a comma, found `{found}`"), "add a comma"),
        JsonFault::NoKey(found) => {
            (format!("expected a key, found `{found}`"), "put keys in double quotation marks")
        }
        JsonFault::ControlCharacter => {
            ("line break or control character in a string".into(), "write `\\n` for a line break")
        }
        JsonFault::TooDeep(_) => ("metadata is nested too deeply".into(), "write plain keys and values"),
        JsonFault::Syntax(message) => {
            ((*message).to_owned(), "write `\"title\": \"…\"`, with commas between the keys")
        }
    };
    Diagnostic::new(&BROKEN_JSON, message).at(text.place(range)).help(help)
}

/// The key that a text ends with, and its colon.
fn key_at_end(text: &str) -> Option<&str> {
    let key = text.trim_end().strip_suffix(':')?.trim_end().strip_suffix('"')?;
    key.rsplit_once('"').map(|(_, key)| key).filter(|key| !key.is_empty())
}

struct Converter<'a> {
    text: SourceText<'a>,
    /// Where the object is in the text.
    within: Range<usize>,
    /// How many bytes of the object are not in the text.
    before: usize,
    found: Vec<Diagnostic>,
}

impl<'a> Converter<'a> {
    /// The table of an object. Keys without a value are left out. Of several equal keys, the last one counts.
    fn table(&mut self, object: &json::JsonNode, span: Range<usize>) -> Table<'a> {
        let mut table = Table { entries: Vec::new(), span };
        let mut seen = BTreeSet::new();
        for (key, value) in object.keys() {
            let span = self.range(&key.range);
            if !seen.insert(key.name.as_str()) {
                self.found.push(super::duplicate(&key.name).at(self.text.place(span.clone())));
                table.entries.retain(|(known, ..)| *known != key.name);
            }
            if let Some(value) = self.value(value) {
                table.entries.push((key.name.clone().into(), span, value));
            }
        }
        table
    }

    /// The keys whose value counts although it is `null`.
    fn empty(&self, object: &json::JsonNode) -> Vec<Entry<'a>> {
        let mut found = Vec::new();
        for (key, value) in object.keys() {
            if matches!(value.kind, JsonKind::Null) && is_never_empty(&key.name) {
                let empty = Value { node: Node::Plain("".into()), span: self.range(&value.range) };
                found.push((key.name.clone().into(), self.range(&key.range), empty));
            }
        }
        found
    }

    fn value(&mut self, of: &json::JsonNode) -> Option<Value<'a>> {
        let span = self.range(&of.range);
        let raw = self.text.text.get(span.clone()).unwrap_or_default();
        let node = match &of.kind {
            JsonKind::Null => return None,
            JsonKind::Bool => Node::Boolean(raw == "true"),
            JsonKind::Number => Node::Plain(raw.into()),
            JsonKind::String => Node::Text(string(raw)),
            JsonKind::Array(values) => {
                Node::List(values.iter().filter_map(|value| self.value(value)).collect())
            }
            JsonKind::Object(_) => Node::Table(self.table(of, span.clone())),
        };
        Some(Value { node, span })
    }

    /// A range of the object in the text.
    fn range(&self, range: &Range<Offset>) -> Range<usize> {
        let at = |offset: Offset| {
            (self.within.start + offset as usize).saturating_sub(self.before).min(self.within.end)
        };
        at(range.start)..at(range.end)
    }
}

/// A string literal, which the parser has found valid.
fn string(raw: &str) -> Cow<'_, str> {
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
    if inner.contains('\\') {
        serde_json::from_str::<String>(raw).map_or(Cow::Borrowed(inner), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    }
}
