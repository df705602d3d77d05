//! The settings of a site in; its subsites, one for each other language, out, as the plugin `i18n_subsites` makes them. Each is
//! a site of its own in the folder of its language, with articles in that language alone, which the main site then lacks.

use serde_json::Value;

use crate::feed::Language;
use crate::site::generators::settings::{Settings, text};

/// A site in another language.
#[derive(Clone, Debug)]
pub(super) struct Subsite {
    /// Its language, which is its folder.
    pub(super) key: String,
    pub(super) tag: Language,
    /// The settings that it has instead of those of the main site.
    pub(super) settings: Value,
}

/// The subsites of a site.
pub(super) fn all(settings: &Settings) -> Vec<Subsite> {
    let plugins = settings.list(&["PLUGINS"]);
    let has_plugin = plugins.iter().any(|plugin| plugin.ends_with("i18n_subsites"));
    let sites = settings.entries(&["I18N_SUBSITES"]).into_iter().filter(|_| has_plugin);
    let subsite = |(key, own): (&String, &Value)| {
        let tag = Language::parse(&key.replace('_', "-"))?;
        Some(Subsite { key: key.clone(), tag, settings: own.clone() })
    };
    sites.filter_map(subsite).collect()
}

impl Subsite {
    /// The pattern of the pages of its articles, where the main site has this one.
    pub(super) fn pattern(&self, of_main: &str) -> String {
        let own = text(&self.settings, &["ARTICLE_URL"]).unwrap_or_else(|| of_main.to_owned());
        format!("{}/{}", self.key, own.trim_start_matches('/'))
    }
}
