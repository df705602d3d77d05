//! Findings about the user's content, each with a code, a place and help.
//!
//! Stages create diagnostics and return them beside their result; `report` lays them out. Nothing here reads a
//! file or prints.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Serialize, Serializer};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is published until it is fixed.
    Error,
    /// Published, but should be looked at.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// Its name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A kind of finding. Each room and stage lists its own in a `CODES` table.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// Kebab-case name of the problem: `missing-title`.
    pub name: &'static str,
    /// Its severity, unless `--deny` or `--allow` changes it.
    pub severity: Severity,
    /// The other severities that it has in some places.
    pub(crate) others: &'static [Severity],
    /// The problem in one sentence.
    pub summary: &'static str,
    /// The specification, such as `RFC 4287 §4.2.6`; empty if the rule is Feedwright's own.
    pub spec: &'static str,
    /// The consequences, by reader, and the reason; empty if the summary is enough.
    pub explanation: &'static str,
    /// An example, and what to write instead.
    pub(crate) example: Option<Example>,
}

/// A piece of a feed with a defect, and the same without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// The context of the piece in a feed.
    pub context: ExampleContext,
    /// With the defect; `«` and `»` enclose the range of the finding. Without them, the finding is about the
    /// element that contains the piece, or about the file.
    pub bad: &'static str,
    /// Without it.
    pub good: &'static str,
}

/// The context of an [`Example`] in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExampleContext {
    /// The whole file.
    File,
    /// In the channel of an RSS feed.
    Channel,
    /// In an item of an RSS feed.
    Item,
    /// In an Atom feed.
    Feed,
    /// In an entry of an Atom feed.
    Entry,
    /// The HTML of an item.
    Html,
    /// In the object of a JSON feed.
    Json,
    /// In an item of a JSON feed.
    JsonItem,
    /// In the channel of a podcast, with `--profile podcast`.
    Podcast,
    /// In an episode of a podcast, with `--profile podcast`.
    Episode,
    /// In the channel of a news feed, with `--profile news`.
    News,
    /// In an item of a news feed, with `--profile news`.
    NewsItem,
    /// In a server's response: its header fields.
    Http,
}

/// Declares the codes of a stage as a table, and `CODES` with all of them: constant, name, severity, summary,
/// specification, and optionally an explanation. The severities after `or` are those that it has in some places.
macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident $(or $other:ident)* $summary:literal $spec:literal $($explanation:literal)?;)*) => {
        $(pub(crate) static $constant: $crate::diagnostic::Code = $crate::diagnostic::Code {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            others: &[$($crate::diagnostic::Severity::$other),*],
            summary: $summary,
            spec: $spec,
            explanation: concat!($($explanation)?),
            example: None,
        };)*
        /// Every kind of finding that is declared here.
        pub(crate) static CODES: &[&$crate::diagnostic::Code] = &[$(&$constant,)*];
    };
}

pub(crate) use codes;

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

/// A point in a text: line and column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// A range of a text; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// After the last character.
    pub end: Position,
}

/// The place of a finding: a file, and usually a range in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: PathBuf,
    /// The range; `None` if the finding is about the whole file.
    pub span: Option<Span>,
}

impl Place {
    /// The whole file.
    #[must_use]
    pub(crate) fn file(file: &Path) -> Place {
        Place { file: file.to_path_buf(), span: None }
    }

    /// A range of the file.
    #[must_use]
    pub(crate) fn at(file: &Path, span: Span) -> Place {
        Place { file: file.to_path_buf(), span: Some(span) }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: &'static Code,
    /// Its severity: the code's own, unless [`Levels`] change it.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Its place; `None` for a finding about the whole run.
    pub place: Option<Place>,
    /// Another place that it concerns, such as that of the first of two duplicates.
    pub related: Option<Box<Place>>,
    /// What to type instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without a place.
    #[must_use]
    pub(crate) fn new(code: &'static Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            message: message.into(),
            place: None,
            related: None,
            help: None,
        }
    }

    /// The same finding at `place`.
    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    /// The same finding, which is also about another place.
    #[must_use]
    pub(crate) fn related(mut self, place: Place) -> Diagnostic {
        self.related = Some(Box::new(place));
        self
    }

    /// The same finding with help.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// Changes of severity by `--deny` and `--allow`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Codes that become errors.
    pub deny: BTreeSet<String>,
    /// Codes that are not reported. An error cannot be allowed away.
    pub allow: BTreeSet<String>,
    /// Whether every warning becomes an error.
    pub deny_warnings: bool,
}

impl Levels {
    /// Applies the levels, and sorts the findings by file, place and code.
    #[must_use]
    pub(crate) fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut findings: Vec<_> =
            diagnostics.into_iter().filter_map(|finding| self.level(finding)).collect();
        findings
            .sort_by(|a, b| (&a.place, a.code.name, &a.message).cmp(&(&b.place, b.code.name, &b.message)));
        findings
    }

    fn level(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        let name = finding.code.name;
        if self.allow.contains(name) && finding.severity != Severity::Error {
            return None;
        }
        if self.deny.contains(name) || (self.deny_warnings && finding.severity == Severity::Warning) {
            finding.severity = Severity::Error;
        }
        Some(finding)
    }
}

/// A time in a message, in the form that TOML and most feeds have: `2026-04-01T18:30:00+03:00`.
#[must_use]
pub(crate) fn timestamp(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A number and its noun: `1 entry`, `2 entries`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The candidate most similar to `word`, if any is similar enough.
pub(crate) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // Names are short, and comparing long words takes time.
    let word = if word.len() > 100 { return None } else { word.to_lowercase() };
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| {
            distance <= 1 + candidate.chars().count().min(word.chars().count()).saturating_sub(1) / 4
        })
        .min()
        .map(|(_, candidate)| candidate)
}
