//! Any page of a built site: its text and what it says of itself are read, or refused, and what is left out leaves HTML.

use std::sync::LazyLock;

use feedwright::feed::text::unify_line_ends;
use feedwright::feed::{Text, Url};
use feedwright::site::pages::{self, SiteOfPage, links};

static BASE_URL: LazyLock<Url> = LazyLock::new(|| Url::parse("https://blog.org/").unwrap());

/// Reads the page of an article, as one that its source belongs to, and as one that says itself what it is.
pub fn page(bytes: &[u8]) {
    let lossy = String::from_utf8_lossy(bytes);
    let page = unify_line_ends(&lossy);
    let title = Text::line("The bridge");
    for selector in [None, Some("article")] {
        if let Ok(Some(body)) = pages::body(&page, &title, selector) {
            assert!(!body.html.trim().is_empty());
            let _ = links::addresses(&body.html);
        }
    }
    let site = SiteOfPage { base_url: &BASE_URL, title: "Blog", description: None };
    if let Some(table) = pages::metadata("a/index.html", &page, site) {
        assert!(["title", "date", "url"].iter().all(|key| table.get(key).is_some()), "{table:?}");
    }
    for id in links::ids(&page) {
        let _ = links::fragment(&format!("https://blog.org/#{id}"));
    }
}
