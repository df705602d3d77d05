//! An article in, its entry in a feed out, without HTML and files.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use rayon::prelude::*;

use super::Categories;
use super::terms::{Terms, authors};
use crate::feed::{Entry, Translation, Url};
use crate::site::article::{Article, Shared};
use crate::site::config::Config;
use crate::site::index::IndexedArticle;
use crate::site::interner::Symbol;

/// The translations of each article in several languages.
pub(crate) type Translations<'a> = BTreeMap<Shared<'a>, Vec<Translation>>;

/// Finds the translations of the `wanted` articles, given as indices. Of two articles in one language, the newer one
/// counts.
#[must_use]
pub(crate) fn translations<'a>(
    articles: &'a [IndexedArticle],
    wanted: &BTreeSet<usize>,
    terms: &Terms,
) -> Translations<'a> {
    let has_language = |language| articles.par_iter().all(|article| article.language == language);
    if wanted.is_empty() || articles.first().is_none_or(|first| has_language(first.language)) {
        return Translations::new();
    }
    let mut keys: BTreeMap<Shared<'a>, BTreeMap<Symbol, &IndexedArticle>> =
        wanted.iter().filter_map(|at| Some((articles.get(*at)?.shared(), BTreeMap::new()))).collect();
    let is_wanted = |article: &&IndexedArticle| keys.contains_key(&article.shared());
    // All articles are looked at, few are found.
    for article in articles.par_iter().filter(is_wanted).collect::<Vec<_>>() {
        if let (Some(languages), Some(language)) = (keys.get_mut(&article.shared()), article.language) {
            languages.entry(language).or_insert(article);
        }
    }
    keys.retain(|_, languages| languages.len() > 1);
    let linked = |languages: BTreeMap<Symbol, &IndexedArticle>| {
        let each = |(language, article): (Symbol, &IndexedArticle)| {
            Some(Translation {
                language: terms.language(language)?,
                url: Url::parse(&article.permalink).ok()?,
            })
        };
        let mut linked: Vec<_> = languages.into_iter().filter_map(each).collect();
        linked.sort_by(|a, b| a.language.cmp(&b.language));
        linked
    };
    keys.into_iter().map(|(key, languages)| (key, linked(languages))).collect()
}

/// The entry of an article, without HTML and files.
#[must_use]
pub(crate) fn entry(
    article: &Article,
    config: &Config,
    categories: &Categories<'_>,
    translations: &Translations<'_>,
) -> Entry {
    let site = &config.site;
    let others = translations.get(&article.translations.of(&article.source)).into_iter().flatten();
    let others = others.filter(|other| article.language.as_ref() != Some(&other.language));
    let shown = |other: &Translation| {
        Some(Translation { language: site.shown_language(&other.language)?, url: other.url.clone() })
    };
    Entry {
        id: article.id.clone(),
        url: link(&article.permalink, config.content.rules.link_suffix),
        title: article.title.clone(),
        published: article.date.with_timezone(&Utc),
        updated: article.updated,
        summary: article.summary.clone(),
        content: None,
        markdown: None,
        authors: authors(article, site).to_vec(),
        categories: categories.of(article),
        language: article.language.as_ref().and_then(|language| site.shown_language(language)),
        rights: article.rights.clone(),
        license: article.license.clone(),
        image: None,
        images: Vec::new(),
        thumbnail: None,
        place: article.event_place.clone(),
        enclosures: Vec::new(),
        episode: None,
        origin: article.origin.clone(),
        comments: article.comments.clone(),
        translations: others.filter_map(shown).collect(),
        elements: Vec::new(),
    }
}

/// The link of an entry: the address of its page, with what the site's feeds have behind it.
fn link(page: &Url, suffix: &str) -> Url {
    let with_suffix = (!suffix.is_empty()).then(|| Url::parse(&format!("{page}{suffix}")).ok()).flatten();
    with_suffix.unwrap_or_else(|| page.clone())
}
