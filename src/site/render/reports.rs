//! What was removed from an article in, findings with their places in its text out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};

use super::body::Body;
use super::files::{DeadEnd, DeadLink};
use super::markdown::{self, Loss, LossKind};
use super::substitutes::Removed;
use super::unclosed::Unclosed;
use super::{
    DEAD_LINK, DEAD_REFERENCE, EXCESSIVE_MARKUP, LOST_CELLS, REMOVED_ELEMENT, UNCLOSED_MARKUP,
    UNRESOLVABLE_LINK,
};
use crate::check::registries;
use crate::diagnostic::{Diagnostic, Place, counted};
use crate::source::bounds::FINDINGS;
use crate::source::html::Excess;
use crate::source::html::tags::{self, Event};
use crate::source::lines::LineIndex;

/// Reports what was removed from a tag. Its place is that of the beginning of the tag, which Markdown keeps.
pub(super) fn excessive_markup(body: &Body<'_>, html: &str, excess: &Excess) -> Diagnostic {
    let tag = html.get(excess.range.clone()).unwrap_or_default();
    let shown = tag.get(..tag.floor_char_boundary(60)).unwrap_or_default();
    let place = body.rest().find(shown).map(|at| {
        let start = body.start + at;
        Place::at(&body.file, LineIndex::new(body.text).span(start..start + shown.len()))
    });
    Diagnostic::new(&EXCESSIVE_MARKUP, format!("{}; the rest was removed", excess.message))
        .at(place.unwrap_or_else(|| Place::file(&body.file)))
        .help("remove attributes that readers do not need, or add the missing quote")
}

/// Reports what is never closed. Its place is that of the same text in the source, which Markdown keeps.
pub(super) fn unclosed(body: &Body<'_>, html: &str, unclosed: &Unclosed) -> Diagnostic {
    let place = in_source(body, html, unclosed.range.clone());
    let Unclosed { what, end, .. } = unclosed;
    let message = match what.as_str() {
        "tag" | "comment" => {
            format!("the {what} that begins here is never closed, so readers do not see what follows")
        }
        element => format!("`{element}` is never closed, so readers do not see what follows"),
    };
    let help = match what.as_str() {
        "tag" => "add the missing quote or `>`, or write `&lt;` if `<` is meant as text".to_owned(),
        _ => format!("add `{end}`, or write `&lt;` if `<` is meant as text"),
    };
    Diagnostic::new(&UNCLOSED_MARKUP, message).at(place).help(help)
}

/// The place in the source of a part of what was made of it, if the part is written there, too.
fn in_source(body: &Body<'_>, made: &str, range: Range<usize>) -> Place {
    let shown = made.get(range.clone()).unwrap_or_default();
    let before = made.get(..range.start).unwrap_or_default().matches(shown).count();
    let at = body.rest().match_indices(shown).map(|(at, _)| body.start + at).nth(before);
    at.map_or_else(
        || Place::file(&body.file),
        |start| Place::at(&body.file, LineIndex::new(body.text).span(start..start + shown.len())),
    )
}

/// Reports what Markdown loses, or shows otherwise than it was meant.
pub(super) fn lost(body: &Body<'_>, markdown: &str) -> Vec<Diagnostic> {
    let finding = |Loss { kind, range }: Loss| {
        let shown = markdown.get(range.clone()).unwrap_or_default();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let (code, message, help) = match kind {
            LossKind::Cells(columns) => (
                &LOST_CELLS,
                format!("`{shown}` is beyond the {} of its table", counted(columns, "column", "columns")),
                "add a column to the first row, or write `\\|` if `|` is meant as text",
            ),
            LossKind::Link => (
                &DEAD_REFERENCE,
                format!("the label of `{shown}` is not defined, so readers see it as plain text"),
                "add a line `[label]: https://…`, or write `\\[` if brackets are meant",
            ),
            LossKind::Note => (
                &DEAD_REFERENCE,
                format!("the note `{shown}` is not defined, so readers see it as plain text"),
                "add the note: `[^label]: …`, or write `\\[` if brackets are meant",
            ),
            LossKind::Code => (
                &UNCLOSED_MARKUP,
                "unclosed code block, which extends to the end of the article".to_owned(),
                "add a line of the same backticks or tildes after the code",
            ),
        };
        Diagnostic::new(code, message).at(in_source(body, markdown, range)).help(help)
    };
    markdown::losses(markdown).into_iter().take(MAX_LOSSES).map(finding).collect()
}

