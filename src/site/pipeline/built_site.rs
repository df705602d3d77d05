//! A built site: its files, where addresses lead on it, and the feeds that its pages name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::check::Targets;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Format, Url};
use crate::root::Root;
use crate::site::config::Config;
use crate::site::file_name::has_extension;
use crate::site::pages::links::{self, fragment, on_site};
use crate::site::pages::{Page, UNCHECKED_LINKS, files_of};
use crate::site::scan;
use crate::source::html;

/// A built site: its folders, and the files that are about to be written.
pub(crate) struct BuiltSite {
    folders: Vec<Root>,
    pub(super) base_url: Url,
    written: BTreeSet<String>,
    redirected: Vec<String>,
    ids: Mutex<BTreeMap<String, Arc<OnceLock<Ids>>>>,
}

/// The ids of a page; `None` for other files, and for what cannot be read.
type Ids = Option<BTreeSet<String>>;

/// A page of a built site.
struct BuiltPage {
    file: PathBuf,
    /// Its file below the folder of the site.
    below: String,
    /// The addresses of the feeds that it names.
    feeds: Vec<String>,
    /// Whether people and search engines are to find it.
    is_found: bool,
}

/// A feed of the site.
pub(crate) struct NamedFeed {
    /// Its path below the folder of the site.
    pub path: String,
    /// Its format, if that is known.
    pub format: Option<Format>,
    /// Its title, with what tells it apart from others.
    pub title: String,
    /// What it is made by, or its file.
    pub place: Place,
    /// Whether the site's generator makes it, too, whose pages name the feeds that they are meant to.
    pub is_generated: bool,
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
    /// The site of a configuration, with documents that will be written.
    #[must_use]
    pub(crate) fn of(config: &Config, written: BTreeSet<String>) -> BuiltSite {
        let pages = config.project.join(&config.content.pages.dir);
        let folders = BTreeSet::from([config.output.clone(), pages]);
        let folders = folders.iter().filter_map(|folder| Root::open_optional(folder).ok());
        BuiltSite::new(folders.collect(), &config.site.base_url, written)
    }

    /// The site in some folders, with files that will be there.
    #[must_use]
    pub(crate) fn new(folders: Vec<Root>, base_url: &Url, written: BTreeSet<String>) -> BuiltSite {
        let redirected = folders.iter().flat_map(scan::redirected).collect();
        BuiltSite { folders, base_url: base_url.clone(), written, redirected, ids: Mutex::default() }
    }

    /// The file that a server answers an address with.
    fn file(&self, address: &str) -> Option<String> {
        files_of(address, &self.base_url)
            .into_iter()
            .find(|file| self.written.contains(file) || self.has_file(file))
    }

    /// The file and the text of the page at an address.
    #[must_use]
    pub(super) fn page(&self, url: &Url) -> Option<(PathBuf, String)> {
        let files = files_of(url.as_str(), &self.base_url);
        let page = |folder: &Root| {
            let page = scan::page(folder, &files).ok()??;
            Some((folder.path().join(page.file), page.text))
        };
        self.folders.iter().find_map(page)
    }

    /// Whether an address is on the site, and is broken.
    #[must_use]
    pub(crate) fn lacks_page(&self, url: &Url) -> bool {
        let address = on_site(url.as_str(), &self.base_url);
        address.is_some_and(|address| self.file(&address).is_none() && !self.is_redirected(&address))
    }

    /// Whether there is a file at a path.
    #[must_use]
    pub(super) fn has_file(&self, file: &str) -> bool {
        self.folders.iter().any(|folder| scan::exists(folder, file))
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
        for page in &pages {
            for address in &page.feeds {
                named.entry(address).or_default().push(&page.file);
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
        let are_named = feeds.iter().any(|feed| feed.is_generated && known.contains(&feed.path));
        let is_meant = |feed: &&NamedFeed| !(feed.is_generated && are_named);
        let unnamed = feeds.iter().filter(|feed| !known.contains(&feed.path)).filter(is_meant);
        found.extend(unnamed.map(|feed| self.unnamed(feed)));
        found
    }

    fn unnamed(&self, feed: &NamedFeed) -> Diagnostic {
        let url = self.base_url.file_below(&feed.path);
        let address = url.map_or_else(|_| feed.path.clone(), |url| url.to_string());
        let tag = links::tag(feed.format.unwrap_or(Format::Rss), &feed.title, &address);
        links::unnamed_feed(&address, &tag).at(feed.place.clone())
    }

    /// Reports each page that names none of the feeds that `expected` gives for its file below the folder of the site, each as
    /// its URL and its tag.
    #[must_use]
    pub(crate) fn without_feeds(&self, expected: impl Fn(&str) -> Vec<(Url, String)>) -> Vec<Diagnostic> {
        let (pages, _) = self.pages();
        let lacks = |page: &BuiltPage| {
            let expected = expected(&page.below);
            let is_named = |(url, _): &(Url, String)| {
                on_site(url.as_str(), &self.base_url).is_some_and(|url| page.feeds.contains(&url))
            };
            let (_, tag) = expected.first().filter(|_| !expected.iter().any(is_named))?;
            Some(links::page_without_feed(tag).at(Place::file(&page.file)))
        };
        pages.iter().filter(|page| page.is_found).filter_map(lacks).collect()
    }

    /// The pages, each with the addresses of the feeds that it names. What cannot be read is reported.
    fn pages(&self) -> (Vec<BuiltPage>, Vec<Diagnostic>) {
        let (mut pages, mut found) = (Vec::new(), Vec::new());
        for folder in &self.folders {
            let page = |file: &str, text: &str| {
                let head = html::head(text);
                let feeds = links::feeds(file, &head, &self.base_url);
                let is_found = Page::of(file, &head, &self.base_url).is_some();
                Some(BuiltPage { file: folder.path().join(file), below: file.to_owned(), feeds, is_found })
            };
            match scan::pages(folder, page) {
                Ok(read) => pages.extend(read),
                Err(unread) => found.extend(unread),
            }
        }
        let found = found.into_iter().map(|finding| Diagnostic { severity: Severity::Warning, ..finding });
        (pages, found.collect())
    }

    /// The finding about a site that has no pages.
    pub(super) fn unchecked(&self) -> Option<Diagnostic> {
        let folder = self.folders.first()?.path().display().to_string();
        let message = format!("`{folder}` has no pages, so links into the site were not checked");
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
    has_extension(file, &["html", "htm"])
}
