//! `feedwright adopt`

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::authoring::Edit;
use crate::authoring::adopt::{self, Adopted, Certainty, Entry};
use crate::diagnostic::Severity;
use crate::report::Lines;
use crate::root;
use crate::site::config::Config;
use crate::site::scan::git;
use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use crate::cli::Failure;
use crate::cli::args::{Adopt, DateFrom, MessageFormat};
use crate::cli::{output, settings, written};

pub(crate) fn run(args: &Adopt, format: MessageFormat) -> Result<ExitCode, Failure> {
    let config = settings::project(&args.project, format)?;
    if let Some(absent) = args.paths.iter().find(|path| !path.exists()) {
        return Err(Failure::Usage(format!("`{}` does not exist", absent.display())));
    }
    let unknown = RefCell::new(Vec::new());
    let dates = |from: adopt::DateFrom, files: &[&Path]| match from {
        adopt::DateFrom::Git => {
            let commits = git::first_commits(&config.project, files);
            unknown.borrow_mut().extend(commits.diagnostics);
            commits.dates
        }
        adopt::DateFrom::Mtime => modified(&config, files),
        adopt::DateFrom::Filename | adopt::DateFrom::Text => BTreeMap::new(),
    };
    let date_from: Vec<_> = args.date_from.iter().map(|from| source(*from)).collect();
    let wish =
        crate::authoring::adopt::Adopt { paths: &args.paths, date_from: &date_from, dry_run: args.dry_run };
    let mut adopted = crate::authoring::adopt::adopt(&config, wish, &dates)?;
    adopted.diagnostics.extend(unknown.take());
    settings::findings(&adopted.diagnostics, settings::Texts::of(&config), format)?;
    report(&adopted, format, args.dry_run)?;
    Ok(if refused(&adopted) > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn source(from: DateFrom) -> adopt::DateFrom {
    match from {
        DateFrom::Filename => adopt::DateFrom::Filename,
        DateFrom::Text => adopt::DateFrom::Text,
        DateFrom::Git => adopt::DateFrom::Git,
        DateFrom::Mtime => adopt::DateFrom::Mtime,
    }
}

/// When files were written, in the site's zone.
fn modified(config: &Config, files: &[&Path]) -> BTreeMap<PathBuf, DateTime<FixedOffset>> {
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

fn report(adopted: &Adopted, format: MessageFormat, dry_run: bool) -> io::Result<()> {
    let mut out = output::stdout();
    match format {
        MessageFormat::Json => json(&mut out, adopted),
        // A SARIF document contains only findings.
        MessageFormat::Sarif => Ok(()),
        MessageFormat::Human | MessageFormat::Github => human(&mut out, adopted, dry_run),
    }
}

fn human(out: &mut Lines<'_>, adopted: &Adopted, dry_run: bool) -> io::Result<()> {
    for adoption in &adopted.articles {
        out.line(&root::slashed(&adoption.file))?;
        let rows: Vec<_> = adoption.entries.iter().map(|entry| row(entry, out)).collect();
        let width =
            |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
        let (keys, values) = (width(|row| &row.key), width(|row| &row.value));
        for Row { key, value, from } in &rows {
            out.line(&format!("  {key:keys$}  {value:values$}  {from}"))?;
        }
        for edit in &adoption.edits {
            let lifted =
                if edit.file == adoption.source.file() { lifted(&adoption.lifted) } else { String::new() };
            let verb = written::status(edit).words(dry_run);
            out.line(&format!("{verb} {}{lifted}", root::slashed(&edit.file)))?;
        }
    }
    for (file, unfilled) in &adopted.unfilled {
        out.line(&format!("{}:{}: {}", root::slashed(file), unfilled.line, unfilled.text))?;
    }
    let verb = if dry_run { "would adopt" } else { "adopted" };
    let count = adopted.articles.len();
    let (noun, already, refused) =
        (if count == 1 { "file" } else { "files" }, adopted.already, refused(adopted));
    let open = open(adopted);
    let to_fill_in = if open > 0 { format!("; {open} left to fill in") } else { String::new() };
    out.line(&format!("{verb} {count} {noun}, {already} already had metadata, {refused} refused{to_fill_in}"))
}

/// A line of metadata as people read it.
struct Row {
    key: String,
    value: String,
    from: String,
}

/// No more of a value is shown, in characters.
const SHOWN: usize = 44;

fn row(entry: &Entry, out: &Lines<'_>) -> Row {
    let is_unknown = is_open(entry) && entry.lines.is_empty();
    let value = if is_unknown { "?".to_owned() } else { cut(&out.printable(&entry.value)) };
    let from = match entry.certainty {
        Certainty::Unknown => format!("{}: {}", entry.certainty.as_str(), entry.from),
        Certainty::Sure | Certainty::Likely | Certainty::Guess => {
            format!("{} ({})", entry.from, entry.certainty.as_str())
        }
    };
    Row { key: entry.key.clone(), value, from: from + &lifted_from(&entry.lines) }
}

/// How many lines are to be filled in.
fn open(adopted: &Adopted) -> usize {
    let entries = adopted.articles.iter().flat_map(|adoption| &adoption.entries);
    entries.filter(|entry| is_open(entry)).count() + adopted.unfilled.len()
}

fn is_open(entry: &Entry) -> bool {
    entry.certainty == Certainty::Unknown
}

fn cut(value: &str) -> String {
    let short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() { short + "…" } else { short }
}

fn lifted_from(lines: &[usize]) -> String {
    if lines.is_empty() { String::new() } else { format!("; moved out of {}", numbered(lines)) }
}

fn lifted(lines: &[usize]) -> String {
    if lines.is_empty() { String::new() } else { format!(" ({} moved into metadata)", numbered(lines)) }
}

/// `line 1`, `lines 1–4`, `lines 1, 14`
fn numbered(lines: &[usize]) -> String {
    match lines {
        [only] => format!("line {only}"),
        [first, .., last] if last - first + 1 == lines.len() => format!("lines {first}–{last}"),
        several => {
            let several: Vec<_> = several.iter().map(usize::to_string).collect();
            format!("lines {}", several.join(", "))
        }
    }
}

/// A file that was adopted, a file that was written, a line that is still to be filled in, or the whole run, as
/// `--message-format json` says it.
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

fn inferred(entry: &Entry) -> Inferred<'_> {
    let Entry { key, value, from, certainty, lines, .. } = entry;
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
        unfilled: open(adopted),
        errors,
        warnings: adopted.diagnostics.len() - errors,
    };
    out.json(&summary)
}
