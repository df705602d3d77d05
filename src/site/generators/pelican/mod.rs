//! A Pelican site in, its settings and rules out: from the plain assignments of `publishconf.py`, else of
//! `pelicanconf.py`.

mod blocks;
mod dates;
mod paths;
mod python;
mod slugs;
mod strings;
mod subsites;
mod terms;
mod tokens;
mod urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::settings::{Settings, list, texts};
use super::{Generator, UNREAD_SETTING, unread_files};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::{Format, Id, Language, Text, Url};
use crate::site::date::WrittenDate;
use crate::site::feed_config::{Body, Each, FeedConfig, FeedUrl};
use crate::site::fields::Table;
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::rules::{
    DateFrom, DateRules, Detected, Excerpt, KeyRules, Name, PageAddress, PageParts, Preset, PresetLanguage,
    Project, SiteRules, Syntax, Ties, commas, language, nothing, plain_markdown, same, untagged,
};
use crate::site::source_text::SourceText;
use crate::site::zone::Zone;
use paths::{Articles, Defaults};
use slugs::Slugs;
use subsites::Subsite;
use urls::Urls;

pub(super) static PELICAN: Generator = Generator {
    name: "pelican",
    title: "Pelican",
    command: "pelican content -s publishconf.py",
    turn_off: "FEED_ALL_ATOM and its other feeds = None in its configuration",
    usual_feeds: &["feeds/all.atom.xml"],
    detect,
    preset,
};

/// The configurations, the one of the published site first.
const FILES: &[&str] = &["publishconf.py", "pelicanconf.py"];

/// The settings that mean something to us, and our own for those that we need.
const USED: &[(&str, &str)] = &[
    ("SITEURL", "base-url = \"https://…/\" under [site]"),
    ("SITENAME", "title = \"…\" under [site]"),
    ("TIMEZONE", "timezone = \"Asia/Jakarta\" under [site]"),
    ("DEFAULT_LANG", "language = \"en\" under [site]"),
    ("PATH", "dir = \"content\" under [content]"),
    ("ARTICLE_URL", "permalink = \"/{year}/{slug}/\" under [content]"),
    ("ARTICLE_LANG_URL", "permalink = \"/{language}/{slug}/\" under [content]"),
    ("FEED_ALL_ATOM", "[[feed]]"),
    ("FEED_ALL_RSS", "[[feed]]"),
    ("FEED_MAX_ITEMS", "limit = 100 under [[feed]]"),
    ("SITESUBTITLE", "description = \"…\" under [site]"),
    ("AUTHOR", "authors = [\"…\"] under [site]"),
    ("OUTPUT_PATH", "dir = \"output\" under [output]"),
    ("PAGE_PATHS", "exclude = [\"pages/\"] under [content]"),
    ("RSS_FEED_SUMMARY_ONLY", "[[feed]] with its `body`"),
    ("FEED_DOMAIN", "[[feed]] with its `url`"),
    ("PLUGINS", "date-from = [\"metadata\", \"git\"] under [content]"),
    ("DEFAULT_DATE", "date-from = [\"metadata\", \"git\"] under [content]"),
];

/// The other settings that mean something to us.
const OTHERS: &[&str] = &[
    "AUTHOR_REGEX_SUBSTITUTIONS",
    "CATEGORY_REGEX_SUBSTITUTIONS",
    "DEFAULT_CATEGORY",
    "FEED_APPEND_REF",
    "I18N_SUBSITES",
    "READERS",
    "SLUGIFY_PRESERVE_CASE",
    "SLUGIFY_SOURCE",
    "SLUGIFY_USE_UNICODE",
    "SLUG_REGEX_SUBSTITUTIONS",
    "SUMMARY_MAX_LENGTH",
    "TAG_REGEX_SUBSTITUTIONS",
    "USE_FOLDER_AS_CATEGORY",
];

