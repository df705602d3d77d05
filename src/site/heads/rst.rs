//! The title and the fields at the beginning of a reStructuredText document, as docutils makes them its title and its
//! bibliographic data: an underlined line, then lines of `:name: value`.

use std::ops::Range;

use super::fence::lines;
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::source_text::SourceText;

/// The beginning of a document.
#[derive(Default)]
struct Beginning {
    title: Option<Range<usize>>,
    /// The names of fields, and their values with the lines that belong to them.
    fields: Vec<(Range<usize>, Range<usize>)>,
    end: usize,
}

/// The ranges of the metadata, and the beginning of the body.
pub(super) fn range(text: &[u8]) -> Option<(Range<usize>, usize)> {
    let found = beginning(text);
    (found.title.is_some() || !found.fields.is_empty()).then_some((0..found.end, found.end))
}

fn beginning(text: &[u8]) -> Beginning {
    let lines: Vec<_> = lines(text).collect();
    let mut at = skip(&lines, 0);
    let mut found = Beginning::default();
    if let Some((title, after)) = title(&lines, at) {
        found.title = Some(title);
        at = skip(&lines, after);
    }
    while let Some((name, value)) = lines.get(at).and_then(|(start, line)| field(*start, line)) {
        let more =
            lines.iter().skip(at + 1).take_while(|(_, line)| is_blank(line) || is_indented(line)).count();
        let last = lines.iter().skip(at).take(more + 1).rfind(|(_, line)| !is_blank(line));
        let end = last.map_or(value, |(start, line)| start + line.trim_ascii_end().len());
        found.fields.push((name, value.min(end)..end));
        at += more + 1;
    }
    found.end = lines.get(at).map_or(text.len(), |(start, _)| *start);
    found
}

type Line<'t> = (usize, &'t [u8]);

/// The first line that is neither blank nor part of a comment.
fn skip(lines: &[Line<'_>], mut at: usize) -> usize {
    let mut in_comment = false;
    while let Some((_, line)) = lines.get(at) {
        let begins_comment = line.starts_with(b".. ") || line.trim_ascii_end() == b"..";
        if !(is_blank(line) || begins_comment || in_comment && is_indented(line)) {
            break;
        }
        in_comment = begins_comment || in_comment;
        at += 1;
    }
    at
}

/// A line with another one of punctuation below it, and perhaps above it; and what follows.
fn title(lines: &[Line<'_>], at: usize) -> Option<(Range<usize>, usize)> {
    let text = |at: usize| lines.get(at).map(|(_, line)| line.trim_ascii_end());
    let has_overline = adornment(text(at)?).is_some();
    let at = at + usize::from(has_overline);
    let (start, line) = lines.get(at)?;
    let underline = adornment(text(at + 1)?)?;
    let title = line.trim_ascii();
    let is_title = !title.is_empty() && adornment(title).is_none() && (has_overline || !is_indented(line));
    let is_long_enough = underline >= 4 || underline >= title.len();
    let start = start + line.len() - line.trim_ascii_start().len();
    (is_title && is_long_enough).then_some((start..start + title.len(), at + 2))
}

/// The length of a line of one punctuation mark.
fn adornment(line: &[u8]) -> Option<usize> {
    let first = line.first().filter(|byte| byte.is_ascii_punctuation())?;
    (line.len() > 1 && line.iter().all(|byte| byte == first)).then_some(line.len())
}

/// The name of a field, and the beginning of its value.
fn field(start: usize, line: &[u8]) -> Option<(Range<usize>, usize)> {
    let rest = line.strip_prefix(b":")?;
    let is_end = |at: &usize| rest.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    let length = memchr::memchr_iter(b':', rest).find(is_end).filter(|length| *length > 0)?;
    Some((start + 1..start + 1 + length, start + length + 2))
}

fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

fn is_indented(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// The metadata in `range` of a text, with its keys in lower case.
pub(super) fn table<'a>(text: SourceText<'a>, range: Range<usize>) -> Table<'a> {
    let document = text.text.get(..range.end).unwrap_or_default();
    let Beginning { title, fields, .. } = beginning(document.as_bytes());
    let entry = |name: &str, key: Range<usize>, value: Range<usize>| {
        let plain = plain(document.get(value.clone()).unwrap_or_default());
        (name.to_lowercase().into(), key, Value { node: Node::Text(plain.into()), span: value })
    };
    let named = fields.into_iter().map(|(key, value)| {
        let name = document.get(key.clone()).unwrap_or_default();
        entry(name, key, value)
    });
    let mut entries: Vec<Entry<'a>> = named.collect();
    if let Some(title) = title.filter(|_| !entries.iter().any(|(key, ..)| key == "title")) {
        entries.insert(0, entry("title", title.clone(), title));
    }
    Table { entries, span: range }
}

/// A text without inline markup: emphasis, literals, links and roles.
fn plain(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n").replace("``", "").replace("**", "");
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('`') {
        let Some((quoted, after)) = after.split_once('`') else { break };
        plain.push_str(without_role(before));
        plain.push_str(quoted.split_once(" <").map_or(quoted, |(words, _)| words));
        rest = after.trim_start_matches('_');
    }
    plain.push_str(rest);
    without_emphasis(&plain).replace("\\ ", "").replace('\\', "")
}

/// A text without the stars around emphasized words. Those beside a space mean themselves.
fn without_emphasis(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('*') {
        let is_open = !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\');
        let words =
            after.split_once('*').filter(|(words, _)| is_open && words.trim() == *words && !words.is_empty());
        let (words, behind) = words.unwrap_or(("*", after));
        plain.extend([before, words]);
        rest = behind;
    }
    plain + rest
}

/// A text without the role at its end: `:emphasis:`.
fn without_role(text: &str) -> &str {
    let role = text.strip_suffix(':').and_then(|text| text.rsplit_once(':'));
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    role.filter(|(_, name)| is_name(name)).map_or(text, |(before, _)| before)
}
