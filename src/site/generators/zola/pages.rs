//! The parts of an article in, the address of its page out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::languages::ZolaLanguage;
use super::slugs::Slugs;
use crate::feed::Language;
use crate::site::file_name::DateInName;
use crate::site::generators::folders::Folders;
use crate::site::generators::settings::Settings;
use crate::site::rules::{PageLocation, PageParts};

/// Where the pages of a site are, and what its sections say.
#[derive(Debug)]
pub(super) struct Pages {
    /// The languages besides the site's own, with their keys.
    languages: Vec<(Language, String)>,
    slugs: Slugs,
    keeps_dates: bool,
    pub(super) sections: Folders,
    /// The settings for templates.
    pub(super) extra: BTreeMap<String, Value>,
}

impl Pages {
    pub(super) fn of(settings: &Settings, languages: &[ZolaLanguage<'_>], sections: Folders) -> Pages {
        let others = languages.iter().filter(|language| !language.is_own());
        let extra = settings.entries(&["extra"]).into_iter();
        Pages {
            languages: others.map(|language| (language.tag.clone(), language.key.clone())).collect(),
            slugs: Slugs::of(settings, "paths"),
            keeps_dates: settings.is_true(&["slugify", "paths_keep_dates"]),
            sections,
            extra: extra.map(|(key, value)| (key.clone(), value.clone())).collect(),
        }
    }

    /// The key of the language of an article; empty if that is the site's own.
    pub(super) fn key_of(&self, parts: &PageParts<'_>) -> &str {
        let own = parts.language.filter(|_| !parts.is_site_language);
        let key = self.languages.iter().find(|(tag, _)| Some(tag) == own).map(|(_, key)| key.as_str());
        key.unwrap_or_default()
    }

    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        if let Some(path) = parts.text("path") {
            return PageLocation::At(format!("{}/", path.trim_matches('/')));
        }
        let name =
            if self.keeps_dates { parts.file_name.name } else { parts.file_name.words(DateInName::Instant) };
        let slug = self.slugs.slug(&parts.text("slug").unwrap_or_else(|| name.to_owned()));
        let path: Vec<_> = [self.key_of(parts), parts.file_name.dir, &slug]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        PageLocation::At(format!("{}/", path.join("/")))
    }
}
