//! The settings of the plugin jekyll-polyglot in; the languages of the site, and where the posts in each of them are, out.
//! The plugin builds the site once for each language, in a folder of its own if that is not the language by default.

use super::plugins::has_plugin;
use crate::feed::Language;
use crate::site::feed_config::FeedConfig;
use crate::site::generators::condition::{ALWAYS, Condition, Conditions, Field, Test};
use crate::site::generators::settings::Settings;
use crate::site::rules::{PageParts, Project};

/// The key of posts that are in the sites of some languages only.
const ONLY_IN: &str = "lang-exclusive";

/// What stands for the key of the language in the conditions of feeds, until they are made for each.
pub(super) const ACTIVE: &str = "\0active_lang";

/// The languages of a site.
#[derive(Clone, Debug)]
pub(super) struct Polyglot {
    /// The keys of all languages, that of the language by default first.
    keys: Vec<String>,
    /// Whether folders and names of files tell the language of a post that does not name one.
    reads_paths: bool,
    /// The files and folders that are in the site of the language by default alone.
    only_by_default: Vec<String>,
}

impl Polyglot {
    /// The languages of a site with the plugin.
    pub(super) fn of(project: Project<'_>, settings: &Settings) -> Option<Polyglot> {
        if !has_plugin(project, settings, "jekyll-polyglot") {
            return None;
        }
        let own = settings.text(&["default_lang"]).map_or_else(|| "en".to_owned(), |own| own.value);
        let mut keys = vec![own];
        for key in settings.list(&["languages"]) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Some(Polyglot {
            keys,
            reads_paths: settings.is_true(&["lang_from_path"]),
            only_by_default: settings.list(&["exclude_from_localization"]),
        })
    }

    /// The key of the language by default.
    pub(super) fn own(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// The tags of the other languages.
    pub(super) fn others(&self) -> impl Iterator<Item = Language> {
        self.keys.iter().skip(1).filter_map(|key| tag(key))
    }

    /// The language that the path of a file tells.
    pub(super) fn in_path(&self, path: &str) -> Option<&str> {
        let mut parts = path.split(['/', '.']).filter(|_| self.reads_paths);
        parts.find_map(|part| self.keys.iter().find(|key| *key == part)).map(String::as_str)
    }

    /// What the translations of a post share: its `page_id`, or its path in the site of each language.
    pub(super) fn shared(&self, path: &str, parts: &PageParts<'_>) -> String {
        parts.text("page_id").unwrap_or_else(|| self.natural(path))
    }

    /// The path of a post whose path in the site of its language is known.
    pub(super) fn page(&self, path: &str, parts: &PageParts<'_>) -> String {
        let language = parts.text("lang").unwrap_or_default();
        match self.keys.iter().skip(1).find(|key| **key == language) {
            Some(key) => format!("/{key}{}", self.natural(path)),
            None => self.natural(path),
        }
    }

    /// A path without the names of languages in it.
    fn natural(&self, path: &str) -> String {
        let (mut natural, mut rest) = (String::with_capacity(path.len()), path);
        while let Some(at) = rest.find(['/', '.']) {
            let (before, from) = rest.split_at(at);
            natural.push_str(before);
            let language = from.get(1..).and_then(|inside| {
                let end = inside.find(['/', '.'])?;
                let (name, after) = inside.split_at(end);
                self.keys.iter().any(|key| key == name).then(|| after.get(1..).unwrap_or_default())
            });
            match language {
                Some(after) => {
                    natural.push('/');
                    rest = after;
                }
                None => {
                    natural.push_str(from.get(..1).unwrap_or_default());
                    rest = from.get(1..).unwrap_or_default();
                }
            }
        }
        natural + rest
    }

    /// The feeds of the sites of all languages, where these are those of one.
    pub(super) fn feeds(&self, feeds: &[FeedConfig], conditions: &Conditions) -> Vec<FeedConfig> {
        let in_language = |at: usize, key: &str, feed: &FeedConfig| {
            let path = if at == 0 { feed.path.clone() } else { format!("{key}/{}", feed.path) };
            let known = feed.condition.and_then(|number| conditions.at(number)).unwrap_or(ALWAYS);
            let known = known.with_text(ACTIVE, key);
            let condition = conditions.of_feed(&path, known.and(is_in(key))).ok()?;
            let guard = feed.guard.and_then(|number| conditions.at(number)).unwrap_or(ALWAYS);
            let guard = conditions.of_feed(&path, guard.with_text(ACTIVE, key)).ok()?;
            Some(FeedConfig {
                language: tag(key),
                has_fallbacks: true,
                condition,
                guard,
                path,
                ..feed.clone()
            })
        };
        let is_there = |at: usize, feed: &FeedConfig| {
            let is_at = |path: &String| feed.path.starts_with(path.trim_start_matches('/'));
            at == 0 || !self.only_by_default.iter().any(is_at)
        };
        let languages = self.keys.iter().enumerate();
        let all = languages.flat_map(|(at, key)| {
            let feeds = feeds.iter().filter(move |feed| is_there(at, feed));
            feeds.filter_map(move |feed| in_language(at, key, feed))
        });
        all.collect()
    }
}

/// That a post is in the site of a language.
fn is_in(key: &str) -> Condition {
    let languages = || Field::key(&[ONLY_IN]);
    let is_named = Condition::Is(languages(), Test::OneOf(vec![key.to_owned()]));
    Condition::Any(vec![languages().says_something().not(), is_named])
}

fn tag(key: &str) -> Option<Language> {
    Language::parse(&key.replace('_', "-"))
}
