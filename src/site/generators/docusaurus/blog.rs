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
    /// The language of the site, if it has others, too.
    pub(super) own_language: Option<Language>,
    /// The languages besides that of the site.
    pub(super) languages: Vec<String>,
    /// Whether addresses end with a slash, if that is not up to each of them.
    pub(super) ends_with_slash: Option<bool>,
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
        let languages: Vec<_> = languages.into_iter().filter(|tag| Some(tag) != own.as_ref()).collect();
        let text = |key: &str| javascript::literal(options, key).map(|text| plain(&text));
        Blog {
            dir: text("path").unwrap_or_else(|| "blog".to_owned()),
            route: text("routeBasePath").unwrap_or_else(|| "blog".to_owned()),
            options: options.to_owned(),
            own_language: own.filter(|_| !languages.is_empty()).and_then(|tag| Language::parse(&tag)),
            languages,
            ends_with_slash: javascript::word(program, "trailingSlash").and_then(|word| word.parse().ok()),
        }
    }

    /// The folders with articles, below the project.
    pub(super) fn roots(&self) -> Vec<ContentRoot> {
        let translated = self.languages.iter().map(|tag| ContentRoot {
            dir: format!("i18n/{tag}/docusaurus-plugin-content-blog"),
            language: Language::parse(tag),
            shows: Some(self.dir.clone()),
            ..ContentRoot::default()
        });
        let own = ContentRoot { dir: self.dir.clone(), ..ContentRoot::default() };
        if self.languages.is_empty() { Vec::new() } else { [own].into_iter().chain(translated).collect() }
    }

    /// The path of the blog in a language other than the site's.
    pub(super) fn path(&self, language: Option<&str>) -> String {
        join(language.unwrap_or_default(), &self.route).trim_matches('/').to_owned()
    }

    /// An address with a slash at its end, or without one, as all have it.
    pub(super) fn address(&self, address: &str) -> String {
        match self.ends_with_slash {
            Some(true) => format!("{}/", address.trim_end_matches('/')),
            Some(false) => address.trim_end_matches('/').to_owned(),
            None => address.to_owned(),
        }
    }

    /// Its feeds, of a site with a title and an address.
    pub(super) fn feeds(&self, title: Option<&str>, base_url: Option<&str>) -> Vec<FeedConfig> {
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
            let folder = self.path(language.map(String::as_str));
            let mut feed = FeedConfig::new(&join(&folder, file), format);
            feed.language = language.map_or_else(|| self.own_language.clone(), |tag| Language::parse(tag));
            feed.id = base_url.map(|base| self.address(format!("{base}{folder}").trim_end_matches('/')));
            feed.title = own.as_deref().map(Text::line);
            feed.description = description.as_deref().map(Text::line);
            feed.limit = limit;
            Some(feed)
        };
        let languages = [None].into_iter().chain(self.languages.iter().map(Some));
        languages.flat_map(|language| types.iter().filter_map(move |kind| feed(language, kind))).collect()
    }
}
