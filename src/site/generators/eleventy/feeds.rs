//! The feeds of a site: those of the feed plugin, and the templates that build one.

use super::super::condition::Conditions;
use super::super::folders::head;
use super::super::javascript::{self, Articles, Program};
use super::super::settings::{at, text};
use super::collection::{collection, in_feed};
use super::data;
use super::ids::IdTemplate;
use super::loops;
use super::said::Said;
use super::{DATES, Dirs, is_web};
use crate::feed::{Format, Text};
use crate::site::feed_config::FeedConfig;
use crate::site::file_name::{extension, join};
use crate::site::rules::{Detected, Project};

/// A template that builds a feed.
pub(super) struct Template {
    feed: FeedConfig,
    file: String,
    /// The articles that it goes through.
    articles: Articles,
    /// Whether it is the program that filters them by something unknown.
    is_unknown_there: bool,
    pub(super) base_url: Option<Detected>,
    pub(super) title: Option<Detected>,
    /// How it makes the ids of entries, if they are not the addresses of pages.
    pub(super) ids: Option<IdTemplate>,
}

/// The templates that build feeds. `program` may define their collections and filters.
pub(super) fn templates(project: Project<'_>, dirs: &Dirs, files: &[String], program: &str) -> Vec<Template> {
    let is_template = |file: &&String| {
        ["njk", "liquid", "html", "xml"].contains(&extension(file))
            || [".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"].iter().any(|end| file.ends_with(end))
    };
    let shown = files
        .iter()
        .filter(is_template)
        .filter(|file| !dirs.hides(file.split('/').next().unwrap_or_default()));
    shown.filter_map(|file| template(project, dirs, &join(&dirs.input, file), program)).collect()
}

fn template(project: Project<'_>, dirs: &Dirs, file: &str, program: &str) -> Option<Template> {
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
    let data = head(&template);
    let is_program = file.contains(".11ty.");
    let script = template.strip_prefix("---js").filter(|rest| !rest.starts_with("on"));
    let script = script.and_then(|rest| rest.split_once("\n---")).map(|(script, _)| script);
    let program_with_path = script.or_else(|| is_program.then_some(template.as_str()));
    let of_data = |(table, key): (&str, &str)| data::named(project, dirs, table, key, program);
    let said = Said { template: &template, file, head: &data, data: &of_data };
    let path = match program_with_path {
        Some(program) => javascript::literal(program, "permalink"),
        None => text(&data, &["permalink"]),
    }?;
    let path = said.filled(&path)?.value.trim_start_matches('/').to_owned();
    let is_plain = !path.contains(['{', '<']) && !path.is_empty() && !path.ends_with('/');
    is_plain.then_some(())?;
    let known = |keys: &[&[&str]]| {
        let value = keys.iter().find_map(|key| at(&data, key)?.as_str().map(str::to_owned));
        value.map(|value| Detected { value, from: file.to_owned() })
    };
    let title = said.text(format, &["title"]);
    let description = said.text(format, &["subtitle", "description"]);
    let line = |text: &Option<Detected>| text.as_ref().map(|text| Text::line(&text.value));
    let feed =
        FeedConfig { title: line(&title), description: line(&description), ..FeedConfig::new(&path, format) };
    let addresses = || data_names(&template).into_iter().filter_map(of_data);
    let articles = if is_program {
        loops::of_program(&javascript::without_comments(&template), program)
    } else {
        loops::articles(&template, program)
    };
    let named = by_name(&template, program);
    let is_unknown_there = named.as_ref().is_some_and(|named| named.is_unknown);
    let by_name = named.map(|named| Articles {
        limit: javascript::cut(&template).or(named.limit),
        is_unknown: true,
        ..named
    });
    Some(Template {
        feed,
        file: file.to_owned(),
        articles: articles.or(by_name)?,
        is_unknown_there,
        base_url: known(&[&["metadata", "url"], &["metadata", "base"]])
            .or_else(|| addresses().find(is_web))
            .or_else(|| said.address(format)),
        title: known(&[&["metadata", "title"]]).or(title),
        ids: IdTemplate::of(&template, &of_data),
    })
}

