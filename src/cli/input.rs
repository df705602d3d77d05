//! A name on the command line in, what kind of input it is out.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The name of standard input in findings.
pub(crate) const STDIN: &str = "<stdin>";

/// Whether a name is a URL rather than a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// The file at a `file:` URL, as browsers show it.
pub(crate) fn file_of_url(name: &str) -> Option<PathBuf> {
    let path = name.strip_prefix("file:")?;
    let path = path.strip_prefix("//localhost").or_else(|| path.strip_prefix("//")).unwrap_or(path);
    Some(PathBuf::from(percent_decode_str(path).decode_utf8().ok()?.into_owned()))
}
