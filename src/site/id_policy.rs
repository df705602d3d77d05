//! Ids that are generated rather than taken from the page: from an authority and the article's path below the content
//! folder, so they survive changes of host, permalink, slug and title. Never from a clock, and never at random.

use std::fmt;

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::feed::Id;
use crate::site::files::Source;
use crate::source::nfc::nfc;

/// Characters that are not encoded in the `specific` part of a tag (RFC 4151 §2.1), except ambiguous ones.
const SPECIFIC: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// How ids are made for articles without an id in their metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum IdPolicy {
    /// The URL of the page, as in nearly every generator.
    #[default]
    Permalink,
    /// `tag:example.org,2026:news/a1` (RFC 4151)
    Tag(Authority),
    /// `urn:uuid:…`: the version 5 UUID of that tag, in the namespace of URLs (RFC 9562 §5.5).
    Uuid(Authority),
}

/// The authority of ids (RFC 4151 §2.1): `example.org,2026`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    /// A host, or an email address.
    name: String,
    /// A day, month or year on which the authority owned the name.
    date: String,
}

impl Authority {
    /// Parses `example.org,2026`. `None` if it is not an authority.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Authority> {
        let (name, date) = text.trim().split_once(',')?;
        (is_name(name) && is_date(date)).then(|| Authority { name: name.to_owned(), date: date.to_owned() })
    }

    /// The authority of a host without a configured date.
    #[must_use]
    pub(crate) fn of_host(host: &str) -> Authority {
        Authority { name: host.to_owned(), date: SOME_YEAR.to_owned() }
    }

    fn tag(&self, source: &Source) -> String {
        format!("tag:{self}:{}", specific(source))
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.name, self.date)
    }
}

/// A year that is the same in every build, so that ids do not change.
const SOME_YEAR: &str = "2026";

/// A host, optionally after the local part of an email address.
fn is_name(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    match name.split_once('@') {
        Some((local, host)) => is_word(local) && is_word(host),
        None => is_word(name),
    }
}

fn is_date(date: &str) -> bool {
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    let parsed = NaiveDate::parse_from_str(&whole, "%Y-%m-%d");
    parsed.is_ok_and(|parsed| parsed.format("%Y-%m-%d").to_string() == whole)
}

/// The path below the content folder, without extension. Of an `index` file the folder, so that a file may become one.
fn specific(source: &Source) -> String {
    let stem = source.stem();
    let path = match (source.dir(), stem.strip_prefix("index")) {
        ("", _) => stem.to_owned(),
        (dir, Some(rest)) if rest.is_empty() || rest.starts_with('.') => format!("{dir}{rest}"),
        (dir, Some(_) | None) => format!("{dir}/{stem}"),
    };
    utf8_percent_encode(&nfc(&path), SPECIFIC).to_string()
}

impl IdPolicy {
    /// The id of an article; `None` if it is its page.
    #[must_use]
    pub(crate) fn id_of(&self, source: &Source) -> Option<Id> {
        match self {
            IdPolicy::Permalink => None,
            IdPolicy::Tag(authority) => Id::new(&authority.tag(source)),
            IdPolicy::Uuid(authority) => {
                let tag = authority.tag(source);
                Id::new(&Uuid::new_v5(&Uuid::NAMESPACE_URL, tag.as_bytes()).urn().to_string())
            }
        }
    }
}
