//! Determines which articles are public, and why the others are not.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::FORGOTTEN_DATE;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::article::LeftOut;
use crate::site::files::Source;
use crate::site::index::IndexedArticle;

/// The public articles, and the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Public {
    /// Articles that may be in feeds, newest first; of one instant, by the bytes of their ids.
    pub articles: Vec<IndexedArticle>,
    /// Articles that may not.
    pub left_out: Vec<LeftOut>,
}

/// Keeps what is public at `now`; with `drafts`, drafts too.
#[must_use]
pub(crate) fn public(mut articles: Vec<IndexedArticle>, now: DateTime<Utc>, drafts: bool) -> Public {
    let is_left_out = |article: &mut IndexedArticle| article.reason(now, drafts).is_some();
    let left_out = articles.extract_if(.., is_left_out).filter_map(|article| {
        let (reason, identity) = (article.reason(now, drafts)?, Some(article.identity()));
        Some(LeftOut { source: article.source, reason, identity })
    });
    let left_out = left_out.collect();
    articles.par_sort_unstable_by(|a, b| {
        b.date.cmp(&a.date).then_with(|| a.id().cmp(b.id())).then_with(|| a.source.path.cmp(&b.source.path))
    });
    Public { articles, left_out }
}

/// Files without a date are pages. Where others of their folder have dates, somebody probably forgot.
#[must_use]
pub(crate) fn undated(pages: &[Source], dated: &[IndexedArticle]) -> Vec<Diagnostic> {
    let folders: BTreeSet<_> = pages.iter().map(Source::dir).collect();
    let in_them = dated.iter().map(|article| article.source.dir()).filter(|dir| folders.contains(dir));
    let mixed: BTreeSet<_> = if folders.is_empty() { BTreeSet::new() } else { in_them.collect() };
    let forgotten = pages.iter().filter(|page| mixed.contains(page.dir()));
    forgotten
        .map(|page| {
            Diagnostic::new(&FORGOTTEN_DATE, "missing date, while other files in this folder have one")
                .at(Place::file(&page.metadata_file()))
                .help("add a `date`, such as 2026-04-01, or set `feed` to `false` if it is a page")
        })
        .collect()
}
