//! `feedwright list`: arguments in, a list of articles with their feeds out. Writes no files.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::report::Lines;
use crate::root;
use crate::site::article::Identity;
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::index::IndexedArticle;
use crate::site::pipeline::{self, Bodies, Index, Options};
use crate::site::select::Selection;
use serde::Serialize;

use crate::cli::Failure;
use crate::cli::args::{List, MessageFormat};
use crate::cli::progress::Bar;
use crate::cli::{output, settings};

/// A line of `--message-format json`: one article.
#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    permalink: Option<String>,
    feeds: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beyond_limit: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

pub(crate) fn run(args: &List, format: MessageFormat) -> Result<ExitCode, Failure> {
    let (config, found) = settings::config(&args.site, format)?;
    let options = Options { drafts: args.site.drafts, ..Options::at(settings::now(&args.site)?) };
    let bar = Bar::new();
    let mut index = pipeline::index(&config, &options, found, &|progress| bar.show(progress))?;
    bar.clear();
    let mut lines = filter(lines(&index), &args.files)?;
    if !args.files.is_empty() {
        let found = add_pages(&config, &index, &mut lines);
        index.diagnostics.extend(found);
    }
    let status = report(&config, index, format)?;
    let mut out = output::stdout();
    for line in &lines {
        match format {
            MessageFormat::Json => out.json(line)?,
            // A SARIF document contains only findings.
            MessageFormat::Sarif => {}
            MessageFormat::Human | MessageFormat::Github => human(&mut out, line)?,
        }
    }
    Ok(status)
}

/// Reports errors and warnings, which do not prevent listing.
fn report(config: &Config, index: Index<'_>, format: MessageFormat) -> Result<ExitCode, Failure> {
    let found = Levels::default().apply(index.diagnostics);
    let serious: Vec<_> = found.into_iter().filter(|finding| finding.severity != Severity::Info).collect();
    settings::findings(&serious, settings::Texts::of(config), format)?;
    let has_errors = serious.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn lines(index: &Index<'_>) -> Vec<Line> {
    let public = index.articles.iter().zip(0..).enumerate().map(|(at, (article, short))| Line {
        feeds: paths(index, |selection| selection.articles.binary_search(&at).is_ok()),
        beyond_limit: paths(index, |selection| selection.beyond.binary_search(&short).is_ok()),
        ..Line::of(&article.source, Some(&article.identity()))
    });
    let left_out = index.left_out.iter().map(|left| Line {
        reason: Some(left.reason.as_str()),
        ..Line::of(&left.source, left.identity.as_ref())
    });
    public.chain(left_out).collect()
}

fn paths(index: &Index<'_>, contains: impl Fn(&Selection<'_>) -> bool) -> Vec<String> {
    index
        .selections
        .iter()
        .filter(|selection| contains(selection))
        .map(|selection| selection.path.clone())
        .collect()
}

/// Adds the pages that the texts of articles are on, and returns what is wrong with these.
fn add_pages(config: &Config, index: &Index<'_>, lines: &mut [Line]) -> Vec<Diagnostic> {
    let bodies = Bodies::new(config, index);
    let mut found = Vec::new();
    for line in lines {
        let is_it = |article: &&IndexedArticle| root::slashed(&article.source.file()) == line.file;
        let Some(indexed) = index.articles.iter().find(is_it) else { continue };
        match index.article(config, indexed).and_then(|article| bodies.page(&article)) {
            Ok(Some(page)) => {
                line.page = Some(root::slashed(&page.file));
                line.body = Some(page.body.found_by.to_string());
                found.extend(page.found);
            }
            Ok(None) => {}
            Err(finding) => found.push(finding),
        }
    }
    found
}

impl Line {
    fn of(source: &Source, identity: Option<&Identity>) -> Line {
        Line {
            kind: "article",
            file: root::slashed(&source.file()),
            id: identity.map(|identity| identity.id.clone()),
            date: identity.map(|identity| identity.date.to_rfc3339()),
            permalink: identity.map(|identity| identity.permalink.clone()),
            feeds: Vec::new(),
            beyond_limit: Vec::new(),
            reason: None,
            page: None,
            body: None,
        }
    }
}

/// Only the requested articles, however their paths are written.
fn filter(lines: Vec<Line>, files: &[PathBuf]) -> Result<Vec<Line>, Failure> {
    if files.is_empty() {
        return Ok(lines);
    }
    let requested: Vec<_> = files.iter().map(|file| (file, file.canonicalize().ok())).collect();
    let found: Vec<_> = lines
        .into_iter()
        .map(|line| (Path::new(&line.file).canonicalize().ok(), line))
        .filter(|(path, _)| path.is_some() && requested.iter().any(|(_, requested)| requested == path))
        .collect();
    for (file, requested) in &requested {
        if requested.is_none() || !found.iter().any(|(path, _)| path == requested) {
            return Err(Failure::Usage(format!("`{}` is not an article of this site", file.display())));
        }
    }
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

fn human(out: &mut Lines<'_>, line: &Line) -> io::Result<()> {
    out.line(&line.file)?;
    let facts = [("id", &line.id), ("date", &line.date), ("permalink", &line.permalink)];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            out.line(&format!("  {name:9}  {fact}"))?;
        }
    }
    match line.reason {
        Some(reason) => out.line(&format!("  in no feed: {reason}"))?,
        None => feeds(out, line)?,
    }
    for (name, fact) in [("page", &line.page), ("body", &line.body)] {
        if let Some(fact) = fact {
            out.line(&format!("  {name:9}  {fact}"))?;
        }
    }
    Ok(())
}

fn feeds(out: &mut Lines<'_>, line: &Line) -> io::Result<()> {
    if !line.feeds.is_empty() {
        out.line(&format!("  feeds      {}", line.feeds.join(", ")))?;
    } else if line.beyond_limit.is_empty() {
        out.line("  in no feed: not selected by any feed")?;
    }
    if !line.beyond_limit.is_empty() {
        out.line(&format!("  beyond the limit of  {}", line.beyond_limit.join(", ")))?;
    }
    Ok(())
}
