//! The pages of the built site, and which article each of them shows. The pages are read elsewhere.

mod matching;
mod page;

pub(crate) use matching::{By, Match, Wanted, matches};
pub(crate) use page::Page;

use std::collections::BTreeMap;

use crate::diagnostic::codes;
use crate::feed::Url;

codes! {
    AMBIGUOUS_PAGE "ambiguous-page" Error "article with several possible pages" ""
        "With `permalink = \"pages\"` the address of an article is that of its page on the built site. The page is the one \
         whose path ends as the article's does; if there are several, the title, the day, the language and the sitemap \
         tell them apart.";
    MISSING_PAGE "missing-page" Error "article without a page on the built site" ""
        "With `permalink = \"pages\"` the address of an article is that of its page on the built site, so the site has to \
         be built before its feeds are.";
    PAGE_BY_TITLE "page-by-title" Info "page that was found by the title or the day alone" ""
        "The path of the page does not end as that of the article does. Pages of old builds may still be in the output \
         folder.";
    UNBUILT_SITE "unbuilt-site" Error "site that has not been built, although its pages are needed" "";
}

/// Pages with addresses of their own: a canonical address that several pages name counts only for the page that is there.
#[must_use]
pub(crate) fn with_own_addresses(mut pages: Vec<Page>) -> Vec<Page> {
    let mut counts: BTreeMap<Url, usize> = BTreeMap::new();
    for page in &pages {
        *counts.entry(page.url.clone()).or_default() += 1;
    }
    for page in &mut pages {
        if counts.get(&page.url).is_some_and(|count| *count > 1)
            && let Some(own) = page.own_url.take()
        {
            page.url = own;
        }
    }
    pages
}
