//! `[check] links`, and `check --site`: the links of entries and the feeds that pages name, compared with the files of the
//! built site.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::RenderedFeeds;
use crate::check::Targets;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Entry, Format, Url};
use crate::root::Root;
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::file_name::extension;
use crate::site::pages::links::{self, addresses, fragment, on_site};
use crate::site::pages::{UNCHECKED_LINKS, files_of};
use crate::site::scan;
use crate::site::source_text::SourceText;
use crate::source::html;

/// A built site: its folders, and the files that are about to be written.
pub(crate) struct BuiltSite {
    folders: Vec<Root>,
    base_url: Url,
    written: BTreeSet<String>,
    redirected: Vec<String>,
    ids: Mutex<BTreeMap<String, Arc<OnceLock<Ids>>>>,
}

/// The ids of a page; `None` for other files, and for what cannot be read.
type Ids = Option<BTreeSet<String>>;

/// A feed of the site.
pub(crate) struct NamedFeed {
    /// Its path below the folder of the site.
    pub path: String,
    /// Its format, if that is known.
    pub format: Option<Format>,
    /// What it is made by, or its file.
    pub place: Place,
}

impl fmt::Debug for BuiltSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BuiltSite").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl Targets for BuiltSite {
    fn problem(&self, address: &str) -> Option<Diagnostic> {
        let address = on_site(address, &self.base_url)?;
        let Some(file) = self.file(&address) else {
            return (!self.is_redirected(&address)).then(|| links::broken(&address, &self.base_url));
        };
        let id = fragment(&address)?;
        let known = self.ids(&file);
        let is_there = known.get()?.as_ref()?.contains(&id);
        (!is_there).then(|| links::without_place(&address, &file, &id))
    }
}

impl BuiltSite {
    /// The site in some folders, with files that will be there.
    #[must_use]
    pub(crate) fn new(folders: Vec<Root>, base_url: &Url, written: BTreeSet<String>) -> BuiltSite {
        let redirected = folders.iter().flat_map(scan::redirected).collect();
        BuiltSite { folders, base_url: base_url.clone(), written, redirected, ids: Mutex::default() }
    }

    /// The file that a server answers an address with.
    fn file(&self, address: &str) -> Option<String> {
        files_of(address, &self.base_url).into_iter().find(|file| {
            self.written.contains(file) || self.folders.iter().any(|folder| scan::exists(folder, file))
        })
    }

    /// Whether the host of the site redirects an address.
    fn is_redirected(&self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = Url::parse(path).map(|url| url.path().to_owned()).unwrap_or_default();
        let same = |from: &str| from.trim_end_matches('/') == path.trim_end_matches('/');
        self.redirected.iter().any(|from| match from.split_once(['*', ':']) {
            Some((start, _)) => path.starts_with(start),
            None => same(from),
        })
    }

    /// The ids of a page, which is read once.
    fn ids(&self, file: &str) -> Arc<OnceLock<Ids>> {
        let mut all = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = Arc::clone(all.entry(file.to_owned()).or_default());
        drop(all);
        cell.get_or_init(|| self.read_ids(file));
        cell
    }

    fn read_ids(&self, file: &str) -> Ids {
        let files = [Some(file.to_owned()).filter(|file| is_page(file))?];
        let page = self.folders.iter().find_map(|folder| scan::page(folder, &files).ok()?)?;
        Some(links::ids(&page.text))
    }

    /// Compares the feeds that pages name with those that there are.
    #[must_use]
    pub(crate) fn feeds(&self, feeds: &[NamedFeed]) -> Vec<Diagnostic> {
        let (pages, mut found) = self.pages();
        if pages.is_empty() {
            found.extend(self.unchecked());
            return found;
        }
        let mut named: BTreeMap<&str, Vec<&PathBuf>> = BTreeMap::new();
        for (page, addresses) in &pages {
            for address in addresses {
                named.entry(address).or_default().push(page);
            }
        }
        let mut known = BTreeSet::new();
        for (address, pages) in named {
            match (self.file(address), pages.first()) {
                (Some(file), _) => _ = known.insert(file),
                (None, Some(page)) if !self.is_redirected(address) => {
                    found.push(links::missing_feed(address, pages.len()).at(Place::file(page)));
                }
                (None, _) => {}
            }
        }
        let unnamed = feeds.iter().filter(|feed| !known.contains(&feed.path));
        found.extend(
            unnamed.map(|feed| {
                links::unnamed_feed(&feed.path, feed.format, &self.base_url).at(feed.place.clone())
            }),
        );
        found
    }

    /// The files of pages, each with the addresses of the feeds that it names. What cannot be read is reported.
    fn pages(&self) -> (Vec<(PathBuf, Vec<String>)>, Vec<Diagnostic>) {
        let (mut pages, mut found) = (Vec::new(), Vec::new());
        for folder in &self.folders {
            let page = |file: &str, text: &str| {
                let feeds = links::feeds(file, &html::head(text), &self.base_url);
                Some((folder.path().join(file), feeds))
            };
            match scan::pages(folder, page) {
                Ok(read) => pages.extend(read),
                Err(unread) => found.extend(unread),
            }
        }
        let found = found.into_iter().map(|finding| Diagnostic { severity: Severity::Warning, ..finding });
        (pages, found.collect())
    }

