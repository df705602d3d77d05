//! Simple YAML in, a table out: a key and its value on a line, or a list on the lines below it, as in nearly every head.
//! It is read line by line, in a tenth of the time that a parser of all YAML needs. Other YAML, and any mistake, is left
//! to that parser, so this reader reports nothing.

use std::iter::{self, Peekable};
use std::ops::{BitOr, Range};

use super::is_never_empty;
use super::value::{Entry, Node, Table, Value};

/// The initial capacity for keys, enough for most heads. Memory for more is slower to get.
const CAPACITY: usize = 8;

/// The maximum number of keys, and the maximum length of one, of simple YAML.
const LIMIT: usize = 64;

/// The characters that end text without quotes in a list on one line, or mean something else there.
const FLOW: &[char] = &[',', '[', ']', '{', '}', ':', '#'];

/// The table in a text, which starts at offset `base` of its file; `None` if it is not simple YAML.
pub(super) fn table(text: &str, base: usize) -> Option<Table<'_>> {
    if may_be_unusual(text) && text.chars().any(is_unusual) {
        return None;
    }
    let mut lines = lines(Part { text, start: base }).peekable();
    let start = lines.peek()?.start;
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(CAPACITY);
    let mut without_value = Vec::new();
    while let Some(line) = lines.next() {
        let (key, rest) = key(line)?;
        let is_known = entries.iter().any(|(known, _, _)| known == key.text);
        if is_known || without_value.contains(&key.text) || entries.len() + without_value.len() > LIMIT {
            return None;
        }
        let value = if rest.text.is_empty() { block_list(&mut lines)? } else { value(rest)? };
        match value {
            Content::Value(value) => entries.push((key.text.into(), key.span(), value)),
            // The other reader keeps it.
            Content::Null if is_never_empty(key.text) => return None,
            Content::Null => without_value.push(key.text),
        }
    }
    Some(Table { entries, span: start..base + text.len() })
}

/// Whether a text may have an unusual character, judged by the first bytes of its characters. Nearly no text does.
fn may_be_unusual(text: &str) -> bool {
    // Without an early exit, many bytes are compared at once.
    let may_begin =
        |byte: u8| u8::from(byte < b' ') & u8::from(byte != b'\n') | u8::from(begins_unusual(byte));
    text.bytes().map(may_begin).fold(0, u8::bitor) != 0
}

/// Whether an unusual character may begin with a byte, if not a control character of ASCII.
fn begins_unusual(byte: u8) -> bool {
    matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
}

/// Whether a character may be a mistake, or the end of a line to some.
fn is_unusual(character: char) -> bool {
    character.is_control() && character != '\n' || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// What a key or an item of a list has.
enum Content<'t> {
    Null,
    Value(Value<'t>),
}

impl<'t> Content<'t> {
    fn value(self) -> Option<Value<'t>> {
        match self {
            Content::Value(value) => Some(value),
            Content::Null => None,
        }
    }
}

/// A part of a text, and its offset in the file.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Part<'t> {
    fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The parts before and after an offset in it.
    fn split(self, at: usize) -> Option<(Part<'t>, Part<'t>)> {
        let (before, after) = self.text.split_at_checked(at)?;
        Some((Part { text: before, ..self }, Part { text: after, start: self.start + at }))
    }

    /// The part after a character that it starts with.
    fn after(self, character: char) -> Option<Part<'t>> {
        let text = self.text.strip_prefix(character)?;
        Some(Part { text, start: self.start + character.len_utf8() })
    }

    /// The same without spaces before it.
    fn trim_start(self) -> Part<'t> {
        let text = self.text.trim_start_matches(' ');
        Part { text, start: self.start + self.text.len() - text.len() }
    }
}

/// The lines that are neither blank nor comments.
fn lines(whole: Part<'_>) -> impl Iterator<Item = Part<'_>> {
    let mut rest = Some(whole);
    let lines = iter::from_fn(move || {
        let part = rest?;
        let end = memchr::memchr(b'\n', part.text.as_bytes());
        let (line, after) = part.split(end.unwrap_or(part.text.len()))?;
        rest = after.after('\n');
        Some(line)
    });
    lines.filter(|line| !line.text.starts_with('#') && !line.text.bytes().all(|byte| byte == b' '))
}

/// The key at the start of a line, and the rest behind its colon.
fn key(line: Part<'_>) -> Option<(Part<'_>, Part<'_>)> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = line.text.bytes().position(|byte| !is_word(byte)).filter(|length| *length <= LIMIT)?;
    let (key, rest) = line.split(length)?;
    let rest = rest.after(':').filter(|rest| rest.text.is_empty() || rest.text.starts_with(' '))?;
    key.text.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| (key, rest.trim_start()))
}

