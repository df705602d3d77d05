//! Findings and results in, text for people out: each finding with its source line, one line per document, and a
//! summary. The wording of findings comes from the findings themselves.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use chrono::NaiveTime;

use super::{CheckTotals, Lines, LoadText, SHOWN, first_of_each};
use crate::diagnostic::{Diagnostic, Place, Severity, Span, counted};
use crate::published::Tally;
use crate::root::slashed;
use crate::site::article::{LeftOut, Reason};
use crate::site::document::{Outcome, Published, Status, Summary};

/// Writes the first few findings of each code, each with its source line.
pub(super) fn findings(
    diagnostics: &[Diagnostic],
    color: bool,
    err: &mut Lines<'_>,
    load: &mut LoadText<'_>,
) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let (first, more) = first_of_each(diagnostics);
    for finding in first {
        let group = group(finding, load, err);
        err.verbatim(&format!("{}\n", renderer.render(&[group])))?;
    }
    let all = "`--message-format json` shows all";
    more.iter().try_for_each(|(code, count)| err.verbatim(&format!("… and {count} more `{code}`; {all}\n")))
}

fn group(finding: &Diagnostic, load: &mut LoadText<'_>, err: &Lines<'_>) -> Group<'static> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group =
        Group::with_title(level.primary_title(err.printable(&finding.message)).id(finding.code.name));
    if let Some(place) = &finding.place {
        group = match place.span.and_then(|span| Line::of(&load(&place.file)?, span, err)) {
            Some(line) => group.element(line.snippet().path(err.printable(&slashed(&place.file)))),
            None => group.element(origin(place, err)),
        };
    }
    group.elements(finding.help.as_ref().map(|help| Level::HELP.message(err.printable(help))))
}

/// The place without a source line.
fn origin(place: &Place, err: &Lines<'_>) -> Origin<'static> {
    let origin = Origin::path(err.printable(&slashed(&place.file)));
    match place.span {
        Some(span) => origin.line(span.start.line as usize).char_column(span.start.column as usize),
        None => origin,
    }
}

/// The source line where a finding begins, character for character, so that columns match the file.
struct Line {
    text: String,
    number: usize,
    marked: Range<usize>,
}

impl Line {
    /// `None` if the text has no such place.
    fn of(text: &str, span: Span, err: &Lines<'_>) -> Option<Line> {
        let number = span.start.line as usize;
        let text = err.source(text.lines().nth(number.checked_sub(1)?)?);
        let start = offset(&text, span.start.column)?;
        let end = if span.end.line > span.start.line { None } else { offset(&text, span.end.column) };
        let end = end.unwrap_or(text.len()).max(start);
        Some(Line { text, number, marked: start..end })
    }

    fn snippet(self) -> Snippet<'static, Annotation<'static>> {
        let mark = AnnotationKind::Primary.span(self.marked);
        Snippet::source(self.text).line_start(self.number).annotation(mark)
    }
}

/// The byte offset of a column. The column after the last one is the end of the line.
fn offset(line: &str, column: u32) -> Option<usize> {
    let mut offsets = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    offsets.nth((column as usize).checked_sub(1)?)
}

/// Writes what happened to documents and articles.
pub(super) fn results(outcome: &Outcome, out: &mut Lines<'_>) -> io::Result<()> {
    let changed = outcome.documents.iter().filter(|document| document.status != Status::Unchanged);
    for document in changed {
        out.line(&document_line(document, outcome))?;
    }
    left_out(outcome, out)?;
    conclusion(outcome).iter().try_for_each(|line| out.line(line))
}

/// What a build compared, and its totals.
pub(super) fn conclusion(outcome: &Outcome) -> Vec<String> {
    let is_first = outcome.is_first && outcome.summary.created > 0;
    let first = is_first
        .then(|| "nothing was compared; use --against to compare with the published feeds".to_owned());
    let compared = outcome.compared.as_ref().map(compared_line);
    compared.into_iter().chain(first).chain([summary_line(outcome)]).collect()
}

/// Writes the totals of a check.
pub(super) fn check_totals(totals: &CheckTotals, out: &mut Lines<'_>) -> io::Result<()> {
    let more = if totals.has_findings { "; run `feedwright explain CODE` for details" } else { "" };
    out.line(&format!("{}{more}", totals_line(totals)))
}

/// The totals of a check.
pub(super) fn totals_line(totals: &CheckTotals) -> String {
    let summary = Summary { errors: totals.errors, warnings: totals.warnings, ..Summary::default() };
    let problems = match problem_counts(&summary) {
        none if none.is_empty() => "; no errors, no warnings".to_owned(),
        problems => problems,
    };
    let feeds = counted(totals.feeds, "feed", "feeds");
    format!("{feeds}, {}{problems}", counted(totals.entries, "entry", "entries"))
}

/// What happened to a document. Its path begins where those of articles and findings do.
fn document_line(document: &Published, outcome: &Outcome) -> String {
    let verb = document.status.words(outcome.dry_run);
    let file = slashed(&outcome.output.join(&document.path));
    match document.status {
        Status::Removed => format!("{verb} {file}"),
        Status::Created | Status::Changed | Status::Unchanged => {
            let entries = match document.entries {
                0 => String::new(),
                count => format!("{}, ", counted(count, "entry", "entries")),
            };
            format!("{verb} {file} ({entries}{})", size(document.bytes))
        }
    }
}

fn compared_line(tally: &Tally) -> String {
    let compared = [
        (tally.documents, counted(tally.documents, "document", "documents")),
        (tally.archives, counted(tally.archives, "archive", "archives")),
    ];
    let compared: Vec<_> =
        compared.into_iter().filter(|(count, _)| *count > 0).map(|(_, phrase)| phrase).collect();
    let described =
        if tally.described == 1 { "feed with changed metadata" } else { "feeds with changed metadata" };
    let counts = [
        (tally.described, described),
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.gone, "gone"),
        (tally.unchanged, "as they were"),
    ];
    let phrases: Vec<_> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let is_same = tally.described + tally.new + tally.changed + tally.gone == 0;
    let result = if is_same { "nothing changes for subscribers".to_owned() } else { phrases.join(", ") };
    let late = match tally.archives_late {
        0 => String::new(),
        count => {
            let older = counted(count, "older archive was", "older archives were");
            format!("; {older} not compared for lack of time, see --timeout")
        }
    };
    format!("compared {} with {}: {result}{late}", compared.join(" and "), tally.with)
}

