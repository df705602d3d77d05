//! Tags, categories and authors: spellings that mean the same, and the one that is shown.

use std::collections::BTreeMap;

use crate::config::{Each, Site};
use crate::model::article::Article;
use crate::model::feed::Person;
use crate::model::slug::fold;
use crate::model::text::Text;

/// The commonest spelling of each term of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    tags: BTreeMap<String, Text>,
    categories: BTreeMap<String, Text>,
}

impl Terms {
    /// Counts the spellings in `articles`. Of equally common ones the first by its bytes is shown.
    #[must_use]
    pub fn of(articles: &[Article]) -> Terms {
        Terms {
            tags: commonest(articles.iter().flat_map(|article| &article.tags)),
            categories: commonest(articles.iter().flat_map(|article| &article.categories)),
        }
    }

    /// An article's categories and tags as they are shown, each once.
    #[must_use]
    pub fn shown(&self, article: &Article) -> Vec<Text> {
        let categories = article.categories.iter().map(|term| Terms::spelled(&self.categories, term));
        let tags = article.tags.iter().map(|term| Terms::spelled(&self.tags, term));
        let mut seen = std::collections::BTreeSet::new();
        categories.chain(tags).filter(|term| seen.insert(fold(term.as_str()))).collect()
    }

    /// The terms of `each` that an article has, as they are shown.
    pub(super) fn of_article(&self, article: &Article, each: Each, site: &Site) -> Vec<Text> {
        match each {
            Each::Section => article.section.iter().map(|section| Text::new(section)).collect(),
            Each::Tag => article.tags.iter().map(|term| Terms::spelled(&self.tags, term)).collect(),
            Each::Category => {
                article.categories.iter().map(|term| Terms::spelled(&self.categories, term)).collect()
            }
            Each::Author => authors(article, site).iter().map(|author| author.name.clone()).collect(),
            Each::Language => language(article, site).into_iter().collect(),
        }
    }

    fn spelled(spellings: &BTreeMap<String, Text>, term: &Text) -> Text {
        spellings.get(&fold(term.as_str())).unwrap_or(term).clone()
    }
}

/// An article's authors, or else the site's.
pub(super) fn authors<'a>(article: &'a Article, site: &'a Site) -> &'a [Person] {
    if article.authors.is_empty() { &site.authors } else { &article.authors }
}

/// The language whose feed an article is in: of those that the site knows the narrowest that matches, else its own.
fn language(article: &Article, site: &Site) -> Option<Text> {
    let own = article.language.as_ref()?;
    let known = site.languages.keys().chain(&site.language).filter(|known| own.matches(known));
    let narrowest = known.max_by_key(|known| known.as_str().len());
    Some(Text::new(narrowest.unwrap_or(own).as_str()))
}

fn commonest<'t>(terms: impl Iterator<Item = &'t Text>) -> BTreeMap<String, Text> {
    let mut counts: BTreeMap<String, BTreeMap<&Text, usize>> = BTreeMap::new();
    for term in terms {
        *counts.entry(fold(term.as_str())).or_default().entry(term).or_default() += 1;
    }
    let shown = |spellings: BTreeMap<&Text, usize>| {
        let best = spellings.into_iter().rev().max_by_key(|(_, count)| *count);
        best.map(|(term, _)| term.clone())
    };
    counts.into_iter().filter_map(|(folded, spellings)| Some((folded, shown(spellings)?))).collect()
}
