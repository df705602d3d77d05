//! Scan, metadata, select: the articles, and the feeds that they are in.

use rayon::prelude::*;

use super::{Options, Progress, read};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::root::Root;
use crate::site::article::{Article, LeftOut, Reason};
use crate::site::config::Config;
use crate::site::index::IndexedArticle;
use crate::site::scan;
use crate::site::select::{self, Duplicate, Selection, Terms};

/// The articles and the feeds that they are in, before anything is rendered.
#[derive(Clone, Debug)]
pub(crate) struct Index<'c> {
    /// The content folder.
    pub content: Root,
    /// The public articles, in the order of feeds.
    pub articles: Vec<IndexedArticle>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The documents to be made.
    pub selections: Vec<Selection<'c>>,
    /// How terms are spelled.
    pub terms: Terms,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
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
    let folder = config.content_dir();
    let content =
        Root::open(&folder).map_err(|error| Error::new("read the content folder", &folder, error))?;
    let scan::Sources { sources, diagnostics } = scan::sources(&content, &config.content, &config.output)?;
    let read = read::articles(config, &content, sources, progress);
    let forgotten = select::undated(&read.undated, &read.articles);
    let duplicates = select::duplicates(&read.articles, options.now, options.drafts);
    let duplicates: Vec<_> = duplicates
        .par_iter()
        .map(|duplicates| finding(config, &content, &read.articles, duplicates))
        .collect();
    let public = select::public(read.articles, options.now, options.drafts);
    let terms = Terms::of(&public.articles, read.symbols);
    let (selections, selected) = select::selections(config, &public.articles, &terms);
    let left_out = sorted([read.left_out, public.left_out].concat());
    // A feed may be empty only because its articles have mistakes or cannot be read, which was reported.
    let unread = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let invalid = unread || left_out.iter().any(|left| left.reason == Reason::Invalid);
    let selected = if invalid { without_empty(selected) } else { selected };
    let diagnostics = [found, diagnostics, read.diagnostics, forgotten, duplicates, selected].concat();
    Ok(Index { content, articles: public.articles, left_out, selections, terms, diagnostics })
}

impl Index<'_> {
    /// The public articles, whole.
    ///
    /// # Errors
    /// A finding, if a file has changed since it was indexed.
    pub(crate) fn articles(&self, config: &Config) -> Result<Vec<Article>, Diagnostic> {
        let read = |indexed| read::article(config, &self.content, indexed).map(|article| *article);
        self.articles.par_iter().map(read).collect()
    }
}

/// The findings about two articles that readers would take for one.
fn finding(
    config: &Config,
    content: &Root,
    articles: &[IndexedArticle],
    duplicates: &Duplicate,
) -> Diagnostic {
    let article = |at: usize| articles.get(at).map(|indexed| read::article(config, content, indexed));
    match (article(duplicates.first), article(duplicates.second)) {
        (Some(Ok(first)), Some(Ok(second))) => duplicates.finding(&first, &second),
        (Some(Err(changed)), _) | (_, Some(Err(changed))) => changed,
        (None, _) | (_, None) => unreachable!("duplicates are found among the indexed articles"),
    }
}

fn without_empty(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.code != &select::EMPTY_FEED).collect()
}

fn sorted(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort();
    left_out
}
