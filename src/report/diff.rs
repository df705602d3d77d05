//! The differences between pairs of published and new feeds in; a table for people or JSON lines for programs out.
//! Compares nothing.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::{Lines, SHOWN};
use crate::diagnostic::{counted, timestamp};
use crate::feed::Format;
use crate::published::change::{Change, Comparison, Evidence, FeedPair, FeedPart, Kind};
use crate::published::feed::Item;

/// Each kind of change: its label in rows, and its phrase in the last line of the table.
const KIND_LABELS: &[(Kind, &str, &str)] = &[
    (Kind::New, "new", "new"),
    (Kind::Updated, "updated", "updated silently"),
    (Kind::Reidentified, "shown again", "shown again"),
    (Kind::Reused, "hidden", "hidden by a known id"),
    (Kind::Redated, "re-dated", "re-dated"),
    (Kind::Dropped, "gone", "gone"),
];

/// One table per pair with differences, and one line for all other pairs.
#[derive(Default)]
pub(super) struct Tables {
    lines: Vec<String>,
    differing: usize,
    same: usize,
    /// The names of the first pair without differences.
    first: Option<(String, String)>,
}

impl Tables {
    pub(super) fn add(&mut self, pair: &FeedPair) {
        if is_same(pair) {
            self.same += 1;
            self.first.get_or_insert_with(|| (pair.old_name.clone(), pair.new_name.clone()));
        } else {
            self.differing += 1;
            add_table(pair, &mut self.lines);
        }
    }

    pub(super) fn write(&self, out: &mut Lines<'_>) -> io::Result<()> {
        self.lines.iter().try_for_each(|line| out.line(line))?;
        match (self.same, &self.first) {
            (0, _) => Ok(()),
            (1, Some((old, new))) if self.differing == 0 => {
                out.line(&format!("{old} -> {new}: no visible change"))
            }
            (same, _) => out.line(&format!("{} without changes", counted(same, "feed", "feeds"))),
        }
    }
}

fn is_same(pair: &FeedPair) -> bool {
    let both = pair.old.is_some() && pair.new.is_some();
    both && feed_rows(&pair.comparison).is_empty()
        && pair.comparison.changes.is_empty()
        && pair.comparison.aged == 0
}

fn add_table(pair: &FeedPair, lines: &mut Vec<String>) {
    lines.push(format!("{} -> {}", pair.old_name, pair.new_name));
    match (&pair.old, &pair.new) {
        (None, _) => lines.push("  a new feed".to_owned()),
        (_, None) => lines.push("  the feed was removed".to_owned()),
        (Some(_), Some(_)) => add_changes(pair, lines),
    }
    lines.push(String::new());
}

fn add_changes(pair: &FeedPair, lines: &mut Vec<String>) {
    for (label, old, new) in feed_rows(&pair.comparison) {
        lines.push(row(label, &format!("{old} -> {new}")));
    }
    for (kind, label, phrase) in KIND_LABELS {
        let of_kind: Vec<_> = pair.comparison.changes.iter().filter(|change| change.kind == *kind).collect();
        for change in of_kind.iter().take(SHOWN) {
            add_entry(pair, change, label, lines);
        }
        if of_kind.len() > SHOWN {
            lines.push(row("", &format!("… and {} more {phrase}", of_kind.len() - SHOWN)));
        }
    }
    lines.push(summary_line(&pair.comparison));
}

fn feed_rows(comparison: &Comparison) -> Vec<(&'static str, String, String)> {
    let format = comparison.format.map(|(old, new)| ("format", old.to_string(), new.to_string()));
    let moved = comparison.moved.clone().map(|(old, new)| ("address", old, new));
    let id = comparison.feed_id.clone().map(|(old, new)| ("feed id", old, new));
    let named = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    let parts = comparison.parts.iter().map(|(part, (old, new))| (part.as_str(), named(old), named(new)));
    [format, moved, id].into_iter().flatten().chain(parts).collect()
}

fn row(label: &str, text: &str) -> String {
    format!("  {label:<13}{text}")
}

fn add_entry(pair: &FeedPair, change: &Change, label: &str, lines: &mut Vec<String>) {
    let (old, new) = items(pair, change);
    let item = new.or(old);
    let title = item.map_or("", |item| &item.title);
    let key = item.map_or("", Item::key);
    lines.push(row(label, if title.is_empty() { key } else { title }));
    let detail = match (change.kind, old, new) {
        (Kind::Reidentified, Some(old), Some(new)) => {
            format!("{} -> {}{}", old.key(), new.key(), evidence_note(change.evidence))
        }
        (Kind::Reused, Some(old), Some(_)) => {
            let old_name =
                if old.title.is_empty() { old.link.as_deref().unwrap_or_default() } else { &old.title };
            format!("{key} was \"{old_name}\"")
        }
        (Kind::Redated, Some(old), Some(new)) => {
            let text =
                |item: &Item| item.date.map_or_else(String::new, |date| timestamp(date.fixed_offset()));
            format!("{} -> {}", text(old), text(new))
        }
        (Kind::Updated, Some(old), Some(new)) => changed_parts(old, new).join(", "),
        (Kind::New | Kind::Dropped, _, _) if !title.is_empty() => key.to_owned(),
        (_, _, _) => return,
    };
    lines.push(row("", &detail));
}

