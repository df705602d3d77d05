//! `feedwright measure`: articles with files on other hosts in, the size and the length of these in their metadata out.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use crate::authoring::measure::{self, Measured, WrittenMeasures};
use crate::diagnostic::{Severity, counted};
use crate::report::{Lines, Results};
use crate::root;
use crate::site::document::Status;
use serde::Serialize;

use crate::cli::args::Measure;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::hosts::Reach;
use crate::cli::requested::Requested;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{output, settings, written};

pub(crate) fn run(args: &Measure, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    session.set_project(&settings::config_file(args.project.config.as_deref()));
    let config = settings::project(&args.project)?;
    let requested = Requested::new(&args.files, &config.content_dir())?;
    let reach = if args.allow_local { Reach::Everywhere } else { Reach::Public };
    let request = |address: &str| client.recording(address, reach);
    let options = measure::MeasureOptions { dry_run: args.dry_run, allow_local: args.allow_local };
    let measured = measure::measure(&config, options, &|source| requested.has(source), &request)?;
    if !args.dry_run && !measured.written.is_empty() {
        session.has_done(written::FILES_WRITTEN);
    }
    session.findings(&measured.diagnostics, &mut Texts::of(&config))?;
    report(&measured, session.results(), args.dry_run)?;
    Ok(ExitStatus::of(count(&measured, Severity::Error) > 0))
}

fn count(measured: &Measured, severity: Severity) -> usize {
    measured.diagnostics.iter().filter(|finding| finding.severity == severity).count()
}

fn report(measured: &Measured, results: Results, dry_run: bool) -> io::Result<()> {
    let mut out = output::stdout();
    match results {
        Results::Lines => human(&mut out, measured, dry_run),
        Results::Json => json(&mut out, measured),
        Results::Hidden => Ok(()),
    }
}

fn human(out: &mut Lines<'_>, measured: &Measured, dry_run: bool) -> io::Result<()> {
    for WrittenMeasures { file, url, keys } in &measured.written {
        let keys: Vec<_> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        out.line(&format!("{}: {url}: {}", root::slashed(file), keys.join(", ")))?;
    }
    let verb = if dry_run { "would write the measurements of" } else { "wrote the measurements of" };
    out.line(&format!("{verb} {}", counted(measured.written.len(), "file", "files")))
}

/// A line of `--message-format json`: a file that was written, or the totals.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Document { path: String, status: Status },
    Summary { measured: usize, errors: usize, warnings: usize },
}

fn json(out: &mut Lines<'_>, measured: &Measured) -> io::Result<()> {
    let files: BTreeSet<_> = measured.written.iter().map(|written| &written.file).collect();
    let line = |file: &&PathBuf| Line::Document { path: root::slashed(file), status: Status::Changed };
    let lines: Vec<_> = files.iter().map(line).collect();
    let summary = Line::Summary {
        measured: measured.written.len(),
        errors: count(measured, Severity::Error),
        warnings: count(measured, Severity::Warning),
    };
    lines.into_iter().chain([summary]).try_for_each(|line| out.json(&line))
}
