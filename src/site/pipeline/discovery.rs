//! The feeds of a site in, those that a page names in its head out. A page names the feeds of the whole site, those in its
//! language, that of its section, and that of the term whose page it is. Readers offer the first one first: the order is that
//! of the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Index;
use crate::feed::opml::{self, Outline};
use crate::feed::{Format, Language, Text, Url};
use crate::root::{slashed, without_dots};
use crate::site::config::Config;
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::index::IndexedArticle;
use crate::site::pages::links;
use crate::site::select::{self, Selection};

/// A feed that pages can name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FeedLink {
    /// Its path below the output folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Its URL.
    pub url: Url,
    /// Its title, with what tells it apart if another feed has the same one.
    pub title: String,
    /// What it is about.
    pub description: Option<Text>,
    /// The language of all its entries.
    pub language: Option<Language>,
    terms: Vec<(Each, Text)>,
    /// The folder of the page about its terms.
    folder: Option<String>,
}

/// What decides about the feeds that a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageContext {
    /// Its language.
    pub language: Option<Language>,
    /// The section that it is in.
    pub section: Option<String>,
    /// Its own folder on the site; empty for the home page.
    pub folder: String,
}

/// All feeds of a site, in the order of the configuration.
#[must_use]
pub(crate) fn feeds(config: &Config, index: &Index<'_>) -> Vec<FeedLink> {
    let mut links: Vec<_> = index.selections.iter().map(|selection| link(config, selection)).collect();
    let mut differences = vec![Vec::new(); links.len()];
    for difference in DIFFERENCES {
        add_difference(&links, *difference, &mut differences);
    }
    for (link, differences) in links.iter_mut().zip(differences).filter(|(_, some)| !some.is_empty()) {
        link.title = format!("{} ({})", link.title, differences.join(", "));
    }
    links
}

/// What tells feeds of one title apart for people, the plainest first.
const DIFFERENCES: &[fn(&FeedLink) -> String] = &[
    |link| link.language.as_ref().map_or_else(String::new, Language::to_string),
    |link| link.terms.iter().map(|(_, term)| term.as_str()).collect::<Vec<_>>().join(", "),
    |link| link.format.to_string(),
    |link| link.path.clone(),
];

/// Adds a difference to those of each feed, where feeds that nothing else tells apart have different ones.
fn add_difference(links: &[FeedLink], difference: fn(&FeedLink) -> String, differences: &mut [Vec<String>]) {
    let mut same: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let known: Vec<_> =
        links.iter().zip(&*differences).map(|(link, known)| (&link.title, known.clone())).collect();
    for (link, known) in links.iter().zip(&known) {
        same.entry(known).or_default().insert(difference(link));
    }
    for ((link, known), added) in links.iter().zip(&known).zip(differences) {
        let text = difference(link);
        added.extend(same.get(known).filter(|all| all.len() > 1 && !text.is_empty()).map(|_| text));
    }
}

fn link(config: &Config, selection: &Selection<'_>) -> FeedLink {
    let feed = select::feed(selection, &config.site);
    FeedLink {
        path: selection.path.clone(),
        format: selection.config.format,
        url: feed.self_url,
        title: if feed.title.is_blank() { feed.home_url.to_string() } else { feed.title.to_string() },
        description: feed.description.filter(|text| !text.is_blank()),
        language: selection.language.clone(),
        terms: selection.terms.clone(),
        folder: folder(selection.config, &selection.path),
    }
}

/// The folder of the page about the terms of a feed: `tags/rust` of `tags/rust/feed.xml`, and of `tags/rust.xml`.
fn folder(config: &FeedConfig, path: &str) -> Option<String> {
    let parent = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let pattern = parent(&config.path);
    if config.each.is_empty() {
        None
    } else if config.each.iter().all(|each| pattern.contains(&each.placeholder())) {
        Some(parent(path))
    } else {
        Some(path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned())
    }
}

