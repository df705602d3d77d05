//! The path and the title of a published feed in; the terms of the site that they name, out. Does not look at articles.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode;

use crate::site::slug::slug;

/// The kind of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Section,
    Tag,
    Category,
    Author,
    Language,
}

impl Kind {
    /// Its name in messages.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Kind::Section => "section",
            Kind::Tag => "tag",
            Kind::Category => "category",
            Kind::Author => "author",
            Kind::Language => "language",
        }
    }

    /// The kind that a part of a path announces.
    fn announced_by(word: &str) -> Option<Kind> {
        Some(match word {
            "section" | "sections" => Kind::Section,
            "tag" | "tags" | "tagged" => Kind::Tag,
            "category" | "categories" => Kind::Category,
            "author" | "authors" => Kind::Author,
            "lang" | "language" | "languages" => Kind::Language,
            _ => return None,
        })
    }
}

/// The terms of a site, by kind and by what their spellings have in common.
#[derive(Debug, Default)]
pub(super) struct Terms(BTreeMap<(Kind, String), BTreeSet<String>>);

impl Terms {
    /// The terms with one of these keys: of this kind, if there are any, else of every kind.
    fn find(&self, kind: Option<Kind>, keys: &[String]) -> Vec<Term> {
        let known = self.0.keys().filter(|(_, key)| keys.contains(key)).cloned();
        let known: Vec<_> = known.collect();
        let of_kind: Vec<_> = known.iter().filter(|(own, _)| Some(*own) == kind).cloned().collect();
        if of_kind.is_empty() { known } else { of_kind }
    }

    /// The spellings of a term.
    pub(super) fn spellings(&self, term: &Term) -> impl Iterator<Item = &str> {
        self.0.get(term).into_iter().flatten().map(String::as_str)
    }
}

impl FromIterator<(Kind, String)> for Terms {
    fn from_iter<T: IntoIterator<Item = (Kind, String)>>(terms: T) -> Terms {
        let mut known = BTreeMap::<_, BTreeSet<_>>::new();
        for (kind, term) in terms {
            known.entry((kind, key(&term))).or_default().insert(term);
        }
        Terms(known)
    }
}

/// A term without its spelling.
type Term = (Kind, String);

/// A name in a path or in a title, with the terms that it may mean: none if it is not known.
#[derive(Debug)]
pub(super) struct Name {
    /// What is written.
    pub text: String,
    /// What it may mean.
    pub terms: Vec<Term>,
    /// Whether it says what the articles of the feed have in common, and is not only a word of a title or of a usual path.
    is_certain: bool,
}

impl Name {
    fn has(&self, kind: Kind, term: &str) -> bool {
        let key = key(term);
        self.terms.iter().any(|(own, known)| *own == kind && *known == key)
    }
}

/// What the path and the title of a feed name.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Name>,
    /// Whether the path says nothing but that it is a feed.
    pub is_plain: bool,
}

impl Names {
    pub(super) fn of(path: &str, title: Option<&str>, site_title: &str, terms: &Terms) -> Names {
        let (own, is_plain) = in_path(path, terms);
        let names = title.and_then(|title| in_title(title, site_title, terms)).into_iter().chain(own);
        Names { names: names.collect(), is_plain }
    }

    /// The name that says which articles are in the feed: the last one of the path, else that of the title.
    pub(super) fn meant(&self) -> Option<&Name> {
        self.names.iter().rev().find(|name| name.is_certain)
    }

    /// Whether a term is named.
    pub(super) fn have(&self, (kind, term): (Kind, &str)) -> bool {
        self.names.iter().any(|name| name.has(kind, term))
    }

    /// Whether the name that is meant, or any if none is, names one of these terms.
    pub(super) fn mean(&self, terms: &[(Kind, &str)]) -> bool {
        terms.iter().any(|(kind, term)| match self.meant() {
            Some(name) => name.has(*kind, term),
            None => self.have((*kind, term)),
        })
    }
}

/// The names in a path, and whether it says nothing but that it is a feed.
fn in_path(path: &str, terms: &Terms) -> (Vec<Name>, bool) {
    let parts: Vec<_> = path.split('/').map(key).collect();
    let (mut names, mut announced, mut is_plain) = (Vec::new(), None, true);
    for (at, part) in parts.iter().enumerate() {
        let words: Vec<_> = part.split('-').collect();
        let is_announced = announced.is_some();
        let (kind, rest) = match (announced.take(), without(&words, |word| FORMAT_WORDS.contains(&word))) {
            (None, [first, rest @ ..]) if Kind::announced_by(first).is_some() => {
                (Kind::announced_by(first), rest)
            }
            // A term may be named as a format is: `tags/rss/index.xml`.
            (Some(kind), []) if at + 1 < parts.len() => (Some(kind), words.as_slice()),
            (kind, rest) => (kind, rest),
        };
        if rest.is_empty() {
            announced = kind.filter(|_| !is_announced);
            continue;
        }
        let is_usual = rest.iter().all(|word| USUAL_WORDS.contains(word));
        let terms = terms.find(kind, &[part.clone(), rest.join("-")]);
        let is_certain = kind.is_some() || !is_usual && !terms.is_empty();
        is_plain &= is_usual;
        if is_certain || !terms.is_empty() {
            names.push(Name { text: rest.join("-"), terms, is_certain });
        }
    }
    (names, is_plain)
}

/// The term in a title. It is certain where the title also has that of the site: "Reef - python".
fn in_title(title: &str, site_title: &str, terms: &Terms) -> Option<Name> {
    let (title, site) = (key(title), key(site_title));
    let rest = (!site.is_empty()).then(|| {
        let before = title.strip_prefix(&site).filter(|rest| rest.is_empty() || rest.starts_with('-'));
        before.or_else(|| title.strip_suffix(&site).filter(|rest| rest.ends_with('-')))
    });
    let rest = rest.flatten();
    let words: Vec<_> = rest.unwrap_or(&title).split('-').filter(|word| !word.is_empty()).collect();
    let is_filler = |word: &str| {
        TITLE_WORDS.contains(&word) || FORMAT_WORDS.contains(&word) || Kind::announced_by(word).is_some()
    };
    let text = without(&words, is_filler).join("-");
    if text.is_empty() {
        return None;
    }
    let terms = terms.find(None, &[text.clone(), words.join("-")]);
    (!terms.is_empty()).then_some(Name { text, terms, is_certain: rest.is_some() })
}

/// The words without those at either end that say nothing.
fn without<'w, 'a>(mut words: &'w [&'a str], is_filler: impl Fn(&str) -> bool) -> &'w [&'a str] {
    while let [first, rest @ ..] = words
        && is_filler(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && is_filler(last)
    {
        words = rest;
    }
    words
}

/// What the spellings of a name have in common: its words in ASCII and lower case.
fn key(name: &str) -> String {
    let words = slug(&deunicode(&slug(name)));
    words.split(['-', '.', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Words that say that something is a feed.
const FORMAT_WORDS: &[&str] =
    &["all", "atom", "feed", "feeds", "full", "index", "json", "latest", "rss", "rss2", "xml"];

/// Words in paths of feeds of whole sites, which may also be terms.
const USUAL_WORDS: &[&str] =
    &["articles", "audio", "blog", "episodes", "home", "main", "podcast", "posts", "show", "site"];

/// Words beside terms in titles.
const TITLE_WORDS: &[&str] = &[
    "about", "articles", "by", "entries", "for", "from", "in", "of", "on", "posts", "recent", "the", "with",
];
