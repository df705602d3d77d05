//! Language tags in, whether all their subtags are registered out (RFC 5646 §2.2.9, §3).

use std::ops::RangeInclusive;

use oxilangtag::LanguageTag;

use super::Registry;

static LANGUAGES: Registry = Registry::new(include_str!("languages.txt"));
static SCRIPTS: Registry = Registry::new(include_str!("scripts.txt"));
static REGIONS: Registry = Registry::new(include_str!("regions.txt"));

/// Extended language subtags, each with its language.
static EXTENDED_LANGUAGES: Registry = Registry::new(include_str!("extlangs.txt"));

/// Variant subtags, each with the prefixes that it may follow; empty for any.
static VARIANTS: Registry = Registry::new(include_str!("variants.txt"));

/// Whole tags from before the current grammar.
static GRANDFATHERED: Registry = Registry::new(include_str!("grandfathered-tags.txt"));

/// Scripts that run from right to left.
#[cfg(feature = "site")]
static RIGHT_TO_LEFT_SCRIPTS: Registry = Registry::new(include_str!("right-to-left-scripts.txt"));

/// The likely scripts of languages that are written from right to left, in general or in a region (`az-IQ`).
#[cfg(feature = "site")]
static LIKELY_SCRIPTS: Registry = Registry::new(include_str!("likely-scripts.txt"));

/// Subtags for private use (RFC 5646 §2.2.1, §2.2.3, §2.2.4).
const PRIVATE_LANGUAGES: RangeInclusive<&str> = "qaa"..="qtz";
const PRIVATE_SCRIPTS: RangeInclusive<&str> = "Qaaa"..="Qabx";
const PRIVATE_REGIONS: [RangeInclusive<&str>; 2] = ["QM"..="QZ", "XA"..="XZ"];

/// Whether a text is a language tag with only registered parts (RFC 5646 §2.2.9).
pub(crate) fn is_language(text: &str) -> bool {
    if GRANDFATHERED.names().iter().any(|tag| tag.eq_ignore_ascii_case(text)) {
        return true;
    }
    let Ok(tag) = LanguageTag::parse_and_normalize(text) else { return false };
    let is_private = tag.as_str().starts_with("x-");
    let extended: Vec<_> = tag.extended_language_subtags().collect();
    let variants: Vec<_> = tag.variant_subtags().collect();
    let extensions: Vec<_> = tag.extension_subtags().map(|(singleton, _)| singleton).collect();
    is_private
        || is_primary(tag.primary_language())
            && extended.len() <= 1
            && extended.iter().all(|subtag| has_valid_prefix(subtag, &EXTENDED_LANGUAGES, &tag))
            && tag.script().is_none_or(is_script)
            && tag.region().is_none_or(is_region)
            && variants.iter().all(|subtag| has_valid_prefix(subtag, &VARIANTS, &tag))
            && !has_duplicate(&variants)
            && !has_duplicate(&extensions)
}

fn is_primary(subtag: &str) -> bool {
    LANGUAGES.contains(subtag) || subtag.len() == 3 && PRIVATE_LANGUAGES.contains(&subtag)
}

fn is_script(subtag: &str) -> bool {
    SCRIPTS.contains(subtag) || PRIVATE_SCRIPTS.contains(&subtag)
}

/// Whether a subtag in upper case is registered as a country or another region.
pub(crate) fn is_region(subtag: &str) -> bool {
    let is_private = || PRIVATE_REGIONS.iter().any(|range| range.contains(&subtag));
    REGIONS.contains(subtag) || subtag.len() == 2 && is_private()
}

/// Whether texts in a language run from right to left. Its script decides: that in the tag, or else the most likely one.
#[cfg(feature = "site")]
pub(crate) fn is_right_to_left(text: &str) -> bool {
    let Ok(tag) = LanguageTag::parse_and_normalize(text) else { return false };
    let primary = tag.primary_language();
    let in_region = tag.region().and_then(|region| LIKELY_SCRIPTS.details(&format!("{primary}-{region}")));
    let script = tag.script().or(in_region).or_else(|| LIKELY_SCRIPTS.details(primary));
    script.is_some_and(|script| RIGHT_TO_LEFT_SCRIPTS.contains(script))
}

/// Whether a subtag is registered, and the tag begins with one of its prefixes.
fn has_valid_prefix(subtag: &str, registry: &Registry, tag: &LanguageTag<String>) -> bool {
    let begins_with = |prefix: &str| {
        let rest = tag.as_str().strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    registry
        .details(subtag)
        .is_some_and(|prefixes| prefixes.is_empty() || prefixes.split(' ').any(begins_with))
}

fn has_duplicate<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().any(|(at, one)| all.iter().skip(at + 1).any(|other| other == one))
}
