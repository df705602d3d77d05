//! The published feeds of a site in; the keys of other tools that withhold articles elsewhere, and not on this site, since
//! the feeds contain its articles with them, out.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::PublishedDocumentAt;
use crate::authoring::pin::identify::Articles;
use crate::site::article::{Article, Reason};
use crate::site::config::Config;
use crate::site::pipeline::{self, Index, Options};
use crate::site::rules::overridable_keys;

/// The keys that do not withhold articles on this site.
#[must_use]
pub(crate) fn ignored_keys(
    config: &Config,
    now: DateTime<Utc>,
    published: &[PublishedDocumentAt],
) -> Vec<&'static str> {
    let Some(index) = index(config, now) else { return Vec::new() };
    let withheld = index.left_out.iter().filter(|left| left.reason == Reason::Withheld);
    let withheld: BTreeSet<_> = withheld.map(|left| left.source.path.as_str()).collect();
    if withheld.is_empty() {
        return Vec::new();
    }
    let is_published = |key: &&str| {
        let config = ignoring(config, key);
        let Some(index) = self::index(&config, now) else { return false };
        index.articles(&config).is_ok_and(|articles| are_published(&articles, &withheld, published))
    };
    overridable_keys(&config.content.rules.keys).filter(is_published).collect()
}

/// The same configuration, in which a key is only for another program.
#[must_use]
fn ignoring(config: &Config, key: &str) -> Config {
    let mut config = config.clone();
    config.content.rules.keys.ignored.push(key.to_owned());
    config
}

fn index(config: &Config, now: DateTime<Utc>) -> Option<Index<'_>> {
    pipeline::index(config, &Options::at(now), Vec::new(), &|_| {}).ok()
}

/// Whether the feeds contain those of the articles that were withheld: some of them, and each that is not older.
fn are_published(articles: &[Article], withheld: &BTreeSet<&str>, published: &[PublishedDocumentAt]) -> bool {
    let is_withheld =
        |at: &usize| articles.get(*at).is_some_and(|article| withheld.contains(article.source.path.as_str()));
    let in_document = |document: &PublishedDocumentAt| {
        let found = Articles::new(articles, document.feed.format).identify(&document.feed.items);
        found.pairs.into_iter().map(|(_, at)| at).filter(is_withheld).collect::<Vec<_>>()
    };
    let found: BTreeSet<_> = published.iter().flat_map(in_document).collect();
    let date = |at: usize| articles.get(at).map(|article| article.date);
    let Some(oldest) = found.iter().filter_map(|at| date(*at)).min() else { return false };
    (0..articles.len()).filter(is_withheld).all(|at| found.contains(&at) || date(at) < Some(oldest))
}
