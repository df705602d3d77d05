//! A JSON object in, the same tables as for TOML out. Numbers stay text until a key requires one.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{BROKEN_JSON, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::site::source_text::SourceText;
use crate::source::json::{self, Fault, FaultKind, JsonKind, Reading};

/// Parses the JSON in `range` of a text.
#[must_use]
pub(crate) fn json(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let source = text.text.get(range.clone()).unwrap_or_default();
    let mut reading = Reading::new(source);
    let read = reading.value().and_then(|value| reading.finish().map(|()| value));
    let mut converter = Converter { text, source, base: range.start, found: Vec::new() };
    let table = match read {
        Ok(value) => converter.table(&value, range),
        Err(stop) => {
            let fault = stop.fault(source);
            converter.found.extend(fault.map(|fault| malformed(text, &fault, range.start)));
            Table { entries: Vec::new(), span: range }
        }
    };
    (table, converter.found)
}

fn malformed(text: SourceText<'_>, fault: &Fault<'_>, base: usize) -> Diagnostic {
    let (message, help) = match &fault.kind {
        FaultKind::Truncated => ("unclosed object".into(), "add the missing bracket or quotation mark"),
        FaultKind::TrailingComma => ("comma before a closing bracket".into(), "remove the comma"),
        FaultKind::TrailingText => ("text after the object".into(), "begin it on a new line"),
        FaultKind::NoSeparator(found) => (format!("expected a comma, found `{found}`"), "add a comma"),
        FaultKind::NoKey(found) => {
            (format!("expected a key, found `{found}`"), "put keys in double quotation marks")
        }
        FaultKind::ControlCharacter => {
            ("line break or control character in a string".into(), "write `\\n` for a line break")
        }
        FaultKind::TooDeep(_) => {
            ("metadata cannot contain deep nesting".into(), "write plain keys and values")
        }
        FaultKind::Syntax(message) => {
            (message.clone(), "write `\"title\": \"…\"`, with commas between the keys")
        }
    };
    let range = base + fault.range.start as usize..base + fault.range.end as usize;
    Diagnostic::new(&BROKEN_JSON, message).at(text.place(range)).help(help)
}

struct Converter<'a> {
    text: SourceText<'a>,
    source: &'a str,
    base: usize,
    found: Vec<Diagnostic>,
}

impl<'a> Converter<'a> {
    /// The table of an object. Keys without a value are left out. Of several equal keys, the last one counts.
    fn table(&mut self, object: &json::Node, span: Range<usize>) -> Table<'a> {
        let mut table = Table { entries: Vec::new(), span };
        let mut seen = BTreeSet::new();
        for (key, value) in object.keys() {
            let span = self.range(key.range.start as usize..key.range.end as usize);
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

    fn value(&mut self, of: &json::Node) -> Option<Value<'a>> {
        let written = of.range.start as usize..of.range.end as usize;
        let raw = self.source.get(written.clone()).unwrap_or_default();
        let span = self.range(written);
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

    fn range(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
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
