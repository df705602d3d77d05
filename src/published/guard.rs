//! A comparison of a document in, findings about its consequences for subscribers out. Errors among them stop a build.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    BACKFILLED_ENTRIES, CHANGED_PODCAST_GUID, DROPPED_ENTRY, EMPTIED, FEED_MOVED, FORMAT_CHANGED,
    MASS_REDATING, MOST_FINDINGS, REDATED_ENTRY, REIDENTIFIED_ENTRY, REUSED_ID, SKIPPED_ENTRY,
};
use crate::diagnostic::{Code, Diagnostic, Severity, counted, timestamp};
use crate::feed::{Format, Id};
use crate::published::change::{Change, Comparison, Evidence, Kind};
use crate::published::compare::{self, MIN_MASS};
use crate::published::feed::{Item, PublishedFeed};
use crate::published::matching;

/// A change that the user allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Accept {
    /// Entries that are published again under another id.
    Reidentified,
    /// Ids that now identify another article.
    Reused,
    /// Many dates that changed.
    Redated,
    /// A document that loses all, or more than half, of its entries; and no entry in any document.
    Emptied,
    /// Old articles that readers show as new.
    Backfilled,
    /// The first publication of a site, or of a document.
    First,
    /// Something at the place of a published document that cannot be read.
    Unreadable,
}

impl Accept {
    /// All of them.
    pub(crate) const ALL: [Accept; 7] = [
        Accept::Reidentified,
        Accept::Reused,
        Accept::Redated,
        Accept::Emptied,
        Accept::Backfilled,
        Accept::First,
        Accept::Unreadable,
    ];
}

/// Where the settings of a feed are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table<'k> {
    /// In the `[[feed]]` with this path.
    At(&'k str),
    /// In none: it is made by default, or as the site's generator does.
    Nowhere,
    Unknown,
}

/// Two states of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct States<'k> {
    /// The published state.
    pub old: &'k PublishedFeed,
    /// Its location: `public`, `https://…/`, for `pin --from`.
    pub from: &'k str,
    /// The state after a build.
    pub new: &'k PublishedFeed,
    /// The document's path.
    pub path: &'k str,
    /// The ids and pages of articles that are in no feed, each with the reason.
    pub left_out: &'k BTreeMap<String, &'static str>,
    /// Whether invalid articles are left out: what disappears for no other reason is most likely one of them.
    pub has_skipped: bool,
    /// The most entries that the document has, if that is known.
    pub limit: Option<usize>,
    /// Where its settings are.
    pub table: Table<'k>,
}

impl States<'_> {
    /// The limit, if it is the reason why an entry is no longer in the document.
    fn limit_before(&self, old: &Item) -> Option<usize> {
        let limit = self.limit.filter(|limit| *limit == self.new.items.len() && *limit > 0)?;
        let oldest = self.new.items.iter().filter_map(|item| item.date).min()?;
        old.date.filter(|date| *date <= oldest).map(|_| limit)
    }

    /// How the feed keeps an id. A `[[feed]]` for it alone would replace all those that the configuration has not.
    fn id_help(&self, id: &str) -> String {
        match self.table {
            Table::At(path) if path.contains('{') => format!(
                "write an `id` with the placeholders of its path into the [[feed]] with path = {path:?}, so that it is {id:?} here"
            ),
            Table::At(path) => format!("write id = {id:?} into the [[feed]] with path = {path:?}"),
            Table::Unknown => format!("write id = {id:?} into its [[feed]]"),
            Table::Nowhere => format!(
                "write all feeds into feedwright.toml, as `feedwright init --from {} --dry-run` shows them, and id = {id:?} \
                 into the one with path = {:?}",
                self.from, self.path
            ),
        }
    }

    /// Why the article of an entry is in no feed, if it is left out.
    fn reason(&self, old: &Item) -> Option<&'static str> {
        let keys = [Some(old.key()), old.link.as_deref()].into_iter().flatten();
        keys.filter_map(|key| self.left_out.get(key)).copied().next()
    }

    /// The finding about entries that all disappear for no other reason than a smaller limit, if they are many.
    fn beyond_limit(&self, comparison: &Comparison) -> Option<Diagnostic> {
        let dropped = comparison.changes.iter().filter(|change| change.kind == Kind::Dropped);
        let dropped: Vec<_> =
            dropped.filter_map(|change| change.old).filter_map(|at| self.old.items.get(at)).collect();
        let is_beyond = |old: &&Item| self.reason(old).is_none() && self.limit_before(old).is_some();
        let limit = self.limit.filter(|_| dropped.len() >= MIN_MASS && dropped.iter().all(is_beyond))?;
        let message = format!(
            "{} of the {} published entries would disappear: they are beyond the limit of {}",
            dropped.len(),
            self.old.items.len(),
            counted(limit, "entry", "entries")
        );
        let help = "raise `limit` of the feed if they should stay";
        Some(Diagnostic::new(&DROPPED_ENTRY, message).help(help))
    }
}

