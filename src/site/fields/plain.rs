//! Plain TOML, as nearly every head is: keys with values, and tables with one name. It is read straight from the parser's
//! events, in half the time that toml takes to build its own tables. Anything else is left to toml, and so is every
//! mistake, so that this reader has nothing to report.

use std::borrow::Cow;
use std::ops::{BitOr, Range};

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use super::value::{Entry, Node, Table, Value};

/// The keys that most heads have room in.
const USUAL: usize = 12;

/// The most keys of a table, and the deepest nesting, that are plain.
const LIMIT: usize = 64;

type Key<'t> = (Cow<'t, str>, Range<usize>);
type Entries<'t> = Vec<Entry<'t>>;

/// The table that a text says, which stands `base` bytes into its file; none if it is not plain.
pub(super) fn table(text: &str, base: usize) -> Option<Table<'_>> {
    let source = Source::new(text);
    let mut reader = Reader { text, base, root: Vec::with_capacity(USUAL), ..Reader::default() };
    let mut is_right = true;
    let tokens = source.lex().into_vec();
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut reader, source), &mut |_| is_right = false);
    reader.end_table();
    let whole = base..base + text.len();
    (is_right && !reader.is_unusual).then_some(Table { entries: reader.root, span: whole })
}

/// What has been read so far.
#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    base: usize,
    root: Entries<'t>,
    /// The table whose header was read last.
    table: Option<(Key<'t>, Range<usize>, Entries<'t>)>,
    /// Where a header that is being read began.
    header: Option<usize>,
    key: Option<Key<'t>>,
    open: Vec<Open<'t>>,
    is_unusual: bool,
}

/// A value that is not closed yet, and where it began.
enum Open<'t> {
    List(usize, Vec<Value<'t>>),
    /// With the key whose value is to come.
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

    /// A string that stands in the text as it is: in quotes, without escapes, and without what they are for. Nearly
    /// every string is one, and decoding would look at its characters one by one.
    fn verbatim(&self, span: Span, encoding: Option<Encoding>) -> Option<&'t str> {
        let quoted = encoding.filter(|encoding| *encoding == Encoding::BasicString)?;
        let text = self.raw(span, Some(quoted)).as_str().strip_prefix('"')?.strip_suffix('"')?;
        let unusual = |byte: &u8| u8::from(*byte < b' ') | u8::from(matches!(*byte, b'\\' | b'"' | 0x7F));
        (text.bytes().map(|byte| unusual(&byte)).fold(0, u8::bitor) == 0).then_some(text)
    }

    /// Gives a value to the key or the list that waits for it.
    fn value(&mut self, value: Value<'t>) {
        let (entries, key) = match self.open.last_mut() {
            Some(Open::List(_, values)) => return values.push(value),
            Some(Open::Inline(_, entries, key)) => (entries, key),
            None => match &mut self.table {
                Some((_, _, entries)) => (entries, &mut self.key),
                None => (&mut self.root, &mut self.key),
            },
        };
        self.is_unusual |= !key.take().is_some_and(|key| insert(entries, key, value));
    }

    fn end_table(&mut self) {
        if let Some((key, header, entries)) = self.table.take() {
            let value = Value { span: header.clone(), node: Node::Table(Table { entries, span: header }) };
            self.is_unusual |= !insert(&mut self.root, key, value);
        }
    }

    fn open(&mut self, open: Open<'t>) -> bool {
        self.open.push(open);
        self.is_unusual |= self.open.len() > LIMIT;
        !self.is_unusual
    }

    fn close(&mut self, span: Span) {
        let end = self.range(span).end;
        let until = |start: usize| start..end;
        let value = match self.open.pop() {
            Some(Open::List(start, values)) => Value { node: Node::List(values), span: until(start) },
            Some(Open::Inline(start, entries, _)) => {
                Value { node: Node::Table(Table { entries, span: until(start) }), span: until(start) }
            }
            None => return self.is_unusual = true,
        };
        self.value(value);
    }
}

/// Adds what is new; a key that stands twice is a mistake.
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
            _ => self.is_unusual = true,
        }
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unusual = true;
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
            Some(Open::Inline(_, _, waiting)) => *waiting = key,
            Some(Open::List(..)) => self.is_unusual = true,
            None => self.key = key,
        }
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unusual = true;
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
                Err(_) => return self.is_unusual = true,
            },
            ScalarKind::Float => Node::Float(text.parse().unwrap_or(f64::NAN)),
            ScalarKind::Integer(radix) => match i64::from_str_radix(&text, radix.value()) {
                Ok(number) => Node::Integer(number),
                Err(_) => return self.is_unusual = true,
            },
        };
        let span = self.range(span);
        self.value(Value { node, span });
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_unusual = true;
    }
}
