//! The pages of tags and categories, which jekyll-archives makes.

use std::sync::Arc;

use super::urls::slugified;
use crate::site::feed_config::Each;
use crate::site::function::Function;
use crate::site::generators::settings::Settings;
use crate::site::rules::TermPages;

/// The pages of the terms that have pages on the site.
pub(super) fn pages(settings: &Settings) -> Vec<TermPages> {
    let plugins = [settings.list(&["plugins"]), settings.list(&["gems"])].concat();
    let has_plugin = plugins.iter().any(|plugin| plugin == "jekyll-archives");
    let mode = settings.text(&["jekyll-archives", "slug_mode"]).map(|mode| mode.value);
    let is_pretty = match mode.as_deref() {
        None | Some("default") => false,
        Some("pretty") => true,
        Some(_) => return Vec::new(),
    };
    let kinds = [(Each::Tag, "tags"), (Each::Category, "categories")].into_iter();
    let archived = kinds.filter(|(_, name)| has_plugin && is_enabled(settings, name));
    let pages = archived.map(|(each, _)| {
        let pattern = settings.text(&["jekyll-archives", "permalinks", each.as_str()]);
        let pattern = pattern.map_or_else(|| format!("/{}/:name/", each.as_str()), |pattern| pattern.value);
        TermPages {
            slug: Some(Function::new(Arc::new(move |term: &str| slugified(term, is_pretty).to_lowercase()))),
            ..TermPages::new(each, &pattern.replace(":name", &each.placeholder()))
        }
    });
    pages.filter(|pages| !pages.page.contains(':')).collect()
}

/// Whether there are pages of a kind of terms.
fn is_enabled(settings: &Settings, name: &str) -> bool {
    let enabled = settings.list(&["jekyll-archives", "enabled"]);
    enabled.iter().any(|kind| kind == name || kind == "all" || kind == "true")
}
