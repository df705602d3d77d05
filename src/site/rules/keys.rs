//! The keys of a head in, Feedwright's keys out: renamed, read as the site means them, or left out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::name::{Below, Names};
use super::ours;
use super::reading::{no_truth, text};
use crate::site::date as site_date;
use crate::site::fields::{Entry, Node, Table, Value};

/// What the keys of heads mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct KeyRules {
    /// The names of keys.
    pub names: Names,
    /// The names of keys that withhold an article, each with that key.
    pub withholding_names: Vec<(String, &'static str)>,
    /// Whether the case of keys does not matter.
    pub ignores_case: bool,
    /// Keys that concern somebody else.
    pub ignored: Vec<String>,
    /// Keys of which the generator decides whether they withhold an article: that of others does not count.
    pub decided: &'static [&'static str],
    /// Keys that the generator takes for false if they have no value.
    pub nothing_is_false: &'static [&'static str],
    /// Keys by which feeds choose their articles.
    pub asked: Vec<String>,
    /// Keys by which the generator itself withholds an article, so that they never mean something else.
    pub withholding: &'static [&'static str],
    /// People by the names that heads give them.
    pub people: Vec<(String, Value<'static>)>,
    /// Tags by the names that heads give them.
    pub tags: Vec<(String, Value<'static>)>,
    /// The names that, in a head that has them, leave out all other names of the same key of ours.
    pub alone: &'static [&'static str],
    /// A prefix of keys that is ignored, unless `names` has the key with it.
    pub mark: Option<&'static str>,
    /// Tables whose members a program computes, each in the place of the value that the head has.
    pub computing: &'static [&'static str],
    /// Whether the last of several equal keys counts, instead of that being an error.
    pub last_counts: bool,
    /// Whether other keys may be there, which mean nothing: those of a generator or of its themes.
    pub is_open: bool,
}

/// Our keys of times that several names mean.
const TIMES: &[&str] = &["publish", "expires"];

/// Our key of a time, the name that it is written with, and its value.
type WrittenTime<'h> = (&'h str, &'h str, Value<'h>);

/// The rank of a key that has no name but its own.
const UNNAMED: usize = usize::MAX;

/// Puts what is known in the place of the names in a list.
fn resolve(list: &mut Value<'_>, known: &[(String, Value<'static>)]) {
    let Node::List(values) = &mut list.node else { return };
    for value in values {
        let found = text(value).and_then(|name| known.iter().find(|(known, _)| known == name.trim()));
        if let Some((_, found)) = found {
            value.node = found.node.clone();
        }
    }
}