fn evidence_note(evidence: Option<Evidence>) -> &'static str {
    match evidence {
        Some(Evidence::Permalink) => " (the same page)",
        Some(Evidence::Enclosure) => " (the same file)",
        Some(Evidence::Path) => " (the same path)",
        Some(Evidence::Title) => " (the same title and date)",
        Some(Evidence::Episode) => " (the same episode number and day)",
        Some(Evidence::Text) => " (the same text)",
        Some(Evidence::Instant) => " (the same time)",
        Some(Evidence::Id) | None => "",
    }
}

/// The parts of an entry that have changed.
fn changed_parts(old: &Item, new: &Item) -> Vec<&'static str> {
    let parts = [
        ("title", old.title != new.title),
        ("link", old.link != new.link),
        ("date", old.date != new.date),
        ("update time", old.updated != new.updated),
        ("summary", old.summary != new.summary),
        ("content", old.content != new.content),
        ("file", old.enclosure != new.enclosure),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

/// A one-line summary of what subscribers see.
fn summary_line(comparison: &Comparison) -> String {
    let counts = KIND_LABELS.iter().map(|(kind, _, phrase)| (comparison.count(*kind), *phrase));
    let visible: Vec<_> =
        counts.filter(|(count, _)| *count > 0).map(|(count, phrase)| format!("{count} {phrase}")).collect();
    let visible = match visible.as_slice() {
        [] if comparison.parts.is_empty() => "no visible change".to_owned(),
        [] => "no visible change of entries".to_owned(),
        visible => visible.join(", "),
    };
    let rest = [(comparison.unchanged, "unchanged"), (comparison.aged, "older than the oldest entry now")];
    let rest: Vec<_> = rest
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, phrase)| format!("{count} {phrase}"))
        .collect();
    if rest.is_empty() { visible } else { format!("{visible}; {}", rest.join(", ")) }
}

fn items<'p>(pair: &'p FeedPair, change: &Change) -> (Option<&'p Item>, Option<&'p Item>) {
    let old = change.old.and_then(|at| pair.old.as_ref()?.items.get(at));
    let new = change.new.and_then(|at| pair.new.as_ref()?.items.get(at));
    (old, new)
}

/// One changed entry.
#[derive(Serialize)]
struct Line<'p> {
    kind: &'static str,
    feed: &'p str,
    change: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Evidence>,
    title: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_id: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_date: Option<String>,
}

/// The totals of a pair.
#[derive(Serialize)]
struct Totals<'p> {
    kind: &'static str,
    old: &'p str,
    new: &'p str,
    status: &'static str,
    new_entries: usize,
    updated: usize,
    shown_again: usize,
    hidden: usize,
    redated: usize,
    gone: usize,
    fell_off: usize,
    unchanged: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<(Format, Format)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<&'p (String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_id: Option<&'p (String, String)>,
    #[serde(flatten, skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<FeedPart, &'p (String, String)>,
}

/// Writes every change of a pair, then its totals.
pub(super) fn lines(pair: &FeedPair, out: &mut Lines<'_>) -> io::Result<()> {
    for change in &pair.comparison.changes {
        out.json(&Line::of(pair, change))?;
    }
    out.json(&Totals::of(pair))
}

impl<'p> Line<'p> {
    fn of(pair: &'p FeedPair, change: &Change) -> Line<'p> {
        let (old, new) = items(pair, change);
        let date =
            |item: Option<&Item>| item.and_then(|item| item.date).map(|date| timestamp(date.fixed_offset()));
        Line {
            kind: "change",
            feed: &pair.new_name,
            change: change.kind,
            by: change.evidence,
            title: new.or(old).map_or("", |item| &item.title),
            old_id: old.map(Item::key),
            new_id: new.map(Item::key),
            old_url: old.and_then(|item| item.link.as_deref()),
            new_url: new.and_then(|item| item.link.as_deref()),
            old_date: date(old),
            new_date: date(new),
        }
    }
}

impl<'p> Totals<'p> {
    fn of(pair: &'p FeedPair) -> Totals<'p> {
        let comparison = &pair.comparison;
        Totals {
            kind: "diff",
            old: &pair.old_name,
            new: &pair.new_name,
            status: match (&pair.old, &pair.new) {
                (None, _) => "new",
                (_, None) => "gone",
                (Some(_), Some(_)) if is_same(pair) => "unchanged",
                (Some(_), Some(_)) => "changed",
            },
            new_entries: comparison.count(Kind::New),
            updated: comparison.count(Kind::Updated),
            shown_again: comparison.count(Kind::Reidentified),
            hidden: comparison.count(Kind::Reused),
            redated: comparison.count(Kind::Redated),
            gone: comparison.count(Kind::Dropped),
            fell_off: comparison.aged,
            unchanged: comparison.unchanged,
            format: comparison.format,
            moved: comparison.moved.as_ref(),
            feed_id: comparison.feed_id.as_ref(),
            parts: comparison.parts.iter().map(|(part, change)| (*part, change)).collect(),
        }
    }
}
