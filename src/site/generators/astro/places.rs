//! The places of a site's articles below its content folder: which files are articles, where their pages are, and whether they
//! are what a feed asks for.

use std::sync::Arc;

use super::super::condition::{ALWAYS, Condition, Fact, Values, of_key};
use super::super::paths::{page_at, page_with_fragment};
use super::id::id_of;
use super::place::Place;
use crate::site::fields::Table;
use crate::site::file_name::{ContentRoot, below, name, without_extension};
use crate::site::function::Function;
use crate::site::rules::{ArticlePredicate, PageLocation, PageParts};

/// Places, each with its folder below the content folder.
pub(super) struct Places(Vec<(String, Place)>);

impl Places {
    pub(super) fn below(content: &str, places: Vec<Place>) -> Places {
        let root = |place: &Place| below(&place.collection.folder, content).unwrap_or_default().to_owned();
        Places(places.into_iter().map(|place| (root(&place), place)).collect())
    }

    /// The folders with articles; none if there is only one.
    pub(super) fn roots(&self) -> Vec<ContentRoot> {
        let mut roots: Vec<_> = self.0.iter().map(|(root, _)| root.as_str()).collect();
        roots.sort_unstable();
        roots.dedup();
        if roots.len() > 1 { roots.into_iter().map(ContentRoot::new).collect() } else { Vec::new() }
    }

    /// Whether a file below the content folder is an article.
    pub(super) fn has(&self, path: &str) -> bool {
        self.with(path).next().is_some()
    }

    /// Whether a file is in one of the places with these numbers.
    pub(super) fn have(&self, numbers: &[usize], path: &str) -> bool {
        let mut own = numbers.iter().filter_map(|at| self.0.get(*at));
        own.any(|(root, place)| below(path, root).is_some_and(|path| place.collection.has(path)))
    }

    /// Whether there are others than those with these numbers, if there are any.
    pub(super) fn are_more_than(&self, numbers: &[usize]) -> bool {
        !numbers.is_empty() && (0..self.0.len()).any(|at| !numbers.contains(&at))
    }

    /// The places that have a file, and its path in each.
    fn with<'f>(&self, path: &'f str) -> impl Iterator<Item = (&Place, &'f str)> {
        let has = move |(root, place): &'_ (String, Place)| {
            Some(below(path, root)?).filter(|path| place.collection.has(path))
        };
        self.0.iter().filter_map(move |known| Some((&known.1, has(known)?)))
    }

    /// The values that a file has without saying them: of keys that conditions ask for, and of those that withhold it.
    pub(super) fn defaults(&self, path: &str, asked: &[String]) -> Table<'static> {
        let values = self.with(path).next().map(|(place, _)| place.collection.defaults.values(asked));
        Table { entries: values.unwrap_or_default(), span: 0..0 }
    }

    /// The page of an article.
    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        let is_that = |(place, path): &(&Place, &str)| {
            place.condition == ALWAYS || place.condition.holds(&|fact| values(parts, path, fact))
        };
        let first = || self.with(parts.path).next();
        let found = self.with(parts.path).find(is_that).or_else(first);
        found.map_or(PageLocation::Nowhere, |(place, path)| page(parts, place, path))
    }

    /// Whether an article satisfies a condition of a feed.
    pub(super) fn satisfy(places: &Arc<Places>, condition: Condition) -> Function<ArticlePredicate> {
        let places = Arc::clone(places);
        Function::new(Arc::new(move |parts: &PageParts<'_>| {
            let path = places.with(parts.path).next().map_or(parts.path, |(_, path)| path);
            condition.holds(&|fact| values(parts, path, fact))
        }))
    }
}

/// What an article says, whose path is below the folder of its collection.
fn values(parts: &PageParts<'_>, path: &str, fact: &Fact) -> Values {
    match fact {
        Fact::Key(keys) => of_key(parts.head, keys),
        Fact::Given(name) => {
            let text = if name == "filePath" { path.to_owned() } else { entry_id(parts, path) };
            Values::text(Some(text))
        }
        Fact::Section | Fact::Type => Values::default(),
    }
}

/// The id of an entry in its collection.
fn entry_id(parts: &PageParts<'_>, path: &str) -> String {
    parts.text("slug").unwrap_or_else(|| id_of(without_extension(path)))
}

/// The page of an article, whose path is below the folder of its collection.
fn page(parts: &PageParts<'_>, place: &Place, path: &str) -> PageLocation {
    let id = if place.are_pages {
        let path = without_extension(path);
        let folder = path.strip_suffix("index");
        folder.filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path).to_owned()
    } else {
        entry_id(parts, path)
    };
    let id = id.trim_matches('/');
    let Some(page) = place.page(id, parts.head) else { return PageLocation::Computed(id.to_owned()) };
    if page.starts_with("https://") || page.starts_with("http://") {
        return PageLocation::Elsewhere(page);
    }
    // A slash is added unless the last part has a dot.
    let is_file = name(&page).contains('.');
    let page = if page.is_empty() || page.ends_with('/') || is_file { page } else { format!("{page}/") };
    let page = if place.cuts_slash { page.trim_end_matches('/') } else { page.as_str() };
    let page = page.trim_start_matches('/');
    match page.split_once('#').filter(|_| place.has_fragments()) {
        Some((page, fragment)) => page_with_fragment(page, fragment),
        None => page_at(page),
    }
}
