//! The tree of an article in, the same tree without a leading title out. Readers show the title above the text, so it
//! would appear twice.

use dom_query::NodeRef;

use crate::feed::Text;

/// Elements that may contain the title.
const WRAPPERS: &[&str] = &["article", "div", "header", "hgroup", "main", "section"];

/// Elements that may be the title.
const TITLES: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "p"];

/// Elements that must not be removed with it.
const PRESERVED: &[&str] = &["a", "audio", "iframe", "img", "picture", "svg", "video"];

/// Removes the title, if it contains nothing else and is not the whole text.
pub(super) fn remove(content: &NodeRef<'_>, title: &Text) {
    let Some(first) = first(*content) else { return };
    let text = |node: &NodeRef<'_>| Text::line(&node.text());
    let is_title = text(&first) == *title && !title.is_blank() && text(content) != *title;
    let has_preserved = || {
        first.descendants_it().any(|node| node.node_name().is_some_and(|name| PRESERVED.contains(&&*name)))
    };
    if is_title && !has_preserved() {
        first.remove_from_parent();
    }
}

/// The first heading or paragraph, if nothing precedes it.
fn first(within: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let is_blank = |node: &NodeRef<'_>| node.is_comment() || node.is_text() && node.text().trim().is_empty();
    let first = within.children_it(false).find(|node| !is_blank(node))?;
    let name = first.node_name()?;
    if WRAPPERS.contains(&&*name) {
        self::first(first)
    } else {
        Some(first).filter(|_| TITLES.contains(&&*name))
    }
}
