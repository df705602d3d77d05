//! The site, its feeds and its newest entries in, the page about them for people out, from a template:
//! `templates/companion.html`, built in or the user's.

use std::path::Path;

use chrono::SecondsFormat;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::BROKEN_TEMPLATE;
use super::direction;
use super::template::{self, COMPANION, WrittenHtml};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::{Entry, Feed, Format, Language, Text, Url};
use crate::site::pages::is_ours;
use crate::site::source_text::SourceText;
use crate::site::zone::Zone;
use crate::source::bounds::{Budget, Oversized};
use crate::source::html;

/// By what the page is known as ours.
const MARK: &str = "<meta name=\"generator\" content=\"Feedwright\">";

/// What the page of one feed may take, in bytes.
const BYTES_OF_FEED: usize = 4 * 1024;

/// What the page is about.
pub(crate) struct Companion<'c> {
    /// Its own address.
    pub url: &'c Url,
    /// The site's title.
    pub title: &'c Text,
    /// The site's description.
    pub description: Option<&'c Text>,
    /// The site's address.
    pub base_url: &'c Url,
    /// The site's language.
    pub language: Option<&'c Language>,
    /// The site's time zone; `None` means UTC.
    pub timezone: Option<&'c Zone>,
    /// Its feeds in their order, and whether each is one of many, for a term.
    pub feeds: Vec<(&'c Feed, Format, bool)>,
    /// Its newest entries.
    pub entries: Vec<&'c Entry>,
}

#[derive(Serialize)]
struct SiteView<'c> {
    title: &'c Text,
    description: Option<&'c Text>,
    url: &'c Url,
    language: Option<&'c Language>,
    dir: &'static str,
}

/// Feeds with the same title and language, which differ by format.
#[derive(Serialize)]
struct FeedView<'c> {
    title: &'c Text,
    description: Option<&'c Text>,
    language: Option<&'c Language>,
    dir: &'static str,
    has_terms: bool,
    formats: Vec<FormatView<'c>>,
}

#[derive(Serialize)]
struct FormatView<'c> {
    name: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    url: &'c Url,
}

#[derive(Serialize)]
struct EntryView<'c> {
    title: &'c Text,
    url: &'c Url,
    date: String,
    summary: Option<&'c Text>,
    language: Option<&'c Language>,
    dir: &'static str,
}

/// Renders the page with our template.
///
/// # Errors
/// A finding, if the template fails on it: a test renders with it.
pub(crate) fn companion(about: &Companion<'_>) -> Result<String, Diagnostic> {
    let text = include_str!("../../../templates/companion.html");
    companion_with(&Path::new("templates").join(COMPANION), text, about)
}

/// Renders the page with the user's template in `file`.
///
/// # Errors
/// A finding at its place, if the template is malformed, fails, writes too much, or leaves out the mark.
pub(crate) fn companion_with(file: &Path, text: &str, about: &Companion<'_>) -> Result<String, Diagnostic> {
    let environment = template::compile(COMPANION, file, text)?;
    let values = context! {
        mark => Value::from_safe_string(MARK.to_owned()),
        url => about.url.as_str(),
        site => Value::from(Serde(SiteView::of(about))),
        feeds => Value::from(Serde(feeds(about))),
        entries => Value::from(Serde(entries(about))),
    };
    let budget = Budget::of_article(about.feeds.len() * BYTES_OF_FEED);
    let source = SourceText { file, text };
    match template::render(&environment, COMPANION, &values, budget) {
        // Slashes need no escape, and people may read it.
        WrittenHtml::Html(html) if is_ours(&html::head(&html)) => Ok(html.replace("&#x2f;", "/")),
        WrittenHtml::Html(_) => Err(without_mark(file)),
        WrittenHtml::Oversized(oversized) => Err(too_large(file, oversized)),
        WrittenHtml::Failed(error) => {
            let help = template::help(text, &error, &values);
            Err(template::broken_template(source, &error).help(help))
        }
    }
}

fn without_mark(file: &Path) -> Diagnostic {
    let message = "the page has no mark of Feedwright, so it would be taken for an article";
    Diagnostic::new(&BROKEN_TEMPLATE, message)
        .at(Place::file(file))
        .help("write {{ mark }} between <head> and </head>")
}

fn too_large(file: &Path, oversized: Oversized) -> Diagnostic {
    Diagnostic::new(&BROKEN_TEMPLATE, oversized.to_string())
        .at(Place::file(file))
        .help("write less: shorten the loops of the template")
}

impl<'c> SiteView<'c> {
    fn of(about: &Companion<'c>) -> SiteView<'c> {
        SiteView {
            title: about.title,
            description: about.description,
            url: about.base_url,
            language: about.language,
            dir: dir(about.language),
        }
    }
}

fn feeds<'c>(about: &Companion<'c>) -> Vec<FeedView<'c>> {
    let mut views: Vec<FeedView<'c>> = Vec::new();
    for (feed, format, has_terms) in &about.feeds {
        let name = match format {
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Json => "JSON",
        };
        let written = FormatView { name, media_type: format.media_type(), url: &feed.self_url };
        let is_same = |view: &&mut FeedView<'c>| {
            let has_format = view.formats.iter().any(|other| other.name == name);
            !has_format && *view.title == feed.title && view.language == feed.language.as_ref()
        };
        match views.iter_mut().find(is_same) {
            Some(view) => view.formats.push(written),
            None => views.push(FeedView {
                title: &feed.title,
                description: feed.description.as_ref(),
                language: feed.language.as_ref(),
                dir: dir(feed.language.as_ref()),
                has_terms: *has_terms,
                formats: vec![written],
            }),
        }
    }
    views
}

fn entries<'c>(about: &Companion<'c>) -> Vec<EntryView<'c>> {
    let view = |entry: &&'c Entry| {
        let language = entry.language.as_ref().or(about.language);
        EntryView {
            title: &entry.title,
            url: &entry.url,
            date: template::local(entry.published, about.timezone).to_rfc3339_opts(SecondsFormat::Secs, true),
            summary: entry.summary.as_ref(),
            language,
            dir: dir(language),
        }
    };
    about.entries.iter().map(view).collect()
}

fn dir(language: Option<&Language>) -> &'static str {
    if language.is_some_and(direction::is_right_to_left) { "rtl" } else { "ltr" }
}
