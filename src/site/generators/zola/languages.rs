//! The settings of a Zola site in, its languages out, each with what the site says of it.

use serde_json::Value;

use crate::feed::Language;
use crate::site::generators::settings::{Settings, at, is_true, list, text};
use crate::site::rules::PresetLanguage;

/// The keys by which a site, a language or a section has feeds. The later ones are older.
const HAS_FEEDS: &[&str] = &["generate_feeds", "generate_feed", "generate_rss"];

/// The keys of the names of feeds.
const NAMES: &[&str] = &["feed_filenames", "feed_filename"];

/// Those of old versions.
const OLD: &[&str] = &["generate_feed", "generate_rss", "feed_filename"];

/// A language of a site.
#[derive(Clone, Debug)]
pub(super) struct ZolaLanguage<'s> {
    /// Its key in the configuration, in the names of files and in paths.
    pub(super) key: String,
    pub(super) tag: Language,
    /// The folder of its pages; empty for the site's own language.
    pub(super) prefix: String,
    /// What the site says of it.
    tables: Vec<&'s Value>,
}

/// The languages of a site, its own first.
pub(super) fn languages(settings: &Settings) -> Vec<ZolaLanguage<'_>> {
    let own = settings.text(&["default_language"]).map_or_else(|| "en".to_owned(), |own| own.value);
    let tables = settings.entries(&["languages"]);
    let table = |key: &str| tables.iter().find(|(other, _)| *other == key).map(|(_, table)| *table);
    let of_site = settings.get(&[]).map(|(all, _)| all);
    let own_tables = of_site.into_iter().chain(table(&own)).collect();
    let mut languages: Vec<_> =
        language(&own, "", own_tables).or_else(|| language("en", "", Vec::new())).into_iter().collect();
    let others = tables.iter().filter(|(key, _)| **key != own);
    languages.extend(others.filter_map(|(key, table)| language(key, key, vec![table])));
    languages
}

fn language<'s>(key: &str, prefix: &str, tables: Vec<&'s Value>) -> Option<ZolaLanguage<'s>> {
    let tag = Language::parse(&key.replace('_', "-"))?;
    Some(ZolaLanguage { key: key.to_owned(), tag, prefix: prefix.to_owned(), tables })
}

impl ZolaLanguage<'_> {
    pub(super) fn is_own(&self) -> bool {
        self.prefix.is_empty()
    }

    /// What is added to `_index` in the names of its files.
    pub(super) fn suffix(&self) -> &str {
        &self.prefix
    }

    /// Whether all its pages have a feed. Of the site's own language, only the site itself tells.
    pub(super) fn has_feeds(&self) -> bool {
        self.tables.first().is_some_and(|table| has_feeds(table))
    }

    /// The names of its feeds. In old versions, they are those of the site.
    pub(super) fn feed_names(&self, settings: &Settings) -> Vec<String> {
        let named = |value: &Value| NAMES.iter().find_map(|key| at(value, &[key])).map(list);
        let own = self.tables.iter().find_map(|table| named(table).filter(|names| !names.is_empty()));
        let is_old = OLD.iter().any(|key| settings.get(&[key]).is_some());
        let of_site = || named(settings.get(&[])?.0).filter(|names| is_old && !names.is_empty());
        let default = || if settings.is_true(&["generate_rss"]) { "rss.xml" } else { "atom.xml" };
        own.or_else(of_site).unwrap_or_else(|| vec![default().to_owned()])
    }

    /// Its taxonomies.
    pub(super) fn taxonomies(&self) -> impl Iterator<Item = &Value> {
        let tables = self.tables.iter().filter_map(|table| at(table, &["taxonomies"])?.as_array());
        tables.flatten()
    }

    /// The title and description of the site in it.
    pub(super) fn texts(&self) -> PresetLanguage {
        let of = |key: &str| self.tables.iter().find_map(|table| text(table, &[key]));
        PresetLanguage { title: of("title"), description: of("description"), ..PresetLanguage::default() }
    }
}

/// Whether a table turns feeds on.
pub(super) fn has_feeds(table: &Value) -> bool {
    HAS_FEEDS.iter().any(|key| is_true(table, &[key]))
}
