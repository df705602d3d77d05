//! Any text in, text that is valid in every document out.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::BitOr;

use serde::{Serialize, Serializer};

/// Text without the characters that XML forbids, with `\n` as its only line end.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Empty text.
    pub const EMPTY: Text = Text(String::new());

    /// Keeps the characters that XML allows (XML 1.0 §2.2, `Char`).
    #[must_use]
    pub fn new(text: &str) -> Text {
        let text = unify_line_ends(text);
        Text(if may_contain_forbidden(&text) {
            text.chars().filter(|&c| is_allowed(c)).collect()
        } else {
            text.into_owned()
        })
    }

    /// Text on one line: trimmed, with every run of spaces, tabs and line ends as one space. Other spaces, such as
    /// U+00A0, are kept.
    #[must_use]
    pub fn line(text: &str) -> Text {
        if let Some(line) = Text::of_line(text) {
            return line;
        }
        Text(Text::new(text).0.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The text, if [`Text::line`] would not change it; `None` also for a few unusual texts that it would not change.
    /// Nearly every text is such a line, and one pass over its bytes takes a tenth of the time of [`Text::line`].
    #[must_use]
    pub(crate) fn of_line(text: &str) -> Option<Text> {
        is_line(text).then(|| Text(text.to_owned()))
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is only whitespace.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::new(text)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The characters of a text that XML forbids, with their byte offsets (XML 1.0 §2.2, `Char`).
pub(crate) fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let text = if may_contain_forbidden(text) { text } else { "" };
    text.char_indices().filter(|&(_, c)| !is_allowed(c))
}

/// CRLF and CR become LF.
#[must_use]
pub(crate) fn unify_line_ends(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

fn is_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((_, rest)) = bytes.split_first() else { return false };
    // Without an early exit, many bytes are compared at once. U+FFFE and U+FFFF begin with 0xEF.
    let unusual = |byte: &u8| u8::from(*byte < b' ') | u8::from(*byte == 0xEF);
    let doubled = |(a, b): (&u8, &u8)| u8::from(*a == b' ') & u8::from(*b == b' ');
    let is_unusual = bytes.iter().map(unusual).fold(0, u8::bitor) != 0;
    let is_doubled = bytes.iter().zip(rest).map(doubled).fold(0, u8::bitor) != 0;
    let is_trimmed = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    is_trimmed && !is_unusual && !is_doubled
}

/// Whether a text may contain characters that XML forbids, judged by its bytes. Nearly no text does. U+FFFE and U+FFFF
/// begin with 0xEF 0xBF, as few other characters do.
fn may_contain_forbidden(text: &str) -> bool {
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Without an early exit, many bytes are compared at once.
    let any_control = text.bytes().fold(false, |any, byte| any | is_control(byte));
    any_control || memchr::memmem::find(text.as_bytes(), b"\xEF\xBF").is_some()
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
