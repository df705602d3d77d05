//! Findings with byte offsets in, diagnostics with lines and columns out. They are collected while a document is read,
//! and positions are computed at the end, in one pass.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place, Position, Severity, Span};
use crate::feed::url::without_userinfo;
use crate::source::lines::Lines;
use crate::source::text::Offset;

/// The maximum number of findings in a document.
const MAX_FINDINGS: usize = 100_000;

/// The part of an entry that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subject {
    /// The entry's index in the document.
    pub entry: usize,
    /// The element or key of the entry: `pubDate`, `content_html`; empty for the entry itself.
    pub part: &'static str,
}

/// A finding before its line and column are known.
#[derive(Clone, Debug)]
struct Finding {
    code: &'static Code,
    severity: Severity,
    range: Option<Range<Offset>>,
    message: Box<str>,
    help: Option<Box<str>>,
    subject: Option<Subject>,
}

/// The findings collected while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
    /// The index of the first finding that is not assigned yet.
    first_unassigned: usize,
}

impl Findings {
    /// Adds a finding with the severity of its code.
    pub(crate) fn add(
        &mut self,
        code: &'static Code,
        range: Range<Offset>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add_as(code, code.severity, Some(range), message.into(), help.into());
    }

    /// Adds a finding about the whole file.
    pub(crate) fn add_to_file(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add_as(code, code.severity, None, message.into(), help.into());
    }

    /// Adds a finding with another severity.
    pub(crate) fn add_as(
        &mut self,
        code: &'static Code,
        severity: Severity,
        range: Option<Range<Offset>>,
        message: String,
        help: String,
    ) {
        if self.found.len() < MAX_FINDINGS {
            let help = Some(help.into_boxed_str()).filter(|help| !help.is_empty());
            self.found.push(Finding {
                code,
                severity,
                range,
                message: message.into_boxed_str(),
                help,
                subject: None,
            });
        }
    }

    /// Whether the maximum has been reached.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MAX_FINDINGS
    }

    /// The number of findings.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Lowers the errors among the findings since `first` to warnings.
    pub(crate) fn lower_errors(&mut self, first: usize) {
        let errors = self.found.iter_mut().skip(first).filter(|finding| finding.severity == Severity::Error);
        errors.for_each(|finding| finding.severity = Severity::Warning);
    }

    /// Removes the findings since `first` that are not errors.
    pub(crate) fn keep_errors(&mut self, first: usize) {
        let mut at = 0;
        self.found.retain(|finding| {
            at += 1;
            at <= first || finding.severity == Severity::Error
        });
    }

    /// Assigns the findings since the last entry to the entry with index `entry`, and to the part that contains them.
    /// `parts` are its elements or keys, in order.
    pub(crate) fn assign_entry(
        &mut self,
        entry: usize,
        parts: impl Iterator<Item = (Range<Offset>, &'static str)>,
    ) {
        if self.first_unassigned == self.found.len() {
            return;
        }
        let parts: Vec<_> = parts.collect();
        let part = |at: Offset| {
            let before = parts.partition_point(|(range, _)| range.start <= at);
            let last = before.checked_sub(1).and_then(|last| parts.get(last));
            last.filter(|(range, _)| range.contains(&at)).map_or("", |(_, part)| part)
        };
        for finding in self.found.iter_mut().skip(self.first_unassigned) {
            let at = finding.range.as_ref().map(|range| range.start);
            finding.subject = Some(Subject { entry, part: at.map_or("", part) });
        }
        self.mark_assigned();
    }

    /// Sets the subject of the last finding.
    pub(crate) fn set_subject(&mut self, subject: Subject) {
        if let Some(last) = self.found.last_mut() {
            last.subject = Some(subject);
        }
        self.mark_assigned();
    }

    /// The findings, all with this subject.
    pub(crate) fn with_subject(mut self, subject: Option<Subject>) -> Findings {
        self.found.iter_mut().for_each(|finding| finding.subject = subject);
        self
    }

    /// Both lists of findings.
    pub(crate) fn join(mut self, other: Findings) -> Findings {
        self.found.extend(other.found);
        self
    }

    /// Marks the findings since the last entry as not belonging to an entry.
    pub(crate) fn mark_assigned(&mut self) {
        self.first_unassigned = self.found.len();
    }

    /// The findings with lines and columns, in document order.
    pub(crate) fn into_diagnostics(mut self, file: &Path, text: &str) -> Vec<(Diagnostic, Option<Subject>)> {
        let start = |finding: &Finding| finding.range.as_ref().map(|range| (range.start, range.end));
        self.found.sort_by(|a, b| (start(a), a.code.name).cmp(&(start(b), b.code.name)));
        let offsets = self.found.iter().filter_map(|finding| finding.range.clone());
        let mut offsets: Vec<_> =
            offsets.flat_map(|range| [range.start, range.end.max(range.start)]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut lines = Lines::new(text);
        let positions: Vec<_> = offsets.iter().map(|offset| lines.position(*offset as usize)).collect();
        let position = |offset: Offset| {
            let at = offsets.binary_search(&offset).unwrap_or(0);
            positions.get(at).copied().unwrap_or(Position { line: 1, column: 1 })
        };
        let place = |finding: Finding| {
            let span = finding.range.map(|range| Span {
                start: position(range.start),
                end: position(range.end.max(range.start)),
            });
            let diagnostic = Diagnostic {
                related: None,
                code: finding.code,
                severity: finding.severity,
                message: finding.message.into_string(),
                place: Some(Place { file: file.to_path_buf(), span }),
                help: finding.help.map(str::into_string),
            };
            (diagnostic, finding.subject)
        };
        self.found.into_iter().map(place).collect()
    }
}

/// A short excerpt of a text for a message, on one line. It must not end within a password, which would then not be
/// hidden.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX_LENGTH: usize = 60;
    let start = text.get(..text.floor_char_boundary(8 * MAX_LENGTH)).unwrap_or_default();
    let start = without_userinfo(start);
    let mut line: String = start.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(MAX_LENGTH) {
        line.truncate(cut);
        line.push('…');
    }
    line
}
