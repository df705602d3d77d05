//! Inferences in, lines of metadata out: a key and its value, or a comment that says what to fill in for unknown
//! values. Does no inference.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Certainty;
use crate::authoring::quoted;
use crate::site::zone::Zone;

/// A line of metadata and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MetadataLine {
    /// Its key: `title`.
    pub key: String,
    /// Its value, as TOML; an example if it is unknown.
    pub value: String,
    /// Its source, or the reason why it is unknown: `from the first heading`.
    pub from: String,
    /// Its certainty.
    pub certainty: Certainty,
    /// The numbers of the lines that it was moved from.
    pub lines: Vec<usize>,
    /// The comment after it in the file.
    note: Option<String>,
    /// The text that it was read from, as long as it may turn out to be read wrongly.
    text: Option<String>,
}

impl MetadataLine {
    /// A line with a known value.
    pub(super) fn known(key: &str, value: String, from: &str, certainty: Certainty) -> MetadataLine {
        let (key, from) = (key.to_owned(), from.to_owned());
        MetadataLine { key, value, from, certainty, lines: Vec::new(), note: None, text: None }
    }

    /// A line that is left to fill in, with instructions.
    pub(super) fn open(key: &str, value: String, todo: &str, from: &str) -> MetadataLine {
        let entry = MetadataLine::known(key, value, from, Certainty::Unknown);
        MetadataLine { note: Some(todo.to_owned()), ..entry }
    }

    /// The same, with a comment.
    pub(super) fn noted(self, note: &str) -> MetadataLine {
        MetadataLine { note: Some(note.to_owned()), ..self }
    }

    /// The same, with a line of the text as a comment.
    pub(super) fn saying(self, line: &str) -> MetadataLine {
        self.noted(&format!("the text says: \"{line}\""))
    }

    /// The same, with another line of the text in the comment.
    pub(super) fn also_saying(self, line: &str) -> MetadataLine {
        match self.note.clone() {
            Some(note) => self.noted(&format!("{note}; \"{line}\"")),
            None => self.saying(line),
        }
    }

    /// The same, read from a text.
    pub(super) fn read_from(self, text: &str) -> MetadataLine {
        MetadataLine { text: Some(text.to_owned()), ..self }
    }

    /// The same, with another value.
    pub(super) fn with_value(self, value: String) -> MetadataLine {
        MetadataLine { value, ..self }
    }

    /// The same, read in a time zone.
    pub(super) fn read_in(self, zone: &Zone) -> MetadataLine {
        MetadataLine { from: format!("{}, in {zone}", self.from), ..self }
    }

    /// The text that it was read from.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The same, moved from these lines.
    pub(super) fn lifted(self, lines: Vec<usize>) -> MetadataLine {
        MetadataLine { lines, ..self }
    }

    /// The same, confirmed by another source.
    pub(super) fn confirmed(self) -> MetadataLine {
        MetadataLine { certainty: Certainty::Sure, ..self }
    }

    /// Whether its value is known.
    pub(super) fn is_known(&self) -> bool {
        self.certainty != Certainty::Unknown
    }

    /// The line, without its line end.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        let mark = if self.is_known() { "" } else { COMMENT_PREFIX };
        let note = self.note.as_ref().map(|note| format!("  # {note}")).unwrap_or_default();
        format!("{mark}{} = {}{note}", self.key, self.value)
    }
}

/// Comments out a line that is left to fill in.
const COMMENT_PREFIX: &str = "# ";

/// A line of metadata that is left to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfilled {
    /// Its number in the text, from 1.
    pub line: usize,
    /// Its key.
    pub key: &'static str,
    /// The whole line.
    pub text: String,
}

/// The lines of metadata that are still left to fill in: commented out, with instructions, and without another line
/// with the same key.
#[must_use]
pub(crate) fn unfilled(metadata: &str) -> Vec<Unfilled> {
    let key = |line: &str| {
        ORDER
            .iter()
            .find(|key| line.strip_prefix(**key).is_some_and(|rest| rest.trim_start().starts_with('=')))
    };
    let keys: BTreeSet<_> = metadata.lines().filter_map(key).collect();
    let commented = metadata.lines().enumerate().filter_map(|(at, line)| {
        let rest = line.strip_prefix(COMMENT_PREFIX).filter(|rest| rest.contains("  # "))?;
        Some(Unfilled { line: at + 1, key: key(rest)?, text: line.to_owned() })
    });
    commented.filter(|unfilled| !keys.contains(&unfilled.key)).collect()
}

/// An ambiguous date.
pub(super) fn ambiguous_date(key: &str, text: &str, first: NaiveDate, second: NaiveDate) -> MetadataLine {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let todo = format!("or {second}: \"{}\" can be both", shown.trim());
    MetadataLine::open(key, first.to_string(), &todo, "it is ambiguous")
}

/// A date beside a time whose time zone is unknown: both are left to fill in.
pub(super) fn without_zone(key: &str, date: String, text: &str) -> MetadataLine {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let shown = shown.trim();
    let todo = format!("write the time, too, and remove the first #: \"{shown}\"");
    MetadataLine::open(key, date, &todo, &format!("the time zone of `{shown}` is unknown"))
}

/// Texts as a TOML array.
pub(super) fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Keys in the order in which they are written.
pub(super) const ORDER: &[&str] = &[
    "title",
    "date",
    "updated",
    "publish",
    "language",
    "summary",
    "authors",
    "tags",
    "categories",
    "slug",
    "url",
    "draft",
    "rights",
    "source",
    "image",
    "comments",
];
