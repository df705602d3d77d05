//! An article in, its entry in the index out. Reads no body.

use super::terms::authors;
use crate::feed::Text;
use crate::site::article::{Article, TextFrom};
use crate::site::config::Site;
use crate::site::index::{IndexedArticle, IndexedTerms, Limits, OtherTerms, Times};
use crate::site::interner::LocalInterner;
use crate::site::text_pool::PooledText;

fn is_permalink(article: &Article) -> bool {
    [article.id.as_str(), article.id.atom()].iter().all(|id| *id == article.permalink.as_str())
}

/// The data of an article that selection needs.
#[must_use]
pub(crate) fn indexed(
    article: Article,
    listed_title: PooledText,
    site: &Site,
    symbols: &mut LocalInterner<'_>,
) -> IndexedArticle {
    let is_listed = |tag: &&Text| !article.unlisted.iter().any(|unlisted| unlisted == tag.as_str());
    let listed: Vec<_> = article.tags.iter().filter(is_listed).collect();
    let tags = listed.iter().copied().chain(&article.categories).map(Text::as_str);
    let authors = authors(&article, site).iter().map(|author| author.name.as_str());
    let all = tags.chain(authors).map(|text| symbols.symbol(text)).collect();
    let mut of = |terms: &Vec<Text>| terms.iter().map(|term| symbols.symbol(term.as_str())).collect();
    let taxonomies = article.terms.iter().map(&mut of).collect();
    let others = OtherTerms { taxonomies, weights: article.term_weights.clone() };
    let terms = IndexedTerms::new(all, (listed.len(), article.categories.len()), others);
    let has_default_times =
        article.publish == article.date && article.listed == article.date && article.expires.is_none();
    let times =
        || Times { listed: article.listed.to_utc(), publish: article.publish, expires: article.expires };
    let times = (!has_default_times).then(|| Box::new(times()));
    let id = (!is_permalink(&article)).then(|| Box::new(article.id));
    IndexedArticle {
        source: article.source,
        date: article.date,
        permalink: article.permalink.as_str().into(),
        id,
        language: article.language.as_ref().map(|language| symbols.symbol(language.as_str())),
        section: article.section.as_deref().map(|section| symbols.symbol(section)),
        terms,
        translations: article.translations,
        listing: article.listing,
        listed_title,
        is_page: article.text_from == TextFrom::OwnPage,
        is_episode: article.episode.is_some() || !article.enclosures.is_empty(),
        limits: Limits { draft: article.draft, feed: article.feed, times },
    }
}
