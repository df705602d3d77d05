//! The options of a blog.

use super::super::javascript;
use super::super::paths::plain;
use crate::feed::{Format, Language, Text};
use crate::site::feed_config::{DEFAULT_LIMIT, FeedConfig};
use crate::site::file_name::{ContentRoot, join};

/// The blog of a site.
pub(super) struct Blog {
    /// Its folder in the project.
    pub(super) dir: String,
    /// The path of its pages.
    pub(super) route: String,
    /// Its options in the configuration.
    pub(super) options: String,
    /// The languages besides that of the site.
    pub(super) languages: Vec<String>,
    pub(super) ends_with_slash: bool,
}

impl Blog {
    pub(super) fn of(program: &str) -> Blog {
        let plugin = || {
            program
                .split_once("plugin-content-blog")
                .and_then(|(_, rest)| javascript::inside(rest.split_once('{')?.1))
        };
        let options = javascript::block(program, "blog").or_else(plugin).unwrap_or_default();
        let i18n = javascript::block(program, "i18n").unwrap_or_default();
        let own = javascript::literal(i18n, "defaultLocale");
        let languages = javascript::literals(i18n, "locales").unwrap_or_default();
        let text = |key: &str| javascript::literal(options, key).map(|text| plain(&text));
        Blog {
            dir: text("path").unwrap_or_else(|| "blog".to_owned()),
            route: text("routeBasePath").unwrap_or_else(|| "blog".to_owned()),
            options: options.to_owned(),
            languages: languages.into_iter().filter(|tag| Some(tag) != own.as_ref()).collect(),
            ends_with_slash: javascript::word(program, "trailingSlash") == Some("true"),
        }
    }

    /// The folders with articles, below the project.
    pub(super) fn roots(&self) -> Vec<ContentRoot> {
        let translated = self.languages.iter().map(|tag| ContentRoot {
            dir: format!("i18n/{tag}/docusaurus-plugin-content-blog"),
            language: Language::parse(tag),
            mount: String::new(),
        });
        let own = ContentRoot { dir: self.dir.clone(), ..ContentRoot::default() };
        if self.languages.is_empty() { Vec::new() } else { [own].into_iter().chain(translated).collect() }
    }

    pub(super) fn feeds(&self, title: Option<&str>) -> Vec<FeedConfig> {
        let options = javascript::block(&self.options, "feedOptions").unwrap_or_default();
        let types = javascript::literals(options, "type");
        let types = match types.as_deref() {
            Some([all]) if all == "all" => vec!["rss", "atom", "json"],
            Some(types) => types.iter().map(String::as_str).collect(),
            None if javascript::word(options, "type") == Some("null") => Vec::new(),
            None => vec!["rss", "atom"],
        };
        let limit = match javascript::word(options, "limit") {
            Some(word) => word.parse().ok(),
            None => Some(DEFAULT_LIMIT),
        };
        let own = javascript::literal(options, "title").or_else(|| Some(format!("{} Blog", title?)));
        let description = javascript::literal(options, "description").or_else(|| own.clone());
        let feed = |language: Option<&String>, kind: &str| {
            let (file, format) = match kind {
                "rss" => ("rss.xml", Format::Rss),
                "atom" => ("atom.xml", Format::Atom),
                "json" => ("feed.json", Format::Json),
                _ => return None,
            };
            let folder = join(language.map_or("", String::as_str), &self.route);
            let mut feed = FeedConfig::new(&join(folder.trim_matches('/'), file), format);
            feed.select.language.extend(language.and_then(|tag| Language::parse(tag)));
            feed.title = own.as_deref().map(Text::line);
            feed.description = description.as_deref().map(Text::line);
            feed.limit = limit;
            Some(feed)
        };
        let languages = [None].into_iter().chain(self.languages.iter().map(Some));
        languages.flat_map(|language| types.iter().filter_map(move |kind| feed(language, kind))).collect()
    }
}
