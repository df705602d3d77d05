//! JSON: a text in, values with their places out, one after the other or as trees.

use std::ops::Range;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use crate::source::fault::Fault;
use crate::source::text::{Offset, Part, Value, offset};

/// Deeper than any feed.
const DEEPEST: usize = 128;

/// A key of an object.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    /// The range with its quotes.
    pub(crate) range: Range<Offset>,
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) struct JsonNode {
    /// The range with quotes and brackets.
    pub(crate) range: Range<Offset>,
    pub(crate) kind: JsonKind,
}

#[derive(Clone, Debug)]
pub(crate) enum JsonKind {
    Null,
    Bool,
    Number,
    String,
    Array(Vec<JsonNode>),
    Object(Vec<(Key, JsonNode)>),
}

impl JsonNode {
    /// The value of a key, if it is an object.
    pub(crate) fn get(&self, name: &str) -> Option<&JsonNode> {
        self.keys().iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
    }

    pub(crate) fn keys(&self) -> &[(Key, JsonNode)] {
        match &self.kind {
            JsonKind::Object(keys) => keys,
            JsonKind::Null | JsonKind::Bool | JsonKind::Number | JsonKind::String | JsonKind::Array(_) => &[],
        }
    }

    pub(crate) fn elements(&self) -> &[JsonNode] {
        match &self.kind {
            JsonKind::Array(elements) => elements,
            JsonKind::Null | JsonKind::Bool | JsonKind::Number | JsonKind::String | JsonKind::Object(_) => {
                &[]
            }
        }
    }

    pub(crate) fn is_string(&self) -> bool {
        matches!(self.kind, JsonKind::String)
    }

    /// The text of a string in the document `text`.
    pub(crate) fn value<'t>(&self, text: &'t str) -> Value<'t> {
        let start = self.range.start + 1;
        Value::new(text, None, start..self.range.end.saturating_sub(1).max(start), Part::Json)
    }
}

/// What can be wrong with a document as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonFault<'t> {
    /// The document ends within a value.
    Truncated,
    /// A comma before a closing bracket.
    TrailingComma,
    /// Text after the end of the value.
    TrailingText,
    /// Something else than a comma or a closing bracket.
    NoSeparator(&'t str),
    /// Something else than a key in quotation marks.
    NoKey(&'t str),
    /// A line break or control character in a string.
    ControlCharacter,
    /// Values are nested deeper than this.
    TooDeep(usize),
    /// Anything else: what it is.
    Syntax(&'static str),
}

/// Why reading stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The document is malformed.
    Malformed(JiterError),
    /// A value is nested too deeply.
    TooDeep(Offset),
    /// The caller wants no more.
    LimitReached,
}

impl From<JiterError> for Stop {
    fn from(error: JiterError) -> Stop {
        Stop::Malformed(error)
    }
}

impl Stop {
    /// What is wrong with the document, whose text is `text`, if anything is.
    pub(crate) fn fault(self, text: &str) -> Option<Fault<JsonFault<'_>>> {
        match self {
            Stop::LimitReached => None,
            Stop::TooDeep(at) => Some(Fault { kind: JsonFault::TooDeep(DEEPEST), range: at..at + 1 }),
            Stop::Malformed(error) => {
                let at = text.floor_char_boundary(error.index.min(text.len()));
                let rest = text.get(at..).unwrap_or_default();
                let end = rest.chars().next().map_or(0, char::len_utf8);
                let kind = kind(&error, rest.get(..end).unwrap_or_default());
                Some(Fault { kind, range: offset(at)..offset(at + end) })
            }
        }
    }
}

/// What only another use of the parser could report.
const MALFORMED: &str = "unexpected text";

fn kind<'t>(error: &JiterError, found: &'t str) -> JsonFault<'t> {
    let JiterErrorType::JsonError(kind) = &error.error_type else {
        return JsonFault::Syntax(MALFORMED);
    };
    match kind {
        JsonErrorType::EofWhileParsingList
        | JsonErrorType::EofWhileParsingObject
        | JsonErrorType::EofWhileParsingString
        | JsonErrorType::EofWhileParsingValue => JsonFault::Truncated,
        JsonErrorType::TrailingComma => JsonFault::TrailingComma,
        JsonErrorType::TrailingCharacters => JsonFault::TrailingText,
        JsonErrorType::ExpectedListCommaOrEnd | JsonErrorType::ExpectedObjectCommaOrEnd => {
            JsonFault::NoSeparator(found)
        }
        JsonErrorType::KeyMustBeAString => JsonFault::NoKey(found),
        JsonErrorType::ControlCharacterWhileParsingString => JsonFault::ControlCharacter,
        JsonErrorType::ExpectedColon => JsonFault::Syntax("expected `:` after a key"),
        JsonErrorType::ExpectedSomeIdent => JsonFault::Syntax("expected `true`, `false` or `null`"),
        JsonErrorType::ExpectedSomeValue => JsonFault::Syntax("expected a value"),
        JsonErrorType::InvalidEscape => JsonFault::Syntax("unknown escape"),
        JsonErrorType::InvalidNumber => JsonFault::Syntax("malformed number"),
        JsonErrorType::NumberOutOfRange => JsonFault::Syntax("number out of range"),
        JsonErrorType::InvalidUnicodeCodePoint
        | JsonErrorType::LoneLeadingSurrogateInHexEscape
        | JsonErrorType::UnexpectedEndOfHexEscape => JsonFault::Syntax("malformed Unicode escape"),
        JsonErrorType::FloatExpectingInt
        | JsonErrorType::DuplicateKey(_)
        | JsonErrorType::InternalError(_)
        | JsonErrorType::RecursionLimitExceeded => JsonFault::Syntax(MALFORMED),
    }
}

