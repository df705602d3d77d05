//! A preset in, the same without values that other programs accept and we do not: URLs that work nowhere else, locales,
//! time zones that are in no database.

use crate::check::registered_language;
use crate::diagnostic::Diagnostic;
use crate::feed::{Language, Url};
use crate::site::rules::{Detected, Preset, Project};
use crate::site::zone::Zone;

use super::UNREAD_SETTING;

/// Removes and reports values that are invalid in our configuration.
#[must_use]
pub(crate) fn usable(mut preset: Preset, project: Project<'_>) -> Preset {
    let mut found = Vec::new();
    let mut discard_if =
        |value: &mut Option<Detected>, key: &str, why: &dyn Fn(&str) -> Option<&'static str>| {
            if let Some((known, why)) = value.as_ref().and_then(|known| Some((known, why(&known.value)?))) {
                let message = format!("`{}` was ignored: {why}", known.value.escape_debug());
                let finding = Diagnostic::new(&UNREAD_SETTING, message).at(project.place(&known.from));
                found.push(finding.help(format!("write {key} into feedwright.toml")));
                *value = None;
            }
        };
    discard_if(&mut preset.base_url, "base-url = \"https://…/\"", &unreachable);
    discard_if(&mut preset.timezone, "timezone = \"Asia/Jakarta\"", &|zone| {
        Zone::named(zone).is_none().then_some("it is not a time zone of the IANA database")
    });
    // Other programs accept a locale such as `en_US.UTF-8`.
    if let Some(language) = &mut preset.language {
        language.value = tag(&language.value);
    }
    discard_if(&mut preset.language, "language = \"en\"", &|tag| {
        Language::parse(tag).is_none().then_some("it is not a BCP 47 tag")
    });
    found.extend(preset.language.as_ref().and_then(|known| unregistered(known, project)));
    if let Some(known) = &mut preset.base_url {
        // With a trailing slash, as in every URL of the feeds.
        known.value = Url::parse(&known.value)
            .and_then(|url| url.below(""))
            .map_or(known.value.clone(), |url| url.to_string());
    }
    let own = preset.language.as_ref().and_then(|known| Language::parse(&known.value));
    preset.languages.retain(|tag, _| Language::parse(tag).is_some_and(|tag| Some(tag) != own));
    for feed in &mut preset.feeds {
        feed.is_generated = true;
    }
    preset.found.extend(found);
    preset
}

/// The finding about a language that no registry knows, such as a country.
fn unregistered(known: &Detected, project: Project<'_>) -> Option<Diagnostic> {
    let right = registered_language(&known.value);
    (right.as_ref() != Some(&known.value)).then_some(())?;
    let instead = right.map_or_else(|| "feeds do not name it".to_owned(), |tag| format!("feeds say `{tag}`"));
    let message = format!("`{}` is not a registered language, so {instead}", known.value.escape_debug());
    let finding =
        Diagnostic::new(&UNREAD_SETTING, message).help("write language = \"en\" into feedwright.toml");
    let is_file = project.text(&known.from).is_some();
    Some(if is_file { finding.at(project.place(&known.from)) } else { finding })
}

/// `en_US.UTF-8` as `en-US`
fn tag(locale: &str) -> String {
    locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-")
}

/// The reason why a URL is not the URL of a site.
fn unreachable(text: &str) -> Option<&'static str> {
    match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => Some("it is not an http or https URL"),
        Ok(url) if url.as_str().contains(['?', '#']) => Some("it has a query or a fragment"),
        Ok(url) if url.is_local() => Some("it works only on one machine or network"),
        Ok(_) => None,
        Err(_) => Some("it is not an absolute URL"),
    }
}
