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

/// A tag if it is registered, or else the one that it seems to mean.
#[cfg(feature = "site")]
pub(crate) fn registered_language(tag: &str) -> Option<String> {
    if is_language(tag) { Some(tag.to_owned()) } else { meant(tag) }
}

/// Subtags that people write for others: countries for languages and names.
const MEANT: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("bahasa", "id"),
    ("chinese", "zh"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("gr", "el"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("jp", "ja"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("uk-uk", "uk"),
    ("us", "en-US"),
    ("vietnamese", "vi"),
    ("vn", "vi"),
    ("zh-chs", "zh-Hans"),
    ("zh-cht", "zh-Hant"),
];

fn help(text: &str) -> String {
    match meant(&text.trim().replace('_', "-")) {
        Some(tag) => format!("write `{tag}`"),
        None => "write it like `en`, `id` or `pt-BR`".to_owned(),
    }
}

/// The tag that a text seems to mean: with hyphens, with `GB` for `UK`, or without a region that is none.
fn meant(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let listed = MEANT.iter().find(|(wrong, _)| *wrong == lower).map(|(_, right)| (*right).to_owned());
    let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let british = rest.eq_ignore_ascii_case("uk").then(|| format!("{language}-GB"));
    let candidates = [listed, Some(tag.to_owned()), british, Some(language.to_owned())];
    candidates.into_iter().flatten().find(|candidate| is_language(candidate))
}
