//! The configuration of a site in, its address and texts that are about the site alone out.

use super::liquid::{Pattern, Values};
use crate::site::generators::settings::Settings;
use crate::site::rules::{Detected, Project};

/// The address of a site: that of its configuration, or of GitHub Pages.
pub(super) fn address(project: Project<'_>, settings: &Settings) -> Option<Detected> {
    let base_path = base_path(settings);
    if let Some(url) = settings.text(&["url"]) {
        return Some(Detected::new(format!("{}{base_path}/", url.value), &url.from));
    }
    let domain =
        project.text("CNAME").and_then(|text| text.lines().next().map(|line| line.trim().to_owned()));
    if let Some(domain) = domain.filter(|domain| !domain.is_empty()) {
        return Some(Detected::new(format!("https://{domain}{base_path}/"), "CNAME"));
    }
    let repository = settings.text(&["repository"])?;
    let (owner, name) = repository.value.split_once('/')?;
    let host = format!("{}.github.io", owner.to_lowercase());
    let is_own = name.eq_ignore_ascii_case(&host);
    let folder = if base_path.is_empty() && !is_own { format!("/{name}") } else { base_path };
    Some(Detected::new(format!("https://{host}{folder}/"), &repository.from))
}

/// The text of a pattern that is about the site alone.
pub(super) fn text_of_site(pattern: &Pattern, project: Project<'_>, settings: &Settings) -> Option<String> {
    let address = address(project, settings)?.value;
    let (base, base_path) = (address.trim_end_matches('/'), base_path(settings));
    let of = |name: &str| match name.strip_prefix("site.")? {
        "url" => Some(base.strip_suffix(base_path.as_str()).unwrap_or(base).to_owned()),
        "baseurl" => Some(base_path.clone()),
        setting => settings.text(&setting.split('.').collect::<Vec<_>>()).map(|text| text.value),
    };
    pattern.text(&Values { of: &of, base, base_path: &base_path })
}

/// `baseurl`, without a slash at its end.
pub(super) fn base_path(settings: &Settings) -> String {
    let path = settings.text(&["baseurl"]).map(|path| path.value).unwrap_or_default();
    let path = path.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}
