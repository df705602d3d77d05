//! A valid configuration, as all stages see it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveTime, Utc};

use super::browsers::Companion;
use super::pattern::Pattern;
use crate::check::{Profile, registered_language};
use crate::diagnostic::{Levels, Place};
use crate::feed::{Language, Person, Text, Url};
use crate::published::Table;
use crate::root;
use crate::site::feed_config::FeedConfig;
use crate::site::file_name::{self, are_related};
use crate::site::id_policy::IdPolicy;
use crate::site::pins::Pins;
use crate::site::rules::{DateFrom, OwnFeed, SiteRules, UpdatedFrom};
use crate::site::zone::Zone;

/// A valid configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    /// Its file.
    pub file: PathBuf,
    /// The folder that relative paths are resolved against.
    pub project: PathBuf,
    /// `[site]`
    pub site: Site,
    /// `[content]`
    pub content: Content,
    /// `[slugs]`: case-folded terms and their path parts.
    pub slugs: BTreeMap<String, String>,
    /// `[output] dir`, below the project, or `--output`.
    pub output: PathBuf,
    /// `[output] companion`
    pub companion: Option<Companion>,
    /// `[check]`
    pub check: CheckConfig,
    /// `[[feed]]`, or the three default ones.
    pub feeds: Vec<FeedConfig>,
    /// The files and folders of the project in which the configuration of the site's generator was looked for.
    pub read: BTreeSet<String>,
}

impl Config {
    /// The content folder.
    #[must_use]
    pub(crate) fn content_dir(&self) -> PathBuf {
        root::or_current_dir(&root::without_dots(&self.project.join(&self.content.dir))).to_path_buf()
    }

    /// The URL of the document at a path below the output folder: the one that its feed says, or else the path on the site.
    #[must_use]
    pub(crate) fn url_of(&self, path: &str) -> Option<Url> {
        let said = self.feeds.iter().find_map(|feed| feed.url_at(path, &self.site.base_url));
        said.or_else(|| self.site.base_url.file_below(path).ok())
    }

    /// The feed whose document is at a path below the output folder.
    #[must_use]
    pub(crate) fn feed_at(&self, path: &str) -> Option<&FeedConfig> {
        self.feeds.iter().find(|feed| feed.path == path || feed.fans_out_to(path))
    }

    /// Where the settings are of the feed whose document is at a path.
    #[must_use]
    pub(crate) fn table_of(&self, path: &str) -> Table<'_> {
        let feed = self.feed_at(path).filter(|feed| feed.place.is_some());
        feed.map_or(Table::Nowhere, |feed| Table::At(&feed.path))
    }

    /// The folders with articles: the content folder, or several in it.
    #[must_use]
    pub(crate) fn content_folders(&self) -> Vec<PathBuf> {
        let content = self.content_dir();
        if self.content.folders.is_empty() {
            return vec![content];
        }
        self.content.folders.iter().map(|folder| root::without_dots(&content.join(folder))).collect()
    }
}

/// How documents are checked: `[check]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CheckConfig {
    /// `deny` and `allow`
    pub levels: Levels,
    /// `profiles`: the sets of rules for particular consumers.
    pub profiles: Vec<Profile>,
    /// `links`: whether links into the site have to lead somewhere.
    pub links: bool,
}

/// The site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Site {
    /// Its URL; the path ends with a slash.
    pub base_url: Url,
    /// The published documents to compare with: a file or a folder of the project, or a URL.
    pub against: Option<String>,
    /// The place of that in the configuration.
    pub against_place: Option<Place>,
    /// Its title.
    pub title: Text,
    /// Its description.
    pub description: Option<Text>,
    /// Its default language.
    pub language: Option<Language>,
    /// The time zone of dates without one; `None` if it is not configured, which means UTC.
    pub timezone: Option<Zone>,
    /// Its authors.
    pub authors: Vec<Person>,
    /// Its copyright notice.
    pub rights: Option<Text>,
    /// A wide image.
    pub logo: Option<SitePicture>,
    /// A square image.
    pub icon: Option<SitePicture>,
    /// The languages for file suffixes and fan-out.
    pub languages: BTreeMap<Language, SiteLanguage>,
    /// Whether its generator, or its articles for that, name languages, so that a tag that is not registered is no mistake in
    /// our configuration.
    pub has_foreign_tags: bool,
}

/// A picture of the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SitePicture {
    /// Its URL.
    pub url: Url,
    /// Where it is in the configuration.
    pub place: Place,
}

impl Site {
    /// An instant in the site's time zone.
    #[must_use]
    pub(crate) fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        self.timezone.as_ref().map_or_else(|| instant.fixed_offset(), |zone| zone.at(instant))
    }

    /// A language as documents name it. A tag of another program that is not registered is the one that it seems to mean, or
    /// none.
    #[must_use]
    pub(crate) fn shown_language(&self, language: &Language) -> Option<Language> {
        if self.has_foreign_tags {
            Language::parse(&registered_language(language.as_str())?)
        } else {
            Some(language.clone())
        }
    }

    /// Whether articles may be in a language.
    #[must_use]
    pub(crate) fn has_language(&self, language: &Language) -> bool {
        self.languages.contains_key(language) || self.language.as_ref() == Some(language)
    }
}

/// Settings of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SiteLanguage {
    /// The site's title in it.
    pub title: Option<Text>,
    /// The site's description in it.
    pub description: Option<Text>,
    /// The copyright notice in it, which only the site's generator may have.
    pub rights: Option<Text>,
}

