//! Simple TOML in, a table out: keys with values, and tables with a single name, as in nearly every head. It is read byte
//! by byte, in little more than half the time that a parser of all TOML needs. Other TOML, and any mistake, is left to
//! that parser, so this reader reports nothing.

use std::ops::{BitOr, Range};

use toml::value::{Date, Datetime, Offset, Time};

use super::value::{Entry, Node, Table, Value};

/// The initial capacity for keys, enough for most heads. Memory for more is slower to get.
const CAPACITY: usize = 8;

/// The maximum number of keys of a table of simple TOML.
const LIMIT: usize = 64;

/// The maximum depth of simple TOML.
const DEPTH: usize = 16;

/// The forms of simple dates, with `0` for any digit.
const DATES: &[&str] = &[
    "0000-00-00",
    "0000-00-00T00:00:00",
    "0000-00-00T00:00:00Z",
    "0000-00-00T00:00:00+00:00",
    "0000-00-00T00:00:00-00:00",
    "0000-00-00 00:00:00",
    "0000-00-00 00:00:00Z",
    "0000-00-00 00:00:00+00:00",
    "0000-00-00 00:00:00-00:00",
];

/// The lengths of a date, and of one with a time.
const DATE: usize = "0000-00-00".len();
const DATE_AND_TIME: usize = "0000-00-00T00:00:00".len();

type Key<'t> = (&'t str, Range<usize>);
type Entries<'t> = Vec<Entry<'t>>;

/// The table in a text, which starts at offset `base` of its file; `None` if it is not simple TOML.
pub(super) fn table(text: &str, base: usize) -> Option<Table<'_>> {
    let mut reader = Reader { text, base, at: 0 };
    let mut root = Vec::with_capacity(CAPACITY);
    let mut table: Option<OpenTable<'_>> = None;
    loop {
        reader.blank_lines()?;
        match reader.peek() {
            None => break,
            Some(b'[') => {
                close(&mut root, table.take())?;
                table = Some(reader.header()?);
            }
            Some(_) => {
                let (key, value) = reader.pair(0)?;
                insert(table.as_mut().map_or(&mut root, |table| &mut table.entries), key, value)?;
            }
        }
        reader.end_of_line()?;
    }
    close(&mut root, table)?;
    Some(Table { entries: root, span: base..base + text.len() })
}

/// A table whose header has been read.
struct OpenTable<'t> {
    key: Key<'t>,
    header: Range<usize>,
    entries: Entries<'t>,
}

fn close<'t>(root: &mut Entries<'t>, table: Option<OpenTable<'t>>) -> Option<()> {
    let Some(OpenTable { key, header, entries }) = table else { return Some(()) };
    insert(root, key, Value { span: header.clone(), node: Node::Table(Table { entries, span: header }) })
}

/// Adds an entry. A duplicate key is a mistake.
fn insert<'t>(entries: &mut Entries<'t>, (key, span): Key<'t>, value: Value<'t>) -> Option<()> {
    let is_new = entries.len() < LIMIT && entries.iter().all(|(known, _, _)| known != key);
    entries.push((key.into(), span, value));
    is_new.then_some(())
}

