//! The `<title>` and the `<meta name>` of an HTML document, as Pelican reads them.

use std::ops::{ControlFlow, Range};

use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::source_text::SourceText;
use crate::source::html::tags::{self, Event, Tag};

/// The ranges of the metadata, and the beginning of the body: what is above `</head>` or `<body`.
pub(super) fn range(text: &[u8]) -> Option<(Range<usize>, usize)> {
    let end = memchr::memchr_iter(b'<', text).find_map(|at| {
        let tag = text.get(at..)?;
        let begins =
            |mark: &[u8]| tag.get(..mark.len()).is_some_and(|found| found.eq_ignore_ascii_case(mark));
        match (begins(b"</head>"), begins(b"<body")) {
            (true, _) => Some((at, at + "</head>".len())),
            (false, true) => Some((at, at)),
            (false, false) => None,
        }
    });
    end.map(|(end, body)| (0..end, body))
}

/// The metadata in `range` of a text, with its keys in lower case.
pub(super) fn table<'a>(text: SourceText<'a>, range: Range<usize>) -> Table<'a> {
    let head = text.text.get(range.clone()).unwrap_or_default();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut title = None;
    tags::read(head, &mut |event| {
        match event {
            Event::Start { tag, .. } if tag.name == "title" => title = Some(after(head, tag.range.end)),
            Event::Start { tag, .. } if tag.name == "meta" => entries.extend(meta(&tag, range.start)),
            Event::End { name: "title", range: end } => {
                let start = title.take().unwrap_or(end.start);
                entries.extend(text_entry(head, start..end.start, range.start));
            }
            Event::Text(..)
            | Event::Start { .. }
            | Event::End { .. }
            | Event::Doctype(_)
            | Event::Fault(..) => {}
        }
        ControlFlow::Continue(())
    });
    Table { entries, span: range }
}

/// What follows the tag with a name that ends at `end`.
fn after(head: &str, end: usize) -> usize {
    head.get(end..).and_then(|rest| rest.find('>')).map_or(end, |at| end + at + 1)
}

/// The title, which ends where the name of its end tag begins.
fn text_entry<'a>(head: &str, range: Range<usize>, base: usize) -> Option<Entry<'a>> {
    let title = head.get(range.clone())?.trim_end_matches(['<', '/']).trim();
    let span = base + range.start..base + range.end;
    let value = Value { node: Node::Text(title.to_owned().into()), span: span.clone() };
    Some(("title".into(), span, value))
}

fn meta<'a>(tag: &Tag, base: usize) -> Option<Entry<'a>> {
    let key = tag.value("name")?.to_lowercase();
    // Older themes of Pelican wrote `contents`.
    let is_content = |name: &str| matches!(name, "content" | "contents");
    let content = tag.attributes.iter().find(|attribute| is_content(&attribute.name))?;
    let span = base + content.range.start..base + content.range.end;
    let key = if key == "keywords" { "tags".to_owned() } else { key };
    let value = Value { node: Node::Text(content.value.clone().into()), span: span.clone() };
    Some((key.into(), span, value))
}
