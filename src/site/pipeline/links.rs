//! The articles in feeds, and the built site in; links that lead nowhere out. With `[check] links` all of them are compared with
//! the files of the site, and the feeds that its pages name; without, the pages of articles alone, if the site has a generator.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::built_site::{BuiltSite, NamedFeed};
use super::{Index, RenderedFeed, RenderedFeeds, discovery};
use crate::check::Targets;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Entry, Image, Url};
use crate::root::Root;
use crate::site::article::{Article, TextFrom};
use crate::site::config::Config;
use crate::site::pages::links::{self, addresses, on_site};
use crate::site::scan;
use crate::site::source_text::SourceText;

/// What links are compared with, and whose they are.
pub(super) struct LinkCheck<'c> {
    config: &'c Config,
    content: &'c Root,
    site: BuiltSite,
    /// The titles of feeds in the heads of pages, by path.
    titles: BTreeMap<String, String>,
}

impl<'c> LinkCheck<'c> {
    /// The check of a site, if there is something to compare with.
    #[must_use]
    pub(super) fn of(
        config: &'c Config,
        index: &'c Index<'_>,
        reported: &[Diagnostic],
    ) -> Option<LinkCheck<'c>> {
        let has_generator = config.content.pages.command.is_some();
        // Entries of articles with errors are not whole.
        let is_whole = reported.iter().all(|finding| finding.severity != Severity::Error);
        if !is_whole || !config.check.links && !has_generator {
            return None;
        }
        let archives = index.selections.iter().flat_map(|selection| &selection.archives);
        let paths = index.selections.iter().map(|selection| selection.path.clone());
        let paths = paths.chain(archives.map(|archive| archive.path.clone())).collect();
        let links = if config.check.links { discovery::feeds(config, index) } else { Vec::new() };
        let titles = links.into_iter().map(|link| (link.path, link.title)).collect();
        Some(LinkCheck { config, content: &index.content, site: BuiltSite::of(config, paths), titles })
    }

    /// Reports the links of feeds that lead nowhere, and what is wrong with the feeds that pages name. Without pages, only that
    /// there are none.
    #[must_use]
    pub(super) fn feeds(&self, rendered: &RenderedFeeds, reported: &[Diagnostic]) -> Vec<Diagnostic> {
        let LinkCheck { config, site, .. } = self;
        match (config.check.links, site.has_pages()) {
            (_, true) => {
                let mut found = self.entries(rendered, reported);
                if config.check.links {
                    found.extend(site.feeds(&self.named_feeds(rendered)));
                }
                found
            }
            (true, false) => Vec::from_iter(site.unchecked()),
            (false, false) => Vec::from_iter(
                (!rendered.articles.is_empty())
                    .then(|| links::unbuilt(&config.content.pages).at(folder(config))),
            ),
        }
    }

    fn named_feeds(&self, rendered: &RenderedFeeds) -> Vec<NamedFeed> {
        let config = self.config;
        let place = |path: &str| {
            let place = config.feed_at(path).and_then(|feed| feed.place.clone());
            place.unwrap_or_else(|| Place::file(&config.output.join(path)))
        };
        let feed = |feed: &RenderedFeed| NamedFeed {
            path: feed.path.clone(),
            format: Some(feed.format),
            title: self.titles.get(&feed.path).cloned().unwrap_or_else(|| feed.feed.title.to_string()),
            place: place(&feed.path),
            is_generated: config.feed_at(&feed.path).is_some_and(|feed| feed.is_generated),
        };
        rendered.feeds.iter().map(feed).collect()
    }

    /// Reports the links of the entries of an archive in the same way. That the site has no pages has been reported.
    #[must_use]
    pub(super) fn archive(&self, rendered: &RenderedFeeds, reported: &[Diagnostic]) -> Vec<Diagnostic> {
        if self.site.has_pages() { self.entries(rendered, reported) } else { Vec::new() }
    }

    /// Reports the entries whose pages are missing, and with `[check] links` their other links that lead nowhere, each at the
    /// key or the line that it comes from. What was `reported` of a place is not said again.
    fn entries(&self, rendered: &RenderedFeeds, reported: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut found = missing_pages(self.config, rendered, &self.site);
        if !self.config.check.links {
            return found;
        }
        let seen: BTreeSet<_> = reported.iter().filter_map(|finding| finding.place.as_ref()).collect();
        let entries: Vec<_> = entries(rendered).into_iter().collect();
        let of_entry = |(at, entry): &(usize, &Entry)| {
            let article = rendered.articles.get(at)?;
            Some(broken(entry, article, &self.site, self.content))
        };
        found.extend(entries.par_iter().filter_map(of_entry).flatten().collect::<Vec<_>>());
        found.retain(|finding| {
            let place = finding.place.as_ref();
            place.is_none_or(|place| place.span.is_none() || !seen.contains(place))
        });
        found
    }
}