/// A text, and the offset of what comes next.
struct Reader<'t> {
    text: &'t str,
    base: usize,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next `length` bytes, which are read.
    fn take(&mut self, length: usize) -> Option<&'t str> {
        let taken = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(taken)
    }

    /// The range in the file from an offset to here.
    fn since(&self, start: usize) -> Range<usize> {
        self.base + start..self.base + self.at
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn spaces(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }

    fn comment(&mut self) -> Option<()> {
        let rest = self.rest();
        let comment = self.take(memchr::memchr(b'\n', rest).unwrap_or(rest.len()))?;
        comment.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control()).then_some(())
    }

    /// Reads white space, line ends and comments.
    fn blank_lines(&mut self) -> Option<()> {
        loop {
            self.spaces();
            match self.peek() {
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.comment()?,
                Some(_) | None => return Some(()),
            }
        }
    }

    /// What may follow on a line after its header or value.
    fn end_of_line(&mut self) -> Option<()> {
        self.spaces();
        match self.peek() {
            Some(b'\n') | None => Some(()),
            Some(b'#') => self.comment(),
            Some(_) => None,
        }
    }

    fn header(&mut self) -> Option<OpenTable<'t>> {
        let start = self.at;
        self.expect(b'[')?;
        let key = self.key()?;
        self.expect(b']')?;
        Some(OpenTable { key, header: self.since(start), entries: Vec::new() })
    }

    /// A key without quotes, and the white space around it.
    fn key(&mut self) -> Option<Key<'t>> {
        self.spaces();
        let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = self.rest().iter().take_while(is_word).count();
        let start = self.at;
        let key = self.take(length).filter(|key| !key.is_empty())?;
        let span = self.since(start);
        self.spaces();
        Some((key, span))
    }

    fn pair(&mut self, depth: usize) -> Option<(Key<'t>, Value<'t>)> {
        let key = self.key()?;
        self.expect(b'=')?;
        self.spaces();
        Some((key, self.value(depth)?))
    }

    fn value(&mut self, depth: usize) -> Option<Value<'t>> {
        let start = self.at;
        let node = match self.peek()? {
            quote @ (b'"' | b'\'') => self.string(quote)?,
            b'[' if depth < DEPTH => self.list(depth + 1)?,
            b'{' if depth < DEPTH => Node::Table(self.inline_table(depth + 1)?),
            _ => self.word()?,
        };
        Some(Value { node, span: self.since(start) })
    }

    /// A string on one line without escapes.
    fn string(&mut self, quote: u8) -> Option<Node<'t>> {
        self.at += 1;
        let text = self.take(memchr::memchr(quote, self.rest())?)?;
        self.at += 1;
        let is_long = text.is_empty() && self.peek() == Some(quote);
        // Without an early exit, many bytes are compared at once.
        let unusual = |byte: u8| u8::from(byte < b' ') | u8::from(matches!(byte, b'\\' | 0x7F));
        let is_plain = text.bytes().map(unusual).fold(0, u8::bitor) == 0;
        (is_plain && !is_long).then(|| Node::Text(text.into()))
    }

    fn list(&mut self, depth: usize) -> Option<Node<'t>> {
        let mut values = Vec::new();
        self.at += 1;
        loop {
            self.blank_lines()?;
            if self.expect(b']').is_some() {
                return Some(Node::List(values));
            }
            values.push(self.value(depth)?);
            self.blank_lines()?;
            if self.peek()? != b']' {
                self.expect(b',')?;
            }
        }
    }

    /// A table on one line.
    fn inline_table(&mut self, depth: usize) -> Option<Table<'t>> {
        let start = self.at;
        let mut entries = Vec::new();
        self.at += 1;
        self.spaces();
        while self.expect(b'}').is_none() {
            if !entries.is_empty() {
                self.expect(b',')?;
            }
            let (key, value) = self.pair(depth)?;
            insert(&mut entries, key, value)?;
            self.spaces();
        }
        Some(Table { entries, span: self.since(start) })
    }

    /// A boolean, a whole number in decimal digits, or a date.
    fn word(&mut self) -> Option<Node<'t>> {
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b'#' | b'\n');
        let rest = self.rest();
        let word = rest.get(..rest.iter().position(ends).unwrap_or(rest.len()))?.trim_ascii_end();
        let word = self.take(word.len())?;
        match word {
            "true" => Some(Node::Boolean(true)),
            "false" => Some(Node::Boolean(false)),
            _ if is_integer(word) => word.parse().ok().map(Node::Integer),
            _ if DATES.iter().any(|form| has_form(word, form)) => datetime(word).map(Node::Datetime),
            _ => None,
        }
    }
}

/// A date in one of the simple forms, whose parts are in the ranges of any date.
fn datetime(word: &str) -> Option<Datetime> {
    let number = |at: usize| word.get(at..at + 2)?.parse::<u8>().ok();
    let up_to = |most: u8, at: usize| number(at).filter(|number| *number <= most);
    let year = 100 * u16::from(number(0)?) + u16::from(number(2)?);
    let (month, day) = (number(5)?, number(8)?);
    if !(1..=12).contains(&month) || !(1..=28).contains(&day) {
        // How long a month is, is for the parser of all TOML.
        return word.parse().ok();
    }
    let date = Some(Date { year, month, day });
    if word.len() == DATE {
        return Some(Datetime { date, time: None, offset: None });
    }
    let (hour, minute, second) = (up_to(23, 11)?, up_to(59, 14)?, Some(up_to(59, 17)?));
    let time = Some(Time { hour, minute, second, nanosecond: None });
    let custom = |sign: i16| {
        let minutes = 60 * i16::from(up_to(23, 20)?) + i16::from(up_to(59, 23)?);
        Some(Offset::Custom { minutes: sign * minutes })
    };
    let offset = match word.as_bytes().get(DATE_AND_TIME) {
        None => None,
        Some(b'+') => Some(custom(1)?),
        Some(b'-') => Some(custom(-1)?),
        Some(_) => Some(Offset::Z),
    };
    Some(Datetime { date, time, offset })
}

fn is_integer(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal && (digits.len() == 1 || !digits.starts_with('0'))
}

fn has_form(word: &str, form: &str) -> bool {
    let matches = |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    word.len() == form.len() && word.bytes().zip(form.bytes()).all(matches)
}
