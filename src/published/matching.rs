//! Matches the entries of two feeds. Every kind of evidence counts only if it points at one entry on either
//! side: ambiguous matches are never guessed. Time and memory are proportional to the entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::url_normalization;
use crate::published::change::Evidence;
use crate::published::feed::Item;

/// Dates of one article that differ by no more than this are the same date to its readers.
pub(crate) const A_DAY: Duration = Duration::days(1);

/// Two entries that are one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) evidence: Evidence,
}

/// The matches.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Entries that are one article.
    pub(crate) same: Vec<Match>,
    /// Entries with one id that are two articles.
    pub(crate) reused: Vec<Match>,
    /// What is left of either side.
    pub(crate) old: Vec<usize>,
    pub(crate) new: Vec<usize>,
}

/// What an entry can be found by, and whether two that share it may be one.
struct Trait {
    evidence: Evidence,
    of: fn(&Item) -> Option<String>,
    agrees: fn(&Item, &Item) -> bool,
}

/// From the surest down.
const TRAITS: &[Trait] = &[
    Trait {
        evidence: Evidence::Permalink,
        of: |item| url_normalization::page(item.link.as_deref()?),
        agrees: |_, _| true,
    },
    Trait {
        evidence: Evidence::Enclosure,
        of: |item| url_normalization::page(item.enclosure.as_deref()?),
        agrees: |_, _| true,
    },
    Trait {
        evidence: Evidence::Path,
        of: |item| url_normalization::path(item.link.as_deref()?),
        agrees: |_, _| true,
    },
    Trait { evidence: Evidence::Title, of: title_and_instant, agrees: |_, _| true },
    Trait {
        evidence: Evidence::Title,
        of: title,
        agrees: |old, new| days_apart(old, new).is_some_and(|days| days <= A_DAY),
    },
    // Of an untitled note Atom shows the beginning, and the metadata has nothing.
    Trait {
        evidence: Evidence::Title,
        of: |item| Some(item.date?.timestamp().to_string()),
        agrees: |_, new| new.title.is_empty(),
    },
];

/// Everything that an entry can be found by.
pub(crate) fn traits(item: &Item) -> impl Iterator<Item = String> {
    TRAITS.iter().filter_map(|kind| (kind.of)(item)).chain([item.key().to_owned()])
}

fn title(item: &Item) -> Option<String> {
    (!item.title.is_empty()).then(|| item.title.clone())
}

/// The beginning of a note stands in for its title; of two notes of one instant nobody can tell.
fn title_and_instant(item: &Item) -> Option<String> {
    Some(format!("{}\n{}", item.title, item.date?.timestamp()))
}

/// How far the dates of two entries are from each other.
pub(crate) fn days_apart(old: &Item, new: &Item) -> Option<Duration> {
    Some((new.date? - old.date?).abs())
}

/// Matches the entries.
pub(crate) fn matches(old: &[Item], new: &[Item]) -> Matches {
    let mut found = by_id(old, new);
    // Whoever has a reused id is hidden by it, whatever else is known of it; what had it before may stand elsewhere.
    let hidden: BTreeSet<_> = found.reused.iter().map(|pair| pair.new).collect();
    found.new.retain(|to| !hidden.contains(to));
    by_traits(found, old, new)
}

/// Finds out which published entries are which articles: an id that names another article now is only to be written.
pub(crate) fn articles(old: &[Item], new: &[Item]) -> Matches {
    by_traits(by_id(old, new), old, new)
}

fn by_traits(mut found: Matches, old: &[Item], new: &[Item]) -> Matches {
    let two: BTreeSet<_> = found.reused.iter().map(|pair| (pair.old, pair.new)).collect();
    for kind in TRAITS {
        let left = [unique(&found.old, old, kind.of), unique(&found.new, new, kind.of)];
        let [ours, theirs] = &left;
        for (key, &at) in ours {
            if let Some(&to) = theirs.get(key)
                && let (Some(before), Some(now)) = (old.get(at), new.get(to))
                && (kind.agrees)(before, now)
                && !two.contains(&(at, to))
            {
                found.same.push(Match { old: at, new: to, evidence: kind.evidence });
            }
        }
        found.forget_matched(old.len(), new.len());
    }
    found.same.sort_by_key(|pair| pair.new);
    found.reused.sort_by_key(|pair| pair.new);
    found
}

