//! The published feeds that a user names: a file, a folder, or a URL.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::feed::Url;
use crate::published::feed::PublishedFeed;
use crate::root;
use crate::site::pipeline::{self, Against, Documents, Find, REQUESTS, Requested, Side, Steps};
use crate::site::scan;
use crate::{check, published};

use crate::cli::Failure;
use crate::cli::fetch::Client;

/// What the user named.
pub(crate) enum Published {
    /// One document.
    Document(PublishedFeed),
    /// A folder of documents.
    Folder(PathBuf),
    /// A site, whose documents are below its URL.
    Site(Url),
}

/// What a name may be, before it is known.
enum Named<'c> {
    Address(Url, Requested<'c>),
    File(PathBuf),
    Found(Published),
}

/// Looks at what `name` names; a path starts in `folder`.
pub(crate) fn find(name: &str, folder: &Path, client: &Client) -> Result<Published, Failure> {
    identify(name, request(name, folder, client)?)
}

/// Looks at what each of `names` names, in their order.
pub(crate) fn find_all(names: &[&str], client: &Client) -> Result<Vec<Published>, Failure> {
    let request = |name: &&str| {
        let requested = request(name, Path::new(""), client);
        let size = match &requested {
            Ok(Named::Address(_, document)) => document.size(),
            Ok(Named::File(path)) => scan::size(path),
            Ok(Named::Found(_)) | Err(_) => 0,
        };
        (size, requested)
    };
    let process = |name: &&str, named: Result<Named<'_>, Failure>| identify(name, named?);
    let mut found = Vec::new();
    pipeline::in_order(names, REQUESTS, &Steps { request, process }, |one| found.push(one));
    Failure::first_of(found)
}

fn request<'c>(name: &str, folder: &Path, client: &'c Client) -> Result<Named<'c>, Failure> {
    if is_address(name) {
        return address(name, client);
    }
    let path = folder.join(name);
    Ok(if path.is_dir() { Named::Found(Published::Folder(path)) } else { Named::File(path) })
}

/// Whether a name is an address rather than a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// An address of a document, or of a site, whose pages are no feeds.
fn address<'c>(name: &str, client: &'c Client) -> Result<Named<'c>, Failure> {
    let url = Url::parse(name).map_err(|error| Failure::Usage(format!("`{name}` is not a URL: {error}")))?;
    if url.path().ends_with('/') {
        return Ok(Named::Found(Published::Site(url)));
    }
    Ok(Named::Address(url, client.optional(name)))
}

fn identify(name: &str, named: Named<'_>) -> Result<Published, Failure> {
    match named {
        Named::Found(published) => Ok(published),
        Named::File(path) => match scan::bytes(&path)? {
            Some(bytes) => Ok(Published::Document(pipeline::feed(name, &bytes)?)),
            None => Err(Failure::Usage(format!("`{}` does not exist", path.display()))),
        },
        Named::Address(url, document) => match document.load()? {
            Some(bytes) => Ok(published::read(&bytes).map_or(Published::Site(url), Published::Document)),
            None => Err(Failure::UsageHelp(
                format!("cannot fetch `{name}`: the server responded with 404"),
                "pass a feed, or the URL of the site with a trailing slash".to_owned(),
            )),
        },
    }
}

/// What requests the documents of a folder or a site that somebody named.
fn finder<'f>(published: &'f Published, client: &'f Client) -> Find<'f> {
    Box::new(move |path| match published {
        Published::Site(site) => match site.file_below(path) {
            Ok(url) => client.optional(url.as_str()),
            Err(_) => Requested::new(0, || Ok(None)),
        },
        Published::Folder(folder) => {
            let file = folder.join(path);
            Requested::new(scan::size(&file), move || scan::bytes(&file))
        }
        Published::Document(_) => Requested::new(0, || Ok(None)),
    })
}

/// What somebody named, to compare a build with.
pub(crate) fn against<'f>(name: &str, published: &'f Published, client: &'f Client) -> Against<'f> {
    let documents = match published {
        Published::Document(known) => pipeline::Published::One(known.clone()),
        Published::Folder(_) | Published::Site(_) => pipeline::Published::Each(finder(published, client)),
    };
    Against { name: name.to_owned(), published: documents }
}

/// What somebody named, with all its documents.
pub(crate) fn side<'f>(
    name: &str,
    published: &'f Published,
    client: &'f Client,
) -> Result<Side<'f>, Failure> {
    let find = || finder(published, client);
    let documents = match published {
        Published::Document(known) => Documents::One(known.clone()),
        Published::Site(_) => Documents::Each(find()),
        Published::Folder(folder) => Documents::Folder(feeds(name, folder)?, find()),
    };
    Ok(Side { name: name.to_owned(), documents })
}

/// The paths of the feeds in a folder.
fn feeds(name: &str, folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let below = |file: &PathBuf| root::slashed(file.strip_prefix(folder).unwrap_or(file));
    let feeds: BTreeSet<_> = scan::feeds(folder, &check::is_feed)?.iter().map(below).collect();
    if feeds.is_empty() {
        return Err(Failure::Usage(format!("no feeds found in `{name}`")));
    }
    Ok(feeds)
}
