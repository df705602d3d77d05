//! Compares two states of a feed as feed readers would.

use std::collections::BTreeSet;

use super::matching::{self, A_DAY, Match, Matches};
use crate::published::change::{Change, Comparison, Evidence, Kind};
use crate::published::feed::{Item, PublishedFeed};

/// Fewer moved dates, or entries that are gone, than this are corrections, however small the feed.
pub(super) const MASS: usize = 3;

/// More than one in so many is no correction.
const MASS_SHARE: usize = 10;

/// Compares two states of a feed.
#[must_use]
pub fn compare(old: &PublishedFeed, new: &PublishedFeed) -> Comparison {
    let found = matching::matches(&old.items, &new.items);
    let mut changes: Vec<_> = found.reused.iter().map(|pair| change(Kind::Reused, *pair)).collect();
    let mut unchanged = 0;
    for pair in &found.same {
        match kind(old, new, *pair) {
            Some(kind) => changes.push(change(kind, *pair)),
            None => unchanged += 1,
        }
    }
    changes.extend(found.new.iter().map(|to| Change {
        kind: Kind::New,
        old: None,
        new: Some(*to),
        evidence: None,
    }));
    let (dropped, aged) = gone(old, new, &found);
    changes.extend(dropped);
    changes.sort_by_key(|change| (change.kind, change.new, change.old));
    let of = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let (redated, lost) = (of(Kind::Redated), of(Kind::Dropped));
    Comparison {
        changes,
        unchanged,
        aged,
        mass_redated: redated >= MASS && redated * MASS_SHARE > old.items.len(),
        emptied: new.items.len() * 2 < old.items.len() || lost >= MASS && lost * 2 > old.items.len(),
        format: (old.format != new.format).then_some((old.format, new.format)),
        moved: differing(old.self_url.as_ref(), new.self_url.as_ref()),
        feed_id: differing(old.id.as_ref(), new.id.as_ref()),
    }
}

fn change(kind: Kind, pair: Match) -> Change {
    Change { kind, old: Some(pair.old), new: Some(pair.new), evidence: Some(pair.evidence) }
}

fn kind(old: &PublishedFeed, new: &PublishedFeed, pair: Match) -> Option<Kind> {
    let (before, now) = (old.items.get(pair.old)?, new.items.get(pair.new)?);
    if pair.evidence != Evidence::Id {
        Some(Kind::Reidentified)
    } else if matching::days_apart(before, now).is_some_and(|days| days > A_DAY) {
        Some(Kind::Redated)
    } else {
        is_updated(before, now, old.format == new.format).then_some(Kind::Updated)
    }
}

/// Whether readers have something to replace. Formats put texts into different places: across them only what both have
/// is compared.
fn is_updated(old: &Item, new: &Item, same_format: bool) -> bool {
    let differs = |old: Option<u64>, new: Option<u64>| match (old, new) {
        (Some(old), Some(new)) => old != new,
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => same_format,
    };
    let said = old.title != new.title || old.link != new.link || old.enclosure != new.enclosure;
    let dated = same_format && (old.date != new.date || old.updated != new.updated);
    said || dated || differs(old.content, new.content) || (same_format && differs(old.summary, new.summary))
}

/// What is gone: from among the entries that are left, or off their end. Where there is room, nothing fell off.
fn gone(old: &PublishedFeed, new: &PublishedFeed, found: &Matches) -> (Vec<Change>, usize) {
    let has_room = new.items.len() < old.items.len();
    let oldest = new.items.iter().filter_map(|item| item.date).min();
    let hidden: BTreeSet<_> = found.reused.iter().map(|pair| pair.old).collect();
    let is_dropped = |at: usize| {
        let date = old.items.get(at).and_then(|item| item.date);
        has_room || date.is_some_and(|date| oldest.is_none_or(|oldest| date > oldest))
    };
    let gone = found.old.iter().copied().filter(|at| !hidden.contains(at));
    let (dropped, aged): (Vec<_>, Vec<_>) = gone.partition(|at| is_dropped(*at));
    let dropped = dropped.into_iter().map(|at| Change {
        kind: Kind::Dropped,
        old: Some(at),
        new: None,
        evidence: None,
    });
    (dropped.collect(), aged.len())
}

fn differing(old: Option<&String>, new: Option<&String>) -> Option<(String, String)> {
    let (old, new) = (old?, new?);
    (old != new).then(|| (old.clone(), new.clone()))
}