    fn unchecked(&self) -> Option<Diagnostic> {
        let folder = self.folders.first()?.path().display().to_string();
        let message = format!("`{folder}` has no pages, so that links into the site were not checked");
        let help = "build the site before its feeds, or remove `links` under [check] in feedwright.toml";
        Some(Diagnostic::new(&UNCHECKED_LINKS, message).help(help))
    }

    /// Whether it has any page.
    #[must_use]
    pub(crate) fn has_pages(&self) -> bool {
        self.folders.iter().any(scan::has_pages)
    }
}

fn is_page(file: &str) -> bool {
    ["html", "htm"].iter().any(|known| extension(file).eq_ignore_ascii_case(known))
}

/// Reports the links of entries that lead nowhere, each at the key or the line that it comes from, and what is wrong with
/// the feeds that pages name. What was `reported` of a place is not said again.
#[must_use]
pub(super) fn check(
    config: &Config,
    content: &Root,
    rendered: &RenderedFeeds,
    reported: &[Diagnostic],
) -> Vec<Diagnostic> {
    // Entries of articles with errors are not whole.
    if !config.check.links || reported.iter().any(|finding| finding.severity == Severity::Error) {
        return Vec::new();
    }
    let site = site(config, rendered.feeds.iter().map(|feed| feed.path.clone()).collect());
    if !site.has_pages() {
        return Vec::from_iter(site.unchecked());
    }
    let seen: BTreeSet<_> = reported.iter().filter_map(|finding| finding.place.as_ref()).collect();
    let entries: Vec<_> = entries(rendered).into_iter().collect();
    let of_entry = |(at, entry): &(usize, &Entry)| {
        let article = rendered.articles.get(at)?;
        Some(broken(entry, article, &site, content))
    };
    let mut found: Vec<_> = entries.par_iter().filter_map(of_entry).flatten().collect();
    found.retain(|finding| {
        let place = finding.place.as_ref();
        place.is_none_or(|place| place.span.is_none() || !seen.contains(place))
    });
    found.extend(site.feeds(&feeds(config, rendered)));
    found
}

/// The built site of a configuration, with documents that will be written.
#[must_use]
pub(crate) fn site(config: &Config, written: BTreeSet<String>) -> BuiltSite {
    let pages = config.project.join(&config.content.pages.dir);
    let folders = BTreeSet::from([config.output.clone(), pages]);
    let folders = folders.iter().filter_map(|folder| Root::open_optional(folder).ok());
    BuiltSite::new(folders.collect(), &config.site.base_url, written)
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

fn feeds(config: &Config, rendered: &RenderedFeeds) -> Vec<NamedFeed> {
    let place = |path: &str| {
        let made_by = config.feeds.iter().find(|feed| feed.path == path || feed.fans_out_to(path));
        let place = made_by.and_then(|feed| feed.place.clone());
        place.unwrap_or_else(|| Place::file(&config.output.join(path)))
    };
    let feed = |feed: &super::RenderedFeed| NamedFeed {
        path: feed.path.clone(),
        format: Some(feed.format),
        place: place(&feed.path),
    };
    rendered.feeds.iter().map(feed).collect()
}

/// The links of an entry that lead nowhere.
fn broken(entry: &Entry, article: &Article, site: &BuiltSite, content: &Root) -> Vec<Diagnostic> {
    let keys = keys(entry);
    let at_key = keys.iter().filter_map(|(key, url)| {
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
        let places = problems.iter().map(|(_, address)| place(article, &text, address, &site.base_url));
        let places: Vec<_> = places.collect();
        found.extend(problems.into_iter().zip(places).map(|((problem, _), place)| problem.at(place)));
    }
    found.dedup();
    found
}

/// The addresses of an entry besides those in its text, with the keys of the metadata that they come from.
fn keys(entry: &Entry) -> Vec<(&'static str, &Url)> {
    let mut keys = vec![("url", &entry.url)];
    keys.extend(entry.image.iter().map(|image| ("image", &image.url)));
    keys.extend(entry.enclosures.iter().map(|enclosure| ("enclosure", &enclosure.url)));
    keys.extend(entry.comments.url.iter().chain(&entry.comments.feed).map(|url| ("comments", url)));
    keys.extend(entry.authors.iter().filter_map(|author| Some(("authors", author.url.as_ref()?))));
    keys.extend(entry.license.iter().map(|url| ("license", url)));
    keys
}

/// Where an article has a link; its beginning, if that is not certain.
fn place(article: &Article, text: &str, address: &str, base_url: &Url) -> Place {
    let file = article.source.file();
    let address = on_site(address, base_url).unwrap_or_else(|| address.to_owned());
    match links::find(text, article.body_start, &address, base_url) {
        Some(range) => SourceText { file: Path::new(&file), text }.place(range),
        None => Place::file(&file),
    }
}
