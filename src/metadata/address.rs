//! What a file's path says: date, slug, language, folder; and the permalink that is made of them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::config::{Content, Site};
use crate::model::language::Language;
use crate::model::slug::slug;
use crate::model::source::{Source, leading_date};
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

/// What a file's path says about its article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Names {
    /// The folder that the permalink shows: of an `index` file the parent of its own.
    pub(super) dir: String,
    /// The name without date and language suffix, as a part of a path, unless the metadata has another.
    pub(super) slug: String,
    /// The date in front of the name.
    pub(super) date: Option<NaiveDate>,
    /// The language behind the name, if the site knows it, unless the metadata has another.
    pub(super) language: Option<Language>,
    /// Where the path ends, without language suffix and extension.
    pub(super) end: usize,
    /// Whether it is the site's own `index` file, which is the one page without a slug.
    pub(super) is_home: bool,
}

impl Names {
    pub(super) fn of(source: &Source, site: &Site) -> Names {
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
        Names { dir: dir.nfc().collect(), slug: slug(words), date, language, end, is_home }
    }

    /// The first part of the folder.
    pub(super) fn section(&self) -> Option<String> {
        self.dir.split('/').next().filter(|part| !part.is_empty()).map(str::to_owned)
    }
}

/// The page of an article by the site's pattern. Empty parts vanish with their slash.
pub(super) fn permalink(
    names: &Names,
    date: &DateTime<FixedOffset>,
    site: &Site,
    content: &Content,
) -> Result<Url, InvalidUrl> {
    let foreign = names.language.as_ref().filter(|language| site.language.as_ref() != Some(*language));
    let language = foreign.map(|language| language.as_str().to_lowercase()).unwrap_or_default();
    let path = content
        .permalink
        .replace("{language}", &language)
        .replace("{year}", &format!("{:04}", date.year()))
        .replace("{month}", &format!("{:02}", date.month()))
        .replace("{day}", &format!("{:02}", date.day()))
        .replace("{section}", &parts(&names.section().unwrap_or_default()))
        .replace("{dir}", &parts(&names.dir))
        .replace("{slug}", &part(&names.slug));
    let directory = if path.ends_with('/') { "/" } else { "" };
    let whole: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    let slash = if whole.is_empty() { "" } else { directory };
    site.base_url.below(&format!("{}{slash}", whole.join("/")))
}

fn parts(path: &str) -> String {
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn part(name: &str) -> String {
    utf8_percent_encode(name, PART).to_string()
}
