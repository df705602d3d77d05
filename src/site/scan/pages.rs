//! The folder of a built site in; the beginnings of its pages, single pages, and the addresses of its sitemap out.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use memchr::memmem;
use rayon::prelude::*;

use super::listing::names_below;
use super::read::{bytes_below, text_of};
use super::refused::refused;
use crate::diagnostic::Diagnostic;
use crate::root::{self, OpenError, Root};
use crate::site::file_name::{self, extension, join};
use crate::source::bounds::{ARTICLE, PAGE_HEAD};
use crate::source::html::{self, texts_of};

/// A first read that holds nearly every head, and the beginning of the body.
const FIRST_READ: u64 = 16 * 1024;

/// The maximum number of sitemaps that one may consist of.
const SITEMAPS: usize = 100;

/// What `read` makes of the path and the beginning of each page below a folder, in the order of their paths.
///
/// # Errors
/// A finding for each page that cannot be read.
pub(crate) fn pages<T: Send>(
    folder: &Root,
    read: impl Fn(&str, &str) -> Option<T> + Sync,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let files: Vec<_> = names_below(folder.path()).into_iter().filter(|file| is_page(file)).collect();
    let page = |file: &String| match beginning(folder, file) {
        Ok(bytes) => Ok(read(file, &html::beginning(&bytes))),
        Err(error) => Err(refused(&folder.path().join(file), &error)),
    };
    let (mut pages, mut found) = (Vec::new(), Vec::new());
    for page in files.par_iter().map(page).collect::<Vec<_>>() {
        match page {
            Ok(page) => pages.extend(page),
            Err(finding) => found.push(finding),
        }
    }
    if found.is_empty() { Ok(pages) } else { Err(found) }
}

fn is_page(file: &str) -> bool {
    ["html", "htm"].contains(&extension(file))
}

/// A page of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageFile {
    /// Its path below the folder of the site.
    pub file: String,
    /// Its whole text.
    pub text: String,
}

/// The page in the first of several files that exists below a folder.
///
/// # Errors
/// A finding, if it cannot be read, is not UTF-8, or is too long.
pub(crate) fn page(folder: &Root, files: &[String]) -> Result<Option<PageFile>, Diagnostic> {
    for file in files {
        let path = folder.path().join(file);
        match folder.file(Path::new(file)) {
            Ok(opened) => {
                let text = text_of(&path, opened, ARTICLE)?;
                return Ok(Some(PageFile { file: file.clone(), text }));
            }
            Err(OpenError::NotAFile(_)) => {}
            Err(OpenError::Io(error)) if root::is_not_found_error(&error) => {}
            Err(error) => return Err(refused(&path, &error)),
        }
    }
    Ok(None)
}

/// Whether there is a file at a path below a folder.
#[must_use]
pub(crate) fn exists(folder: &Root, file: &str) -> bool {
    folder.file(Path::new(file)).is_ok()
}

/// Whether there is any page below a folder.
#[must_use]
pub(crate) fn has_pages(folder: &Root) -> bool {
    names_below(folder.path()).iter().any(|file| is_page(file))
}

/// The paths that hosts redirect, by the file `_redirects` of the site.
#[must_use]
pub(crate) fn redirected(folder: &Root) -> Vec<String> {
    let bytes = bytes_below(folder, Path::new("_redirects")).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let from = text.lines().filter_map(|line| line.split_whitespace().next());
    from.filter(|path| path.starts_with('/')).map(str::to_owned).collect()
}

/// A page up to the end of its head at least, if that is near enough.
fn beginning(folder: &Root, file: &str) -> Result<Vec<u8>, OpenError> {
    let mut opened = folder.file(Path::new(file))?;
    let mut bytes = Vec::new();
    loop {
        let read = (&mut opened).take(FIRST_READ).read_to_end(&mut bytes)?;
        let is_enough = ["</head", "<body"].iter().any(|tag| memmem::find(&bytes, tag.as_bytes()).is_some());
        if is_enough || read == 0 || bytes.len() >= PAGE_HEAD {
            return Ok(bytes);
        }
    }
}

/// The addresses in `sitemap.xml`, and in the sitemaps beside it that it names.
#[must_use]
pub(crate) fn locations(folder: &Root) -> BTreeSet<String> {
    let read = |file: &str| {
        let bytes = bytes_below(folder, Path::new(file)).ok().flatten().unwrap_or_default();
        texts_of(&String::from_utf8_lossy(&bytes), "loc", usize::MAX)
    };
    let is_sitemap = |file: &&str| extension(file) == "xml";
    let index = ["sitemap.xml", "sitemap-index.xml"].into_iter().map(read).find(|found| !found.is_empty());
    let index = index.unwrap_or_default();
    let others = index.iter().map(|address| file_name::name(address)).filter(is_sitemap);
    let others: Vec<_> = others.take(SITEMAPS).flat_map(|name| read(&join("", name))).collect();
    index.into_iter().chain(others).collect()
}
