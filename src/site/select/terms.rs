//! Tags, categories and authors in, their most common spellings out. Spellings that differ only by case or the like are
//! one term.

use std::collections::{BTreeMap, BTreeSet};

use crate::feed::{Language, Person, Text};
use crate::site::article::Article;
use crate::site::config::{Config, Site};
use crate::site::feed_config::Each;
use crate::site::index::IndexedArticle;
use crate::site::interner::{Interner, Symbol};
use crate::site::slug::{fold, slug};

/// The symbols of a site's articles, and the most common spelling of each term.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Terms {
    symbols: Interner,
    folded: Vec<String>,
    /// Whether terms that differ only by case or the like are different ones.
    are_exact: bool,
    tags: BTreeMap<String, Text>,
    categories: BTreeMap<String, Text>,
}

impl Terms {
    /// Counts the spellings in `articles`, whose texts are `symbols`. Of equally common spellings, the first in byte
    /// order is shown. If terms `are_exact`, each spelling is a term of its own.
    #[must_use]
    pub(crate) fn of(articles: &[IndexedArticle], symbols: Interner, are_exact: bool) -> Terms {
        let folded: Vec<_> = symbols.all().iter().map(|text| folded(text.as_str(), are_exact)).collect();
        let (tags, categories) = rayon::join(
            || most_common(&symbols, &folded, articles.iter().flat_map(|article| article.terms.tags())),
            || most_common(&symbols, &folded, articles.iter().flat_map(|article| article.terms.categories())),
        );
        Terms { symbols, folded, are_exact, tags, categories }
    }

    /// An article's categories and tags, each with its kind and its shown spelling, without duplicates.
    #[must_use]
    pub(crate) fn shown<'a>(&self, article: &'a Article) -> Vec<(Each, &'a Text, Text)> {
        let of = |each, term, spellings| (each, term, self.shown_spelling(spellings, term));
        let categories = article.categories.iter().map(|term| of(Each::Category, term, &self.categories));
        let tags = article.tags.iter().map(|term| of(Each::Tag, term, &self.tags));
        let mut seen = BTreeSet::new();
        categories.chain(tags).filter(|(_, _, shown)| seen.insert(self.folded(shown.as_str()))).collect()
    }

    /// What the spellings of one term have in common.
    #[must_use]
    pub(super) fn folded(&self, term: &str) -> String {
        folded(term, self.are_exact)
    }

    fn shown_spelling(&self, spellings: &BTreeMap<String, Text>, term: &Text) -> Text {
        spellings.get(&self.folded(term.as_str())).unwrap_or(term).clone()
    }

    /// The language of a symbol.
    #[must_use]
    pub(crate) fn language(&self, symbol: Symbol) -> Option<Language> {
        Language::parse(self.symbols.text(symbol).as_str())
    }

    /// The term of a symbol, by which articles are grouped.
    pub(super) fn term(&self, each: Each, symbol: Symbol, site: &Site) -> Text {
        let text = self.symbols.text(symbol);
        match each {
            Each::Tag => self.shown_spelling(&self.tags, text),
            Each::Category => self.shown_spelling(&self.categories, text),
            Each::Section | Each::Author | Each::Taxonomy(_) => text.clone(),
            Each::Language => {
                self.language(symbol).map_or_else(|| text.clone(), |own| feed_language(&own, site))
            }
        }
    }

    /// Whether each symbol is wanted; `None` if nothing is selected, so that all are.
    pub(super) fn wanted<W>(&self, wanted: &[W], is: impl Fn(&W, &Text, &str) -> bool) -> Option<Vec<bool>> {
        let symbols = || self.symbols.all().iter().zip(&self.folded);
        let one = |(text, folded): (&Text, &String)| wanted.iter().any(|wanted| is(wanted, text, folded));
        (!wanted.is_empty()).then(|| symbols().map(one).collect())
    }

    /// The texts of all symbols.
    #[must_use]
    pub(crate) fn symbols(&self) -> &Interner {
        &self.symbols
    }
}

/// The part of a path that stands for a term: the name that the configuration gives it, that of the site's rules, or our
/// own.
#[must_use]
pub(super) fn path_part(config: &Config, term: &Text) -> String {
    let named = config.slugs.get(&fold(term.as_str())).cloned();
    named.unwrap_or_else(|| term_slug(config, term))
}

/// The slug of a term by the site's rules. Our own stands in for one that the generator does not have.
pub(super) fn term_slug(config: &Config, term: &Text) -> String {
    let by_rule = config.content.rules.term_slug.as_ref().map(|rule| rule(term.as_str()));
    by_rule.filter(|name| !name.is_empty()).unwrap_or_else(|| slug(term.as_str()))
}

/// The symbols of an article for a kind of term.
pub(super) fn symbols_of(article: &IndexedArticle, each: Each) -> &[Symbol] {
    match each {
        Each::Section => article.section.as_slice(),
        Each::Tag => article.terms.tags(),
        Each::Category => article.terms.categories(),
        Each::Author => article.terms.authors(),
        Each::Language => article.language.as_slice(),
        Each::Taxonomy(taxonomy) => article.terms.of_taxonomy(taxonomy),
    }
}

fn folded(term: &str, is_exact: bool) -> String {
    if is_exact { term.to_owned() } else { fold(term) }
}

/// An article's authors, or the site's if it has none.
pub(super) fn authors<'a>(article: &'a Article, site: &'a Site) -> &'a [Person] {
    article.authors_or(&site.authors)
}

/// The language of the feed that contains an article: the most specific of the site's languages that matches, else its
/// own.
fn feed_language(own: &Language, site: &Site) -> Text {
    let known = site.languages.keys().chain(&site.language).filter(|known| own.matches(known));
    let most_specific = known.max_by_key(|known| known.as_str().len());
    Text::new(most_specific.unwrap_or(own).as_str())
}

fn most_common<'c>(
    symbols: &Interner,
    folded: &[String],
    used: impl Iterator<Item = &'c Symbol>,
) -> BTreeMap<String, Text> {
    let mut counts = vec![0_usize; folded.len()];
    for symbol in used {
        if let Some(count) = counts.get_mut(symbol.index()) {
            *count += 1;
        }
    }
    let mut best: BTreeMap<&String, (usize, &Text)> = BTreeMap::new();
    for ((folded, text), count) in
        folded.iter().zip(symbols.all()).zip(counts).filter(|(_, count)| *count > 0)
    {
        let best_spelling = best.entry(folded).or_insert((count, text));
        if count > best_spelling.0 || (count == best_spelling.0 && text < best_spelling.1) {
            *best_spelling = (count, text);
        }
    }
    best.into_iter().map(|(folded, (_, text))| (folded.clone(), text.clone())).collect()
}
