//! The tree of a page in, the same tree without heading anchors out. Anchors are links for copying the URL of a
//! heading: a link with only a symbol is removed, a link around the whole heading is unwrapped.

use dom_query::NodeRef;

use super::address::{Address, Base, Context};
use super::elements::{Elements, unwrap};

/// Texts of links that only lead to their own heading.
const ANCHOR_TEXTS: &[&str] = &["link", "permalink"];

/// Classes of such links in site generators.
const CLASSES: &[&str] = &[
    "anchor",
    "anchor-link",
    "anchorjs-link",
    "direct-link",
    "hash-link",
    "header-anchor",
    "header-link",
    "headerlink",
    "heading-anchor",
    "heading-link",
    "headline-hash",
    "permalink",
    "zola-anchor",
];

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Removes heading anchors.
pub(super) fn remove(elements: &Elements<'_>, base: Base<'_>) {
    for heading in elements.named(HEADINGS) {
        remove_from_heading(&heading, base);
    }
    // Outside of headings, only their class identifies them.
    let classed: Vec<_> =
        elements.with_attributes(&["class"]).into_iter().filter(|node| node.has_name("a")).collect();
    for class in CLASSES {
        for link in classed.iter().filter(|link| link.has_class(class)) {
            if is_internal(link, base) && is_anchor(link) {
                link.remove_from_parent();
            }
        }
    }
}

fn remove_from_heading(heading: &NodeRef<'_>, base: Base<'_>) {
    let links: Vec<_> = heading.descendants_it().filter(|node| node.has_name("a")).collect();
    let own: Vec<_> = links.into_iter().filter(|link| is_internal(link, base)).collect();
    let (anchors, others): (Vec<_>, Vec<_>) = own.into_iter().partition(is_anchor);
    for mark in anchors {
        mark.remove_from_parent();
    }
    let words = heading.text().trim().to_owned();
    for link in others {
        if link.text().trim() == words {
            unwrap(&link);
        } else if has_class(&link) {
            link.remove_from_parent();
        }
    }
}

/// Whether a link has no readable text.
fn is_anchor(link: &NodeRef<'_>) -> bool {
    let text = link.text().trim().to_lowercase();
    let is_symbol = ANCHOR_TEXTS.contains(&text.as_str()) || !text.chars().any(char::is_alphanumeric);
    let is_hidden = link.attr("aria-hidden").is_some_and(|value| &*value == "true");
    let has_image = link.descendants_it().any(|node| node.has_name("img"));
    (is_symbol || is_hidden) && !has_image
}

fn has_class(link: &NodeRef<'_>) -> bool {
    CLASSES.iter().any(|class| link.has_class(class))
}

/// Whether a link leads to its own page, or has no address and the class of an anchor that a script fills.
fn is_internal(link: &NodeRef<'_>, base: Base<'_>) -> bool {
    match link.attr("href") {
        Some(href) => {
            // Links without a fragment need not be resolved.
            let address = || Address::parse_in(&href, Context::Link, base);
            href.contains('#') && matches!(address(), Some(Address::Fragment(_)))
        }
        None => has_class(link),
    }
}
