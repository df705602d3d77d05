//! `feedwright.toml` in, a valid configuration or findings out. It is checked completely before anything else is done.

mod pattern;
mod raw;
pub(crate) mod validate;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveTime, Utc};
pub(crate) use pattern::{PLACEHOLDERS, Pattern, Piece, Placeholder};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::check::Profile;
use crate::diagnostic::{Code, Diagnostic, Levels, Place, Severity, codes};
use crate::feed::{Format, Id, Language, Person, Text, Url};
use crate::site::fields::{self, Fields, Node, Syntax, Table, Value};
use crate::site::files::SourceText;
use crate::site::id_policy::IdPolicy;
use crate::site::zone::Zone;

/// The default number of entries in a feed.
pub(crate) const DEFAULT_LIMIT: usize = 20;

codes! {
    DUPLICATE_PATH "duplicate-path" Error "two feeds with the same path" "";
    EXAMPLE_BASE_URL "example-base-url" Warning "site on a host that is reserved for examples" "RFC 2606";
    ID_OF_HOST "id-of-host" Warning "generated ids that change with the site's host" "RFC 4151 §2.1"
        "A tag: URI contains a domain and a date on which you owned it, and stays valid when you give up the domain. \
         Without `id-authority` it contains the site's host: moving to another host would publish every article \
         again.";
    INVALID_SETTING "invalid-setting" Error "invalid value of a setting" "";
    LOCAL_BASE_URL "local-base-url" Error "site whose URL works only on one machine or network" "RFC 6761";
    MISSING_BASE_URL "missing-base-url" Error "missing base URL" "";
    PATH_LEAVES_OUTPUT "path-leaves-output" Error "document outside of the output folder" "";
    UNKNOWN_SETTING "unknown-setting" Error "unknown key in the configuration" "";
}