fn left_out(outcome: &Outcome, out: &mut Lines<'_>) -> io::Result<()> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for article in &outcome.left_out {
        let count = counts.entry(article.reason.as_str()).or_default();
        *count += 1;
        if *count <= SHOWN {
            let file = slashed(&article.source.file());
            out.line(&format!("left out {file} ({})", reason(article)))?;
        }
    }
    let mut more = counts.iter().filter(|(_, count)| **count > SHOWN);
    more.try_for_each(|(reason, count)| out.line(&format!("left out {} more ({reason})", count - SHOWN)))
}

/// Why an article was left out. A date shows whether it is intended.
fn reason(article: &LeftOut) -> String {
    let reason = article.reason.as_str();
    match &article.identity {
        Some(identity) if article.reason == Reason::Scheduled => {
            let is_midnight = identity.date.time() == NaiveTime::MIN;
            let form = if is_midnight { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S%:z" };
            format!("{reason} for {}", identity.date.format(form))
        }
        Some(_) | None => reason.to_owned(),
    }
}

/// The totals of a build.
pub(super) fn summary_line(outcome: &Outcome) -> String {
    let summary = &outcome.summary;
    let articles = counted(summary.articles, "article", "articles");
    let articles = format!("{articles}, {} left out", summary.left_out);
    format!("{articles}; {}{}", outcome_line(outcome), problem_counts(summary))
}

fn outcome_line(outcome: &Outcome) -> String {
    let summary = &outcome.summary;
    if summary.errors > 0 {
        return "nothing was published".to_owned();
    }
    if summary.created + summary.changed + summary.removed == 0 {
        let documents = counted(summary.unchanged, "document", "documents");
        return format!("nothing to write: {documents} unchanged");
    }
    let verbs = if outcome.dry_run {
        ["to create", "to change", "unchanged", "to remove"]
    } else {
        ["created", "changed", "unchanged", "removed"]
    };
    let counts = [summary.created, summary.changed, summary.unchanged, summary.removed];
    let phrases = counts
        .iter()
        .zip(verbs)
        .filter(|(count, _)| **count > 0)
        .map(|(count, verb)| format!("{count} {verb}"));
    let documents = counted(outcome.documents.len(), "document", "documents");
    let dry = if outcome.dry_run { " (dry run: nothing was written)" } else { "" };
    format!("{documents}: {}{dry}", phrases.collect::<Vec<_>>().join(", "))
}

fn problem_counts(summary: &Summary) -> String {
    let counts = [(summary.errors, "error", "errors"), (summary.warnings, "warning", "warnings")];
    let phrases: Vec<_> = counts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(n, one, many)| counted(*n, one, many))
        .collect();
    if phrases.is_empty() { String::new() } else { format!("; {}", phrases.join(", ")) }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        1_000_000.. => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
