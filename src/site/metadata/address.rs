//! The date, slug, language and folder in a file's path, and the permalink made from them.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::feed::Language;
use crate::feed::{InvalidUrl, Url};
use crate::site::config::{Content, Piece, Placeholder, Site};
use crate::site::files::{Source, leading_date};
use crate::source::nfc::nfc;

/// Characters that are not encoded in a path segment (RFC 3986 §3.3 `pchar`, except ambiguous ones).
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The same in several parts.
const FOLDERS: &AsciiSet = &PART.remove(b'/');

/// The information in a file's path.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Names<'s> {
    /// The folder that the permalink shows: of an `index` file the parent of its own.
    pub(super) dir: Cow<'s, str>,
    /// The name without date and language suffix, of which a slug can be made.
    pub(super) words: &'s str,
    /// The date in front of the name.
    pub(super) date: Option<NaiveDate>,
    /// The language behind the name, if the site knows it.
    pub(super) language: Option<Language>,
    /// Where the path ends, without language suffix and extension.
    pub(super) end: usize,
    /// Whether it is the site's own `index` file, the only page without a slug.
    pub(super) is_home: bool,
}

impl Names<'_> {
    pub(super) fn of<'s>(source: &'s Source, site: &Site) -> Names<'s> {
        let (stem, language) = site.language_suffix(source.stem());
        let dir = source.dir();
        let end = source.path.len() - source.name().len() + stem.len();
        let is_home = dir.is_empty() && stem == "index";
        let (dir, name) = match (stem, dir.rsplit_once('/')) {
            ("index", Some((parent, folder))) => (parent, folder),
            ("index", None) => ("", dir),
            (name, _) => (dir, name),
        };
        let (date, rest) = leading_date(name);
        // Of a name that is nothing but a date, the date is the slug.
        let words = if rest.is_empty() { name } else { rest };
        Names { dir: nfc(dir), words, date, language, end, is_home }
    }

    /// The first part of the folder.
    pub(super) fn section(&self) -> Option<&str> {
        self.dir.split('/').next().filter(|part| !part.is_empty())
    }
}

/// What a permalink is made of.
pub(super) struct Parts<'p> {
    pub(super) names: &'p Names<'p>,
    pub(super) slug: &'p str,
    pub(super) language: Option<&'p Language>,
    pub(super) date: DateTime<FixedOffset>,
}

impl Parts<'_> {
    fn write(&self, path: &mut String, placeholder: Placeholder, site: &Site) {
        match placeholder {
            Placeholder::Year => path.push_str(&padded(self.date.year(), 4)),
            Placeholder::Month => path.push_str(&padded(self.date.month(), 2)),
            Placeholder::Day => path.push_str(&padded(self.date.day(), 2)),
            Placeholder::Language => {
                let foreign = self.language.filter(|language| site.language.as_ref() != Some(*language));
                path.extend(foreign.map(|language| language.as_str().to_lowercase()));
            }
            Placeholder::Section => {
                path.extend(utf8_percent_encode(self.names.section().unwrap_or_default(), PART));
            }
            Placeholder::Dir => path.extend(utf8_percent_encode(&self.names.dir, FOLDERS)),
            Placeholder::Slug => path.extend(utf8_percent_encode(self.slug, PART)),
        }
    }
}

fn padded(number: impl fmt::Display, digits: usize) -> String {
    format!("{number:0>digits$}")
}

/// The page of an article by the site's pattern. Empty parts vanish with their slash.
pub(super) fn permalink(parts: &Parts<'_>, site: &Site, content: &Content) -> Result<Url, InvalidUrl> {
    let mut path = String::with_capacity(64);
    for piece in content.permalink.pieces() {
        match piece {
            Piece::Text(text) if path.is_empty() || path.ends_with('/') => {
                path.push_str(text.trim_start_matches('/'));
            }
            Piece::Text(text) => path.push_str(text),
            Piece::Placeholder(placeholder) => parts.write(&mut path, *placeholder, site),
        }
    }
    site.base_url.below(&path)
}
