//! Addresses and files of the built site.

use percent_encoding::percent_decode_str;

use crate::feed::Url;

/// The files that a web server may answer an address with, below the folder of the built site; none if it is not on the
/// site.
#[must_use]
pub(crate) fn files_of(address: &str, base_url: &Url) -> Vec<String> {
    let Some(path) = address.strip_prefix(base_url.as_str()) else { return Vec::new() };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Vec::new() };
    let bare = path.trim_end_matches('/');
    let folder = if bare.is_empty() { String::new() } else { format!("{bare}/") };
    let indexes = ["index.html", "index.htm"].map(|name| format!("{folder}{name}"));
    let named = (!bare.is_empty()).then(|| format!("{bare}.html"));
    if path.ends_with('/') || path.is_empty() {
        indexes.into_iter().chain(named).collect()
    } else {
        [bare.to_owned()].into_iter().chain(named).chain(indexes).collect()
    }
}

/// The address of a file below the folder of the built site.
#[must_use]
pub(crate) fn address_of(file: &str, base_url: &Url) -> Option<Url> {
    base_url.file_below(without_index(file)).ok()
}

/// What the links of a page in a file are relative to, if that is not the address of its article: the links of `x.html`
/// lead to files beside it, while those of `x/` lead to files in a folder.
#[must_use]
pub(crate) fn base_of(file: &str, permalink: &Url, base_url: &Url) -> Option<String> {
    let is_folder = without_index(file) != file;
    let is_named_as_folder = permalink.path().ends_with('/');
    let own = address_of(file, base_url).filter(|_| is_named_as_folder && !is_folder)?;
    Some(own.to_string())
}

/// `x/index.html` is `x/`.
pub(super) fn without_index(file: &str) -> &str {
    match file.strip_suffix("index.html").or_else(|| file.strip_suffix("index.htm")) {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        Some(_) | None => file,
    }
}
