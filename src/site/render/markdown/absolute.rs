//! Markdown in, the same Markdown for a reader elsewhere out: with absolute addresses, and without what a page hides.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::EXTENSIONS;
use super::unshown::{self, Notes};

/// The address that a destination means. The flag tells a link from a picture.
pub(in crate::site::render) type Resolve<'r> = dyn Fn(&str, bool) -> String + 'r;

/// A link or a picture whose text is being read.
struct Open {
    /// Where its text ends, as far as that has been read.
    text_end: usize,
    destination: String,
    is_link: bool,
    /// Whether its destination is behind its text.
    is_inline: bool,
}

/// The Markdown with the addresses that its destinations mean. Comments are left out. `None` if it has other HTML, which
/// readers of Markdown might take as it is.
pub(in crate::site::render) fn absolute(markdown: &str, resolve: &Resolve<'_>) -> Option<String> {
    let parser = Parser::new_ext(markdown, EXTENSIONS);
    let definitions = parser.reference_definitions().iter();
    let definitions: Vec<_> = definitions
        .map(|(label, definition)| (folded(label), definition.span.clone(), definition.dest.to_string()))
        .collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let (mut open, mut shown, mut notes): (Vec<Open>, Vec<Range<usize>>, Notes) = Default::default();
    for (event, range) in parser.into_offset_iter() {
        notes.take(&event, &range);
        shown.extend((!matches!(event, Event::Start(_) | Event::End(_))).then(|| range.clone()));
        if let Some(around) = open.last_mut().filter(|_| !is_end(&event)) {
            around.text_end = around.text_end.max(range.end);
        }
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            used.insert(folded(id));
        }
        if let Some(begun) = begun(&event, &range) {
            open.push(begun);
        } else if is_end(&event) {
            let ended = open.pop().filter(|ended| ended.is_inline);
            if let Some(Open { text_end, destination, is_link, .. }) = ended {
                let place = behind(markdown, text_end..range.end)?;
                edits.push((place, written(&resolve(&destination, is_link))));
            }
        } else if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            edits.push((comment(markdown, range)?, String::new()));
        }
    }
    let known = definitions.iter().map(|(_, span, _)| span.clone()).collect();
    for (label, span, destination) in definitions {
        // `[//]: # (a note)` is a comment.
        let edit = if used.contains(&label) {
            (defined(markdown, &span)?, written(&resolve(&destination, true)))
        } else {
            (span, String::new())
        };
        edits.push(edit);
    }
    let unshown = unshown::definitions(markdown, &shown, known)?.into_iter().chain(notes.unreferenced());
    edits.extend(unshown.map(|range| (range, String::new())));
    Some(edited(markdown, edits))
}

/// A label as links and definitions are compared (`CommonMark` §4.7).
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "others have no destination")]
fn begun(event: &Event<'_>, range: &Range<usize>) -> Option<Open> {
    let (link_type, destination, is_link) = match event {
        Event::Start(Tag::Link { link_type, dest_url, .. }) => (link_type, dest_url, true),
        Event::Start(Tag::Image { link_type, dest_url, .. }) => (link_type, dest_url, false),
        _ => return None,
    };
    let text_end = range.start + if is_link { 1 } else { 2 };
    let is_inline = *link_type == LinkType::Inline;
    Some(Open { text_end, destination: destination.to_string(), is_link, is_inline })
}

fn is_end(event: &Event<'_>) -> bool {
    matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
}

/// The place of the destination behind a text: `](kelp.md "Kelp")`.
fn behind(markdown: &str, range: Range<usize>) -> Option<Range<usize>> {
    let rest = markdown.get(range.clone())?;
    let start = range.start + rest.find("](")? + 2;
    destination(markdown, start..range.end - 1)
}

/// The place of the destination in a definition: `[kelp]: kelp.md`.
fn defined(markdown: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let start = span.start + markdown.get(span.clone())?.find("]:")? + 2;
    destination(markdown, start..span.end)
}

/// The place of the destination at the beginning of a range, with the brackets around it.
fn destination(markdown: &str, range: Range<usize>) -> Option<Range<usize>> {
    let rest = markdown.get(range.clone())?;
    let found = rest.trim_start();
    let start = range.start + rest.len() - found.len();
    let length = match found.strip_prefix('<') {
        Some(inside) => inside.find('>')? + 2,
        None => found.find(char::is_whitespace).unwrap_or(found.len()),
    };
    Some(start..start + length)
}

/// The range of HTML, if that is one comment.
fn comment(markdown: &str, range: Range<usize>) -> Option<Range<usize>> {
    let html = markdown.get(range.clone())?.trim();
    let is_comment = html.starts_with("<!--") && html.ends_with("-->") && html.matches("-->").count() == 1;
    is_comment.then_some(range)
}

/// An address as a destination: brackets keep parentheses in it.
fn written(address: &str) -> String {
    if address.contains(['(', ')']) { format!("<{address}>") } else { address.to_owned() }
}

/// The text with edits in place of ranges. Of ranges within each other, the inner ones are lost with the outer one.
fn edited(markdown: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let (mut text, mut copied) = (String::with_capacity(markdown.len()), 0);
    for (range, new) in edits {
        if range.start < copied {
            continue;
        }
        text.push_str(markdown.get(copied..range.start).unwrap_or_default());
        text.push_str(&new);
        copied = range.end;
    }
    text.push_str(markdown.get(copied..).unwrap_or_default());
    text
}
