//! An article as an entry, still without its HTML.

use std::collections::BTreeMap;

use chrono::Utc;

use super::terms::{Terms, authors};
use crate::config::Site;
use crate::model::article::Article;
use crate::model::feed::{Entry, Translation};
use crate::model::language::Language;

/// The languages of each article that is there in more than one.
pub type Translations<'a> = BTreeMap<&'a str, Vec<Translation>>;

/// Finds articles that share a translation key; of two in one language the newer one counts.
#[must_use]
pub fn translations(articles: &[Article]) -> Translations<'_> {
    let mut keys: BTreeMap<&str, BTreeMap<&Language, &Article>> = BTreeMap::new();
    for article in articles {
        if let Some(language) = &article.language {
            keys.entry(&article.translation_key).or_default().entry(language).or_insert(article);
        }
    }
    keys.retain(|_, languages| languages.len() > 1);
    let linked = |languages: BTreeMap<&Language, &Article>| {
        let each = |(language, article): (&Language, &Article)| Translation {
            language: language.clone(),
            url: article.permalink.clone(),
        };
        languages.into_iter().map(each).collect()
    };
    keys.into_iter().map(|(key, languages)| (key, linked(languages))).collect()
}

/// What feeds say about an article besides its HTML and its files.
#[must_use]
pub fn entry(article: &Article, site: &Site, terms: &Terms, translations: &Translations<'_>) -> Entry {
    let others = translations.get(article.translation_key.as_str()).into_iter().flatten();
    let others = others.filter(|other| article.language.as_ref() != Some(&other.language));
    Entry {
        id: article.id.clone(),
        url: article.permalink.clone(),
        title: article.title.clone(),
        published: article.date.with_timezone(&Utc),
        updated: article.updated,
        summary: article.summary.clone(),
        content: None,
        authors: authors(article, site).to_vec(),
        categories: terms.shown(article),
        language: article.language.clone(),
        rights: article.rights.clone(),
        license: article.license.clone(),
        image: None,
        enclosure: None,
        origin: article.origin.clone(),
        comments: article.comments.clone(),
        translations: others.cloned().collect(),
    }
}
