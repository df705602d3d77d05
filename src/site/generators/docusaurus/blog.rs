//! The options of a blog.

use super::super::javascript::{self, Program};
use super::super::paths::{Patterns, plain};
use crate::feed::{Format, Language, Text, Url};
use crate::site::feed_config::{DEFAULT_LIMIT, FeedConfig};
use crate::site::file_name::{ContentRoot, below, join};

/// The files that are no articles, unless the options of the blog say others.
const EXCLUDE: &[&str] = &["**/_*.{md,mdx}", "**/_*/**", "**/*.test.{md,mdx}", "**/__tests__/**"];

/// The option whose function chooses the entries of feeds.
const FEED_ITEMS: &str = "createFeedItems";

/// The options that are functions which may leave out articles.
const FILTERS: &[&str] = &["processBlogPosts"];

/// The name of the plugin that builds a blog.
const PLUGIN: &str = "docusaurus-plugin-content-blog";

/// A blog of a site.
pub(super) struct Blog {
    /// Its folder in the project.
    pub(super) dir: String,
    /// The path of its pages.
    pub(super) route: String,
    /// Its options in the configuration.
    pub(super) options: String,
    /// The name of the folders with its translations.
    translations: String,
    /// The site's own language, if it has others, too.
    own: Option<Locale>,
    /// The languages besides that of the site.
    pub(super) locales: Vec<Locale>,
    /// Whether addresses end with a slash, if that is not up to each of them.
    ends_with_slash: Option<bool>,
    /// Whether lists begin with the oldest article.
    pub(super) is_oldest_first: bool,
    /// The files in its folder that are articles.
    files: Patterns,
}

impl Blog {
    /// The blogs of a site: that of its preset, and those of its plugins.
    pub(super) fn all(program: &Program) -> Vec<Blog> {
        let presets = javascript::list(&program.own, "presets").unwrap_or_default();
        let has_none = javascript::word(presets, "blog") == Some("false");
        let by_default = (!presets.contains("blog:")).then_some("");
        let of_preset = javascript::block(presets, "blog").or(by_default);
        let of_preset = of_preset.filter(|_| !has_none && !presets.is_empty());
        let plugins = javascript::list(&program.own, "plugins").unwrap_or_default();
        let of_plugins = javascript::items(plugins).into_iter().filter_map(plugin);
        let mut all: Vec<_> = of_preset.into_iter().chain(of_plugins).collect();
        let anywhere = javascript::block(&program.own, "blog");
        if all.is_empty() && !has_none {
            all.push(anywhere.unwrap_or_default());
        }
        all.into_iter().map(|options| Blog::of(program, options)).collect()
    }

    fn of(program: &Program, options: &str) -> Blog {
        let (own, locales) = locales(&program.own);
        let text = |key: &str| javascript::literal_in(options, &program.whole, key).map(|text| plain(&text));
        let id = text("id").filter(|id| id != "default");
        Blog {
            dir: text("path").unwrap_or_else(|| "blog".to_owned()),
            route: text("routeBasePath").unwrap_or_else(|| "blog".to_owned()),
            options: options.to_owned(),
            translations: id.map_or_else(|| PLUGIN.to_owned(), |id| format!("{PLUGIN}-{id}")),
            own,
            locales,
            ends_with_slash: javascript::word(&program.own, "trailingSlash")
                .and_then(|word| word.parse().ok()),
            is_oldest_first: javascript::literal(options, "sortPosts").as_deref() == Some("ascending"),
            files: Patterns::of(&patterns(program, options, "include").unwrap_or_default())
                .without(&patterns(program, options, "exclude").unwrap_or_else(usually_excluded)),
        }
    }

