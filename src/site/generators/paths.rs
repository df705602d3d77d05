//! Paths and addresses as programs in JavaScript write them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::site::fields::Value;
use crate::site::rules::{Detected, PageLocation};

/// A path without `./` and slashes around it.
pub(super) fn plain(path: &str) -> String {
    path.trim_start_matches("./").trim_matches('/').to_owned()
}

/// A path in a folder, which may lead out of it: `../_data` in `content` is `_data`.
pub(super) fn resolved(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')).filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The address of a site that lies in a folder of its host.
pub(super) fn with_base(site: Detected, base: &str) -> Detected {
    let (url, base) = (site.value.trim_end_matches('/'), base.trim_matches('/'));
    let has_base = base.is_empty() || url.ends_with(&format!("/{base}"));
    Detected { value: if has_base { format!("{url}/") } else { format!("{url}/{base}/") }, ..site }
}

/// The page at a path, whose characters with a meaning in URLs are percent-encoded, and others as browsers do it.
pub(super) fn page_at(path: &str) -> PageLocation {
    let mut path = path.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    PageLocation::Encoded(path)
}

/// The address of a picture. One beside the article gets another name when the site is built.
pub(super) fn picture<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let text = value.scalar()?;
    let is_address = ["/", "https://", "http://"].iter().any(|start| text.starts_with(start));
    is_address.then(|| value.clone())
}

/// The files of patterns, which are relative to a folder; `None` without any.
pub(super) fn globs(patterns: &[String]) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().ok()?);
    }
    set.build().ok().filter(|_| !patterns.is_empty())
}
