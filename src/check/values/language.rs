//! Language tags in, findings out, by BCP 47 and its registry.

use super::FieldValue;
use crate::check::codes::values::UNKNOWN_LANGUAGE;
use crate::check::registries::{is_language, is_region};
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::Severity;

pub(super) fn check(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.content.as_ref();
    // Whitespace around it is harmless in an element.
    let text = if matches!(field.owner, super::Owner::Element(_)) { text.trim() } else { text };
    if is_language(text) {
        return;
    }
    let severity = if scope.flavor == Flavor::Json { Severity::Warning } else { UNKNOWN_LANGUAGE.severity };
    field.expected(scope, UNKNOWN_LANGUAGE.at(severity), "a BCP 47 language tag", help(text));
}

/// Whether a two-letter code is a country in the language registry, which includes ISO 3166.
pub(crate) fn is_country(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    // The registry also has private-use codes; Kosovo's is one of them.
    let is_private =
        matches!(code.as_bytes(), [b'X', _] | [b'Q', b'M'..=b'Z'] | b"AA" | b"ZZ") && code != "XK";
    code.len() == 2 && !is_private && is_region(&code)
}

fn help(text: &str) -> String {
    let hyphens = text.trim().replace('_', "-");
    if hyphens != text && is_language(&hyphens) {
        format!("write `{hyphens}`")
    } else {
        "write it like `en`, `id` or `pt-BR`".to_owned()
    }
}
