//! The pages of the built site: which article each of them shows, what it says about that, and where its text is. The
//! pages are read elsewhere.

mod address;
pub(crate) mod boilerplate;
mod body;
mod json_ld;
mod leftovers;
pub(crate) mod links;
mod marked;
mod matching;
mod out_of_date;
mod own;
mod page;
mod page_metadata;
mod title;
mod words;

pub(crate) use address::{address_of, base_of, files_of};
pub(crate) use body::{FoundBy, PageBody, body};
pub(crate) use leftovers::shown_syntax;
pub(crate) use matching::{MatchedBy, PageMatch, PageQuery, matches};
pub(crate) use out_of_date::{out_of_date, without_title};
pub(crate) use own::{SiteOfPage, metadata};
pub(crate) use page::{Page, is_hidden, is_ours, redirect};
pub(crate) use page_metadata::unreadable_date;

use std::collections::BTreeMap;

use crate::diagnostic::codes;
use crate::feed::Url;

codes! {
    AMBIGUOUS_PAGE "ambiguous-page" Error "article with several possible pages" ""
        "With `permalink = \"pages\"`, the URL of an article is the URL of its page on the built site. The path of \
         the page ends like the path of the article. If several do, the title, the day, the language and the sitemap \
         tell them apart.";
    BROKEN_FRAGMENT "broken-fragment" Warning "link to an anchor that its page does not have" "WHATWG HTML §7.4.6.3"
        "The page exists, but no element on it has this id, so the link leads to the top of the page. The heading may \
         have been reworded.";
    BROKEN_LINK "broken-link" Warning "broken link into the site" ""
        "With `links = true` under `[check]`, and with `check --site`, every URL on the site that an entry contains \
         must lead to a file of the built site: its page, its pictures, its enclosure, and the links in its text.";
    COPIED_PAGE "copied-page" Info "page that names another page as the original" "RFC 6596";
    DIFFERENT_PAGE_BODY "different-page-body" Warning "text found on its page with another selector than for other articles" ""
        "With `body-from = \"page\"`, the text of an article is an element of its page. On most sites, one selector \
         finds it on all pages. If some pages need another one, its element may contain more or less than the text. \
         `feedwright list FILE` shows the page and the element of an article.";
    MISSING_FEED "missing-feed" Warning "feed that a page links to but that does not exist" "RSS Autodiscovery"
        "Browsers and readers find feeds through `<link rel=\"alternate\">` in the head of a page. This link is \
         broken.";
    MISSING_PAGE "missing-page" Error "article without a page on the built site" ""
        "With `permalink = \"pages\"`, the URL of an article is the URL of its page on the built site. With \
         `body-from = \"page\"`, its text is the text of that page. So build the site before its feeds. On a site of Astro \
         or Eleventy, code decides which articles have pages: an article without one is left out, if at least half of \
         them have one.";
    MISSING_PAGE_BODY "missing-page-body" Error "page on which the text of its article was not found" ""
        "With `body-from = \"page\"`, the text of an article is an element of its page. A page whose text is added by \
         a script has none.";
    OLD_PAGE "old-page" Warning "page that was built before its article was changed" ""
        "With `body-from = \"page\"`, the text of an article is the text of its page. A page that does not show the \
         title of the article, or that was last changed before `updated`, is from an earlier build.";
    PAGE_BY_TITLE "page-by-title" Info "page that was found only by its title or its day" ""
        "The path of the page does not end like the path of the article. The output folder may still contain pages of \
         old builds.";
    PAGE_WITHOUT_FEED "page-without-feed" Warning "page that links to no feed of the site" "RSS Autodiscovery"
        "Browsers and readers find feeds through `<link rel=\"alternate\">` in the head of a page. Given the URL of \
         this page, they find none. `feedwright links --page` prints the tags for it.";
    TEMPLATE_ON_PAGE "template-on-page" Warning "page that shows template syntax to its visitors" ""
        "The site's generator has not understood it, or a script replaces it in browsers. Readers see it as it stands on the \
         page.";
    UNCHECKED_LINKS "unchecked-links" Warning "links that were not checked because the site has no pages" ""
        "With `links = true` under `[check]`, build the site before its feeds.";
    UNNAMED_FEED "unnamed-feed" Warning "feed that no page of the site links to" "RSS Autodiscovery"
        "Browsers and readers find feeds through `<link rel=\"alternate\">` in the head of a page. Given the URL of \
         the site, they do not find this feed.";
    UNBUILT_SITE "unbuilt-site" Error "site whose pages are needed but have not been built" "";
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