/// The maximum number of such findings: each is searched for in the source.
const MAX_LOSSES: usize = 100;

/// The maximum number of unsuccessful searches for links, and of those for tags that are written in another way than the
/// tree has them. After that, findings are reported without a place.
const MAX_SEARCHES: usize = 100;

/// Reports removed links in their order.
pub(super) fn unresolvable(body: &Body<'_>, links: &[String]) -> Vec<Diagnostic> {
    let finding = |(shown, place): (String, Place)| {
        let finding = Diagnostic::new(&UNRESOLVABLE_LINK, format!("`{}` is not a URL", shown.escape_debug()));
        finding.at(place).help("correct the link, or write it as code if it is not a link")
    };
    located(body, links).into_iter().map(finding).collect()
}

/// Reports links to files that are not public articles.
pub(super) fn dead(body: &Body<'_>, links: &[DeadLink]) -> Vec<Diagnostic> {
    let written: Vec<_> = links.iter().map(|link| link.written.clone()).collect();
    let finding = |((shown, place), link): ((String, Place), &DeadLink)| {
        let shown = shown.escape_debug();
        let (message, help) = match &link.end {
            DeadEnd::Withheld(reason) => (
                format!("`{shown}` is the file of an article that is left out ({})", reason.as_str()),
                "publish that article, or remove the link; until then, feeds have only its text".to_owned(),
            ),
            DeadEnd::Text => (
                format!("`{shown}` is a text, not a picture or a recording"),
                "correct the path, or make it a link".to_owned(),
            ),
            DeadEnd::Unknown(nearest) => (
                format!("`{shown}` is not the file of a public article"),
                match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "correct the path, or link to the URL of a page".to_owned(),
                },
            ),
        };
        Diagnostic::new(&DEAD_LINK, message).at(place).help(help)
    };
    located(body, &written).into_iter().zip(links).map(finding).collect()
}

/// Reports pictures whose files readers cannot show.
pub(super) fn unusable_pictures(body: &Body<'_>, pictures: Vec<(String, Diagnostic)>) -> Vec<Diagnostic> {
    let (written, findings): (Vec<_>, Vec<_>) = pictures.into_iter().unzip();
    let places = located(body, &written).into_iter().map(|(_, place)| place);
    findings.into_iter().zip(places).map(|(finding, place)| finding.at(place)).collect()
}

/// Links as they are written, with their places. Each one is searched for after the previous one.
fn located(body: &Body<'_>, links: &[String]) -> Vec<(String, Place)> {
    let mut positions = LineIndex::new(body.text);
    let mut from = body.start;
    // A text that is not found after one link is not found after a later one either.
    let mut missing = BTreeSet::new();
    let located = |link: &String| {
        // Each search reads the whole text.
        let is_candidate = |form: &String| missing.len() < MAX_SEARCHES && !missing.contains(form);
        let forms = spellings(link).into_iter().filter(is_candidate).collect::<Vec<_>>();
        let rest = body.text.get(from..).unwrap_or_default();
        let found = forms.into_iter().find_map(|form| match rest.find(&form) {
            Some(at) => Some((form, at)),
            None => {
                missing.insert(form);
                None
            }
        });
        match found {
            Some((shown, at)) => {
                let start = from + at;
                from = start + shown.len();
                (shown, Place::at(&body.file, positions.span(start..from)))
            }
            None => (link.clone(), Place::file(&body.file)),
        }
    };
    links.iter().take(FINDINGS).map(located).collect()
}

