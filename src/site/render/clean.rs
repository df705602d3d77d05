//! HTML of an article in, cleaned-up HTML with its ids, images and broken links out. Does what the page's scripts would
//! do, and removes what is useful only on the page. Is no sanitizer.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef, Selection};

use super::address::Base;
use super::elements::Elements;
use super::files::{self, DeadLink, Files};
use super::substitutes::Removed;
use super::{
    MeasuredPicture, Page, alignment, anchors, captions, code, direction, footnotes, hidden, lazy, math,
    modern, notes, sanitize, sizes, substitutes, title,
};
use crate::diagnostic::Diagnostic;
use crate::feed::url::trimmed;
use crate::feed::{Image, ImageForm, Text, Url};
use crate::site::kind::FileKind;
use crate::source::bounds::{ADDRESS, Budget, Oversized};
use crate::source::html::{self, srcset};

/// An article's HTML, cleaned up but not sanitized.
pub(super) struct Tree {
    pub(super) html: String,
    /// The ids in it.
    pub(super) ids: BTreeSet<String>,
    /// The images in it.
    pub(super) images: BTreeSet<Url>,
    /// The first of them that is large enough for lists.
    pub(super) picture: Option<ImageForm>,
    /// Those with files that readers cannot show, as they are written, with what is wrong, without a place.
    pub(super) unusable: Vec<(String, Diagnostic)>,
    /// The base URL of its links.
    pub(super) base: Url,
    /// Links that are not URLs.
    pub(super) unresolvable: Vec<String>,
    /// Links to files that are not public articles.
    pub(super) dead: Vec<DeadLink>,
    /// Elements that readers cannot show, and that left nothing in their place.
    pub(super) removed: Vec<Removed>,
}

/// What an article says about its text.
pub(super) struct About<'a, 'i> {
    /// A heading that is removed from its beginning, since readers show it above the text.
    pub(super) title: &'a Text,
    /// Its pictures, which the text may show.
    pub(super) images: &'a [Image],
    /// What stands before its first paragraph.
    pub(super) dateline: Option<&'a Text>,
    /// Measures a picture in the text, as written and at its URL.
    pub(super) measure: &'a dyn Fn(&str, &Url) -> Option<MeasuredPicture>,
    /// Whether its language runs from right to left.
    pub(super) is_right_to_left: bool,
    /// What its links mean, if it is written in the words of a generator.
    pub(super) files: Option<Files<'a, 'i>>,
}

/// Parses HTML and cleans it up.
///
/// # Errors
/// If it exceeds the budget.
pub(super) fn tree(
    html: &str,
    kind: FileKind,
    page: &Page,
    about: &About<'_, '_>,
    budget: Budget,
) -> Result<Tree, Oversized> {
    let is_page = kind == FileKind::Html && is_document(html);
    let document = if is_page { html::document(html, budget) } else { html::fragment(html, budget) }?;
    let base = base(&document, page);
    let content = if is_page { content(&document) } else { None };
    let content = content.unwrap_or_else(|| document.html_root());
    let mut elements = lazy::load(&content);
    if hidden::remove(&elements) {
        elements = Elements::below(&content);
    }
    let base_of_links = Base { page, url: &base };
    let dead = about.files.map(|files| files::resolve(&elements, files)).unwrap_or_default();
    replace_checkboxes(&elements);
    math::keep_source(&elements);
    math::modernize(&elements);
    sizes::write(&elements);
    let (picture, unusable) = sizes::measure(&elements, base_of_links, about.measure, about.images);
    alignment::write(&elements);
    modern::rename(&elements);
    let removed = substitutes::replace(&elements, base_of_links);
    elements.named(sanitize::REMOVED_WITH_CONTENT).iter().for_each(NodeRef::remove_from_parent);
    anchors::remove(&elements, base_of_links);
    title::remove(&content, about.title);
    code::clean(&elements);
    convert_named_anchors(&elements);
    footnotes::mark(&elements);
    if let Some(dateline) = about.dateline {
        notes::add_dateline(&content, dateline);
    }
    about.images.iter().for_each(|image| captions::add(&content, image, &base));
    if about.is_right_to_left {
        direction::mark_code(&elements);
    }
    let left = Elements::below(&content);
    let html = content.inner_html().to_string();
    budget.check_html(html.len())?;
    Ok(Tree {
        html,
        ids: ids(&left),
        images: images(&left, &base),
        picture,
        unusable,
        unresolvable: unresolvable(&left, &base),
        dead,
        removed,
        base,
    })
}

