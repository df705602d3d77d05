//! A head in; the keys whose values only a program gives, and which mean something here, out.

use std::ops::Range;

use super::keys::KeyRules;
use super::name::Below;
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
#[must_use]
pub(crate) fn computed<'h>(head: &'h Table<'h>, rules: &'h KeyRules) -> Vec<ComputedKey<'h>> {
    let mut found = Vec::new();
    for (key, _, value) in &head.entries {
        let is_computing = rules.computing.contains(&&**key);
        match value.as_table().filter(|_| is_computing) {
            Some(members) => {
                let members = members.entries.iter().filter_map(|(key, _, value)| {
                    let (theirs, ours) = name_of(key, rules)?;
                    Some(computed_key(theirs, ours, value, rules))
                });
                // What the site computes for all of its articles concerns none of them alone.
                found.extend(members.filter(|member| member.decides || !member.span.is_empty()));
            }
            None if is_computing && value.is_computed() => {
                found.push(computed_key(key, UNKNOWN_KEYS, value, rules));
            }
            None if has_computed(value) => {
                let of_key = named(key, value, rules).or_else(|| own(key, value, rules));
                found.extend(of_key.map(|(theirs, ours, value)| computed_key(theirs, ours, value, rules)));
            }
            // As in nearly every head.
            None => {}
        }
    }
    found
}

fn computed_key<'h>(theirs: &'h str, ours: &str, value: &Value<'_>, rules: &KeyRules) -> ComputedKey<'h> {
    let is_ours = || ours::names().any(|known| known == ours);
    let decides = ours == UNKNOWN_KEYS
        || rules.asked.iter().any(|asked| asked == theirs)
        || DECIDING.iter().copied().chain(withholding_keys()).any(|deciding| deciding == ours)
        // Where all keys are ours, others are mistakes, of which some may be meant to withhold.
        || !rules.is_open && !is_ours();
    ComputedKey { theirs, decides, span: value.span.clone() }
}

/// The first of the names of a key whose value is computed, with the key of ours and that value.
fn named<'h>(
    key: &'h str,
    value: &'h Value<'h>,
    rules: &'h KeyRules,
) -> Option<(&'h str, &'h str, &'h Value<'h>)> {
    rules.names.of(key).find_map(|(_, name, below)| {
        let found = match below {
            Below::Same => value,
            Below::Inside(_) if value.is_computed() => value,
            Below::Inside(rest) => value.as_table()?.at(rest)?,
            Below::Other => return None,
        };
        has_computed(found).then_some((&*name.theirs, &*name.ours, found))
    })
}

/// The same for a key without a name.
fn own<'h>(
    key: &'h str,
    value: &'h Value<'h>,
    rules: &KeyRules,
) -> Option<(&'h str, &'h str, &'h Value<'h>)> {
    let (theirs, ours) = own_name(key, rules).filter(|_| has_computed(value))?;
    Some((theirs, ours, value))
}

/// The name of a key that means one of ours, or may, and that key.
fn name_of<'h>(key: &'h str, rules: &'h KeyRules) -> Option<(&'h str, &'h str)> {
    let named = rules.names.of(key).next();
    named.map(|(_, name, _)| (&*name.theirs, &*name.ours)).or_else(|| own_name(key, rules))
}

fn own_name<'h>(key: &'h str, rules: &KeyRules) -> Option<(&'h str, &'h str)> {
    let means_something = !rules.is_open
        || key == UNKNOWN_KEYS
        || rules.asked.iter().any(|asked| asked == key)
        || rules.withholding_names.iter().any(|(theirs, _)| theirs == key)
        || ours::names().any(|ours| ours == key)
        || withholding_keys().any(|known| known == key);
    let known = rules.withholding_names.iter().find(|(theirs, _)| theirs == key);
    let ours = known.map_or(key, |(_, ours)| *ours);
    (means_something && !rules.is_ignored(key)).then_some((key, ours))
}

/// Whether a value, or anything in it, is computed.
fn has_computed(value: &Value<'_>) -> bool {
    let in_table = |table: &Table<'_>| table.entries.iter().any(|(.., value)| has_computed(value));
    value.is_computed()
        || value.as_table().is_some_and(in_table)
        || value.as_list().is_some_and(|values| values.iter().any(has_computed))
}
