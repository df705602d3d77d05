//! The configuration and the Gemfile of a site in; whether it uses a plugin out.

use crate::site::generators::settings::Settings;
use crate::site::rules::Project;

/// Whether the site uses a plugin.
pub(super) fn has_plugin(project: Project<'_>, settings: &Settings, name: &str) -> bool {
    let plugins = settings.list(&["plugins"]).into_iter().chain(settings.list(&["gems"]));
    let in_gemfile = || {
        let gemfile = project.text("Gemfile").unwrap_or_default();
        let mut lines = gemfile.lines().filter(|line| !line.trim_start().starts_with('#'));
        gemfile.contains(":jekyll_plugins") && lines.any(|line| line.contains(name))
    };
    plugins.into_iter().any(|plugin| plugin == name) || in_gemfile()
}