/// The subject of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// An entry of the new state, with a key of its metadata.
    Entry(usize, &'static str),
    /// A removed entry of the old state.
    Gone,
    /// What is wrong with many documents at once, and is reported once.
    Build,
    /// The document as a whole.
    Document,
    /// The podcast that it is, with a key of its settings.
    Podcast(&'static str),
}

/// Reports the consequences of a change for subscribers.
#[must_use]
pub(crate) fn guard(
    states: States<'_>,
    comparison: &Comparison,
    accepted: &BTreeSet<Accept>,
) -> Vec<(About, Diagnostic)> {
    let mut found = Vec::new();
    let beyond_limit = states.beyond_limit(comparison);
    if is_emptied(states, comparison) && beyond_limit.is_none() && !accepted.contains(&Accept::Emptied) {
        found.push((About::Document, emptied(states, comparison)));
    }
    found.extend(beyond_limit.map(|finding| (About::Document, finding)));
    let beyond_limit = found.iter().any(|(_, finding)| finding.code == &DROPPED_ENTRY);
    found.extend(backfilled(states, comparison, accepted));
    let of_document = document(states, comparison).into_iter().map(|finding| (About::Document, finding));
    let of_podcast = changed_guid(states).map(|finding| (About::Podcast("guid"), finding));
    found.extend(of_document.chain(of_podcast).map(|(about, finding)| (about, accept(finding, accepted))));
    let mut counts: BTreeMap<&'static str, (&'static Code, usize)> = BTreeMap::new();
    for change in comparison.changes.iter().filter(|change| !beyond_limit || change.kind != Kind::Dropped) {
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
            format!("{} more entries of `{}` have the same problem", count - MOST_FINDINGS, states.path);
        (About::Document, accept(Diagnostic::new(code, message), accepted))
    }));
    found
}

/// Reports a podcast that apps and directories would mistake for another one.
fn changed_guid(states: States<'_>) -> Option<Diagnostic> {
    let (old, new) = states.old.podcast_guid().zip(states.new.podcast_guid())?;
    let message = format!("the podcast's guid is `{new}`, but it is published as `{old}`");
    let help = format!("write guid = \"{old}\" under [feed.podcast], or build with --accept reidentified");
    (!old.eq_ignore_ascii_case(new)).then(|| Diagnostic::new(&CHANGED_PODCAST_GUID, message).help(help))
}

/// Lowers the severity of accepted changes; they are still reported.
fn accept(mut finding: Diagnostic, accepted: &BTreeSet<Accept>) -> Diagnostic {
    let codes = [
        (&REIDENTIFIED_ENTRY, Accept::Reidentified),
        (&CHANGED_PODCAST_GUID, Accept::Reidentified),
        (&REUSED_ID, Accept::Reused),
        (&MASS_REDATING, Accept::Redated),
        (&REDATED_ENTRY, Accept::Redated),
        (&BACKFILLED_ENTRIES, Accept::Backfilled),
    ];
    if codes.iter().any(|(code, accept)| std::ptr::eq(*code, finding.code) && accepted.contains(accept)) {
        finding.severity = Severity::Info;
        finding.help = None;
    }
    finding
}

