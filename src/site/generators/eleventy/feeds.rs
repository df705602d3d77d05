//! The feeds of a site: those of the feed plugin, and the templates that build one.

use super::super::folders::head;
use super::super::javascript::{self, Program, filter};
use super::super::settings::{at, parse, text};
use super::Dirs;
use super::collection::Collection;
use super::data;
use super::ids::IdTemplate;
use crate::feed::{Format, Text};
use crate::site::feed_config::FeedConfig;
use crate::site::file_name::{extension, join};
use crate::site::rules::{Detected, Project};

/// A template that builds a feed.
pub(super) struct Template {
    feed: FeedConfig,
    file: String,
    /// The collection that it goes through.
    collection: String,
    /// Whether it filters the articles of that by something of the site's own.
    is_filtered: bool,
    has_limit: bool,
    pub(super) base_url: Option<Detected>,
    pub(super) title: Option<Detected>,
    /// How it makes the ids of entries, if they are not the addresses of pages.
    pub(super) ids: Option<IdTemplate>,
}

/// The templates that build feeds.
pub(super) fn templates(project: Project<'_>, dirs: &Dirs, files: &[String]) -> Vec<Template> {
    let is_template = |file: &&String| {
        ["njk", "liquid", "html", "xml"].contains(&extension(file))
            || [".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"].iter().any(|end| file.ends_with(end))
    };
    let shown = files
        .iter()
        .filter(is_template)
        .filter(|file| !dirs.hides(file.split('/').next().unwrap_or_default()));
    shown.filter_map(|file| template(project, dirs, &join(&dirs.input, file))).collect()
}

fn template(project: Project<'_>, dirs: &Dirs, file: &str) -> Option<Template> {
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
    let is_program = file.contains(".11ty.");
    let path =
        if is_program { javascript::literal(&template, "permalink") } else { text(&data, &["permalink"]) }?;
    let path = path.trim_start_matches('/').to_owned();
    let is_plain = !path.contains(['{', '<']) && !path.is_empty() && !path.ends_with('/');
    let known = |keys: &[&[&str]]| {
        let value = keys.iter().find_map(|key| at(&data, key)?.as_str().map(str::to_owned));
        value.map(|value| Detected { value, from: file.to_owned() })
    };
    let of_data = |(table, key): (&str, &str)| data::named(project, dirs, table, key);
    let addresses = || data_names(&template).into_iter().filter_map(of_data);
    let is_web = |found: &Detected| found.value.starts_with("https://") || found.value.starts_with("http://");
    let limit = javascript::cut(&template);
    is_plain
        .then(|| Template {
            feed: FeedConfig { limit, ..FeedConfig::new(&path, format) },
            file: file.to_owned(),
            collection: collection(&template).unwrap_or_default().to_owned(),
            is_filtered: is_filtered(&template),
            has_limit: limit.is_some(),
            base_url: known(&[&["metadata", "url"], &["metadata", "base"]])
                .or_else(|| addresses().find(is_web)),
            title: known(&[&["metadata", "title"]]).or_else(|| of_data(title(&template)?)),
            ids: IdTemplate::of(&template, &of_data),
        })
        .filter(|template| !template.collection.is_empty())
}

/// The collection that a template goes through. Others may tell when the feed changed.
fn collection(template: &str) -> Option<&str> {
    let marks = [" in collections.", " in collections[", "= collections.", "= collections[", "collections."];
    let rest = marks.iter().find_map(|mark| Some(template.split_once(mark)?.1))?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).unwrap_or(rest.len());
    rest.get(..end)
}

/// Whether entries of a template are in a condition of the site's own.
fn is_filtered(template: &str) -> bool {
    let entry = ["<entry", "<item"].iter().find_map(|mark| template.find(mark)).unwrap_or_default();
    let before = template.get(..entry).unwrap_or_default();
    let in_loop = before.rsplit_once(" for ").map_or("", |(_, rest)| rest);
    let conditions = in_loop.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    conditions
        .filter_map(|tag| tag.strip_prefix("if "))
        .any(|condition| condition.split("%}").next().is_some_and(filter::is_own))
}

