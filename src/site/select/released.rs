//! The public articles in; a warning for each setting of the site's generator by which some of them are public, although
//! they withhold themselves, out.

use chrono::{DateTime, Utc};

use super::PUBLISHED_BY_SETTING;
use crate::diagnostic::Diagnostic;
use crate::site::index::IndexedArticle;
use crate::site::rules::{Release, Released};

/// Reports the settings that publish something at `now`.
#[must_use]
pub(crate) fn released(
    articles: &[IndexedArticle],
    releases: &[Release],
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    let count = |released: Released| {
        let is_released = |article: &&IndexedArticle| match released {
            Released::Future => article.date > now,
            Released::That(number) => article.listing.satisfies(Some(number)),
        };
        articles.iter().filter(is_released).count()
    };
    let counted = releases.iter().map(|release| (release, count(release.released)));
    let finding = |(release, count): (&Release, usize)| {
        let articles = if count == 1 { "article" } else { "articles" };
        let message = format!("`{}` publishes {} ({count} {articles})", release.setting, release.words);
        let help = "remove it if these articles should stay private; they are on the site's pages, too";
        Diagnostic::new(&PUBLISHED_BY_SETTING, message).at(release.place.clone()).help(help)
    };
    counted.filter(|(_, count)| *count > 0).map(finding).collect()
}