/// Reports the articles in feeds without a page: at once, if it is none of them that has one.
fn missing_pages(config: &Config, rendered: &RenderedFeeds, site: &BuiltSite) -> Vec<Diagnostic> {
    let articles = rendered.articles.values().map(|article| &**article);
    let articles: Vec<_> = articles.filter(|article| has_page(article, config)).collect();
    let is_missing = |article: &&Article| site.lacks_page(&article.permalink);
    let missing: Vec<_> = articles.par_iter().copied().filter(is_missing).collect();
    let pages = &config.content.pages;
    if missing.len() == articles.len() && missing.len() > SOME {
        return vec![links::no_pages(missing.len(), pages).at(folder(config))];
    }
    missing.into_iter().map(|article| no_page(article, config)).collect()
}

/// The folder of the built site.
fn folder(config: &Config) -> Place {
    Place::file(&config.project.join(&config.content.pages.dir))
}

/// As many articles without pages are reported one by one, even if no other article has a page.
const SOME: usize = 2;

/// Whether the site should have a page of an article.
fn has_page(article: &Article, config: &Config) -> bool {
    article.is_built && on_site(article.permalink.as_str(), &config.site.base_url).is_some()
}

fn no_page(article: &Article, config: &Config) -> Diagnostic {
    let place = article.place(if article.places.get("url").is_some() { "url" } else { "title" });
    links::no_page(article.permalink.as_str(), &config.site.base_url, &config.content.pages).at(place)
}

/// The entry of each article, with its content if any feed has that.
fn entries(rendered: &RenderedFeeds) -> BTreeMap<usize, &Entry> {
    let mut entries: BTreeMap<usize, &Entry> = BTreeMap::new();
    for feed in &rendered.feeds {
        for (at, entry) in feed.articles.iter().zip(&feed.feed.entries) {
            let known = entries.entry(*at).or_insert(entry);
            if known.content.is_none() {
                *known = entry;
            }
        }
    }
    entries
}

/// The links of an entry that lead nowhere, besides that to its page.
fn broken(entry: &Entry, article: &Article, site: &BuiltSite, content: &Root) -> Vec<Diagnostic> {
    let keys = keys(entry);
    let at_key = keys.iter().filter_map(|(key, url)| {
        if *key == "url" && site.lacks_page(&article.permalink) {
            return None;
        }
        let key = if article.places.get(key).is_some() { key } else { "title" };
        Some(site.problem(url.as_str())?.at(article.place(key)))
    });
    let mut found: Vec<_> = at_key.collect();
    let known: BTreeSet<_> = keys.iter().map(|(_, url)| url.as_str()).collect();
    let in_text = entry.content.as_ref().map(|html| addresses(html.as_str())).unwrap_or_default();
    let in_text = in_text.into_iter().filter(|address| !known.contains(address.as_str()));
    let problems: Vec<_> = in_text.filter_map(|address| Some((site.problem(&address)?, address))).collect();
    if !problems.is_empty() {
        let text = scan::text_below(content, article.source.file_path().as_ref()).unwrap_or_default();
        let page = (article.text_from == TextFrom::Page).then(|| site.page(&article.permalink)).flatten();
        let places = problems.iter().map(|(_, address)| place(article, &text, page.as_ref(), address, site));
        let places: Vec<_> = places.collect();
        found.extend(problems.into_iter().zip(places).map(|((problem, _), place)| problem.at(place)));
    }
    found.dedup();
    found
}

/// The addresses of an entry besides those in its text, with the keys of the metadata that they come from.
fn keys<'e>(entry: &'e Entry) -> Vec<(&'static str, &'e Url)> {
    let mut keys = vec![("url", &entry.url)];
    let files =
        |image: &'e Image| std::iter::once(&image.url).chain(image.forms.iter().map(|form| &form.url));
    keys.extend(entry.image.iter().flat_map(files).map(|url| ("image", url)));
    keys.extend(entry.images.iter().flat_map(files).map(|url| ("images", url)));
    keys.extend(entry.enclosures.iter().map(|enclosure| ("enclosure", &enclosure.url)));
    keys.extend(entry.comments.url.iter().chain(&entry.comments.feed).map(|url| ("comments", url)));
    keys.extend(entry.authors.iter().filter_map(|author| Some(("authors", author.url.as_ref()?))));
    keys.extend(entry.license.iter().map(|url| ("license", url)));
    keys
}

/// Where an article has a link; its beginning, if that is not certain.
fn place(
    article: &Article,
    text: &str,
    page: Option<&(PathBuf, String)>,
    address: &str,
    site: &BuiltSite,
) -> Place {
    let file = article.source.file();
    let address = on_site(address, &site.base_url).unwrap_or_else(|| address.to_owned());
    let found = |text: &str, start| links::find(text, start, &address, &site.base_url);
    let in_source =
        found(text, article.body_start).map(|range| SourceText { file: &file, text }.place(range));
    // What a shortcode or a theme has made is only on the page.
    let on_page = || page.and_then(|(file, text)| Some(SourceText { file, text }.place(found(text, 0)?)));
    in_source.or_else(on_page).unwrap_or_else(|| Place::file(&file))
}
