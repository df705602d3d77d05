//! A tree in, the same tree with lazily loaded media resolved out. Addresses are moved to their proper attributes, and
//! copies for browsers without scripts are removed or take the place of their media.

use std::collections::BTreeSet;
use std::iter;

use dom_query::NodeRef;

use super::elements::Elements;
use crate::feed::url::trimmed;
use crate::source::bounds::Budget;
use crate::source::html::{self, srcset, tags};

/// The maximum distance between an image and its copy, in texts and comments.
const MAX_DISTANCE: usize = 16;

/// Attributes used for lazy loading, and the attributes that they stand for.
const LAZY_ATTRIBUTES: &[(&str, &str)] = &[
    ("data-src", "src"),
    ("data-lazy", "src"),
    ("data-lazy-src", "src"),
    ("data-original", "src"),
    ("data-actualsrc", "src"),
    ("data-srcset", "srcset"),
    ("data-lazy-srcset", "srcset"),
    ("data-poster", "poster"),
];

/// Does what the page's scripts would do to images, frames and videos, and lists the elements of the result.
pub(super) fn load<'t>(content: &NodeRef<'t>) -> Elements<'t> {
    let mut elements = Elements::below(content);
    for (hidden, shown) in LAZY_ATTRIBUTES {
        for node in elements.with_attributes(&[hidden]) {
            if let Some(address) = node.attr(hidden).filter(|address| !trimmed(address).is_empty()) {
                node.set_attr(shown, &address);
            }
        }
    }
    let copies = elements.named(&["noscript"]);
    if !copies.is_empty() {
        let shown = shown(&elements);
        let outermost: Vec<_> = copies.iter().filter(|copy| !is_in_noscript(copy)).collect();
        for copy in outermost {
            resolve_copy(copy, &shown);
        }
        elements = Elements::below(content);
    }
    elements.named(&["img"]).iter().for_each(name_file);
    // Without controls, media that start automatically on the page could not be started.
    for player in elements.named(&["audio", "video"]) {
        player.set_attr("controls", "");
    }
    elements
}

/// Names one file of a picture that has only candidates: many readers know no `srcset`.
fn name_file(picture: &NodeRef<'_>) {
    if picture.attr("src").is_some_and(|src| !trimmed(&src).is_empty()) {
        return;
    }
    let first = |set: &str| srcset::candidates(set).first().map(|candidate| candidate.address.to_owned());
    if let Some(address) = with_sources(picture).iter().find_map(|node| first(&node.attr("srcset")?)) {
        picture.set_attr("src", &address);
    }
}

/// A picture with the elements that name other files for it.
pub(super) fn with_sources<'t>(picture: &NodeRef<'t>) -> Vec<NodeRef<'t>> {
    let parent = picture.parent().filter(|parent| parent.has_name("picture"));
    let siblings = parent.map(|parent| parent.element_children()).unwrap_or_default();
    iter::once(*picture).chain(siblings.into_iter().filter(|child| child.has_name("source"))).collect()
}

/// The addresses of images that browsers show with scripts.
fn shown(elements: &Elements<'_>) -> BTreeSet<String> {
    let pictures = elements.named(&["img"]);
    let with_scripts = pictures.iter().filter(|picture| !is_in_noscript(picture));
    with_scripts.filter_map(|picture| Some(picture.attr("src")?.to_string())).collect()
}

/// Whether a node is for browsers without scripts.
fn is_in_noscript(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| above.has_name("noscript"))
}

/// Removes a copy of an image that is shown anyway. If the image before a copy gets its address from a script, the copy
/// replaces it. Any other image in a copy is shown.
fn resolve_copy(copy: &NodeRef<'_>, shown: &BTreeSet<String>) {
    let Some(html) = image_html(copy).and_then(|html| limited_html(&html)) else {
        return copy.remove_from_parent();
    };
    let mut before = iter::successors(copy.prev_sibling(), NodeRef::prev_sibling).take(MAX_DISTANCE);
    let before = before.find(NodeRef::is_element);
    match before.filter(|before| before.has_name("img") || before.has_name("picture")) {
        _ if is_shown(copy, shown) => copy.remove_from_parent(),
        Some(before) if is_resolved(&before) => copy.remove_from_parent(),
        Some(before) => {
            before.remove_from_parent();
            copy.replace_with_html(html);
        }
        None => copy.replace_with_html(html),
    }
}

/// The HTML of a copy, if it contains an image. Some pages write it as text.
fn image_html(copy: &NodeRef<'_>) -> Option<String> {
    let (html, text) = (copy.inner_html(), copy.text());
    [html, text].into_iter().find(|html| tags::has_any(html, &["img"])).map(|html| html.to_string())
}

/// HTML that was text so far, and was not limited yet.
fn limited_html(text: &str) -> Option<String> {
    let html = html::limited(text).html;
    html::fragment(&html, Budget::of_part(text.len())).is_ok().then(|| html.into_owned())
}

fn is_shown(copy: &NodeRef<'_>, shown: &BTreeSet<String>) -> bool {
    let sources = copy.descendants_it().filter_map(|node| node.attr("src"));
    sources.into_iter().any(|source| shown.contains(&*source))
}

/// Whether an image already has its address.
fn is_resolved(picture: &NodeRef<'_>) -> bool {
    is_lazy(picture) || picture.descendants_it().any(|node| is_lazy(&node))
}

/// Whether a script loads an element.
pub(super) fn is_lazy(node: &NodeRef<'_>) -> bool {
    LAZY_ATTRIBUTES.iter().any(|(hidden, _)| node.has_attr(hidden))
}