/// Reads values one after the other.
pub(crate) struct Reading<'t> {
    text: &'t str,
    jiter: Jiter<'t>,
    /// How many objects and arrays are open.
    depth: usize,
}

type Each<'e, 't> = dyn FnMut(&mut Reading<'t>) -> Result<(), Stop> + 'e;
type EachKey<'e, 't> = dyn FnMut(&mut Reading<'t>, Key) -> Result<(), Stop> + 'e;

impl<'t> Reading<'t> {
    pub(crate) fn new(text: &'t str) -> Reading<'t> {
        Reading { text, jiter: Jiter::new(text.as_bytes()), depth: 0 }
    }

    fn at(&self) -> usize {
        self.jiter.current_index()
    }

    pub(crate) fn offset(&self) -> Offset {
        offset(self.at())
    }

    /// Whether the next value is a string.
    pub(crate) fn is_string(&mut self) -> Result<bool, Stop> {
        Ok(self.jiter.peek()? == Peek::String)
    }

    /// Whether the next value is an array.
    pub(crate) fn is_array(&mut self) -> Result<bool, Stop> {
        Ok(self.jiter.peek()? == Peek::Array)
    }

    /// Whether the next value is an object.
    pub(crate) fn is_object(&mut self) -> Result<bool, Stop> {
        Ok(self.jiter.peek()? == Peek::Object)
    }

    /// Checks that nothing follows.
    pub(crate) fn finish(&mut self) -> Result<(), Stop> {
        Ok(self.jiter.finish()?)
    }

    /// Reads an object, key by key.
    pub(crate) fn object(&mut self, each: &mut EachKey<'_, 't>) -> Result<(), Stop> {
        self.jiter.peek()?;
        let mut before = self.at() + 1;
        let mut key = self.jiter.next_object().map(|key| key.map(str::to_owned))?;
        self.depth += 1;
        while let Some(name) = key {
            let range = self.key_range(before);
            each(self, Key { name, range })?;
            before = self.at();
            key = self.jiter.next_key().map(|key| key.map(str::to_owned))?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// The range of the next string after `from`.
    fn key_range(&self, from: usize) -> Range<Offset> {
        let bytes = self.text.as_bytes();
        let start = from + memchr::memchr(b'"', bytes.get(from..).unwrap_or_default()).unwrap_or(0);
        let mut at = start + 1;
        while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            at += found + 1;
            if bytes.get(at - 1) == Some(&b'"') {
                break;
            }
            at += 1;
        }
        offset(start)..offset(at)
    }

    /// Reads an array, value by value.
    pub(crate) fn array(&mut self, each: &mut Each<'_, 't>) -> Result<(), Stop> {
        let mut more = self.jiter.next_array()?.is_some();
        self.depth += 1;
        while more {
            each(self)?;
            more = self.jiter.array_step()?.is_some();
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a value. The recursion is bounded by the limit.
    pub(crate) fn value(&mut self) -> Result<JsonNode, Stop> {
        let (peek, start) = self.start()?;
        let kind = match peek {
            Peek::Array => {
                let mut elements = Vec::new();
                self.array(&mut |reading| {
                    elements.push(reading.value()?);
                    Ok(())
                })?;
                JsonKind::Array(elements)
            }
            Peek::Object => {
                let mut keys = Vec::new();
                self.object(&mut |reading, key| {
                    keys.push((key, reading.value()?));
                    Ok(())
                })?;
                JsonKind::Object(keys)
            }
            scalar => self.scalar(scalar)?,
        };
        Ok(JsonNode { range: start..self.offset(), kind })
    }

    /// Reads a value, without what an array or object holds.
    pub(crate) fn skip(&mut self) -> Result<JsonNode, Stop> {
        let (peek, start) = self.start()?;
        let kind = match peek {
            Peek::Array => {
                self.array(&mut |reading| reading.skip().map(drop))?;
                JsonKind::Array(Vec::new())
            }
            Peek::Object => {
                self.object(&mut |reading, _| reading.skip().map(drop))?;
                JsonKind::Object(Vec::new())
            }
            scalar => self.scalar(scalar)?,
        };
        Ok(JsonNode { range: start..self.offset(), kind })
    }

    /// Reads a value, and returns its text if it is a string.
    pub(crate) fn text(&mut self) -> Result<Option<&str>, Stop> {
        let (peek, _) = self.start()?;
        if peek != Peek::String {
            self.skip()?;
            return Ok(None);
        }
        Ok(Some(self.jiter.known_str()?))
    }

    /// A value as it is written.
    pub(crate) fn raw(&self, value: &JsonNode) -> &'t str {
        self.text.get(value.range.start as usize..value.range.end as usize).unwrap_or_default()
    }

    /// What the next value is, and where it begins.
    fn start(&mut self) -> Result<(Peek, Offset), Stop> {
        let peek = self.jiter.peek()?;
        let start = self.offset();
        if self.depth > DEEPEST { Err(Stop::TooDeep(start)) } else { Ok((peek, start)) }
    }

    fn scalar(&mut self, peek: Peek) -> Result<JsonKind, Stop> {
        match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Ok(JsonKind::Null)
            }
            Peek::True | Peek::False => {
                self.jiter.known_bool(peek)?;
                Ok(JsonKind::Bool)
            }
            Peek::String => {
                self.jiter.known_str()?;
                Ok(JsonKind::String)
            }
            number => {
                self.jiter.known_number_bytes(number)?;
                Ok(JsonKind::Number)
            }
        }
    }
}
