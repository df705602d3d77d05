//! `feedwright.toml`: what the user wants, checked as a whole before anything else happens.

use chrono::NaiveTime;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::Place;
use crate::model::feed::{Id, Person};
use crate::model::language::Language;
use crate::model::text::Text;
use crate::model::url::Url;

/// A valid configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The folder that relative paths start at.
    pub project: PathBuf,
    /// `[site]`
    pub site: Site,
    /// `[content]`
    pub content: Content,
    /// `[slugs]`: terms and the path parts they get.
    pub slugs: BTreeMap<String, String>,
    /// `[output] dir`, below the project or as `--output` says.
    pub output: PathBuf,
    /// `[[feed]]`, or the three default ones.
    pub feeds: Vec<FeedConfig>,
}

/// The site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Where it is published; its path ends in a slash.
    pub base_url: Url,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// Its own language.
    pub language: Option<Language>,
    /// The zone of dates without one; none if the configuration names none, which means UTC.
    pub timezone: Option<Tz>,
    /// Who writes it.
    pub authors: Vec<Person>,
    /// Who owns it.
    pub rights: Option<Text>,
    /// A wide picture.
    pub logo: Option<Url>,
    /// A square picture.
    pub icon: Option<Url>,
    /// The languages that file suffixes and fan-out know.
    pub languages: BTreeMap<Language, SiteLanguage>,
}

/// What is said differently in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteLanguage {
    /// The site's title in it.
    pub title: Option<Text>,
    /// The site's description in it.
    pub description: Option<Text>,
}

/// Where articles are, and what is taken from their paths.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The content folder, below the project.
    pub dir: PathBuf,
    /// Patterns of files to take; empty means all.
    pub include: Vec<String>,
    /// Patterns of files to leave.
    pub exclude: Vec<String>,
    /// `/{language}/{dir}/{slug}/`
    pub permalink: String,
    /// Where dates come from, in order.
    pub date_from: Vec<DateFrom>,
    /// The time of dates without one.
    pub default_time: NaiveTime,
}

/// Where an article's date may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFrom {
    /// `date` in its metadata.
    Metadata,
    /// `2026-04-01-…` in its file's name.
    Filename,
}

/// One `[[feed]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedConfig {
    /// What it fans out over.
    pub each: Option<Each>,
    /// Its path below the output folder; with `{tag}` and the like where it fans out.
    pub path: String,
    /// Its format's name: `rss`, `atom`, `json`.
    pub format: &'static str,
    /// How many entries; none means all.
    pub limit: Option<usize>,
    /// Whether entries carry their content.
    pub body: Body,
    /// Its title, if not the site's.
    pub title: Option<Text>,
    /// Its description, if not the site's.
    pub description: Option<Text>,
    /// Its Atom id, if not its URL.
    pub id: Option<Id>,
    /// What goes in.
    pub select: Select,
    /// Where its path stands in the configuration; none for a default feed.
    pub place: Option<Place>,
}

/// What a feed fans out over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// One feed per first folder.
    Section,
    /// One feed per tag.
    Tag,
    /// One feed per category.
    Category,
    /// One feed per author.
    Author,
    /// One feed per language.
    Language,
}

impl Each {
    /// Its name in `each`, in paths and in `select`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Each::Section => "section",
            Each::Tag => "tag",
            Each::Category => "category",
            Each::Author => "author",
            Each::Language => "language",
        }
    }
}

/// How much of an article its entry carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Summary and content.
    Full,
    /// Only the summary.
    Summary,
}

/// Which articles a feed takes: any value within a key, all keys together. An empty key takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// First folders.
    pub section: Vec<String>,
    /// Tags.
    pub tag: Vec<String>,
    /// Categories.
    pub category: Vec<String>,
    /// Names of authors.
    pub author: Vec<String>,
    /// Language ranges.
    pub language: Vec<Language>,
}