/// Old articles that arrive as new: one finding for all of them if they are many, else one for each.
fn backfilled(
    states: States<'_>,
    comparison: &Comparison,
    accepted: &BTreeSet<Accept>,
) -> Vec<(About, Diagnostic)> {
    let count = comparison.backfilled.len();
    if comparison.mass_backfilled {
        let message =
            format!("{count} old articles in `{}` would be shown as new to every subscriber", states.path);
        let help = "restore the feed's `limit` and `select`, or the dates of the articles; if this is intended, build with --accept backfilled";
        let finding = Diagnostic::new(&BACKFILLED_ENTRIES, message).help(help);
        return vec![(About::Build, accept(finding, accepted))];
    }
    let one = |at: &usize| {
        let item = states.new.items.get(*at)?;
        let date = item.date?.date_naive();
        let message = format!("an old article, dated {date}, would be shown as new in `{}`", states.path);
        let mut finding = Diagnostic::new(&BACKFILLED_ENTRIES, message);
        finding.severity = Severity::Info;
        Some((About::Entry(*at, "date"), finding))
    };
    comparison.backfilled.iter().filter_map(one).collect()
}

/// Whether a document loses more than half of its entries, besides drafts, which were published with `--drafts`.
fn is_emptied(states: States<'_>, comparison: &Comparison) -> bool {
    let dropped = comparison.changes.iter().filter(|change| change.kind == Kind::Dropped);
    let dropped = dropped.filter_map(|change| states.old.items.get(change.old?));
    let (drafts, others): (Vec<_>, Vec<_>) = dropped.partition(|old| states.reason(old) == Some(DRAFT));
    let (before, now) = (states.old.items.len() - drafts.len(), states.new.items.len());
    comparison.emptied && (drafts.is_empty() || now == 0 || compare::is_emptied(before, now, others.len()))
}

/// The reason why a draft is in no feed.
const DRAFT: &str = "draft";

fn emptied(states: States<'_>, comparison: &Comparison) -> Diagnostic {
    let (before, now) = (states.old.items.len(), states.new.items.len());
    let lost = comparison.changes.iter().filter(|change| change.kind == Kind::Dropped).count();
    let (message, help) = if now == 0 {
        let help = "run `feedwright list` to see what is left out; to remove the document, build with --accept emptied --prune";
        (format!("the number of entries would drop from {before} to 0"), help)
    } else if now * 2 < before {
        let help =
            "run `feedwright list` to see what is left out; if this is intended, build with --accept emptied";
        (format!("the number of entries would drop from {before} to {now}"), help)
    } else {
        let help = "if these are the same articles with new ids, write their old ids as `id`; if this is intended, build with --accept emptied";
        (format!("{lost} of {before} entries would be replaced by others"), help)
    };
    Diagnostic::new(&EMPTIED, message).help(help)
}

fn document(states: States<'_>, comparison: &Comparison) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some((old, new)) = comparison.format {
        let message = format!("`{}` would change from {old} to {new}", states.path);
        let help = "give the new format its own path, and keep the old one for its subscribers";
        found.push(Diagnostic::new(&FORMAT_CHANGED, message).help(help));
    }
    if let Some((old, new)) = &comparison.moved {
        let message = format!("the feed's URL is `{new}`, but it is published as `{old}`");
        let help = format!(
            "redirect {old} permanently (301) to {new}; without the redirect, the feed loses its subscribers"
        );
        found.push(Diagnostic::new(&FEED_MOVED, message).help(help));
    } else if let Some((old, new)) = &comparison.feed_id {
        let message = format!("the feed's id is `{new}`, but it is published as `{old}`");
        let help = states.id_help(old);
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
        (Kind::Dropped, Some(old), _) => Some((About::Gone, dropped(states, old))),
        (
            Kind::Reidentified | Kind::Reused | Kind::Redated | Kind::Dropped | Kind::New | Kind::Updated,
            _,
            _,
        ) => None,
    }
}

