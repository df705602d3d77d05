//! The keywords at the beginning of an Org document: lines of `#+key: value`, up to the first other line. A key that ends in
//! `[]` has words, and one that is there several times has a value for each.

use std::ops::Range;

use super::fence::lines;
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::source_text::SourceText;

const MARK: &[u8] = b"#+";

/// The ranges of the metadata, and the beginning of the body.
pub(super) fn range(text: &[u8]) -> Option<(Range<usize>, usize)> {
    let is_keyword = |line: &[u8]| line.starts_with(MARK);
    let end = lines(text).find(|(_, line)| !is_keyword(line)).map_or(text.len(), |(at, _)| at);
    (end > 0).then_some((0..end, end))
}

/// The metadata in `range` of a text, with its keys in lower case.
pub(super) fn table<'a>(text: SourceText<'a>, range: Range<usize>) -> Table<'a> {
    let metadata = text.text.get(range.clone()).unwrap_or_default();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (at, line) in lines(metadata.as_bytes()) {
        let start = range.start + at;
        let line = text.text.get(start..start + line.len()).unwrap_or_default();
        let Some((key, value)) = line.strip_prefix("#+").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        let span = start + 2..start + 2 + key.len();
        let first = span.end + 1 + value.len() - value.trim_start().len();
        let value = value.trim();
        let (key, node) = read(&key.trim().to_lowercase(), value, first);
        let value = Value { node, span: first..first + value.len() };
        match entries.iter_mut().find(|(known, ..)| *known == key) {
            None => entries.push((key.into(), span, value)),
            Some((_, _, known)) => append(known, value),
        }
    }
    Table { entries, span: range }
}

/// The key and the value that a line stands for.
fn read<'a>(key: &str, value: &'a str, at: usize) -> (String, Node<'a>) {
    let list = |parts: Vec<&'a str>| {
        let span = at..at + value.len();
        let one = |part: &'a str| Value { node: Node::Text(part.into()), span: span.clone() };
        Node::List(parts.into_iter().filter(|part| !part.is_empty()).map(one).collect())
    };
    if let Some(name) = key.strip_suffix("[]") {
        return (name.to_owned(), list(value.split_whitespace().collect()));
    }
    let node = match key {
        "filetags" => list(value.trim_matches(':').split(':').collect()),
        "date" | "lastmod" | "publishdate" | "expirydate" => Node::Plain(day(value).into()),
        _ => Node::Plain(value.into()),
    };
    (key.to_owned(), node)
}

/// The day of a timestamp such as `<2026-04-01 Wed>`.
fn day(value: &str) -> &str {
    let inside = value.strip_prefix(['<', '[']).and_then(|rest| rest.split_once(char::is_whitespace));
    inside.map_or(value, |(day, _)| day)
}

/// Adds a value to those of earlier lines.
fn append<'a>(known: &mut Value<'a>, more: Value<'a>) {
    let first =
        Value { node: std::mem::replace(&mut known.node, Node::List(Vec::new())), span: known.span.clone() };
    known.node = Node::List(first.into_items().into_iter().chain(more.into_items()).collect());
}
