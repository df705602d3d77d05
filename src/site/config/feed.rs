//! One `[[feed]]` of `feedwright.toml` in, its typed values out, key by key.

use std::ops::Range;

use super::browsers;
use super::delivery::{archive, hubs, max_bytes};
use super::elements::{Namespaces, elements};
use super::podcast::{self, DefaultTime};
use super::promise;
use super::raw::{parse_language, texts};
use super::validate::{self, Parts, invalid, one_of};
use super::{INVALID_SETTING, UNKNOWN_SETTING};
use crate::diagnostic::Diagnostic;
use crate::feed::url::trimmed;
use crate::feed::{Format, Id, Url};
use crate::site::feed_config::{Body, DEFAULT_LIMIT, Each, FeedConfig, FeedUrl, GENERATOR, Select};
use crate::site::fields::{Fields, Located, Node};
use crate::site::stylesheet::Stylesheet;

/// One `[[feed]]`
pub(super) fn feed(
    fields: &mut Fields<'_, '_>,
    table: &Range<usize>,
    (namespaces, base_url, stylesheet): (&Namespaces, &Url, Stylesheet),
    clock: DefaultTime<'_>,
) -> Option<FeedConfig> {
    let each = each(fields);
    let path = each.as_deref().and_then(|each| path(fields, table, each));
    let format = format(fields, table);
    let limit = limit(fields);
    let min = fields.count("min", 3).and_then(|min| usize::try_from(min.value).ok()).unwrap_or(1);
    let body = fields.text("body").and_then(|body| one_of(fields, &body, Body::NAMES));
    let title = fields.line("title");
    let description = fields.line("description");
    let id = each.as_deref().and_then(|each| id(fields, each));
    let url = each.as_deref().and_then(|each| url(fields, each, base_url));
    if each.is_none() {
        for key in ["path", "id", "url"] {
            fields.value(key);
        }
    }
    let profile = promise::profile(fields, format);
    let (select, folders) = select(fields);
    let stylesheet = browsers::of_feed(fields, format, stylesheet);
    let markdown = markdown(fields, format);
    let elements = elements(fields, namespaces, format);
    let fans_out = each.as_ref().is_some_and(|each| !each.is_empty());
    let (max_bytes, archive, hubs) = (max_bytes(fields), archive(fields), hubs(fields));
    let show = podcast::show(fields, (format, fans_out), base_url, clock);
    let Parts { path, place } = path?;
    let format = format?;
    Some(FeedConfig {
        each: each?,
        limit,
        min,
        body: body.unwrap_or(Body::Full),
        title,
        description,
        id,
        url,
        home: None,
        list_page: None,
        profile,
        select,
        folders,
        stylesheet,
        markdown,
        max_bytes,
        archive,
        hubs,
        elements,
        show: show.map(Box::new),
        place: Some(place),
        ..FeedConfig::new(&path, format)
    })
}

/// `each`: one kind of terms, or several together; `None` if it is not known what is meant, so that nothing can be said
/// about placeholders.
fn each(fields: &mut Fields<'_, '_>) -> Option<Vec<Each>> {
    let names = Each::CONFIGURABLE.map(|each| (each.as_str(), each));
    let (mut found, mut are_known) = (Vec::new(), true);
    for each in fields.texts("each").unwrap_or_default() {
        let known = one_of(fields, &each, &names);
        are_known &= known.is_some();
        found.extend(known.filter(|each| !found.contains(each)));
    }
    are_known.then_some(found)
}

fn path(fields: &mut Fields<'_, '_>, table: &Range<usize>, each: &[Each]) -> Option<Parts> {
    let Some(path) = fields.text("path") else {
        let help = "add its path below the output folder: path = \"feed.xml\"";
        fields.report(Diagnostic::new(&INVALID_SETTING, "feed without `path`").help(help), table);
        return None;
    };
    validate::feed_path(fields, &path, each)
}

fn format(fields: &mut Fields<'_, '_>, table: &Range<usize>) -> Option<Format> {
    let names: Vec<_> = Format::ALL.iter().map(|format| (format.name(), *format)).collect();
    if let Some(format) = fields.text("format") {
        return one_of(fields, &format, &names);
    }
    let help = "add format = \"rss\", \"atom\" or \"json\"";
    fields.report(Diagnostic::new(&INVALID_SETTING, "feed without `format`").help(help), table);
    None
}

/// `markdown`: whether entries have their Markdown beside their HTML.
fn markdown(fields: &mut Fields<'_, '_>, format: Option<Format>) -> bool {
    let is_wanted = fields.boolean("markdown").unwrap_or_default();
    let Some(span) = fields.key_span("markdown").filter(|_| is_wanted) else { return false };
    if format.is_some_and(|format| format != Format::Rss) {
        let message = "Markdown in a feed that is not RSS, which has no place for it".to_owned();
        invalid(fields, &span, message, "write format = \"rss\", or remove `markdown`");
    }
    if fields.value("body").is_some_and(|body| body.as_text() == Some("summary")) {
        let message = "Markdown of whole texts in a feed of summaries".to_owned();
        invalid(fields, &span, message, "write body = \"full\", or remove `markdown`");
    }
    is_wanted
}

