//! Metadata in lines of `Key: value`, as Python-Markdown reads it: to the first blank line, or between `---` lines. It is
//! no YAML: quotes and brackets are part of a value. A value goes on in lines that are indented by four spaces.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::fence::lines;
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::source_text::SourceText;

/// The ranges of the metadata, and the beginning of the body.
pub(super) fn range(text: &[u8]) -> Option<(Range<usize>, usize)> {
    let mut start = 0;
    let mut has_key = false;
    for (at, line) in lines(text) {
        let content = line.trim_ascii_end();
        let is_fence = content.starts_with(b"---");
        if at == 0 && is_fence {
            start = line.len();
        } else if content.is_empty() || is_fence || content.starts_with(b"...") {
            return has_key.then_some((start..at, at + line.len()));
        } else if key(line).is_some() {
            has_key = true;
        } else if !(has_key && is_continuation(line)) {
            return has_key.then_some((start..at, at));
        }
    }
    has_key.then_some((start..text.len(), text.len()))
}

/// The range of the key of a line, and the beginning of its value.
fn key(line: &[u8]) -> Option<(Range<usize>, usize)> {
    let start = line.iter().take(3).take_while(|byte| **byte == b' ').count();
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = line.iter().skip(start).take_while(is_part).count();
    let colon = start + length;
    (length > 0 && line.get(colon) == Some(&b':')).then_some((start..colon, colon + 1))
}

/// Whether a line is indented by four spaces, or a tab.
fn is_continuation(line: &[u8]) -> bool {
    let spaces = line.iter().take(4).take_while(|byte| **byte == b' ').count();
    spaces == 4 || line.get(spaces) == Some(&b'\t')
}

/// Keys that a head has once: the first of several counts. The values of others are put together.
const ONCE: &[&str] =
    &["tags", "date", "modified", "status", "category", "author", "save_as", "url", "authors", "slug"];

/// The metadata in `range` of a text, with its keys in lower case.
pub(super) fn table<'a>(text: SourceText<'a>, range: Range<usize>) -> Table<'a> {
    let metadata = text.text.get(range.clone()).unwrap_or_default();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut known = BTreeMap::new();
    let mut current = None;
    for (at, line) in lines(metadata.as_bytes()) {
        let base = range.start + at;
        let found = key(line);
        let start = found.as_ref().map_or(0, |(_, value)| *value);
        let (value, span) = trimmed(text.text, base + start..base + line.len());
        if let Some((key, _)) = found {
            let span = base + key.start..base + key.end;
            let key = text.text.get(span.clone()).unwrap_or_default().to_ascii_lowercase();
            current = known.get(&key).copied();
            if current.is_some() && ONCE.contains(&key.as_str()) {
                // Its other lines do not count, either.
                current = Some(usize::MAX);
            } else if current.is_none() {
                current = Some(entries.len());
                known.insert(key.clone(), entries.len());
                entries.push((key.into(), span, Value { node: Node::Text("".into()), span: base..base }));
            }
        }
        if let Some((_, _, lines)) = current.and_then(|at| entries.get_mut(at)) {
            append(lines, value, span);
        }
    }
    Table { entries, span: range }
}

/// A range of a text without white space around it.
fn trimmed(text: &str, range: Range<usize>) -> (&str, Range<usize>) {
    let whole = text.get(range.clone()).unwrap_or_default();
    let start = range.start + whole.len() - whole.trim_start().len();
    let value = whole.trim();
    (value, start..start + value.len())
}

/// Adds a line to a value.
fn append<'a>(known: &mut Value<'a>, line: &'a str, span: Range<usize>) {
    let Node::Text(text) = &mut known.node else { return };
    if text.is_empty() {
        *text = Cow::Borrowed(line);
        known.span = span;
    } else if !line.is_empty() {
        text.to_mut().push('\n');
        text.to_mut().push_str(line);
        known.span.end = span.end;
    }
}
