//! Two states of a feed in, their differences as feed readers see them out. Reports no findings.

use std::collections::{BTreeMap, BTreeSet};

use super::backfilled::{Groups, backfilled};
use super::matching::{self, MAX_DATE_SHIFT, Match, Matches};
use super::url_normalization;
use crate::published::change::{Change, Comparison, Evidence, FeedPart, Kind};
use crate::published::feed::{Item, PublishedFeed};

/// The minimum number of changed dates, of removed entries, or of old articles, that are not just corrections.
pub(super) const MIN_MASS: usize = 3;

/// The minimum share of a feed that is not just corrected: one in this number.
const MASS_SHARE: usize = 10;

/// Compares two states of a feed.
#[must_use]
pub fn compare(old: &PublishedFeed, new: &PublishedFeed) -> Comparison {
    compare_in_groups(old, new, None, &|_| [None, None], &|_| false)
}

/// Compares two states of a feed, with what is known of the new one: whether it has room for more entries, what is
/// known of those that it has, and which of the old ones are still articles of the site.
#[must_use]
pub(crate) fn compare_in_groups(
    old: &PublishedFeed,
    new: &PublishedFeed,
    has_room: Option<bool>,
    groups: &Groups<'_>,
    is_here: &dyn Fn(&Item) -> bool,
) -> Comparison {
    let mut found = matching::matches(&old.items, &new.items);
    found.separate(|pair| pair.evidence.is_vague() && old.items.get(pair.old).is_some_and(is_here));
    let mut changes: Vec<_> = found.reused.iter().map(|pair| change(Kind::Reused, *pair)).collect();
    let mut unchanged = 0;
    for pair in &found.same {
        match kind(old, new, *pair) {
            Some(kind) => changes.push(change(kind, *pair)),
            None => unchanged += 1,
        }
    }
    let (dropped, aged) = removed(old, new, &found, has_room);
    let gone: Vec<_> =
        dropped.iter().copied().filter(|at| !old.items.get(*at).is_some_and(is_here)).collect();
    let redated = matching::redated(&gone, &found.new, &old.items, &new.items);
    let returned: BTreeSet<_> = redated.iter().map(|pair| pair.new).collect();
    let moved: BTreeSet<_> = redated.iter().map(|pair| pair.old).collect();
    changes.extend(redated.into_iter().map(|pair| change(Kind::Reidentified, pair)));
    let arrived = found.new.iter().filter(|to| !returned.contains(to));
    changes.extend(arrived.map(|to| only(Kind::New, None, Some(*to))));
    let dropped = dropped.into_iter().filter(|at| !moved.contains(at));
    changes.extend(dropped.map(|at| only(Kind::Dropped, Some(at), None)));
    changes.sort_by_key(|change| (change.kind, change.new, change.old));
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let (redated, lost) = (count(Kind::Redated), count(Kind::Dropped));
    let backfilled = backfilled(old, new, &found, lost, groups);
    let is_mass = |changed: usize| changed >= MIN_MASS && changed * MASS_SHARE > old.items.len();
    Comparison {
        changes,
        unchanged,
        aged,
        mass_redated: is_mass(redated),
        mass_backfilled: is_mass(backfilled.len()),
        backfilled,
        emptied: is_emptied(old.items.len(), new.items.len(), lost),
        format: (old.format != new.format).then_some((old.format, new.format)),
        moved: if_changed(old.self_url.as_ref(), new.self_url.as_ref())
            .filter(|(old, _)| !url_normalization::is_of_template(old)),
        feed_id: if_changed(old.id.as_ref(), new.id.as_ref())
            .filter(|(old, new)| !url_normalization::is_same_feed_id(old, new)),
        parts: changed_parts(old, new),
    }
}

/// Whether a document with so many entries, of which so many are lost, loses all or more than half of them.
pub(super) fn is_emptied(before: usize, now: usize, lost: usize) -> bool {
    now * 2 < before || lost >= MIN_MASS && lost * 2 > before
}

/// What a feed says about itself.
type Said = fn(&PublishedFeed) -> Option<String>;

/// The parts of a feed itself that subscribers see, and whether all formats say them in the same words.
const PARTS: &[(FeedPart, Said, bool)] = &[
    (FeedPart::Title, |feed| feed.title.clone(), true),
    (FeedPart::Description, |feed| feed.description.clone(), true),
    (FeedPart::Language, |feed| feed.language.clone(), true),
    (FeedPart::Link, |feed| feed.home_url.clone(), true),
    (FeedPart::Authors, |feed| joined(feed.authors.iter().map(String::as_str)), false),
    (FeedPart::Rights, |feed| feed.rights.clone(), true),
    (FeedPart::Logo, |feed| feed.logo.clone(), false),
    (FeedPart::Icon, |feed| feed.icon.clone(), false),
    (FeedPart::ShowAuthor, |feed| of_show(feed, "itunes:author"), false),
    (FeedPart::Cover, |feed| of_show(feed, "itunes:image"), false),
    (FeedPart::Categories, |feed| of_show(feed, "itunes:category"), false),
    (FeedPart::Explicit, |feed| of_show(feed, "itunes:explicit"), false),
    (FeedPart::Order, |feed| of_show(feed, "itunes:type"), false),
    (FeedPart::Complete, |feed| of_show(feed, "itunes:complete"), false),
    (FeedPart::Block, |feed| of_show(feed, "itunes:block"), false),
    (FeedPart::NewAddress, |feed| of_show(feed, "itunes:new-feed-url"), false),
    (FeedPart::People, |feed| of_show(feed, "podcast:person"), false),
    (FeedPart::Location, |feed| of_show(feed, "podcast:location"), false),
    (FeedPart::Funding, |feed| of_show(feed, "podcast:funding"), false),
    (FeedPart::Trailers, |feed| of_show(feed, "podcast:trailer"), false),
    (FeedPart::License, |feed| of_show(feed, "podcast:license"), false),
    (FeedPart::Medium, |feed| of_show(feed, "podcast:medium"), false),
    (FeedPart::Frequency, |feed| of_show(feed, "podcast:updateFrequency"), false),
];

