//! The paths of a site in, its documents out: posts, and what lies in the folders of collections.

use std::ops::Range;

use globset::{GlobBuilder, GlobMatcher};

use crate::site::file_name::{join, name, without_extension};
use crate::site::generators::settings::{Settings, is_true};

/// The label of the collection that every site has.
pub(super) const POSTS: &str = "posts";

/// What Jekyll never reads.
const EXCLUDED: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "package.json",
    "package-lock.json",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// Which files of a site are documents.
#[derive(Debug)]
pub(super) struct Documents {
    /// The content folder, if that is not the whole site.
    content: String,
    collections_dir: String,
    /// The labels of the collections with pages, besides that of posts.
    labels: Vec<String>,
    has_drafts: bool,
    include: Vec<Entry>,
    exclude: Vec<Entry>,
}

/// A post, or a file of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Document<'p> {
    /// The label of its collection.
    pub label: &'p str,
    /// The folders above `_posts`.
    pub above: &'p str,
    /// Its path below the folder of its collection.
    pub path: &'p str,
}

impl Documents {
    pub(super) fn of(settings: &Settings, content: Option<&str>) -> Documents {
        let own = EXCLUDED.iter().map(|pattern| (*pattern).to_owned());
        let entries = |patterns: Vec<String>| patterns.iter().map(|pattern| Entry::of(pattern)).collect();
        let dir = settings.text(&["collections_dir"]).map(|dir| dir.value).unwrap_or_default();
        Documents {
            content: content.unwrap_or_default().trim_matches(['.', '/']).to_owned(),
            collections_dir: dir.trim_matches(['.', '/']).to_owned(),
            labels: labels(settings),
            has_drafts: settings.is_true(&["show_drafts"]),
            include: entries(settings.list(&["include"])),
            exclude: entries(settings.list(&["exclude"]).into_iter().chain(own).collect()),
        }
    }

    /// The labels of all collections with pages.
    pub(super) fn labels(&self) -> Vec<String> {
        [POSTS.to_owned()].into_iter().chain(self.labels.iter().cloned()).collect()
    }

    /// The path in the site of a file of the content folder.
    pub(super) fn in_site(&self, path: &str) -> String {
        join(&self.content, path)
    }

    /// The document at a path of the site.
    pub(super) fn document<'p>(&'p self, path: &'p str) -> Option<Document<'p>> {
        let document = self.place(path)?;
        let is_dated = document.label != POSTS || split_date(without_extension(name(path))).is_some();
        (is_dated && self.is_read(path, document.path)).then_some(document)
    }

    /// Whether there may be documents in a folder of the site.
    pub(super) fn enters(&self, dir: &str) -> bool {
        let Some(below) = self.below_collections(dir) else {
            return format!("{}/", self.collections_dir).starts_with(&format!("{dir}/"));
        };
        self.place(&join(dir, "x")).is_some() || self.are_plain(dir, dir.len() - below.len()..dir.len())
    }

    /// Whether a file of the site that is not a document is read, such as a template.
    pub(super) fn has_page(&self, path: &str) -> bool {
        self.are_plain(path, 0..path.len())
    }

    /// Where a file would be if all names were good.
    fn place<'p>(&'p self, path: &'p str) -> Option<Document<'p>> {
        let below = self.below_collections(path)?;
        let own = below.split_once('/').and_then(|(first, rest)| Some((first.strip_prefix('_')?, rest)));
        if let Some((label, rest)) = own.filter(|(label, _)| self.labels.iter().any(|known| known == label)) {
            return Some(Document { label, above: "", path: rest });
        }
        let folders = if self.has_drafts { &["_posts", "_drafts"][..] } else { &["_posts"] };
        let (above, rest) = folders.iter().find_map(|folder| split_folder(below, folder))?;
        let start = path.len() - below.len();
        self.are_plain(path, start..start + above.len()).then_some(Document {
            label: POSTS,
            above,
            path: rest,
        })
    }

    fn below_collections<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.collections_dir.is_empty() {
            return Some(path);
        }
        let below = path.strip_prefix(&self.collections_dir)?;
        if below.is_empty() { Some(below) } else { below.strip_prefix('/') }
    }

    /// Whether Jekyll reads all entries on the way through a range of a path.
    fn are_plain(&self, path: &str, range: Range<usize>) -> bool {
        let slashes = path.match_indices('/').map(|(at, _)| at);
        let ends = slashes.chain([path.len()]).filter(|end| range.start < *end && *end <= range.end);
        ends.filter_map(|end| path.get(..end)).all(|entry| self.is_read(entry, name(entry)))
    }

    /// Whether Jekyll reads the entry at a path of the site, which is `entry` in the folder that it lists.
    fn is_read(&self, path: &str, entry: &str) -> bool {
        let is_included = self.include.iter().any(|one| one.is_match(path) || one.is_match(name(path)));
        let is_special = |name: &str| name.starts_with(['.', '_', '#', '~']);
        let is_odd = is_special(entry) || is_special(name(path)) || path.ends_with('~');
        is_included || !is_odd && !path.ends_with('.') && !self.exclude.iter().any(|one| one.is_match(path))
    }
}

/// The labels of the collections with pages.
fn labels(settings: &Settings) -> Vec<String> {
    let Some((collections, _)) = settings.get(&["collections"]) else { return Vec::new() };
    let tables = collections.as_object().into_iter().flatten();
    let labels = tables.filter(|(_, table)| is_true(table, &["output"])).map(|(label, _)| label.clone());
    labels.filter(|label| label != POSTS).collect()
}

/// The parts of a path before and behind the first folder of a name.
fn split_folder<'p>(path: &'p str, folder: &str) -> Option<(&'p str, &'p str)> {
    let with_slash = format!("{folder}/");
    match path.strip_prefix(&with_slash) {
        Some(rest) => Some(("", rest)),
        None => path.split_once(&format!("/{with_slash}")),
    }
}

/// The date at the beginning of a name, and the words behind it.
pub(super) fn split_date(stem: &str) -> Option<(&str, &str)> {
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (year, rest) = stem.split_once('-').filter(|(year, _)| digits(year, 2, 4))?;
    let (month, rest) = rest.split_once('-').filter(|(month, _)| digits(month, 1, 2))?;
    let (day, words) = rest.split_once('-').filter(|(day, _)| digits(day, 1, 2))?;
    stem.get(..year.len() + month.len() + day.len() + 2).map(|date| (date, words))
}

/// The words of a name: without date, and without dots at the end.
pub(super) fn words(stem: &str) -> &str {
    split_date(stem).map_or(stem, |(_, words)| words).trim_end_matches('.')
}

/// One of `include` or `exclude`: a path, its beginning, or a pattern.
#[derive(Debug)]
struct Entry {
    path: String,
    glob: Option<GlobMatcher>,
}

impl Entry {
    fn of(pattern: &str) -> Entry {
        let path = pattern.trim_start_matches("./").trim_start_matches('/').to_owned();
        let is_glob = path.contains(['*', '?', '[']);
        let glob = is_glob.then(|| GlobBuilder::new(&path).build().ok()).flatten();
        Entry { glob: glob.map(|glob| glob.compile_matcher()), path }
    }

    fn is_match(&self, path: &str) -> bool {
        let is_folder = || self.path.strip_suffix('/') == Some(path);
        let is_named = !self.path.is_empty() && (path.starts_with(&self.path) || is_folder());
        is_named || self.glob.as_ref().is_some_and(|glob| glob.is_match(path))
    }
}
