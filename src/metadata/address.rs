//! What a file's path says: date, slug, language, folder; and the permalink that is made of them.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::config::{Content, Site};
use crate::model::language::Language;
use crate::model::source::{Source, leading_date};
use crate::model::text::nfc;
use crate::model::url::{InvalidUrl, Url};

/// What stays as it is in one part of a path (RFC 3986 §3.3 `pchar`, less what could be taken for more).
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

/// What a file's path says about its article.
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
    /// Whether it is the site's own `index` file, which is the one page without a slug.
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
    /// Writes what stands for a placeholder; anything else stays as it is.
    fn write(&self, path: &mut String, placeholder: &str, site: &Site) {
        let written = match placeholder {
            "{language}" => {
                match self.language.filter(|language| site.language.as_ref() != Some(*language)) {
                    Some(foreign) => write!(path, "{}", foreign.as_str().to_lowercase()),
                    None => Ok(()),
                }
            }
            "{year}" => write!(path, "{:04}", self.date.year()),
            "{month}" => write!(path, "{:02}", self.date.month()),
            "{day}" => write!(path, "{:02}", self.date.day()),
            "{section}" => write!(path, "{}", part(self.names.section().unwrap_or_default())),
            "{dir}" => write!(path, "{}", utf8_percent_encode(&self.names.dir, FOLDERS)),
            "{slug}" => write!(path, "{}", part(self.slug)),
            other => path.write_str(other),
        };
        // Writing into a text cannot fail.
        debug_assert!(written.is_ok());
    }
}

/// The page of an article by the site's pattern. Empty parts vanish with their slash.
pub(super) fn permalink(parts: &Parts<'_>, site: &Site, content: &Content) -> Result<Url, InvalidUrl> {
    let mut path = String::with_capacity(2 * content.permalink.len());
    let mut rest = content.permalink.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        path.push_str(before);
        let end = after.find('}').map_or(0, |end| end + 1);
        let length = rest.len() - after.len() - 1;
        let placeholder = rest.get(length..length + 1 + end).unwrap_or_default();
        parts.write(&mut path, placeholder, site);
        rest = after.get(end..).unwrap_or_default();
    }
    path.push_str(rest);
    let is_folder = path.ends_with('/');
    let mut whole = String::with_capacity(path.len());
    for part in path.split('/').filter(|part| !part.is_empty()) {
        whole.extend([part, "/"]);
    }
    if !is_folder {
        whole.pop();
    }
    site.base_url.below(&whole)
}

fn part(name: &str) -> PercentEncode<'_> {
    utf8_percent_encode(name, PART)
}
