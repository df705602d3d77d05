//! The configuration for a site in; whether only the built site has the addresses of its articles, out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::diagnostic::{Diagnostic, Severity};
use crate::feed::Url;
use crate::site::config::Config;
use crate::site::file_name::date_in_path;
use crate::site::index::IndexedArticle;
use crate::site::metadata::COMPUTED_ADDRESS;
use crate::site::pipeline::{self, BuiltSite, Options};

/// Why the addresses of pages are read from the built site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressesFrom {
    /// The site's own code makes them.
    Code,
    /// The site is built in another time zone than its configuration says: so many articles have another day or time in
    /// them.
    OtherZone(usize),
}

/// Whether the site's own code makes the addresses of articles.
pub(super) fn are_computed(config: &Config, now: DateTime<Utc>) -> bool {
    let index = pipeline::index(config, &Options::at(now), Vec::new(), &|_| {});
    let is_needed =
        |finding: &Diagnostic| finding.code == &COMPUTED_ADDRESS && finding.severity == Severity::Error;
    index.is_ok_and(|index| index.diagnostics.iter().any(is_needed))
}

/// The number of articles whose pages on the built site have another day or time in their addresses than `config` gives.
/// `built` is the same configuration, but for that it reads addresses from the built site.
pub(super) fn of_other_zone(config: &Config, built: &Config, now: DateTime<Utc>) -> usize {
    let site = BuiltSite::of(config, BTreeSet::new());
    let index = |config| pipeline::index(config, &Options::at(now), Vec::new(), &|_| {}).ok();
    let Some(by_rule) = index(config).filter(|_| site.has_pages()) else { return 0 };
    let is_missing =
        |one: &&IndexedArticle| Url::parse(&one.permalink).is_ok_and(|address| site.lacks_page(&address));
    let missing: Vec<_> = by_rule.articles.iter().filter(is_missing).collect();
    let Some(on_pages) = (!missing.is_empty()).then(|| index(built)).flatten() else { return 0 };
    let pages: BTreeMap<_, _> =
        on_pages.articles.iter().map(|one| (&one.source, one.permalink.as_ref())).collect();
    let is_moved = |one: &&&IndexedArticle| {
        pages.get(&one.source).is_some_and(|page| is_of_other_zone(&one.permalink, page))
    };
    missing.iter().filter(is_moved).count()
}

/// Whether two addresses differ only as those of one article do whose date is written in two time zones: in numbers, of which
/// a date is not more than a day later or earlier.
pub(super) fn is_of_other_zone(one: &str, other: &str) -> bool {
    let words = |address: &str| {
        let words = address.split(|c: char| c.is_ascii_digit()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let days = date_in_path(one).zip(date_in_path(other));
    let are_near = days.is_some_and(|(one, other)| (one - other).num_days().abs() <= 1);
    one != other && are_near && words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::is_of_other_zone;

    #[test]
    fn addresses_of_one_article_in_two_time_zones_differ_by_a_day_at_most() {
        let address = |path: &str| format!("https://a.org/blog/{path}/");
        for (one, other) in [
            ("2026/03/01/night", "2026/02/28/night"),
            ("2026/3/1/part-2", "2026/2/28/part-2"),
            ("2026-01-01/23/night", "2025-12-31/16/night"),
            ("2026/01/01/0130/night", "2026/01/01/0030/night"),
        ] {
            assert!(is_of_other_zone(&address(one), &address(other)), "{one} {other}");
        }
        for (one, other) in [
            ("2026/03/01/night", "2026/03/01/night"),
            ("2026/03/01/night", "2026/03/03/night"),
            ("2026/03/01/night", "2026/03/02/day"),
            ("2026/03/01/night", "2026/03/02/x/night"),
            ("part-1", "part-2"),
        ] {
            assert!(!is_of_other_zone(&address(one), &address(other)), "{one} {other}");
        }
    }
}
