//! Words for people: findings with the lines they are about, what became of each document, and what to make of it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Load, Options, SHOWN, folded, shown};
use crate::diagnostic::{Diagnostic, Place, Severity, Span};
use crate::model::document::{Outcome, Published, Status, Summary};

/// The longest piece of a line that is shown.
const LINE: usize = 160;

/// The first few findings of each code, each with its line.
pub(super) fn findings(
    diagnostics: &[Diagnostic],
    options: Options,
    err: &mut dyn Write,
    load: &mut Load<'_>,
) -> io::Result<()> {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let (first, more) = folded(diagnostics);
    for finding in first {
        writeln!(err, "{}\n", renderer.render(&[group(finding, load)]))?;
    }
    more.iter().try_for_each(|(code, count)| writeln!(err, "… and {count} more `{code}`\n"))
}

fn group(finding: &Diagnostic, load: &mut Load<'_>) -> Group<'static> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(visible(&finding.message)).id(finding.code.name));
    if let Some(place) = &finding.place {
        group = match place.span.and_then(|span| Window::around(&load(&place.file)?, span)) {
            Some(window) if window.whole => {
                group.element(window.snippet().path(visible(&shown(&place.file))))
            }
            Some(window) => group.element(origin(place)).element(window.snippet()),
            None => group.element(origin(place)),
        };
    }
    group.elements(finding.help.as_ref().map(|help| Level::HELP.message(visible(help))))
}

/// The place alone, where it cannot be read off the lines that are shown.
fn origin(place: &Place) -> Origin<'static> {
    let origin = Origin::path(visible(&shown(&place.file)));
    match place.span {
        Some(span) => origin.line(span.start.line as usize).char_column(span.start.column as usize),
        None => origin,
    }
}

/// The piece of a line that a finding is about.
struct Window {
    text: String,
    line: usize,
    start: usize,
    end: usize,
    /// Whether it is the line as it stands in the file.
    whole: bool,
}

impl Window {
    fn around(text: &str, span: Span) -> Option<Window> {
        let line = text.lines().nth(span.start.line as usize - 1)?;
        let length = line.chars().count();
        let start = (span.start.column as usize - 1).min(length);
        let end = if span.end.line == span.start.line {
            (span.end.column as usize - 1).min(length)
        } else {
            length
        };
        let from = if length <= LINE { 0 } else { start.saturating_sub(LINE / 4) };
        let piece = |from: usize, to: usize| {
            visible(&line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>())
        };
        let (before, marked) = (piece(from, start), piece(start, end.min(from + LINE)));
        let after = piece(end.max(start), from + LINE);
        let (start, end) = (before.len(), before.len() + marked.len());
        let shown = format!("{before}{marked}{after}");
        Some(Window { whole: shown == line, text: shown, line: span.start.line as usize, start, end })
    }

    fn snippet(self) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        let mark = AnnotationKind::Primary.span(self.start..self.end);
        Snippet::source(self.text).line_start(self.line).annotation(mark)
    }
}

/// Text that cannot steer the terminal, or turn a log around.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).flat_map(harmless).collect()
}

fn harmless(c: char) -> Vec<char> {
    let turns =
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    if c.is_control() || turns { c.escape_unicode().collect() } else { vec![c] }
}

/// What became of the documents and articles.
pub(super) fn results(outcome: &Outcome, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let touched = outcome.documents.iter().filter(|document| document.status != Status::Unchanged);
    for document in touched {
        writeln!(out, "{}", document_line(document, options))?;
    }
    left_out(outcome, out)?;
    writeln!(out, "{}", closing(outcome, options))
}

fn document_line(document: &Published, options: Options) -> String {
    let verb = match (document.status, options.dry_run) {
        (status, false) => status.as_str(),
        (Status::Created, true) => "would create",
        (Status::Changed, true) => "would change",
        (Status::Removed, true) => "would remove",
        (Status::Unchanged, true) => "unchanged",
    };
    match document.status {
        Status::Removed => format!("{verb} {}", visible(&document.path)),
        Status::Created | Status::Changed | Status::Unchanged => {
            let entries = counted(document.entries, "entry", "entries");
            format!("{verb} {} ({entries}, {})", visible(&document.path), size(document.bytes))
        }
    }
}

fn left_out(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for left in &outcome.left_out {
        let count = counts.entry(left.reason.as_str()).or_default();
        *count += 1;
        if *count <= SHOWN {
            writeln!(out, "left out {} ({})", visible(&shown(&left.source.file)), left.reason.as_str())?;
        }
    }
    let mut more = counts.iter().filter(|(_, count)| **count > SHOWN);
    more.try_for_each(|(reason, count)| writeln!(out, "left out {} more ({reason})", count - SHOWN))
}

fn closing(outcome: &Outcome, options: Options) -> String {
    let summary = &outcome.summary;
    let articles = counted(summary.articles, "article", "articles");
    let articles = format!("{articles}, {} left out", summary.left_out);
    format!("{articles}; {}{}", fate(outcome, options), troubles(summary))
}

fn fate(outcome: &Outcome, options: Options) -> String {
    let summary = &outcome.summary;
    if summary.errors > 0 {
        return "nothing was published".to_owned();
    }
    if summary.created + summary.changed + summary.removed == 0 {
        let documents = counted(summary.unchanged, "document", "documents");
        return format!("nothing to write: {documents} unchanged");
    }
    let verbs = if options.dry_run {
        ["to create", "to change", "unchanged", "to remove"]
    } else {
        ["created", "changed", "unchanged", "removed"]
    };
    let counts = [summary.created, summary.changed, summary.unchanged, summary.removed];
    let said = counts
        .iter()
        .zip(verbs)
        .filter(|(count, _)| **count > 0)
        .map(|(count, verb)| format!("{count} {verb}"));
    let documents = counted(outcome.documents.len(), "document", "documents");
    let dry = if options.dry_run { " (dry run: nothing was written)" } else { "" };
    format!("{documents}: {}{dry}", said.collect::<Vec<_>>().join(", "))
}

fn troubles(summary: &Summary) -> String {
    let counts = [(summary.errors, "error", "errors"), (summary.warnings, "warning", "warnings")];
    let said: Vec<_> = counts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(n, one, many)| counted(*n, one, many))
        .collect();
    if said.is_empty() { String::new() } else { format!("; {}", said.join(", ")) }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        1_000_000.. => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
