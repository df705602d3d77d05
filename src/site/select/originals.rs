//! Articles in, which of them are originals out. The others are their translations.

use std::collections::BTreeMap;

use super::terms::Terms;
use crate::feed::Language;
use crate::site::article::Shared;
use crate::site::index::IndexedArticle;

/// Tells which articles are originals: of those that are translations of each other, none of which says that it is
/// one, the articles in the site's own language; if there is none of either, all of them.
pub(super) fn originals(articles: &[IndexedArticle], terms: &Terms, own: Option<&Language>) -> Vec<bool> {
    let mut groups: BTreeMap<Shared<'_>, Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        groups.entry(article.shared()).or_default().push(at);
    }
    let article = |at: &usize| articles.get(*at);
    let is_in_own = |at: &usize| {
        let language = article(at).and_then(|article| article.language);
        language.is_none_or(|language| terms.language(language).as_ref() == own)
    };
    let is_marked = |at: &usize| article(at).is_some_and(|article| article.listing.is_translation);
    let mut are_originals = vec![false; articles.len()];
    for group in groups.into_values() {
        let unmarked = some(group, |at| !is_marked(at));
        for at in some(unmarked, is_in_own) {
            if let Some(is_original) = are_originals.get_mut(at) {
                *is_original = true;
            }
        }
    }
    are_originals
}

/// Those of which something holds, or all if there is none.
fn some(all: Vec<usize>, holds: impl Fn(&usize) -> bool) -> Vec<usize> {
    let some: Vec<_> = all.iter().copied().filter(&holds).collect();
    if some.is_empty() { all } else { some }
}
