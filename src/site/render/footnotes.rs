//! A tree in, the same tree with references to notes that readers recognize out. `NetNewsWire` shows a note in place if the
//! link to it has the class `footnote`, or a fragment that begins with `fn`, which the prefix of ids hides.

use dom_query::NodeRef;

use super::elements::Elements;

/// The class that readers look for.
const REFERENCE: &str = "footnote";

/// Classes that Markdown converters give to such links, or to the elements around them.
const CLASSES: &[&str] = &["footnote-ref", "footnote-reference"];

/// Adds the class to links that lead to notes.
pub(super) fn mark(elements: &Elements<'_>) {
    for link in elements.named(&["a"]).iter().filter(|link| is_reference(link)) {
        let classes = link.attr("class").unwrap_or_default();
        link.set_attr("class", format!("{REFERENCE} {classes}").trim_end());
    }
}

fn is_reference(link: &NodeRef<'_>) -> bool {
    let Some(href) = link.attr("href").filter(|href| href.trim().starts_with('#')) else { return false };
    let is_raised = link.parent().is_some_and(|parent| parent.has_name("sup"));
    let is_marked = link.has_attr("data-footnote-ref")
        || has_mark(link)
        || link.parent().is_some_and(|parent| has_mark(&parent))
        || is_raised && href.trim().starts_with("#fn");
    is_marked && !link.has_class(REFERENCE)
}

fn has_mark(node: &NodeRef<'_>) -> bool {
    CLASSES.iter().any(|class| node.has_class(class))
        || node.attr("role").is_some_and(|role| role.trim() == "doc-noteref")
}
