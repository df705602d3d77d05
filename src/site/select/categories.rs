//! The terms of an article in, the categories of its entry out, with the site's pages of them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use percent_encoding::utf8_percent_encode;

use super::terms::{Terms, path_part};
use crate::feed::url::escapes::PARTS;
use crate::feed::{Category, Language, Text, Url};
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::feed_config::Each;
use crate::site::rules::TermPages;

/// Makes the categories of entries.
pub(crate) struct Categories<'c> {
    config: &'c Config,
    terms: &'c Terms,
    /// Tells whether the built site has a page at an address; `None` if the site is not built.
    has_page: Option<&'c (dyn Fn(&str) -> bool + Sync)>,
    /// What it told.
    known: Mutex<BTreeMap<String, bool>>,
}

impl<'c> Categories<'c> {
    /// Those of a site, whose built pages `has_page` knows. Where there are none, the rules of the site decide alone.
    #[must_use]
    pub(crate) fn new(
        config: &'c Config,
        terms: &'c Terms,
        has_page: &'c (dyn Fn(&str) -> bool + Sync),
    ) -> Categories<'c> {
        let is_built = has_page(config.site.base_url.as_str());
        Categories { config, terms, has_page: is_built.then_some(has_page), known: Mutex::default() }
    }

    /// The categories and tags of an article.
    pub(super) fn of(&self, article: &Article) -> Vec<Category> {
        let first = article.categories.first();
        let shown = self.terms.shown(article).into_iter();
        let category = |(each, term, shown): (Each, &Text, Text)| {
            let is_first = each != Each::Category || first == Some(term);
            self.category(each, shown, article.language.as_ref(), is_first)
        };
        shown.map(category).collect()
    }

    fn category(&self, each: Each, name: Text, language: Option<&Language>, is_first: bool) -> Category {
        let pages = self.config.content.rules.term_pages.iter().find(|pages| {
            pages.each == each && (pages.language.is_none() || pages.language.as_ref() == language)
        });
        let pages = pages.filter(|pages| is_first || !pages.are_nested);
        let page = pages.and_then(|pages| self.page(pages, &name, language));
        let taxonomy = pages.filter(|_| page.is_some()).and_then(|pages| self.taxonomy(pages, language));
        Category { page, taxonomy, ..Category::from(name) }
    }

    fn page(&self, pages: &TermPages, term: &Text, language: Option<&Language>) -> Option<Url> {
        let slug = match &pages.slug {
            Some(slug) => slug(term.as_str()),
            None => path_part(self.config, term),
        };
        let page = pages.page.replace(&pages.each.placeholder(), &slug);
        if slug.is_empty() { None } else { self.address(&page, language) }
    }

    fn taxonomy(&self, pages: &TermPages, language: Option<&Language>) -> Option<Url> {
        let taxonomy = self.address(&pages.taxonomy, language)?;
        (taxonomy != self.config.site.base_url).then_some(taxonomy)
    }

    /// The address of a path, unless the built site has no page there.
    fn address(&self, path: &str, language: Option<&Language>) -> Option<Url> {
        let foreign = language.filter(|language| self.config.site.language.as_ref() != Some(*language));
        let foreign = foreign.map(|language| language.as_str().to_lowercase()).unwrap_or_default();
        let path = path.replace(&Each::Language.placeholder(), &foreign);
        let path = path.trim_start_matches('/').replace("//", "/");
        let url = self.config.site.base_url.below(&utf8_percent_encode(&path, PARTS).to_string()).ok()?;
        self.is_there(&url).then_some(url)
    }

    fn is_there(&self, url: &Url) -> bool {
        let Some(has_page) = self.has_page else { return true };
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let told = known().get(url.as_str()).copied();
        told.unwrap_or_else(|| {
            let is_there = has_page(url.as_str());
            known().insert(url.to_string(), is_there);
            is_there
        })
    }
}
