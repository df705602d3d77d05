//! The public articles, and other files with pages, by the paths of their files, for links between files. Made only once a
//! text needs it.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::article::{LeftOut, Reason};
use super::file_name::{dir, is_section_index, join, name, without_extension};
use super::index::IndexedArticle;
use crate::feed::Url;
use crate::feed::url::scheme;

/// Finds public articles, and other files with pages, by their files.
pub(crate) struct ArticlePaths<'i> {
    articles: &'i [IndexedArticle],
    /// The paths of files that are not public articles, and the addresses that their pages have, if there are any.
    others: &'i [(String, String)],
    has_page: &'i HasPage<'i>,
    title_of: Option<&'i TitleOf<'i>>,
    left_out: &'i [LeftOut],
    withheld: OnceLock<BTreeMap<&'i str, Reason>>,
    found: OnceLock<Paths<'i>>,
    pages: OnceLock<BTreeMap<&'i str, &'i IndexedArticle>>,
}

/// Whether the built site has a page at an address.
type HasPage<'i> = dyn Fn(&str) -> bool + Sync + 'i;

/// The title of an article.
type TitleOf<'i> = dyn Fn(&IndexedArticle) -> Option<String> + Sync + 'i;

/// Permalinks with the paths of files.
#[derive(Debug, Default)]
struct Paths<'i> {
    /// By path.
    files: BTreeMap<&'i str, &'i str>,
    /// By path without extension; by that of its folder, if a file is its index.
    stems: BTreeMap<&'i str, &'i str>,
    /// The path of the first file with a name, with and without extension.
    names: BTreeMap<&'i str, &'i str>,
}

impl<'i> ArticlePaths<'i> {
    /// The paths of these articles, and of those of `others` that have a page.
    #[must_use]
    pub(crate) fn of(
        articles: &'i [IndexedArticle],
        others: &'i [(String, String)],
        has_page: &'i HasPage<'i>,
    ) -> ArticlePaths<'i> {
        let (found, pages, withheld) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        ArticlePaths { articles, others, has_page, title_of: None, left_out: &[], withheld, found, pages }
    }

    /// The same, with the articles that are not public.
    #[must_use]
    pub(crate) fn with_left_out(self, left_out: &'i [LeftOut]) -> ArticlePaths<'i> {
        ArticlePaths { left_out, ..self }
    }

    /// Why the article with a file at a path, which may lack its extension, is not public.
    #[must_use]
    pub(crate) fn withheld(&self, path: &str) -> Option<Reason> {
        let by_path = || {
            let files = self.left_out.iter().flat_map(|left| {
                let paths = [&*left.source.path, left.source.file_path()];
                paths
                    .into_iter()
                    .flat_map(|path| [path, without_extension(path)])
                    .map(|path| (path, left.reason))
            });
            files.collect()
        };
        self.withheld.get_or_init(by_path).get(path).copied()
    }

    /// The same, with the titles of articles.
    #[must_use]
    pub(crate) fn with_titles(self, title_of: &'i TitleOf<'i>) -> ArticlePaths<'i> {
        ArticlePaths { title_of: Some(title_of), ..self }
    }

    /// The title of the article with a permalink.
    #[must_use]
    pub(crate) fn title(&self, permalink: &str) -> Option<String> {
        let title_of = self.title_of?;
        // Of articles with one page, the first counts.
        let pages = || self.articles.iter().rev().map(|article| (&*article.permalink, article)).collect();
        let article = self.pages.get_or_init(pages).get(permalink)?;
        title_of(article).filter(|title| !title.trim().is_empty())
    }

    /// The page of the folder that a file describes, such as `news/_index.md`, if the site has that.
    #[must_use]
    pub(crate) fn section(&self, path: &str, base_url: &Url) -> Option<String> {
        let folder = if is_section_index(path) { dir(path) } else { return None };
        let page = base_url.file_below(&join(folder, "")).ok()?;
        (self.has_page)(page.as_str()).then(|| page.to_string())
    }

    /// The permalink of the article with a file at a path below the content folder.
    #[must_use]
    pub(crate) fn at(&self, path: &str) -> Option<&'i str> {
        self.paths().files.get(path).copied()
    }

    /// The same, for a path that may lack its extension.
    #[must_use]
    pub(crate) fn at_stem(&self, path: &str) -> Option<&'i str> {
        self.at(path).or_else(|| self.paths().stems.get(path).copied())
    }

    /// The permalink of the only article whose file has a name, with or without extension.
    #[must_use]
    pub(crate) fn named(&self, name: &str) -> Option<&'i str> {
        self.paths().names.get(name).and_then(|path| self.at(path))
    }

    /// The file that a wrong path may mean: one with its name elsewhere, or with a similar name in its folder.
    #[must_use]
    pub(crate) fn nearest(&self, path: &str) -> Option<&'i str> {
        let paths = self.paths();
        let elsewhere = paths.names.get(name(path)).copied();
        let folder = dir(path);
        let below = || {
            let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let from = (Bound::Included(start.as_str()), Bound::Unbounded);
            let beside = paths.files.range::<str, _>(from).map(|(path, _)| *path);
            let beside =
                beside.take_while(|path| path.starts_with(&start)).filter(|path| dir(path) == folder);
            let beside: BTreeMap<_, _> = beside.take(MAX_COMPARED).map(|path| (name(path), path)).collect();
            // The kind of the file does not make two names alike, and short ones are always alike.
            let stems: BTreeMap<&str, &'i str> =
                beside.iter().map(|(name, path)| (without_extension(name), *path)).collect();
            let stem = Some(without_extension(name(path))).filter(|stem| stem.chars().count() > 2)?;
            stems.get(crate::diagnostic::nearest(stem, stems.keys().copied())?).copied()
        };
        elsewhere.or_else(below)
    }

    fn paths(&self) -> &Paths<'i> {
        self.found.get_or_init(|| {
            let others = self.others.iter().map(|(path, page)| (path.as_str(), page.as_str()));
            Paths::of(self.articles, others.filter(|(_, page)| (self.has_page)(page)))
        })
    }
}

/// How many files of a folder are compared with a wrong path.
const MAX_COMPARED: usize = 1000;

impl<'i> Paths<'i> {
    fn of(articles: &'i [IndexedArticle], others: impl Iterator<Item = (&'i str, &'i str)>) -> Paths<'i> {
        let mut paths = Paths::default();
        for article in articles {
            for path in [&*article.source.path, article.source.file_path()] {
                paths.add(path, &article.permalink);
            }
        }
        for (path, permalink) in others {
            if !paths.files.contains_key(path) {
                paths.add(path, permalink);
            }
        }
        paths
    }

    fn add(&mut self, path: &'i str, permalink: &'i str) {
        let stem = without_extension(path);
        self.files.insert(path, permalink);
        self.stems.entry(stem).or_insert(permalink);
        if name(stem) == "index" {
            self.stems.entry(dir(path)).or_insert(permalink);
        }
        for name in [name(path), name(stem)] {
            self.names.entry(name).or_insert(path);
        }
    }
}

/// A path as a link in a file of `folder` means it: below the content folder, less `.` and `..`; `None` outside of it.
#[must_use]
pub(crate) fn resolved(folder: &str, link: &str) -> Option<String> {
    let whole = match link.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => join(folder, link),
    };
    let mut parts = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The path below the content folder of a file that an article in `folder` names; `None` for one on another host.
#[must_use]
pub(crate) fn named_file(folder: &str, src: &str) -> Option<String> {
    if scheme(src).is_some() || src.starts_with("//") {
        return None;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    resolved(folder, &percent_decode_str(path).decode_utf8_lossy())
}
