//! Start tags: their names and attributes, with their places.

use std::ops::Range;

/// An attribute as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) name: Range<usize>,
    /// The range between the quotes.
    pub(super) value: Range<usize>,
}

/// A mistake in a start tag, with its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) at: Range<usize>,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

/// Reads the attributes after the name of a tag: `tag` is the text between `<` and `>` or `/>`, `name` the length
/// of its name.
pub(super) fn attributes(tag: &str, name: usize) -> impl Iterator<Item = Result<Written, Mistake>> {
    Attributes { tag, at: name, failed: false }
}

struct Attributes<'t> {
    tag: &'t str,
    at: usize,
    failed: bool,
}

impl Iterator for Attributes<'_> {
    type Item = Result<Written, Mistake>;

    fn next(&mut self) -> Option<Result<Written, Mistake>> {
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

    fn attribute(&mut self, is_separated: bool) -> Result<Written, Mistake> {
        let start = self.at;
        let ends = |byte: &&u8| byte.is_ascii_whitespace() || **byte == b'=';
        let length = self.rest().iter().take_while(|byte| !ends(byte)).count();
        let name = start..start + length;
        let mistake = |at: Range<usize>, message, help| Err(Mistake { at, message, help });
        if !is_separated {
            let help = "put a space between the attributes";
            return mistake(name, "missing space before an attribute", help);
        }
        if length == 0 {
            return mistake(start..start + 1, "attribute without a name", "write name=\"value\"");
        }
        self.at += length;
        self.skip_space();
        if self.rest().first() != Some(&b'=') {
            return mistake(name, "attribute without a value", "write name=\"value\"; XML requires a value");
        }
        self.at += 1;
        self.skip_space();
        let Some(quote @ (b'"' | b'\'')) = self.rest().first().copied() else {
            return mistake(name, "unquoted attribute value", "write name=\"value\"");
        };
        self.at += 1;
        let from = self.at;
        let Some(length) = memchr::memchr(quote, self.rest()) else {
            return mistake(
                from..self.tag.len(),
                "attribute value without a closing quote",
                "close it with the same quote",
            );
        };
        self.at += length + 1;
        let value = from..from + length;
        let inside = self.tag.as_bytes().get(value.clone()).unwrap_or_default();
        if let Some(less) = memchr::memchr(b'<', inside) {
            return mistake(
                from + less..from + less + 1,
                "`<` in an attribute value",
                "write `&lt;`, or add the missing quote before it",
            );
        }
        Ok(Written { name, value })
    }
}
