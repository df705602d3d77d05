//! The page of a site that builds its feed.

use std::path::Path;

use super::super::javascript;
use super::super::paths::plain;
use super::PAGES;
use crate::feed::{Format, Text};
use crate::root::slashed;
use crate::site::feed_config::{Body, FeedConfig};
use crate::site::file_name::{join, without_extension};
use crate::site::rules::Project;

/// The base path of a site in a template literal.
const BASE_PATH: &str = "${import.meta.env.BASE_URL}";

/// The page that builds the feed.
pub(super) struct Feed {
    pub(super) file: String,
    /// Its path on the site.
    pub(super) path: String,
    pub(super) program: String,
}

impl Feed {
    pub(super) fn find(project: Project<'_>, pages: &[String]) -> Option<Feed> {
        let is_program =
            |page: &&String| [".xml.js", ".xml.ts", ".xml.mjs"].iter().any(|ending| page.ends_with(ending));
        let read = |page: &String| {
            let file = join(PAGES, page);
            let program = project.text(&file).filter(|program| program.contains("@astrojs/rss"))?;
            Some(Feed { file, path: without_extension(page).to_owned(), program })
        };
        pages.iter().filter(is_program).filter(|page| !page.contains('[')).find_map(read)
    }

    pub(super) fn config(&self) -> FeedConfig {
        let body = if self.program.contains("content:") { Body::Full } else { Body::Summary };
        let title = javascript::literal(&self.program, "title").map(|title| Text::line(&title));
        let limit = javascript::cut(&self.program);
        FeedConfig { limit, body, title, ..FeedConfig::new(&self.path, Format::Rss) }
    }

    /// The collection of its items.
    pub(super) fn collection(&self) -> Option<String> {
        javascript::argument(&self.program, "getCollection").or_else(|| {
            let first = javascript::arguments(&self.program, "getCollection")?.split(',').next()?;
            let name = first.trim().trim_matches(['"', '\'', '`']);
            (name != first.trim()).then(|| name.to_owned())
        })
    }

    /// What stands before and after the id in the addresses of its items, below the base path of the site.
    pub(super) fn link(&self, base: &str) -> Option<(String, String)> {
        let template = javascript::template(&self.program, "link")?.replace(BASE_PATH, base);
        let (before, rest) = template.split_once("${")?;
        let (expression, after) = rest.split_once('}')?;
        let is_id = [".id", ".slug"].iter().any(|end| expression.trim().ends_with(end));
        let is_plain = !after.contains("${") && !before.contains("://");
        // The address of the site ends with its base path.
        let before = plain(before);
        let below = Path::new(&before).strip_prefix(plain(base)).map_or_else(|_| before.clone(), slashed);
        (is_id && is_plain).then(|| (below, after.to_owned()))
    }
}
