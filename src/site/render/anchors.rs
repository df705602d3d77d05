//! Links by which a page lets its visitors copy the address of a heading: a mark goes, a link around the whole heading
//! is unwrapped.

use dom_query::NodeRef;

use super::address::{Address, Base, Context};
use super::elements::Elements;

/// What a link that only leads to its own heading consists of.
const MARKS: &[&str] = &["link", "permalink"];

/// Classes by which site generators mark such links.
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

/// Removes them.
pub(super) fn remove(elements: &Elements<'_>, base: Base<'_>) {
    for heading in elements.named(HEADINGS) {
        tidy(&heading, base);
    }
    // Beside a heading, and behind terms and captions, only their class tells them from other links.
    let classed: Vec<_> = elements.having(&["class"]).into_iter().filter(|node| node.has_name("a")).collect();
    for class in CLASSES {
        for link in classed.iter().filter(|link| link.has_class(class)) {
            if leads_within(link, base) && is_mark(link) {
                link.remove_from_parent();
            }
        }
    }
}

fn tidy(heading: &NodeRef<'_>, base: Base<'_>) {
    let links: Vec<_> = heading.descendants_it().filter(|node| node.has_name("a")).collect();
    let own: Vec<_> = links.into_iter().filter(|link| leads_within(link, base)).collect();
    let (marks, others): (Vec<_>, Vec<_>) = own.into_iter().partition(is_mark);
    for mark in marks {
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

fn unwrap(link: &NodeRef<'_>) {
    if let Some(first) = link.first_child() {
        link.insert_siblings_before(&first);
    }
    link.remove_from_parent();
}

/// Whether a link has no words to read.
fn is_mark(link: &NodeRef<'_>) -> bool {
    let text = link.text().trim().to_lowercase();
    let marks = MARKS.contains(&text.as_str()) || !text.chars().any(char::is_alphanumeric);
    let hidden = link.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true");
    let pictured = link.descendants_it().any(|node| node.has_name("img"));
    (marks || hidden) && !pictured
}

fn has_class(link: &NodeRef<'_>) -> bool {
    CLASSES.iter().any(|class| link.has_class(class))
}

/// Whether a link leads to a place on its own page, or nowhere, as marks do that a script fills.
fn leads_within(link: &NodeRef<'_>, base: Base<'_>) -> bool {
    match link.attr("href") {
        Some(href) => {
            // Most links lead elsewhere, and need not be resolved to tell.
            let address = || Address::read(&href, Context::Link, base);
            href.contains('#') && matches!(address(), Some(Address::Fragment(_)))
        }
        None => has_class(link),
    }
}
