//! `feedwright.toml` in, a valid configuration or findings out. It is checked completely before anything else is done.

mod browsers;
mod delivery;
mod elements;
mod feed;
mod folders;
mod model;
mod pattern;
mod podcast;
mod promise;
mod raw;
pub(crate) mod validate;

pub(crate) use browsers::Companion;
pub(crate) use model::{BodyFrom, BuiltPages, CheckConfig, Config, Content, Site, SiteLanguage, SitePicture};
pub(crate) use pattern::{PLACEHOLDERS, Pattern, Piece, Placeholder};
pub(crate) use promise::is_broken as is_broken_promise;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use podcast::DefaultTime;

use crate::check::Profile;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes, nearest};
use crate::feed::{Format, Url};
use crate::site::feed_config::FeedConfig;
use crate::site::fields::{self, BROKEN_TOML, Fields, Hints, Node, Syntax, Table, Value};
use crate::site::generators::UNREAD_FILTER;
use crate::site::rules::Preset;
use crate::site::source_text::SourceText;
use crate::site::stylesheet::Stylesheet;

codes! {
    DUPLICATE_PATH "duplicate-path" Error "two feeds with the same path" "";
    EXAMPLE_BASE_URL "example-base-url" Warning "site on a host that is reserved for examples" "RFC 2606";
    ID_OF_HOST "id-of-host" Warning "generated ids that change with the host of the site" "RFC 4151 §2.1"
        "A tag: URI contains a domain and a date on which you owned it, and stays valid when you give up the domain. \
         Without `id-authority`, it contains the host of the site, so moving to another host would publish every \
         article again.";
    INCOMPLETE_NEWS "incomplete-news" Error "news feed without a setting that partners require" "Flipboard; Google News; SmartNews"
        "Partners want 30 articles, each with its full text. A feed with `profile = \"news\"` must satisfy the \
         profile `news` of `feedwright check`, or the build stops.";
    INCOMPLETE_PODCAST "incomplete-podcast" Error "podcast without a key that directories require" "Apple Podcasts, Podcast RSS feed requirements"
        "Apple rejects a show without a cover, a category or `explicit`. A feed with `[feed.podcast]` must satisfy \
         the profile `podcast` of `feedwright check`, or the build stops.";
    INVALID_SETTING "invalid-setting" Error "invalid value of a setting" "";
    LOCAL_BASE_URL "local-base-url" Error "site whose URL works only on one machine or network" "RFC 6761";
    MISSING_BASE_URL "missing-base-url" Error "missing base URL" "";
    PATH_LEAVES_OUTPUT "path-leaves-output" Error "document outside of the output folder" "";
    UNKNOWN_SETTING "unknown-setting" Error "unknown key in the configuration" "";
}

/// What `deny` calls all warnings.
pub(crate) const WARNINGS: &str = "warnings";

/// The names of profiles.
pub(crate) const PROFILES: &[(&str, Profile)] = &[("podcast", Profile::Podcast), ("news", Profile::News)];

/// Those that a feed may promise.
pub(crate) const PROMISES: &[(&str, Profile)] = &[("news", Profile::News)];

/// Why an error cannot be allowed.
#[must_use]
pub(crate) fn not_allowed(code: &Code) -> String {
    format!("`{}` is an error, but only warnings and infos can be allowed", code.name)
}

/// The help for those who want to allow an error.
pub(crate) const NOT_ALLOWED_HELP: &str = "correct what it reports; `feedwright explain` shows how";

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

/// What the configuration says about the site's generator: read before all else, since the generator's own configuration
/// fills in what this one leaves open. Mistakes are for [`read`] to report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GeneratorKeys {
    /// `content.generator`
    pub generator: Option<String>,
    /// `content.dir`, if it names one folder.
    pub content: Option<String>,
}

/// Reads what the configuration in `text` says about the site's generator.
#[must_use]
pub(crate) fn generator(file: &Path, text: &str) -> GeneratorKeys {
    let (table, _) = fields::toml(SourceText { file, text }, 0..text.len());
    let text = |key: &str| match table.at(key).map(Value::items) {
        Some([one]) => one.scalar(),
        Some(_) | None => None,
    };
    GeneratorKeys { generator: text("content.generator"), content: text("content.dir") }
}

/// What a configuration may name, and what stands where it is silent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'k> {
    /// The codes that it may name.
    pub codes: &'k [&'k Code],
    /// The generators that it may name.
    pub generators: &'k [&'static str],
    /// The settings of the site's generator.
    pub preset: &'k Preset,
}

