//! The index entry of an article.

use super::terms::authors;
use crate::config::Site;
use crate::model::article::Article;
use crate::model::card::{Card, CardTerms, Limits, Times};
use crate::model::text::Text;
use crate::model::words::Asker;

fn is_permalink(article: &Article) -> bool {
    [article.id.as_str(), article.id.atom()].iter().all(|id| *id == article.permalink.as_str())
}

/// What selection needs to know of an article.
#[must_use]
pub fn card(article: Article, site: &Site, words: &mut Asker<'_>) -> Card {
    let tags = article.tags.iter().chain(&article.categories).map(Text::as_str);
    let authors = authors(&article, site).iter().map(|author| author.name.as_str());
    let all = tags.chain(authors).map(|text| words.word(text)).collect();
    let terms = CardTerms::new(all, article.tags.len(), article.categories.len());
    let is_usual = article.publish == article.date && article.expires.is_none();
    let id = (!is_permalink(&article)).then(|| Box::new(article.id));
    Card {
        source: article.source,
        date: article.date,
        permalink: article.permalink.as_str().into(),
        id,
        language: article.language.as_ref().map(|language| words.word(language.as_str())),
        section: article.section.as_deref().map(|section| words.word(section)),
        terms,
        translations: article.translations,
        limits: Limits {
            draft: article.draft,
            feed: article.feed,
            times: (!is_usual)
                .then(|| Box::new(Times { publish: article.publish, expires: article.expires })),
        },
    }
}
