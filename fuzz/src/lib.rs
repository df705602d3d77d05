//! What both targets do: check, with every profile, and look at the answer.

use std::path::Path;

use feedwright::check::{self, Options, Profile};
use feedwright::model::url::Url;

/// Checks a document, and that every finding has a place in it.
pub fn check(bytes: &[u8]) {
    let options = Options {
        profiles: [Profile::Podcast, Profile::News].into(),
        base: Url::parse("https://kampung.example/feed.xml").ok(),
        now: "2026-11-01T00:00:00Z".parse().ok(),
        answer: None,
    };
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count();
    for (finding, _) in check::document(Path::new("feed"), bytes, &options).findings {
        if let Some(span) = finding.place.and_then(|place| place.span) {
            assert!(span.start <= span.end, "{}: {span:?}", finding.code.name);
            assert!(span.end.line as usize <= lines, "{}: {span:?}", finding.code.name);
        }
    }
}
