//! A folder in; a configuration for its site, or a small new site, as edits out. The site's generator is detected by
//! its files, and its configuration is read for our settings. Uncertain values become commented-out keys with an
//! example, since a wrong URL would show every article as new. Writes no files.

mod astro;
mod config;
mod eleventy;
mod folder;
mod hugo;
mod jekyll;
mod literals;
mod naming;
mod pages;
mod pattern;
mod pelican;
mod plain;
mod settings;
mod tokens;
mod validate;
mod zola;

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};

use super::Edit;
use crate::diagnostic::Diagnostic;
pub(crate) use folder::Folder;
use naming::Naming;
pub(crate) use pages::pages;
pub(crate) use pattern::Pattern;

/// The name of the configuration file.
pub(crate) const CONFIG: &str = "feedwright.toml";

/// Options from the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'w> {
    /// The URL of the site; overrides the generator's configuration.
    pub base_url: Option<&'w str>,
    /// The title of the site; overrides the generator's configuration.
    pub title: Option<&'w str>,
    /// The date of the first article of a new site.
    pub now: DateTime<Utc>,
}

/// A value and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    /// The value.
    pub value: String,
    /// The file or other source that it comes from.
    pub from: String,
}

impl Detected {
    fn new(value: impl Into<String>, from: &str) -> Detected {
        Detected { value: value.into(), from: from.to_owned() }
    }
}

/// Information about a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Its URL.
    pub base_url: Option<Detected>,
    /// The title of the site; overrides the generator's configuration.
    pub title: Option<Detected>,
    /// Its description.
    pub description: Option<Detected>,
    /// Its default language.
    pub language: Option<Detected>,
    /// The time zone of dates without one.
    pub timezone: Option<Detected>,
    /// Its author.
    pub author: Option<Detected>,
    /// Its other languages, with the site's title and description in them.
    pub languages: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The folder of the articles.
    pub content: Option<Detected>,
    /// The files in it that are articles; empty for all.
    pub include: Vec<String>,
    /// The files in it that are not articles.
    pub exclude: Vec<String>,
    /// The pattern of the paths of pages.
    pub permalink: Pattern,
    /// A remark about the pattern: a sentence after a space.
    pub about_permalink: &'static str,
    /// The sources of dates; empty for Feedwright's default.
    pub date_from: &'static [&'static str],
    /// The folder of pages and feeds.
    pub output: Option<Detected>,
    /// The generator's own feed: path, format, and number of entries.
    pub feed: Option<(String, &'static str, String)>,
    /// How the generator makes slugs of file names.
    naming: Naming,
    /// Settings that could not be used.
    pub found: Vec<Diagnostic>,
}

/// A site generator.
#[derive(Debug)]
pub(crate) struct Generator {
    /// Its name.
    pub name: &'static str,
    /// The command that builds a site.
    pub command: &'static str,
    /// How to turn off its own feed.
    pub turn_off: &'static str,
    /// How the ids of its own feed differ from the URLs of pages; empty if they do not.
    pub other_ids: &'static str,
    /// A key of the metadata that hides an article, with its values that do so, if Feedwright does not know this key.
    hidden_by: Option<(&'static str, &'static [&'static str])>,
    /// Returns a file that shows that a folder is a site of this generator.
    detect: fn(&Folder<'_>) -> Option<String>,
    /// Reads a site, given the file that identified it.
    facts: fn(&Folder<'_>, &str) -> Facts,
}

/// The known generators, in order of detection.
pub(crate) static GENERATORS: &[&Generator] =
    &[&zola::ZOLA, &hugo::HUGO, &jekyll::JEKYLL, &eleventy::ELEVENTY, &astro::ASTRO, &pelican::PELICAN];

/// The generator and facts detected in a folder, and the edits to be written.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The site's generator, and the file that identified it.
    pub generator: Option<(&'static Generator, String)>,
    /// Other generators with files in the folder, and those files.
    pub others: Vec<(&'static str, String)>,
    /// Whether the folder is empty, so that a small site is created.
    pub is_new: bool,
    /// The facts about the site.
    pub facts: Facts,
    /// The files to be created.
    pub edits: Vec<Edit>,
}

/// Determines the edits for a folder.
#[must_use]
pub(crate) fn site(folder: &Folder<'_>, request: Request<'_>) -> Plan {
    let known = |generator: &&'static Generator| Some((*generator, (generator.detect)(folder)?));
    let mut detected: Vec<_> = GENERATORS.iter().filter_map(known).collect();
    let generator = (!detected.is_empty()).then(|| detected.remove(0));
    let others = detected.into_iter().map(|(generator, file)| (generator.name, file)).collect();
    let is_new = generator.is_none() && plain::is_empty(folder);
    let mut facts = match &generator {
        Some((generator, file)) => (generator.facts)(folder, file),
        None if is_new => plain::starter(),
        None => plain::facts(folder),
    };
    facts.found.extend(facts.permalink.finding(folder));
    // A generator's value that the user overrides is not validated.
    facts.base_url = facts.base_url.filter(|_| request.base_url.is_none());
    validate::discard_invalid(&mut facts, folder);
    if let Some(url) = request.base_url {
        facts.base_url = Some(Detected::new(url, "--base-url"));
    }
    if let Some(title) = request.title {
        facts.title = Some(Detected::new(title, "--title"));
    }
    let text = config::text(&facts, generator.as_ref().map(|(generator, _)| *generator));
    let file = |path: &str, text: String| Edit {
        file: folder.root.join(path),
        before: None,
        after: text.into_bytes(),
    };
    let mut edits = vec![file(CONFIG, text)];
    if is_new {
        let date = request.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        edits.extend(plain::ARTICLES.iter().map(|(path, text)| file(path, text.replace(plain::DATE, &date))));
    }
    Plan { generator, others, is_new, facts, edits }
}
