//! What a generator's configuration says: the settings that `feedwright.toml` leaves open, and the rules of the site.

use std::collections::BTreeMap;
use std::path::Path;

use super::{DateFrom, SiteRules, UpdatedFrom};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::feed_config::FeedConfig;

/// A value and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    /// The value.
    pub value: String,
    /// The file or other source that it comes from.
    pub from: String,
}

impl Detected {
    /// A value from a file, or from a default that a phrase names.
    pub(crate) fn new(value: impl Into<String>, from: &str) -> Detected {
        Detected { value: value.into(), from: from.to_owned() }
    }
}

/// The feed that a generator writes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OwnFeed {
    /// The generator's name in sentences.
    pub generator: &'static str,
    /// Where it usually is.
    pub usual_paths: &'static [&'static str],
}

/// The settings of a site that its generator knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Preset {
    /// The site's URL.
    pub base_url: Option<Detected>,
    /// Its title.
    pub title: Option<Detected>,
    /// Its description.
    pub description: Option<Detected>,
    /// The rights of its texts.
    pub rights: Option<Detected>,
    /// Its own language.
    pub language: Option<Detected>,
    /// The time zone of dates without one.
    pub timezone: Option<Detected>,
    /// Its author.
    pub author: Option<Detected>,
    /// The author's email address, if the generator's own feed publishes it.
    pub email: Option<Detected>,
    /// The author's page.
    pub author_url: Option<Detected>,
    /// Its other languages.
    pub languages: BTreeMap<String, PresetLanguage>,
    /// The content folder.
    pub content: Option<Detected>,
    /// Patterns of files that are not articles.
    pub exclude: Vec<String>,
    /// The folder of the built site.
    pub output: Option<Detected>,
    /// The feed that the generator writes by itself.
    pub own_feed: Option<OwnFeed>,
    /// The command that builds the site.
    pub command: Option<&'static str>,
    /// The file with a program that makes the addresses of pages, so that only the built site has them.
    pub computed_pages: Option<String>,
    /// The sources of dates; `None` for Feedwright's own.
    pub date_from: Option<Vec<DateFrom>>,
    /// The sources of the dates of last changes; `None` for Feedwright's own.
    pub updated_from: Option<Vec<UpdatedFrom>>,
    /// The feeds that the generator makes.
    pub feeds: Vec<FeedConfig>,
    /// The rules of the site.
    pub rules: SiteRules,
    /// What is wrong with the generator's configuration.
    pub found: Vec<Diagnostic>,
    /// What of the site's own code that chooses the articles of the feeds was not understood. It does not matter to a site
    /// whose configuration chooses them itself.
    pub unread: Vec<Diagnostic>,
    /// What of the site's own code was not understood that keeps articles off the whole site. It matters until the configuration
    /// says which files are articles.
    pub unread_of_site: Vec<Diagnostic>,
    /// The findings about feeds that have summaries because it is not known for which articles their templates show whole texts.
    pub unread_bodies: Vec<Diagnostic>,
}

/// The texts of a site in another language than its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PresetLanguage {
    /// The site's title in it.
    pub title: Option<String>,
    /// Its description in it.
    pub description: Option<String>,
    /// The rights of its texts in it.
    pub rights: Option<String>,
}

/// The folder of a site, whose generator is to be asked.
#[derive(Clone, Copy)]
pub(crate) struct Project<'p> {
    /// Its path, as the user would name it.
    pub root: &'p Path,
    /// Reads the text of the file at a path below it; `None` if there is no such file.
    pub read: &'p dyn Fn(&str) -> Option<Result<String, Diagnostic>>,
    /// The paths of the files below a folder of it, relative to that folder, sorted.
    pub list: &'p dyn Fn(&str) -> Vec<String>,
    /// The content folder, if `feedwright.toml` names one.
    pub content: Option<&'p str>,
}

impl Project<'_> {
    /// The text of a file, if it can be read.
    #[must_use]
    pub(crate) fn text(&self, file: &str) -> Option<String> {
        (self.read)(file)?.ok()
    }

    /// The first of several files that exists.
    #[must_use]
    pub(crate) fn first<'n>(&self, files: &[&'n str]) -> Option<&'n str> {
        files.iter().copied().find(|file| (self.read)(file).is_some())
    }

    /// The place of a file.
    #[must_use]
    pub(crate) fn place(&self, file: &str) -> Place {
        Place::file(&self.root.join(file))
    }
}
