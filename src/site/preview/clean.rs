//! The HTML of an entry and what a reader keeps in; what the reader leaves of it, and what it takes away, out.

use std::collections::BTreeMap;

use ammonia::{Builder, UrlRelative};
use dom_query::Document;
use minijinja::HtmlEscape;
use serde::Serialize;

use super::readers::KeptHtml;
use crate::diagnostic::counted;
use crate::feed::Url;
use crate::source::bounds::{Budget, Oversized};
use crate::source::html;

/// What a reader leaves of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// Its HTML.
    pub html: String,
    /// What was taken away.
    pub removed: Vec<Removed>,
}

/// What was taken away, for people.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Removed {
    /// Its markup; empty for text.
    pub code: String,
    /// What else there is to say of it.
    pub note: String,
}

impl Removed {
    fn new(code: &str, note: String) -> Removed {
        Removed { code: code.to_owned(), note }
    }

    /// Text without markup.
    pub(super) fn text(note: String) -> Removed {
        Removed::new("", note)
    }
}

/// Cleans up an entry. Its ids get a prefix, since the page shows it more than once.
///
/// # Errors
/// If the entry is too large to be laid out.
pub(super) fn entry(html: &str, kept: &KeptHtml, prefix: &str) -> Result<Cleaned, Oversized> {
    let (frames, prefix) = (kept.frames.clone(), prefix.to_owned());
    let mut builder = Builder::empty();
    builder
        .tags(kept.elements.keys().copied().collect())
        .clean_content_tags(kept.dropped.iter().copied().collect())
        .generic_attributes(kept.everywhere.iter().copied().collect())
        .tag_attributes(
            kept.elements.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
        )
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("iframe", "src") => is_from(value, &frames).then(|| value.into()),
            (_, "id") => Some(format!("{prefix}{value}").into()),
            ("a", "href") => match value.strip_prefix('#') {
                Some(id) => Some(format!("#{prefix}{id}").into()),
                None => Some(value.into()),
            },
            _ => Some(value.into()),
        });
    let before = laid_out(html)?;
    let after = if kept.elements.is_empty() {
        text(&before)
    } else {
        let after = laid_out(&builder.clean(html).to_string())?;
        remove_useless(&after, kept);
        after.html_root().inner_html().to_string()
    };
    let removed = removed(&count(&before), &count(&laid_out(&after)?), kept);
    Ok(Cleaned { html: after, removed })
}

fn laid_out(text: &str) -> Result<Document, Oversized> {
    html::fragment(&html::limited(text).html, Budget::of_article(text.len()))
}

/// The text of a document, with its blocks in lines of their own.
fn text(document: &Document) -> String {
    HtmlEscape(document.html_root().formatted_text().trim()).to_string()
}

/// Takes away the elements that lack an attribute which they need.
fn remove_useless(document: &Document, kept: &KeptHtml) {
    for node in document.html_root().descendants() {
        let name = node.node_name().unwrap_or_default().to_string();
        let needed = kept.needed.get(name.as_str());
        if needed.is_some_and(|needed| !needed.iter().any(|attribute| node.has_attr(attribute))) {
            html::unwrap(&node);
        }
    }
}

/// Whether a frame comes from one of the hosts, if there are any.
fn is_from(address: &str, hosts: &[&str]) -> bool {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host).unwrap_or_default();
    hosts.is_empty() || hosts.contains(&host.trim_start_matches("www."))
}

/// How often elements, and attributes of elements, stand in HTML.
#[derive(Default)]
struct Counted {
    elements: BTreeMap<String, usize>,
    /// By the names of the element and of the attribute.
    attributes: BTreeMap<(String, String), usize>,
    characters: usize,
}

fn count(document: &Document) -> Counted {
    let letters = document.text().chars().filter(|c| !c.is_whitespace()).count();
    let mut counts = Counted { characters: letters, ..Counted::default() };
    for node in document.html_root().descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        let name = element.name.local.to_string();
        for attribute in &element.attrs {
            let attribute = attribute.name.local.to_string();
            *counts.attributes.entry((name.clone(), attribute)).or_default() += 1;
        }
        *counts.elements.entry(name).or_default() += 1;
    }
    counts
}

/// What stands in `before` and not in `after`.
fn removed(before: &Counted, after: &Counted, kept: &KeptHtml) -> Vec<Removed> {
    let mut lines = Vec::new();
    for (name, count) in &before.elements {
        let gone = count - after.elements.get(name).unwrap_or(&0).min(count);
        let what = if kept.dropped.contains(&name.as_str()) { "with all in it" } else { "its text stays" };
        let what = if has_text(name) { format!("; {what}") } else { String::new() };
        lines.extend((gone > 0).then(|| Removed::new(&format!("<{name}>"), times(gone) + &what)));
    }
    for ((element, attribute), count) in &before.attributes {
        let has_element = after.elements.contains_key(element);
        let key = (element.clone(), attribute.clone());
        let gone = count - after.attributes.get(&key).unwrap_or(&0).min(count);
        let code = format!("<{element} {attribute}>");
        lines.extend(
            (has_element && gone > 0).then(|| Removed::new(&code, times(gone) + "; the element stays")),
        );
    }
    let characters = before.characters.saturating_sub(after.characters);
    lines.extend(
        (characters > 0)
            .then(|| Removed::text(counted(characters, "character of text", "characters of text"))),
    );
    lines
}

fn has_text(element: &str) -> bool {
    !matches!(element, "br" | "col" | "hr" | "iframe" | "img" | "source" | "track" | "wbr")
}

fn times(count: usize) -> String {
    if count == 1 { String::new() } else { format!(" × {count}") }
}