/// Entries with the same id: the same article, unless everything else says that it is another.
fn by_id(old: &[Item], new: &[Item]) -> Matches {
    let known = firsts(old);
    let each = sorted(firsts(new).into_values());
    let elsewhere = Elsewhere {
        new,
        pages: unique(&each, new, |item| url_normalization::page(item.link.as_deref()?)),
        titles: unique(&each, new, title),
    };
    let mut found = Matches::default();
    for (key, to) in firsts(new) {
        let Some(&at) = known.get(key) else { continue };
        let (Some(before), Some(now)) = (old.get(at), new.get(to)) else { continue };
        let pair = Match { old: at, new: to, evidence: Evidence::Id };
        if is_another(before, now) || elsewhere.has(before, to) {
            found.reused.push(pair);
        } else {
            found.same.push(pair);
        }
    }
    found.old = sorted(known.into_values());
    found.new = each;
    found.forget_matched(old.len(), new.len());
    found
}

fn sorted(at: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut at: Vec<_> = at.collect();
    at.sort_unstable();
    at
}

/// The first entry of each id: readers pass over a second one.
fn firsts(items: &[Item]) -> BTreeMap<&str, usize> {
    let mut firsts = BTreeMap::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.key().is_empty()) {
        firsts.entry(item.key()).or_insert(at);
    }
    firsts
}

/// Whether nothing but the id is the same: page, file, title, and date, of which at least two are known of both.
fn is_another(old: &Item, new: &Item) -> bool {
    let same = |of: fn(&Item) -> Option<String>| Some(of(old)? == of(new)?);
    let known = [
        same(|item| url_normalization::path(item.link.as_deref()?)),
        same(|item| url_normalization::path(item.enclosure.as_deref()?)),
        same(title),
        days_apart(old, new).map(|days| days <= A_DAY),
    ];
    let known: Vec<_> = known.into_iter().flatten().collect();
    known.len() > 1 && known.iter().all(|same| !same)
}

/// The entries of the new state, by what no other has.
struct Elsewhere<'i> {
    new: &'i [Item],
    pages: BTreeMap<String, usize>,
    titles: BTreeMap<String, usize>,
}

impl Elsewhere<'_> {
    /// Whether another entry than `to` is the article that an id stood for, and that one is not: it has the title, and
    /// the page or the day.
    fn has(&self, old: &Item, to: usize) -> bool {
        let item = |at: &usize| self.new.get(*at);
        let has_title =
            |at: &usize| item(at).is_some_and(|item| !item.title.is_empty() && item.title == old.title);
        let is_same_day =
            |at: &usize| item(at).and_then(|new| days_apart(old, new)).is_some_and(|days| days <= A_DAY);
        let page = old.link.as_deref().and_then(url_normalization::page);
        let by_page = page.and_then(|page| self.pages.get(&page)).filter(|at| has_title(at));
        let by_title = title(old).and_then(|title| self.titles.get(&title)).filter(|at| is_same_day(at));
        let is_other = |at: Option<&usize>| at.is_some_and(|at| *at != to);
        (is_other(by_page) || is_other(by_title)) && !has_title(&to)
    }
}

/// Entries by a trait that no other has.
fn unique(at: &[usize], items: &[Item], of: fn(&Item) -> Option<String>) -> BTreeMap<String, usize> {
    let mut unique: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for &at in at {
        if let Some(key) = items.get(at).and_then(of) {
            unique.entry(key).and_modify(|known| *known = None).or_insert(Some(at));
        }
    }
    unique.into_iter().filter_map(|(key, at)| Some((key, at?))).collect()
}

impl Matches {
    fn forget_matched(&mut self, old: usize, new: usize) {
        let (mut is_old, mut is_new) = (vec![false; old], vec![false; new]);
        for pair in &self.same {
            if let (Some(old), Some(new)) = (is_old.get_mut(pair.old), is_new.get_mut(pair.new)) {
                (*old, *new) = (true, true);
            }
        }
        self.old.retain(|at| !is_old.get(*at).copied().unwrap_or_default());
        self.new.retain(|at| !is_new.get(*at).copied().unwrap_or_default());
    }
}

/// Entries that nothing identifies though something points at them: for each of the old ones that are left, some of
/// those that it could be.
pub(crate) fn ambiguous(found: &Matches, old: &[Item], new: &[Item]) -> Vec<(usize, Vec<usize>)> {
    let mut candidates: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for kind in TRAITS {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &to in &found.new {
            if let Some(key) = new.get(to).and_then(kind.of) {
                let same = by_key.entry(key).or_default();
                if same.len() < MOST_CANDIDATES {
                    same.push(to);
                }
            }
        }
        for &at in &found.old {
            let Some(before) = old.get(at) else { continue };
            let same = (kind.of)(before).and_then(|key| by_key.get(&key));
            let could_be = |to: &&usize| new.get(**to).is_some_and(|now| (kind.agrees)(before, now));
            let same: Vec<_> = same.into_iter().flatten().filter(could_be).copied().collect();
            if !same.is_empty() {
                candidates.entry(at).or_insert(same);
            }
        }
    }
    candidates.into_iter().collect()
}

/// The maximum number of examples.
const MOST_CANDIDATES: usize = 5;
