//! Start tags: their names and attributes, with their places.

use std::ops::Range;

use super::fault::Mistake;

/// An attribute as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AttributeRange {
    pub(super) name: Range<usize>,
    /// The range between the quotes.
    pub(super) value: Range<usize>,
}

/// Reads the attributes after the name of a tag, up to the first mistake: `tag` is the text between `<` and `>` or `/>`, `name` the length
/// of its name.
pub(super) fn attributes(
    tag: &str,
    name: usize,
) -> impl Iterator<Item = Result<AttributeRange, (Range<usize>, Mistake)>> {
    Attributes { tag, at: name, failed: false }
}

struct Attributes<'t> {
    tag: &'t str,
    at: usize,
    failed: bool,
}

impl Iterator for Attributes<'_> {
    type Item = Result<AttributeRange, (Range<usize>, Mistake)>;

    fn next(&mut self) -> Option<Result<AttributeRange, (Range<usize>, Mistake)>> {
        if self.failed {
            return None;
        }
        let before = self.at;
        self.skip_space();
        if self.at >= self.tag.len() {
            return None;
        }
        let read = self.attribute(self.at > before);
        self.failed = read.is_err();
        Some(read)
    }
}

impl Attributes<'_> {
    fn rest(&self) -> &[u8] {
        self.tag.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    fn attribute(&mut self, is_separated: bool) -> Result<AttributeRange, (Range<usize>, Mistake)> {
        let start = self.at;
        let ends = |byte: &&u8| byte.is_ascii_whitespace() || **byte == b'=';
        let length = self.rest().iter().take_while(|byte| !ends(byte)).count();
        let name = start..start + length;
        if !is_separated {
            return Err((name, Mistake::NoSpace));
        }
        if length == 0 {
            return Err((start..start + 1, Mistake::NoAttributeName));
        }
        self.at += length;
        self.skip_space();
        if self.rest().first() != Some(&b'=') {
            return Err((name, Mistake::NoValue));
        }
        self.at += 1;
        self.skip_space();
        let Some(quote @ (b'"' | b'\'')) = self.rest().first().copied() else {
            return Err((name, Mistake::NoQuotes));
        };
        self.at += 1;
        let from = self.at;
        let Some(length) = memchr::memchr(quote, self.rest()) else {
            return Err((from..self.tag.len(), Mistake::NoClosingQuote));
        };
        self.at += length + 1;
        let value = from..from + length;
        let inside = self.tag.as_bytes().get(value.clone()).unwrap_or_default();
        if let Some(less) = memchr::memchr(b'<', inside) {
            return Err((from + less..from + less + 1, Mistake::LessThan));
        }
        Ok(AttributeRange { name, value })
    }
}
