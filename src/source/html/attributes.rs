//! The attributes of one tag, by the states of the tokenizer (WHATWG HTML §13.2.5.8, §13.2.5.32 to §13.2.5.40).

use std::ops::Range;

/// The attributes of a tag, one after the other; then [`Attributes::end`] is where the tag ends.
pub(super) struct Attributes<'t> {
    text: &'t [u8],
    name: Range<usize>,
    at: usize,
}

/// One attribute: its name, and where its value ends, in the text of the tag.
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    pub(super) end: usize,
}

impl<'t> Attributes<'t> {
    /// Those of the tag that a text begins with; it may be an end tag.
    pub(super) fn of(tag: &'t str) -> Attributes<'t> {
        let mut attributes = Attributes { text: tag.as_bytes(), name: 0..0, at: 0 };
        attributes.pass(|byte| matches!(byte, b'<' | b'/'));
        let start = attributes.at;
        attributes.pass(|byte| !is_name_end(byte));
        attributes.name = start..attributes.at;
        attributes
    }

    /// The range of the tag's name.
    pub(super) fn name(&self) -> Range<usize> {
        self.name.clone()
    }

    /// Where the tag ends: after its `>`, or with the text.
    pub(super) fn end(&self) -> usize {
        if self.byte() == Some(b'>') { self.at + 1 } else { self.at }
    }

    fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !is_passed(*byte)).unwrap_or(rest.len());
    }

    fn value(&mut self) {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.pass(|byte| byte != quote);
                self.at = (self.at + 1).min(self.text.len());
            }
            Some(_) | None => self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }
}

impl Iterator for Attributes<'_> {
    type Item = Attribute;

    fn next(&mut self) -> Option<Attribute> {
        self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let start = self.at;
        self.byte().filter(|byte| *byte != b'>')?;
        // A name may begin with `=`.
        self.at += 1;
        self.pass(|byte| !is_name_end(byte) && byte != b'=');
        let name = start..self.at;
        let behind_name = self.at;
        self.pass(|byte| byte.is_ascii_whitespace());
        if self.byte() == Some(b'=') {
            self.at += 1;
            self.pass(|byte| byte.is_ascii_whitespace());
            self.value();
        } else {
            self.at = behind_name;
        }
        Some(Attribute { name, end: self.at })
    }
}

fn is_name_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}
