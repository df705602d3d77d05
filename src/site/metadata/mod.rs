//! A source and its head in, an article and all findings about the head out. `select` decides which feeds
//! contain it, and `render` reads its body.

mod address;
mod dates;
mod head;
mod identity;
mod keys;
mod values;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::site::article::{Article, Reason};
use crate::site::config::{Content, Site};
use crate::site::fields::{self, Fields, Syntax};
use crate::site::files::{Head, Kind, Source};

codes! {
    AMBIGUOUS_TIME "ambiguous-time" Warning "local time that occurred twice when the clocks were set back" "";
    CONTRADICTING_KEYS "contradicting-keys" Error "two keys with the same meaning" "";
    DATE_DIFFERS "date-differs" Info "date in the file's name that differs from the article's date" "";
    EXPIRES_TOO_EARLY "expires-too-early" Warning "article that expires before it is published" "";
    HEAD_TOO_LONG "head-too-long" Error "metadata longer than 64 KiB" "";
    INVALID_DATE "invalid-date" Error "malformed or impossible date" "RFC 3339";
    INVALID_ID "invalid-id" Error "id that a feed cannot contain" "RFC 4287 §4.2.6";
    INVALID_LANGUAGE "invalid-language" Error "malformed language tag" "BCP 47";
    INVALID_MEDIA_TYPE "invalid-media-type" Error "malformed media type" "RFC 6838 §4.2";
    INVALID_SLUG "invalid-slug" Error "slug that cannot be part of a path" "RFC 3986 §3.3";
    INVALID_URL "invalid-url" Error "malformed URL" "RFC 3986";
    MISSING_METADATA "missing-metadata" Error "article without metadata" "";
    MISSING_SRC "missing-src" Error "image or enclosure without a file" "";
    MISSING_TITLE "missing-title" Error "article without a title" "";
    NO_METADATA "no-metadata" Info "text or HTML file without metadata, which is not an article" "";
    NO_TIMEZONE "no-timezone" Info "date without a time zone on a site without one, read as UTC" "";
    SKIPPED_TIME "skipped-time" Warning "local time that did not exist when the clocks were set forward" "";
    TWO_METADATA "two-metadata" Error "metadata both at the head of a file and beside it" "";
    UNCLOSED_FENCE "unclosed-fence" Error "metadata without an end" "";
    UNKNOWN_KEY "unknown-key" Warning "unknown metadata key" "";
    UPDATED_BEFORE_DATE "updated-before-date" Warning "article updated before it was published" "RFC 4287 §4.2.15";
}

/// The result of reading a head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The article, or why it is not one.
    pub outcome: Outcome,
    /// All findings about the head.
    pub diagnostics: Vec<Diagnostic>,
}

/// The kind of a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// An article.
    Article(Box<Article>),
    /// An article that is never in a feed.
    LeftOut(Reason),
    /// Text or HTML without metadata.
    NotAnArticle,
}

impl Parsed {
    /// The result for a source that cannot be read.
    #[must_use]
    pub(crate) fn unreadable(finding: Diagnostic) -> Parsed {
        Parsed { outcome: Outcome::LeftOut(Reason::Invalid), diagnostics: vec![finding] }
    }
}

/// Reads the metadata of a source.
#[must_use]
pub(crate) fn parse(source: &Source, head: &Head<'_>, site: &Site, content: &Content) -> Parsed {
    let files = head::Files::of(source);
    let found = match head::find(&files, head) {
        Ok(Some(found)) => found,
        Ok(None) if source.kind == Kind::Markdown => return Parsed::unreadable(head::missing(source, head)),
        Ok(None) => {
            return Parsed { outcome: Outcome::NotAnArticle, diagnostics: vec![head::absent(source)] };
        }
        Err(finding) => return Parsed::unreadable(finding),
    };
    let (table, mut diagnostics) = match found.syntax {
        Syntax::Toml => fields::toml(found.text, found.metadata.clone()),
        Syntax::Yaml => fields::yaml(found.text, found.metadata.clone()),
    };
    let broken: BTreeSet<_> = diagnostics.iter().filter_map(line).collect();
    let fields = Fields::new(&table, found.syntax, found.text, &mut diagnostics);
    let read = keys::article(fields, source, found.body, site, content);
    if !broken.is_empty() {
        // In malformed metadata, missing keys and the meaning of malformed lines are uncertain.
        let syntax: [&Code; 2] = [&fields::BROKEN_TOML, &fields::BROKEN_YAML];
        let is_certain = |finding: &Diagnostic| {
            finding.code != &MISSING_TITLE && line(finding).is_none_or(|line| !broken.contains(&line))
        };
        diagnostics.retain(|finding| syntax.contains(&finding.code) || is_certain(finding));
    }
    // A recovering parser, or a value with a repeated escape, may report the same finding twice.
    diagnostics.dedup();
    let invalid = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let outcome = match read {
        _ if invalid => Outcome::LeftOut(Reason::Invalid),
        Ok(article) => Outcome::Article(article),
        Err(reason) => Outcome::LeftOut(reason),
    };
    Parsed { outcome, diagnostics }
}

fn line(finding: &Diagnostic) -> Option<u32> {
    Some(finding.place.as_ref()?.span?.start.line)
}
