//! What a run did in, its summary in Markdown out: for the summary of a job, or a comment on a pull request. What
//! subscribers will see comes first, then the findings, then the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{CheckTotals, human, markdown};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::published::change::{ChangedEntry, DocumentChange, FeedPart, Kind};
use crate::root::slashed;
use crate::site::document::{Outcome, Published};

/// The maximum length. Comments on GitHub take 65,536 characters, the summary of a step one mebibyte.
const MAX: usize = 60_000;

/// What a run did with one project, or what a check found.
#[derive(Debug, Default)]
pub(crate) struct SummaryPart {
    heading: String,
    /// What happened, line by line.
    lines: Vec<String>,
    /// Whether the changes are published.
    tense: Tense,
    changes: Vec<DocumentChange>,
    documents: Vec<Published>,
    findings: Vec<Diagnostic>,
}

/// Whether subscribers see the changes.
#[derive(Clone, Copy, Debug, Default)]
enum Tense {
    #[default]
    Will,
    /// Nothing was published.
    Would,
}

impl SummaryPart {
    /// A build of the site with a title.
    #[must_use]
    pub(crate) fn of_build(title: &str, outcome: &Outcome) -> SummaryPart {
        let is_failed = outcome.summary.errors > 0;
        let changes = outcome.changes.iter().cloned();
        let changes = changes.map(|change| if is_failed { change.without(Kind::Dropped) } else { change });
        SummaryPart {
            heading: format!("Feeds of {title}"),
            lines: human::conclusion(outcome),
            tense: if is_failed { Tense::Would } else { Tense::Will },
            // An entry without which a build has failed may only be invalid: it is not gone.
            changes: changes.collect(),
            documents: outcome.documents.clone(),
            findings: outcome.diagnostics.clone(),
        }
    }

    /// A check with findings.
    #[must_use]
    pub(crate) fn of_check(totals: &CheckTotals, findings: &[Diagnostic]) -> SummaryPart {
        let (heading, lines) = ("Check of feeds".to_owned(), vec![human::totals_line(totals)]);
        SummaryPart { heading, lines, findings: findings.to_vec(), ..SummaryPart::default() }
    }

    /// A run that failed, with why.
    #[must_use]
    pub(crate) fn of_failure(lines: Vec<String>, findings: Vec<Diagnostic>) -> SummaryPart {
        SummaryPart { heading: "Feeds".to_owned(), lines, findings, ..SummaryPart::default() }
    }

    /// The same, with the places of findings as the repository has them.
    #[must_use]
    pub(crate) fn with_paths(mut self, path: impl Fn(&Path) -> PathBuf) -> SummaryPart {
        for finding in &mut self.findings {
            let place = finding.place.take();
            finding.place = place.map(|place| Place { file: path(&place.file), ..place });
        }
        self
    }
}

/// The summary of a run, part by part.
#[must_use]
pub(crate) fn summary(parts: &[SummaryPart]) -> String {
    let share = MAX / parts.len().max(1);
    let parts: Vec<_> = parts.iter().map(|part| part_of(part, share)).collect();
    parts.join("\n")
}

fn part_of(part: &SummaryPart, share: usize) -> String {
    let mut page = format!("## {}\n\n", markdown::text(&part.heading));
    for line in &part.lines {
        page += &markdown::message(line);
        page += "\n\n";
    }
    // The headings, and what stands for rows that have no place, fit into a tenth.
    let tenth = share / 10;
    let heading = match part.tense {
        Tense::Will => "What subscribers will see",
        Tense::Would => "What subscribers would see",
    };
    page += &section(heading, "| entry | change | documents |\n|---|---|---|", &changes(part), 3 * tenth);
    page += &section("Findings", "| | place | finding |\n|---|---|---|", &findings(part), 4 * tenth);
    page += &section("Documents", DOCUMENTS, &documents(part), 2 * tenth);
    page
}

const DOCUMENTS: &str =
    "| document | status | entries | new | updated | shown again | gone |\n|---|---|--:|--:|--:|--:|--:|";

/// A table with a heading, whose first rows have at most `most` bytes.
fn section(heading: &str, head: &str, rows: &[String], most: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut length = 0;
    let fits = |row: &&String| {
        length += row.len() + 1;
        length <= most
    };
    let shown: Vec<_> = rows.iter().take_while(fits).map(String::as_str).collect();
    let more = rows.len() - shown.len();
    let more = if more > 0 { format!("\n… and {more} more\n") } else { String::new() };
    format!("### {heading}\n\n{head}\n{}\n{more}\n", shown.join("\n"))
}