/// The location of articles, and how their paths are used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    /// The content folder, below the project; empty for the project itself.
    pub dir: PathBuf,
    /// Its place, if the configuration itself names it.
    pub dir_place: Option<Place>,
    /// The folders in it with articles, if the configuration names several; empty for all of it.
    pub folders: Vec<String>,
    /// Patterns of files to include; empty means all.
    pub include: Vec<String>,
    /// Patterns of files to exclude.
    pub exclude: Vec<String>,
    /// The patterns of both that the configuration itself has, with their places.
    pub written_patterns: Vec<(String, Place)>,
    /// Whether the configuration says which files are articles, even by a list without patterns.
    pub chooses_files: bool,
    /// `/{language}/{dir}/{slug}/`; `None` for the pages of the site's rules.
    pub permalink: Pattern,
    /// The sources of dates, in order.
    pub date_from: Vec<DateFrom>,
    /// The sources of the dates of last changes, in order.
    pub updated_from: Vec<UpdatedFrom>,
    /// The place of `git` among these sources, if the configuration itself names it.
    pub git: Option<Place>,
    /// The time of dates without one.
    pub default_time: NaiveTime,
    /// Where the pages of articles are.
    pub pages: BuiltPages,
    /// Where the texts of articles come from.
    pub body_from: BodyFrom,
    /// The CSS selector of the text on a page; `None` for the usual elements.
    pub page_body: Option<String>,
    /// The ids of articles without an id in their metadata.
    pub id: IdPolicy,
    /// The file of ids by article, and these ids, once it is read.
    pub pins: Option<(PathBuf, Pins)>,
    /// The feed that the site's generator writes by itself.
    pub own_feed: Option<OwnFeed>,
    /// Whether the site has podcasts, so that the tags of recordings count as metadata.
    pub has_shows: bool,
    /// The conventions of the site.
    pub rules: SiteRules,
}

impl Content {
    /// Whether a file or folder of the content folder is, contains, or is in a folder with articles.
    #[must_use]
    pub(crate) fn may_contain(&self, path: &str) -> bool {
        let is_in_folders = || self.folders.iter().any(|folder| are_related(folder, path));
        (self.folders.is_empty() || is_in_folders()) && self.rules.names.may_contain(path)
    }

    /// Whether the site has a generator, which says what its names and keys mean.
    pub(crate) fn has_own_conventions(&self) -> bool {
        self.rules.is_article.is_some() || self.rules.keys.is_open
    }

    /// The folders of a path below the content folder whose names may withhold articles: neither those that `dir` names, nor
    /// those that `ignore-keys` does. With a generator, that one says what is there.
    pub(crate) fn unnamed_folders<'p>(&self, path: &'p str) -> impl Iterator<Item = &'p str> {
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        let below = |named: &String| {
            if folders == named { Some("") } else { file_name::below(folders, named) }
        };
        let named = self.folders.iter().find_map(below);
        let folders = if self.has_own_conventions() { "" } else { named.unwrap_or(folders) };
        folders.split('/').filter(|name| !name.is_empty() && !self.rules.keys.is_ignored(name))
    }

    /// Where a file below the content folder is below the folder of the built site, if it is a page of that.
    #[must_use]
    pub(crate) fn file_on_site(&self, path: &str) -> String {
        let dir = self.dir.strip_prefix(&self.pages.dir).unwrap_or(Path::new(""));
        file_name::join(&root::slashed(dir), path)
    }

    /// Whether dates come from the project's git repository.
    #[must_use]
    pub(crate) fn uses_git(&self) -> bool {
        self.date_from.contains(&DateFrom::Git) || self.updated_from.contains(&UpdatedFrom::Git)
    }
}

/// The built site, with the pages of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BuiltPages {
    /// Its folder, below the project.
    pub dir: PathBuf,
    /// Whether the pages have the addresses of articles, since no pattern and no rule makes them.
    pub have_addresses: bool,
    /// The file whose program makes the addresses, if that is why pages are needed.
    pub computed_in: Option<String>,
    /// The command that builds the site, if its generator is known.
    pub command: Option<&'static str>,
}

impl BuiltPages {
    /// What to do if pages are missing.
    #[must_use]
    pub(crate) fn build_first(&self) -> String {
        match self.command {
            Some(command) => format!("build the site first: `{command}`"),
            None => "build the site first".to_owned(),
        }
    }
}

/// Where the texts of articles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum BodyFrom {
    /// Their sources.
    #[default]
    Source,
    /// Their pages on the built site.
    Page,
}

impl BodyFrom {
    /// The names in the configuration.
    pub(crate) const NAMES: &[(&str, BodyFrom)] = &[("source", BodyFrom::Source), ("page", BodyFrom::Page)];
}

impl Default for Content {
    fn default() -> Content {
        Content {
            dir: PathBuf::from("content"),
            dir_place: None,
            folders: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            written_patterns: Vec::new(),
            chooses_files: false,
            permalink: Pattern::default(),
            date_from: vec![DateFrom::Metadata, DateFrom::Filename],
            updated_from: vec![UpdatedFrom::Metadata],
            git: None,
            default_time: NaiveTime::MIN,
            pages: BuiltPages::default(),
            body_from: BodyFrom::default(),
            page_body: None,
            id: IdPolicy::Permalink,
            pins: None,
            own_feed: None,
            has_shows: false,
            rules: SiteRules::default(),
        }
    }
}
