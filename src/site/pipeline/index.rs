//! Scan, metadata, select: the articles, and the feeds that they are in.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::{Options, Progress, episodes, history, pages, read, recordings, sections, unbuilt};
use crate::diagnostic::{Diagnostic, Place, Severity, Span};
use crate::error::Error;
use crate::feed::Format;
use crate::root::Root;
use crate::site::article::{Article, LeftOut, Reason};
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::history::History;
use crate::site::index::IndexedArticle;
use crate::site::select::{self, Duplicate, Selection, Terms};
use crate::site::{metadata, pins, scan};

/// The articles and the feeds that they are in, before anything is rendered.
#[derive(Clone, Debug)]
pub(crate) struct Index<'c> {
    /// The content folder.
    pub content: Root,
    /// The dates of articles in git, if the configuration wants them.
    pub history: History,
    /// The public articles, in the order of feeds.
    pub articles: Vec<IndexedArticle>,
    /// The files of pages with other addresses than their files have, by address.
    pub pages: BTreeMap<String, String>,
    /// The paths of files that are in no feed, but may have pages, and the addresses of these.
    pub other_pages: Vec<(String, String)>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The documents to be made.
    pub selections: Vec<Selection<'c>>,
    /// How terms are spelled.
    pub terms: Terms,
    /// When the first of the public articles expires.
    pub expires: Option<DateTime<Utc>>,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Index<'_> {
    /// When, after `now`, the next article becomes public or expires.
    pub(super) fn due(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let scheduled = self.left_out.iter().filter(|left| left.reason == Reason::Scheduled);
        let scheduled = scheduled.filter_map(|left| Some(left.identity.as_ref()?.date.to_utc()));
        scheduled.chain(self.expires).filter(|instant| *instant > now).min()
    }
}

/// Scans, reads metadata and selects. `found` are the findings about the configuration.
///
/// # Errors
/// If the content folder cannot be read.
pub(crate) fn index<'c>(
    config: &'c Config,
    options: &Options,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Index<'c>, Error> {
    let content = content(config)?;
    let scan::Sources { sources, diagnostics } = scan::sources(&content, &config.content, &config.output)?;
    let stale = stale_pins(config, &content, &sources);
    let history = history::read(config, &sources);
    let read = read::articles(config, &content, sources, &history, options, progress);
    let read = recordings::without_named(config, read, &content);
    let read = pages::without_copies(config, pages::find(config, options, read));
    let read = unbuilt::leave_out(config, options, read);
    let invalid = || read.left_out.iter().filter(|left| left.reason == Reason::Invalid);
    let read_findings = if options.skip_invalid {
        skipped(read.diagnostics, invalid().map(|left| &left.source))
    } else {
        read.diagnostics
    };
    let forgotten = select::undated(&read.undated, &read.articles);
    let duplicates = select::duplicates(&read.articles, &config.site.base_url, options.now, options.drafts);
    let duplicates: Vec<_> = duplicates
        .par_iter()
        .map(|duplicates| finding(config, (&content, &history), &read.articles, duplicates))
        .collect();
    let rules = &config.content.rules;
    let public = select::public(read.articles, options.now, options.drafts);
    let whole = |indexed: &IndexedArticle| read::article(config, &content, &history, indexed).ok();
    let title = |indexed: &IndexedArticle| Some(whole(indexed)?.title.as_str().to_owned());
    // Articles are found faster in memory in the order in which they were read.
    let (terms, (doubtful, released)) = rayon::join(
        || Terms::of(&public.articles, read.symbols, rules.terms_are_exact),
        || {
            let mut doubtful = select::doubtful_folders(&public.articles, &config.content);
            doubtful.extend(select::doubtful_files(&public.articles, &config.content, &title));
            (doubtful, select::released(&public.articles, &rules.releases, options.now))
        },
    );
    let expires = public.expires;
    let articles = select::in_order(public.articles, &read.titles, rules);
    let (mut selections, selected) = select::selections(config, &articles, &terms);
    let repeated = episodes::findings(&articles, &selections, &read.episodes, &whole);
    let (site, drafts) = (&config.site, options.drafts);
    let context =
        metadata::Context { site, content: &config.content, history: &history, drafts, keeps_places: false };
    sections::describe(config, &content, (context, options.now), &mut selections);
    let left_out = sorted([read.left_out, public.left_out].concat());
    // A feed may be empty only because its articles have mistakes or cannot be read, which was reported.
    let unread = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let invalid = unread || left_out.iter().any(|left| left.reason == Reason::Invalid);
    let selected = if invalid { without_empty(selected) } else { selected };
    let diagnostics = [
        found,
        stale,
        diagnostics,
        read_findings,
        forgotten,
        duplicates,
        doubtful,
        released,
        selected,
        repeated,
    ]
    .concat();
    let other_pages = other_pages(read.undated_pages, &left_out);
    let pages = read.pages;
    Ok(Index {
        content,
        history,
        articles,
        pages,
        other_pages,
        left_out,
        selections,
        terms,
        expires,
        diagnostics,
    })
}

/// The paths and addresses of what may have a page, although it is in no feed: files without a date, and articles that
/// are only for the site.
fn other_pages(undated: Vec<(String, String)>, left_out: &[LeftOut]) -> Vec<(String, String)> {
    let of_site = left_out.iter().filter(|left| left.reason == Reason::Excluded);
    let known = of_site.filter_map(|left| {
        Some((left.source.file_path().to_owned(), left.identity.as_ref()?.permalink.clone()))
    });
    undated.into_iter().chain(known).collect()
}

