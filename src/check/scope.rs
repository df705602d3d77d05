//! The context of rules in a document, and the facts that they collect for later rules. Contains no rules.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, Utc};

use super::Options;
use super::finding::{Findings, Subject};
use crate::source::text::{Offset, Part};
use crate::source::xml::tree::Element;

/// The family of a feed, regardless of its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavor {
    Rss,
    Atom,
    Json,
}

/// The state of reading a document.
#[derive(Debug)]
pub(crate) struct Scope<'d> {
    pub(crate) flavor: Flavor,
    pub(crate) options: &'d Options,
    pub(crate) findings: Findings,
    /// The base of relative URLs at the current element.
    pub(crate) base: Option<url::Url>,
    /// The URL of the document, if known.
    pub(crate) document_base: Option<url::Url>,
    pub(crate) facts: Facts,
    /// The current entry.
    pub(crate) entry: Option<usize>,
    /// HTML texts to be checked later.
    pub(crate) html: Vec<HtmlText>,
}

/// An HTML text, checked after the document has been read, many at once.
#[derive(Clone, Debug)]
pub(crate) struct HtmlText {
    pub(crate) range: Range<Offset>,
    pub(crate) part: Part,
    /// The base of relative URLs in it, if it has one.
    pub(crate) base: Option<url::Url>,
    pub(crate) subject: Option<Subject>,
}

/// A value that is compared with other entries, stored as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) hash: u64,
    pub(crate) range: Range<Offset>,
    /// The entry that contains it.
    pub(crate) entry: usize,
}

/// The facts that repeat those of an earlier entry, each with the first.
pub(crate) fn repeats(facts: &[Fact]) -> Vec<(Fact, Fact)> {
    let mut seen: BTreeMap<u64, &Fact> = BTreeMap::new();
    let first = facts.iter().map(|fact| (fact, *seen.entry(fact.hash).or_insert(fact)));
    let repeated = first.filter(|(fact, first)| fact.entry != first.entry);
    repeated.map(|(fact, first)| (fact.clone(), first.clone())).collect()
}

/// The facts that are kept when entries are dropped.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The number of entries.
    pub(crate) entries: usize,
    /// Their ids.
    pub(crate) ids: Vec<Fact>,
    /// Their permalinks, except for those that are also ids.
    pub(crate) links: Vec<Fact>,
    /// The URLs of their enclosures.
    pub(crate) enclosures: Vec<Fact>,
    /// The dates of their publication or update.
    pub(crate) dates: Vec<(DateTime<Utc>, Range<Offset>, usize)>,
    /// The newest of these dates.
    pub(crate) newest: Option<DateTime<Utc>>,
    /// The name of the first entry without an author.
    pub(crate) first_without_author: Option<Range<Offset>>,
    /// The start of the first entry.
    pub(crate) first_entry: Option<Offset>,
    /// Whether any entry has a comment count.
    pub(crate) has_comment_counts: bool,
    /// The numbers of full episodes, each in its season.
    pub(crate) episode_numbers: Vec<Fact>,
    /// Entries without an episode number, for serial podcasts: their names, and their indices.
    pub(crate) unnumbered_episodes: Vec<(Range<Offset>, Option<usize>)>,
}

/// A hash that is the same in every run.
pub(crate) fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl<'d> Scope<'d> {
    pub(crate) fn new(flavor: Flavor, options: &'d Options, findings: Findings) -> Scope<'d> {
        let document_base = options.base.as_ref().and_then(|base| url::Url::parse(base.as_str()).ok());
        Scope {
            flavor,
            options,
            findings,
            base: None,
            document_base,
            facts: Facts::default(),
            entry: None,
            html: Vec::new(),
        }
    }

    /// A fact about the current entry.
    pub(crate) fn fact(&self, text: &str, range: Range<Offset>) -> Fact {
        Fact { hash: hash(text), range, entry: self.entry.unwrap_or_default() }
    }

    /// Records a date of the current entry.
    pub(crate) fn date(&mut self, date: DateTime<Utc>, range: Range<Offset>) {
        self.facts.newest = self.facts.newest.max(Some(date));
        self.facts.dates.push((date, range, self.entry.unwrap_or_default()));
    }

    /// Sets the base of an element by the `xml:base` of its ancestors and itself (XML Base §3.1).
    pub(crate) fn enter_base(&mut self, element: Element<'_>) {
        let mut bases = Vec::new();
        let mut at = Some(element);
        while let Some(element) = at {
            bases.extend(element.xml_attribute("base").map(|base| base.trimmed().into_owned()));
            at = element.parent();
        }
        self.base = None;
        for base in bases.iter().rev() {
            let from = self.base.as_ref().or(self.document_base.as_ref());
            self.base = match from {
                Some(from) => from.join(base).ok(),
                None => url::Url::parse(base).ok(),
            }
            .or(self.base.take());
        }
    }
}
