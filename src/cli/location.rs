//! A file, a folder or a URL named by the user in, the published feeds there out. Compares nothing.

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

/// The location of published feeds.
pub(crate) enum Location {
    /// One document.
    Document(PublishedFeed),
    /// A folder of documents.
    Folder(PathBuf),
    /// A site with documents below its URL.
    Site(Url),
}

/// A named location before it is read.
enum Candidate<'c> {
    Address(Url, Requested<'c>),
    File(PathBuf),
    Known(Location),
}

/// Finds the feeds at `name`. A relative path starts at `folder`.
pub(crate) fn find(name: &str, folder: &Path, client: &Client) -> Result<Location, Failure> {
    identify(name, request(name, folder, client)?)
}

/// Finds the feeds at each of `names`, in their order.
pub(crate) fn find_all(names: &[&str], client: &Client) -> Result<Vec<Location>, Failure> {
    let request = |name: &&str| {
        let requested = request(name, Path::new(""), client);
        let size = match &requested {
            Ok(Candidate::Address(_, document)) => document.size(),
            Ok(Candidate::File(path)) => scan::size(path),
            Ok(Candidate::Known(_)) | Err(_) => 0,
        };
        (size, requested)
    };
    let process = |name: &&str, candidate: Result<Candidate<'_>, Failure>| identify(name, candidate?);
    let mut found = Vec::new();
    pipeline::in_order(names, REQUESTS, &Steps { request, process }, |one| found.push(one));
    Failure::first_of(found)
}

fn request<'c>(name: &str, folder: &Path, client: &'c Client) -> Result<Candidate<'c>, Failure> {
    if is_address(name) {
        return address(name, client);
    }
    let path = folder.join(name);
    Ok(if path.is_dir() { Candidate::Known(Location::Folder(path)) } else { Candidate::File(path) })
}

/// Whether a name is a URL, not a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// A URL ending with a slash is a site, since its pages are not feeds. Any other URL is a document.
fn address<'c>(name: &str, client: &'c Client) -> Result<Candidate<'c>, Failure> {
    let url = Url::parse(name).map_err(|error| Failure::Usage(format!("`{name}` is not a URL: {error}")))?;
    if url.path().ends_with('/') {
        return Ok(Candidate::Known(Location::Site(url)));
    }
    Ok(Candidate::Address(url, client.optional(name)))
}

fn identify(name: &str, candidate: Candidate<'_>) -> Result<Location, Failure> {
    match candidate {
        Candidate::Known(published) => Ok(published),
        Candidate::File(path) => match scan::bytes(&path)? {
            Some(bytes) => Ok(Location::Document(pipeline::feed(name, &bytes)?)),
            None => Err(Failure::Usage(format!("`{}` does not exist", path.display()))),
        },
        Candidate::Address(url, document) => match document.load()? {
            Some(bytes) => Ok(published::read(&bytes).map_or(Location::Site(url), Location::Document)),
            None => Err(Failure::UsageHelp(
                format!("cannot fetch `{name}`: the server responded with 404"),
                "pass a feed, or the URL of the site with a trailing slash".to_owned(),
            )),
        },
    }
}

/// Returns a function that requests the documents of a folder or a site by path.
fn finder<'f>(published: &'f Location, client: &'f Client) -> Find<'f> {
    Box::new(move |path| match published {
        Location::Site(site) => match site.file_below(path) {
            Ok(url) => client.optional(url.as_str()),
            Err(_) => Requested::new(0, || Ok(None)),
        },
        Location::Folder(folder) => {
            let file = folder.join(path);
            Requested::new(scan::size(&file), move || scan::bytes(&file))
        }
        Location::Document(_) => Requested::new(0, || Ok(None)),
    })
}

/// The feeds at a location, for a build to be compared with.
pub(crate) fn against<'f>(name: &str, published: &'f Location, client: &'f Client) -> Against<'f> {
    let documents = match published {
        Location::Document(known) => pipeline::Published::One(known.clone()),
        Location::Folder(_) | Location::Site(_) => pipeline::Published::Each(finder(published, client)),
    };
    Against { name: name.to_owned(), published: documents }
}

/// One side of a comparison: all documents at a location.
pub(crate) fn side<'f>(name: &str, published: &'f Location, client: &'f Client) -> Result<Side<'f>, Failure> {
    let find = || finder(published, client);
    let documents = match published {
        Location::Document(known) => Documents::One(known.clone()),
        Location::Site(_) => Documents::Each(find()),
        Location::Folder(folder) => Documents::Folder(feeds(name, folder)?, find()),
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