/// The settings by which a site may leave out articles.
const FILTERS: &[&str] = &[
    "ARTICLE_EXCLUDES",
    "ARTICLE_PATHS",
    "DEFAULT_METADATA",
    PATHS,
    "FILENAME_METADATA",
    "IGNORE_FILES",
    "PATH_METADATA",
    "WITH_FUTURE_DATES",
];

/// The one of them that contains metadata by paths.
const PATHS: &str = "EXTRA_PATH_METADATA";

/// The keys of heads that mean something to us, or mean something else than ours.
const NAMES: &[Name] = &[
    Name::new("title", "title", untagged),
    Name::new("modified", "updated", same),
    Name::new("category", "categories", same),
    Name::new("tags", "tags", commas),
    Name::new("authors", "authors", commas),
    Name::new("lang", "language", language),
    Name::new("summary", "summary", plain_markdown),
    Name::new("description", "summary", nothing),
    Name::new("updated", "updated", nothing),
    Name::new("categories", "categories", nothing),
    Name::new("language", "language", nothing),
    Name::new("publish", "publish", nothing),
    Name::new("expires", "expires", nothing),
    Name::new("image", "image", nothing),
    Name::new("enclosure", "enclosure", nothing),
    Name::new("translations", "translations", nothing),
];

fn detect(project: Project<'_>) -> Option<String> {
    project.first(&["pelicanconf.py", "publishconf.py"]).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let (names, unreadable) =
        project.first(FILES).map(|file| python::read(project, file)).unwrap_or_default();
    let settings = settings(&names, None);
    let text = |key| settings.text(&[key]);
    let default = |value: &str| Some(Detected::new(value, "Pelican's default"));
    let language = text("DEFAULT_LANG").or_else(|| default("en"));
    let subsites = subsites::all(&settings);
    let (rules, unread) = rules(&settings, language.as_ref().map_or("en", |tag| &tag.value), &subsites);
    let own = language.as_ref().and_then(|tag| Language::parse(&tag.value)).filter(|_| !subsites.is_empty());
    let is_glob = |pattern: &String| globset::Glob::new(pattern).is_ok();
    let (domain, unused) = match feed_domain(&settings) {
        Some(Ok(domain)) => (Some(domain), None),
        Some(Err(domain)) => (None, Some(unused_domain(&domain, project))),
        None => (None, None),
    };
    let url = |path: &str| {
        let Detected { value, from } = domain.as_ref()?;
        Some(FeedUrl { pattern: format!("{value}/{path}"), place: project.place(from) })
    };
    Preset {
        // Without a file, its own default is the other one.
        command: project.text(FILES[0]).is_none().then_some("pelican content"),
        base_url: text("SITEURL"),
        title: text("SITENAME"),
        description: text("SITESUBTITLE"),
        timezone: text("TIMEZONE").or_else(|| default("UTC")),
        author: text("AUTHOR"),
        content: Some(content(project, &settings)),
        exclude: settings.list(&["IGNORE_FILES"]).into_iter().filter(is_glob).collect(),
        output: text("OUTPUT_PATH").or_else(|| default("output")),
        date_from: Some(date_from(&settings)),
        feeds: feeds(&settings, own.as_ref())
            .into_iter()
            .map(|feed| FeedConfig { url: url(&feed.path), ..feed })
            .chain(subsites.iter().flat_map(|subsite| feeds_of(subsite, &names)))
            .collect(),
        languages: subsites
            .iter()
            .map(|subsite| (subsite.tag.as_str().to_owned(), texts_of(subsite)))
            .collect(),
        unread_of_site: unknown_filters(&names, &unread, project),
        found: unreadable
            .into_iter()
            .chain(unknown(&names, project))
            .chain(unread_patterns(&unread, &names, project))
            .chain(unused)
            .collect(),
        language,
        rules,
        ..Preset::default()
    }
}

/// The texts of a subsite.
fn texts_of(subsite: &Subsite) -> PresetLanguage {
    let text = |key| super::settings::text(&subsite.settings, &[key]);
    PresetLanguage { title: text("SITENAME"), description: text("SITESUBTITLE"), ..PresetLanguage::default() }
}

