//! Texts and attribute values: ranges of the file that are decoded on demand, and map back to places.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3;
use memchr::memmem;

use super::entities::Entities;

/// Offsets in a file; files of 4 GiB or more are not read.
pub(crate) type Offset = u32;

/// The offset of an index; beyond 4 GiB, the last one.
#[inline]
pub(crate) fn offset(at: usize) -> Offset {
    Offset::try_from(at).unwrap_or(Offset::MAX)
}

#[inline]
pub(crate) fn offsets(range: Range<usize>) -> Range<Offset> {
    offset(range.start)..offset(range.end)
}

/// The kind of a text; line ends and whitespace differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Between tags: character data, references, CDATA sections; comments and instructions are dropped.
    Content,
    /// Between quotes: all whitespace becomes spaces (XML 1.0 §3.3.3).
    Attribute,
    /// Inside a JSON string.
    Json,
}

/// A text of the file: its content, and the place of each part.
#[derive(Clone, Debug)]
pub(crate) struct Value<'t> {
    file: &'t str,
    /// Those of the document; without them, references that XML does not define stand as they are written.
    entities: Option<&'t Entities>,
    range: Range<Offset>,
    part: Part,
}

/// One piece of a text: its content and place.
struct Piece<'t> {
    content: Cow<'t, str>,
    at: Range<usize>,
    /// Whether the content is the source, byte for byte.
    verbatim: bool,
}

impl<'t> Value<'t> {
    #[inline]
    pub(crate) fn new(
        file: &'t str,
        entities: Option<&'t Entities>,
        range: Range<Offset>,
        part: Part,
    ) -> Value<'t> {
        Value { file, entities, range, part }
    }

    /// Its range in the file.
    pub(crate) fn range(&self) -> Range<Offset> {
        self.range.clone()
    }

    /// Its kind.
    pub(crate) fn part(&self) -> Part {
        self.part
    }

    /// Its source text.
    pub(crate) fn raw(&self) -> &'t str {
        self.file.get(self.range.start as usize..self.range.end as usize).unwrap_or_default()
    }

    /// Whether it is empty or whitespace.
    pub(crate) fn is_blank(&self) -> bool {
        self.pieces().all(|piece| piece.content.trim().is_empty())
    }

    /// Whether its content is `text` (which has no whitespace around it) with only whitespace around it.
    pub(crate) fn equals_trimmed(&self, text: &str) -> bool {
        let mut rest = text;
        let agrees = |piece: Piece<'_>| {
            let begins = rest.len() == text.len();
            let content = if begins { piece.content.trim_start() } else { &piece.content };
            match (rest.strip_prefix(content), content.strip_prefix(rest)) {
                (Some(more), _) => {
                    rest = more;
                    true
                }
                (None, Some(behind)) => {
                    rest = "";
                    behind.trim().is_empty()
                }
                (None, None) => false,
            }
        };
        self.pieces().all(agrees) && rest.is_empty()
    }

    /// Its content.
    pub(crate) fn text(&self) -> Cow<'t, str> {
        let raw = self.raw();
        if self.part == Part::Content && memchr3(b'&', b'<', b'\r', raw.as_bytes()).is_none() {
            return Cow::Borrowed(raw);
        }
        let mut pieces = self.pieces();
        let Some(first) = pieces.next() else { return Cow::Borrowed("") };
        let Some(second) = pieces.next() else { return first.content };
        let mut text = first.content.into_owned();
        text.reserve(self.range.end.saturating_sub(self.range.start) as usize / 2);
        text.push_str(&second.content);
        pieces.for_each(|piece| text.push_str(&piece.content));
        Cow::Owned(text)
    }

    pub(crate) fn into_text(self) -> Cow<'t, str> {
        self.text()
    }

    /// The range in the file of a part of the content.
    pub(crate) fn locate(&self, part: Range<usize>) -> Range<Offset> {
        let start = self.locate_one(part.start, false);
        let end = if part.end > part.start { self.locate_one(part.end, true) } else { start };
        offset(start)..offset(end.max(start))
    }

    fn locate_one(&self, at: usize, is_end: bool) -> usize {
        let mut length = 0;
        let mut last = self.range.start as usize;
        for piece in self.pieces() {
            let next = length + piece.content.len();
            let inside = if is_end { at <= next } else { at < next };
            if inside && at >= length {
                return match piece.verbatim {
                    true => piece.at.start + (at - length),
                    false if is_end => piece.at.end,
                    false => piece.at.start,
                };
            }
            length = next;
            last = piece.at.end;
        }
        last
    }

    fn pieces(&self) -> Pieces<'t> {
        Pieces { value: self.clone(), at: self.range.start as usize }
    }
}

