//! `feedwright list`: arguments in, a list of articles with their feeds out. Writes no files.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Lines, Results};
use crate::root;
use crate::site::article::Identity;
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::pipeline::{self, Bodies, Index, Options};
use crate::site::select::Selection;
use serde::Serialize;

use crate::cli::args::List;
use crate::cli::failure::Failure;
use crate::cli::progress::Bar;
use crate::cli::requested::Requested;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
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
    /// The article that a file comes with, and what it is to that.
    #[serde(skip)]
    belongs_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

pub(crate) fn run(args: &List, named: Option<&Path>, session: &Session) -> Result<ExitStatus, Failure> {
    session.set_project(&settings::config_file(named));
    let (config, found) = settings::config(named, &args.site.place)?;
    let levels = settings::levels(&args.levels, &config.check)?;
    let requested = Requested::new(&args.files, &config.content_dir())?;
    let now = settings::now(&args.site)?;
    let options = Options { drafts: args.site.drafts, levels, ..Options::at(now) };
    let bar = Bar::new(session.is_quiet());
    let index = pipeline::index(&config, &options, found, &|progress| bar.show(progress))?;
    bar.clear();
    let (sources, mut lines): (Vec<_>, Vec<_>) = lines(&index, &requested).into_iter().unzip();
    let mut found = requested.findings(index.diagnostics.clone(), &sources);
    if !requested.is_all() {
        found.extend(add_pages(&config, &index, &mut lines));
        found.extend(rendered(&config, &options, &index, &requested));
    }
    let others = requested.others(&sources, args.config.len() > 1);
    lines.extend(others.into_iter().map(|file| Line {
        reason: Some(NO_ARTICLE),
        belongs_to: requested.belonging(file, &config, &index).map(|belonging| belonging.what()),
        ..Line::new(file)
    }));
    let mut found = errors_and_warnings(options.levels.apply(found));
    found.dedup();
    session.findings(&found, &mut Texts::of(&config))?;
    write(&lines, session.answer())?;
    session.summary()?;
    Ok(ExitStatus::of(found.iter().any(|finding| finding.severity == Severity::Error)))
}

/// What a build would find in the texts and files of the articles that are meant.
fn rendered(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    requested: &Requested<'_>,
) -> Vec<Diagnostic> {
    let public = index.articles.iter().enumerate();
    let wanted = public.filter(|(_, article)| requested.has(&article.source)).map(|(at, _)| at);
    pipeline::findings_of_articles(config, options, index, wanted.collect())
}

/// The reason for a file that was named and is none of the site's articles.
const NO_ARTICLE: &str = "not-an-article";

/// Errors and warnings, which do not prevent listing.
fn errors_and_warnings(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.severity != Severity::Info).collect()
}

fn write(lines: &[Line], results: Results) -> io::Result<()> {
    let mut out = output::stdout();
    lines.iter().try_for_each(|line| match results {
        Results::Lines => human(&mut out, line),
        Results::Json => out.json(line),
        Results::Hidden => Ok(()),
    })
}

/// The articles that are meant, each with its line.
fn lines<'i>(index: &'i Index<'_>, requested: &Requested<'_>) -> Vec<(&'i Source, Line)> {
    let public = index.articles.iter().zip(0..).enumerate();
    let public = public.filter(|(_, (article, _))| requested.has(&article.source));
    let public = public.map(|(at, (article, short))| {
        let line = Line {
            feeds: paths(index, |selection| selection.articles.binary_search(&at).is_ok()),
            beyond_limit: paths(index, |selection| selection.beyond.binary_search(&short).is_ok()),
            ..Line::of(&article.source, Some(&article.identity()))
        };
        (&article.source, line)
    });
    let left_out = index.left_out.iter().filter(|left| requested.has(&left.source)).map(|left| {
        let reason = Some(left.reason.as_str());
        (&left.source, Line { reason, ..Line::of(&left.source, left.identity.as_ref()) })
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
    let articles = index.articles.iter().map(|article| (root::slashed(&article.source.file()), article));
    let articles: BTreeMap<_, _> = articles.collect();
    let mut found = Vec::new();
    for line in lines {
        let Some(indexed) = articles.get(&line.file) else { continue };
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
            id: identity.map(|identity| identity.id.clone()),
            date: identity.map(|identity| identity.date.to_rfc3339()),
            permalink: identity.map(|identity| identity.permalink.clone()),
            ..Line::new(&source.file())
        }
    }

    fn new(file: &Path) -> Line {
        Line {
            kind: "article",
            file: root::slashed(file),
            id: None,
            date: None,
            permalink: None,
            feeds: Vec::new(),
            beyond_limit: Vec::new(),
            reason: None,
            belongs_to: None,
            page: None,
            body: None,
        }
    }
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
        Some(NO_ARTICLE) => {
            let what = line.belongs_to.as_deref().unwrap_or("not an article of this site");
            out.line(&format!("  in no feed: {what}"))?;
        }
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
