//! What the names of a site's files mean.

use std::borrow::Cow;

use super::{INDEX, are_related, below, join};
use crate::feed::Language;

/// A folder with articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ContentRoot {
    /// Its path below the content folder; empty for that folder itself.
    pub dir: String,
    /// The language of its articles, if all of them have one.
    pub language: Option<Language>,
    /// The folder that it stands for: the paths of its articles start there.
    pub mount: String,
    /// The folder below the content folder whose files are shown here, too, but for those that are here themselves.
    pub shows: Option<String>,
}

impl ContentRoot {
    /// A folder below the content folder, whose articles have paths that start in it.
    #[must_use]
    pub(crate) fn new(dir: &str) -> ContentRoot {
        ContentRoot { dir: dir.to_owned(), ..ContentRoot::default() }
    }
}

/// What the names of files mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameRules {
    /// The folders with articles; if empty, the content folder.
    pub roots: Vec<ContentRoot>,
    /// Where the language is.
    pub language: LanguageIn,
    /// The form of the date at the beginning of a name.
    pub date: DateInName,
    /// Whether an `index` file stands for its folder.
    pub has_index: bool,
    /// Whether `Index` is `index`.
    pub ignores_index_case: bool,
    /// The languages by their names in paths; if empty, those of the site by their tags.
    pub languages: Vec<(String, Language)>,
}

impl Default for NameRules {
    fn default() -> NameRules {
        NameRules {
            roots: Vec::new(),
            language: LanguageIn::Suffix,
            date: DateInName::Iso,
            has_index: true,
            ignores_index_case: false,
            languages: Vec::new(),
        }
    }
}

/// Where a path contains the language of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LanguageIn {
    /// After the last dot of the name: `a.b.fr.md`.
    Suffix,
    /// After the first dot of the name: `a.fr.md`.
    FirstSuffix,
    /// Nowhere.
    None,
}

/// The form of a date at the beginning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateInName {
    /// `2026-04-01-words`, `2026-04-01_words`, `2026-04-01 words`
    Iso,
    /// The same, with a year of two to four digits, and a month and day of one or two: `26-4-1-words`.
    Short,
    /// The same as [`DateInName::Iso`], or an RFC 3339 instant.
    Instant,
    /// None.
    None,
}

impl NameRules {
    /// Whether a name without extension and language stands for its folder.
    #[must_use]
    pub(super) fn is_index(&self, stem: &str) -> bool {
        self.has_index && (stem == INDEX || self.ignores_index_case && stem.eq_ignore_ascii_case(INDEX))
    }

    /// A name without extension, split into the name and the language at its end, if that has a name in paths.
    #[must_use]
    pub(crate) fn split_named_language<'n>(&self, stem: &'n str) -> (&'n str, Option<&Language>) {
        self.with_language(stem.rsplit_once('.')).unwrap_or((stem, None))
    }

    /// The same, at the first dot of the name.
    pub(super) fn split_first_named_language<'n>(&self, stem: &'n str) -> (&'n str, Option<Language>) {
        let (name, language) = self.with_language(stem.split_once('.')).unwrap_or((stem, None));
        (name, language.cloned())
    }

    fn with_language<'n>(&self, split: Option<(&'n str, &str)>) -> Option<(&'n str, Option<&Language>)> {
        let (name, tag) = split.filter(|(name, _)| !name.is_empty())?;
        let (_, language) = self.languages.iter().find(|(known, _)| known == tag)?;
        Some((name, Some(language)))
    }

    /// Whether a file or folder is in a content root, or contains one.
    #[must_use]
    pub(crate) fn may_contain(&self, path: &str) -> bool {
        self.roots.is_empty() || self.roots.iter().any(|root| are_related(&root.dir, path))
    }

    /// Whether articles of a language have a content root of their own.
    #[must_use]
    pub(crate) fn has_language_roots(&self) -> bool {
        self.roots.iter().any(|root| root.language.is_some())
    }

    /// The content root that a path below the content folder is in: the deepest of them. Without any, there is none.
    #[must_use]
    pub(crate) fn root_of(&self, path: &str) -> Option<&ContentRoot> {
        let contains = |root: &&ContentRoot| below(path, &root.dir).is_some();
        self.roots.iter().filter(contains).max_by_key(|root| root.dir.len())
    }

    /// The path of a file in the site, without the folder of its content root. Where languages have content roots, their
    /// articles have the same paths, so that these folders stay.
    #[must_use]
    pub(crate) fn path_in_site<'p>(&self, path: &'p str) -> Cow<'p, str> {
        match self.root_of(path) {
            Some(root) if root.language.is_none() => {
                let below = below(path, &root.dir).unwrap_or(path);
                if root.mount.is_empty() { below.into() } else { join(&root.mount, below).into() }
            }
            Some(_) | None => path.into(),
        }
    }
}