struct Pieces<'t> {
    value: Value<'t>,
    at: usize,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            let end = self.value.range.end as usize;
            let rest = self.value.file.get(self.at..end).filter(|rest| !rest.is_empty())?;
            let piece = match self.value.part {
                Part::Content => self.content(rest),
                Part::Attribute => self.attribute(rest),
                Part::Json => self.json(rest),
            };
            self.at = piece.at.end.max(self.at + 1);
            if !piece.content.is_empty() {
                return Some(piece);
            }
        }
    }
}

impl<'t> Pieces<'t> {
    fn content(&self, rest: &'t str) -> Piece<'t> {
        let stop = memchr3(b'&', b'<', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        if stop > 0 {
            return self.verbatim(rest, 0..stop, stop);
        }
        for (open, close) in [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")] {
            if let Some(inner) = rest.strip_prefix(open) {
                let length = memmem::find(inner.as_bytes(), close.as_bytes()).unwrap_or(inner.len());
                let whole = (open.len() + length + close.len()).min(rest.len());
                let kept = if open == "<![CDATA[" { length } else { 0 };
                return self.cdata(rest, open.len()..open.len() + kept, whole);
            }
        }
        self.reference(rest)
    }

    /// A CDATA section; its carriage returns are line ends too, one piece each.
    fn cdata(&self, rest: &'t str, inner: Range<usize>, whole: usize) -> Piece<'t> {
        let text = rest.get(inner.clone()).unwrap_or_default();
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            let unified = text.replace("\r\n", "\n").replace('\r', "\n");
            return Piece {
                content: Cow::Owned(unified),
                at: self.at + inner.start..self.at + whole,
                verbatim: false,
            };
        }
        Piece { content: Cow::Borrowed(text), at: self.at + inner.start..self.at + whole, verbatim: true }
    }

    fn attribute(&self, rest: &'t str) -> Piece<'t> {
        let special = |byte: &u8| matches!(byte, b'&' | b'\t' | b'\n' | b'\r');
        let stop = rest.as_bytes().iter().position(special).unwrap_or(rest.len());
        if stop > 0 {
            return self.verbatim(rest, 0..stop, stop);
        }
        if rest.starts_with(['\t', '\n']) {
            return self.instead(" ", 1);
        }
        self.reference(rest)
    }

    fn reference(&self, rest: &'t str) -> Piece<'t> {
        if rest.starts_with('\r') {
            let content = if self.value.part == Part::Attribute { " " } else { "\n" };
            return self.instead(content, if rest.starts_with("\r\n") { 2 } else { 1 });
        }
        let end = rest.bytes().take(66).position(|byte| byte == b';');
        let reference = end.and_then(|end| Some((end, rest.get(1..end)?)));
        let resolved = reference.and_then(|(end, name)| {
            let text = match self.value.entities {
                Some(entities) => entities.resolve(name),
                None => Entities::resolve_predefined(name),
            };
            Some((end, text?))
        });
        match (resolved, self.value.entities) {
            (Some((end, content)), _) => self.instead(content, end + 1),
            (None, None) => self.verbatim(rest, 0..1, 1),
            // The meaning is unknown, which was already reported.
            (None, Some(_)) => self.instead("\u{FFFD}", reference.map_or(1, |(end, _)| end + 1)),
        }
    }

    fn json(&self, rest: &'t str) -> Piece<'t> {
        let stop = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if stop > 0 {
            return self.verbatim(rest, 0..stop, stop);
        }
        let length = match rest.as_bytes().get(1) {
            Some(b'u') => {
                if is_high_surrogate(rest) {
                    12
                } else {
                    6
                }
            }
            _ => 2,
        };
        let length = length.min(rest.len());
        let quoted = format!("\"{}\"", rest.get(..length).unwrap_or_default());
        match serde_json::from_str::<String>(&quoted) {
            Ok(content) => self.instead(content, length),
            Err(_) => self.instead("\u{FFFD}", length.min(2)),
        }
    }

    fn verbatim(&self, rest: &'t str, content: Range<usize>, length: usize) -> Piece<'t> {
        let content = Cow::Borrowed(rest.get(content).unwrap_or_default());
        Piece { content, at: self.at..self.at + length, verbatim: true }
    }

    fn instead(&self, content: impl Into<Cow<'t, str>>, length: usize) -> Piece<'t> {
        Piece { content: content.into(), at: self.at..self.at + length, verbatim: false }
    }
}

/// Whether an escape of JSON is the first half of a character (RFC 8259 §7).
fn is_high_surrogate(escape: &str) -> bool {
    let code = escape.get(2..6).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    code.is_some_and(|code| (0xD800..0xDC00).contains(&code)) && escape.get(6..8) == Some("\\u")
}
