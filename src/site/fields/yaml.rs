//! YAML in, the same tables as for TOML out. Unquoted scalars stay text until a key requires a number or a date.
//! Anchors, aliases and custom tags, which metadata does not need, are rejected.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{BROKEN_YAML, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::site::files::SourceText;

/// The maximum depth of nesting.
const MAX_DEPTH: usize = 64;

/// Parses the YAML in `range` of a text.
#[must_use]
pub(crate) fn yaml(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let yaml = text.text.get(range.clone()).unwrap_or_default();
    let mut builder = Builder {
        offsets: Offsets::new(yaml, range.start),
        text,
        found: Vec::new(),
        open: Vec::new(),
        root: None,
        is_aborted: false,
    };
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => builder.fail(&error),
        }
        if builder.is_aborted {
            break;
        }
    }
    builder.finish(range)
}

/// An open list or table.
enum Open<'a> {
    List(Vec<Value<'a>>, Range<usize>),
    Table(Keys<'a>, Range<usize>),
}

/// A table that is being read.
#[derive(Default)]
struct Keys<'a> {
    table: Table<'a>,
    /// Its keys, including those without a value.
    seen: BTreeSet<Cow<'a, str>>,
    /// The key of the next value.
    current: Option<(Cow<'a, str>, Range<usize>)>,
}

struct Builder<'a> {
    text: SourceText<'a>,
    offsets: Offsets,
    open: Vec<Open<'a>>,
    root: Option<Value<'a>>,
    found: Vec<Diagnostic>,
    /// Whether the rest cannot be read.
    is_aborted: bool,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, span: Span) {
        let span = self.offsets.range(span);
        if let Some(feature) = unsupported_feature(&event) {
            return self.reject(feature, span);
        }
        match event {
            Event::Scalar(text, style, _, tag) => {
                let plain = matches!(style, ScalarStyle::Plain) && tag.is_none_or(|tag| tag.suffix != "str");
                self.scalar(text, plain, span);
            }
            Event::SequenceStart(..) => self.start(Open::List(Vec::new(), span)),
            Event::MappingStart(..) => self.start(Open::Table(Keys::default(), span)),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
            Event::DocumentStart(_) if self.root.is_some() => self.reject("a second document", span),
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd => {}
        }
    }

    fn start(&mut self, open: Open<'a>) {
        if self.open.len() < MAX_DEPTH {
            return self.open.push(open);
        }
        let (Open::List(_, span) | Open::Table(_, span)) = open;
        self.reject("deep nesting", span);
    }

    fn end(&mut self, end: usize) {
        match self.open.pop() {
            Some(Open::List(values, span)) => {
                self.value(Some(Value { node: Node::List(values), span: span.start..end }));
            }
            Some(Open::Table(Keys { mut table, .. }, span)) => {
                table.span = span.start..end;
                self.value(Some(Value { span: table.span.clone(), node: Node::Table(table) }));
            }
            None => {}
        }
    }

    fn scalar(&mut self, text: Cow<'a, str>, plain: bool, span: Range<usize>) {
        if let Some(Open::Table(keys @ Keys { current: None, .. }, _)) = self.open.last_mut() {
            keys.current = Some((text.clone(), span.clone()));
            if let Some(repeated) = keys.seen.replace(text) {
                let message = format!("duplicate key `{}`", repeated.escape_debug());
                let finding = Diagnostic::new(&BROKEN_YAML, message).at(self.text.place(span));
                self.found.push(finding.help("remove one of the two"));
            }
            return;
        }
        let is_null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
        let node = if plain { Node::Plain(text) } else { Node::Text(text) };
        self.value((!is_null).then_some(Value { node, span }));
    }

    /// Adds a value to the open list or table. An empty value is left out.
    fn value(&mut self, value: Option<Value<'a>>) {
        match self.open.last_mut() {
            None => self.root = value,
            Some(Open::List(values, _)) => values.extend(value),
            Some(Open::Table(keys, _)) => match (keys.current.take(), value) {
                (Some((key, span)), Some(value)) => keys.table.entries.push((key, span, value)),
                (None, Some(value)) => self.reject("a key that is not text", value.span),
                (_, None) => {}
            },
        }
    }

    fn reject(&mut self, feature: &str, span: Range<usize>) {
        let finding = Diagnostic::new(&BROKEN_YAML, format!("metadata cannot contain {feature}"));
        self.found.push(finding.at(self.text.place(span)).help("write plain keys and values"));
        self.is_aborted = true;
    }

    fn fail(&mut self, error: &ScanError) {
        let at = self.offsets.byte(error.marker().index());
        let finding = Diagnostic::new(&BROKEN_YAML, error.info()).at(self.text.place(at..at));
        self.found.push(finding.help("put text that contains `: ` or `#` in quotes"));
        self.is_aborted = true;
    }

    fn finish(mut self, range: Range<usize>) -> (Table<'a>, Vec<Diagnostic>) {
        match self.root.take() {
            Some(Value { node: Node::Table(table), .. }) => (table, self.found),
            None => (Table::default(), self.found),
            Some(other) => {
                let finding = Diagnostic::new(
                    &BROKEN_YAML,
                    format!("expected `key: value`, found {}", other.type_name()),
                );
                let place = self.text.place(other.span.start.max(range.start)..other.span.end);
                self.found.push(finding.at(place).help("write `title: …` and `date: …` on separate lines"));
                (Table::default(), self.found)
            }
        }
    }
}

/// YAML features that metadata does not need: anchors, aliases and custom tags.
fn unsupported_feature(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::Alias(_) => Some("an alias"),
        Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
            if *anchor != 0 =>
        {
            Some("an anchor")
        }
        Event::Scalar(_, _, _, Some(tag))
        | Event::SequenceStart(_, Some(tag))
        | Event::MappingStart(_, Some(tag))
            if !tag.is_yaml_core_schema() =>
        {
            Some("a tag")
        }
        Event::Scalar(..)
        | Event::SequenceStart(..)
        | Event::MappingStart(..)
        | Event::SequenceEnd
        | Event::MappingEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd => None,
    }
}

/// Byte offsets of characters, since the parser counts characters.
struct Offsets {
    start: usize,
    bytes: Option<Vec<usize>>,
}

impl Offsets {
    fn new(yaml: &str, start: usize) -> Offsets {
        let ends = std::iter::once(yaml.len());
        let bytes = (!yaml.is_ascii()).then(|| yaml.char_indices().map(|(at, _)| at).chain(ends).collect());
        Offsets { start, bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let byte = match &self.bytes {
            None => character,
            Some(bytes) => bytes.get(character).or(bytes.last()).copied().unwrap_or_default(),
        };
        self.start + byte
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}
