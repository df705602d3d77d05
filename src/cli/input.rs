//! A name on the command line in, what kind of input it is out.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The name of standard input in findings.
pub(crate) const STDIN: &str = "<stdin>";

/// Whether a name is a URL rather than a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// The URL that a name was perhaps meant as: one with another scheme, or without one.
pub(crate) fn address_of(name: &str) -> Option<String> {
    if is_address(name) {
        return None;
    }
    if let Some((scheme, rest)) = name.split_once("://") {
        return (scheme != "file").then(|| format!("https://{rest}"));
    }
    let (host, path) = name.split_once('/')?;
    let (labels, top) = host.rsplit_once('.')?;
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let is_host = !labels.is_empty() && !labels.starts_with('.') && labels.chars().all(is_part);
    let is_top = top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
    (is_host && is_top).then(|| format!("https://{host}/{path}"))
}

/// The file at a `file:` URL, as browsers show it.
pub(crate) fn file_of_url(name: &str) -> Option<PathBuf> {
    let path = name.strip_prefix("file:")?;
    let path = path.strip_prefix("//localhost").or_else(|| path.strip_prefix("//")).unwrap_or(path);
    Some(PathBuf::from(percent_decode_str(path).decode_utf8().ok()?.into_owned()))
}
