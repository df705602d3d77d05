//! YAML as the same tables that TOML gives. Scalars without quotes stay what they are until a key wants text, a number
//! or a date. Anchors, aliases and tags of other programs, which metadata does not need, are refused.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{BROKEN_YAML, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::site::files::SourceText;

/// The maximum nesting.
const DEPTH: usize = 64;

/// Parses the YAML that stands in `range` of a text.
#[must_use]
pub(crate) fn yaml(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let yaml = text.text.get(range.clone()).unwrap_or_default();
    let mut builder = Builder {
        offsets: Offsets::new(yaml, range.start),
        text,
        found: Vec::new(),
        open: Vec::new(),
        root: None,
        lost: false,
    };
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => builder.broken(&error),
        }
        if builder.lost {
            break;
        }
    }
    builder.finish(range)
}

/// What is being read.
enum Open<'a> {
    List(Vec<Value<'a>>, Range<usize>),
    Table(Keys<'a>, Range<usize>),
}

/// A table so far.
#[derive(Default)]
struct Keys<'a> {
    table: Table<'a>,
    /// Its keys, those without a value too.
    seen: BTreeSet<Cow<'a, str>>,
    /// The key whose value comes next.
    waiting: Option<(Cow<'a, str>, Range<usize>)>,
}

struct Builder<'a> {
    text: SourceText<'a>,
    offsets: Offsets,
    open: Vec<Open<'a>>,
    root: Option<Value<'a>>,
    found: Vec<Diagnostic>,
    /// Whether what follows cannot be told.
    lost: bool,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, span: Span) {
        let span = self.offsets.range(span);
        if let Some(what) = needless(&event) {
            return self.refuse(what, span);
        }
        match event {
            Event::Scalar(text, style, _, tag) => {
                let plain = matches!(style, ScalarStyle::Plain) && tag.is_none_or(|tag| tag.suffix != "str");
                self.scalar(text, plain, span);
            }
            Event::SequenceStart(..) => self.start(Open::List(Vec::new(), span)),
            Event::MappingStart(..) => self.start(Open::Table(Keys::default(), span)),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
            Event::DocumentStart(_) if self.root.is_some() => self.refuse("a second document", span),
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd => {}
        }
    }

    fn start(&mut self, open: Open<'a>) {
        if self.open.len() < DEPTH {
            return self.open.push(open);
        }
        let (Open::List(_, span) | Open::Table(_, span)) = open;
        self.refuse("deep nesting", span);
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
        if let Some(Open::Table(keys @ Keys { waiting: None, .. }, _)) = self.open.last_mut() {
            keys.waiting = Some((text.clone(), span.clone()));
            if let Some(repeated) = keys.seen.replace(text) {
                let message = format!("duplicate key `{}`", repeated.escape_debug());
                let finding = Diagnostic::new(&BROKEN_YAML, message).at(self.text.place(span));
                self.found.push(finding.help("remove one of the two"));
            }
            return;
        }
        let absent = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
        let node = if plain { Node::Plain(text) } else { Node::Text(text) };
        self.value((!absent).then_some(Value { node, span }));
    }

    /// Puts a value where it belongs; an empty one is absence.
    fn value(&mut self, value: Option<Value<'a>>) {
        match self.open.last_mut() {
            None => self.root = value,
            Some(Open::List(values, _)) => values.extend(value),
            Some(Open::Table(keys, _)) => match (keys.waiting.take(), value) {
                (Some((key, span)), Some(value)) => keys.table.entries.push((key, span, value)),
                (None, Some(value)) => self.refuse("a key that is not text", value.span),
                (_, None) => {}
            },
        }
    }

    fn refuse(&mut self, what: &str, span: Range<usize>) {
        let finding = Diagnostic::new(&BROKEN_YAML, format!("metadata cannot contain {what}"));
        self.found.push(finding.at(self.text.place(span)).help("write plain keys and values"));
        self.lost = true;
    }

    fn broken(&mut self, error: &ScanError) {
        let at = self.offsets.byte(error.marker().index());
        let finding = Diagnostic::new(&BROKEN_YAML, error.info()).at(self.text.place(at..at));
        self.found.push(finding.help("put text that contains `: ` or `#` in quotes"));
        self.lost = true;
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

/// YAML features that metadata does not need: names for values, and types of other programs.
fn needless(event: &Event<'_>) -> Option<&'static str> {
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
