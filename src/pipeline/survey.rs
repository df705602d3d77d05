//! Scan, metadata, select: what is there, and which feeds it is in.

use rayon::prelude::*;

use super::{Options, Progress};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::article::{Article, LeftOut, Reason};
use crate::model::source::Source;
use crate::select::{Selection, Terms};
use crate::{metadata, scan, select};

/// What is there, and which feeds it is in, before anything is rendered.
#[derive(Clone, Debug)]
pub struct Survey<'c> {
    /// The public articles, in the order of feeds.
    pub articles: Vec<Article>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The documents to be made.
    pub selections: Vec<Selection<'c>>,
    /// How terms are spelled.
    pub terms: Terms,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Scans, reads metadata and selects. `found` is what the configuration was told.
///
/// # Errors
/// If the content folder cannot be read.
pub fn survey<'c>(
    config: &'c Config,
    options: &Options,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Survey<'c>, Error> {
    let root = config.project.join(&config.content.dir);
    let scan::Sources { sources, diagnostics } = scan::sources(&root, &config.content, &config.output)?;
    let read = read(config, sources, progress);
    let forgotten = select::undated(&read.undated, &read.articles);
    let live = select::live(read.articles, options.now, options.drafts);
    let terms = Terms::of(&live.articles);
    let (selections, selected) = select::selections(config, &live.articles, &terms);
    let left_out = sorted([read.left_out, live.left_out].concat());
    // A feed may be empty only because its articles have mistakes, which are said already.
    let invalid = left_out.iter().any(|left| left.reason == Reason::Invalid);
    let selected = if invalid { without_empty(selected) } else { selected };
    let diagnostics =
        [found, diagnostics, once(read.diagnostics), forgotten, live.diagnostics, selected].concat();
    Ok(Survey { articles: live.articles, left_out, selections, terms, diagnostics })
}

/// What came out of reading all metadata.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    undated: Vec<Source>,
    left_out: Vec<LeftOut>,
    diagnostics: Vec<Diagnostic>,
}

fn read(config: &Config, sources: Vec<Source>, progress: &(dyn Fn(Progress) + Sync)) -> Read {
    progress(Progress::Reading { total: sources.len() });
    let parsed = sources.into_par_iter().map(|source| {
        let parsed =
            scan::head(&source).map(|head| metadata::parse(&source, &head, &config.site, &config.content));
        progress(Progress::Read);
        (source, parsed.unwrap_or_else(metadata::Parsed::unreadable))
    });
    let parsed: Vec<_> = parsed.collect();
    let mut read = Read::default();
    for (source, metadata::Parsed { outcome, diagnostics }) in parsed {
        read.diagnostics.extend(diagnostics);
        match outcome {
            metadata::Outcome::Article(article) => read.articles.push(*article),
            metadata::Outcome::LeftOut(reason) => {
                read.undated.extend((reason == Reason::Undated).then(|| source.clone()));
                read.left_out.push(LeftOut { source, reason, identity: None });
            }
            metadata::Outcome::NotAnArticle => {}
        }
    }
    read
}

fn without_empty(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.code != &select::EMPTY_FEED).collect()
}

/// What is the configuration's matter is said once, not for every article.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said = false;
    let mut repeated =
        |finding: &Diagnostic| finding.code == &metadata::NO_TIMEZONE && std::mem::replace(&mut said, true);
    found.into_iter().filter(|finding| !repeated(finding)).collect()
}

fn sorted(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort();
    left_out
}