    /// Whether the text at a path in its folder is an article.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.has(path)
    }

    /// The options by which the site's own code may keep articles off the site.
    pub(super) fn unread(&self, program: &Program) -> Vec<&'static str> {
        let are_read = |patterns: Vec<String>| Patterns::of(&patterns).unread.is_empty();
        let is_code = |key: &&str| {
            javascript::has(&self.options, key)
                && !patterns(program, &self.options, key).is_some_and(are_read)
        };
        let patterns = ["include", "exclude"].into_iter().filter(is_code);
        let filters = FILTERS.iter().copied().filter(|key| javascript::has(&self.options, key));
        patterns.chain(filters).collect()
    }

    /// The option by which it may leave out articles of feeds.
    pub(super) fn unread_items(&self) -> Option<&'static str> {
        let (_, function) = self.options.split_once(FEED_ITEMS)?;
        let chooses = [".filter(", ".flatMap(", ".reduce(", "for (", "for(", "if (", "if(", "continue"];
        let is_own = function.contains("blogPosts") && !chooses.iter().any(|mark| function.contains(mark));
        (!is_own).then_some(FEED_ITEMS)
    }

    /// The folders with its articles, below the project.
    pub(super) fn roots(&self) -> Vec<ContentRoot> {
        let translated = self.locales.iter().map(|locale| ContentRoot {
            dir: join(&locale.folder, &self.translations),
            language: locale.language.clone(),
            shows: Some(self.dir.clone()),
            ..ContentRoot::default()
        });
        let own = ContentRoot { dir: self.dir.clone(), ..ContentRoot::default() };
        [own].into_iter().chain(translated).collect()
    }

    /// The path of a file of the project below the folder of the blog that it is in.
    pub(super) fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        self.roots().iter().find_map(|root| below(path, &root.dir))
    }

    /// The path of the blog in a language.
    pub(super) fn path(&self, language: Option<&Language>) -> String {
        let other =
            self.locales.iter().find(|locale| language.is_some() && locale.language.as_ref() == language);
        let base = other.or(self.own.as_ref()).map_or("", |locale| &locale.base);
        join(base, &self.route).trim_matches('/').to_owned()
    }

    /// An address with a slash at its end, or without one, as all have it.
    pub(super) fn address(&self, address: &str) -> String {
        match self.ends_with_slash {
            Some(true) => format!("{}/", address.trim_end_matches('/')),
            Some(false) => address.trim_end_matches('/').to_owned(),
            None => address.to_owned(),
        }
    }

    /// What its feeds say about rights.
    pub(super) fn copyright(&self, program: &Program) -> Copyright {
        let options = javascript::block(&self.options, "feedOptions").unwrap_or_default();
        match javascript::literal_in(options, &program.whole, "copyright") {
            Some(text) => Copyright::Text(text),
            None if javascript::has(options, "copyright") => Copyright::Computed,
            None => Copyright::None,
        }
    }

    /// Its feeds, of a site with a title and an address.
    pub(super) fn feeds(&self, title: Option<&str>, base_url: Option<&str>) -> Vec<FeedConfig> {
        let options = javascript::block(&self.options, "feedOptions").unwrap_or_default();
        let types = javascript::literals_in(options, options, "type");
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
        let chosen = options.split_once(FEED_ITEMS).and_then(|(_, function)| javascript::cut(function));
        let limit = limit.into_iter().chain(chosen).min();
        let usual = || Some(format!("{} Blog", title?));
        let own = javascript::literal(options, "title").or_else(usual);
        let description = javascript::literal(options, "description").or_else(usual);
        let feed = |language: Option<&Language>, kind: &str| {
            let (file, format) = match kind {
                "rss" => ("rss.xml", Format::Rss),
                "atom" => ("atom.xml", Format::Atom),
                "json" => ("feed.json", Format::Json),
                _ => return None,
            };
            let folder = self.path(language);
            let mut feed = FeedConfig::new(&join(&folder, file), format);
            feed.language = language.cloned();
            feed.id = base_url.map(|base| self.address(format!("{base}{folder}").trim_end_matches('/')));
            // The page of the blog is also its id.
            feed.home = feed.id.as_deref().and_then(|page| Url::parse(page).ok());
            feed.title = own.as_deref().map(Text::line);
            feed.description = description.as_deref().map(Text::line);
            feed.limit = limit;
            Some(feed)
        };
        let own = self.own.as_ref().and_then(|own| own.language.as_ref());
        let languages = [own].into_iter().chain(self.locales.iter().map(|locale| locale.language.as_ref()));
        languages.flat_map(|language| types.iter().filter_map(move |kind| feed(language, kind))).collect()
    }
}

/// What the feeds of a blog say about rights.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Copyright {
    None,
    Text(String),
    /// What only running the configuration gives.
    Computed,
}

/// The patterns of files that an option has, if all of them are plain.
fn patterns(program: &Program, options: &str, key: &str) -> Option<Vec<String>> {
    javascript::literals_in(options, &program.whole, key)
}

fn usually_excluded() -> Vec<String> {
    EXCLUDE.iter().map(|pattern| (*pattern).to_owned()).collect()
}

/// The options of a plugin, if it builds a blog: that of Docusaurus, or one that extends it.
fn plugin(item: &str) -> Option<&str> {
    let Some(list) = item.strip_prefix('[') else {
        return item.contains("plugin-content-blog").then_some("");
    };
    let items = javascript::items(javascript::inside(list)?);
    let (name, options) = items.split_first()?;
    let options = options.first().and_then(|options| javascript::inside(options.strip_prefix('{')?));
    let options = options.unwrap_or_default();
    let is_extended = name.contains("blog")
        && ["routeBasePath", "postsPerPage", "feedOptions"].iter().any(|key| javascript::has(options, key));
    (name.contains("content-blog") || is_extended).then_some(options)
}

/// A language of a site.
pub(super) struct Locale {
    pub(super) language: Option<Language>,
    /// The folder of its translations in the project.
    folder: String,
    /// The path of its pages.
    base: String,
}

/// The site's own language, if it has others, too; and the others.
fn locales(program: &str) -> (Option<Locale>, Vec<Locale>) {
    let i18n = javascript::block(program, "i18n").unwrap_or_default();
    let configs = javascript::block(i18n, "localeConfigs").unwrap_or_default();
    let outside = without(i18n, configs);
    let own = javascript::literal(&outside, "defaultLocale");
    let root = javascript::literal(&outside, "path").unwrap_or_else(|| "i18n".to_owned());
    let site = javascript::literal(&without(program, i18n), "baseUrl").unwrap_or_default();
    let tags = javascript::literals_in(&outside, program, "locales").unwrap_or_default();
    let locale = |tag: &str| {
        let config = javascript::block(configs, tag).unwrap_or_default();
        let default = if own.as_deref() == Some(tag) { "" } else { tag };
        let base = javascript::literal(config, "baseUrl");
        // A locale whose pages are not below those of the site has no feed there, either.
        let base = base.as_deref().and_then(|base| plain(base).strip_prefix(&*plain(&site)).map(plain));
        Locale {
            language: Language::parse(tag)
                .or_else(|| Language::parse(&javascript::literal(config, "htmlLang")?)),
            folder: join(&root, javascript::literal(config, "path").as_deref().unwrap_or(tag)),
            base: base.unwrap_or_else(|| default.to_owned()),
        }
    };
    let others: Vec<_> =
        tags.iter().filter(|tag| own.as_ref() != Some(*tag)).map(|tag| locale(tag)).collect();
    (own.as_deref().filter(|_| !others.is_empty()).map(locale), others)
}

/// A text without a part of it.
fn without(text: &str, part: &str) -> String {
    if part.is_empty() { text.to_owned() } else { text.replacen(part, "", 1) }
}
