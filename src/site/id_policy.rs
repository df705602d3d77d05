//! Ids of articles that have none in their metadata: their pages, patterns of the parts of these, or, from an authority
//! and the article's path below the content folder, ids that survive changes of host, permalink, slug and title. Never
//! from a clock, and never at random.

use chrono::{DateTime, FixedOffset};
use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use uuid::Uuid;

use crate::feed::url::escapes::UNRESERVED;
use crate::feed::{Id, Url};
use crate::site::file_name::{NameRules, after_index, dir, join, name, without_extension};
use crate::source::nfc::nfc;
pub(crate) use crate::source::tag_uri::Authority;

/// Characters that are not encoded in the `specific` part of a tag (RFC 4151 §2.1), except ambiguous ones.
const SPECIFIC: &AsciiSet = &UNRESERVED.remove(b'/');

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
    /// A pattern, such as `tag:{host},{date}:{path}`.
    Pattern(IdPattern),
    /// One pattern for RSS and JSON Feed, and one for Atom; `None` for the page.
    Distinct(Option<IdPattern>, Option<IdPattern>),
}

/// A pattern of ids, parsed once for all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdPattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Part(Part),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    BaseUrl,
    Host,
    Path,
    PathWithoutExtension,
    Slug,
    Date,
    Year,
    Month,
    Day,
}

/// The placeholders of a pattern.
const PARTS: &[(&str, Part)] = &[
    ("base-url", Part::BaseUrl),
    ("host", Part::Host),
    ("path", Part::Path),
    ("path-without-extension", Part::PathWithoutExtension),
    ("slug", Part::Slug),
    ("date", Part::Date),
    ("year", Part::Year),
    ("month", Part::Month),
    ("day", Part::Day),
];

/// What ids are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdParts<'p> {
    /// The path of its file below the content folder.
    pub file: &'p str,
    /// What the names of files mean.
    pub names: &'p NameRules,
    /// The site's base URL.
    pub base_url: &'p Url,
    /// The article's page.
    pub permalink: &'p Url,
    /// Its slug.
    pub slug: &'p str,
    /// Its date, as permalinks have it.
    pub date: DateTime<FixedOffset>,
}

impl IdPattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// The first placeholder that is unknown.
    pub(crate) fn parse(text: &str) -> Result<IdPattern, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            let (_, part) = PARTS.iter().find(|(known, _)| *known == name).ok_or_else(|| name.to_owned())?;
            pieces.extend([Piece::Text(before.to_owned()), Piece::Part(*part)]);
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(IdPattern(pieces))
    }

    /// The names of the placeholders.
    #[must_use]
    pub(crate) fn placeholders() -> Vec<&'static str> {
        PARTS.iter().map(|(name, _)| *name).collect()
    }

    /// Whether each article gets an id of its own: the pattern contains more than its date.
    #[must_use]
    pub(crate) fn is_distinct(&self) -> bool {
        let own = [Part::Path, Part::PathWithoutExtension, Part::Slug];
        self.0.iter().any(|piece| matches!(piece, Piece::Part(part) if own.contains(part)))
    }

    /// The id of an article.
    #[must_use]
    pub(crate) fn of(&self, parts: &IdParts<'_>) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Part(part) => part.of(parts),
        };
        self.0.iter().map(one).collect()
    }
}

impl Part {
    fn of(self, parts: &IdParts<'_>) -> String {
        match self {
            Part::BaseUrl => parts.base_url.as_str().trim_end_matches('/').to_owned(),
            Part::Host => parts.base_url.host().unwrap_or_default().to_lowercase(),
            Part::Path => path(parts),
            Part::PathWithoutExtension => {
                let path = path(parts);
                let path = path.trim_end_matches('/');
                without_extension(path).to_owned()
            }
            Part::Slug => parts.slug.to_owned(),
            Part::Date => parts.date.format("%Y-%m-%d").to_string(),
            Part::Year => parts.date.format("%Y").to_string(),
            Part::Month => parts.date.format("%m").to_string(),
            Part::Day => parts.date.format("%d").to_string(),
        }
    }
}

/// The path of an article's page below the base URL, not percent-encoded, with a slash at its beginning.
fn path(parts: &IdParts<'_>) -> String {
    let base = parts.base_url.as_str().trim_end_matches('/');
    let permalink = parts.permalink.as_str();
    let below = permalink.strip_prefix(base).unwrap_or(permalink);
    percent_decode_str(below).decode_utf8_lossy().into_owned()
}

/// The path of a file in the site, without extension. Of an `index` file the folder, so that a file may become one.
fn specific(file: &str, names: &NameRules) -> String {
    let path = names.path_in_site(file);
    let stem = without_extension(name(&path));
    let path = match (dir(&path), after_index(stem)) {
        ("", _) => stem.to_owned(),
        (dir, Some(rest)) => format!("{dir}{rest}"),
        (dir, None) => join(dir, stem),
    };
    utf8_percent_encode(&nfc(&path), SPECIFIC).to_string()
}

impl IdPolicy {
    /// The id of an article; `None` if it is its page.
    #[must_use]
    pub(crate) fn id_of(&self, parts: &IdParts<'_>) -> Option<Id> {
        match self {
            IdPolicy::Permalink => None,
            IdPolicy::Tag(_) | IdPolicy::Uuid(_) => self.generated(parts.file, parts.names),
            IdPolicy::Pattern(pattern) => Id::new(&pattern.of(parts)),
            IdPolicy::Distinct(rss, atom) => {
                let of = |pattern: &Option<IdPattern>| {
                    pattern.as_ref().map_or_else(|| parts.permalink.to_string(), |pattern| pattern.of(parts))
                };
                Id::distinct(&of(rss), &of(atom))
            }
        }
    }

    /// The id of an article if that depends on nothing but its file.
    #[must_use]
    pub(crate) fn generated(&self, file: &str, names: &NameRules) -> Option<Id> {
        match self {
            IdPolicy::Permalink | IdPolicy::Pattern(_) | IdPolicy::Distinct(..) => None,
            IdPolicy::Tag(authority) => Id::new(&authority.tag(&specific(file, names))),
            IdPolicy::Uuid(authority) => {
                let tag = authority.tag(&specific(file, names));
                Id::new(&Uuid::new_v5(&Uuid::NAMESPACE_URL, tag.as_bytes()).urn().to_string())
            }
        }
    }
}
