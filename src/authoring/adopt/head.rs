//! Inferences in, lines of metadata out: a key and its value, or, for unknown values, a comment that says what to fill
//! in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Certainty;
use crate::authoring::quoted;

/// A line of metadata, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its key: `title`.
    pub key: String,
    /// Its value, as TOML; what could stand there, if it is not known.
    pub value: String,
    /// Where it comes from, or why it is not known: `from the first heading`.
    pub from: String,
    /// Its certainty.
    pub certainty: Certainty,
    /// The numbers of the lines that it was moved out of.
    pub lines: Vec<usize>,
    /// What the file itself says about it.
    note: Option<String>,
}

impl Entry {
    /// A line that says something.
    pub(super) fn known(key: &str, value: String, from: &str, certainty: Certainty) -> Entry {
        let (key, from) = (key.to_owned(), from.to_owned());
        Entry { key, value, from, certainty, lines: Vec::new(), note: None }
    }

    /// A comment, and what to do with it.
    pub(super) fn open(key: &str, value: String, todo: &str, from: &str) -> Entry {
        let entry = Entry::known(key, value, from, Certainty::Unknown);
        Entry { note: Some(todo.to_owned()), ..entry }
    }

    /// The same, and why in the file.
    pub(super) fn noted(self, note: &str) -> Entry {
        Entry { note: Some(note.to_owned()), ..self }
    }

    /// The same, lifted out of these lines.
    pub(super) fn lifted(self, lines: Vec<usize>) -> Entry {
        Entry { lines, ..self }
    }

    /// The same, and something else says so, too.
    pub(super) fn confirmed(self) -> Entry {
        Entry { certainty: Certainty::Sure, ..self }
    }

    /// Whether it says something.
    pub(super) fn is_known(&self) -> bool {
        self.certainty != Certainty::Unknown
    }

    /// The line, less its end.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        let mark = if self.is_known() { "" } else { OFF };
        let note = self.note.as_ref().map(|note| format!("  # {note}")).unwrap_or_default();
        format!("{mark}{} = {}{note}", self.key, self.value)
    }
}

/// Comments out a line that is left to fill in.
const OFF: &str = "# ";

/// A line of metadata that is left to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfilled {
    /// Its number in the text that was looked at, from 1.
    pub line: usize,
    /// Its key.
    pub key: &'static str,
    /// All of it.
    pub text: String,
}

/// The lines of metadata that were left for somebody to fill in, and still are: they are off, say what to do, and no
/// other line has their key.
#[must_use]
pub(crate) fn unfilled(metadata: &str) -> Vec<Unfilled> {
    let key = |line: &str| {
        ORDER
            .iter()
            .find(|key| line.strip_prefix(**key).is_some_and(|rest| rest.trim_start().starts_with('=')))
    };
    let on: BTreeSet<_> = metadata.lines().filter_map(key).collect();
    let off = metadata.lines().enumerate().filter_map(|(at, line)| {
        let rest = line.strip_prefix(OFF).filter(|rest| rest.contains("  # "))?;
        Some(Unfilled { line: at + 1, key: key(rest)?, text: line.to_owned() })
    });
    off.filter(|unfilled| !on.contains(&unfilled.key)).collect()
}

/// A date that can be read in two ways.
pub(super) fn either(key: &str, text: &str, first: NaiveDate, second: NaiveDate) -> Entry {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let todo = format!("or {second}: \"{}\" can be both", shown.trim());
    Entry::open(key, first.to_string(), &todo, "it is ambiguous")
}

/// Texts as a list of TOML.
pub(super) fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Keys in the order in which they are written.
pub(super) const ORDER: &[&str] = &[
    "title",
    "date",
    "updated",
    "language",
    "summary",
    "authors",
    "tags",
    "categories",
    "slug",
    "url",
    "draft",
    "rights",
    "image",
    "comments",
];
