//! What a build would do to subscribers, in words: what stops it, and what is only said.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DROPPED_ENTRY, EMPTIED, FEED_MOVED, FORMAT_CHANGED, MASS_REDATING, MOST_FINDINGS, REDATED_ENTRY,
    REIDENTIFIED_ENTRY, REUSED_ID,
};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::feed::Format;
use crate::published::change::{Change, Comparison, Evidence, Kind};
use crate::published::feed::{Item, PublishedFeed};

/// A change that is let through on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Accept {
    /// Entries that are published again under another id.
    Reidentified,
    /// Ids that name something else now.
    Reused,
    /// Many dates that moved.
    Redated,
    /// A document that loses all, or more than half, of its entries.
    Emptied,
}

/// Two states of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct States<'k> {
    /// What is published now.
    pub old: &'k PublishedFeed,
    /// Where: `public`, `https://…/`, for `pin --from`.
    pub from: &'k str,
    /// What would be.
    pub new: &'k PublishedFeed,
    /// The document's path.
    pub path: &'k str,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// An entry of the new state, and the key of its metadata.
    Entry(usize, &'static str),
    /// An entry of the old state that is gone.
    Gone,
    /// The document as a whole.
    Document,
}

/// Says what a change of a document does to those who read it.
#[must_use]
pub(crate) fn guard(
    states: States<'_>,
    comparison: &Comparison,
    accepted: &BTreeSet<Accept>,
) -> Vec<(About, Diagnostic)> {
    let mut found = Vec::new();
    if comparison.emptied && !accepted.contains(&Accept::Emptied) {
        found.push((About::Document, emptied(states, comparison)));
    }
    found.extend(document(states, comparison).into_iter().map(|finding| (About::Document, finding)));
    let mut counts: BTreeMap<&'static str, (&'static Code, usize)> = BTreeMap::new();
    for change in &comparison.changes {
        let Some((about, finding)) = entry(states, comparison, change) else { continue };
        let (_, count) = counts.entry(finding.code.name).or_insert((finding.code, 0));
        *count += 1;
        if *count <= MOST_FINDINGS {
            found.push((about, accept(finding, accepted)));
        }
    }
    let more = counts.into_values().filter(|(_, count)| *count > MOST_FINDINGS);
    found.extend(more.map(|(code, count)| {
        let message =
            format!("the same is true of {} more entries of `{}`", count - MOST_FINDINGS, states.path);
        (About::Document, accept(Diagnostic::new(code, message), accepted))
    }));
    found
}

/// What is accepted is still said.
fn accept(mut finding: Diagnostic, accepted: &BTreeSet<Accept>) -> Diagnostic {
    let by = [
        (&REIDENTIFIED_ENTRY, Accept::Reidentified),
        (&REUSED_ID, Accept::Reused),
        (&MASS_REDATING, Accept::Redated),
        (&REDATED_ENTRY, Accept::Redated),
    ];
    if by.iter().any(|(code, accept)| std::ptr::eq(*code, finding.code) && accepted.contains(accept)) {
        finding.severity = Severity::Info;
        finding.help = None;
    }
    finding
}

fn emptied(states: States<'_>, comparison: &Comparison) -> Diagnostic {
    let (before, now) = (states.old.items.len(), states.new.items.len());
    let lost = comparison.changes.iter().filter(|change| change.kind == Kind::Dropped).count();
    let (message, help) = if now == 0 {
        let help = "see what `feedwright list` leaves out; if the document shall go, build with --accept emptied --prune";
        (format!("it holds {before} entries now, and would hold none"), help)
    } else if now * 2 < before {
        let help =
            "if that is meant, build with --accept emptied; else see what `feedwright list` leaves out";
        (format!("it holds {before} entries now, and would hold {now}"), help)
    } else {
        let help = "if these are the same articles with other ids, write the old ones as `id`; if that is meant, build with --accept emptied";
        (
            format!(
                "it holds {before} entries now, of which {lost} would be gone and others in their places"
            ),
            help,
        )
    };
    Diagnostic::new(&EMPTIED, message).help(help)
}