/// The names of data in a template, such as `metadata.url`.
fn data_names(template: &str) -> Vec<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let words = template.split(|c| !is_part(c)).filter_map(|word| word.split_once('.'));
    let mut names: Vec<_> = words.filter(|(table, key)| !table.is_empty() && !key.is_empty()).collect();
    names.dedup();
    names.retain(|(table, _)| !["collections", "post", "page", "item", "loop", "forloop"].contains(table));
    names
}

/// The name of the data with the title of a feed.
fn title(template: &str) -> Option<(&str, &str)> {
    let (_, rest) = template.split_once("<title>")?;
    let (name, _) = rest.trim_start().strip_prefix("{{")?.split_once("}}")?;
    name.split('|').next()?.trim_matches(['-', ' ']).split_once('.')
}

/// The head of a template, which may be in JSON.
fn data(template: &str) -> serde_json::Value {
    let json = template.strip_prefix("---json").and_then(|rest| rest.split_once("\n---"));
    json.map_or_else(
        || head(template),
        |(json, _)| parse("head.json", json).unwrap_or_else(|partial| partial.value),
    )
}

/// A feed of the site, and the file whose code filters its articles, if one does.
pub(super) struct SiteFeed {
    pub(super) config: FeedConfig,
    pub(super) filtered_in: Option<String>,
}

/// The feeds that the site has. `program` is in `file`.
pub(super) fn feeds((file, program): (&str, &Program), input: &str, templates: &[Template]) -> Vec<SiteFeed> {
    let in_program = |collection: &Collection| collection.is_filtered.then(|| file.to_owned());
    let of_plugins = plugins(program, input).map(|(config, collection)| {
        let filtered_in = in_program(&collection);
        SiteFeed { config, filtered_in }
    });
    let mut feeds: Vec<_> = of_plugins.collect();
    for template in templates {
        let collection = Collection::of(&program.whole, &template.collection);
        let limit = if template.has_limit { template.feed.limit } else { collection.limit };
        let config = FeedConfig { limit, ..collection.in_feed(template.feed.clone(), input) };
        if feeds.iter().all(|known| known.config.path != config.path) {
            let in_template = || template.is_filtered.then(|| template.file.clone());
            feeds.push(SiteFeed { config, filtered_in: in_program(&collection).or_else(in_template) });
        }
    }
    feeds
}

/// The feeds of the plugin, each with its collection.
fn plugins<'p>(program: &'p Program, input: &'p str) -> impl Iterator<Item = (FeedConfig, Collection)> + 'p {
    let calls = javascript::calls(&program.whole, "addPlugin").map(javascript::items);
    calls.filter_map(move |items| plugin(&items, program, input))
}

fn plugin(items: &[&str], program: &Program, input: &str) -> Option<(FeedConfig, Collection)> {
    let [name, options] = items else { return None };
    let options = javascript::inside(options.strip_prefix('{')?)?;
    let is_feed = name.to_lowercase().contains("feed") || javascript::has(options, "outputPath");
    if !is_feed || !javascript::has(options, "metadata") {
        return None;
    }
    let text = |block: &str, key: &str| javascript::literal_in(block, &program.whole, key);
    let path = text(options, "outputPath").unwrap_or_else(|| "feed.xml".to_owned());
    let format = match text(options, "type").as_deref() {
        Some("rss") => Format::Rss,
        Some("json") => Format::Json,
        Some(_) | None => Format::Atom,
    };
    let collection = javascript::block(options, "collection").unwrap_or_default();
    let metadata = javascript::block(options, "metadata").unwrap_or_default();
    let limit = javascript::word(collection, "limit").and_then(|limit| limit.parse().ok());
    let named = text(collection, "name").unwrap_or_else(|| "posts".to_owned());
    let feed = FeedConfig {
        limit: limit.filter(|limit| *limit > 0),
        title: text(metadata, "title").map(|title| Text::line(&title)),
        description: text(metadata, "subtitle").map(|subtitle| Text::line(&subtitle)),
        ..FeedConfig::new(path.trim_matches('/'), format)
    };
    let collection = Collection::of(&program.whole, &named);
    Some((collection.in_feed(feed, input), collection))
}
