//! A tree in, the same tree with alignment that readers keep out: that of styles becomes attributes. Generators write the
//! columns of Markdown's tables so.

use dom_query::NodeRef;

use super::elements::Elements;
use crate::source::html::style;

/// Elements that may have `align`.
const ALIGNED: &[&str] = &["caption", "col", "div", "p", "td", "th", "tr"];

/// Those that may have `valign`.
const CELLS: &[&str] = &["td", "th", "tr"];

/// Properties of styles, the attributes that say the same, and their values.
const PROPERTIES: &[(&str, &str, &[&str])] = &[
    ("text-align", "align", &["center", "justify", "left", "right"]),
    ("vertical-align", "valign", &["baseline", "bottom", "middle", "top"]),
];

/// Writes the alignment of styles as attributes.
pub(super) fn write(elements: &Elements<'_>) {
    for node in elements.with_attributes(&["style"]) {
        let Some(style) = node.attr("style") else { continue };
        let known = PROPERTIES.iter().filter(|(_, attribute, _)| may_have(&node, attribute));
        for (property, attribute, values) in known {
            if let Some(value) =
                style::value(&style, property).filter(|value| values.contains(&value.as_str()))
            {
                node.set_attr(attribute, &value);
            }
        }
    }
}

fn may_have(node: &NodeRef<'_>, attribute: &str) -> bool {
    let names = if attribute == "align" { ALIGNED } else { CELLS };
    names.iter().any(|name| node.has_name(name))
}
