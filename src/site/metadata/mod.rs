//! Stage 2: a source and its head in, an article out, with everything that is wrong in the head. Whether the
//! article is in a feed is for `select`; its body is for `render`.

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
    AMBIGUOUS_TIME "ambiguous-time" Warning "a local time that the clocks went through twice" "";
    CONTRADICTING_KEYS "contradicting-keys" Error "two keys that say the same" "";
    DATE_DIFFERS "date-differs" Info "a date in the file's name that is not the article's" "";
    EXPIRES_TOO_EARLY "expires-too-early" Warning "an article that expires before it is published" "";
    HEAD_TOO_LONG "head-too-long" Error "metadata of more than 64 KiB" "";
    INVALID_DATE "invalid-date" Error "a date that is none" "RFC 3339";
    INVALID_ID "invalid-id" Error "an identity that a feed cannot carry" "RFC 4287 §4.2.6";
    INVALID_LANGUAGE "invalid-language" Error "a language that is no BCP 47 tag" "BCP 47";
    INVALID_MEDIA_TYPE "invalid-media-type" Error "a media type that is none" "RFC 6838 §4.2";
    INVALID_SLUG "invalid-slug" Error "a slug that cannot be one part of a path" "RFC 3986 §3.3";
    INVALID_URL "invalid-url" Error "a URL that is none" "RFC 3986";
    MISSING_METADATA "missing-metadata" Error "an article without metadata" "";
    MISSING_SRC "missing-src" Error "a picture or an enclosure without a file" "";
    MISSING_TITLE "missing-title" Error "an article without a title" "";
    NO_METADATA "no-metadata" Info "a file that could be an article but has no metadata" "";
    NO_TIMEZONE "no-timezone" Info "a time without a zone, where the site names none: it was taken as UTC" "";
    SKIPPED_TIME "skipped-time" Warning "a local time that the clocks jumped over" "";
    TWO_METADATA "two-metadata" Error "metadata at the head of a file and beside it" "";
    UNCLOSED_FENCE "unclosed-fence" Error "metadata that does not end" "";
    UNKNOWN_KEY "unknown-key" Warning "a key that metadata does not have" "";
    UPDATED_BEFORE_DATE "updated-before-date" Warning "an article that was changed before it was published" "RFC 4287 §4.2.15";
}

/// What a head says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The article, or why there is none.
    pub outcome: Outcome,
    /// Everything that is wrong in the head.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a source turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// An article.
    Article(Box<Article>),
    /// Something that is in no feed whatever the time.
    LeftOut(Reason),
    /// Text or HTML that nobody gave metadata.
    NotAnArticle,
}

impl Parsed {
    /// What is left of a source that cannot be read.
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
        // Of broken metadata nobody knows what is missing, or what its broken lines meant.
        let syntax: [&Code; 2] = [&fields::BROKEN_TOML, &fields::BROKEN_YAML];
        let sure = |finding: &Diagnostic| {
            finding.code != &MISSING_TITLE && line(finding).is_none_or(|line| !broken.contains(&line))
        };
        diagnostics.retain(|finding| syntax.contains(&finding.code) || sure(finding));
    }
    // A parser that recovers, and a value with one escape twice, say the same again.
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
