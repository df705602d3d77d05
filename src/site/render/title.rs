//! A title that an article's text begins with: readers show it above the text, and would show it twice.

use dom_query::NodeRef;

use crate::feed::Text;

/// What may stand around it.
const AROUND: &[&str] = &["article", "div", "header", "hgroup", "main", "section"];

/// What it may be.
const TITLES: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "p"];

/// What would be lost with it.
const KEPT: &[&str] = &["a", "audio", "iframe", "img", "picture", "svg", "video"];

/// Removes it, if it says nothing else and something comes after it.
pub(super) fn remove(content: &NodeRef<'_>, title: &Text) {
    let Some(first) = first(*content) else { return };
    let says = |node: &NodeRef<'_>| Text::line(&node.text());
    let is_title = says(&first) == *title && !title.is_blank() && says(content) != *title;
    let holds_more =
        || first.descendants_it().any(|node| node.node_name().is_some_and(|name| KEPT.contains(&&*name)));
    if is_title && !holds_more() {
        first.remove_from_parent();
    }
}

/// The first heading or paragraph, if nothing else stands before it.
fn first(within: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let is_blank = |node: &NodeRef<'_>| node.is_comment() || node.is_text() && node.text().trim().is_empty();
    let first = within.children_it(false).find(|node| !is_blank(node))?;
    let name = first.node_name()?;
    if AROUND.contains(&&*name) {
        self::first(first)
    } else {
        Some(first).filter(|_| TITLES.contains(&&*name))
    }
}
