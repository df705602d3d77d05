//! The feeds of a site: those of the feed plugin, and the templates that build one.

use super::super::folders::head;
use super::super::javascript;
use super::super::settings::{at, parse, text};
use super::Dirs;
use crate::feed::Format;
use crate::site::feed_config::FeedConfig;
use crate::site::file_name::{extension, join};
use crate::site::rules::{Detected, Project};

/// A template that builds a feed.
pub(super) struct Template {
    feed: FeedConfig,
    /// The collection that it goes through.
    collection: String,
    has_limit: bool,
    pub(super) base_url: Option<Detected>,
    pub(super) title: Option<Detected>,
}

/// The templates that build feeds.
pub(super) fn templates(project: Project<'_>, dirs: &Dirs, files: &[String]) -> Vec<Template> {
    let is_template = |file: &&String| ["njk", "liquid", "html", "xml"].contains(&extension(file));
    let shown = files
        .iter()
        .filter(is_template)
        .filter(|file| !dirs.hides(file.split('/').next().unwrap_or_default()));
    shown.filter_map(|file| template(project, &join(&dirs.input, file))).collect()
}

fn template(project: Project<'_>, file: &str) -> Option<Template> {
    let template = project.text(file)?;
    let format = if template.contains("<rss") {
        Format::Rss
    } else if template.contains("<feed") {
        Format::Atom
    } else if template.contains("https://jsonfeed.org/version/") {
        Format::Json
    } else {
        return None;
    };
    let data = data(&template);
    let path = text(&data, &["permalink"])?;
    let path = path.trim_start_matches('/').to_owned();
    let is_plain = !path.contains(['{', '<']) && !path.is_empty() && !path.ends_with('/');
    // Others may tell when the feed changed.
    let loops = template.split_once(" in collections.");
    let (_, collection) = loops.or_else(|| template.split_once("collections."))?;
    let end = collection.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(collection.len());
    let known = |keys: &[&[&str]]| {
        let value = keys.iter().find_map(|key| at(&data, key)?.as_str().map(str::to_owned));
        value.map(|value| Detected { value, from: file.to_owned() })
    };
    let limit = javascript::cut(&template);
    is_plain.then(|| Template {
        feed: FeedConfig { limit, ..FeedConfig::new(&path, format) },
        collection: collection.get(..end).unwrap_or_default().to_owned(),
        has_limit: limit.is_some(),
        base_url: known(&[&["metadata", "url"], &["metadata", "base"]]),
        title: known(&[&["metadata", "title"]]),
    })
}

/// The head of a template, which may be in JSON.
fn data(template: &str) -> serde_json::Value {
    let json = template.strip_prefix("---json").and_then(|rest| rest.split_once("\n---"));
    json.map_or_else(
        || head(template),
        |(json, _)| parse("head.json", json).unwrap_or_else(|partial| partial.value),
    )
}

/// The feeds that the site has.
pub(super) fn feeds(program: &str, templates: &[Template]) -> Vec<FeedConfig> {
    let mut feeds: Vec<_> = plugin(program).into_iter().collect();
    for template in templates {
        let (tag, limit) = collection(program, &template.collection);
        let mut feed = template.feed.clone();
        feed.select.tag.extend(tag);
        feed.limit = if template.has_limit { feed.limit } else { limit };
        if feeds.iter().all(|known| known.path != feed.path) {
            feeds.push(feed);
        }
    }
    feeds
}

/// The feed of the plugin.
fn plugin(program: &str) -> Option<FeedConfig> {
    let options =
        program.split_once("addPlugin(feedPlugin").or_else(|| program.split_once("addPlugin(pluginFeed"));
    let options = javascript::inside(options?.1)?;
    let path = javascript::literal(options, "outputPath").unwrap_or_else(|| "feed.xml".to_owned());
    let format = match javascript::literal(options, "type").as_deref() {
        Some("rss") => Format::Rss,
        Some("json") => Format::Json,
        Some(_) | None => Format::Atom,
    };
    let limit =
        javascript::word(options, "limit").and_then(|limit| limit.parse().ok()).filter(|limit| *limit > 0);
    let named = javascript::block(options, "collection").and_then(|block| javascript::literal(block, "name"));
    let mut feed = FeedConfig { limit, ..FeedConfig::new(path.trim_matches('/'), format) };
    feed.select.tag.extend(collection(program, named.as_deref().unwrap_or("posts")).0);
    Some(feed)
}

/// The tag of the articles in a collection, if they have one, and the number that it is cut to.
fn collection(program: &str, name: &str) -> (Option<String>, Option<usize>) {
    let defined = ["\"", "'"].iter().find_map(|quote| {
        let (_, rest) = program.split_once(&format!("addCollection({quote}{name}{quote}"))?;
        javascript::inside(rest)
    });
    match defined {
        Some(body) => (javascript::argument(body, "getFilteredByTag"), javascript::cut(body)),
        None => ((name != "all").then(|| name.to_owned()), None),
    }
}
