//! Where published feeds are, as users say it: a file, a folder, or an address.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use feedwright::error::Error;
use feedwright::model::url::Url;
use feedwright::pipeline::{Documents, Side};
use feedwright::{check, history, scan};

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
        None => Err(Failure::UsageHelp(
            format!("cannot fetch `{name}`: the server answered 404"),
            "name a feed, or the address of the site with a slash at its end".to_owned(),
        )),
    }
}

/// What stands at `path` below a site's address.
pub(crate) fn below(site: &Url, path: &str, client: &Client) -> Result<Option<Vec<u8>>, Error> {
    match site.file_below(path) {
        Ok(url) => client.optional(url.as_str()),
        Err(_) => Ok(None),
    }
}

/// What finds the documents of a site.
pub(crate) type Find<'f> = dyn Fn(&str) -> Result<Option<Vec<u8>>, Error> + Sync + 'f;

/// What stands at a path, if it is a site that somebody named.
pub(crate) fn finder<'f>(
    published: &'f Published,
    client: &'f Client,
) -> impl Fn(&str) -> Result<Option<Vec<u8>>, Error> + Sync + 'f {
    move |path| match published {
        Published::Site(site) => below(site, path, client),
        Published::Document(_) | Published::Folder(_) => Ok(None),
    }
}

/// What somebody named, with all its documents.
pub(crate) fn side<'f>(name: &str, published: &Published, find: &'f Find<'f>) -> Result<Side<'f>, Failure> {
    let documents = match published {
        Published::Document(bytes) => Documents::One(bytes.clone()),
        Published::Site(_) => Documents::Each(find),
        Published::Folder(folder) => Documents::Folder(feeds(name, folder)?),
    };
    Ok(Side { name: name.to_owned(), documents })
}

/// The feeds in a folder, by their paths in it.
fn feeds(name: &str, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut feeds = BTreeMap::new();
    for file in scan::feeds(folder, &check::is_feed)? {
        let below = file.strip_prefix(folder).unwrap_or(&file);
        let path = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        feeds.extend(scan::bytes(&file)?.map(|bytes| (path, bytes)));
    }
    if feeds.is_empty() {
        return Err(Failure::Usage(format!("there is no feed in `{name}`")));
    }
    Ok(feeds)
}
