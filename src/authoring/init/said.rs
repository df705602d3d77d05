//! The feeds that a site has published in; its address and language, which they say, out.

use super::PublishedDocumentAt;
use crate::feed::{Language, Url};
use crate::published::PublishedFeed;
use crate::site::rules::Detected;

/// What published feeds say about their site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SiteInFeeds {
    /// Its address.
    pub base_url: Option<Detected>,
    /// Its language, if all of them agree.
    pub language: Option<Detected>,
    /// The copyright notice of its shows, if all of them agree.
    pub rights: Option<Detected>,
}

impl SiteInFeeds {
    /// What some feeds say.
    #[must_use]
    pub(crate) fn by(published: &[PublishedDocumentAt]) -> SiteInFeeds {
        let bases = published.iter().filter_map(|document| {
            Some(Detected::new(base_url(&document.feed, &document.path)?, &document.name))
        });
        let languages = published.iter().filter_map(|document| {
            let language = Language::parse(document.feed.language.as_deref()?.trim())?;
            Some(Detected::new(language.as_str(), &document.name))
        });
        let shows = published.iter().filter(|document| !document.feed.show.is_empty());
        let rights =
            shows.filter_map(|document| Some(Detected::new(document.feed.rights.as_ref()?, &document.name)));
        SiteInFeeds {
            // The site of a feed about a part of it is above that.
            base_url: bases.min_by_key(|base| base.value.len()),
            language: agreed(languages),
            rights: agreed(rights),
        }
    }
}

/// What all say, as the first one says it.
fn agreed(mut said: impl Iterator<Item = Detected>) -> Option<Detected> {
    let first = said.next()?;
    said.all(|other| other.value == first.value).then_some(first)
}

/// The address of the site of a feed at a path: the home page that it names, the folder that its self link is in, or the
/// root of its host. Most entries are below it.
fn base_url(feed: &PublishedFeed, path: &str) -> Option<String> {
    let web = |text: &Option<String>| Url::parse(text.as_deref()?.trim()).ok().filter(Url::is_web);
    let (home, own) = (web(&feed.home_url), web(&feed.self_url));
    let of_home = home.as_ref().map(folder);
    let of_path = own.as_ref().and_then(|own| own.as_str().strip_suffix(path).map(str::to_owned));
    let of_file = own.as_ref().map(folder);
    let root = own.as_ref().or(home.as_ref()).and_then(|url| url.join("/").ok()).map(|url| url.to_string());
    let candidates = [of_home, of_path, of_file, root].into_iter().flatten();
    let mut candidates = candidates.filter(|base| base.ends_with('/') && has_entries(feed, base));
    candidates.next()
}

/// The folder that a page or a file is in; a page that ends with a slash is a folder.
fn folder(url: &Url) -> String {
    let text = url.as_str().split(['?', '#']).next().unwrap_or_default();
    let (above, last) = text.rsplit_once('/').unwrap_or((text, ""));
    if last.is_empty() || last.contains('.') { format!("{above}/") } else { format!("{text}/") }
}

/// Whether at least half of the entries are below an address.
fn has_entries(feed: &PublishedFeed, base: &str) -> bool {
    let links: Vec<_> = feed.items.iter().filter_map(|item| item.link.as_deref()).collect();
    let below = links.iter().filter(|link| link.starts_with(base)).count();
    below * 2 >= links.len()
}
