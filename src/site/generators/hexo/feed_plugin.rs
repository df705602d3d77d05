//! The settings of a site with hexo-feed in, the feeds of that out: of all posts, of each tag and of each category.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::feed::{Format, Text};
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::file_name::join;
use crate::site::function::Function;
use crate::site::generators::paths::path_part;
use crate::site::generators::settings::{Settings, at, is_true, text};
use crate::site::rules::{Project, TermSlug};

/// The kinds of feeds: the key of each, its file unless the settings say another, and its format.
const KINDS: &[(&str, &str, Format)] = &[
    ("rss", "rss.xml", Format::Rss),
    ("atom", "atom.xml", Format::Atom),
    ("jsonFeed", "feed.json", Format::Json),
];

/// The order that each kind has, unless the settings say something of it.
const ORDER: &str = "-date";

/// The settings of one kind of feed.
pub(super) struct Kind {
    output: String,
    format: Format,
    limit: Option<usize>,
    pub(super) order: String,
    /// The template that builds it, if it is the site's own.
    pub(super) template: Option<String>,
}

/// Whether a site has the plugin.
pub(super) fn is_used(project: Project<'_>) -> bool {
    project.text("package.json").is_some_and(|text| text.contains("\"hexo-feed\""))
}

/// The kinds of feeds that a site has. A table of the settings takes the place of all that is usual.
pub(super) fn kinds(settings: &Settings) -> Vec<Kind> {
    let shared = |key: &str| settings.text(&["feed", key]).map(|text| text.value);
    let kind = |(key, file, format): &(&str, &str, Format)| {
        let own = settings.get(&["feed", key]).map(|(own, _)| own);
        let of = |key: &str| text(own?, &[key]);
        let is_enabled =
            own.is_none_or(|own: &Json| at(own, &["enable"]).is_some() && is_true(own, &["enable"]));
        let output = if own.is_none() { Some((*file).to_owned()) } else { of("output") };
        let order = if own.is_none() { None } else { of("order_by").or_else(|| shared("order_by")) };
        let number = |text: Option<String>| text?.parse().ok().filter(|limit| *limit > 0);
        is_enabled.then_some(())?;
        Some(Kind {
            output: output?.trim_start_matches('/').to_owned(),
            format: *format,
            limit: number(of("limit")).or_else(|| number(shared("limit"))),
            order: order.unwrap_or_else(|| ORDER.to_owned()),
            template: of("template"),
        })
    };
    KINDS.iter().filter_map(kind).collect()
}

/// The feeds of a site.
pub(super) fn feeds(settings: &Settings, kinds: &[Kind]) -> Vec<FeedConfig> {
    let id = settings.text(&["url"]).map(|url| url.value);
    let feed =
        |kind: &Kind, path: &str| FeedConfig { limit: kind.limit, ..FeedConfig::new(path, kind.format) };
    let of_all = kinds.iter().map(|kind| FeedConfig { id: id.clone(), ..feed(kind, &kind.output) });
    let of_terms = [Each::Tag, Each::Category].into_iter().flat_map(|each| {
        let name = each.as_str();
        let key = format!("{name}_dir");
        let dir = settings.text(&["feed", &key]).map_or_else(|| name.to_owned(), |dir| dir.value);
        let is_off = dir.eq_ignore_ascii_case("false");
        kinds.iter().filter(move |_| !is_off).map(move |kind| {
            let term = each.placeholder();
            let path = join(&join(dir.trim_matches('/'), &term), &kind.output);
            let title = Some(Text::line(&format!("{{site}} • Posts by \"{term}\" {name}")));
            FeedConfig { each: vec![each], title, ..feed(kind, &path) }
        })
    });
    of_all.chain(of_terms).collect()
}

/// The parts of paths that stand for terms.
pub(super) fn term_slug() -> Function<TermSlug> {
    Function::new(Arc::new(|term: &str| path_part(term.trim().to_lowercase())))
}
