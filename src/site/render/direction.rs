//! The language of an article in, the direction of its text out. Readers lay out every text from left to right that does not
//! say otherwise.

use super::elements::Elements;
use crate::check::registries;
use crate::feed::Language;

/// Whether a language runs from right to left.
#[must_use]
pub(super) fn is_right_to_left(language: &Language) -> bool {
    registries::is_right_to_left(language.as_str())
}

/// Marks code, which runs from left to right in every language.
pub(super) fn mark_code(elements: &Elements<'_>) {
    for code in elements.named(&["code", "kbd", "math", "pre", "samp"]) {
        if !code.has_attr("dir") {
            code.set_attr("dir", "ltr");
        }
    }
}

/// HTML with its direction.
#[must_use]
pub(super) fn wrapped(html: &str) -> String {
    format!("<div dir=\"rtl\">\n{html}\n</div>")
}
