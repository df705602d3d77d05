//! Tables of contents: lists in which every word is a link to a heading of the same text.

use std::collections::BTreeSet;

use dom_query::NodeRef;
use percent_encoding::percent_decode_str;

use crate::site::pages::words::count;

/// The maximum number of words of what stands above a table of contents, or around it.
const LABEL: usize = 4;

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Removes tables of contents with their labels.
pub(super) fn remove(element: &NodeRef<'_>) {
    let places = headings(element);
    for list in element.descendants().into_iter().filter(is_list) {
        if is_contents(&list, &places) {
            remove_labeled(element, list);
        }
    }
}

fn is_list(node: &NodeRef<'_>) -> bool {
    (node.has_name("ul") || node.has_name("ol")) && !super::is_in(node, &["ul", "ol"])
}

fn is_heading(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| HEADINGS.contains(&&*name))
}

/// The ids of headings: their own, of what is in them, and of the sections that begin with them.
fn headings(element: &NodeRef<'_>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut add = |node: &NodeRef<'_>| {
        let id = node.attr("id").or_else(|| node.attr("name"));
        ids.extend(id.map(|id| id.to_string()));
    };
    for heading in element.descendants_it().filter(is_heading) {
        add(&heading);
        heading.descendants_it().for_each(|inner| add(&inner));
        heading.parent().iter().for_each(&mut add);
        heading.prev_element_sibling().iter().for_each(&mut add);
    }
    ids
}

fn is_contents(list: &NodeRef<'_>, places: &BTreeSet<String>) -> bool {
    let links: Vec<_> = list.descendants_it().filter(|node| node.has_name("a")).collect();
    let leads_to_heading = |link: &NodeRef<'_>| {
        let href = link.attr("href").unwrap_or_default();
        let fragment = href.split_once('#').map(|(_, fragment)| fragment).unwrap_or_default();
        places.contains(&*percent_decode_str(fragment).decode_utf8_lossy())
    };
    // The numbers of sections may stand beside the links.
    let in_links: usize = links.iter().map(count).sum();
    links.len() > 1 && links.iter().all(leads_to_heading) && count(list) <= in_links + links.len()
}

/// Removes a list, and what contains or precedes it as its label.
fn remove_labeled(element: &NodeRef<'_>, list: NodeRef<'_>) {
    let words = count(&list);
    let is_wrapper = |node: &NodeRef<'_>| node.id != element.id && count(node) <= words + LABEL;
    let outermost = std::iter::successors(Some(list), NodeRef::parent).skip(1).take_while(is_wrapper).last();
    let has_label = outermost.as_ref().is_some_and(|outer| count(outer) > words);
    let removed = outermost.unwrap_or(list);
    let label = removed.prev_element_sibling().filter(|before| {
        !has_label && (is_heading(before) || before.has_name("p")) && (1..=LABEL).contains(&count(before))
    });
    label.iter().for_each(NodeRef::remove_from_parent);
    removed.remove_from_parent();
}