/// The feeds of a subsite.
fn feeds_of(subsite: &Subsite, names: &python::Names) -> Vec<FeedConfig> {
    let settings = settings(names, Some(&subsite.settings));
    let in_folder = |feed: FeedConfig| FeedConfig { path: format!("{}/{}", subsite.key, feed.path), ..feed };
    feeds(&settings, Some(&subsite.tag)).into_iter().map(in_folder).collect()
}

/// The known values of names that are settings, each with the file that assigns it. Those of a subsite come first.
fn settings(names: &python::Names, subsite: Option<&Value>) -> Settings {
    let mut by_file: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (name, assigned) in names {
        if let Some(value) = assigned.value.as_ref().filter(|_| !name.chars().any(char::is_lowercase)) {
            by_file.entry(&assigned.file).or_default().insert(name.clone(), texts(value.clone()));
        }
    }
    let mut settings = Settings::default();
    if let Some(own) = subsite {
        settings.add_value("I18N_SUBSITES", own.clone(), &[]);
    }
    for (file, values) in by_file {
        settings.add_value(file, Value::Object(values), &[]);
    }
    settings
}

/// Reports settings whose values only running the program gives.
fn unknown(names: &python::Names, project: Project<'_>) -> Vec<Diagnostic> {
    let finding = |name: &str, help: String| {
        let assigned = names.get(name).filter(|assigned| assigned.value.is_none())?;
        let message = format!("`{name}` is computed, so it was not read");
        Some(Diagnostic::new(&UNREAD_SETTING, message).at(place(assigned, project)).help(help))
    };
    let used = USED.iter().filter_map(|(name, ours)| {
        finding(name, format!("if it is not the default, write {ours} into feedwright.toml"))
    });
    let is_other = |name: &&str| !USED.iter().any(|(used, _)| used == name);
    let feeds = FEEDS.iter().map(|(name, ..)| *name).filter(is_other);
    let feeds = feeds.filter_map(|name| {
        finding(name, "if it is not the default, write each feed as [[feed]] in feedwright.toml".to_owned())
    });
    let others = OTHERS
        .iter()
        .filter_map(|name| finding(name, format!("assign to `{name}` what it is, without a condition")));
    used.chain(feeds).chain(others).collect()
}

/// Reports settings that may leave out articles, and whose values only running the program gives.
fn unknown_filters(names: &python::Names, patterns: &[String], project: Project<'_>) -> Vec<Diagnostic> {
    let finding = |name: &&str| {
        let assigned = names.get(*name)?;
        let is_unknown = match &assigned.value {
            Some(value) => has_unknown_status(value),
            None => *name != PATHS || may_set_status(project, assigned),
        };
        let message = format!("`{name}` is computed, and may leave out articles");
        is_unknown.then(|| unread_files(message, place(assigned, project)))
    };
    let of_pattern = |pattern: &&String| pattern.contains(&format!("<{}>", python::STATUS));
    let of_patterns = patterns.iter().filter(of_pattern).map(|pattern| {
        let message = format!("the regular expression `{}` was not understood", pattern.escape_debug());
        unread_files(message, project.place("pelicanconf.py"))
    });
    FILTERS.iter().filter_map(finding).chain(of_patterns).collect()
}

/// Whether the file that assigns metadata to paths may set the status of articles, or has it from elsewhere. Otherwise it is
/// where other files go, such as `CNAME`.
fn may_set_status(project: Project<'_>, assigned: &python::Assigned) -> bool {
    let text = project.text(&assigned.file).unwrap_or_default();
    let is_import = |line: &str| line.contains("import") && (line.contains(PATHS) || line.contains('*'));
    text.to_lowercase().contains(python::STATUS) || text.lines().any(is_import)
}

