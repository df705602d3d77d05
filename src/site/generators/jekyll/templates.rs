//! A site's own templates of feeds in; their paths, formats, articles and ids out, as far as plain reading shows them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::liquid::Pattern;
use super::loops::{Articles, Loop};
use crate::feed::Format;
use crate::site::file_name::{dir, extension, join, without_extension};
use crate::site::generators::condition::Truth;
use crate::site::generators::folders;
use crate::site::generators::guard::may_filter;
use crate::site::generators::inlined::inlined;
use crate::site::generators::settings::{Settings, is_false, text};
use crate::site::heads::{Fence, FenceKind, fence};
use crate::site::rules::Project;

/// A template of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Template {
    /// Its file.
    pub file: String,
    /// The path of the feed.
    pub path: String,
    pub format: Format,
    /// The id of the feed itself, if the template has one.
    pub id: Option<Pattern>,
    /// What it contains.
    pub articles: Articles,
    /// The ids of its entries: the first whose variables have values counts.
    pub ids: Vec<Pattern>,
    /// The variables that it assigns.
    pub variables: BTreeMap<String, Pattern>,
    /// The variable of the loop over its entries.
    pub variable: String,
    /// Whether quotes and dashes of titles become typographic.
    pub is_smart: bool,
    /// For which articles it shows their whole texts.
    pub shows_text: Truth,
}

/// What a file of the site is.
pub(super) enum Read {
    Template(Box<Template>),
    /// The template of a feed, of which only running Jekyll tells the articles, and whether it may leave out some.
    Unread(bool),
    Other,
}

/// Extensions of templates.
const EXTENSIONS: &[&str] = &["xml", "rss", "atom", "json"];

/// What templates may refer to.
pub(super) struct Templates<'s> {
    pub project: Project<'s>,
    pub settings: &'s Settings,
    pub labels: &'s [String],
    /// Whether the site is built in several languages.
    pub is_in_languages: bool,
    /// All files of the site.
    pub files: &'s [String],
}

impl Templates<'_> {
    /// Reads a file of the site.
    pub(super) fn read(&self, file: &str) -> Read {
        if !EXTENSIONS.contains(&extension(file)) {
            return Read::Other;
        }
        self.feed(file).unwrap_or(Read::Other)
    }

    /// Reads the template of a feed; `None` if the file is something else.
    fn feed(&self, file: &str) -> Option<Read> {
        let whole = self.project.text(file)?;
        let (head, body) = split(&whole)?;
        let path = path(file, &head).filter(|_| !is_false(&head, &["published"]))?;
        let body = inlined(&self.within_layout(&head, body), &|name| self.included(dir(file), name));
        let format = format(&body)?;
        let found = Loop::find(&body, &head, self.settings, (self.labels, self.is_in_languages));
        let Some(Loop { variable, articles, text, variables, shows_text }) = found else {
            return Some(Read::Unread(may_filter(&body, &[])));
        };
        let (ids, is_smart) = (self::ids(&text, format), text.contains("smartify"));
        let header = body.split("<entry").next().filter(|_| format == Format::Atom);
        let id = header.and_then(|header| self::ids(header, format).into_iter().next());
        Some(Read::Template(Box::new(Template {
            file: file.to_owned(),
            path,
            format,
            id,
            articles,
            ids,
            variables,
            variable,
            is_smart,
            shows_text,
        })))
    }

    /// The text with its layout, if the loop is in that.
    fn within_layout(&self, head: &Value, body: &str) -> String {
        let layout = text(head, &["layout"]).filter(|_| !body.contains("{%"));
        let named = layout.and_then(|layout| {
            let stem = format!("_layouts/{layout}");
            self.files.iter().find(|file| **file == stem || without_extension(file) == stem)
        });
        let layout = named.and_then(|file| self.project.text(file));
        layout.map_or_else(
            || body.to_owned(),
            |layout| split(&layout).map_or(layout.as_str(), |(_, body)| body).to_owned(),
        )
    }

    /// The text of a file that a template of a folder includes.
    fn included(&self, folder: &str, name: &str) -> Option<String> {
        self.project.text(&join("_includes", name)).or_else(|| self.project.text(&join(folder, name)))
    }
}

/// The head of a file, which is necessary, and the rest.
fn split(text: &str) -> Option<(Value, &str)> {
    match fence(text) {
        Fence::Closed { kind: FenceKind::Yaml, body, .. } => Some((folders::head(text), text.get(body..)?)),
        Fence::Closed { kind: FenceKind::Toml, .. } | Fence::Absent | Fence::Open(_) => None,
    }
}

/// The path of the page of a template.
fn path(file: &str, head: &Value) -> Option<String> {
    let Some(permalink) = text(head, &["permalink"]) else { return Some(file.to_owned()) };
    let path = permalink.trim_start_matches('/');
    let own = extension(file);
    match path {
        _ if path.contains(':') => None,
        "" => Some(format!("index.{own}")),
        path if path.ends_with('/') => Some(format!("{path}index.{own}")),
        path if extension(path).is_empty() => Some(format!("{path}.{own}")),
        path => Some(path.to_owned()),
    }
}

fn format(body: &str) -> Option<Format> {
    let has = |mark: &str| body.contains(mark);
    if has("<rss") {
        Some(Format::Rss)
    } else if has("<feed") {
        Some(Format::Atom)
    } else {
        has("jsonfeed.org/version").then_some(Format::Json)
    }
}

/// The ids in the text of an entry.
fn ids(inside: &str, format: Format) -> Vec<Pattern> {
    let found = match format {
        Format::Rss => between(inside, "<guid", "</guid>"),
        Format::Atom => between(inside, "<id", "</id>"),
        Format::Json => json(inside),
    };
    let plain =
        |text: &str| text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim().to_owned();
    // What is not understood may be what counts.
    found.into_iter().map_while(|text| Pattern::parse(&plain(text))).collect()
}

/// The texts of elements.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let starts = text.split(open).skip(1);
    let whole = starts.filter_map(|rest| Some(rest.split_once(close)?.0.split_once('>')?.1));
    whole.collect()
}

/// The values of `"id"`.
fn json(text: &str) -> Vec<&str> {
    let starts = text.split("\"id\"").skip(1);
    let values = starts.filter_map(|rest| {
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map(|(value, _)| value),
            None => value.split_inclusive("}}").next(),
        }
    });
    values.collect()
}
