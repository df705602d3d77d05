//! Articles in, public articles and reasons for leaving out the others out. Does not decide about single feeds.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::{DRAFT_IN_FEED, FORGOTTEN_DATE};
use crate::diagnostic::{Diagnostic, Place, counted};
use crate::feed::Url;
use crate::site::article::LeftOut;
use crate::site::collation;
use crate::site::file_name::{name, without_extension};
use crate::site::files::Source;
use crate::site::index::IndexedArticle;
use crate::site::kind::is_template;
use crate::site::rules::{Order, SiteRules, Ties};
use crate::site::text_pool::TextPool;

/// The public articles, and the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Public {
    /// Articles that may be in feeds, in the order of their paths.
    pub articles: Vec<IndexedArticle>,
    /// Articles that are not public.
    pub left_out: Vec<LeftOut>,
    /// When the first of those in feeds expires.
    pub expires: Option<DateTime<Utc>>,
}

/// Splits articles into those that are public at `now`, with drafts if `drafts` is set, and the others.
#[must_use]
pub(crate) fn public(mut articles: Vec<IndexedArticle>, now: DateTime<Utc>, drafts: bool) -> Public {
    let mut expires = None;
    let is_left_out = |article: &mut IndexedArticle| {
        let is_left_out = article.reason(now, drafts).is_some();
        if !is_left_out {
            expires = expires.into_iter().chain(article.expires()).min();
        }
        is_left_out
    };
    let left_out = articles.extract_if(.., is_left_out).filter_map(|article| {
        if article.source.is_shown_again() {
            // It is left out where its file lies.
            return None;
        }
        let (reason, identity) = (article.reason(now, drafts)?, Some(article.identity()));
        Some(LeftOut { source: article.source, reason, identity })
    });
    let left_out = left_out.collect();
    Public { articles, left_out, expires }
}

/// Sorts articles by their weights, and then newest first unless the site begins with the oldest; those with the same date
/// in the site's order. Their titles for that are in `titles`.
#[must_use]
pub(crate) fn in_order(
    mut articles: Vec<IndexedArticle>,
    titles: &TextPool,
    rules: &SiteRules,
) -> Vec<IndexedArticle> {
    // Sorting the keys alone moves each article once.
    match rules.order {
        Order::NewestFirst => {
            articles.par_sort_by_cached_key(|article| (weight(article), Reverse(article.listed())));
        }
        Order::OldestFirst => articles.par_sort_by_cached_key(|article| (weight(article), article.listed())),
    }
    let are_tied =
        |a: &IndexedArticle, b: &IndexedArticle| a.listed() == b.listed() && weight(a) == weight(b);
    articles.par_chunk_by_mut(are_tied).for_each(|tied| {
        tied.sort_unstable_by(|a, b| {
            tie(a, b, titles, rules.ties).then_with(|| a.source.path.cmp(&b.source.path))
        });
    });
    articles
}

/// Reports drafts among the articles of feeds, which are to be published at `base_url`.
#[must_use]
pub(crate) fn drafts<'a>(
    articles: impl Iterator<Item = &'a IndexedArticle>,
    base_url: &Url,
) -> Option<Diagnostic> {
    let drafts: BTreeSet<_> =
        articles.filter(|article| article.limits.draft).map(|article| &article.source).collect();
    let message = format!("{} in the feeds of {base_url}", counted(drafts.len(), "draft", "drafts"));
    let help = "build without --drafts; for a preview, pass --base-url http://localhost:8080/ --allow-local, and another folder with --output";
    let first = drafts.first()?;
    Some(Diagnostic::new(&DRAFT_IN_FEED, message).at(Place::file(&first.file())).help(help))
}

/// What decides about the place of an article before its date does.
fn weight(article: &IndexedArticle) -> (bool, i32) {
    (article.listing.weight == 0, article.listing.weight)
}

/// The order of two articles with the same weight and date, before that of their paths.
fn tie(a: &IndexedArticle, b: &IndexedArticle, titles: &TextPool, ties: Ties) -> Ordering {
    match ties {
        Ties::Id => a.id().cmp(b.id()),
        Ties::Path => Ordering::Equal,
        Ties::Title(_) => collation::compare(titles.text(a.listed_title), titles.text(b.listed_title)),
        Ties::PathDescending => b.source.path.cmp(&a.source.path),
        Ties::Permalink => a.permalink.cmp(&b.permalink),
        Ties::PermalinkDescending => b.permalink.cmp(&a.permalink),
        Ties::TranslationsLast => {
            let is_last =
                |article: &IndexedArticle| article.listing.is_translation || article.listing.is_foreign;
            is_last(a).cmp(&is_last(b)).then_with(|| a.shared().cmp(&b.shared()))
        }
    }
}

/// The names of files that are pages of a site and no articles.
const PAGES: &[&str] =
    &["404", "about", "archive", "archives", "contact", "imprint", "now", "privacy", "search", "uses"];

/// Reports files without a date in folders of dated files, since the date was probably forgotten. Other files without a
/// date are pages.
#[must_use]
pub(crate) fn undated(pages: &[Source], dated: &[IndexedArticle]) -> Vec<Diagnostic> {
    let folders: BTreeSet<_> = pages.iter().map(Source::dir).collect();
    let with_pages = dated.iter().map(|article| article.source.dir()).filter(|dir| folders.contains(dir));
    let mixed: BTreeSet<_> = if folders.is_empty() { BTreeSet::new() } else { with_pages.collect() };
    // A template in such a folder usually makes its list.
    let is_page =
        |page: &Source| is_template(&page.path) || PAGES.contains(&without_extension(name(&page.path)));
    let forgotten = pages.iter().filter(|page| mixed.contains(page.dir()) && !is_page(page));
    forgotten
        .map(|page| {
            Diagnostic::new(&FORGOTTEN_DATE, "missing date, while other files in this folder have one")
                .at(Place::file(&page.metadata_file()))
                .help("add a `date`, such as 2026-04-01, or set `feed` to `false` if it is a page")
        })
        .collect()
}