/// Whether metadata has a status that is not known.
fn has_unknown_status(metadata: &Value) -> bool {
    let members = metadata.as_object().into_iter().flatten();
    members.into_iter().any(|(key, value)| {
        key.eq_ignore_ascii_case(python::STATUS) && value.is_null() || has_unknown_status(value)
    })
}

/// Where a name is assigned.
fn place(assigned: &python::Assigned, project: Project<'_>) -> Place {
    let place = project.place(&assigned.file);
    let text = project.text(&assigned.file);
    let span = text.map(|text| SourceText { file: &place.file, text: &text }.span(assigned.span.clone()));
    Place { span, ..place }
}

fn unread_patterns(unread: &[String], names: &python::Names, project: Project<'_>) -> Vec<Diagnostic> {
    let file = |pattern: &String| {
        let contains = |value: &Value| value.to_string().contains(&Value::from(pattern.as_str()).to_string());
        let mut all = names.values();
        all.find(|assigned| assigned.value.as_ref().is_some_and(contains))
            .map(|assigned| assigned.file.as_str())
    };
    let finding = |pattern: &String| {
        let message = format!("the regular expression `{}` was not understood", pattern.escape_debug());
        let place = project.place(file(pattern).unwrap_or("pelicanconf.py"));
        let help = "write it without lookaround and backreferences";
        Diagnostic::new(&UNREAD_SETTING, message).at(place).help(help)
    };
    unread.iter().map(finding).collect()
}

/// The content folder: without `PATH`, the one that is usually given to the program.
fn content(project: Project<'_>, settings: &Settings) -> Detected {
    if let Some(dir) = project.content {
        return Detected::new(dir, "feedwright.toml");
    }
    let path = settings.text(&["PATH"]).map(|path| Detected {
        value: path.value.trim_start_matches("./").trim_end_matches('/').to_owned(),
        ..path
    });
    path.filter(|path| !path.value.is_empty()).unwrap_or_else(|| {
        let dir = if (project.list)("content").is_empty() { "." } else { "content" };
        Detected::new(dir, "Pelican's default")
    })
}

fn rules(settings: &Settings, language: &str, subsites: &[Subsite]) -> (SiteRules, Vec<String>) {
    let text = |key: &str, default: &str| settings.text(&[key]).map_or(default.to_owned(), |text| text.value);
    let articles = Articles::of(settings);
    let (defaults, mut unread) = Defaults::of(settings);
    let mut slugs = |key| {
        let (slugs, more) = Slugs::of(settings, key);
        unread.extend(more);
        slugs
    };
    let own = text("ARTICLE_URL", "{slug}.html");
    let urls = Arc::new(Urls {
        subsites: subsites.iter().map(|subsite| (subsite.key.clone(), subsite.pattern(&own))).collect(),
        own,
        other: text("ARTICLE_LANG_URL", "{slug}-{lang}.html"),
        language: language.to_owned(),
        from_name: text("SLUGIFY_SOURCE", "title") == "basename",
        slugs: slugs("SLUG_REGEX_SUBSTITUTIONS"),
        categories: slugs("CATEGORY_REGEX_SUBSTITUTIONS"),
        authors: slugs("AUTHOR_REGEX_SUBSTITUTIONS"),
    });
    let tags = slugs("TAG_REGEX_SUBSTITUTIONS");
    let term_pages = terms::pages(settings, [tags, urls.categories.clone(), urls.authors.clone()]);
    unread.sort();
    unread.dedup();
    let (by_slug, terms) = (Arc::clone(&urls), Arc::clone(&urls));
    let rules = SiteRules {
        syntax: Syntax::ATTRIBUTE_LISTS,
        is_article: Some(Function::new(Arc::new(move |path: &str, _: &dyn Fn(&str) -> bool| {
            articles.contains(path)
        }))),
        names: NameRules {
            language: LanguageIn::None,
            date: DateInName::None,
            has_index: false,
            ..NameRules::default()
        },
        heads: Heads::HeaderLines,
        keys: KeyRules {
            names: NAMES.into(),
            ignores_case: true,
            withholding: &["status"],
            is_open: true,
            ..KeyRules::default()
        },
        values: Some(Function::new(Arc::new(move |path: &str, _: Option<&Language>, _: &Table<'_>| {
            defaults.table(path)
        }))),
        dates: DateRules {
            read: Some(Function::new(Arc::new(|text: &str, _: bool| -> Option<WrittenDate> {
                dates::read(text)
            }))),
            keys: &["date", "modified"],
            refuses: Some(Function::new(Arc::new(dates::are_refused))),
            zone: Some(Function::new(Arc::new(|head: &Table<'_>, _: Option<&Language>| {
                Zone::named(head.get("timezone")?.scalar()?.trim())
            }))),
            ..DateRules::default()
        },
        translation_mark: Some("translation"),
        excerpt: excerpt(settings),
        translation: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| Some(by_slug.slug(parts))))),
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| urls.page(parts)))),
        id: Some(Function::new(Arc::new(|parts: &PageParts<'_>, page: &PageAddress<'_>| {
            Id::new(&urls::id(parts, page)?)
        }))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        term_slug: Some(Function::new(Arc::new(move |term: &str| terms.categories.slug(term)))),
        term_pages,
        ties: Ties::TranslationsLast,
        shows_future: !settings.is_false(&["WITH_FUTURE_DATES"]),
        link_suffix: if settings.is_true(&["FEED_APPEND_REF"]) { "?ref=feed" } else { "" },
        ..SiteRules::default()
    };
    (rules, unread)
}

