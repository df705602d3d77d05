//! The element of a page that contains an article's text in; the same element without what belongs to the page out: its
//! title and dates, tables of contents, share buttons, related articles, comments and the like.

mod contents;
mod header;
mod links;
mod marks;

use std::collections::BTreeSet;

use dom_query::NodeRef;

use super::words::{count, is_inline};
use crate::source::html;

/// Removes what belongs to the page from an element. `title` is the key of the article's title.
pub(super) fn remove(element: &NodeRef<'_>, title: &str) {
    header::remove(element, title);
    contents::remove(element);
    remove_footer(element);
    let all = count(element);
    for node in element.descendants() {
        let is_more_than_half = || count(&node) * 2 > all;
        if is_boilerplate(&node) || is_detail(&node) && !is_more_than_half() {
            node.remove_from_parent();
        }
    }
    links::remove(element);
    remove_rules(element);
}

/// Those of some elements that are not in another one of them, or in what belongs to the page.
pub(super) fn outermost<'t>(elements: &[NodeRef<'t>]) -> Vec<NodeRef<'t>> {
    let ids: BTreeSet<_> = elements.iter().map(|element| element.id).collect();
    let is_outer = |element: &&NodeRef<'_>| {
        !element.ancestors_it(None).any(|above| ids.contains(&above.id) || is_boilerplate(&above))
    };
    elements.iter().filter(is_outer).copied().collect()
}

/// Whether an element belongs to the page, whatever it contains.
pub(super) fn is_boilerplate(node: &NodeRef<'_>) -> bool {
    let Some(name) = node.node_name() else { return false };
    let is_hidden = has_class(node, marks::HIDDEN) || html::has_hidden(node) || is_twin(node);
    let is_block = || !is_inline(node) && !matches!(&*name, "body" | "html" | "main" | "article");
    is_hidden
        || is_label_of_code(node)
        || marks::NAMES.contains(&&*name)
        || is_block() && (has_class(node, marks::CLASSES) || has(node, "id", marks::IDS))
        || is_block() && has(node, "role", marks::ROLES)
}

/// Whether an element names the language of the code beside it.
fn is_label_of_code(node: &NodeRef<'_>) -> bool {
    let beside = || [node.next_element_sibling(), node.prev_element_sibling()];
    has_class(node, marks::LABELS) && beside().iter().flatten().any(|beside| beside.has_name("pre"))
}

/// Whether an element may belong to the page, if that leaves most of the text: forms, footers, and what has the mark of
/// details about an article: its date, authors, tags, license.
fn is_detail(node: &NodeRef<'_>) -> bool {
    let is_named = node.has_name("footer") || node.has_name("form");
    let is_marked = || !is_inline(node) && has_class(node, marks::DETAILS);
    (is_named || is_marked()) && !is_in(node, &["blockquote", "figure", "li"]) && !has_footnotes(node)
}

fn has_footnotes(node: &NodeRef<'_>) -> bool {
    let is_footnotes = |node: &NodeRef<'_>| {
        has_class(node, marks::FOOTNOTES) || node.attr("role").is_some_and(|role| &*role == "doc-endnotes")
    };
    is_footnotes(node) || node.descendants_it().any(|node| is_footnotes(&node))
}

/// Whether an element that is hidden from screen readers repeats a formula for the eye.
fn is_twin(node: &NodeRef<'_>) -> bool {
    let is_hidden = || node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true");
    let has_formula = || {
        let siblings = node.parent().map(|parent| parent.children()).unwrap_or_default();
        let others = siblings.iter().filter(|sibling| sibling.id != node.id);
        others.into_iter().any(|other| {
            other.has_name("math") || other.children_it(false).any(|inner| inner.has_name("math"))
        })
    };
    is_hidden() && has_formula()
}

/// Removes the footer at the end of an element.
fn remove_footer(element: &NodeRef<'_>) {
    let last = element.children_it(true).find(NodeRef::is_element);
    let footer = last.filter(|last| last.has_name("footer") && !has_footnotes(last));
    footer.iter().for_each(NodeRef::remove_from_parent);
}

/// Removes the rules between the text and what was around it.
fn remove_rules(element: &NodeRef<'_>) {
    let is_blank = |node: &NodeRef<'_>| {
        node.is_comment()
            || node.is_text() && node.text().trim().is_empty()
            || node.is_element() && !super::words::has_media(node) && count(node) == 0 && !node.has_name("br")
    };
    for from_end in [false, true] {
        let ends: Vec<_> = element.children_it(from_end).take_while(|node| is_blank(node)).collect();
        for node in ends.iter().filter(|node| node.is_element()) {
            node.remove_from_parent();
        }
    }
}

fn has_class(node: &NodeRef<'_>, classes: &[&str]) -> bool {
    has(node, "class", classes)
}

/// Whether one of the words of an attribute is in a sorted list.
fn has(node: &NodeRef<'_>, attribute: &str, sorted: &[&str]) -> bool {
    let Some(value) = node.attr(attribute) else { return false };
    value
        .split_ascii_whitespace()
        .any(|word| sorted.binary_search(&word.to_ascii_lowercase().as_str()).is_ok())
}

/// Whether an element is in one of those with these names.
fn is_in(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.ancestors_it(None).any(|above| above.node_name().is_some_and(|name| names.contains(&&*name)))
}

/// Whether every list of marks is sorted.
#[cfg(test)]
pub(crate) fn unsorted() -> Vec<&'static str> {
    let lists = [
        marks::NAMES,
        marks::CLASSES,
        marks::IDS,
        marks::ROLES,
        marks::HIDDEN,
        marks::LABELS,
        marks::DETAILS,
        marks::FOOTNOTES,
    ];
    lists
        .into_iter()
        .flat_map(|list| list.windows(2))
        .filter(|pair| pair[0] >= pair[1])
        .map(|pair| pair[1])
        .collect()
}
