//! The text of a permalink pattern in, its pieces out, parsed once for all articles.

use std::fmt;

/// The placeholders of a permalink pattern.
pub(crate) const PLACEHOLDERS: &[(&str, Placeholder)] = &[
    ("language", Placeholder::Language),
    ("dir", Placeholder::Dir),
    ("section", Placeholder::Section),
    ("slug", Placeholder::Slug),
    ("year", Placeholder::Year),
    ("month", Placeholder::Month),
    ("day", Placeholder::Day),
];

/// A placeholder for a part of an article's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// Its language, if it is not the site's.
    Language,
    /// The folder of its file.
    Dir,
    /// The first part of that folder.
    Section,
    /// Its slug.
    Slug,
    /// The year of its date, in four digits.
    Year,
    /// The month, in two.
    Month,
    /// The day, in two.
    Day,
}

/// A pattern such as `/{language}/{dir}/{slug}/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    text: String,
    pieces: Vec<Piece>,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Literal text without consecutive slashes.
    Text(String),
    /// A placeholder.
    Placeholder(Placeholder),
}

impl Pattern {
    /// Parses a pattern. Braces around anything that is not a placeholder are literal.
    #[must_use]
    pub(crate) fn new(text: &str) -> Pattern {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((at, end, placeholder)) = first_placeholder(rest) {
            pieces.push(Piece::text(rest.get(..at).unwrap_or_default()));
            pieces.push(Piece::Placeholder(placeholder));
            rest = rest.get(end..).unwrap_or_default();
        }
        pieces.push(Piece::text(rest));
        Pattern { text: text.to_owned(), pieces }
    }

    /// The pattern as it was written.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Its pieces, in order.
    #[must_use]
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

impl Piece {
    fn text(text: &str) -> Piece {
        let mut text = text.to_owned();
        while text.contains("//") {
            text = text.replace("//", "/");
        }
        Piece::Text(text)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Default for Pattern {
    fn default() -> Pattern {
        Pattern::new("/{language}/{dir}/{slug}/")
    }
}

/// The start and end of the first placeholder.
fn first_placeholder(text: &str) -> Option<(usize, usize, Placeholder)> {
    let found = PLACEHOLDERS.iter().filter_map(|(name, placeholder)| {
        let written = format!("{{{name}}}");
        let at = text.find(&written)?;
        Some((at, at + written.len(), *placeholder))
    });
    found.min_by_key(|(at, _, _)| *at)
}