/// Command-line options that override the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overrides {
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--output`
    pub output: Option<PathBuf>,
    /// `--allow-local`
    pub allow_local: bool,
}

/// Reads the configuration in `text` from `file`. The file's folder is the project. With a base URL from the command
/// line, an empty text is valid, too. `codes` are the codes that it may name. `None` if there is an error among the
/// findings.
#[must_use]
pub(crate) fn read(
    file: &Path,
    text: &str,
    overrides: &Overrides,
    codes: &[&Code],
) -> (Option<Config>, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let project = file.parent().unwrap_or(Path::new(""));
    let config = tables(&table, source, &mut found, project, (overrides, codes));
    let valid = found.iter().all(|finding| finding.severity != Severity::Error);
    (config.filter(|_| valid), found)
}

fn tables(
    table: &Table<'_>,
    source: SourceText<'_>,
    found: &mut Vec<Diagnostic>,
    project: &Path,
    (overrides, codes): (&Overrides, &[&Code]),
) -> Option<Config> {
    let mut root = Fields::new(table, Syntax::Toml, source, found);
    let empty = Table::default();
    let site_table = root.table("site").map_or(&empty, |table| table.value);
    let content_table = root.table("content").map_or(&empty, |table| table.value);
    let slugs_table = root.table("slugs").map_or(&empty, |table| table.value);
    let output_table = root.table("output").map_or(&empty, |table| table.value);

    let mut fields = root.inside(site_table);
    let base_url = base_url(&mut fields, overrides);
    // Without a base URL, the rest is still read, so that one run finds every mistake.
    let known = base_url.is_some();
    let base_url = base_url.or_else(|| Url::parse("https://example.org/").ok())?;
    let site = raw::site(&mut fields, base_url);
    fields.finish(&UNKNOWN_SETTING);

    let mut fields = root.inside(content_table);
    let content = raw::content(&mut fields, &site.base_url);
    fields.finish(&UNKNOWN_SETTING);

    let slugs = raw::slugs(&mut root, slugs_table);
    let mut fields = root.inside(output_table);
    let dir = fields.text("dir").map_or(PathBuf::from("public"), |dir| dir.value.into());
    fields.finish(&UNKNOWN_SETTING);

    let check = check_table(&mut root, codes);
    let feeds = feeds(&mut root);
    root.finish(&UNKNOWN_SETTING);
    let output = overrides.output.clone().unwrap_or_else(|| project.join(dir));
    known.then(|| Config { project: project.to_path_buf(), site, content, slugs, output, check, feeds })
}

/// Reads only `[check]` from a configuration. `None` if there is an error among the findings.
#[must_use]
pub(crate) fn check(file: &Path, text: &str, codes: &[&Code]) -> (Option<CheckConfig>, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let config = check_table(&mut Fields::new(&table, Syntax::Toml, source, &mut found), codes);
    let valid = found.iter().all(|finding| finding.severity != Severity::Error);
    (valid.then_some(config), found)
}

fn check_table(root: &mut Fields<'_, '_>, codes: &[&Code]) -> CheckConfig {
    let Some(table) = root.table("check") else { return CheckConfig::default() };
    let mut fields = root.inside(table.value);
    let config = raw::check(&mut fields, codes);
    fields.finish(&UNKNOWN_SETTING);
    config
}

fn base_url(fields: &mut Fields<'_, '_>, overrides: &Overrides) -> Option<Url> {
    let written = fields.text("base-url");
    let Some(text) = overrides.base_url.as_deref().or(written.as_ref().map(|text| text.value)) else {
        let finding = Diagnostic::new(&MISSING_BASE_URL, "missing base URL");
        let help = "write base-url = \"https://…/\" under [site] in feedwright.toml, or pass --base-url";
        let place = Place::file(fields.source().file);
        fields.found().push(finding.at(place).help(help));
        return None;
    };
    let (url, finding) = validate::base_url(text, overrides.allow_local);
    if let Some(finding) = finding {
        match written.filter(|_| overrides.base_url.is_none()) {
            Some(written) => fields.report(finding, &written.span),
            None => fields.found().push(finding),
        }
    }
    url
}

fn feeds(root: &mut Fields<'_, '_>) -> Vec<FeedConfig> {
    let Some(values) = root.list("feed") else { return default_feeds() };
    let feeds: Vec<_> = values.iter().filter_map(|value| feed(root, value)).collect();
    let duplicates = validate::duplicate_paths(&feeds);
    root.found().extend(duplicates);
    feeds
}

fn feed(root: &mut Fields<'_, '_>, value: &Value<'_>) -> Option<FeedConfig> {
    let Node::Table(table) = &value.node else { return root.wrong(value, "a table: [[feed]]") };
    let mut fields = root.inside(table);
    let feed = raw::feed(&mut fields, &value.span);
    fields.finish(&UNKNOWN_SETTING);
    feed
}

fn default_feeds() -> Vec<FeedConfig> {
    let feed = |path: &str, format| FeedConfig {
        each: None,
        path: path.to_owned(),
        format,
        limit: Some(DEFAULT_LIMIT),
        body: Body::Full,
        title: None,
        description: None,
        id: None,
        select: Select::default(),
        place: None,
    };
    vec![feed("feed.xml", Format::Rss), feed("atom.xml", Format::Atom), feed("feed.json", Format::Json)]
}

/// A valid configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
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
    /// `[check]`
    pub check: CheckConfig,
    /// `[[feed]]`, or the three default ones.
    pub feeds: Vec<FeedConfig>,
}

/// How documents are checked: `[check]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CheckConfig {
    /// `deny` and `allow`
    pub levels: Levels,
    /// `profiles`: the sets of rules for particular consumers.
    pub profiles: Vec<Profile>,
}

/// The site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Site {
    /// Its URL; the path ends with a slash.
    pub base_url: Url,
    /// The published documents to compare with: a file or a folder of the project, or a URL.
    pub against: Option<String>,
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
    pub logo: Option<Url>,
    /// A square image.
    pub icon: Option<Url>,
    /// The languages for file suffixes and fan-out.
    pub languages: BTreeMap<Language, SiteLanguage>,
}

