//! A head in; the key by which its author keeps the article from being published, out, and keys that may be meant so.
//! Many tools have such keys, and what may be private is never published on a guess.

use std::ops::Range;

use super::KeyRules;
use crate::diagnostic::nearest;
use crate::site::date;
use crate::site::fields::{Node, Table, Value};

/// What keeps an article from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Withheld {
    /// The key.
    pub key: &'static str,
    /// The place of its value.
    pub span: Range<usize>,
    /// The word of a `status` or `visibility` that no tool is known to use.
    pub unknown: Option<String>,
    /// The text of an `embargo` that is not a date.
    pub undated: Option<String>,
}

/// Tells whether a value withholds.
type Withholds = fn(&Value<'_>) -> bool;

/// The keys, and whether a value withholds.
const KEYS: &[(&str, Withholds)] = &[
    (EMBARGO, is_true_or_words),
    ("hidden", is_true),
    ("private", is_true),
    ("unlisted", is_true),
    ("headless", is_true),
    ("published", is_false),
    ("publish", is_false),
    (STATUS, is_not_public),
    (VISIBILITY, is_not_public),
    (PASSWORD, has_text),
];

/// Our own keys, and the names that other tools have for them, with whether a value may withhold.
const OWN_KEYS: &[(&str, &str, Withholds)] = &[
    ("draft", "draft", is_true),
    ("feed", "feed", is_false),
    ("publish", "publish", is_date),
    ("publishDate", "publish", is_date),
    ("published", "publish", is_date),
    (EMBARGO, "publish", is_date),
    ("expires", "expires", is_date),
    ("expiryDate", "expires", is_date),
];

const EMBARGO: &str = "embargo";
const STATUS: &str = "status";
const VISIBILITY: &str = "visibility";
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
    let has_words = [STATUS, VISIBILITY].contains(&key);
    let unknown = words(value).find(|word| !PUBLIC.contains(&&**word) && !NOT_PUBLIC.contains(&&**word));
    let unknown = unknown.filter(|_| has_words);
    let undated =
        value.as_text().filter(|text| key == EMBARGO && value.truth().is_none() && !text.is_empty());
    Some(Withheld { key, span: value.span.clone(), unknown, undated: undated.map(str::to_owned) })
}

/// The key that an unknown one is probably meant to be, if its value would then withhold the article. `known` are the
/// keys that articles have.
#[must_use]
pub(crate) fn meant(key: &str, value: &Value<'_>, known: &[&'static str]) -> Option<&'static str> {
    let own = OWN_KEYS.iter().map(|(name, ours, withholds)| (*name, *ours, *withholds));
    let others = KEYS.iter().map(|(name, withholds)| (*name, *name, *withholds));
    let all: Vec<(&str, &str, Withholds)> = own.chain(others).collect();
    let squashed = squash(key);
    let same = all.iter().find(|(name, _, withholds)| squash(name) == squashed && withholds(value));
    let near = || {
        let name = nearest(key, known.iter().copied().chain(all.iter().map(|(name, ..)| *name)))?;
        all.iter().find(|(known, _, withholds)| *known == name && is_certain(value) && withholds(value))
    };
    same.or_else(near).map(|(_, ours, _)| *ours)
}

/// The keys inside of tables of the head that would withhold the article if they stood outside: their paths and places.
#[must_use]
pub(crate) fn misplaced(head: &Table<'_>, rules: &KeyRules) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for (name, _, value) in &head.entries {
        find_misplaced(name, value, rules, &mut found);
    }
    found
}

fn find_misplaced(path: &str, value: &Value<'_>, rules: &KeyRules, found: &mut Vec<(String, Range<usize>)>) {
    let Some(table) = value.as_table() else { return };
    for (key, span, value) in &table.entries {
        let path = format!("{path}.{key}");
        let is_named = rules.names.iter().any(|name| name.theirs == path);
        if !is_named && !rules.is_ignored(&path) && may_withhold(key, value) {
            found.push((path, span.clone()));
        } else {
            find_misplaced(&path, value, rules, found);
        }
    }
}

/// Whether a key withholds, wherever it stands.
fn may_withhold(key: &str, value: &Value<'_>) -> bool {
    let own = OWN_KEYS.iter().any(|(name, _, withholds)| *name == key && withholds(value));
    let others = KEYS.iter().any(|(name, withholds)| *name == key && withholds(value));
    // Other words may be the state of something else.
    let has_words = [STATUS, VISIBILITY].contains(&key);
    let is_known = || words(value).any(|word| NOT_PUBLIC.contains(&&*word));
    own || others && (!has_words || is_known())
}

/// A key without what tools and people write differently.
fn squash(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Whether a value can hardly mean something else than a truth, a date or a word that withholds.
fn is_certain(value: &Value<'_>) -> bool {
    value.truth().is_some() || is_date(value) || words(value).any(|word| NOT_PUBLIC.contains(&&*word))
}

/// The words of a value in lower case, also of a list.
fn words(value: &Value<'_>) -> impl Iterator<Item = String> {
    let words = value.items().iter().filter_map(Value::scalar);
    words.map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty())
}

/// Whether a value is true, or anything else than false: a mistake, if it is not a truth at all.
fn is_true(value: &Value<'_>) -> bool {
    value.items().iter().any(|item| item.truth() != Some(false))
}

fn is_false(value: &Value<'_>) -> bool {
    value
        .items()
        .iter()
        .any(|item| item.truth() == Some(false) && item.scalar().is_some_and(|text| !text.trim().is_empty()))
}

/// Whether a value is true, or says something that is not a date, which `publish` stands for.
fn is_true_or_words(value: &Value<'_>) -> bool {
    is_true(value) && !is_date(value)
}

fn is_date(value: &Value<'_>) -> bool {
    let is_written = |text: &str| date::written(text.trim()).is_some();
    matches!(value.node, Node::Datetime(_)) || value.as_text().is_some_and(is_written)
}

fn has_text(value: &Value<'_>) -> bool {
    value.items().iter().any(|item| item.scalar().is_none_or(|text| !text.trim().is_empty()))
}

fn is_not_public(value: &Value<'_>) -> bool {
    let is_table = value.items().iter().any(|item| item.as_table().is_some());
    is_table || words(value).any(|word| !PUBLIC.contains(&&*word))
}