/// A kind of change, as people read it.
fn seen(kind: Kind) -> &'static str {
    match kind {
        Kind::Reidentified => "shown again to every subscriber",
        Kind::Reused => "hidden by a known id",
        Kind::Redated => "moved to another date",
        Kind::New => "new",
        Kind::Updated => "updated silently",
        Kind::Dropped => "gone",
    }
}

/// A row for each change of feeds themselves, and one for each entry that changes, with the documents.
fn changes(part: &SummaryPart) -> Vec<String> {
    let mut feeds: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for change in &part.changes {
        for one in &change.parts {
            feeds.entry(one).or_default().insert(&change.path);
        }
    }
    let row = |((part, (old, new)), paths): (&(&FeedPart, &(String, String)), &BTreeSet<&str>)| {
        let [old, new] = [old, new].map(|text| if text.is_empty() { "none" } else { text });
        let (old, new) = (markdown::text(old), markdown::text(new));
        format!("| the feed itself | {}: {new} (before: {old}) | {} |", part.as_str(), listed(paths))
    };
    feeds.iter().map(row).chain(entries(part)).collect()
}

fn entries(part: &SummaryPart) -> Vec<String> {
    let mut entries: BTreeMap<&ChangedEntry, BTreeSet<&str>> = BTreeMap::new();
    for change in &part.changes {
        for entry in &change.entries {
            entries.entry(entry).or_default().insert(&change.path);
        }
    }
    let row = |(entry, paths): (&&ChangedEntry, &BTreeSet<&str>)| {
        let name = if entry.title.trim().is_empty() { &entry.id } else { &entry.title };
        format!(
            "| {} | {} | {} |",
            markdown::link(name, entry.link.as_deref()),
            seen(entry.kind),
            listed(paths)
        )
    };
    entries.iter().map(row).collect()
}

/// The number of documents that are named.
const NAMED: usize = 3;

fn listed(paths: &BTreeSet<&str>) -> String {
    let named: Vec<_> = paths.iter().take(NAMED).map(|path| markdown::code(path)).collect();
    let more = paths.len().saturating_sub(NAMED);
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}

/// A row for each finding, the worst first.
fn findings(part: &SummaryPart) -> Vec<String> {
    let rank = |finding: &&Diagnostic| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    };
    let mut findings: Vec<_> = part.findings.iter().collect();
    findings.sort_by_key(rank);
    findings.into_iter().map(finding).collect()
}

fn finding(finding: &Diagnostic) -> String {
    let help =
        finding.help.as_ref().map_or_else(String::new, |help| format!("<br>{}", markdown::message(help)));
    let (severity, code) = (finding.severity.as_str(), markdown::code(finding.code.name));
    let place = finding.place.as_ref().map_or_else(String::new, place);
    format!("| {severity} | {place} | {} {code}{help} |", markdown::message(&finding.message))
}

fn place(place: &Place) -> String {
    let file = slashed(&place.file);
    markdown::code(&match place.span {
        Some(span) => format!("{file}:{}:{}", span.start.line, span.start.column),
        None => file,
    })
}

/// A row for each document that was written, or would change.
fn documents(part: &SummaryPart) -> Vec<String> {
    let written: BTreeMap<_, _> = part.documents.iter().map(|one| (one.path.as_str(), one)).collect();
    let changed: BTreeMap<_, _> = part.changes.iter().map(|one| (one.path.as_str(), one)).collect();
    let paths: BTreeSet<_> = written.keys().chain(changed.keys()).collect();
    let row = |path: &&str| {
        let status = written.get(path).map_or("not published", |document| document.status.as_str());
        let entries = written.get(path).map_or_else(String::new, |document| document.entries.to_string());
        let change = changed.get(path);
        let count = |kind| change.map_or(0, |change| change.counts.get(&kind).copied().unwrap_or_default());
        let counts = [Kind::New, Kind::Updated, Kind::Reidentified, Kind::Dropped].map(count);
        let [new, updated, again, gone] =
            counts.map(|count| if count == 0 { String::new() } else { count.to_string() });
        format!("| {} | {status} | {entries} | {new} | {updated} | {again} | {gone} |", markdown::code(path))
    };
    paths.into_iter().map(row).collect()
}
