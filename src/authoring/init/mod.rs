//! A configuration for an existing site, or a small new site: a folder in, edits out. A site's
//! generator is recognized by its files, and its configuration is read for Feedwright's settings. Values that are
//! uncertain become commented-out keys with an example: a wrong URL would announce every article anew.

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
mod sift;
mod tokens;
mod zola;

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};

use super::Edit;
use crate::diagnostic::Diagnostic;
pub(crate) use folder::Folder;
use naming::Naming;
pub(crate) use pages::pages;
pub(crate) use pattern::Pattern;

/// The configuration's name.
pub(crate) const CONFIG: &str = "feedwright.toml";

/// Options from the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'w> {
    /// The URL of the site; overrides the generator's configuration.
    pub base_url: Option<&'w str>,
    /// What it is called.
    pub title: Option<&'w str>,
    /// The date of the first article, where there is none yet.
    pub now: DateTime<Utc>,
}

/// A value, and the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The value.
    pub value: String,
    /// The file, or another source.
    pub from: String,
}

impl Known {
    fn new(value: impl Into<String>, from: &str) -> Known {
        Known { value: value.into(), from: from.to_owned() }
    }
}

/// Everything known about a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Its URL.
    pub base_url: Option<Known>,
    /// What it is called.
    pub title: Option<Known>,
    /// What it is about.
    pub description: Option<Known>,
    /// Its own language.
    pub language: Option<Known>,
    /// The zone of dates without one.
    pub timezone: Option<Known>,
    /// Its author.
    pub author: Option<Known>,
    /// Its other languages, with the site's title and description in them.
    pub languages: BTreeMap<String, (Option<String>, Option<String>)>,
    /// Where articles are.
    pub content: Option<Known>,
    /// Which of the files there are articles; none means all.
    pub include: Vec<String>,
    /// Which are not.
    pub exclude: Vec<String>,
    /// Where pages are.
    pub permalink: Pattern,
    /// What is to be known about that: a sentence behind a space.
    pub about_permalink: &'static str,
    /// Where dates come from; none means as Feedwright has it.
    pub date_from: &'static [&'static str],
    /// Where pages and feeds go.
    pub output: Option<Known>,
    /// The generator's own feed: path, format, and number of entries.
    pub feed: Option<(String, &'static str, String)>,
    /// What the generator makes of the names of files.
    naming: Naming,
    /// Settings that could not be used.
    pub found: Vec<Diagnostic>,
}

/// A site generator.
#[derive(Debug)]
pub(crate) struct Generator {
    /// Its name.
    pub name: &'static str,
    /// How it builds a site.
    pub command: &'static str,
    /// How its own feed is turned off.
    pub turn_off: &'static str,
    /// How the ids of its own feed differ from the pages' addresses; empty if they do not.
    pub other_ids: &'static str,
    /// A key of the metadata that keeps an article from being published, and its values that do; Feedwright does not
    /// know it.
    hides: Option<(&'static str, &'static [&'static str])>,
    /// The file that shows that a folder is its work.
    recognise: fn(&Folder<'_>) -> Option<String>,
    /// What it knows about the site; the file that showed it goes in.
    facts: fn(&Folder<'_>, &str) -> Facts,
}

/// The known generators, in order of detection.
pub(crate) static GENERATORS: &[&Generator] =
    &[&zola::ZOLA, &hugo::HUGO, &jekyll::JEKYLL, &eleventy::ELEVENTY, &astro::ASTRO, &pelican::PELICAN];

/// What was found in a folder, and the edits.
#[derive(Debug)]
pub(crate) struct Made {
    /// The program that makes its site, and the file that showed it.
    pub generator: Option<(&'static Generator, String)>,
    /// Other programs whose files are there, too, and those files.
    pub others: Vec<(&'static str, String)>,
    /// Whether there was nothing, so that a small site is to be made.
    pub is_new: bool,
    /// What is known.
    pub facts: Facts,
    /// The files to be made.
    pub edits: Vec<Edit>,
}

/// Determines the edits for a folder.
#[must_use]
pub(crate) fn site(folder: &Folder<'_>, request: Request<'_>) -> Made {
    let known = |generator: &&'static Generator| Some((*generator, (generator.recognise)(folder)?));
    let mut recognised: Vec<_> = GENERATORS.iter().filter_map(known).collect();
    let generator = (!recognised.is_empty()).then(|| recognised.remove(0));
    let others = recognised.into_iter().map(|(generator, file)| (generator.name, file)).collect();
    let is_new = generator.is_none() && plain::is_empty(folder);
    let mut facts = match &generator {
        Some((generator, file)) => (generator.facts)(folder, file),
        None if is_new => plain::starter(),
        None => plain::facts(folder),
    };
    facts.found.extend(facts.permalink.finding(folder));
    // What the user says instead needs no word about what the generator says.
    facts.base_url = facts.base_url.filter(|_| request.base_url.is_none());
    sift::sift(&mut facts, folder);
    if let Some(url) = request.base_url {
        facts.base_url = Some(Known::new(url, "--base-url"));
    }
    if let Some(title) = request.title {
        facts.title = Some(Known::new(title, "--title"));
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
    Made { generator, others, is_new, facts, edits }
}
