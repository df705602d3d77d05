//! Where published feeds are, as users say it: a file, a folder, or an address.

use std::path::{Path, PathBuf};

use feedwright::error::Error;
use feedwright::model::url::Url;
use feedwright::{history, scan};

use crate::Failure;
use crate::fetch::Client;

/// What somebody named.
pub(crate) enum Published {
    /// One document.
    Document(Vec<u8>),
    /// A folder of documents.
    Folder(PathBuf),
    /// A site, whose documents are below its address.
    Site(Url),
}

/// Looks at what `name` names; a path starts in `folder`.
pub(crate) fn find(name: &str, folder: &Path, client: &Client) -> Result<Published, Failure> {
    if name.starts_with("http://") || name.starts_with("https://") {
        return address(name, client);
    }
    let path = folder.join(name);
    if path.is_dir() {
        return Ok(Published::Folder(path));
    }
    match scan::bytes(&path)? {
        Some(bytes) => Ok(Published::Document(bytes)),
        None => Err(Failure::Usage(format!("there is no file and no folder `{}`", path.display()))),
    }
}

/// An address of a document, or of a site, whose pages are no feeds.
fn address(name: &str, client: &Client) -> Result<Published, Failure> {
    let url = Url::parse(name).map_err(|error| Failure::Usage(format!("`{name}` is no address: {error}")))?;
    if url.path().ends_with('/') {
        return Ok(Published::Site(url));
    }
    match client.optional(name)? {
        Some(bytes) if history::read(&bytes).is_some() => Ok(Published::Document(bytes)),
        Some(_) => Ok(Published::Site(url)),
        None => Err(Failure::Usage(format!(
            "cannot fetch `{name}`: the server answered 404\n  help: name a feed, or the address of the site with a slash at its end"
        ))),
    }
}

/// What stands at `path` below a site's address.
pub(crate) fn below(site: &Url, path: &str, client: &Client) -> Result<Option<Vec<u8>>, Error> {
    match site.file_below(path) {
        Ok(url) => client.optional(url.as_str()),
        Err(_) => Ok(None),
    }
}
