//! The clean-up that a page's HTML needs before readers show it, on the tree: what the page's scripts would have done
//! is done, and what only makes sense on the page goes.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef, Selection};

use super::address::{Address, Base, Context};
use super::elements::Elements;
use super::{Page, anchors, code, lazy, sanitize, title};
use crate::feed::url::trimmed;
use crate::feed::{Text, Url};
use crate::site::files::Kind;
use crate::source::bounds::{ADDRESS, Budget, Oversized};
use crate::source::html::{self, srcset};

/// An article's HTML, cleaned up but not sanitized yet.
pub(super) struct Tree {
    pub(super) html: String,
    /// The ids that it has.
    pub(super) ids: BTreeSet<String>,
    /// The pictures that it shows.
    pub(super) images: BTreeSet<Url>,
    /// What its links are resolved against.
    pub(super) base: Url,
    /// Links that are no URLs.
    pub(super) lost: Vec<String>,
}

/// Parses HTML and cleans it up. Of its `heading`, which readers show above it, nothing is repeated.
///
/// # Errors
/// If there is no room for it.
pub(super) fn tree(
    html: &str,
    kind: Kind,
    page: &Page,
    heading: &Text,
    budget: Budget,
) -> Result<Tree, Oversized> {
    let whole = kind == Kind::Html && is_document(html);
    let document = if whole { html::document(html, budget) } else { html::fragment(html, budget) }?;
    let base = base(&document, page);
    let content = if whole { content(&document) } else { None };
    let content = content.unwrap_or_else(|| document.html_root());
    let elements = lazy::load(&content);
    check_boxes(&elements);
    elements.named(sanitize::WITH_CONTENT).iter().for_each(NodeRef::remove_from_parent);
    anchors::remove(&elements, Base { page, url: &base });
    title::remove(&content, heading);
    code::tidy(&elements);
    named_places(&elements);
    frames(&elements, Base { page, url: &base });
    let left = Elements::below(&content);
    let html = content.inner_html().to_string();
    budget.check_html(html.len())?;
    Ok(Tree { html, ids: ids(&left), images: images(&left, &base), lost: lost(&left, &base), base })
}

fn is_document(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["<html", "<!doctype", "<body", "<head>"].iter().any(|mark| lower.contains(mark))
}

/// Of a whole document its `<article>`, else `<main>`, else `<body>`.
fn content(document: &Document) -> Option<NodeRef<'_>> {
    ["article", "main", "body"].iter().find_map(|name| document.select_single(name).nodes().first().copied())
}

fn base(document: &Document, page: &Page) -> Url {
    let href = document.select_single("base[href]").attr("href");
    let named = href.filter(|href| href.len() <= ADDRESS).and_then(|href| page.url.join(&href).ok());
    named.filter(Url::is_web).unwrap_or_else(|| page.url.clone())
}

/// Task lists keep their meaning without form controls.
fn check_boxes(elements: &Elements<'_>) {
    let inputs = Selection::from(elements.named(&["input"]));
    for node in inputs.filter("[type=checkbox]").nodes() {
        let mark = if node.has_attr("checked") { "☑" } else { "☐" };
        node.replace_with_html(mark);
    }
}

/// Places that links lead to, as HTML 4 named them.
fn named_places(elements: &Elements<'_>) {
    for place in elements.having(&["name"]).iter().filter(|place| place.has_name("a")) {
        if let Some(name) = place.attr("name").filter(|_| !place.has_attr("id")) {
            place.set_attr("id", &name);
        }
    }
}

/// Frames that readers refuse go, so that no link leads to them; what stands within the others is not part of the text.
fn frames(elements: &Elements<'_>, base: Base<'_>) {
    for frame in elements.named(&["iframe"]) {
        let address = frame.attr("src").and_then(|text| Address::read(&text, Context::Frame, base));
        match address {
            Some(_) => frame.remove_children(),
            None => frame.remove_from_parent(),
        }
    }
}

fn ids(elements: &Elements<'_>) -> BTreeSet<String> {
    let places = elements.having(&["id"]);
    let kept = places.iter().filter(|node| node.node_name().is_some_and(|name| sanitize::keeps(&name)));
    kept.filter_map(|node| Some(node.attr("id")?.to_string())).collect()
}

fn images(elements: &Elements<'_>, base: &Url) -> BTreeSet<Url> {
    let images = elements.named(&["img"]);
    images.iter().filter_map(|image| base.join(&image.attr("src")?).ok()).collect()
}

/// Addresses that cannot be resolved; those whose scheme has no place in a feed are no mistakes.
fn lost(elements: &Elements<'_>, base: &Url) -> Vec<String> {
    let mut lost = Vec::new();
    for node in elements.having(&["href", "src", "srcset", "poster", "cite"]) {
        let single = ["href", "src", "poster", "cite"].into_iter().filter_map(|name| node.attr(name));
        let set = node.attr("srcset").unwrap_or_default();
        let set = srcset::candidates(&set).into_iter().map(|candidate| candidate.address.to_owned());
        let addresses = single.map(|address| address.to_string()).chain(set);
        // A place on the page is always told from others.
        let is_lost = |address: &String| {
            let address = trimmed(address);
            !address.starts_with('#') && base.join(address).is_err() && url::Url::parse(address).is_err()
        };
        lost.extend(addresses.filter(is_lost));
    }
    lost
}