/// The settings of feeds, the paths that they have by default, and what they hold.
const FEEDS: &[(&str, Option<&str>, Format, FeedScope)] = &[
    ("FEED_ATOM", None, Format::Atom, FeedScope::Originals),
    ("FEED_RSS", None, Format::Rss, FeedScope::Originals),
    ("FEED_ALL_ATOM", Some("feeds/all.atom.xml"), Format::Atom, FeedScope::All),
    ("FEED_ALL_RSS", None, Format::Rss, FeedScope::All),
    ("CATEGORY_FEED_ATOM", Some("feeds/{slug}.atom.xml"), Format::Atom, FeedScope::Each(Each::Category)),
    ("CATEGORY_FEED_RSS", None, Format::Rss, FeedScope::Each(Each::Category)),
    ("TAG_FEED_ATOM", None, Format::Atom, FeedScope::Each(Each::Tag)),
    ("TAG_FEED_RSS", None, Format::Rss, FeedScope::Each(Each::Tag)),
    ("AUTHOR_FEED_ATOM", Some("feeds/{slug}.atom.xml"), Format::Atom, FeedScope::Each(Each::Author)),
    ("AUTHOR_FEED_RSS", Some("feeds/{slug}.rss.xml"), Format::Rss, FeedScope::Each(Each::Author)),
    ("TRANSLATION_FEED_ATOM", Some("feeds/all-{lang}.atom.xml"), Format::Atom, FeedScope::EachLanguage),
    ("TRANSLATION_FEED_RSS", None, Format::Rss, FeedScope::EachLanguage),
];

/// The articles of a feed.
#[derive(Clone, Copy)]
enum FeedScope {
    /// Those that are no translations.
    Originals,
    All,
    /// Those with a term that are not translations.
    Each(Each),
    /// Those in a language.
    EachLanguage,
}

impl FeedScope {
    fn each(self) -> Option<Each> {
        match self {
            FeedScope::Originals | FeedScope::All => None,
            FeedScope::Each(each) => Some(each),
            FeedScope::EachLanguage => Some(Each::Language),
        }
    }
}

/// The first words of a text, unless there is no limit.
fn excerpt(settings: &Settings) -> Excerpt {
    let words =
        settings.get(&["SUMMARY_MAX_LENGTH"]).map_or(Some(50), |(value, _)| value.as_str()?.parse().ok());
    Excerpt { words, ..Excerpt::before([]) }
}

