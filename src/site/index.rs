//! The index: what is kept in memory of every article until feeds are built. A site may have a million articles.

use chrono::{DateTime, FixedOffset, Utc};

use super::article::{Identity, Listing, Reason, Shared, TranslationKey};
use crate::feed::Id;
use crate::site::feed_config::Each;
use crate::site::files::Source;
use crate::site::interner::Symbol;
use crate::site::text_pool::PooledText;

/// An article in the index: what selection needs to know about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct IndexedArticle {
    /// Where it comes from.
    pub source: Source,
    /// When it became public.
    pub date: DateTime<FixedOffset>,
    /// Its page.
    pub permalink: Box<str>,
    /// Its identity, where that is not the permalink.
    pub id: Option<Box<Id>>,
    /// Its language.
    pub language: Option<Symbol>,
    /// The first part of its path.
    pub section: Option<Symbol>,
    /// Its tags, categories, and authors.
    pub terms: IndexedTerms,
    /// What its translations share.
    pub translations: TranslationKey,
    /// How lists of the site show it.
    pub listing: Listing,
    /// What can exclude it from feeds.
    pub limits: Limits,
    /// The title by which lists of the site sort articles with the same date, if they do.
    pub listed_title: PooledText,
    /// Whether its file is its page.
    pub is_page: bool,
    /// Whether it is an episode of a podcast.
    pub is_episode: bool,
}

/// The terms of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct IndexedTerms {
    symbols: Box<[Symbol]>,
    tags: u32,
    categories: u32,
    /// What few articles have.
    others: Option<Box<OtherTerms>>,
}

/// Terms in a site's other taxonomies, and what decides about places in lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OtherTerms {
    /// The terms in each taxonomy.
    pub taxonomies: Box<[Box<[Symbol]>]>,
    /// What decides about the place in feeds of tags, of categories, and of each taxonomy; empty if nothing does.
    pub weights: Box<[i32]>,
}

impl IndexedTerms {
    /// Tags, categories and authors, with the numbers of the first two; and the rest.
    #[must_use]
    pub(crate) fn new(
        symbols: Box<[Symbol]>,
        (tags, categories): (usize, usize),
        others: OtherTerms,
    ) -> IndexedTerms {
        let count = |symbols: usize| u32::try_from(symbols).unwrap_or(u32::MAX);
        let others = (others != OtherTerms::default()).then(|| Box::new(others));
        IndexedTerms { symbols, tags: count(tags), categories: count(categories), others }
    }

    /// Its terms in another taxonomy.
    #[must_use]
    pub(crate) fn of_taxonomy(&self, taxonomy: u8) -> &[Symbol] {
        let symbols = self.others.as_ref().and_then(|others| others.taxonomies.get(usize::from(taxonomy)));
        symbols.map(|symbols| &**symbols).unwrap_or_default()
    }

    /// What decides about its place in feeds of a kind of term, before the order of the site does.
    #[must_use]
    pub(crate) fn weight(&self, each: Each) -> i32 {
        let at = match each {
            Each::Tag => 0,
            Each::Category => 1,
            Each::Taxonomy(taxonomy) => 2 + usize::from(taxonomy),
            Each::Section | Each::Author | Each::Language => return 0,
        };
        let weights = self.others.as_ref().map(|others| &others.weights);
        weights.and_then(|weights| weights.get(at).copied()).unwrap_or_default()
    }

    /// Its tags.
    #[must_use]
    pub(crate) fn tags(&self) -> &[Symbol] {
        self.symbols.get(..self.tags as usize).unwrap_or_default()
    }

    /// Its categories.
    #[must_use]
    pub(crate) fn categories(&self) -> &[Symbol] {
        let start = self.tags as usize;
        self.symbols.get(start..start + self.categories as usize).unwrap_or_default()
    }

    /// Its authors.
    #[must_use]
    pub(crate) fn authors(&self) -> &[Symbol] {
        self.symbols.get(self.tags as usize + self.categories as usize..).unwrap_or_default()
    }
}

/// What can exclude an article from feeds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limits {
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it may be in feeds at all.
    pub feed: bool,
    /// Its other times, if it has any besides its date.
    pub times: Option<Box<Times>>,
}

/// When an article is public, and where lists have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Times {
    /// The date that decides about its place in lists.
    pub listed: DateTime<Utc>,
    /// The start.
    pub publish: DateTime<Utc>,
    /// The end.
    pub expires: Option<DateTime<Utc>>,
}

impl IndexedArticle {
    /// The id in RSS and JSON Feed.
    #[must_use]
    pub(crate) fn id(&self) -> &str {
        self.id.as_ref().map_or(&self.permalink, |id| id.as_str())
    }

    /// The id in Atom.
    #[must_use]
    pub(crate) fn atom_id(&self) -> &str {
        self.id.as_ref().map_or(&self.permalink, |id| id.atom())
    }

    /// The date that decides about its place in lists.
    #[must_use]
    pub(crate) fn listed(&self) -> DateTime<Utc> {
        self.limits.times.as_ref().map_or_else(|| self.date.to_utc(), |times| times.listed)
    }

    /// What its translations share.
    #[must_use]
    pub(crate) fn shared(&self) -> Shared<'_> {
        self.translations.of(&self.source)
    }

    /// Its identity for readers.
    #[must_use]
    pub(crate) fn identity(&self) -> Identity {
        Identity { id: self.id().to_owned(), date: self.date, permalink: self.permalink.to_string() }
    }

    /// When it expires.
    #[must_use]
    pub(crate) fn expires(&self) -> Option<DateTime<Utc>> {
        self.limits.times.as_ref()?.expires
    }

    /// Why it is not public at `now`; with `drafts`, drafts are.
    #[must_use]
    pub(crate) fn reason(&self, now: DateTime<Utc>, drafts: bool) -> Option<Reason> {
        let Limits { draft, feed, times } = &self.limits;
        let publish = times.as_ref().map_or_else(|| self.date.to_utc(), |times| times.publish);
        let expires = times.as_ref().and_then(|times| times.expires);
        if *draft && !drafts {
            Some(Reason::Draft)
        } else if !feed {
            Some(Reason::Excluded)
        } else if publish > now {
            Some(Reason::Scheduled)
        } else if expires.is_some_and(|expires| expires <= now) {
            Some(Reason::Expired)
        } else {
            None
        }
    }
}