/// The files of all articles, before they are read.
///
/// # Errors
/// If the content folder cannot be read.
pub(crate) fn sources(config: &Config) -> Result<Vec<Source>, Error> {
    Ok(scan::sources(&content(config)?, &config.content, &config.output)?.sources)
}

/// The content folder, if it and the folders in it that the configuration names exist.
fn content(config: &Config) -> Result<Root, Error> {
    let open = |folder: &Path| Root::open(folder).map_err(|error| no_content(config, folder, error));
    config.content_folders().iter().try_for_each(|folder| open(folder).map(drop))?;
    open(&config.content_dir())
}

/// The failure to open a folder with articles, with the place of its name.
fn no_content(config: &Config, folder: &Path, error: io::Error) -> Error {
    let help = match &config.content.dir_place {
        Some(Place { file, span: Some(Span { start, .. }) }) => {
            format!("create it, or correct `dir` at {}:{}:{}", file.display(), start.line, start.column)
        }
        Some(_) | None => {
            "create it, or name another one in feedwright.toml: [content] dir = \"…\"".to_owned()
        }
    };
    let failure = Error::new("read the content folder", folder, error).with_help(help);
    match &config.content.dir_place {
        Some(place) => failure.of_setting(place.clone()),
        None => failure,
    }
}

/// The findings about pinned ids of files that do not exist.
fn stale_pins(config: &Config, content: &Root, sources: &[Source]) -> Vec<Diagnostic> {
    let Some((_, pins)) = &config.content.pins else { return Vec::new() };
    let paths: Vec<_> = sources.iter().map(|source| &*source.path).collect();
    pins::stale(pins, &paths, |path| content.file(path.as_ref()).is_ok())
}

impl Index<'_> {
    /// The paths of all articles, whether they are in feeds or not.
    #[must_use]
    pub(crate) fn paths(&self) -> BTreeSet<&str> {
        let sources = self.articles.iter().map(|article| &article.source);
        sources.chain(self.left_out.iter().map(|left| &left.source)).map(Source::file_path).collect()
    }

    /// The public articles, whole.
    ///
    /// # Errors
    /// A finding, if a file has changed since it was indexed.
    pub(crate) fn articles(&self, config: &Config) -> Result<Vec<Article>, Diagnostic> {
        self.articles
            .par_iter()
            .map(|indexed| self.article(config, indexed).map(|article| *article))
            .collect()
    }

    /// Which of these ids are those of articles in a feed or in its archives.
    #[must_use]
    pub(crate) fn ids_in<'k>(&self, selection: &Selection<'_>, ids: &BTreeSet<&'k str>) -> BTreeSet<&'k str> {
        let id = |article: &'_ IndexedArticle| {
            let id = match selection.config.format {
                Format::Atom => article.atom_id(),
                Format::Rss | Format::Json => article.id(),
            };
            ids.get(id).copied()
        };
        if ids.is_empty() {
            BTreeSet::new()
        } else {
            selection.all().filter_map(|at| id(self.articles.get(at)?)).collect()
        }
    }

    /// A public article, whole.
    ///
    /// # Errors
    /// As [`Index::articles`].
    pub(crate) fn article(
        &self,
        config: &Config,
        indexed: &IndexedArticle,
    ) -> Result<Box<Article>, Diagnostic> {
        read::article(config, &self.content, &self.history, indexed)
    }
}

/// The findings about two articles that readers would take for one.
fn finding(
    config: &Config,
    (content, history): (&Root, &History),
    articles: &[IndexedArticle],
    duplicates: &Duplicate,
) -> Diagnostic {
    let article =
        |at: usize| articles.get(at).map(|indexed| read::article(config, content, history, indexed));
    match (article(duplicates.first), article(duplicates.second)) {
        (Some(Ok(first)), Some(Ok(second))) => {
            duplicates.finding(&first, &second, &config.content.rules.keys)
        }
        (Some(Err(changed)), _) | (_, Some(Err(changed))) => changed,
        (None, _) | (_, None) => unreachable!("duplicates are found among the indexed articles"),
    }
}

/// The findings about articles that are left out since they are invalid: warnings, and one that names each article.
fn skipped<'s>(found: Vec<Diagnostic>, invalid: impl Iterator<Item = &'s Source>) -> Vec<Diagnostic> {
    let files: BTreeMap<_, _> = invalid.map(|source| (source.metadata_file(), source.file())).collect();
    // What has metadata in both may be wrong in both.
    let invalid: BTreeSet<_> = files.iter().flat_map(|(metadata, file)| [metadata, file]).collect();
    let is_about =
        |finding: &Diagnostic| finding.place.as_ref().is_some_and(|place| invalid.contains(&place.file));
    let named = files.values().map(|file| {
        let finding = Diagnostic::new(&metadata::SKIPPED_ARTICLE, "left out, since it has errors");
        finding.at(Place::file(file)).help("correct them, and build again")
    });
    let named: Vec<_> = named.collect();
    let lowered = found.into_iter().map(|finding| {
        let is_lowered = finding.severity == Severity::Error && is_about(&finding);
        Diagnostic { severity: if is_lowered { Severity::Warning } else { finding.severity }, ..finding }
    });
    lowered.chain(named).collect()
}

fn without_empty(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.code != &select::EMPTY_FEED).collect()
}

fn sorted(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort();
    left_out
}
