//! The text of an article on its page in; the template syntax that the page shows to its visitors out, since neither the
//! site's generator nor a script has replaced it.

use std::ops::{ControlFlow, Range};
use std::path::Path;

use super::TEMPLATE_ON_PAGE;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::source_text::SourceText;
use crate::source::html::tags::{self, Event};

/// Elements whose texts are shown as they are written, or not at all.
const CODE: &[&str] =
    &["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template", "textarea", "title", "var"];

/// How template syntax begins and ends. In formulas, braces stand without spaces.
const SYNTAX: &[(&str, &str)] =
    &[("{{ ", "}}"), ("{{- ", "}}"), ("{{< ", ">}}"), ("{{% ", "%}}"), ("{% ", "%}"), ("{%- ", "%}")];

/// The maximum length of what is taken for template syntax, in bytes.
const LONGEST: usize = 300;

/// A text with template syntax.
struct Shown {
    /// The text as visitors see it.
    text: String,
    /// Where the syntax is in it.
    range: Range<usize>,
}

/// Reports the first template syntax in the HTML of a text. `page` is the whole page in `file`.
#[must_use]
pub(crate) fn shown_syntax(html: &str, file: &Path, page: &str) -> Option<Diagnostic> {
    let Shown { text, range } = first(html)?;
    let shown = text.get(range)?;
    let place = match range_on(page, &text, shown) {
        Some(range) => SourceText { file, text: page }.place(range),
        None => Place::file(file),
    };
    let message = format!("the page shows the template syntax `{}`", shown.escape_debug());
    Some(Diagnostic::new(&TEMPLATE_ON_PAGE, message).at(place).help(
        "correct it in the article, and build the site again; if it is meant as text, write it as code",
    ))
}

/// The first template syntax outside of code.
fn first(html: &str) -> Option<Shown> {
    if !html.contains("{{") && !html.contains("{%") {
        return None;
    }
    let mut found = None;
    texts(html, &mut |text, _| {
        found = syntax(text).map(|range| Shown { text: text.to_owned(), range });
        found.is_some()
    });
    found
}

/// Reads the texts outside of code, and where they are written, until one is what is wanted.
fn texts(html: &str, is_wanted: &mut dyn FnMut(&str, Range<usize>) -> bool) {
    let mut depth = 0_usize;
    tags::read_page(html, &mut |event| {
        let mut is_found = false;
        match event {
            // Of these, only drawings and formulas may end with their own tag.
            Event::Start { tag, closes_itself } if CODE.contains(&tag.name.as_str()) => {
                depth += usize::from(!(closes_itself && ["math", "svg"].contains(&tag.name.as_str())));
            }
            Event::End { name, .. } if CODE.contains(&name) => depth = depth.saturating_sub(1),
            Event::Text(text, range) if depth == 0 => is_found = is_wanted(text, range),
            Event::Text(..)
            | Event::Start { .. }
            | Event::End { .. }
            | Event::Doctype(_)
            | Event::Fault(..) => {}
        }
        if is_found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
}

/// Where a page shows something: in that text, or else in the first text with it.
fn range_on(page: &str, text: &str, shown: &str) -> Option<Range<usize>> {
    let mut found = None;
    texts(page, &mut |words, range| {
        let is_own = words == text;
        if let Some((before, _)) = words.split_once(shown).filter(|_| is_own || found.is_none()) {
            let written = page.get(range.clone()).unwrap_or_default();
            let start = range.start + length_written(written, before);
            let rest = page.get(start..range.end).unwrap_or_default();
            found = Some(start..start + length_written(rest, shown));
        }
        is_own
    });
    found
}

/// How much of what is written is read as `text`: a reference such as `&lt;` is one character.
fn length_written(written: &str, text: &str) -> usize {
    text.chars().fold(0, |at, c| {
        let rest = written.get(at..).unwrap_or_default();
        at + reference(rest).unwrap_or(c.len_utf8())
    })
}

/// The length of the reference that a text begins with.
fn reference(text: &str) -> Option<usize> {
    let name = text.strip_prefix('&')?;
    let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    name.get(length..)?.starts_with(';').then_some(length + 2)
}

/// Where the first template syntax is in a text.
fn syntax(text: &str) -> Option<Range<usize>> {
    let whole = |at: usize, start: &str, end: &str| {
        let inner = at + start.len();
        let rest = text.get(inner..)?;
        let near = rest.get(..rest.floor_char_boundary(LONGEST + end.len()))?;
        Some(at..inner + near.find(end)? + end.len())
    };
    let found = SYNTAX
        .iter()
        .filter_map(|(start, end)| text.match_indices(start).find_map(|(at, _)| whole(at, start, end)));
    found.min_by_key(|range| range.start)
}
