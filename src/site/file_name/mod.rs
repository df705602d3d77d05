//! The name of a file in; its extension, date, words and language, and whether it stands for its folder, out.

mod date;
mod language;
mod rules;

use std::borrow::Cow;

use chrono::NaiveDate;

pub(crate) use date::{date_in_path, split_date};
pub(crate) use language::split_language;
pub(crate) use rules::{ContentRoot, DateInName, LanguageIn, NameRules};

use crate::feed::Language;
use crate::source::nfc::nfc;

/// The name of an article's file that stands for its folder.
pub(crate) const INDEX: &str = "index";

/// The name of an article's file, on a site whose languages are known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileName<'s> {
    /// The folder, below the content root: of an `index` file the parent of its own.
    pub dir: &'s str,
    /// The name without extension and language: of an `index` file that of its folder, which the content folder does
    /// not have.
    pub name: &'s str,
    /// The date at the beginning of the name.
    pub date: Option<NaiveDate>,
    /// The language at the end of the name, if the site has it.
    pub language: Option<Language>,
    /// Whether it stands for its folder.
    pub is_index: bool,
    /// The length of the path without extension and language.
    pub end: usize,
    /// The folder that stands before `dir` in the site.
    pub mount: Option<Box<str>>,
}

impl<'s> FileName<'s> {
    /// Reads the name of the file at a path below the content folder. `has_language` tells the languages of the site.
    #[must_use]
    pub(crate) fn of(
        path: &'s str,
        rules: &NameRules,
        has_language: impl Fn(&Language) -> bool,
    ) -> FileName<'s> {
        let root = rules.root_of(path);
        let below = root.map_or(path, |root| below(path, &root.dir).unwrap_or(path));
        let whole = self::name(below);
        let stem = without_extension(whole);
        let (stem, suffix) = match rules.language {
            LanguageIn::Suffix if !rules.languages.is_empty() => {
                let (stem, language) = rules.split_named_language(stem);
                (stem, language.cloned())
            }
            LanguageIn::Suffix => split_language(stem, has_language),
            LanguageIn::FirstSuffix => rules.split_first_named_language(stem),
            LanguageIn::None => (stem, None),
        };
        let folder = self::dir(below);
        let end = path.len() - whole.len() + stem.len();
        let is_index = rules.is_index(stem);
        let (dir, name) = if is_index { (self::dir(folder), self::name(folder)) } else { (folder, stem) };
        let date = split_date(name, rules.date).0;
        let language = suffix.or_else(|| root?.language.clone());
        let mount = root.filter(|root| !root.mount.is_empty()).map(|root| root.mount.as_str().into());
        FileName { dir, name, date, language, is_index, end, mount }
    }

    /// The name without its date, of which a slug is made; a name that is only a date is kept.
    #[must_use]
    pub(crate) fn words(&self, form: DateInName) -> &'s str {
        match split_date(self.name, form) {
            (_, "") => self.name,
            (_, rest) => rest,
        }
    }

    /// The folder in the site, with that for which its content root stands.
    #[must_use]
    pub(crate) fn site_dir(&self) -> Cow<'s, str> {
        match &self.mount {
            None => self.dir.into(),
            Some(mount) if self.dir.is_empty() => mount.to_string().into(),
            Some(mount) => format!("{mount}/{}", self.dir).into(),
        }
    }

    /// Whether it is the `index` file of the content folder, the only page without a slug.
    #[must_use]
    pub(crate) fn is_home(&self) -> bool {
        self.is_index && self.name.is_empty()
    }

    /// The first part of the folder.
    #[must_use]
    pub(crate) fn section(&self) -> Option<Cow<'s, str>> {
        let first = |dir: &str| {
            dir.split('/').next().filter(|part| !part.is_empty()).map(|part| nfc(part).into_owned())
        };
        match self.mount.as_deref() {
            None => self.dir.split('/').next().filter(|part| !part.is_empty()).map(nfc),
            Some(mount) => first(mount).map(Cow::Owned),
        }
    }
}

/// A path relative to a folder that it is in.
#[must_use]
pub(crate) fn below<'p>(path: &'p str, dir: &str) -> Option<&'p str> {
    if dir.is_empty() { Some(path) } else { path.strip_prefix(dir)?.strip_prefix('/') }
}

/// Whether two paths are the same, or one of them is in the other.
#[must_use]
pub(crate) fn are_related(one: &str, other: &str) -> bool {
    one == other || below(one, other).is_some() || below(other, one).is_some()
}

/// The last part of a path.
#[must_use]
pub(crate) fn name(path: &str) -> &str {
    last_slash(path).and_then(|slash| path.get(slash + 1..)).unwrap_or(path)
}

/// The folder in a path; empty if there is none.
#[must_use]
pub(crate) fn dir(path: &str) -> &str {
    last_slash(path).and_then(|slash| path.get(..slash)).unwrap_or_default()
}

/// Where the last slash of a path is.
fn last_slash(path: &str) -> Option<usize> {
    memchr::memrchr(b'/', path.as_bytes())
}

/// The path of a file in a folder; the name, if the folder is empty.
#[must_use]
pub(crate) fn join(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { [dir, "/", name].concat() }
}

/// The extension of a file; empty if it has none.
#[must_use]
pub(crate) fn extension(path: &str) -> &str {
    last_dot(path).and_then(|dot| path.get(dot + 1..)).unwrap_or_default()
}

/// Whether the extension of a file is one of those `known`, in any case.
#[must_use]
pub(crate) fn has_extension(path: &str, known: &[&str]) -> bool {
    let extension = extension(path);
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The path of a file without its extension.
#[must_use]
pub(crate) fn without_extension(path: &str) -> &str {
    last_dot(path).and_then(|dot| path.get(..dot)).unwrap_or(path)
}

/// Where the last dot in the name of a file is.
fn last_dot(path: &str) -> Option<usize> {
    let at = memchr::memrchr2(b'.', b'/', path.as_bytes())?;
    (path.as_bytes().get(at) == Some(&b'.')).then_some(at)
}

/// A path without what people write differently: the case, and the form of Unicode.
#[must_use]
pub(crate) fn folded(path: &str) -> String {
    nfc(path).to_lowercase()
}

/// Whether a file describes its folder rather than being an article: `_index.*` and `README.*`.
#[must_use]
pub(crate) fn describes_folder(path: &str) -> bool {
    // Nearly all names begin with another letter.
    let name = name(path);
    if !name.starts_with(['R', 'r', '_']) {
        return false;
    }
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    stem.eq_ignore_ascii_case("readme") || is_section_index(path)
}

/// Whether a file is `_index.*`, which is not an article anywhere.
#[must_use]
pub(crate) fn is_section_index(path: &str) -> bool {
    name(path).split_once('.').is_some_and(|(stem, _)| stem.eq_ignore_ascii_case("_index"))
}

/// What follows `index` in the name of a file that stands for its folder in some language, known or not: `.id`.
#[must_use]
pub(crate) fn after_index(stem: &str) -> Option<&str> {
    stem.strip_prefix(INDEX).filter(|rest| rest.is_empty() || rest.starts_with('.'))
}
