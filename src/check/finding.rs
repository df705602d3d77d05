//! Findings with byte offsets in, diagnostics with lines and columns out. They are collected while a document is read,
//! and positions are computed at the end, in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::{Deref, Range};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place, Position, Severity, Span, counted};
use crate::feed::url::without_userinfo;
use crate::source::lines::LineIndex;
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
    /// How many such parts of the entry are before it.
    pub nth: usize,
    /// The index of an earlier entry that has the same part, if the finding is about that.
    pub repeats: Option<usize>,
}

impl Subject {
    /// The first such part of an entry.
    pub(crate) fn first(entry: usize, part: &'static str) -> Subject {
        Subject { entry, part, nth: 0, repeats: None }
    }
}

/// A rule whose findings have one of several severities.
#[derive(Debug)]
pub(crate) struct Graded(Code);

impl Graded {
    pub(crate) const fn new(code: Code) -> Graded {
        Graded(code)
    }

    /// The code itself.
    pub(crate) const fn code(&'static self) -> &'static Code {
        &self.0
    }

    /// The rule with one of its severities.
    pub(crate) fn at(&'static self, severity: Severity) -> Level {
        debug_assert!(severity == self.0.severity || self.0.others.contains(&severity), "{severity:?}");
        Level { code: &self.0, severity }
    }
}

impl Deref for Graded {
    type Target = Code;

    fn deref(&self) -> &Code {
        &self.0
    }
}

/// A code with the severity of a finding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level {
    code: &'static Code,
    severity: Severity,
}

impl From<&'static Code> for Level {
    fn from(code: &'static Code) -> Level {
        Level { code, severity: code.severity }
    }
}

impl From<&'static Graded> for Level {
    fn from(graded: &'static Graded) -> Level {
        Level::from(graded.code())
    }
}

/// A finding before its line and column are known.
#[derive(Clone, Debug)]
struct Finding {
    level: Level,
    range: Option<Range<Offset>>,
    message: Box<str>,
    /// The place of what it repeats, for the end of the message.
    first: Option<Offset>,
    help: Option<Box<str>>,
    subject: Option<Subject>,
}

/// The findings collected while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
    /// The index of the first finding that is not assigned yet.
    first_unassigned: usize,
    /// The number of findings at the beginning about the text as such, before its entries were read.
    of_text: usize,
    /// Whether something was not checked, since the maximum had been reached.
    is_cut: bool,
    /// The codes of findings that are added once.
    added_once: BTreeSet<&'static str>,
}

impl Findings {
    /// Adds a finding.
    pub(crate) fn add(
        &mut self,
        level: impl Into<Level>,
        range: Range<Offset>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(level.into(), Some(range), message.into(), help.into());
    }

    /// Adds a finding about the whole file.
    pub(crate) fn add_to_file(
        &mut self,
        level: impl Into<Level>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(level.into(), None, message.into(), help.into());
    }

    /// Adds a finding, unless there is one of this code already.
    pub(crate) fn add_once(
        &mut self,
        level: impl Into<Level>,
        range: Range<Offset>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let level = level.into();
        if self.added_once.insert(level.code.name) {
            self.add(level, range, message, help);
        }
    }

    /// Adds a finding about something that repeats what is at `first`. The message ends with that place.
    pub(crate) fn add_repeated(
        &mut self,
        level: impl Into<Level>,
        range: Range<Offset>,
        first: Offset,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let before = self.found.len();
        self.push(level.into(), Some(range), message.into(), help.into());
        if let Some(added) = self.found.get_mut(before) {
            added.first = Some(first);
        }
    }

    fn push(&mut self, level: Level, range: Option<Range<Offset>>, message: String, help: String) {
        if self.is_full() {
            return;
        }
        let help = Some(help.into_boxed_str()).filter(|help| !help.is_empty());
        let message = message.into_boxed_str();
        self.found.push(Finding { level, range, message, first: None, help, subject: None });
    }

    /// Whether the maximum has been reached, so that what follows is not checked.
    pub(crate) fn is_full(&mut self) -> bool {
        self.is_cut |= self.found.len() >= MAX_FINDINGS;
        self.is_cut
    }

    /// The number of findings.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Lowers the errors of these codes among the findings since `first` to warnings.
    pub(crate) fn lower_errors(&mut self, first: usize, codes: &[&Code]) {
        let levels = self.found.iter_mut().skip(first).map(|finding| &mut finding.level);
        let errors = levels.filter(|level| level.severity == Severity::Error && codes.contains(&level.code));
        errors.for_each(|level| level.severity = Severity::Warning);
    }

    /// Removes the findings since `first` that are not errors.
    pub(crate) fn keep_errors(&mut self, first: usize) {
        let mut at = 0;
        self.found.retain(|finding| {
            at += 1;
            at <= first || finding.level.severity == Severity::Error
        });
    }

