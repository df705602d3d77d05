//! The new entries of a feed in, those that are old articles out: readers show every entry that they do not know as new,
//! whatever its date is.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::matching::Matches;
use crate::published::feed::PublishedFeed;

/// How much older than the newest published entry an article may be, and still be news.
const MAX_AGE: Duration = Duration::days(7);

/// What is known of the entries of the new feed: the language and the section of each.
pub(crate) type Groups<'g> = dyn Fn(usize) -> [Option<String>; 2] + 'g;

/// Which of the unseen entries in `new` are old: those dated before all published ones, or long before the newest; and
/// those before the newest in a language or section that no published entry has, which the feed takes in all at once.
/// Where the feed did not become longer, its limit is the same, and as many of its last entries as were `dropped`
/// only return to it.
pub(super) fn backfilled(
    old: &PublishedFeed,
    new: &PublishedFeed,
    found: &Matches,
    dropped: usize,
    groups: &Groups<'_>,
) -> Vec<usize> {
    let dates = || old.items.iter().filter_map(|item| item.date);
    let (Some(oldest), Some(newest)) = (dates().min(), dates().max()) else { return Vec::new() };
    let date = |at: usize| new.items.get(at).and_then(|item| item.date);
    let (languages, sections) =
        found.same.iter().map(|pair| groups(pair.new)).map(|[language, section]| (language, section)).unzip();
    let known: Known = [languages, sections];
    let is_old = |at: usize, date: DateTime<Utc>| {
        date < oldest || newest - date > MAX_AGE || date <= newest && is_elsewhere(&groups(at), &known)
    };
    let unseen = found.new.iter().copied();
    let mut arrived: Vec<_> = unseen.filter(|at| date(*at).is_some_and(|date| is_old(*at, date))).collect();
    let returned = if new.items.len() > old.items.len() { 0 } else { dropped };
    let mut last: Vec<_> =
        arrived.iter().copied().filter(|at| date(*at).is_some_and(|date| date < oldest)).collect();
    last.sort_by_key(|at| std::cmp::Reverse(date(*at)));
    let returned: BTreeSet<_> = last.into_iter().take(returned).collect();
    arrived.retain(|at| !returned.contains(at));
    arrived
}

/// Whether an entry is in a language or a section in which there is no known one.
fn is_elsewhere([language, section]: &[Option<String>; 2], known: &Known) -> bool {
    let [languages, sections] = known;
    !languages.is_empty() && (!languages.contains(language) || !sections.contains(section))
}

/// The languages and the sections of the entries that are published.
type Known = [BTreeSet<Option<String>>; 2];
