//! A head in; the keys whose values only a program gives, and which mean something here, out.

use std::ops::Range;

use super::keys::{Below, EVERYWHERE, KeyRules};
use super::ours;
use super::withheld::withholding_keys;
use crate::site::fields::{Table, UNKNOWN_KEYS, Value};

/// The keys of ours that decide whether, when or in which feeds an article is published, besides those that withhold it.
const DECIDING: &[&str] =
    &["date", "draft", "feed", "publish", "expires", "tags", "categories", "language", "id"];

/// A key of a head whose value only a program gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComputedKey<'h> {
    /// Its name in the head.
    pub theirs: &'h str,
    /// Whether it decides whether, when or in which feeds the article is published.
    pub decides: bool,
    /// The place of its value.
    pub span: Range<usize>,
}

/// The keys of a head that mean one of ours, or may, and whose values only a program gives.
pub(crate) fn computed<'h>(
    head: &'h Table<'h>,
    rules: &'h KeyRules,
) -> impl Iterator<Item = ComputedKey<'h>> {
    head.entries.iter().filter_map(|(key, _, value)| {
        let (theirs, ours, value) = named(key, value, rules).or_else(|| own(key, value, rules))?;
        let decides = theirs == UNKNOWN_KEYS
            || rules.asked.iter().any(|asked| asked == theirs)
            || DECIDING.iter().copied().chain(withholding_keys()).any(|deciding| deciding == ours);
        Some(ComputedKey { theirs, decides, span: value.span.clone() })
    })
}

/// The first of the names of a key whose value is computed, with the key of ours and that value.
fn named<'h>(
    key: &'h str,
    value: &'h Value<'h>,
    rules: &'h KeyRules,
) -> Option<(&'h str, &'h str, &'h Value<'h>)> {
    rules.names.iter().chain(EVERYWHERE).find_map(|name| {
        let found = match name.below(key) {
            Below::Same => value,
            Below::Inside(_) if value.is_computed() => value,
            Below::Inside(rest) => value.as_table()?.at(rest)?,
            Below::Other => return None,
        };
        found.is_computed().then_some((&*name.theirs, &*name.ours, found))
    })
}

/// The same for a key without a name.
fn own<'h>(
    key: &'h str,
    value: &'h Value<'h>,
    rules: &KeyRules,
) -> Option<(&'h str, &'h str, &'h Value<'h>)> {
    let means_something = key == UNKNOWN_KEYS
        || rules.asked.iter().any(|asked| asked == key)
        || ours::names().any(|ours| ours == key)
        || withholding_keys().any(|known| known == key);
    (value.is_computed() && means_something && !rules.is_ignored(key)).then_some((key, key, value))
}
