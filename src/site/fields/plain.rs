//! Simple TOML in, a table out: keys with values, and tables with a single name, as in nearly every head. It is built
//! directly from the parser's events, in half the time that `toml` needs for its own tables. Other TOML, and any
//! mistake, is left to `toml`, so this reader reports nothing.

use std::borrow::Cow;
use std::ops::{BitOr, Range};

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use super::value::{Entry, Node, Table, Value};

/// The initial capacity for keys, enough for most heads.
const CAPACITY: usize = 12;

/// The maximum number of keys of a table, and the maximum depth, of simple TOML.
const LIMIT: usize = 64;

type Key<'t> = (Cow<'t, str>, Range<usize>);
type Entries<'t> = Vec<Entry<'t>>;

/// The table in a text, which starts at offset `base` of its file; `None` if it is not simple TOML.
pub(super) fn table(text: &str, base: usize) -> Option<Table<'_>> {
    let source = Source::new(text);
    let mut reader = Reader { text, base, root: Vec::with_capacity(CAPACITY), ..Reader::default() };
    let mut is_valid = true;
    let tokens = source.lex().into_vec();
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut reader, source), &mut |_| is_valid = false);
    reader.end_table();
    let span = base..base + text.len();
    (is_valid && !reader.is_unsupported).then_some(Table { entries: reader.root, span })
}

/// The state of the reader.
#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    base: usize,
    root: Entries<'t>,
    /// The last table whose header was read.
    table: Option<(Key<'t>, Range<usize>, Entries<'t>)>,
    /// The start of the current header.
    header: Option<usize>,
    key: Option<Key<'t>>,
    open: Vec<Open<'t>>,
    is_unsupported: bool,
}

/// An open array or inline table, with its start.
enum Open<'t> {
    List(usize, Vec<Value<'t>>),
    /// With the key of the next value.
    Inline(usize, Entries<'t>, Option<Key<'t>>),
}

impl<'t> Reader<'t> {
    fn range(&self, span: Span) -> Range<usize> {
        self.base + span.start()..self.base + span.end()
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }

    /// A string in quotes without escapes, as it is in the text. Nearly every string is one, and decoding reads its
    /// characters one by one.
    fn verbatim(&self, span: Span, encoding: Option<Encoding>) -> Option<&'t str> {
        let quoted = encoding.filter(|encoding| *encoding == Encoding::BasicString)?;
        let text = self.raw(span, Some(quoted)).as_str().strip_prefix('"')?.strip_suffix('"')?;
        let unusual = |byte: &u8| u8::from(*byte < b' ') | u8::from(matches!(*byte, b'\\' | b'"' | 0x7F));
        (text.bytes().map(|byte| unusual(&byte)).fold(0, u8::bitor) == 0).then_some(text)
    }

    /// Adds a value to the current key or array.
    fn value(&mut self, value: Value<'t>) {
        let (entries, key) = match self.open.last_mut() {
            Some(Open::List(_, values)) => return values.push(value),
            Some(Open::Inline(_, entries, key)) => (entries, key),
            None => match &mut self.table {
                Some((_, _, entries)) => (entries, &mut self.key),
                None => (&mut self.root, &mut self.key),
            },
        };
        self.is_unsupported |= !key.take().is_some_and(|key| insert(entries, key, value));
    }

    fn end_table(&mut self) {
        if let Some((key, header, entries)) = self.table.take() {
            let value = Value { span: header.clone(), node: Node::Table(Table { entries, span: header }) };
            self.is_unsupported |= !insert(&mut self.root, key, value);
        }
    }

    fn open(&mut self, open: Open<'t>) -> bool {
        self.open.push(open);
        self.is_unsupported |= self.open.len() > LIMIT;
        !self.is_unsupported
    }

    fn close(&mut self, span: Span) {
        let end = self.range(span).end;
        let until = |start: usize| start..end;
        let value = match self.open.pop() {
            Some(Open::List(start, values)) => Value { node: Node::List(values), span: until(start) },
            Some(Open::Inline(start, entries, _)) => {
                Value { node: Node::Table(Table { entries, span: until(start) }), span: until(start) }
            }
            None => return self.is_unsupported = true,
        };
        self.value(value);
    }
}

/// Adds an entry. A duplicate key is a mistake.
fn insert<'t>(entries: &mut Entries<'t>, (key, span): Key<'t>, value: Value<'t>) -> bool {
    let is_new = entries.len() < LIMIT && entries.iter().all(|(known, _, _)| *known != key);
    entries.push((key, span, value));
    is_new
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_table();
        self.header = Some(self.range(span).start);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        match (self.header.take(), self.key.take()) {
            (Some(start), Some(key)) => self.table = Some((key, start..self.range(span).end, Vec::new())),
            _ => self.is_unsupported = true,
        }
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unsupported = true;
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let start = self.range(span).start;
        self.open(Open::Inline(start, Vec::new(), None))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let start = self.range(span).start;
        self.open(Open::List(start, Vec::new()))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut name = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut name, error);
        let key = Some((name, self.range(span)));
        match self.open.last_mut() {
            Some(Open::Inline(_, _, current)) => *current = key,
            Some(Open::List(..)) => self.is_unsupported = true,
            None => self.key = key,
        }
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unsupported = true;
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if let Some(text) = self.verbatim(span, encoding) {
            let (node, span) = (Node::Text(text.into()), self.range(span));
            return self.value(Value { node, span });
        }
        let mut text = Cow::Borrowed("");
        let node = match self.raw(span, encoding).decode_scalar(&mut text, error) {
            ScalarKind::String => Node::Text(text),
            ScalarKind::Boolean(boolean) => Node::Boolean(boolean),
            ScalarKind::DateTime => match text.parse() {
                Ok(datetime) => Node::Datetime(datetime),
                Err(_) => return self.is_unsupported = true,
            },
            ScalarKind::Float => Node::Float(text.parse().unwrap_or(f64::NAN)),
            ScalarKind::Integer(radix) => match i64::from_str_radix(&text, radix.value()) {
                Ok(number) => Node::Integer(number),
                Err(_) => return self.is_unsupported = true,
            },
        };
        let span = self.range(span);
        self.value(Value { node, span });
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unsupported = true;
    }
}