/// What stands behind a key: a list on one line, or a scalar.
fn value(rest: Part<'_>) -> Option<Content<'_>> {
    match rest.after('[') {
        Some(inside) => flow_list(rest.start, inside.trim_start()).map(Content::Value),
        None => only_scalar(rest),
    }
}

/// The list on the lines below a key without a value on its own; null if there is no list.
fn block_list<'t>(lines: &mut Peekable<impl Iterator<Item = Part<'t>>>) -> Option<Content<'t>> {
    let Some(first) = lines.peek().copied().and_then(item) else { return Some(Content::Null) };
    // For the parser, a list that is not indented starts behind its first hyphen.
    let start = if first.indent == 0 { first.scalar.start } else { first.hyphen };
    let (mut values, mut end) = (Vec::new(), start);
    while let Some(item) = lines.peek().copied().and_then(item) {
        if item.indent != first.indent {
            return None;
        }
        let value = only_scalar(item.scalar)?.value()?;
        end = value.span.end;
        values.push(value);
        lines.next();
    }
    Some(Content::Value(Value { node: Node::List(values), span: start..end }))
}

/// An item of a list on lines of its own.
struct Item<'t> {
    indent: usize,
    hyphen: usize,
    scalar: Part<'t>,
}

fn item(line: Part<'_>) -> Option<Item<'_>> {
    let item = line.trim_start();
    let scalar = item.after('-').filter(|rest| rest.text.starts_with(' '))?.trim_start();
    Some(Item { indent: item.start - line.start, hyphen: item.start, scalar })
}

/// The list that starts at an offset, behind its bracket.
fn flow_list(start: usize, mut rest: Part<'_>) -> Option<Value<'_>> {
    let mut values = Vec::new();
    loop {
        let (content, after) = scalar(rest, FLOW)?;
        values.extend(content.value());
        match after.after(',') {
            Some(next) => rest = next.trim_start(),
            None => {
                let end = after.after(']').filter(|end| end.text.is_empty())?;
                return Some(Value { node: Node::List(values), span: start..end.start });
            }
        }
    }
}

/// A part that is a scalar.
fn only_scalar(part: Part<'_>) -> Option<Content<'_>> {
    let (content, rest) = scalar(part, &[])?;
    rest.text.is_empty().then_some(content)
}

/// The scalar at the start of a part, which one of the characters `ends` if it has no quotes, and the rest.
fn scalar<'t>(part: Part<'t>, ends: &[char]) -> Option<(Content<'t>, Part<'t>)> {
    match part.text.chars().next()? {
        quote @ ('"' | '\'') => quoted(part, quote).map(|(value, rest)| (Content::Value(value), rest)),
        first if first.is_ascii_alphanumeric() || !first.is_ascii() => plain(part, ends),
        _ => None,
    }
}

/// A text in quotes without escapes. Spaces behind it would be in its range.
fn quoted(part: Part<'_>, quote: char) -> Option<(Value<'_>, Part<'_>)> {
    let inside = part.after(quote)?;
    let (text, rest) = inside.split(find(inside.text, quote)?)?;
    let rest = rest.after(quote)?;
    let has_escapes =
        if quote == '"' { find(text.text, '\\').is_some() } else { rest.text.starts_with(quote) };
    let value = Value { node: Node::Text(text.text.into()), span: part.start..rest.start };
    (!has_escapes && !rest.text.starts_with(' ')).then_some((value, rest))
}

/// Where an ASCII character stands first in a text.
fn find(text: &str, character: char) -> Option<usize> {
    memchr::memchr(u8::try_from(character).ok()?, text.as_bytes())
}

/// A text without quotes.
fn plain<'t>(part: Part<'t>, ends: &[char]) -> Option<(Content<'t>, Part<'t>)> {
    let length = if ends.is_empty() { part.text.len() } else { part.text.find(ends)? };
    let (text, rest) = part.split(length)?;
    let text = Part { text: text.text.trim_end_matches(' '), ..text };
    let has_mark = memchr::memchr2(b':', b'#', text.text.as_bytes()).is_some();
    if has_mark && (text.text.contains(": ") || text.text.contains(" #") || text.text.ends_with(':')) {
        return None;
    }
    let content = match text.text {
        "null" | "Null" | "NULL" => Content::Null,
        value => Content::Value(Value { node: Node::Plain(value.into()), span: text.span() }),
    };
    Some((content, rest))
}
