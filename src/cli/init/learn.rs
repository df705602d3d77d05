//! `init --from`: the feeds that a site has published in, what they say about it out.

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::authoring::init::{self, InitPlan, Learned, PublishedDocumentAt, SiteInFeeds};
use crate::root::slashed;
use crate::site::config::Config;
use crate::site::pipeline::{self, Options, PublishedDocument, PublishedDocuments};
use crate::site::rules::Preset;

use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::input::is_address;
use crate::cli::location;

/// The folder that the site's generator has written, if there is any.
pub(super) fn built_site(plan: &InitPlan, root: &Path) -> Vec<String> {
    let output = plan.generator.as_ref().and(plan.preset.output.as_ref());
    let folder = output.map(|output| root.join(&output.value)).filter(|folder| folder.is_dir());
    folder.map(|folder| slashed(&folder)).into_iter().collect()
}

/// What the published feeds say about a site that does not know it.
pub(super) fn said(
    from: &[String],
    config: &Config,
    preset: &Preset,
    client: &Client,
) -> Result<SiteInFeeds, Failure> {
    if from.is_empty() || preset.base_url.is_some() && preset.language.is_some() {
        return Ok(SiteInFeeds::default());
    }
    let (published, _) = published(from, config, client)?;
    Ok(SiteInFeeds::by(&published))
}

/// Learns from the feeds that are published, if any are named.
pub(super) fn learn(
    from: &[String],
    config: &Config,
    now: DateTime<Utc>,
    client: &Client,
) -> Result<Option<Learned>, Failure> {
    if from.is_empty() {
        return Ok(None);
    }
    if let Some(missing) = config.content_folders().into_iter().find(|folder| !folder.is_dir()) {
        return Err(no_content(&missing));
    }
    // A content folder that cannot be read is reported first.
    pipeline::index(config, &Options::at(now), Vec::new(), &|_| {})?;
    let (published, ours) = published(from, config, client)?;
    let mut config = config.clone();
    let (ignored, partly) = init::ignored_keys(&config, now, &published);
    config.content.rules.keys.ignored.extend(ignored.iter().map(|key| (*key).to_owned()));
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {})?;
    Ok(Some(match index.articles(&config) {
        Ok(articles) => {
            let learned = init::learn(&config, &index, &articles, &published);
            let found = partly.into_iter().chain(learned.found).collect();
            Learned { ignored, ours, found, ..learned }
        }
        Err(changed) => Learned { found: vec![changed], ..Learned::default() },
    }))
}

/// The error for a site without articles, with which nothing can be compared.
fn no_content(folder: &Path) -> Failure {
    let message =
        format!("there are no articles to compare the feeds with: `{}` does not exist", slashed(folder));
    let help = "run `feedwright init --from` in the folder of the site that has the articles";
    Failure::usage(message).help(help)
}

/// The feeds that are published, and the names of those that we made, which say nothing about the site.
fn published(
    from: &[String],
    config: &Config,
    client: &Client,
) -> Result<(Vec<PublishedDocumentAt>, Vec<String>), Failure> {
    let names: Vec<_> = from.iter().map(String::as_str).collect();
    let usual: Vec<_> = config.feeds.iter().map(|feed| feed.path.as_str()).chain(USUAL).collect();
    let mut published = Vec::new();
    for documents in location::find_all(&names, client)? {
        let linked = linked(&documents, client);
        let mut expected = usual.clone();
        expected.extend(linked.iter().map(String::as_str).filter(|path| !usual.contains(path)));
        location::feeds_only(documents).for_each(
            &expected,
            |path, document| {
                let path = path.map(str::to_owned).or_else(|| path_of(&document, config));
                path.map(|path| PublishedDocumentAt { path, name: document.name, feed: document.feed })
            },
            |document| published.extend(document),
        )?;
    }
    let (ours, published): (Vec<_>, Vec<_>) = published.into_iter().partition(|document| document.feed.ours);
    if published.is_empty() {
        let names = names.join("`, `");
        let message = if ours.is_empty() {
            format!("no feeds found in `{names}`")
        } else {
            format!("the feeds in `{names}` were made by Feedwright, so there is nothing to learn from them")
        };
        let help = if ours.is_empty() {
            "pass a feed of the site's generator, a folder that contains its feeds, or the URL of the site"
        } else {
            "run `feedwright init` without --from, or pass the feeds of the site's generator"
        };
        return Err(Failure::usage(message).help(help));
    }
    Ok((published, ours.into_iter().map(|document| document.name).collect()))
}

/// The paths of the feeds that the home page of a site links to.
fn linked(documents: &PublishedDocuments<'_>, client: &Client) -> Vec<String> {
    match documents {
        PublishedDocuments::ByPath(site) if is_address(&site.name) => {
            location::linked_feeds(&site.name, client)
        }
        PublishedDocuments::ByPath(_) | PublishedDocuments::One(_) => Vec::new(),
    }
}

/// Where sites have their feeds, most of them.
const USUAL: [&str; 8] = [
    "feed.xml",
    "atom.xml",
    "rss.xml",
    "index.xml",
    "feed/index.xml",
    "feed/feed.xml",
    "feed.json",
    "blog/feed.xml",
];

/// The path of a document below the base URL: of its self link, or else its name.
fn path_of(document: &PublishedDocument, config: &Config) -> Option<String> {
    let base = config.site.base_url.as_str();
    let below = |url: &str| url.strip_prefix(base).map(str::to_owned);
    let named = || document.name.rsplit('/').next().map(str::to_owned);
    let self_url = document.feed.self_url.as_deref();
    let path = self_url.and_then(below).or_else(|| below(&document.name)).or_else(named)?;
    // A server answers for a folder with a file in it.
    let file = if path.ends_with('/') { "index.xml" } else { "" };
    Some(path + file).filter(|path| !path.is_empty())
}
