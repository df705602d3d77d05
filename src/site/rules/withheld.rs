//! A head in; the key by which its author keeps the article from being published, out. Many tools have such keys, and
//! what may be private is never published on a guess.

use std::ops::Range;

use super::KeyRules;
use super::reading::text;
use crate::site::fields::{Table, Value};

/// What keeps an article from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Withheld {
    /// The key.
    pub key: &'static str,
    /// The place of its value.
    pub span: Range<usize>,
    /// The word of a `status` that no tool is known to use.
    pub unknown: Option<String>,
}

/// Tells whether a value withholds.
type Withholds = fn(&Value<'_>) -> bool;

/// The keys, and whether a value withholds.
const KEYS: &[(&str, Withholds)] = &[
    ("hidden", is_true),
    ("private", is_true),
    ("unlisted", is_true),
    ("headless", is_true),
    ("published", is_false),
    ("publish", is_false),
    ("status", is_not_public),
    (PASSWORD, has_text),
];

const PASSWORD: &str = "password";

/// The words of a `status` that publish.
const PUBLIC: &[&str] = &["published", "publish", "public"];

/// The words of a `status` that withhold.
const NOT_PUBLIC: &[&str] = &["draft", "hidden", "private", "skip", "pending", "unpublished", "trash"];

/// The keys that withhold.
pub(crate) fn withholding_keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// The keys that may mean something else on a site whose feeds contain articles with them. A password never does: what
/// is published of such an article may be encrypted. Neither do the keys by which the site's generator withholds.
pub(crate) fn overridable_keys(rules: &KeyRules) -> impl Iterator<Item = &'static str> {
    let is_certain = |key: &str| key == PASSWORD || rules.withholding.contains(&key);
    withholding_keys().filter(move |key| !is_certain(key))
}

/// The first key of a head that withholds its article.
#[must_use]
pub(crate) fn withheld(head: &Table<'_>, rules: &KeyRules) -> Option<Withheld> {
    let found = head.entries.iter().find_map(|(name, _, value)| {
        let (key, withholds) = KEYS.iter().find(|(key, _)| key == name)?;
        (withholds(value) && !rules.is_ignored(key) && !rules.decided.contains(key)).then_some((*key, value))
    });
    let (key, value) = found?;
    let word = text(value).map(|word| word.trim().to_lowercase()).filter(|_| key == "status");
    let unknown = word.filter(|word| !NOT_PUBLIC.contains(&word.as_str()));
    Some(Withheld { key, span: value.span.clone(), unknown })
}

fn is_true(value: &Value<'_>) -> bool {
    value.truth() == Some(true)
}

fn is_false(value: &Value<'_>) -> bool {
    value.truth() == Some(false)
}

fn has_text(value: &Value<'_>) -> bool {
    value.scalar().is_some_and(|text| !text.trim().is_empty())
}

fn is_not_public(value: &Value<'_>) -> bool {
    text(value).is_some_and(|word| !PUBLIC.contains(&word.trim().to_lowercase().as_str()))
}
