//! A URL of the site in, its file in the content or output folder out.

use std::collections::BTreeSet;
use std::fs::File;

use percent_encoding::percent_decode_str;

use crate::feed::Url;
use crate::root::Root;
use crate::site::file_name::NameRules;
use crate::site::rules::PicturesFrom;

/// The folders of the files that articles refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Roots<'r> {
    /// The content folder.
    pub content: &'r Root,
    /// The output folder.
    pub output: &'r Root,
    /// The folders of the content folder with articles.
    pub names: &'r NameRules,
    /// Where the pictures are that heads name by relative paths.
    pub pictures: PicturesFrom,
    /// Whether the files that texts name are there: no generator puts them elsewhere, and nothing else looks for them.
    pub are_complete: bool,
    /// The URL of the site.
    pub base_url: &'r Url,
    /// The paths of all articles, where the site has podcasts: what is one of them belongs to no other.
    pub articles: Option<&'r BTreeSet<&'r str>>,
}

/// The file at a URL of the site, before or after its generator has copied it.
pub(super) fn on_site(url: &Url, roots: Roots<'_>) -> Option<File> {
    let path = path_on_site(url, roots.base_url)?;
    roots.content.file(path.as_ref()).or_else(|_| roots.output.file(path.as_ref())).ok()
}

/// The URL of the file of the site that a path names as it stands, if what could be a query or a fragment of the URL is a
/// part of its name: `/t #1.mp3`.
#[must_use]
pub(crate) fn named_literally(url: &Url, roots: Roots<'_>) -> Option<Url> {
    let path = literal_path_on_site(url, roots.base_url)?;
    let is_there = roots.content.file(path.as_ref()).or_else(|_| roots.output.file(path.as_ref())).is_ok();
    is_there.then(|| roots.base_url.file_below(&path).ok()).flatten()
}

/// The path on a site at a base URL, with what could be a query or a fragment of a URL, if there is any.
#[must_use]
pub(crate) fn literal_path_on_site(url: &Url, base: &Url) -> Option<String> {
    let path = url.as_str().strip_prefix(base.as_str()).filter(|path| path.contains(['?', '#']))?;
    Some(percent_decode_str(path).decode_utf8_lossy().into_owned())
}

/// The path on a site at a base URL that a URL leads to.
#[must_use]
pub(crate) fn path_on_site(url: &Url, base: &Url) -> Option<String> {
    let path = url.as_str().strip_prefix(base.as_str())?.split(['?', '#']).next()?;
    Some(percent_decode_str(path).decode_utf8_lossy().into_owned())
}
