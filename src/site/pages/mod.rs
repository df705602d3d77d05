//! The pages of the built site: which article each of them shows, what it says of that, and where its text is. The pages
//! are read elsewhere.

mod address;
pub(crate) mod boilerplate;
mod body;
mod json_ld;
pub(crate) mod links;
mod marked;
mod matching;
mod out_of_date;
mod own;
mod page;
mod page_metadata;
mod title;
mod words;

pub(crate) use address::{address_of, files_of};
pub(crate) use body::{FoundBy, PageBody, body};
pub(crate) use matching::{MatchedBy, PageMatch, PageQuery, matches};
pub(crate) use out_of_date::{out_of_date, without_title};
pub(crate) use own::{SiteOfPage, metadata};
pub(crate) use page::{Page, is_ours};

use std::collections::BTreeMap;

use crate::diagnostic::codes;
use crate::feed::Url;

codes! {
    AMBIGUOUS_PAGE "ambiguous-page" Error "article with several possible pages" ""
        "With `permalink = \"pages\"` the address of an article is that of its page on the built site. The page is the one \
         whose path ends as the article's does; if there are several, the title, the day, the language and the sitemap \
         tell them apart.";
    BROKEN_FRAGMENT "broken-fragment" Warning "link to a place that its page does not have" "WHATWG HTML §7.4.6.3"
        "The page exists, but no element of it has this id, so readers who follow the link see its beginning. A heading \
         may have been reworded.";
    BROKEN_LINK "broken-link" Warning "link into the site that leads nowhere" ""
        "With `links = true` under `[check]`, and with `check --site`, each address on the site that an entry contains \
         has to be that of a file of the built site: its page, its pictures, its enclosure, and the links in its text.";
    COPIED_PAGE "copied-page" Info "page that names another page as the original" "RFC 6596";
    DIFFERENT_PAGE_BODY "different-page-body" Warning "text found on its page by a different mark than that of other articles" ""
        "With `body-from = \"page\"` the text of an article is an element of its page. On most sites one mark finds it on all \
         pages. If another one is used for some of them, its element may contain more than the text, or less. \
         `feedwright list FILE` says which page and which element the text of an article is.";
    MISSING_FEED "missing-feed" Warning "feed that a page names but that does not exist" "RSS Autodiscovery"
        "Browsers and readers find feeds by `<link rel=\"alternate\">` in the head of a page. This one leads nowhere.";
    MISSING_PAGE "missing-page" Error "article without a page on the built site" ""
        "With `permalink = \"pages\"` the address of an article is that of its page on the built site, and with `body-from = \
         \"page\"` its text is the text of that page, so the site has to be built before its feeds are.";
    MISSING_PAGE_BODY "missing-page-body" Error "page on which the text of its article was not found" ""
        "With `body-from = \"page\"` the text of an article is an element of its page. A page whose text only a script puts \
         there has none.";
    OLD_PAGE "old-page" Warning "page that was built before its article was changed" ""
        "With `body-from = \"page\"` the text of an article is the text of its page. A page that does not show the title of \
         the article, or whose own date of the last change is before `updated`, is that of an earlier build.";
    PAGE_BY_TITLE "page-by-title" Info "page that was found by the title or the day alone" ""
        "The path of the page does not end as that of the article does. Pages of old builds may still be in the output \
         folder.";
    PAGE_WITHOUT_FEED "page-without-feed" Warning "page that names no feed of the site" "RSS Autodiscovery"
        "Browsers and readers find feeds by `<link rel=\"alternate\">` in the head of a page. Those who are given the \
         address of this one find none. `feedwright links --page` prints the tags for it.";
    UNCHECKED_LINKS "unchecked-links" Warning "links that were not checked, since the site has no pages" ""
        "With `links = true` under `[check]`, the site has to be built before its feeds are.";
    UNNAMED_FEED "unnamed-feed" Warning "feed that no page of the site names" "RSS Autodiscovery"
        "Browsers and readers find feeds by `<link rel=\"alternate\">` in the head of a page. Those who are given the \
         address of the site do not find this one.";
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