#[cfg(any(test, feature = "__fuzzing"))]
impl<'k> Known<'k> {
    /// A configuration that may name these codes, of a site without a generator.
    #[must_use]
    pub(crate) fn new(codes: &'k [&'k Code]) -> Known<'k> {
        static NONE: std::sync::LazyLock<Preset> = std::sync::LazyLock::new(Preset::default);
        Known { codes, generators: &[], preset: &NONE }
    }
}

/// Reads the configuration in `text` from `file`. The file's folder is the project. With a base URL from the command
/// line or the generator, an empty text is valid, too. `None` if it is not [readable](is_readable).
#[must_use]
pub(crate) fn read(
    file: &Path,
    text: &str,
    overrides: &Overrides,
    known: Known<'_>,
) -> (Option<Config>, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let broken_header = broken_header(text, &found);
    let project = file.parent().unwrap_or(Path::new(""));
    let config = tables(&table, source, &mut found, project, (overrides, known));
    // Below a broken header, keys seem to be in another table.
    found.retain(|finding| finding.code != &UNKNOWN_SETTING || is_before(finding, broken_header));
    drop_consequences(&mut found);
    found.extend(known.preset.found.iter().cloned());
    found.extend(unread(known.preset, config.as_ref()));
    let valid = is_readable(&found);
    (config.filter(|_| valid), found)
}

/// What of the site's own code that chooses articles was not understood, as far as it matters to a configuration. Feeds that
/// are written here lack nothing that is left out there.
fn unread(preset: &Preset, config: Option<&Config>) -> Vec<Diagnostic> {
    let has_generators = |feed: &FeedConfig| feed.place.is_none() || feed.has_generators_articles;
    let may_publish = config.is_none_or(|config| config.feeds.iter().any(has_generators));
    let chooses_itself = config.is_some_and(chooses_itself);
    let milder = |finding: &Diagnostic| match finding.severity {
        Severity::Error if may_publish => Some(finding.clone()),
        Severity::Error | Severity::Warning | Severity::Info if chooses_itself => None,
        Severity::Error => Some(Diagnostic { severity: Severity::Warning, ..finding.clone() }),
        Severity::Warning | Severity::Info => Some(finding.clone()),
    };
    let of_feeds = preset.unread.iter().filter_map(milder);
    // No feed may have what the site has no page of, whatever it selects.
    let chooses_files = config.is_some_and(|config| config.content.chooses_files);
    let of_site = preset.unread_of_site.iter().filter(|_| !chooses_files).cloned();
    // What is written says what its entries have.
    let has_others = config.is_none_or(|config| config.feeds.iter().any(|feed| feed.place.is_none()));
    let of_bodies = preset.unread_bodies.iter().filter(|_| has_others).cloned();
    of_feeds.chain(of_site).chain(of_bodies).collect()
}

/// Whether a configuration says itself which articles its feeds have: by files, or by a selection of each feed.
fn chooses_itself(config: &Config) -> bool {
    let is_written = |feed: &FeedConfig| {
        feed.place.is_some() && !feed.has_generators_articles && feed.written_selection().is_some()
    };
    !config.content.written_patterns.is_empty() || config.feeds.iter().all(is_written)
}

/// Whether a configuration with these findings says what is to be built. What a feed lacks only for its promise, or what a
/// program may leave out of it, does not keep its articles from being checked.
#[must_use]
pub(crate) fn is_readable(found: &[Diagnostic]) -> bool {
    let allows_reading = |finding: &Diagnostic| is_broken_promise(finding) || finding.code == &UNREAD_FILTER;
    found.iter().all(|finding| finding.severity != Severity::Error || allows_reading(finding))
}

/// The line of the first header of a table that is malformed.
fn broken_header(text: &str, found: &[Diagnostic]) -> Option<u32> {
    let is_header = |line: &u32| {
        let line = text.lines().nth(usize::try_from(*line).unwrap_or_default().saturating_sub(1));
        line.is_some_and(|line| line.trim_start().starts_with('['))
    };
    let broken = found.iter().filter(|finding| finding.code == &BROKEN_TOML);
    broken.filter_map(line).filter(is_header).min()
}

/// Removes what was found on malformed lines, whose meaning is uncertain.
fn drop_consequences(found: &mut Vec<Diagnostic>) {
    let is_malformed = |finding: &&Diagnostic| finding.code == &BROKEN_TOML;
    let lines: BTreeSet<_> = found.iter().filter(is_malformed).filter_map(line).collect();
    found.retain(|finding| is_malformed(&finding) || line(finding).is_none_or(|line| !lines.contains(&line)));
}

