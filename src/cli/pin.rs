//! `feedwright pin`: published feeds in, ids in metadata and a report out. Entries are matched by
//! [`crate::authoring::pin`].

use std::io;

use crate::authoring::pin::{ConfigFile, Pinned, WrittenId};
use crate::diagnostic::{Severity, counted};
use crate::report::{Lines, Results};
use crate::root;
use crate::site::pipeline::Options;
use serde::Serialize;

use crate::cli::args::Pin;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::progress::Bar;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{location, output, settings, written};

pub(crate) fn run(args: &Pin, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    let config_file = args.config.as_deref();
    let (path, overrides) = (settings::config_file(config_file), settings::overrides(&args.site.place));
    session.set_project(&path);
    let (config, found) = settings::config(config_file, &args.site.place)?;
    let codes = crate::codes();
    let file = ConfigFile { path: &path, overrides: &overrides, codes: &codes };
    let file = path.exists().then_some(file);
    // A draft may have been published before, and should keep its id if it is published again.
    let options = Options { drafts: true, dry_run: args.dry_run, ..Options::at(settings::now(&args.site)?) };
    let names: Vec<_> = args.from.iter().map(String::as_str).collect();
    let published = location::find_all(&names, client)?;
    let bar = Bar::new(session.is_quiet());
    let mut pinned =
        crate::authoring::pin::pin(&config, file, &options, published, &|progress| bar.show(progress))?;
    bar.clear();
    pinned.diagnostics.splice(..0, found);
    if !args.dry_run && !pinned.written.is_empty() {
        session.has_done(written::FILES_WRITTEN);
    }
    session.findings(&pinned.diagnostics, &mut Texts::of(&config))?;
    report(&pinned, session.results(), args.dry_run)?;
    Ok(ExitStatus::of(count(&pinned, Severity::Error) > 0))
}

fn count(pinned: &Pinned, severity: Severity) -> usize {
    pinned.diagnostics.iter().filter(|finding| finding.severity == severity).count()
}

fn report(pinned: &Pinned, results: Results, dry_run: bool) -> io::Result<()> {
    let mut out = output::stdout();
    match results {
        Results::Lines => human(&mut out, pinned, dry_run),
        Results::Json => json(&mut out, pinned),
        Results::Hidden => Ok(()),
    }
}

fn human(out: &mut Lines<'_>, pinned: &Pinned, dry_run: bool) -> io::Result<()> {
    for WrittenId { file, line, text, .. } in &pinned.written {
        out.line(&format!("{}:{line}: {}", root::slashed(file), text.trim_start()))?;
    }
    let feeds = pinned.written.iter().filter(|written| written.feed.is_some()).count();
    let verb = if dry_run { "would pin" } else { "pinned" };
    let articles = counted(pinned.written.len() - feeds, "article", "articles");
    let feeds = counted(feeds, "feed", "feeds");
    let Pinned { already, unpublished, unsettled, .. } = pinned;
    let left = if *unsettled > 0 { format!(", {unsettled} to be decided by you") } else { String::new() };
    out.line(&format!(
        "{verb} {articles} and {feeds}; {already} already pinned, {unpublished} not published{left}"
    ))
}

/// A line of `--message-format json`: a written id, or the totals.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'p> {
    Pinned {
        file: String,
        line: usize,
        text: &'p str,
        #[serde(skip_serializing_if = "Option::is_none")]
        feed: Option<&'p str>,
    },
    Summary {
        pinned: usize,
        already: usize,
        unpublished: usize,
        unsettled: usize,
        errors: usize,
        warnings: usize,
    },
}

fn json(out: &mut Lines<'_>, pinned: &Pinned) -> io::Result<()> {
    let lines = pinned.written.iter().map(|written| Line::Pinned {
        file: root::slashed(&written.file),
        line: written.line,
        text: written.text.trim_start(),
        feed: written.feed.as_deref(),
    });
    let summary = Line::Summary {
        pinned: pinned.written.len(),
        already: pinned.already,
        unpublished: pinned.unpublished,
        unsettled: pinned.unsettled,
        errors: count(pinned, Severity::Error),
        warnings: count(pinned, Severity::Warning),
    };
    lines.chain([summary]).try_for_each(|line| out.json(&line))
}
