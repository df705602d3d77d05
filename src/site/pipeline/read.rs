//! The metadata stage: reads the heads of all sources and keeps only what selection needs, then reads the heads of the
//! few articles in feeds again.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Progress;
use crate::diagnostic::Diagnostic;
use crate::root::Root;
use crate::site::article::{Article, LeftOut, Reason};
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::index::IndexedArticle;
use crate::site::interner::{Interner, LocalInterner, SharedInterner};
use crate::site::{metadata, scan, select};

/// What came out of reading all metadata.
#[derive(Default)]
pub(super) struct Read {
    /// Articles, in the order of their paths.
    pub(super) articles: Vec<IndexedArticle>,
    /// Their words.
    pub(super) symbols: Interner,
    /// Pages.
    pub(super) undated: Vec<Source>,
    /// What is no article whatever the time, pages among it.
    pub(super) left_out: Vec<LeftOut>,
    /// What is wrong with any of them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads all metadata.
pub(super) fn articles(
    config: &Config,
    content: &Root,
    sources: Vec<Source>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Read {
    progress(Progress::Reading { total: sources.len() });
    let (symbols, asides) = (SharedInterner::default(), Mutex::new(Vec::new()));
    let reader = || Reader { config, content, buffer: Vec::new(), symbols: symbols.local(), asides: &asides };
    let articles = sources.into_par_iter().enumerate().map_init(reader, |reader, (at, source)| {
        let indexed = reader.indexed(at, source);
        progress(Progress::Read);
        indexed
    });
    let mut read = Read { articles: some(articles.collect()), ..Read::default() };
    let mut asides = asides.into_inner().unwrap_or_else(PoisonError::into_inner);
    asides.sort_by_key(|aside| aside.at);
    for aside in asides {
        read.diagnostics.extend(aside.diagnostics);
        if let Some((source, reason)) = aside.left_out {
            read.undated.extend((reason == Reason::Undated).then(|| source.clone()));
            read.left_out.push(LeftOut { source, reason, identity: None });
        }
    }
    read.diagnostics = once(read.diagnostics);
    read.symbols = symbols.into_interner();
    read
}

#[expect(
    clippy::filter_map_identity,
    reason = "unlike `flatten` it needs no second vector, of which there may be a million"
)]
fn some(articles: Vec<Option<IndexedArticle>>) -> Vec<IndexedArticle> {
    articles.into_iter().filter_map(|indexed| indexed).collect()
}

/// What few sources give: findings, and why they are no articles.
struct Aside {
    at: usize,
    diagnostics: Vec<Diagnostic>,
    left_out: Option<(Source, Reason)>,
}

/// One thread's reading.
struct Reader<'r> {
    config: &'r Config,
    content: &'r Root,
    buffer: Vec<u8>,
    symbols: LocalInterner<'r>,
    asides: &'r Mutex<Vec<Aside>>,
}

impl Reader<'_> {
    fn parse(&mut self, source: &Source) -> metadata::Parsed {
        match scan::head(self.content, source, &mut self.buffer) {
            Ok(head) => metadata::parse(source, &head, &self.config.site, &self.config.content),
            Err(finding) => metadata::Parsed::unreadable(finding),
        }
    }

    fn indexed(&mut self, at: usize, source: Source) -> Option<IndexedArticle> {
        let metadata::Parsed { outcome, diagnostics } = self.parse(&source);
        let (indexed, left_out) = match outcome {
            metadata::Outcome::Article(article) => {
                (Some(select::indexed(*article, &self.config.site, &mut self.symbols)), None)
            }
            metadata::Outcome::LeftOut(reason) => (None, Some((source, reason))),
            metadata::Outcome::NotAnArticle => (None, None),
        };
        if left_out.is_some() || !diagnostics.is_empty() {
            let aside = Aside { at, diagnostics: once(diagnostics), left_out };
            self.asides.lock().unwrap_or_else(PoisonError::into_inner).push(aside);
        }
        indexed
    }
}

/// Reports what the configuration would fix once, not for every article.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut is_reported = false;
    let mut repeated = |finding: &Diagnostic| {
        finding.code == &metadata::NO_TIMEZONE && std::mem::replace(&mut is_reported, true)
    };
    found.into_iter().filter(|finding| !repeated(finding)).collect()
}

/// The whole article of an indexed one.
///
/// # Errors
/// A finding, if the file cannot be read, or has changed since it was indexed.
pub(super) fn article(
    config: &Config,
    content: &Root,
    indexed: &IndexedArticle,
) -> Result<Box<Article>, Diagnostic> {
    let is_same = |article: &Article| {
        article.id.as_str() == indexed.id()
            && article.permalink.as_str() == &*indexed.permalink
            && article.date == indexed.date
            && (article.draft, article.feed) == (indexed.limits.draft, indexed.limits.feed)
    };
    let head = |buffer| {
        let head = scan::head(content, &indexed.source, buffer)?;
        match metadata::parse(&indexed.source, &head, &config.site, &config.content).outcome {
            metadata::Outcome::Article(article) if is_same(&article) => Ok(article),
            metadata::Outcome::Article(_)
            | metadata::Outcome::LeftOut(_)
            | metadata::Outcome::NotAnArticle => Err(scan::changed(&indexed.source.metadata_file())),
        }
    };
    head(&mut Vec::new())
}
