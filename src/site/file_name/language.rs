//! Languages in names and folders.

use crate::feed::Language;

/// A name without extension, split into the name and the language at its end, if the site has that.
#[must_use]
pub(crate) fn split_language(
    stem: &str,
    has_language: impl Fn(&Language) -> bool,
) -> (&str, Option<Language>) {
    let split = stem.rsplit_once('.').and_then(|(name, tag)| Some((name, Language::parse(tag)?)));
    match split {
        Some((name, language)) if !name.is_empty() && has_language(&language) => (name, Some(language)),
        Some(_) | None => (stem, None),
    }
}