/// The sources of dates: a plugin takes them from git. The time of a file is another one in each copy of the site, so
/// git stands in for it.
fn date_from(settings: &Settings) -> Vec<DateFrom> {
    let plugins = settings.list(&["PLUGINS"]);
    let has_git = plugins.iter().any(|plugin| plugin.ends_with("filetime_from_git"))
        || settings.text(&["DEFAULT_DATE"]).is_some_and(|date| date.value == "fs");
    if has_git { vec![DateFrom::Metadata, DateFrom::Git] } else { vec![DateFrom::Metadata] }
}

/// The address of the feeds, if that is not the one of the site: `Err` with one that is of no use to their readers.
fn feed_domain(settings: &Settings) -> Option<Result<Detected, Detected>> {
    let (domain, site) = (settings.text(&["FEED_DOMAIN"])?, settings.text(&["SITEURL"])?);
    let value = domain.value.trim_end_matches('/').to_owned();
    let is_other = value != site.value.trim_end_matches('/');
    let is_local = |url: &Url| url.is_local();
    // `FEED_DOMAIN = SITEURL` before the address of the published site is that of a preview.
    let is_public = |url: &Url| !is_local(url) || Url::parse(&site.value).is_ok_and(|site| is_local(&site));
    let is_usable = Url::parse(&value).is_ok_and(|url| url.is_web() && is_public(&url));
    let domain = Detected { value, ..domain };
    is_other.then_some(if is_usable { Ok(domain) } else { Err(domain) })
}

/// The finding about an address of the feeds that is of no use.
fn unused_domain(domain: &Detected, project: Project<'_>) -> Diagnostic {
    let message = format!(
        "`FEED_DOMAIN` is `{}`, which readers cannot load, so feeds have the address of the site",
        domain.value.escape_debug()
    );
    let help = "write the address of the published feeds, or leave it out: `FEED_DOMAIN = 'https://…'`";
    Diagnostic::new(&UNREAD_SETTING, message).at(project.place(&domain.from)).help(help)
}

/// The feeds of a site, with the articles in a language alone if there is one.
fn feeds(settings: &Settings, language: Option<&Language>) -> Vec<FeedConfig> {
    let limit = match settings.get(&["FEED_MAX_ITEMS"]) {
        None => Some(100),
        Some((value, _)) => {
            list(value).first().and_then(|number| number.parse().ok()).filter(|limit| *limit > 0)
        }
    };
    let has_content = |format| format != Format::Rss || settings.is_false(&["RSS_FEED_SUMMARY_ONLY"]);
    let id = settings.text(&["SITEURL"]).map(|url| format!("{}/", url.value.trim_end_matches('/')));
    let feed = |(key, default, format, of): &(&str, Option<&str>, Format, FeedScope)| {
        let each = of.each();
        let path = match settings.get(&[key]) {
            None => (*default)?.to_owned(),
            // `None` turns it off.
            Some((value, _)) => value.as_str().filter(|path| !path.is_empty())?.to_owned(),
        };
        let key = language.map(Language::as_str);
        let path = key.map_or(path.clone(), |key| path.replace("{lang}", key));
        let each = each.filter(|each| *each != Each::Language || key.is_none());
        let path = each.map_or(path.clone(), |each| {
            ["{slug}", "{lang}", "%s"]
                .iter()
                .fold(path, |path, field| path.replace(field, &each.placeholder()))
        });
        let body = if has_content(*format) { Body::Full } else { Body::Summary };
        Some(FeedConfig {
            each: each.into_iter().collect(),
            originals: matches!(of, FeedScope::Originals | FeedScope::Each(_)),
            id: id.clone(),
            language: language.cloned(),
            limit,
            body,
            // The feed of a language has the title of the site.
            title: (each == Some(Each::Language)).then(|| Text::line("{site}")),
            ..FeedConfig::new(path.trim_start_matches('/'), *format)
        })
    };
    FEEDS.iter().filter_map(feed).collect()
}
