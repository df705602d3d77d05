//! `feedwright adopt`: arguments in, adopted files and a report out. The metadata is inferred by
//! [`crate::authoring::adopt`].

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::authoring::Edit;
use crate::authoring::adopt::{self, Adopted, Adoption, Certainty, DateSource, MetadataLine};
use crate::diagnostic::Severity;
use crate::report::{Lines, Results};
use crate::root;
use crate::site::config::Config;
use crate::site::scan::git;
use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use crate::cli::args::Adopt;
use crate::cli::failure::Failure;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{output, settings, written};

pub(crate) fn run(args: &Adopt, session: &Session) -> Result<ExitStatus, Failure> {
    let config = settings::project(&args.project)?;
    if let Some(missing) = args.paths.iter().find(|path| !path.exists()) {
        return Err(Failure::missing(missing));
    }
    let git_findings = RefCell::new(Vec::new());
    let dates = |from: DateSource, files: &[&Path]| match from {
        DateSource::Git => {
            let commits = git::commits(&config.project, files);
            git_findings.borrow_mut().extend(commits.diagnostics);
            commits.added
        }
        DateSource::Mtime => modification_times(&config, files),
        DateSource::Filename | DateSource::Path | DateSource::Text => BTreeMap::new(),
    };
    let defaults = adopt::Defaults {
        authors: &args.authors,
        source: args.source.as_deref(),
        timezone: args.timezone.as_ref(),
    };
    let (paths, date_from) = (args.paths.as_slice(), args.date_from.as_slice());
    let request = adopt::AdoptRequest { paths, date_from, defaults, dry_run: args.dry_run };
    let mut adopted = adopt::adopt(&config, request, &dates)?;
    adopted.diagnostics.extend(git_findings.take());
    if !args.dry_run && !adopted.articles.is_empty() {
        session.has_done(written::FILES_WRITTEN);
    }
    session.findings(&adopted.diagnostics, &mut Texts::of(&config))?;
    report(&adopted, session.results(), args.dry_run)?;
    Ok(ExitStatus::of(refused(&adopted) > 0))
}

/// The modification times of files, in the site's time zone.
fn modification_times(config: &Config, files: &[&Path]) -> BTreeMap<PathBuf, DateTime<FixedOffset>> {
    let time = |file: &&Path| {
        let written =
            DateTime::<Utc>::from(fs::metadata(file).and_then(|metadata| metadata.modified()).ok()?);
        Some(config.site.at(written))
    };
    files.iter().filter_map(|file| Some((file.to_path_buf(), time(file)?))).collect()
}

fn refused(adopted: &Adopted) -> usize {
    adopted.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn report(adopted: &Adopted, results: Results, dry_run: bool) -> io::Result<()> {
    let mut out = output::stdout();
    match results {
        Results::Lines => human(&mut out, adopted, dry_run),
        Results::Json => json(&mut out, adopted),
        Results::Hidden => Ok(()),
    }
}

/// The maximum number of files that are shown with each value; of more files, each is one line.
const MAX_DETAILED: usize = 5;

fn human(out: &mut Lines<'_>, adopted: &Adopted, dry_run: bool) -> io::Result<()> {
    let unfilled = unfilled_keys(adopted);
    if adopted.articles.len() > MAX_DETAILED {
        brief(out, adopted)?;
    } else {
        adopted.articles.iter().try_for_each(|adoption| detailed(out, adoption, dry_run))?;
    }
    if unfilled.len() > MAX_DETAILED {
        for (file, keys) in unfilled {
            out.line(&format!("{}: fill in {}", root::slashed(file), keys.join(", ")))?;
        }
    } else {
        for (file, unfilled) in &adopted.unfilled {
            out.line(&format!("{}:{}: {}", root::slashed(file), unfilled.line, unfilled.text))?;
        }
    }
    let verb = if dry_run { "would adopt" } else { "adopted" };
    let count = adopted.articles.len();
    let (noun, already, refused) =
        (if count == 1 { "file" } else { "files" }, adopted.already, refused(adopted));
    let unfilled_count = unfilled_count(adopted);
    let to_fill_in =
        if unfilled_count > 0 { format!("; {unfilled_count} left to fill in") } else { String::new() };
    out.line(&format!("{verb} {count} {noun}, {already} already had metadata, {refused} refused{to_fill_in}"))
}

/// An adopted file with each of its values, and what was written.
fn detailed(out: &mut Lines<'_>, adoption: &Adoption, dry_run: bool) -> io::Result<()> {
    out.line(&root::slashed(&adoption.file))?;
    let rows: Vec<_> = adoption.entries.iter().map(|entry| row(entry, out)).collect();
    let width =
        |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
    let (keys, values) = (width(|row| &row.key), width(|row| &row.value));
    for Row { key, value, from } in &rows {
        out.line(&format!("  {key:keys$}  {value:values$}  {from}"))?;
    }
    for edit in &adoption.edits {
        let is_text = edit.file == adoption.source.file();
        let moved_lines = if is_text { moved_lines(&adoption.lifted) } else { String::new() };
        let verb = written::status(edit).words(dry_run);
        out.line(&format!("{verb} {}{moved_lines}", root::slashed(&edit.file)))?;
    }
    Ok(())
}

/// Each adopted file in one line: its title, and what is left to fill in.
fn brief(out: &mut Lines<'_>, adopted: &Adopted) -> io::Result<()> {
    let files: Vec<_> = adopted.articles.iter().map(|adoption| root::slashed(&adoption.file)).collect();
    let titles: Vec<_> = adopted.articles.iter().map(|adoption| title(adoption, out)).collect();
    let width = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let (file_width, title_width) = (width(&files), width(&titles));
    for ((adoption, file), title) in adopted.articles.iter().zip(&files).zip(&titles) {
        let keys: Vec<_> = adoption
            .entries
            .iter()
            .filter(|entry| is_unfilled(entry))
            .map(|entry| entry.key.as_str())
            .collect();
        let todo = if keys.is_empty() { String::new() } else { format!("  fill in {}", keys.join(", ")) };
        out.line(format!("{file:file_width$}  {title:title_width$}{todo}").trim_end())?;
    }
    Ok(())
}

/// The title of an adopted file, as it is shown; a question mark if it is left to fill in.
fn title(adoption: &Adoption, out: &Lines<'_>) -> String {
    let title = adoption.entries.iter().find(|entry| entry.key == "title");
    title.map(|entry| row(entry, out).value).unwrap_or_default()
}

/// The keys that are left to fill in of files that had metadata, by file.
fn unfilled_keys(adopted: &Adopted) -> BTreeMap<&Path, Vec<&'static str>> {
    let mut keys: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (file, unfilled) in &adopted.unfilled {
        keys.entry(file.as_path()).or_default().push(unfilled.key);
    }
    keys
}

