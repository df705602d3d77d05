//! A tree in, the same tree without what the page does not show out. Readers ignore the attributes that hide it.

use dom_query::NodeRef;

use super::elements::Elements;
use super::lazy;
use crate::source::html::{self, style};

/// Properties of styles, and their values that hide an element.
const HIDING: &[(&str, &[&str])] =
    &[("display", &["none"]), ("visibility", &["hidden", "collapse"]), ("content-visibility", &["hidden"])];

/// What is shown, or heard, by itself.
const MEDIA: &[&str] = &["audio", "iframe", "img", "object", "picture", "video"];

/// Removes what is hidden, and tells whether there was something.
pub(super) fn remove(elements: &Elements<'_>) -> bool {
    let marked = elements.with_attributes(&["aria-hidden", "hidden", "popover", "style"]).into_iter();
    let dialogs = elements.named(&["dialog"]).into_iter().filter(|dialog| !dialog.has_attr("open"));
    let hidden: Vec<_> = marked.filter(is_hidden).chain(dialogs).collect();
    hidden.iter().for_each(NodeRef::remove_from_parent);
    !hidden.is_empty()
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    // A script shows what is loaded late.
    let has_style = || node.attr("style").is_some_and(|style| hides(&style)) && !lazy::is_lazy(node);
    // A popover is shown when it is asked for, by a button or a script that readers do not have.
    let is_concealed = || node.has_attr("popover") || has_style() || is_twin(node);
    html::has_hidden(node) || !html::is_tab_panel(node) && is_concealed()
}

fn hides(style: &str) -> bool {
    HIDING.iter().any(|(property, values)| {
        style::value(style, property).is_some_and(|value| values.contains(&value.as_str()))
    })
}

/// Whether an element is only for the eye: the drawing of a formula, the number of a line. Something else says the same.
fn is_twin(node: &NodeRef<'_>) -> bool {
    let is_media = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| MEDIA.contains(&&*name));
    let is_marked = node.attr("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"));
    is_marked && !is_media(node) && !node.descendants_it().any(|below| is_media(&below)) && !is_label(node)
}

/// Whether an element around it has this text as its label, which readers do not show.
fn is_label(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let is_same =
        |above: NodeRef<'_>| above.attr("aria-label").is_some_and(|label| label.trim() == text.trim());
    node.ancestors_it(Some(3)).any(is_same)
}
