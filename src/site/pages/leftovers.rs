//! The text of an article on its page in; the template syntax that the page shows to its visitors out, since neither the
//! site's generator nor a script has replaced it.

use std::ops::ControlFlow;
use std::path::Path;

use super::TEMPLATE_ON_PAGE;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::source_text::SourceText;
use crate::source::html::tags::{self, Event};

/// Elements whose texts are shown as they are written, or not at all.
const CODE: &[&str] =
    &["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template", "textarea", "var"];

/// How template syntax begins and ends. In formulas, braces stand without spaces.
const SYNTAX: &[(&str, &str)] =
    &[("{{ ", "}}"), ("{{- ", "}}"), ("{{< ", ">}}"), ("{{% ", "%}}"), ("{% ", "%}"), ("{%- ", "%}")];

/// The maximum length of what is taken for template syntax, in bytes.
const LONGEST: usize = 300;

/// Reports the first template syntax in the HTML of a text. `page` is the whole page in `file`.
#[must_use]
pub(crate) fn shown_syntax(html: &str, file: &Path, page: &str) -> Option<Diagnostic> {
    let shown = first(html)?;
    let place = match page.find(&shown) {
        Some(at) => SourceText { file, text: page }.place(at..at + shown.len()),
        None => Place::file(file),
    };
    let message = format!("the page shows the template syntax `{}`", shown.escape_debug());
    Some(Diagnostic::new(&TEMPLATE_ON_PAGE, message).at(place).help(
        "correct it in the article, and build the site again; if it is meant as text, write it as code",
    ))
}

/// The first template syntax outside of code.
fn first(html: &str) -> Option<String> {
    if !html.contains("{{") && !html.contains("{%") {
        return None;
    }
    let (mut depth, mut found) = (0_usize, None);
    tags::read_page(html, &mut |event| {
        match event {
            Event::Start { tag, .. } if CODE.contains(&tag.name.as_str()) => depth += 1,
            Event::End { name, .. } if CODE.contains(&name) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 => found = syntax(text),
            Event::Text(_)
            | Event::Start { .. }
            | Event::End { .. }
            | Event::Doctype(_)
            | Event::Fault(..) => {}
        }
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

fn syntax(text: &str) -> Option<String> {
    let found = SYNTAX.iter().filter_map(|(start, end)| {
        let (before, rest) = text.split_once(start)?;
        let (inner, _) = rest.split_once(end).filter(|(inner, _)| inner.len() <= LONGEST)?;
        Some((before.len(), format!("{start}{inner}{end}")))
    });
    found.min().map(|(_, syntax)| syntax)
}
