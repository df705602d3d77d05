//! The published feeds that a user names: a file, a folder, or a URL.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::feed::{InvalidUrl, Url};
use crate::root;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, in_order};
use crate::site::pipeline::{DocumentsByPath, PendingDocument, PublishedDocument, PublishedDocuments};
use crate::site::scan;
use crate::source::html;
use crate::{check, published};
use percent_encoding::percent_decode_str;

use crate::cli::failure::Failure;
use crate::cli::fetch::{Client, Fetched};
use crate::cli::input::is_address;

/// What a name refers to.
enum Location {
    Document(Box<PublishedDocument>),
    Folder(PathBuf),
    /// A site, whose documents are below its URL.
    Site(Url),
}

/// A name that may need to be read before it is known what it refers to.
enum Pending<'c> {
    Url(Url, PendingDocument<'c>),
    File(PathBuf),
    Known(Location),
}

/// The published documents that `name` refers to; a path starts in `folder`. Those of a folder are not listed.
pub(crate) fn find<'c>(
    name: &str,
    folder: &Path,
    client: &'c Client,
) -> Result<PublishedDocuments<'c>, Failure> {
    Ok(match identify(name, request(name, folder, client)?)? {
        Location::Document(document) => PublishedDocuments::One(*document),
        Location::Folder(folder) => in_folder(name, folder, None),
        Location::Site(site) => on_site(name, site, client),
    })
}

/// The published documents that each of `names` refers to, in order. Those of folders are listed.
pub(crate) fn find_all<'c>(
    names: &[&str],
    client: &'c Client,
) -> Result<Vec<PublishedDocuments<'c>>, Failure> {
    let documents = |(name, location): (&&str, Location)| {
        Ok(match location {
            Location::Document(document) => PublishedDocuments::One(*document),
            Location::Folder(folder) => {
                let listed = feeds(name, &folder)?;
                in_folder(name, folder, Some(listed))
            }
            Location::Site(site) => on_site(name, site, client),
        })
    };
    names.iter().zip(identify_all(names, client)?).map(documents).collect()
}

fn identify_all(names: &[&str], client: &Client) -> Result<Vec<Location>, Failure> {
    let request = |name: &&str| {
        let pending = request(name, Path::new(""), client);
        let size = match &pending {
            Ok(Pending::Url(_, document)) => document.max_size(),
            Ok(Pending::File(path)) => scan::size(path),
            Ok(Pending::Known(_)) | Err(_) => 0,
        };
        (size, pending)
    };
    let process = |name: &&str, pending: Result<Pending<'_>, Failure>| identify(name, pending?);
    let mut found = Vec::new();
    in_order(names, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, |one| found.push(one));
    Failure::first_of(found)
}

fn request<'c>(name: &str, folder: &Path, client: &'c Client) -> Result<Pending<'c>, Failure> {
    if is_address(name) {
        return request_url(name, client);
    }
    let path = folder.join(name);
    Ok(if path.is_dir() { Pending::Known(Location::Folder(path)) } else { Pending::File(path) })
}

/// The paths of the feeds to which the home page of a site links, below its URL.
pub(crate) fn linked_feeds(name: &str, client: &Client) -> Vec<String> {
    let Ok(Fetched { document, url, .. }) = client.get(name) else { return Vec::new() };
    let page = document.load().ok().flatten().unwrap_or_default();
    let Ok(site) = url.below("") else { return Vec::new() };
    let below = |href: &String| {
        let feed = url.join(href).ok()?;
        let path = feed.as_str().strip_prefix(site.as_str())?;
        let path = percent_decode_str(path.split(['?', '#']).next()?).decode_utf8().ok()?.into_owned();
        // The file at the address of a folder.
        let file = if path.ends_with('/') { format!("{path}index.xml") } else { path };
        (!file.is_empty()).then_some(file)
    };
    html::head(&String::from_utf8_lossy(&page)).feeds.iter().filter_map(below).collect()
}

