//! Where a site has the pages of its tags, categories and other terms.

use super::TermSlug;
use crate::feed::Language;
use crate::site::feed_config::Each;
use crate::site::function::Function;

/// The pages of the terms of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TermPages {
    /// Their kind, whose placeholder stands for a term in `page`.
    pub each: Each,
    /// The language of the articles that have these terms; `None` for all.
    pub language: Option<Language>,
    /// The path of a term's page below the site's base URL, which is not percent-encoded yet.
    pub page: String,
    /// The path of the page that lists the terms; empty if there is none.
    pub taxonomy: String,
    /// The part of the path that stands for a term; `None` for that in the paths of feeds.
    pub slug: Option<Function<TermSlug>>,
    /// Whether an article's terms are inside each other, so that only the first one has this path.
    pub are_nested: bool,
}

impl TermPages {
    /// The pages at a path such as `tags/{tag}/`, whose beginning is that of the page that lists the terms.
    #[must_use]
    pub(crate) fn new(each: Each, page: &str) -> TermPages {
        let page = page.trim_start_matches('/');
        let before = page.split(&each.placeholder()).next().unwrap_or_default();
        let taxonomy = before.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        TermPages { each, language: None, page: page.to_owned(), taxonomy, slug: None, are_nested: false }
    }
}