fn reidentified(states: States<'_>, evidence: Option<Evidence>, old: &Item, new: &Item) -> Diagnostic {
    let reason = match evidence {
        Some(Evidence::Permalink) => "the same page",
        Some(Evidence::Enclosure) => "the same file",
        Some(Evidence::Path) => "the same path",
        Some(Evidence::Title) => "the same title and date",
        Some(Evidence::Episode) => "the same episode number and day",
        Some(Evidence::Text) => "the same text",
        Some(Evidence::Instant) => "the same time",
        Some(Evidence::Id) | None => "the same article",
    };
    if states.new.format == Format::Atom && !Id::is_for_atom(old.key()) {
        let message = format!(
            "published as `{}`, which is not an IRI, so it would become `{}` in Atom, and every subscriber would get it again",
            old.key(),
            new.key()
        );
        let help = "Atom cannot keep the old id; build once with --accept reidentified";
        return Diagnostic::new(&REIDENTIFIED_ENTRY, message).help(help);
    }
    let message = format!(
        "published as `{}`, but would become `{}` ({reason}), so every subscriber would get it again",
        old.key(),
        new.key()
    );
    let pin = match states.old.format {
        Format::Rss | Format::Json => format!("id = {:?}", old.key()),
        Format::Atom => format!("id = {:?}, or {{ rss, atom }} where they differ", old.key()),
    };
    // `pin` does not read the texts of articles, and does not know which dates have a time.
    let is_found_by_pin = match evidence {
        Some(Evidence::Text) => false,
        Some(Evidence::Instant) => !matching::may_be_day(new),
        Some(
            Evidence::Permalink
            | Evidence::Enclosure
            | Evidence::Path
            | Evidence::Title
            | Evidence::Episode
            | Evidence::Id,
        )
        | None => true,
    };
    let cure = if is_found_by_pin {
        format!("keep the old ids with `feedwright pin --from {}`, or write {pin}", states.from)
    } else {
        format!("write {pin}")
    };
    let help = format!("{cure}; if subscribers may get it again, build with --accept reidentified");
    Diagnostic::new(&REIDENTIFIED_ENTRY, message).help(help)
}

fn reused(states: States<'_>, old: &Item) -> Diagnostic {
    let old_name =
        if old.title.is_empty() { old.link.as_deref().unwrap_or("another article") } else { &old.title };
    let message = format!(
        "subscribers know the id `{}` as \"{old_name}\" (in `{}`), so they would not see this article",
        old.key(),
        states.path
    );
    let help = "give it its own `id`; if it is a new version of that article, build with --accept reused";
    Diagnostic::new(&REUSED_ID, message).help(help)
}

fn redated(comparison: &Comparison, old: &Item, new: &Item) -> Diagnostic {
    let text = |item: &Item| item.date.map(|date| timestamp(date.fixed_offset())).unwrap_or_default();
    let message = format!("published with the date {}, but would change to {}", text(old), text(new));
    let code: &'static Code = if comparison.mass_redated { &MASS_REDATING } else { &REDATED_ENTRY };
    let help = if comparison.mass_redated {
        "restore the dates, and use `updated` for changes; if this is intended, build with --accept redated"
    } else {
        "restore the date, and use `updated` for changes"
    };
    Diagnostic::new(code, message).help(help)
}

fn dropped(states: States<'_>, old: &Item) -> Diagnostic {
    let name = if old.title.is_empty() { old.key() } else { &old.title };
    let message = format!("\"{name}\" (`{}`) is published, but would disappear", old.key());
    match (states.reason(old), states.limit_before(old)) {
        (Some(reason), _) => {
            let article = if reason == "draft" { "a " } else { "" };
            Diagnostic::new(&DROPPED_ENTRY, format!("{message}: it is {article}{reason}"))
        }
        (None, Some(limit)) => {
            let message =
                format!("{message}: it is beyond the limit of {}", counted(limit, "entry", "entries"));
            Diagnostic::new(&DROPPED_ENTRY, message).help("raise `limit` of the feed if it should stay")
        }
        (None, None) if states.has_skipped => Diagnostic::new(&SKIPPED_ENTRY, message).help(
            "correct the articles that --skip-invalid leaves out, or build without it to see what is wrong",
        ),
        (None, None) => Diagnostic::new(&DROPPED_ENTRY, message)
            .help("run `feedwright list` to see what is left out, and why"),
    }
}
