//! The entries of two feeds in, pairs of the same article out. A trait counts only if exactly one entry on either side
//! has it, so ambiguous matches are never guessed. Time and memory are proportional to the number of entries.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::url_normalization;
use crate::published::change::Evidence;
use crate::published::feed::Item;
use crate::published::read::hash;

/// The maximum difference between dates that count as the same.
pub(crate) const MAX_DATE_SHIFT: Duration = Duration::days(1);

/// Two entries of the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) evidence: Evidence,
}

/// The matches.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Entries of the same article.
    pub(crate) same: Vec<Match>,
    /// Entries of different articles with the same id.
    pub(crate) reused: Vec<Match>,
    /// The remaining old entries.
    pub(crate) old: Vec<usize>,
    /// The remaining new entries.
    pub(crate) new: Vec<usize>,
}

/// A trait that identifies an entry, and a check whether two entries with the same value may be the same article.
struct Trait {
    evidence: Evidence,
    value: fn(&Item) -> Option<String>,
    agrees: fn(&Item, &Item) -> bool,
}

/// All traits, most reliable first.
const TRAITS: &[Trait] = &[
    Trait {
        evidence: Evidence::Permalink,
        value: |item| url_normalization::page(item.link.as_deref()?),
        agrees: |_, _| true,
    },
    Trait {
        evidence: Evidence::Enclosure,
        value: |item| url_normalization::page(item.enclosure.as_deref()?),
        agrees: |_, _| true,
    },
    Trait { evidence: Evidence::Enclosure, value: file, agrees: |_, _| true },
    Trait {
        evidence: Evidence::Path,
        value: |item| url_normalization::path(item.link.as_deref()?),
        agrees: |_, _| true,
    },
    Trait { evidence: Evidence::Title, value: title_and_instant, agrees: |_, _| true },
    Trait {
        evidence: Evidence::Title,
        value: title,
        agrees: |old, new| date_shift(old, new).is_some_and(|days| days <= MAX_DATE_SHIFT),
    },
    // Atom shows the beginning of an untitled note, whose metadata has no title.
    Trait {
        evidence: Evidence::Title,
        value: |item| Some(item.date?.timestamp().to_string()),
        agrees: |_, new| new.title.is_empty(),
    },
    Trait {
        evidence: Evidence::Episode,
        value: episode,
        agrees: |old, new| date_shift(old, new).is_some_and(|days| days <= MAX_DATE_SHIFT),
    },
    Trait {
        evidence: Evidence::Text,
        value: text,
        agrees: |old, new| date_shift(old, new).is_some_and(|days| days < MAX_DATE_SHIFT),
    },
    Trait { evidence: Evidence::Instant, value: instant, agrees: |_, new| has_time(new) },
];

/// The name and size of its file, which a podcast keeps on another host.
fn file(item: &Item) -> Option<String> {
    let bytes = item.enclosure_bytes.filter(|bytes| *bytes > 0)?;
    Some(format!("{bytes} {}", url_normalization::name(item.enclosure.as_deref()?)?))
}

/// Its place in a podcast.
fn episode(item: &Item) -> Option<String> {
    Some(format!("{} {}", item.season.unwrap_or_default(), item.episode?))
}

/// What an entry says. Entries without a text say nothing.
fn text(item: &Item) -> Option<String> {
    let text = item.content.or(item.summary).filter(|text| *text != hash(""))?;
    Some(text.to_string())
}

/// The second of publication.
fn instant(item: &Item) -> Option<String> {
    Some(item.date?.timestamp().to_string())
}

/// Whether a date is more than a day, which is shared by all articles of the day.
fn has_time(item: &Item) -> bool {
    item.is_timed || !may_be_day(item)
}

/// Whether a date may be only a day: it is midnight in some time zone. Zones differ by quarters of an hour.
pub(crate) fn may_be_day(item: &Item) -> bool {
    item.date.is_none_or(|date| date.timestamp() % QUARTER_HOUR == 0)
}

const QUARTER_HOUR: i64 = 15 * 60;

