//! The name of a file in; its extension, date, words and language, and whether it stands for its folder, out.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::feed::Language;
use crate::source::nfc::nfc;

/// The name of an article's file that stands for its folder.
pub(crate) const INDEX: &str = "index";

/// The name of an article's file, on a site whose languages are known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileName<'s> {
    /// The folder, below the content folder: of an `index` file the parent of its own.
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
}

impl<'s> FileName<'s> {
    /// Reads the name of the file at a path below the content folder. `has_language` tells the languages of the site.
    #[must_use]
    pub(crate) fn of(path: &'s str, has_language: impl Fn(&Language) -> bool) -> FileName<'s> {
        let whole = self::name(path);
        let (stem, language) = split_language(without_extension(whole), has_language);
        let folder = self::dir(path);
        let end = path.len() - whole.len() + stem.len();
        let is_index = stem == INDEX;
        let (dir, name) = if is_index { (self::dir(folder), self::name(folder)) } else { (folder, stem) };
        FileName { dir, name, date: split_date(name).0, language, is_index, end }
    }

    /// The name without its date, of which a slug is made.
    #[must_use]
    pub(crate) fn words(&self) -> &'s str {
        words(self.name)
    }

    /// Whether it is the `index` file of the content folder, the only page without a slug.
    #[must_use]
    pub(crate) fn is_home(&self) -> bool {
        self.is_index && self.name.is_empty()
    }

    /// The first part of the folder.
    #[must_use]
    pub(crate) fn section(&self) -> Option<Cow<'s, str>> {
        self.dir.split('/').next().filter(|part| !part.is_empty()).map(nfc)
    }
}

/// The last part of a path.
#[must_use]
pub(crate) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder in a path; empty if there is none.
#[must_use]
pub(crate) fn dir(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
}

/// The path of a file in a folder; the name, if the folder is empty.
#[must_use]
pub(crate) fn join(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") }
}

/// The extension of a file; empty if it has none.
#[must_use]
pub(crate) fn extension(path: &str) -> &str {
    name(path).rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The path of a file without its extension.
#[must_use]
pub(crate) fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').filter(|(_, extension)| !extension.contains('/')).map_or(path, |(stem, _)| stem)
}

/// Whether a file describes its folder rather than being an article: `_index.*` and `README.*`.
#[must_use]
pub(crate) fn describes_folder(path: &str) -> bool {
    let name = name(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    stem.eq_ignore_ascii_case("readme") || (stem.eq_ignore_ascii_case("_index") && stem != name)
}

/// What follows `index` in the name of a file that stands for its folder in some language, known or not: `.id`.
#[must_use]
pub(crate) fn after_index(stem: &str) -> Option<&str> {
    stem.strip_prefix(INDEX).filter(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A name without extension, split into the name and the language at its end, if the site has that.
#[must_use]
pub(crate) fn split_language(
    stem: &str,
    has_language: impl Fn(&Language) -> bool,
) -> (&str, Option<Language>) {
    let split = stem.rsplit_once('.').and_then(|(name, tag)| Some((name, Language::parse(tag)?)));
    match split {
        Some((name, language)) if !name.is_empty() && has_language(&language) => (name, Some(language)),
        Some(_) | None => (stem, None),
    }
}

/// The date at the beginning of a name, and the rest: `2026-04-01-words`, `2026-04-01_words`, `2026-04-01 words`.
#[must_use]
pub(crate) fn split_date(name: &str) -> (Option<NaiveDate>, &str) {
    let begins = name.starts_with(|c: char| c.is_ascii_digit());
    let Some((head, rest)) = name.split_at_checked("2026-04-01".len()).filter(|_| begins) else {
        return (None, name);
    };
    let date = NaiveDate::parse_from_str(head, "%Y-%m-%d").ok();
    let exact = date.is_some_and(|date| date.format("%Y-%m-%d").to_string() == head);
    match rest.chars().next() {
        None if exact => (date, ""),
        Some('-' | '_' | ' ') if exact => (date, rest.trim_start_matches(['-', '_', ' '])),
        Some(_) | None => (None, name),
    }
}

/// A name without its date; a name that is only a date is kept.
#[must_use]
pub(crate) fn words(name: &str) -> &str {
    match split_date(name) {
        (_, "") => name,
        (_, rest) => rest,
    }
}