/// What changed of the feed itself. Formats have different places for it, so between formats only what both have, and say
/// in the same words, is compared.
fn changed_parts(old: &PublishedFeed, new: &PublishedFeed) -> BTreeMap<FeedPart, (String, String)> {
    let same_format = old.format == new.format;
    let changed = PARTS.iter().filter_map(|(part, said, is_shared)| {
        let (old, new) = (said(old), said(new));
        let is_known = same_format || *is_shared && old.is_some() && new.is_some();
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        (is_known && !is_same_part(*part, &old, &new)).then_some((*part, (old, new)))
    });
    changed.collect()
}

fn is_same_part(part: FeedPart, old: &str, new: &str) -> bool {
    old == new
        || part == FeedPart::Language && old.eq_ignore_ascii_case(new)
        || part == FeedPart::Link && old.trim_end_matches('/') == new.trim_end_matches('/')
}

/// What the elements of a name say about a podcast, with their attributes and the elements in them.
fn of_show(feed: &PublishedFeed, name: &str) -> Option<String> {
    let mut is_named = false;
    let named = feed.show.iter().filter(|element| {
        if element.depth == 0 {
            is_named = element.name == name;
        }
        is_named
    });
    joined(named.flat_map(|element| {
        let attributes = element.attributes.iter().map(|(_, value)| value.trim());
        std::iter::once(element.text.as_str()).chain(attributes)
    }))
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn change(kind: Kind, pair: Match) -> Change {
    Change { kind, old: Some(pair.old), new: Some(pair.new), evidence: Some(pair.evidence) }
}

/// The change of an entry that only one state has.
fn only(kind: Kind, old: Option<usize>, new: Option<usize>) -> Change {
    Change { kind, old, new, evidence: None }
}

fn kind(old: &PublishedFeed, new: &PublishedFeed, pair: Match) -> Option<Kind> {
    let (before, now) = (old.items.get(pair.old)?, new.items.get(pair.new)?);
    if pair.evidence != Evidence::Id {
        Some(Kind::Reidentified)
    } else if matching::date_shift(before, now).is_some_and(|days| days > MAX_DATE_SHIFT) {
        Some(Kind::Redated)
    } else {
        is_updated(before, now, old.format == new.format).then_some(Kind::Updated)
    }
}

/// Whether readers have something to replace. Formats have different places for texts, so between formats only common
/// parts are compared.
fn is_updated(old: &Item, new: &Item, same_format: bool) -> bool {
    let differs = |old: Option<u64>, new: Option<u64>| match (old, new) {
        (Some(old), Some(new)) => old != new,
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => same_format,
    };
    let has_new_text = old.title != new.title || old.link != new.link || old.enclosure != new.enclosure;
    let has_new_date = same_format && (old.date != new.date || old.updated != new.updated);
    has_new_text
        || has_new_date
        || differs(old.content, new.content)
        || (same_format && differs(old.summary, new.summary))
}

/// Removed entries: those from among the remaining ones, and the number of those that exceeded the limit. A feed with
/// room for more did not exceed its limit.
fn removed(
    old: &PublishedFeed,
    new: &PublishedFeed,
    found: &Matches,
    has_room: Option<bool>,
) -> (Vec<usize>, usize) {
    let has_room = has_room.unwrap_or(false) || new.items.len() < old.items.len();
    let oldest = new.items.iter().filter_map(|item| item.date).min();
    let hidden: BTreeSet<_> = found.reused.iter().map(|pair| pair.old).collect();
    let is_dropped = |at: usize| {
        let date = old.items.get(at).and_then(|item| item.date);
        has_room || date.is_some_and(|date| oldest.is_none_or(|oldest| date > oldest))
    };
    let removed = found.old.iter().copied().filter(|at| !hidden.contains(at));
    let (dropped, aged): (Vec<_>, Vec<_>) = removed.partition(|at| is_dropped(*at));
    (dropped, aged.len())
}

fn if_changed(old: Option<&String>, new: Option<&String>) -> Option<(String, String)> {
    let (old, new) = (old?, new?);
    (old != new).then(|| (old.clone(), new.clone()))
}