    /// Assigns the findings since the last entry, and those about the text in `range`, to the entry with index `entry`,
    /// which is there, and to the part that contains them. `parts` are its elements or keys in order, with parts of
    /// these in two levels: the inner one counts.
    pub(crate) fn assign_entry(
        &mut self,
        entry: usize,
        range: &Range<Offset>,
        parts: impl Iterator<Item = Part>,
    ) {
        let first = self.first_unassigned.saturating_sub(self.of_text);
        let end = self.of_text.min(self.found.len());
        let (of_text, others) = self.found.split_at_mut(end);
        let is_inside =
            |finding: &&mut Finding| finding.range.as_ref().is_some_and(|found| range.contains(&found.start));
        let unassigned = of_text.iter_mut().filter(is_inside).chain(others.iter_mut().skip(first));
        let unassigned: Vec<_> = unassigned.collect();
        if unassigned.is_empty() {
            return;
        }
        let parts: Vec<_> = parts.collect();
        let mut outermost: Vec<Part> = Vec::new();
        for part in &parts {
            if outermost.last().is_none_or(|(last, _)| last.end <= part.0.start) {
                outermost.push(part.clone());
            }
        }
        let numbers = numbers(&parts);
        let part = |at: Offset| containing(&parts, at).or_else(|| containing(&outermost, at));
        for finding in unassigned {
            let part = finding.range.as_ref().and_then(|range| part(range.start));
            let subject = part.map(|(range, name)| {
                let nth = numbers.get(&range.start).copied().unwrap_or_default();
                Subject { nth, ..Subject::first(entry, name) }
            });
            finding.subject = Some(subject.unwrap_or(Subject::first(entry, "")));
        }
        self.mark_assigned();
    }

    /// Marks the findings so far as being about the text as such.
    pub(crate) fn mark_of_text(&mut self) {
        self.of_text = self.found.len();
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
        self.is_cut |= other.is_cut;
        self
    }

    /// Marks the findings since the last entry as not belonging to an entry.
    pub(crate) fn mark_assigned(&mut self) {
        self.first_unassigned = self.found.len();
    }

    /// The findings with lines and columns, in document order.
    pub(crate) fn into_diagnostics(mut self, file: &Path, text: &str) -> Vec<(Diagnostic, Option<Subject>)> {
        let start = |finding: &Finding| finding.range.as_ref().map(|range| (range.start, range.end));
        self.found.sort_by(|a, b| (start(a), a.level.code.name).cmp(&(start(b), b.level.code.name)));
        let positions = Positions::of(&self.found, text);
        let diagnostic = |finding: Finding| {
            let span = finding.range.map(|range| Span {
                start: positions.at(range.start),
                end: positions.at(range.end.max(range.start)),
            });
            let mut message = finding.message.into_string();
            if let Some(Position { line, column }) = finding.first.map(|first| positions.at(first)) {
                let _ = write!(message, " at {line}:{column}");
            }
            let diagnostic = Diagnostic {
                related: None,
                code: finding.level.code,
                severity: finding.level.severity,
                message,
                place: Some(Place { file: file.to_path_buf(), span }),
                help: finding.help.map(str::into_string),
            };
            (diagnostic, finding.subject)
        };
        self.found.into_iter().map(diagnostic).collect()
    }

    /// Reports with `code` that the rest of the document was not checked, if that is so.
    pub(crate) fn report_cut(&mut self, code: &'static Code) {
        if std::mem::take(&mut self.is_cut) {
            self.found.truncate(MAX_FINDINGS - 1);
            let message = format!("the rest of the file was not checked, after {MAX_FINDINGS} findings");
            self.add_to_file(code, message, "fix those that repeat, and check the file again");
        }
    }
}

/// The range and the name of a part of an entry.
type Part = (Range<Offset>, &'static str);

/// How many parts with the same name stand before each, by its beginning.
fn numbers(parts: &[Part]) -> BTreeMap<Offset, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let number = |(range, name): &Part| {
        let count = counts.entry(name).or_default();
        *count += 1;
        (range.start, *count - 1)
    };
    parts.iter().map(number).collect()
}

/// The last part that begins before a place, if it contains that.
fn containing(parts: &[Part], at: Offset) -> Option<&Part> {
    let before = parts.partition_point(|(range, _)| range.start <= at);
    let part = parts.get(before.checked_sub(1)?)?;
    part.0.contains(&at).then_some(part)
}

/// The lines and columns of findings, computed in one pass.
struct Positions(Vec<(Offset, Position)>);

impl Positions {
    fn of(found: &[Finding], text: &str) -> Positions {
        let ranges = found.iter().filter_map(|finding| finding.range.clone());
        let ends = ranges.flat_map(|range| [range.start, range.end.max(range.start)]);
        let mut offsets: Vec<_> = ends.chain(found.iter().filter_map(|finding| finding.first)).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut lines = LineIndex::new(text);
        Positions(offsets.into_iter().map(|offset| (offset, lines.position(offset as usize))).collect())
    }

    fn at(&self, offset: Offset) -> Position {
        let found = self.0.binary_search_by_key(&offset, |(known, _)| *known).ok();
        let known = found.and_then(|index| self.0.get(index));
        known.map_or(Position { line: 1, column: 1 }, |(_, position)| *position)
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

/// The end of the help for a fault after which nothing is checked: how much that was.
pub(crate) fn unread(rest: &str) -> String {
    let lines = rest.trim_end().matches('\n').count();
    let is_tag = |at: usize| rest.as_bytes().get(at).is_some_and(|next| matches!(next, b'>' | b' ' | b'\n'));
    let tags = ["<item", "<entry"].into_iter().flat_map(|tag| {
        let starts = rest.match_indices(tag).map(|(at, _)| at);
        starts.filter(move |at| is_tag(at + tag.len()))
    });
    let counts = [(lines, "line", "lines"), (tags.count(), "entry", "entries")];
    let counts: Vec<_> = counts.into_iter().filter(|(count, _, _)| *count > 0).collect();
    let verb = if matches!(counts.as_slice(), [(1, _, _)]) { "was" } else { "were" };
    let counts: Vec<_> = counts.iter().map(|(count, one, many)| counted(*count, one, many)).collect();
    match counts.join(" and ") {
        _ if rest.trim().is_empty() => String::new(),
        none if none.is_empty() => "; the rest of the line was not checked".to_owned(),
        some => format!("; the {some} after it {verb} not checked"),
    }
}