/// Reports removed elements in their order.
pub(super) fn removed(body: &Body<'_>, elements: &[Removed]) -> Vec<Diagnostic> {
    let lower = body.text.to_ascii_lowercase();
    let own_tags = own_tags(lower.get(body.start..).unwrap_or_default(), elements);
    let mut positions = LineIndex::new(body.text);
    let (mut from, mut searches) = (body.start, 0);
    let finding = |element: &Removed| {
        let name = &element.name;
        let tag = format!("<{name}");
        let exact = own_tag(&own_tags, element).map(|at| body.start + at);
        let similar = || {
            searches += 1;
            let rest = lower.get(from..).filter(|_| searches <= MAX_SEARCHES)?;
            tag_in(rest, element).map(|at| from + at)
        };
        let found = exact.or_else(similar);
        let place = found.map_or_else(
            || Place::file(&body.file),
            |start| {
                from = start + tag.len();
                Place::at(&body.file, positions.span(start..from))
            },
        );
        let help = if registries::is_html(name) {
            "add a link to it, or text that readers can show in its place"
        } else {
            "add a link to what it shows; write `&lt;` if `<` is meant as text"
        };
        let message = format!("readers cannot show `<{name}>`, so it was removed");
        Diagnostic::new(&REMOVED_ELEMENT, message).at(place).help(help)
    };
    elements.iter().take(FINDINGS).map(finding).collect()
}

/// Where tags are, by name and attributes, in their order.
type OwnTags = BTreeMap<String, BTreeMap<Vec<(String, String)>, Vec<usize>>>;

/// Where the tags with the names of elements are in a text in lower case. Each is read once, and what is in it is not.
fn own_tags(text: &str, elements: &[Removed]) -> OwnTags {
    let mut tags: OwnTags = elements.iter().map(|element| (element.name.clone(), BTreeMap::new())).collect();
    let mut end = 0;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let Some(rest) = text.get(at..).filter(|_| at >= end) else { continue };
        let name = rest.split(|c: char| c.is_whitespace() || "</>".contains(c)).nth(1).unwrap_or_default();
        let Some(own) = tags.get_mut(name) else { continue };
        let tag = rest.split_inclusive('>').next().unwrap_or_default();
        end = at + tag.len();
        if let Some((_, attributes)) = attributes(tag).filter(|(read, _)| read == name) {
            own.entry(attributes).or_default().push(at);
        }
    }
    tags
}

/// Where the tag of an element is, if it is written as the tree has it.
fn own_tag(tags: &OwnTags, element: &Removed) -> Option<usize> {
    tags.get(&element.name)?.get(&element.attributes)?.get(element.earlier).copied()
}

/// The name of a tag, and its attributes.
fn attributes(tag: &str) -> Option<(String, Vec<(String, String)>)> {
    let mut found = None;
    tags::read(tag, &mut |event| {
        if let Event::Start { tag, .. } = event {
            let attributes = tag.attributes.into_iter().map(|attribute| (attribute.name, attribute.value));
            found = Some((tag.name, attributes.collect()));
        }
        ControlFlow::Break(())
    });
    found
}

/// Where the tag of an element is in a text in lower case: the first one of its name with its attributes, or else the first.
fn tag_in(text: &str, element: &Removed) -> Option<usize> {
    let start = format!("<{}", element.name);
    let tags = || text.match_indices(&start).take(MAX_SEARCHES);
    let has_attributes = |(at, _): &(usize, &str)| {
        let tag = text.get(*at..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        let tag = tag.replace("&amp;", "&");
        element
            .attributes
            .iter()
            .all(|(name, value)| tag.contains(name.as_str()) && tag.contains(value.as_str()))
    };
    tags().find(has_attributes).or_else(|| tags().next()).map(|(at, _)| at)
}

/// The spellings of a link in the text: Markdown percent-encodes links.
fn spellings(link: &str) -> Vec<String> {
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    if decoded == link { vec![decoded] } else { vec![decoded, link.to_owned()] }
}