/// The values of all traits of an entry.
pub(crate) fn traits(item: &Item) -> impl Iterator<Item = String> {
    TRAITS.iter().filter_map(|kind| (kind.value)(item)).chain([key(item).into_owned()])
}

fn title(item: &Item) -> Option<String> {
    (!item.title.is_empty()).then(|| item.title.clone())
}

/// The title of an untitled note is its beginning. Two notes with the same beginning at the same time are ambiguous.
fn title_and_instant(item: &Item) -> Option<String> {
    Some(format!("{}\n{}", item.title, item.date?.timestamp()))
}

/// The difference between the dates of two entries. One that said only when it was updated keeps its date as the time of
/// the last update.
pub(crate) fn date_shift(old: &Item, new: &Item) -> Option<Duration> {
    let before = old.date?;
    let kept = new.updated.filter(|_| old.is_dated_by_update);
    let dates = [new.date, kept].into_iter().flatten();
    dates.map(|now| (now - before).abs()).min()
}

/// Matches the entries.
pub(crate) fn matches(old: &[Item], new: &[Item]) -> Matches {
    let mut found = by_id(old, new);
    // An entry with a reused id is hidden by it, whatever else matches. The old article may match another entry.
    let hidden: BTreeSet<_> = found.reused.iter().map(|pair| pair.new).collect();
    found.new.retain(|to| !hidden.contains(to));
    by_traits(found, old, new)
}

/// Finds the articles of published entries. Here a reused id does not hide an article.
pub(crate) fn articles(old: &[Item], new: &[Item]) -> Matches {
    by_traits(by_id(old, new), old, new)
}

/// Pairs of removed and new entries with the same title and text: the same article, whose date changed besides.
pub(crate) fn redated(
    removed: &[usize],
    new: &[usize],
    old_items: &[Item],
    new_items: &[Item],
) -> Vec<Match> {
    let [old, new] = [unique(removed, old_items, title_and_text), unique(new, new_items, title_and_text)];
    let pairs = old.iter().filter_map(|(key, old)| Some((*old, *new.get(key)?)));
    pairs.map(|(old, new)| Match { old, new, evidence: Evidence::Text }).collect()
}

fn title_and_text(item: &Item) -> Option<String> {
    Some(format!("{} {}", text(item)?, title(item)?))
}

fn by_traits(mut found: Matches, old: &[Item], new: &[Item]) -> Matches {
    let different: BTreeSet<_> = found.reused.iter().map(|pair| (pair.old, pair.new)).collect();
    for kind in TRAITS {
        let left = [unique(&found.old, old, kind.value), unique(&found.new, new, kind.value)];
        let [ours, theirs] = &left;
        for (key, &at) in ours {
            if let Some(&to) = theirs.get(key)
                && let (Some(before), Some(now)) = (old.get(at), new.get(to))
                && (kind.agrees)(before, now)
                && !different.contains(&(at, to))
            {
                found.same.push(Match { old: at, new: to, evidence: kind.evidence });
            }
        }
        found.remove_matched(old.len(), new.len());
    }
    found.same.sort_by_key(|pair| pair.new);
    found.reused.sort_by_key(|pair| pair.new);
    found
}

/// Matches entries by id. They are the same article unless all other traits differ.
fn by_id(old: &[Item], new: &[Item]) -> Matches {
    let known = first_by_key(old);
    let theirs = first_by_key(new);
    let each = sorted(theirs.values().copied());
    let others = UniqueEntries {
        new,
        pages: unique(&each, new, |item| url_normalization::page(item.link.as_deref()?)),
        titles: unique(&each, new, title),
    };
    let mut found = Matches::default();
    for (key, to) in theirs {
        let Some(&at) = known.get(&key) else { continue };
        let (Some(before), Some(now)) = (old.get(at), new.get(to)) else { continue };
        let pair = Match { old: at, new: to, evidence: Evidence::Id };
        if is_different(before, now) || others.has_other_match(before, to) {
            found.reused.push(pair);
        } else {
            found.same.push(pair);
        }
    }
    found.old = sorted(known.into_values());
    found.new = each;
    found.remove_matched(old.len(), new.len());
    found
}

