//! A tree in, the same tree with the modern forms of obsolete elements out.

use super::elements::Elements;

/// Obsolete elements, and those that say the same today (WHATWG HTML §16.2).
const RENAMED: &[(&str, &str)] = &[
    ("acronym", "abbr"),
    ("big", "strong"),
    ("center", "div"),
    ("dir", "ul"),
    ("font", "span"),
    ("listing", "pre"),
    ("strike", "s"),
    ("tt", "code"),
];

/// Renames obsolete elements.
pub(super) fn rename(elements: &Elements<'_>) {
    for (old, new) in RENAMED {
        for element in elements.named(&[old]) {
            element.rename(new);
            if *old == "center" {
                element.set_attr("align", "center");
            }
        }
    }
}