impl KeyRules {
    /// The head with our own names of keys. Single texts are borrowed.
    #[must_use]
    pub(crate) fn translated<'h>(&'h self, head: &'h Table<'h>) -> Table<'h> {
        let mut ranked: Vec<(usize, Entry<'h>)> = Vec::with_capacity(head.entries.len());
        for (key, span, value) in head.entries.iter().filter(|(.., value)| !value.is_computed()) {
            let is_named = self.add_named(&mut ranked, (key, span, value));
            let kept = if is_named { None } else { self.kept(key, value) };
            ranked.extend(kept.map(|value| (UNNAMED, (Cow::Borrowed(&**key), span.clone(), value))));
        }
        let mut entries = self.merged(ranked);
        for (key, _, value) in &mut entries {
            match &**key {
                "authors" => resolve(value, &self.people),
                "tags" => resolve(value, &self.tags),
                _ => {}
            }
        }
        entries.sort_by_key(|(_, span, _)| span.start);
        Table { entries, span: head.span.clone() }
    }

    /// The entries with one for each of our keys.
    fn merged<'h>(&self, mut ranked: Vec<(usize, Entry<'h>)>) -> Vec<Entry<'h>> {
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut entries: Vec<Entry<'h>> = Vec::with_capacity(ranked.len());
        // Where each of our keys is in them, and whether others add nothing to it.
        let mut places: BTreeMap<Cow<'h, str>, (usize, bool)> = BTreeMap::new();
        for (rank, (key, span, value)) in ranked {
            match places.get(&key) {
                None => {
                    let is_alone =
                        self.names.get(rank).is_some_and(|name| self.alone.contains(&&*name.theirs));
                    places.insert(key.clone(), (entries.len(), is_alone));
                    entries.push((key, span, value));
                }
                Some((at, false)) if rank != UNNAMED => {
                    if let Some((_, _, known)) = entries.get_mut(*at) {
                        append(known, value);
                    }
                }
                Some(_) => {}
            }
        }
        entries
    }

    /// Adds what the names make of an entry, each with its rank. Returns whether the key has a name.
    fn add_named<'h>(
        &'h self,
        named: &mut Vec<(usize, Entry<'h>)>,
        (key, span, value): (&'h str, &'h Range<usize>, &'h Value<'h>),
    ) -> bool {
        let mut is_named = self.withholding_names.iter().any(|(theirs, _)| theirs == key);
        for (rank, name, below) in self.names.of(key) {
            let found = match below {
                Below::Same => {
                    is_named = true;
                    // Of another program's key, only what can be a value of ours is one.
                    let is_theirs =
                        self.is_open && rank >= self.names.len() && !ours::fits(&name.ours, value);
                    (!is_theirs).then_some((span, value))
                }
                Below::Inside(rest) => value.as_table().and_then(|table| table.entry_at(rest)),
                Below::Other => None,
            };
            let read = found.and_then(|(span, value)| Some((span, (name.read)(value)?)));
            let read = read.filter(|(_, value)| !self.is_open || ours::fits(&name.ours, value));
            named.extend(read.map(|(span, value)| (rank, (Cow::Borrowed(&*name.ours), span.clone(), value))));
        }
        is_named
    }

    /// The value of a key without a name, if that keeps its meaning.
    fn kept<'h>(&self, key: &str, value: &'h Value<'h>) -> Option<Value<'h>> {
        if self.is_open {
            return ours::read(key, value);
        }
        (!self.is_ignored(key)).then(|| value.borrowed())
    }

    /// Whether a key has a name.
    #[must_use]
    pub(crate) fn has_name(&self, key: &str) -> bool {
        self.names.iter().any(|name| name.theirs == key)
    }

    /// Whether a head needs no translation.
    #[must_use]
    pub(crate) fn keep(&self, head: &Table<'_>) -> bool {
        let has_names = !self.names.is_empty() || !self.withholding_names.is_empty();
        let is_known = head.entries.iter().all(|(.., value)| !value.is_computed());
        let is_plain = is_known && !has_names && self.ignored.is_empty() && !self.is_open;
        is_plain && head.entries.iter().all(|(key, ..)| self.names.of(key).next().is_none())
    }

    /// The keys of a head that give another value than an earlier one for the times that decide whether an article is
    /// public, each after that earlier one, with the place of its value. None of them may win silently.
    #[must_use]
    pub(crate) fn contradicting<'h>(&'h self, head: &'h Table<'h>) -> Vec<(&'h str, &'h str, Range<usize>)> {
        let mut written = Vec::new();
        for name in self.names.all().filter(|name| TIMES.contains(&&*name.ours)) {
            for (key, _, value) in &head.entries {
                let found = match name.below(key) {
                    Below::Same => Some(value),
                    Below::Inside(rest) => value.as_table().and_then(|table| table.at(rest)),
                    Below::Other => None,
                };
                let read = found.and_then(|value| (name.read)(value));
                written.extend(read.map(|value| (&*name.ours, &*name.theirs, value)));
            }
        }
        for (key, _, value) in head.entries.iter().filter(|(key, ..)| TIMES.contains(&&**key)) {
            written.extend(no_truth(value).map(|value| (&**key, &**key, value)));
        }
        TIMES.iter().filter_map(|ours| contradiction(&written, ours)).collect()
    }

    /// Whether heads say with our own keys where the pages of articles are.
    #[must_use]
    pub(crate) fn has_page(&self) -> bool {
        !self.is_open || self.names.iter().any(|name| name.ours == "url")
    }

    /// Help for an article whose page is not where it should be: `otherwise`, or its address in its head.
    #[must_use]
    pub(crate) fn page_help(&self, otherwise: &str) -> String {
        if self.has_page() { format!("{otherwise}, or write `url` here") } else { otherwise.to_owned() }
    }

    /// Whether a key is only for another program.
    #[must_use]
    pub(crate) fn is_ignored(&self, key: &str) -> bool {
        self.ignored.iter().any(|ignored| ignored == key)
    }
}

/// The first two of the written times that differ, of those of one of our keys, and the place of the second.
fn contradiction<'h>(written: &[WrittenTime<'h>], ours: &str) -> Option<(&'h str, &'h str, Range<usize>)> {
    let mut of_key: Vec<_> = written.iter().filter(|(known, ..)| *known == ours).collect();
    of_key.sort_by_key(|(.., value)| value.span.start);
    let (_, first, value) = of_key.first()?;
    let (_, other, theirs) = of_key.iter().find(|(.., other)| !is_same(value, other))?;
    Some((*first, *other, theirs.span.clone()))
}

/// Whether two values say the same: the same time, if they are dates.
fn is_same(one: &Value<'_>, other: &Value<'_>) -> bool {
    let date = |value: &Value<'_>| site_date::written(value.scalar()?.trim());
    match (date(one), date(other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => one.node == other.node,
    }
}

/// Adds the values of another key with the same meaning to a list. Other values stay as they are.
fn append<'a>(known: &mut Value<'a>, new: Value<'a>) {
    if let Node::List(values) = &mut known.node {
        values.extend(new.into_items());
    }
}
