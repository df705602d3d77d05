//! Any bytes as a feed: checked with every profile, they get an answer whose every place is in them.

use std::path::Path;

use feedwright::check::{self, Options, Profile};
use feedwright::feed::Url;

/// Checks a document.
pub fn check(bytes: &[u8]) {
    let options = Options {
        profiles: [Profile::Podcast, Profile::News].into(),
        base: Url::parse("https://kampung.example/feed.xml").ok(),
        now: "2026-11-01T00:00:00Z".parse().ok(),
        ..Options::default()
    };
    let checked = check::document(Path::new("feed"), bytes, &options);
    let found: Vec<_> = checked.findings.into_iter().map(|(finding, _)| finding).collect();
    super::are_within(&found, &String::from_utf8_lossy(bytes));
}