impl FeedLink {
    /// Whether a page names it.
    #[must_use]
    pub(crate) fn is_for(&self, page: &PageContext) -> bool {
        let is_about = |(each, term): &(Each, Text)| match each {
            Each::Language => true,
            Each::Section => page.section.as_deref() == Some(term.as_str()),
            Each::Tag | Each::Category | Each::Author | Each::Taxonomy(_) => false,
        };
        let is_its_page = self.folder.as_ref().is_some_and(|folder| *folder == page.folder);
        is_its_page || self.is_in_language(page) && self.terms.iter().all(is_about)
    }

    fn is_in_language(&self, page: &PageContext) -> bool {
        match (&self.language, &page.language) {
            (Some(own), Some(language)) => language.matches(own),
            (Some(_) | None, _) => true,
        }
    }

    /// The tag in the head of a page.
    #[must_use]
    pub(crate) fn tag(&self) -> String {
        links::tag(self.format, &self.title, self.url.as_str())
    }
}

/// The list of feeds as OPML.
#[must_use]
pub(crate) fn opml(config: &Config, links: &[FeedLink]) -> Vec<u8> {
    let outlines: Vec<_> = links.iter().map(outline).collect();
    opml::write(config.site.title.as_str(), &config.site.base_url, &outlines)
}

fn outline(link: &FeedLink) -> Outline<'_> {
    Outline {
        title: &link.title,
        description: link.description.as_ref(),
        url: &link.url,
        language: link.language.as_ref(),
        format: link.format,
    }
}

/// The home page.
#[must_use]
pub(crate) fn home(config: &Config) -> PageContext {
    PageContext { language: config.site.language.clone(), ..PageContext::default() }
}

/// The page of the article in a file below the content folder; `None` if no public article is there.
#[must_use]
pub(crate) fn page_of_file(config: &Config, index: &Index<'_>, below: &str) -> Option<PageContext> {
    let article = index.articles.iter().find(|article| article.source.file_path() == below)?;
    Some(page_of_article(config, index, article))
}

/// The page at a path of the site, or in a file of it: `/tags/rust/`, `tags/rust/index.html`.
#[must_use]
pub(crate) fn page_at(config: &Config, index: &Index<'_>, path: &str) -> PageContext {
    let base_url = config.site.base_url.as_str();
    let path = path.strip_prefix(base_url).unwrap_or(path).split(['?', '#']).next().unwrap_or_default();
    let path = slashed(&without_dots(Path::new(path.trim_matches('/'))));
    let folder = path.strip_suffix("index.html").or(path.strip_suffix(".html")).unwrap_or(&path);
    let folder = folder.trim_end_matches('/');
    let is_there = |article: &&IndexedArticle| {
        let below = article.permalink.strip_prefix(base_url).map(|below| below.trim_end_matches('/'));
        below.is_some_and(|below| below == folder || below == path)
    };
    if let Some(article) = index.articles.iter().find(is_there) {
        return PageContext { folder: folder.to_owned(), ..page_of_article(config, index, article) };
    }
    let first = folder.split('/').next().and_then(Language::parse);
    let language = first.filter(|language| config.site.languages.contains_key(language));
    PageContext { language: language.or(home(config).language), section: None, folder: folder.to_owned() }
}

/// The folders of all pages that are known: those of articles, and those about the terms of feeds.
#[must_use]
pub(crate) fn page_folders<'p>(
    config: &Config,
    index: &'p Index<'_>,
    feeds: &'p [FeedLink],
) -> BTreeSet<&'p str> {
    let base_url = config.site.base_url.as_str();
    let of_articles = index.articles.iter().filter_map(|article| article.permalink.strip_prefix(base_url));
    let of_feeds = feeds.iter().filter_map(|feed| feed.folder.as_deref());
    of_articles.map(|folder| folder.trim_end_matches('/')).chain(of_feeds).collect()
}

fn page_of_article(config: &Config, index: &Index<'_>, article: &IndexedArticle) -> PageContext {
    let language = article.language.and_then(|language| index.terms.language(language));
    let section = article.section.map(|section| index.terms.symbols().text(section).to_string());
    let folder = article.permalink.strip_prefix(config.site.base_url.as_str()).unwrap_or_default();
    PageContext {
        language: language.or(config.site.language.clone()),
        section,
        folder: folder.trim_end_matches('/').to_owned(),
    }
}