impl Site {
    /// An instant in the site's time zone.
    #[must_use]
    pub(crate) fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        self.timezone.as_ref().map_or_else(|| instant.fixed_offset(), |zone| zone.at(instant))
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
}

/// The location of articles, and how their paths are used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    /// The content folder, below the project.
    pub dir: PathBuf,
    /// Patterns of files to include; empty means all.
    pub include: Vec<String>,
    /// Patterns of files to exclude.
    pub exclude: Vec<String>,
    /// `/{language}/{dir}/{slug}/`
    pub permalink: Pattern,
    /// The sources of dates, in order.
    pub date_from: Vec<DateFrom>,
    /// The time of dates without one.
    pub default_time: NaiveTime,
    /// The ids of articles without an id in their metadata.
    pub id: IdPolicy,
}

impl Default for Content {
    fn default() -> Content {
        Content {
            dir: PathBuf::from("content"),
            include: Vec::new(),
            exclude: Vec::new(),
            permalink: Pattern::default(),
            date_from: vec![DateFrom::Metadata, DateFrom::Filename],
            default_time: NaiveTime::MIN,
            id: IdPolicy::Permalink,
        }
    }
}

/// A source of an article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFrom {
    /// `date` in its metadata.
    Metadata,
    /// `2026-04-01-…` in its file name.
    Filename,
}

/// One `[[feed]]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FeedConfig {
    /// The terms that it fans out over.
    pub each: Option<Each>,
    /// Its path below the output folder, with a placeholder such as `{tag}` if it fans out.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// The maximum number of entries; `None` for all.
    pub limit: Option<usize>,
    /// Whether entries contain their content.
    pub body: Body,
    /// Its title, if not the site's.
    pub title: Option<Text>,
    /// Its description, if not the site's.
    pub description: Option<Text>,
    /// Its Atom id, if not its URL, with a placeholder such as `{tag}` if it fans out.
    pub id: Option<String>,
    /// The articles that it selects.
    pub select: Select,
    /// The place of its path in the configuration; `None` for a default feed.
    pub place: Option<Place>,
}

/// The terms that a feed fans out over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
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
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Each::Section => "section",
            Each::Tag => "tag",
            Each::Category => "category",
            Each::Author => "author",
            Each::Language => "language",
        }
    }
}

impl Each {
    /// The placeholder of its term in a path: `{tag}`.
    #[must_use]
    pub(crate) fn placeholder(self) -> String {
        format!("{{{}}}", self.as_str())
    }
}

impl FeedConfig {
    /// The Atom id of the document at `path` of this feed.
    #[must_use]
    pub(crate) fn id_at(&self, path: &str) -> Option<Id> {
        let id = self.id.as_ref()?;
        let Some(each) = self.each else { return Id::new(id) };
        Id::new(&id.replace(&each.placeholder(), &self.term_at(path)?))
    }

    /// The percent-encoded value of the placeholder in the ids of the document at `path`.
    #[must_use]
    pub(crate) fn term_at(&self, path: &str) -> Option<String> {
        Some(utf8_percent_encode(self.name_at(path)?, TERM).to_string())
    }

    /// Whether `path` is a path of this feed for some term.
    #[must_use]
    pub(crate) fn fans_out_to(&self, path: &str) -> bool {
        self.name_at(path).is_some_and(|name| !name.is_empty() && !name.contains('/'))
    }

    /// The value of the placeholder in a path.
    fn name_at<'p>(&self, path: &'p str) -> Option<&'p str> {
        let placeholder = self.each?.placeholder();
        let (start, times) = (self.path.find(&placeholder)?, self.path.matches(&placeholder).count());
        let fixed = self.path.len() - times * placeholder.len();
        let name = path.get(start..start + path.len().checked_sub(fixed)? / times)?;
        (self.path.replace(&placeholder, name) == path).then_some(name)
    }
}

/// Characters of a term that are not encoded in an id (RFC 3986 §2.3).
const TERM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The part of an article that its entry contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Summary and content.
    Full,
    /// Only the summary.
    Summary,
}

/// The articles of a feed: any value of a key, and all keys together. An empty key selects all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Select {
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