/// The articles of the first collection that a template names.
fn by_name(template: &str, program: &str) -> Option<Articles> {
    let rest = ["collections.", "collections["].iter().find_map(|mark| Some(template.split_once(mark)?.1))?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).unwrap_or(rest.len());
    let name = rest.get(..end).filter(|name| !name.is_empty())?;
    Some(collection(program, name))
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

/// A feed of the site, and the file whose code filters its articles, if one does.
pub(super) struct SiteFeed {
    pub(super) config: FeedConfig,
    pub(super) filtered_in: Option<String>,
}

/// The feeds that the site has. `program` is in `file`.
pub(super) fn feeds(
    (file, program): (&str, &Program),
    input: &str,
    templates: &[Template],
    conditions: &Conditions,
) -> Vec<SiteFeed> {
    let feed = |articles: &Articles, config: FeedConfig, file: &str| {
        let (config, of_sources) = in_feed(articles, config, input);
        let condition = of_sources
            .and_then(|of_sources| conditions.numbered(of_sources.and(articles.condition.clone())).ok());
        let guard = conditions.numbered(articles.guard.clone()).ok();
        let is_known = !articles.is_unknown && condition.is_some() && guard.is_some();
        let config = FeedConfig { condition: condition.flatten(), guard: guard.flatten(), ..config };
        SiteFeed { config, filtered_in: (!is_known).then(|| file.to_owned()) }
    };
    let mut feeds: Vec<_> =
        plugins(program).map(|(config, articles)| feed(&articles, config, file)).collect();
    for template in templates {
        if feeds.iter().all(|known: &SiteFeed| known.config.path != template.feed.path) {
            let file = if template.is_unknown_there { file } else { &template.file };
            feeds.push(feed(&template.articles, template.feed.clone(), file));
        }
    }
    feeds
}

/// The feeds of the plugin, each with its articles.
fn plugins(program: &Program) -> impl Iterator<Item = (FeedConfig, Articles)> {
    let calls = javascript::calls(&program.whole, "addPlugin").map(javascript::items);
    calls.filter_map(move |items| plugin(&items, program))
}

fn plugin(items: &[&str], program: &Program) -> Option<(FeedConfig, Articles)> {
    let [name, options] = items else { return None };
    let options = match options.strip_prefix('{') {
        Some(options) => javascript::inside(options)?,
        None => javascript::block(&program.whole, options)?,
    };
    let is_feed = name.to_lowercase().contains("feed") || javascript::has(options, "outputPath");
    if !is_feed || !options.contains("metadata") {
        return None;
    }
    let text = |block: &str, key: &str| javascript::literal_in(block, &program.whole, key);
    let path = text(options, "outputPath").unwrap_or_else(|| "feed.xml".to_owned());
    let format = match text(options, "type").as_deref() {
        Some("rss") => Format::Rss,
        Some("json") => Format::Json,
        Some(_) | None => Format::Atom,
    };
    let block = |key: &str| {
        let named = || javascript::block(&program.whole, javascript::word(options, key).unwrap_or(key));
        javascript::block(options, key).or_else(named).unwrap_or_default()
    };
    let (chosen, metadata) = (block("collection"), block("metadata"));
    let feed = FeedConfig {
        title: text(metadata, "title").map(|title| Text::line(&title)),
        description: text(metadata, "subtitle").map(|subtitle| Text::line(&subtitle)),
        ..FeedConfig::new(path.trim_matches('/'), format)
    };
    let named = text(chosen, "name").unwrap_or_else(|| "posts".to_owned());
    let limit = javascript::expression(chosen, "limit");
    let limit = limit.map_or(Some(0), |limit| javascript::Scope::new(&program.whole, DATES).number(limit));
    // Its template shows the last ones first.
    Some((feed, collection(&program.whole, &named).reversed().up_to(limit)))
}
