//! Where the articles of a site are, and the addresses of their pages: from its collections, routes and feed.

use super::super::javascript;
use super::super::paths::plain;
use super::PAGES;
use super::feed::Feed;
use crate::site::file_name::{dir, extension, join, name, without_extension};
use crate::site::rules::Project;

/// Files that define collections.
const COLLECTIONS: &[&str] = &[
    "src/content.config.ts",
    "src/content.config.js",
    "src/content.config.mjs",
    "src/content/config.ts",
    "src/content/config.js",
];

/// Where articles and their pages are.
pub(super) struct Place {
    pub(super) content: String,
    /// The file that says so.
    pub(super) from: String,
    /// What stands before and after an id in the path of a page.
    pub(super) before: String,
    pub(super) after: String,
    /// Whether the addresses in the feed end without a slash.
    pub(super) cuts_slash: bool,
    /// Whether the files are pages themselves.
    pub(super) are_pages: bool,
    /// The program that makes the addresses, if they are not those of ids.
    pub(super) computed_in: Option<String>,
}

impl Place {
    pub(super) fn find(project: Project<'_>, pages: &[String], (feed, base): (Option<&Feed>, &str)) -> Place {
        let route = |name: Option<&str>| {
            pages.iter().filter(|page| is_route(page)).find_map(|page| {
                let file = join(PAGES, page);
                let text = project.text(&file)?;
                let is_it = name.is_none_or(|name| {
                    text.contains(&format!("'{name}'")) || text.contains(&format!("\"{name}\""))
                });
                is_it.then_some((file, route_dir(page), text))
            })
        };
        let named = feed.and_then(Feed::collection);
        let (content, from) = content(project, named.as_deref());
        let found = route(named.as_deref());
        let link = feed.and_then(|feed| feed.link(base));
        let slash = feed.and_then(|feed| javascript::word(&feed.program, "trailingSlash"));
        let cuts_slash = slash == Some("false");
        let has_articles = (project.list)(&content).iter().any(|file| is_text(file));
        if !has_articles && found.is_none() {
            let from = "Astro's default".to_owned();
            let (before, after) = (String::new(), "/".to_owned());
            return Place {
                content: PAGES.to_owned(),
                from,
                before,
                after,
                cuts_slash,
                are_pages: true,
                computed_in: None,
            };
        }
        let is_by_id = |text: &str| [".id", ".slug"].iter().any(|id| text.contains(id));
        let (before, after, computed_in) = match (link, found) {
            (Some((before, after)), _) => (before, after, None),
            (None, Some((_, before, text)))
                if is_by_id(&text) && feed.is_none_or(|feed| !feed.program.contains("getPath(")) =>
            {
                (before, "/".to_owned(), None)
            }
            (None, Some((file, before, _))) => (before, "/".to_owned(), Some(file)),
            (None, None) => (String::new(), "/".to_owned(), Some(from.clone())),
        };
        Place { content, from, before, after, cuts_slash, are_pages: false, computed_in }
    }
}

/// The folder of a collection, and the file that says so.
pub(super) fn content(project: Project<'_>, name: Option<&str>) -> (String, String) {
    let by_name = || {
        let folder = name.map_or("src/content".to_owned(), |name| format!("src/content/{name}"));
        (folder, "Astro's default".to_owned())
    };
    let Some((file, text)) = COLLECTIONS.iter().find_map(|file| Some((*file, project.text(file)?))) else {
        return by_name();
    };
    let own = name.and_then(|name| {
        text.split_once(&format!("const {name} "))
            .or_else(|| text.split_once(&format!("{name}: defineCollection")))
    });
    let own = own.map_or(text.as_str(), |(_, rest)| rest);
    let own =
        own.split_once("defineCollection(").map_or(own, |(_, rest)| javascript::inside(rest).unwrap_or(rest));
    // A base that is computed is at the beginning of a template literal, or a constant of the file.
    let base = javascript::literal(own, "base")
        .or_else(|| javascript::literal(&text, javascript::word(own, "base")?));
    let base = base.map(|base| plain(&base)).filter(|base| !base.is_empty());
    base.map_or_else(by_name, |base| (base, file.to_owned()))
}

pub(super) fn is_text(path: &str) -> bool {
    ["md", "mdx", "markdown"].contains(&extension(path))
}

/// Whether a page stands for every article: `[...slug].astro`, `[id]/index.astro`.
pub(super) fn is_route(page: &str) -> bool {
    let name = route_name(page);
    name.starts_with('[')
        && name.ends_with(']')
        && !["page", "tag", "categ", "author"].iter().any(|other| name.contains(other))
}

pub(super) fn route_name(page: &str) -> &str {
    let page = without_extension(page);
    name(page.strip_suffix("/index").unwrap_or(page))
}

pub(super) fn route_dir(page: &str) -> String {
    let page = without_extension(page);
    dir(page.strip_suffix("/index").unwrap_or(page)).to_owned()
}