/// The same documents, without those of a site that are not feeds: some hosts answer every request with a page.
pub(crate) fn feeds_only(documents: PublishedDocuments<'_>) -> PublishedDocuments<'_> {
    let site = match documents {
        PublishedDocuments::ByPath(site) if site.listed.is_none() => site,
        PublishedDocuments::ByPath(_) | PublishedDocuments::One(_) => return documents,
    };
    let request = site.request;
    let request = move |path: &str| {
        let pending = request(path);
        let load = |pending: PendingDocument<'_>| Ok(pending.load()?.filter(|bytes| check::is_feed(bytes)));
        PendingDocument::new(pending.max_size(), move || load(pending))
    };
    PublishedDocuments::ByPath(DocumentsByPath { request: Box::new(request), ..site })
}

/// The URL of a document, or of a site, whose pages are not feeds.
fn request_url<'c>(name: &str, client: &'c Client) -> Result<Pending<'c>, Failure> {
    let url = Url::parse(name).map_err(|error| Failure::usage(format!("`{name}` is not a URL: {error}")))?;
    if url.path().ends_with('/') {
        return Ok(Pending::Known(Location::Site(url)));
    }
    Ok(Pending::Url(url, client.optional(name)))
}

fn identify(name: &str, pending: Pending<'_>) -> Result<Location, Failure> {
    match pending {
        Pending::Known(location) => Ok(location),
        Pending::File(path) => match scan::named(&path)? {
            Some(bytes) => Ok(Location::Document(Box::new(PublishedDocument::parse(name, &bytes)?))),
            None => Err(Failure::missing(&path)),
        },
        Pending::Url(url, document) => match document.load()? {
            Some(bytes) => Ok(match published::read(&bytes) {
                Some(feed) => Location::Document(Box::new(PublishedDocument { name: name.to_owned(), feed })),
                None => Location::Site(url),
            }),
            None => Err(not_found(name).into()),
        },
    }
}

/// The error for a document that is not on the server.
fn not_found(address: &str) -> Error {
    let cause = io::Error::other("the server responded with 404");
    let help = "pass a feed, or the URL of the site with a trailing slash";
    Error::new("fetch", Path::new(address), cause).with_help(help.to_owned())
}

/// The error for a folder without feeds.
pub(crate) fn no_feeds(name: &str, folder: &Path) -> Failure {
    let help = "pass a feed, or the folder with the published feeds, such as the output folder of `feedwright build`";
    Failure::usage(format!("no feeds found in the folder `{name}`")).at(folder).help(help)
}

fn in_folder<'f>(name: &str, folder: PathBuf, listed: Option<BTreeSet<String>>) -> PublishedDocuments<'f> {
    let of_documents = folder.clone();
    let request = move |path: &str| {
        let file = of_documents.join(path);
        PendingDocument::new(scan::size(&file), move || scan::bytes(&file))
    };
    PublishedDocuments::ByPath(DocumentsByPath {
        name: name.to_owned(),
        listed,
        folder: Some(folder),
        request: Box::new(request),
        request_at: None,
        has_time: Box::new(|| true),
        addresses: BTreeMap::new(),
    })
}

fn on_site<'c>(name: &str, site: Url, client: &'c Client) -> PublishedDocuments<'c> {
    let get = |url: Result<Url, InvalidUrl>| match url {
        Ok(url) => client.optional(url.as_str()),
        Err(_) => PendingDocument::absent(),
    };
    let root = site.below("");
    let request_at = move |address: &str| match &root {
        Ok(root) => get(root.join(address)),
        Err(_) => PendingDocument::absent(),
    };
    PublishedDocuments::ByPath(DocumentsByPath {
        name: name.to_owned(),
        listed: None,
        folder: None,
        request: Box::new(move |path: &str| get(site.file_below(path))),
        request_at: Some(Box::new(request_at)),
        has_time: Box::new(|| client.has_time()),
        addresses: BTreeMap::new(),
    })
}

/// The paths of the feeds in a folder.
fn feeds(name: &str, folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let found = scan::feeds(folder, &|_, bytes| check::is_feed(bytes))?;
    if let Some(error) = Error::first_of(found.unreadable) {
        return Err(error.into());
    }
    let feeds: BTreeSet<_> = found.files.iter().map(|file| root::slashed_below(folder, file)).collect();
    if feeds.is_empty() {
        return Err(no_feeds(name, folder));
    }
    Ok(feeds)
}