fn is_before(finding: &Diagnostic, limit: Option<u32>) -> bool {
    limit.is_none_or(|limit| line(finding).is_some_and(|line| line < limit))
}

fn line(finding: &Diagnostic) -> Option<u32> {
    Some(finding.place.as_ref()?.span?.start.line)
}

fn tables(
    table: &Table<'_>,
    source: SourceText<'_>,
    found: &mut Vec<Diagnostic>,
    project: &Path,
    (overrides, known): (&Overrides, Known<'_>),
) -> Option<Config> {
    let preset = known.preset;
    let mut root = Fields::new(table, Syntax::Toml, source, found);
    let empty = Table::default();
    let site_table = root.table("site").map_or(&empty, |table| table.value);
    let content_table = root.table("content").map_or(&empty, |table| table.value);
    let slugs_table = root.table("slugs").map_or(&empty, |table| table.value);
    let output_table = root.table("output").map_or(&empty, |table| table.value);

    let mut fields = root.inside(site_table);
    let base_url = base_url(&mut fields, table, overrides, preset);
    // Without a base URL, the rest is still read, so that one run finds every mistake.
    let has_base_url = base_url.is_some();
    let base_url = base_url.or_else(|| Url::parse("https://example.org/").ok())?;
    let site = raw::site(&mut fields, base_url, preset);
    fields.finish(&UNKNOWN_SETTING);

    let mut fields = root.inside(output_table);
    let written = validate::project_path(&mut fields, "dir", "folder").map(|dir| dir.value);
    let dir = written.or(preset.output.as_ref().map(|dir| dir.value.clone()));
    let dir = dir.map_or_else(|| PathBuf::from("public"), PathBuf::from);
    let stylesheet = browsers::stylesheet(&mut fields).unwrap_or_default();
    let companion = browsers::companion(&mut fields);
    fields.finish(&UNKNOWN_SETTING);

    let mut fields = root.inside(content_table);
    let mut content = raw::content(&mut fields, &site.base_url, &dir, known);
    fields.finish(&UNKNOWN_SETTING);

    let slugs = raw::slugs(&mut root, slugs_table);

    let check = check_table(&mut root, known.codes);
    let namespaces = elements::namespaces(&mut root);
    let clock = DefaultTime { zone: site.timezone.as_ref(), time: content.default_time };
    let feeds = feeds(&mut root, preset, (&namespaces, &site.base_url, stylesheet), clock);
    let taken = browsers::taken_paths(&feeds, companion.as_ref());
    root.found().extend(taken);
    promise::language(&mut root, &feeds, &site);
    content.has_shows = feeds.iter().any(|feed| feed.show.is_some());
    root.finish_with(&UNKNOWN_SETTING, &Hints { of_keys: MISPLACED, ..Hints::NONE });
    let output = overrides.output.clone().unwrap_or_else(|| project.join(dir));
    has_base_url.then(|| Config {
        file: source.file.to_path_buf(),
        project: project.to_path_buf(),
        site,
        content,
        slugs,
        output,
        companion,
        check,
        feeds,
        read: BTreeSet::new(),
    })
}

/// Reads only `[check]` from a configuration. `None` if there is an error among the findings.
#[must_use]
pub(crate) fn check(file: &Path, text: &str, codes: &[&Code]) -> (Option<CheckConfig>, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let config = check_table(&mut Fields::new(&table, Syntax::Toml, source, &mut found), codes);
    drop_consequences(&mut found);
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

/// Help for keys outside of their table.
const MISPLACED: &[(&str, &str)] = &[
    ("against", BELOW_SITE),
    ("authors", BELOW_SITE),
    ("base-url", BELOW_SITE),
    ("companion", "write it under [output]"),
    ("description", BELOW_SITE),
    ("dir", "write it under [content] or [output]"),
    ("exclude", "write it under [content]"),
    ("feeds", "write `[[feed]]`"),
    ("generator", "write it under [content]"),
    ("include", "write it under [content]"),
    ("language", BELOW_SITE),
    ("permalink", "write it under [content]"),
    ("profiles", "write it under [check]"),
    ("stylesheet", "write it under [output], or in a [[feed]]"),
    ("timezone", BELOW_SITE),
    ("title", BELOW_SITE),
];

const BELOW_SITE: &str = "write it under [site]";

/// Whether the text of a configuration names a generator, which may know the base URL, in a way that is reported as a mistake
/// of its own.
fn misnames_generator(root: &Table<'_>, preset: &Preset) -> bool {
    let content = root.get("content").and_then(Value::as_table);
    let is_unknown = preset.own_feed.is_none() && root.at("content.generator").is_some();
    let is_misspelled = root.has_like("content") || content.is_some_and(|table| table.has_like("generator"));
    is_unknown || is_misspelled || root.get("generator").is_some() || root.has_like("generator")
}

/// Whether the text of a configuration names a base URL in a way that is reported as a mistake of its own.
fn names_base_url(fields: &mut Fields<'_, '_>, root: &Table<'_>) -> bool {
    let is_broken = fields.found().iter().any(|finding| finding.code == &BROKEN_TOML);
    let is_misspelled =
        fields.entries().iter().any(|(key, _, _)| nearest(key, ["base-url"].into_iter()).is_some());
    is_broken
        || is_misspelled
        || root.has_like("site")
        || root.get("base-url").is_some()
        || root.has_like("base-url")
}

fn base_url(
    fields: &mut Fields<'_, '_>,
    root: &Table<'_>,
    overrides: &Overrides,
    preset: &Preset,
) -> Option<Url> {
    let written = fields.text("base-url");
    let given = overrides.base_url.as_deref().or(written.as_ref().map(|text| text.value));
    let Some(text) = given.or(preset.base_url.as_ref().map(|url| url.value.as_str())) else {
        if names_base_url(fields, root) || misnames_generator(root, preset) {
            return None;
        }
        let finding = Diagnostic::new(&MISSING_BASE_URL, "missing base URL");
        let help = "write base-url = \"https://…/\" under [site] in feedwright.toml, or pass --base-url";
        let help = match commented(fields) {
            Some(_) => "remove the `#`, and write the URL of your site; or pass --base-url",
            None => help,
        };
        let place = commented(fields).unwrap_or_else(|| Place::file(fields.source().file));
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

/// The place of a base URL in a comment, as `init` writes one that it does not know.
fn commented(fields: &Fields<'_, '_>) -> Option<Place> {
    let source = fields.source();
    let start = source.text.find("#base-url = ")?;
    let line = source.text.get(start..)?.lines().next()?.len();
    Some(Place::at(source.file, source.span(start..start + line)))
}

/// The namespaces of a configuration, the URL of its site, and what browsers show its feeds with.
type SiteContext<'c> = (&'c elements::Namespaces, &'c Url, Stylesheet);

fn feeds(
    root: &mut Fields<'_, '_>,
    preset: &Preset,
    of_site: SiteContext<'_>,
    clock: DefaultTime<'_>,
) -> Vec<FeedConfig> {
    let Some(values) = root.list("feed") else {
        let feeds = if preset.feeds.is_empty() { default_feeds() } else { preset.feeds.clone() };
        // Written without that, they would have what the site's own code leaves out.
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        let has_generators_articles =
            !preset.feeds.is_empty() && preset.unread.iter().chain(&preset.unread_of_site).any(is_error);
        let feed = |feed| FeedConfig { stylesheet: of_site.2, has_generators_articles, ..feed };
        return feeds.into_iter().map(feed).collect();
    };
    let feeds: Vec<_> =
        values.iter().filter_map(|value| feed(root, value, (preset, of_site), clock)).collect();
    let duplicates = validate::duplicate_paths(&feeds);
    root.found().extend(duplicates);
    feeds
}

fn feed(
    root: &mut Fields<'_, '_>,
    value: &Value<'_>,
    (preset, of_site): (&Preset, SiteContext<'_>),
    clock: DefaultTime<'_>,
) -> Option<FeedConfig> {
    let Node::Table(table) = &value.node else { return root.wrong(value, "a table: [[feed]]") };
    let mut fields = root.inside(table);
    let feed = feed::feed(&mut fields, &value.span, of_site, clock);
    let feed = feed.and_then(|feed| feed::of_generator(&mut fields, feed, &preset.feeds));
    fields.finish(&UNKNOWN_SETTING);
    feed
}

fn default_feeds() -> Vec<FeedConfig> {
    DEFAULT_FEEDS.iter().map(|(path, format)| FeedConfig::new(path, *format)).collect()
}

/// The feeds that are made if none is named: their paths and formats.
pub(crate) const DEFAULT_FEEDS: [(&str, Format); 3] =
    [("feed.xml", Format::Rss), ("atom.xml", Format::Atom), ("feed.json", Format::Json)];
