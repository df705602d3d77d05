//! A file with metadata in, the places where keys can be written, and the file with more in it, out. Does not decide what to
//! write, and writes no file.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::Severity;
use crate::site::fields::{self, Node, Syntax, Table};
use crate::site::heads::{self, HeadForm, HeadRange, head_range};
use crate::site::source_text::SourceText;
use crate::source::encoding::{BYTE_ORDER_MARK, bytes_without_bom};
use crate::source::lines::LineIndex;

/// A file with one more line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inserted {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// The inserted line, without its line end.
    pub line: String,
    /// Its number, from 1.
    pub number: usize,
}

/// The reason why nothing is written into a file without a head.
pub(crate) const NO_METADATA: &str = "the file has no metadata";

/// What may be before a key of JSON on its line.
const BLANK_OR_QUOTE: [char; 3] = [' ', '\t', '"'];

/// A file as it is, and a view with the same offsets in which every line ends as parsers expect.
pub(super) struct FileText<'b> {
    pub(super) text: &'b str,
    pub(super) view: String,
    /// The length of the byte order mark, each byte of which is a line of the view.
    mark: usize,
}

impl<'b> FileText<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Result<FileText<'b>, &'static str> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        // A byte order mark and lone CRs become line feeds, so that offsets stay the same.
        let mut view: Vec<u8> = bytes.to_vec();
        let mark = bytes.len() - bytes_without_bom(bytes).len();
        view.iter_mut().take(mark).for_each(|byte| *byte = b'\n');
        for at in 0..view.len() {
            let is_lone = view.get(at + 1) != Some(&b'\n');
            if let Some(byte) = view.get_mut(at).filter(|byte| **byte == b'\r' && is_lone) {
                *byte = b'\n';
            }
        }
        let view = String::from_utf8(view).map_err(|_| "it is not UTF-8")?;
        Ok(FileText { text, view, mark })
    }

    /// The syntax and the place of the metadata.
    pub(super) fn metadata(&self, head: Option<HeadForm>) -> Result<(Syntax, Range<usize>), &'static str> {
        let Some(form) = head else { return Ok((Syntax::Toml, 0..self.view.len())) };
        match head_range(&self.view, form) {
            HeadRange::Closed { syntax: Syntax::JavaScript | Syntax::Variables, .. } => {
                Err("its metadata is JavaScript")
            }
            HeadRange::Closed { syntax, metadata, .. } => Ok((syntax, metadata)),
            HeadRange::Absent | HeadRange::Open(_) => Err(NO_METADATA),
        }
    }

    pub(super) fn table(&self, syntax: Syntax, range: Range<usize>) -> Result<Table<'_>, &'static str> {
        let text = SourceText { file: Path::new(""), text: &self.view };
        let (table, found) = match syntax {
            Syntax::Toml => fields::toml(text, range),
            Syntax::Yaml => fields::yaml(text, range),
            Syntax::Json => fields::json(text, range),
            Syntax::JsonMembers => fields::json_members(text, range),
            Syntax::Lines
            | Syntax::Rst
            | Syntax::Org
            | Syntax::Html
            | Syntax::JavaScript
            | Syntax::Variables => (heads::table(text, range, syntax), Vec::new()),
        };
        let is_valid = found.iter().all(|finding| finding.severity != Severity::Error);
        if is_valid { Ok(table) } else { Err("its metadata is invalid") }
    }

    /// The beginning of the line after the value of the first of `keys` that has its own line.
    pub(super) fn after_key(&self, table: &Table<'_>, keys: &[&str]) -> Option<usize> {
        keys.iter().find_map(|name| {
            let (_, key, value) = table.entries.iter().find(|(key, _, _)| key == name)?;
            let is_scalar = !matches!(value.node, Node::Table(_) | Node::List(_));
            (is_scalar && self.begins_line(key.start)).then(|| self.next_line(value.span.end))
        })
    }

    /// The beginning of the line of the first key.
    pub(super) fn before_first(&self, table: &Table<'_>) -> Result<usize, &'static str> {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min();
        let first = first.ok_or("its metadata is empty")?;
        if !self.begins_line(first) {
            return Err("its metadata does not begin with a key on its own line");
        }
        Ok(self.line_start(first))
    }

    /// The beginning of the line of the first member of an object; behind the bracket if it is on the same line.
    pub(super) fn before_member(
        &self,
        table: &Table<'_>,
        range: &Range<usize>,
    ) -> Result<usize, &'static str> {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min().ok_or("its metadata is empty")?;
        let before = self.view.get(range.start..first).unwrap_or_default();
        let start = self.line_start(first);
        let is_first =
            self.view.get(start..first).is_some_and(|before| before.trim_matches(BLANK_OR_QUOTE).is_empty());
        let bracket = before.find('{').map(|at| range.start + at + 1);
        match bracket {
            Some(bracket) if !is_first => Ok(bracket),
            Some(_) | None if is_first => Ok(start),
            Some(_) | None => Err("its metadata does not begin with a key on its own line"),
        }
    }

    /// The beginning of the line of the first reStructuredText field.
    pub(super) fn before_field(&self, table: &Table<'_>) -> Result<usize, &'static str> {
        let is_field =
            |key: &usize| self.view.get(self.line_start(*key)..*key).is_some_and(|before| before == ":");
        let fields = table.entries.iter().map(|(_, key, _)| key.start).filter(is_field);
        fields.min().map(|first| self.line_start(first)).ok_or("its metadata has no fields")
    }

    /// The beginning of the line on which the head of an HTML document ends, if nothing is before that.
    pub(super) fn before_end(&self, end: usize) -> Result<usize, &'static str> {
        let is_alone = self.begins_line(end);
        is_alone.then(|| self.line_start(end)).ok_or("its head does not end on its own line")
    }

    /// The indentation of the line of the first entry.
    pub(super) fn indent_of(&self, table: &Table<'_>) -> &str {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min().unwrap_or_default();
        self.indent(self.line_start(first))
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.view.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.view
            .get(self.line_start(at)..at)
            .is_some_and(|before| before.trim_start_matches([' ', '\t']).is_empty())
    }

    pub(super) fn next_line(&self, at: usize) -> usize {
        self.view.get(at..).and_then(|rest| rest.find('\n')).map_or(self.view.len(), |end| at + end + 1)
    }

    /// The indentation of the line that begins at `at`.
    pub(super) fn indent(&self, at: usize) -> &str {
        let line = self.view.get(at..).unwrap_or_default();
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    /// Inserts a line at `at`, with the same line end as the lines there.
    pub(super) fn insert(&self, at: usize, line: String) -> Inserted {
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let end = self.line_end(at);
        let lacks_line_end = !before.is_empty() && !before.ends_with(['\n', '\r', BYTE_ORDER_MARK]);
        let first = if lacks_line_end { end } else { "" };
        let last = if lacks_line_end && after.is_empty() { "" } else { end };
        let number = LineIndex::new(&self.view).position(at).line as usize + usize::from(lacks_line_end);
        let bytes = format!("{before}{first}{line}{last}{after}").into_bytes();
        Inserted { bytes, line, number: number - self.mark }
    }

    /// The line end of the line before `at`; else of the first line.
    pub(super) fn line_end(&self, at: usize) -> &'static str {
        let before = self.text.get(..at).unwrap_or_default();
        let ends = |text: &str| {
            if text.ends_with("\r\n") {
                Some("\r\n")
            } else if text.ends_with('\n') {
                Some("\n")
            } else {
                text.ends_with('\r').then_some("\r")
            }
        };
        let first = || {
            let at = self.text.find(['\n', '\r'])?;
            if self.text.get(at..)?.starts_with("\r\n") { Some("\r\n") } else { ends(self.text.get(..=at)?) }
        };
        ends(before).or_else(first).unwrap_or("\n")
    }

    /// What is before a place on its line.
    pub(super) fn before_on_line(&self, at: usize) -> &str {
        self.view.get(self.line_start(at)..at).unwrap_or_default()
    }

    /// The whole file with another text in the place of a range.
    pub(super) fn replaced(&self, range: Range<usize>, text: &str) -> Option<Vec<u8>> {
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        Some(format!("{before}{text}{after}").into_bytes())
    }
}