fn is_document(html: &str) -> bool {
    let is_mark = |tag: &[u8]| {
        let marks = ["html", "!doctype", "body", "head>"].iter();
        marks
            .into_iter()
            .any(|mark| tag.get(..mark.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(mark.as_bytes())))
    };
    memchr::memchr_iter(b'<', html.as_bytes()).any(|at| html.as_bytes().get(at + 1..).is_some_and(is_mark))
}

/// The `<article>` of a whole document, else its `<main>`, else its `<body>`.
fn content(document: &Document) -> Option<NodeRef<'_>> {
    ["article", "main", "body"].iter().find_map(|name| document.select_single(name).nodes().first().copied())
}

fn base(document: &Document, page: &Page) -> Url {
    let written = || document.select_single("base[href]").attr("href").map(|href| href.to_string());
    let href = page.base.clone().or_else(written);
    let named = href.filter(|href| href.len() <= ADDRESS).and_then(|href| page.url.join(&href).ok());
    named.filter(Url::is_web).unwrap_or_else(|| page.url.clone())
}

/// Replaces the checkboxes of task lists with characters, since form controls are removed.
fn replace_checkboxes(elements: &Elements<'_>) {
    let inputs = Selection::from(elements.named(&["input"]));
    for node in inputs.filter("[type=checkbox]").nodes() {
        let mark = if node.has_attr("checked") { "☑" } else { "☐" };
        node.replace_with_html(mark);
    }
}

/// Converts named anchors of HTML 4 to ids.
fn convert_named_anchors(elements: &Elements<'_>) {
    for place in elements.with_attributes(&["name"]).iter().filter(|place| place.has_name("a")) {
        if let Some(name) = place.attr("name").filter(|_| !place.has_attr("id")) {
            place.set_attr("id", &name);
        }
    }
}

fn ids(elements: &Elements<'_>) -> BTreeSet<String> {
    let places = elements.with_attributes(&["id"]);
    let kept = places.iter().filter(|node| node.node_name().is_some_and(|name| sanitize::is_allowed(&name)));
    kept.filter_map(|node| Some(node.attr("id")?.to_string())).collect()
}

fn images(elements: &Elements<'_>, base: &Url) -> BTreeSet<Url> {
    let images = elements.named(&["img", "source"]);
    let addresses = images.iter().flat_map(captions::addresses);
    addresses.filter_map(|address| base.join(&address).ok()).collect()
}

/// Addresses that cannot be resolved. Addresses with forbidden schemes do not count.
fn unresolvable(elements: &Elements<'_>, base: &Url) -> Vec<String> {
    let mut unresolvable = Vec::new();
    for node in elements.with_attributes(&["href", "src", "srcset", "poster", "cite"]) {
        let single = ["href", "src", "poster", "cite"].into_iter().filter_map(|name| node.attr(name));
        let set = node.attr("srcset").unwrap_or_default();
        let set = srcset::candidates(&set).into_iter().map(|candidate| candidate.address.to_owned());
        let addresses = single.map(|address| address.to_string()).chain(set);
        // Fragments are always valid.
        let is_unresolvable = |address: &String| {
            let address = trimmed(address);
            !address.starts_with('#') && !base.can_join(address) && url::Url::parse(address).is_err()
        };
        unresolvable.extend(addresses.filter(is_unresolvable));
    }
    unresolvable
}