/// A row for one line of metadata.
struct Row {
    key: String,
    value: String,
    from: String,
}

/// The maximum length of a shown value, in characters.
const MAX_VALUE: usize = 44;

fn row(entry: &MetadataLine, out: &Lines<'_>) -> Row {
    // Of an image, the caption and the credit are known; any other value is an example.
    let is_unknown = is_unfilled(entry) && entry.key != "image";
    let value = if is_unknown { "?".to_owned() } else { truncate(&out.printable(&entry.value)) };
    let from = match entry.certainty {
        Certainty::Unknown => format!("{}: {}", entry.certainty.as_str(), entry.from),
        Certainty::Sure | Certainty::Likely | Certainty::Guess => {
            format!("{} ({})", entry.from, entry.certainty.as_str())
        }
    };
    Row { key: entry.key.clone(), value, from: from + &moved_from(&entry.lines) }
}

/// The number of lines left to fill in.
fn unfilled_count(adopted: &Adopted) -> usize {
    let entries = adopted.articles.iter().flat_map(|adoption| &adoption.entries);
    entries.filter(|entry| is_unfilled(entry)).count() + adopted.unfilled.len()
}

fn is_unfilled(entry: &MetadataLine) -> bool {
    entry.certainty == Certainty::Unknown
}

fn truncate(value: &str) -> String {
    let short: String = value.chars().take(MAX_VALUE).collect();
    if short.len() < value.len() { short + "…" } else { short }
}

fn moved_from(lines: &[usize]) -> String {
    if lines.is_empty() { String::new() } else { format!("; moved out of {}", line_numbers(lines)) }
}

fn moved_lines(lines: &[usize]) -> String {
    if lines.is_empty() { String::new() } else { format!(" ({} moved into metadata)", line_numbers(lines)) }
}

/// `line 1`, `lines 1–4`, `lines 1, 14`
fn line_numbers(lines: &[usize]) -> String {
    match lines {
        [only] => format!("line {only}"),
        [first, .., last] if last - first + 1 == lines.len() => format!("lines {first}–{last}"),
        several => {
            let several: Vec<_> = several.iter().map(usize::to_string).collect();
            format!("lines {}", several.join(", "))
        }
    }
}

/// A line of `--message-format json`: an adopted file, a written file, a line left to fill in, or the totals.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Adopted {
        file: String,
        metadata: String,
        entries: Vec<Inferred<'a>>,
    },
    Document {
        path: String,
        status: crate::site::document::Status,
    },
    Unfilled {
        file: String,
        line: usize,
        key: &'a str,
        text: &'a str,
    },
    Summary {
        adopted: usize,
        already: usize,
        refused: usize,
        unfilled: usize,
        errors: usize,
        warnings: usize,
    },
}

#[derive(Serialize)]
struct Inferred<'a> {
    key: &'a str,
    value: &'a str,
    from: &'a str,
    certainty: Certainty,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    lines: &'a [usize],
}

fn inferred(entry: &MetadataLine) -> Inferred<'_> {
    let MetadataLine { key, value, from, certainty, lines, .. } = entry;
    Inferred { key, value, from, certainty: *certainty, lines }
}

fn json(out: &mut Lines<'_>, adopted: &Adopted) -> io::Result<()> {
    let document =
        |edit: &Edit| Line::Document { path: root::slashed(&edit.file), status: written::status(edit) };
    for adoption in &adopted.articles {
        let line = Line::Adopted {
            file: root::slashed(&adoption.source.file()),
            metadata: root::slashed(&adoption.file),
            entries: adoption.entries.iter().map(inferred).collect(),
        };
        out.json(&line)?;
        for edit in &adoption.edits {
            out.json(&document(edit))?;
        }
    }
    for (file, adopt::Unfilled { line, key, text }) in &adopted.unfilled {
        let line = Line::Unfilled { file: root::slashed(file), line: *line, key, text };
        out.json(&line)?;
    }
    let errors = refused(adopted);
    let summary = Line::Summary {
        adopted: adopted.articles.len(),
        already: adopted.already,
        refused: errors,
        unfilled: unfilled_count(adopted),
        errors,
        warnings: adopted.diagnostics.len() - errors,
    };
    out.json(&summary)
}