fn sorted(at: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut at: Vec<_> = at.collect();
    at.sort_unstable();
    at
}

/// The first entry with each key. Readers skip a second one.
fn first_by_key(items: &[Item]) -> BTreeMap<Cow<'_, str>, usize> {
    let mut first_by_key = BTreeMap::new();
    for (at, key) in items.iter().map(key).enumerate().filter(|(_, key)| !key.is_empty()) {
        first_by_key.entry(key).or_insert(at);
    }
    first_by_key
}

/// The identity of an entry in readers. One without id, link and title is known by its text.
fn key(item: &Item) -> Cow<'_, str> {
    let has_name = item.id.is_some() || item.link.is_some() || !item.title.is_empty();
    match text(item).filter(|_| !has_name) {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(item.key()),
    }
}

/// Whether only the id is the same: page, file, title and date differ, and at least two of them are known for both.
fn is_different(old: &Item, new: &Item) -> bool {
    let same = |of: fn(&Item) -> Option<String>| Some(of(old)? == of(new)?);
    let known = [
        same(|item| url_normalization::path(item.link.as_deref()?)),
        same(|item| url_normalization::path(item.enclosure.as_deref()?)),
        same(title),
        date_shift(old, new).map(|days| days <= MAX_DATE_SHIFT),
    ];
    let known: Vec<_> = known.into_iter().flatten().collect();
    known.len() > 1 && known.iter().all(|same| !same)
}

/// New entries by page and by title, if no other entry has the same.
struct UniqueEntries<'i> {
    new: &'i [Item],
    pages: BTreeMap<String, usize>,
    titles: BTreeMap<String, usize>,
}

impl UniqueEntries<'_> {
    /// Whether the old article is another entry than `to`: that entry has its title, and its page or its day, and `to`
    /// does not.
    fn has_other_match(&self, old: &Item, to: usize) -> bool {
        let item = |at: &usize| self.new.get(*at);
        let has_title =
            |at: &usize| item(at).is_some_and(|item| !item.title.is_empty() && item.title == old.title);
        // Most entries are unchanged, and need no URL to be parsed.
        if has_title(&to) {
            return false;
        }
        let is_same_day = |at: &usize| {
            item(at).and_then(|new| date_shift(old, new)).is_some_and(|days| days <= MAX_DATE_SHIFT)
        };
        let page = old.link.as_deref().and_then(url_normalization::page);
        let by_page = page.and_then(|page| self.pages.get(&page)).filter(|at| has_title(at));
        let by_title = title(old).and_then(|title| self.titles.get(&title)).filter(|at| is_same_day(at));
        let is_other = |at: Option<&usize>| at.is_some_and(|at| *at != to);
        is_other(by_page) || is_other(by_title)
    }
}

/// Entries by a trait, if no other entry has the same value.
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
    /// Takes pairs apart that are two articles.
    pub(crate) fn separate(&mut self, are_two: impl Fn(&Match) -> bool) {
        let (two, same): (Vec<_>, Vec<_>) = std::mem::take(&mut self.same).into_iter().partition(are_two);
        self.same = same;
        self.old.extend(two.iter().map(|pair| pair.old));
        self.new.extend(two.iter().map(|pair| pair.new));
        self.old.sort_unstable();
        self.new.sort_unstable();
    }

    fn remove_matched(&mut self, old: usize, new: usize) {
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

/// Ambiguous entries: remaining old entries with some new entries that each could be.
pub(crate) fn ambiguous(found: &Matches, old: &[Item], new: &[Item]) -> Vec<(usize, Vec<usize>)> {
    let mut candidates: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for kind in TRAITS {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &to in &found.new {
            if let Some(key) = new.get(to).and_then(kind.value) {
                let same = by_key.entry(key).or_default();
                if same.len() < MAX_CANDIDATES {
                    same.push(to);
                }
            }
        }
        for &at in &found.old {
            let Some(before) = old.get(at) else { continue };
            let same = (kind.value)(before).and_then(|key| by_key.get(&key));
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
const MAX_CANDIDATES: usize = 5;
