//! Tags, categories and authors: spellings that mean the same, and the one that is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::feed::{Language, Person, Text};
use crate::site::article::Article;
use crate::site::config::{Each, Site};
use crate::site::index::IndexedArticle;
use crate::site::interner::{Interner, Symbol};
use crate::site::slug::fold;

/// The words of a site's articles, and the commonest spelling of each term.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Terms {
    symbols: Interner,
    folded: Vec<String>,
    tags: BTreeMap<String, Text>,
    categories: BTreeMap<String, Text>,
}

impl Terms {
    /// Counts the spellings in `articles`, whose words are `symbols`. Of equally common ones the first by its bytes is shown.
    #[must_use]
    pub(crate) fn of(articles: &[IndexedArticle], symbols: Interner) -> Terms {
        let folded: Vec<_> = symbols.all().iter().map(|text| fold(text.as_str())).collect();
        let tags = commonest(&symbols, &folded, articles.iter().flat_map(|article| article.terms.tags()));
        let categories =
            commonest(&symbols, &folded, articles.iter().flat_map(|article| article.terms.categories()));
        Terms { symbols, folded, tags, categories }
    }

    /// An article's categories and tags as they are shown, each once.
    #[must_use]
    pub(crate) fn shown(&self, article: &Article) -> Vec<Text> {
        let categories = article.categories.iter().map(|term| spelled(&self.categories, term));
        let tags = article.tags.iter().map(|term| spelled(&self.tags, term));
        let mut seen = BTreeSet::new();
        categories.chain(tags).filter(|term| seen.insert(fold(term.as_str()))).collect()
    }

    /// The language of a word.
    #[must_use]
    pub(crate) fn language(&self, symbol: Symbol) -> Option<Language> {
        Language::parse(self.symbols.text(symbol).as_str())
    }

    /// What articles are grouped by: each word, and the term that it is a spelling of.
    pub(super) fn term(&self, each: Each, symbol: Symbol, site: &Site) -> Text {
        let text = self.symbols.text(symbol);
        match each {
            Each::Tag => spelled(&self.tags, text),
            Each::Category => spelled(&self.categories, text),
            Each::Section | Each::Author => text.clone(),
            Each::Language => self.language(symbol).map_or_else(|| text.clone(), |own| known(&own, site)),
        }
    }

    /// Whether each word is one that is wanted; none if all are, since nothing is asked for.
    pub(super) fn wanted<W>(&self, wanted: &[W], is: impl Fn(&W, &Text, &str) -> bool) -> Option<Vec<bool>> {
        let symbols = || self.symbols.all().iter().zip(&self.folded);
        let one = |(text, folded): (&Text, &String)| wanted.iter().any(|wanted| is(wanted, text, folded));
        (!wanted.is_empty()).then(|| symbols().map(one).collect())
    }

    pub(super) fn symbols(&self) -> &Interner {
        &self.symbols
    }
}

/// The words of a card that `each` goes by.
pub(super) fn symbols_of(article: &IndexedArticle, each: Each) -> &[Symbol] {
    match each {
        Each::Section => article.section.as_slice(),
        Each::Tag => article.terms.tags(),
        Each::Category => article.terms.categories(),
        Each::Author => article.terms.authors(),
        Each::Language => article.language.as_slice(),
    }
}

fn spelled(spellings: &BTreeMap<String, Text>, term: &Text) -> Text {
    spellings.get(&fold(term.as_str())).unwrap_or(term).clone()
}

/// An article's authors, or else the site's.
pub(super) fn authors<'a>(article: &'a Article, site: &'a Site) -> &'a [Person] {
    if article.authors.is_empty() { &site.authors } else { &article.authors }
}

/// The language whose feed an article is in: of those that the site knows the narrowest that matches, else its own.
fn known(own: &Language, site: &Site) -> Text {
    let known = site.languages.keys().chain(&site.language).filter(|known| own.matches(known));
    let narrowest = known.max_by_key(|known| known.as_str().len());
    Text::new(narrowest.unwrap_or(own).as_str())
}

fn commonest<'c>(
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
        let kept = best.entry(folded).or_insert((count, text));
        if count > kept.0 || (count == kept.0 && text < kept.1) {
            *kept = (count, text);
        }
    }
    best.into_iter().map(|(folded, (_, text))| (folded.clone(), text.clone())).collect()
}
