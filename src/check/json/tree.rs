//! JSON values with their places.

use std::ops::Range;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use crate::check::codes::json::MALFORMED_JSON;
use crate::check::codes::xml::NESTED_TOO_DEEPLY;
use crate::check::scope::Scope;
use crate::check::xml::tree::Offset;

/// Deeper than any feed.
const DEEPEST: usize = 128;

/// A key of an object.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    /// The range with its quotes.
    pub(super) range: Range<Offset>,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The range with quotes and brackets.
    pub(super) range: Range<Offset>,
    pub(super) kind: JsonKind,
}

#[derive(Clone, Debug)]
pub(super) enum JsonKind {
    Null,
    Bool,
    Number,
    String,
    Array(Vec<Node>),
    Object(Vec<(Key, Node)>),
}

impl Node {
    /// The value of a key, if it is an object.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.keys().iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
    }

    pub(super) fn keys(&self) -> &[(Key, Node)] {
        match &self.kind {
            JsonKind::Object(keys) => keys,
            JsonKind::Null | JsonKind::Bool | JsonKind::Number | JsonKind::String | JsonKind::Array(_) => &[],
        }
    }

    pub(super) fn elements(&self) -> &[Node] {
        match &self.kind {
            JsonKind::Array(elements) => elements,
            JsonKind::Null | JsonKind::Bool | JsonKind::Number | JsonKind::String | JsonKind::Object(_) => {
                &[]
            }
        }
    }

    pub(super) fn is_string(&self) -> bool {
        matches!(self.kind, JsonKind::String)
    }

    /// Its keys with their values, in order: their places, and their names in the table.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Range<Offset>, &'static str)> {
        self.keys()
            .iter()
            .map(|(key, value)| (key.range.start..value.range.end, super::grammar::known(&key.name)))
    }
}

/// Why reading stopped.
#[derive(Debug)]
pub(super) enum Stop {
    Broken(JiterError),
    Deep(Offset),
    Full,
}

impl From<JiterError> for Stop {
    fn from(error: JiterError) -> Stop {
        Stop::Broken(error)
    }
}

impl Stop {
    /// Reports the reason, if it is a mistake in the file.
    pub(super) fn note(&self, text: &str, scope: &mut Scope<'_>) {
        match self {
            Stop::Full => {}
            Stop::Deep(at) => {
                scope.findings.add(
                    &NESTED_TOO_DEEPLY,
                    *at..*at + 1,
                    format!("more than {DEEPEST} nested values"),
                    "",
                );
            }
            Stop::Broken(error) => {
                let at = text.floor_char_boundary(error.index.min(text.len()));
                let end =
                    text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
                let (problem, help) = words(error, text.get(at..end).unwrap_or_default());
                scope.findings.add(&MALFORMED_JSON, offset(at)..offset(end), problem, help);
            }
        }
    }
}

fn words(error: &JiterError, found: &str) -> (String, &'static str) {
    let JiterErrorType::JsonError(kind) = &error.error_type else {
        return (format!("malformed JSON: {}", error.error_type), "");
    };
    let known = WORDS.iter().find(|(known, _, _)| known == kind);
    match known {
        Some((_, problem, help)) => (problem.replace("{}", found), help),
        None => (format!("malformed JSON: {kind}"), ""),
    }
}

/// The messages; `{}` is the character that was found.
static WORDS: &[(JsonErrorType, &str, &str)] = &[
    (JsonErrorType::EofWhileParsingList, CUT, "was it truncated?"),
    (JsonErrorType::EofWhileParsingObject, CUT, "was it truncated?"),
    (JsonErrorType::EofWhileParsingString, CUT, "was it truncated?"),
    (JsonErrorType::EofWhileParsingValue, CUT, "was it truncated?"),
    (JsonErrorType::TrailingComma, "trailing comma", "remove it"),
    (JsonErrorType::TrailingCharacters, "unexpected text after the end of the JSON", "remove it"),
    (JsonErrorType::ExpectedListCommaOrEnd, SEPARATOR, "add the missing comma or quotation mark before it"),
    (JsonErrorType::ExpectedObjectCommaOrEnd, SEPARATOR, "add the missing comma or quotation mark before it"),
    (
        JsonErrorType::KeyMustBeAString,
        "expected a key in quotation marks, found `{}`",
        "write \"key\": value, without a comma after the last one",
    ),
    (
        JsonErrorType::ControlCharacterWhileParsingString,
        "line break or control character in a string",
        "write `\\n`",
    ),
];

const CUT: &str = "the file ends before the JSON does";
const SEPARATOR: &str = "expected a comma or a closing bracket, found `{}`";

pub(super) fn offset(at: usize) -> Offset {
    Offset::try_from(at).unwrap_or(Offset::MAX)
}

/// Reads values one after the other.
pub(super) struct Reading<'t> {
    text: &'t str,
    jiter: Jiter<'t>,
}

type Each<'e, 't> = dyn FnMut(&mut Reading<'t>) -> Result<(), Stop> + 'e;
type EachKey<'e, 't> = dyn FnMut(&mut Reading<'t>, Key) -> Result<(), Stop> + 'e;

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str) -> Reading<'t> {
        Reading { text, jiter: Jiter::new(text.as_bytes()) }
    }

    fn at(&self) -> usize {
        self.jiter.current_index()
    }

    pub(super) fn offset(&self) -> Offset {
        offset(self.at())
    }

    pub(super) fn peek(&mut self) -> Result<Peek, Stop> {
        Ok(self.jiter.peek()?)
    }

    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        Ok(self.jiter.finish()?)
    }

    /// Reads an object, key by key.
    pub(super) fn object(&mut self, each: &mut EachKey<'_, 't>) -> Result<(), Stop> {
        self.peek()?;
        let mut before = self.at() + 1;
        let mut key = self.jiter.next_object().map(|key| key.map(str::to_owned))?;
        while let Some(name) = key {
            let range = self.key_range(before);
            each(self, Key { name, range })?;
            before = self.at();
            key = self.jiter.next_key().map(|key| key.map(str::to_owned))?;
        }
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
    pub(super) fn array(&mut self, each: &mut Each<'_, 't>) -> Result<(), Stop> {
        let mut more = self.jiter.next_array()?;
        while more.is_some() {
            each(self)?;
            more = self.jiter.array_step()?;
        }
        Ok(())
    }

    /// Reads a value at `depth` in the document. The recursion is bounded by the limit.
    pub(super) fn value(&mut self, depth: usize) -> Result<Node, Stop> {
        let peek = self.peek()?;
        let start = self.offset();
        if depth > DEEPEST {
            return Err(Stop::Deep(start));
        }
        let kind = match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                JsonKind::Null
            }
            Peek::True | Peek::False => {
                self.jiter.known_bool(peek)?;
                JsonKind::Bool
            }
            Peek::String => {
                self.jiter.known_str().map(|_| ())?;
                JsonKind::String
            }
            Peek::Array => {
                let mut elements = Vec::new();
                self.array(&mut |reading| {
                    elements.push(reading.value(depth + 1)?);
                    Ok(())
                })?;
                JsonKind::Array(elements)
            }
            Peek::Object => {
                let mut keys = Vec::new();
                self.object(&mut |reading, key| {
                    keys.push((key, reading.value(depth + 1)?));
                    Ok(())
                })?;
                JsonKind::Object(keys)
            }
            number => {
                self.jiter.known_number_bytes(number).map(|_| ())?;
                JsonKind::Number
            }
        };
        Ok(Node { range: start..self.offset(), kind })
    }
}
