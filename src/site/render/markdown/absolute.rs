//! Markdown in, the same Markdown for a reader elsewhere out: with absolute addresses, and without what a page hides.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::EXTENSIONS;
use super::unshown::{self, Notes};

/// The address that a destination means, if it leads anywhere. The flag tells a link from a picture.
pub(in crate::site::render) type Resolve<'r> = dyn Fn(&str, bool) -> Option<String> + 'r;

/// A link or a picture whose text is being read.
struct Open {
    /// Where it begins.
    start: usize,
    /// Where its text begins.
    text_start: usize,
    /// Where its text ends, as far as that has been read.
    text_end: usize,
    destination: String,
    is_link: bool,
    /// Whether its destination is behind its text.
    is_inline: bool,
    /// The label of its destination, if that is elsewhere.
    label: Option<String>,
}

/// The Markdown with the addresses that its destinations mean. Of what leads nowhere, the text stays. Comments are left out.
/// `None` if it has other HTML, which
/// readers of Markdown might take as it is.
pub(in crate::site::render) fn absolute(markdown: &str, resolve: &Resolve<'_>) -> Option<String> {
    let parser = Parser::new_ext(markdown, EXTENSIONS);
    let definitions = parser.reference_definitions().iter();
    let definitions: Vec<_> = definitions
        .map(|(label, definition)| (folded(label), definition.span.clone(), definition.dest.to_string()))
        .collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // The labels in use, each with whether a link was the first to use it.
    let mut used: BTreeMap<String, bool> = BTreeMap::new();
    let (mut open, mut shown, mut notes): (Vec<Open>, Vec<Range<usize>>, Notes) = Default::default();
    for (event, range) in parser.into_offset_iter() {
        notes.take(&event, &range);
        shown.extend((!matches!(event, Event::Start(_) | Event::End(_))).then(|| range.clone()));
        if let Some(around) = open.last_mut().filter(|_| !is_end(&event)) {
            around.text_end = around.text_end.max(range.end);
        }
        if let Some(begun) = begun(&event, &range) {
            if let Some(label) = &begun.label {
                used.entry(label.clone()).or_insert(begun.is_link);
            }
            open.push(begun);
        } else if is_end(&event) {
            // What is its own text, such as `<https://example.org/>`, stays.
            let Some(ended) = open.pop().filter(|ended| ended.is_inline || ended.label.is_some()) else {
                continue;
            };
            let is_link = ended.label.as_ref().and_then(|label| used.get(label)).copied();
            match resolve(&ended.destination, is_link.unwrap_or(ended.is_link)) {
                Some(address) if ended.is_inline => {
                    edits.push((behind(markdown, ended.text_end..range.end)?, written(&address)));
                }
                Some(_) => {}
                None => edits.extend(ended.around(range.end)),
            }
        } else if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            edits.push((comment(markdown, range)?, String::new()));
        }
    }
    let known = definitions.iter().map(|(_, span, _)| span.clone()).collect();
    for (label, span, destination) in definitions {
        // `[//]: # (a note)` is a comment.
        let address = used.get(&label).and_then(|is_link| resolve(&destination, *is_link));
        edits.push(match address {
            Some(address) => (defined(markdown, &span)?, written(&address)),
            None => (span, String::new()),
        });
    }
    let unshown = unshown::definitions(markdown, &shown, known)?.into_iter().chain(notes.unreferenced());
    edits.extend(unshown.map(|range| (range, String::new())));
    Some(edited(markdown, edits))
}

/// A label as links and definitions are compared (`CommonMark` §4.7).
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Open {
    /// What leaves nothing but its text.
    fn around(&self, end: usize) -> [(Range<usize>, String); 2] {
        [(self.start..self.text_start, String::new()), (self.text_end..end, String::new())]
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "others have no destination")]
fn begun(event: &Event<'_>, range: &Range<usize>) -> Option<Open> {
    let (link_type, destination, id, is_link) = match event {
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => (link_type, dest_url, id, true),
        Event::Start(Tag::Image { link_type, dest_url, id, .. }) => (link_type, dest_url, id, false),
        _ => return None,
    };
    let text_start = range.start + if is_link { 1 } else { 2 };
    let is_inline = *link_type == LinkType::Inline;
    let has_label = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    let label = has_label.then(|| folded(id));
    let destination = destination.to_string();
    Some(Open {
        start: range.start,
        text_start,
        text_end: text_start,
        destination,
        is_link,
        is_inline,
        label,
    })
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