fn document(states: States<'_>, comparison: &Comparison) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some((old, new)) = comparison.format {
        let message = format!("`{}` is {old} now, and would be {new}", states.path);
        let help = "give the new format a path of its own, and keep the old one for those who read it";
        found.push(Diagnostic::new(&FORMAT_CHANGED, message).help(help));
    }
    if let Some((old, new)) = &comparison.moved {
        let message = format!("the feed calls itself `{new}`, but `{old}` where it is published");
        let help = format!("redirect {old} to {new} for good (301), or its readers stay behind");
        found.push(Diagnostic::new(&FEED_MOVED, message).help(help));
    } else if let Some((old, new)) = &comparison.feed_id {
        let message = format!("the feed's own id is `{new}`, but `{old}` where it is published");
        let help =
            format!("run `feedwright pin --from {}`, or write id = {old:?} in its [[feed]]", states.from);
        found.push(Diagnostic::new(&FEED_MOVED, message).help(help));
    }
    found
}

fn entry(states: States<'_>, comparison: &Comparison, change: &Change) -> Option<(About, Diagnostic)> {
    let old = change.old.and_then(|at| states.old.items.get(at));
    let new = change.new.and_then(|at| states.new.items.get(at));
    let about = |key| change.new.map_or(About::Document, |at| About::Entry(at, key));
    match (change.kind, old, new) {
        (Kind::Reidentified, Some(old), Some(new)) => {
            Some((about("id"), reidentified(states, change.evidence, old, new)))
        }
        (Kind::Reused, Some(old), Some(_)) => Some((about("id"), reused(states, old))),
        (Kind::Redated, Some(old), Some(new)) => Some((about("date"), redated(comparison, old, new))),
        (Kind::Dropped, Some(old), _) => Some((About::Gone, dropped(old))),
        (
            Kind::Reidentified | Kind::Reused | Kind::Redated | Kind::Dropped | Kind::New | Kind::Updated,
            _,
            _,
        ) => None,
    }
}

fn reidentified(states: States<'_>, evidence: Option<Evidence>, old: &Item, new: &Item) -> Diagnostic {
    let by = match evidence {
        Some(Evidence::Permalink) => "the same page",
        Some(Evidence::Enclosure) => "the same file",
        Some(Evidence::Path) => "the same path",
        Some(Evidence::Title) => "the same title and date",
        Some(Evidence::Id) | None => "the same article",
    };
    let message = format!(
        "published as `{}`, and would be `{}` ({by}): every subscriber gets it again",
        old.key(),
        new.key()
    );
    let pin = match states.old.format {
        Format::Rss | Format::Json => format!("id = {:?}", old.key()),
        Format::Atom => format!("id = {:?}, or {{ rss, atom }} where they differ", old.key()),
    };
    let help = format!(
        "keep the old ids with `feedwright pin --from {}`, or write {pin}; if everybody shall get it again, build with --accept reidentified",
        states.from
    );
    Diagnostic::new(&REIDENTIFIED_ENTRY, message).help(help)
}

fn reused(states: States<'_>, old: &Item) -> Diagnostic {
    let was =
        if old.title.is_empty() { old.link.as_deref().unwrap_or("another article") } else { &old.title };
    let message = format!(
        "the id `{}` is known to subscribers as \"{was}\" (in {}): none sees this article",
        old.key(),
        states.path
    );
    let help = "give it an id of its own; if it is that article, rewritten, build with --accept reused";
    Diagnostic::new(&REUSED_ID, message).help(help)
}

fn redated(comparison: &Comparison, old: &Item, new: &Item) -> Diagnostic {
    let text =
        |item: &Item| item.date.map(|date| date.to_rfc3339()).unwrap_or_default().replace("+00:00", "Z");
    let message = format!("published with the date {}, and would have {}", text(old), text(new));
    let code: &'static Code = if comparison.mass_redated { &MASS_REDATING } else { &REDATED_ENTRY };
    let help = if comparison.mass_redated {
        "restore the dates, or say when it was changed with `updated`; if they shall move, build with --accept redated"
    } else {
        "restore the date, and say when it was changed with `updated`"
    };
    Diagnostic::new(code, message).help(help)
}

fn dropped(old: &Item) -> Diagnostic {
    let name = if old.title.is_empty() { old.key() } else { &old.title };
    Diagnostic::new(
        &DROPPED_ENTRY,
        format!("\"{name}\" (`{}`) is published now, and would be gone", old.key()),
    )
    .help("`feedwright list` says what is left out, and why")
}