fn limit(fields: &mut Fields<'_, '_>) -> Option<usize> {
    let value = fields.value("limit");
    match value.map(|value| &value.node) {
        None => Some(DEFAULT_LIMIT),
        Some(Node::Text(text)) if text == "all" => None,
        Some(Node::Integer(count)) if *count > 0 => usize::try_from(*count).ok(),
        Some(Node::Integer(count)) => {
            let (span, message) = (
                value.map(|value| value.span.clone()).unwrap_or_default(),
                format!("expected a whole number, 1 or more, found `{count}`"),
            );
            invalid(fields, &span, message, "write a number such as limit = 20, or limit = \"all\"");
            None
        }
        Some(_) => value.and_then(|value| fields.wrong(value, "a whole number, or \"all\"")),
    }
}

/// `url`: where it is published, if that is not its path on the site.
fn url(fields: &mut Fields<'_, '_>, each: &[Each], base_url: &Url) -> Option<FeedUrl> {
    let url = fields.text("url")?;
    let known: Vec<_> = each.iter().map(|each| each.as_str()).collect();
    validate::placeholders(fields, &url, &known)?;
    has_terms(fields, &url, each, "`url`", "by default it is the path on the site")?;
    let one = each.iter().map(|each| (*each, "x".to_owned()));
    let known = FeedUrl { pattern: trimmed(url.value).to_owned(), place: fields.place(&url.span) };
    if known.of(one, base_url).is_none() {
        let message = format!("`{}` is not a URL", url.value.escape_debug());
        let help = "write an absolute URL, with https://, or a path on the site";
        invalid(fields, &url.span, message, help);
        return None;
    }
    Some(known)
}

/// Whether a text differs for each feed of `each`, which is reported otherwise.
fn has_terms(
    fields: &mut Fields<'_, '_>,
    text: &Located<&str>,
    each: &[Each],
    name: &str,
    default: &str,
) -> Option<()> {
    let Some(each) = each.iter().find(|each| !text.value.contains(&each.placeholder())) else {
        return Some(());
    };
    let message = format!("every feed of `each` has the same {name}");
    let help = format!("add `{}` to it, or remove it: {default}", each.placeholder());
    invalid(fields, &text.span, message, &help);
    None
}

fn id(fields: &mut Fields<'_, '_>, each: &[Each]) -> Option<String> {
    let id = fields.text("id")?;
    has_terms(fields, &id, each, "`id`", "by default the id of each feed is its URL")?;
    let one = each.iter().fold(id.value.to_owned(), |id, each| id.replace(&each.placeholder(), "x"));
    if let Some(problem) = id_problem(&one, id.value, each) {
        let message = format!("the id of the feed {problem}");
        invalid(fields, &id.span, message, "write an absolute IRI, such as \"tag:example.org,2026:feed\"");
        return None;
    }
    Some(id.value.to_owned())
}

/// Why a feed cannot have an id, whose value for some terms is `one`.
fn id_problem(one: &str, id: &str, each: &[Each]) -> Option<String> {
    let scheme = id.split(':').next().unwrap_or_default();
    if let Some(each) = each.iter().find(|each| scheme.contains(&each.placeholder())) {
        return Some(format!("has `{}` in its scheme", each.placeholder()));
    }
    Id::problem(one, Some(one))
}

/// What to write instead of a selection that is not known.
const SELECTION: &str = "write what its articles have, such as select = { tag = \"news\" }";

/// The feed with what the generator's feed at its path has; with its articles, too, if `select` says so. Without such a
/// feed it would have articles that the generator leaves out.
pub(super) fn of_generator(
    fields: &mut Fields<'_, '_>,
    feed: FeedConfig,
    generated: &[FeedConfig],
) -> Option<FeedConfig> {
    let known = generated.iter().find(|one| one.path == feed.path && one.each == feed.each);
    let feed = match known {
        Some(known) => feed.with_texts_of(known),
        None => feed,
    };
    let Some(select) = fields.value("select").filter(|value| value.as_text() == Some(GENERATOR)) else {
        return Some(feed);
    };
    if known.is_none() {
        let message = format!("the generator of the site makes no feed at `{}`", feed.path);
        invalid(fields, &select.span, message, SELECTION);
    }
    known.map(|known| feed.with_articles_of(known))
}

/// `select`: the terms of articles, and the folders that they are directly in.
fn select(fields: &mut Fields<'_, '_>) -> (Select, Option<Vec<String>>) {
    if let Some((select, text)) = fields.value("select").and_then(|value| Some((value, value.as_text()?))) {
        if text != GENERATOR {
            let message = format!("unknown selection `{}`", text.escape_debug());
            invalid(fields, &select.span, message, SELECTION);
        }
        return (Select::default(), None);
    }
    let Some(table) = fields.table("select") else { return (Select::default(), None) };
    let mut inside = fields.inside(table.value);
    let select = Select {
        section: texts(&mut inside, "section"),
        tag: texts(&mut inside, "tag"),
        category: texts(&mut inside, "category"),
        author: texts(&mut inside, "author"),
        language: inside
            .texts("language")
            .unwrap_or_default()
            .iter()
            .filter_map(|tag| parse_language(&mut inside, tag))
            .collect(),
    };
    let folders = texts(&mut inside, "dir");
    inside.finish(&UNKNOWN_SETTING);
    (select, Some(folders).filter(|folders| !folders.is_empty()))
}
