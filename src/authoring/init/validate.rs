//! Facts in, valid facts and findings out. Removes values that other programs accept and we do not: unreachable URLs,
//! locales, nonstandard time zones.

use super::{CONFIG, Detected, Facts, Folder};
use crate::authoring::UNREAD_SETTING;
use crate::diagnostic::Diagnostic;
use crate::feed::{Language, Url};
use crate::site::zone::Zone;

/// Removes and reports values that are invalid in our configuration.
pub(super) fn discard_invalid(facts: &mut Facts, folder: &Folder<'_>) {
    let mut found = Vec::new();
    let mut discard_if =
        |value: &mut Option<Detected>, key: &str, why: &dyn Fn(&str) -> Option<&'static str>| {
            if let Some((known, why)) = value.as_ref().and_then(|known| Some((known, why(&known.value)?))) {
                let message = format!("`{}` was ignored: {why}", known.value.escape_debug());
                let finding = Diagnostic::new(&UNREAD_SETTING, message).at(folder.place(&known.from));
                found.push(finding.help(format!("write {key} into {CONFIG}")));
                *value = None;
            }
        };
    discard_if(&mut facts.base_url, "base-url = \"https://…/\"", &unreachable);
    if let Some(known) = &mut facts.base_url {
        // With a trailing slash, as in every URL of the feeds.
        known.value = Url::parse(&known.value)
            .and_then(|url| url.below(""))
            .map_or(known.value.clone(), |url| url.to_string());
    }
    discard_if(&mut facts.timezone, "timezone = \"Asia/Jakarta\"", &|zone| {
        Zone::named(zone).is_none().then_some("it is not a time zone of the IANA database")
    });
    // Other programs accept a locale such as `en_US.UTF-8`.
    if let Some(language) = &mut facts.language {
        language.value = tag(&language.value);
    }
    discard_if(&mut facts.language, "language = \"en\"", &|tag| {
        Language::parse(tag).is_none().then_some("it is not a BCP 47 tag")
    });
    let default = facts.language.as_ref().and_then(|known| Language::parse(&known.value));
    facts.languages.retain(|tag, _| Language::parse(tag).is_some_and(|tag| Some(tag) != default));
    facts.found.extend(found);
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
