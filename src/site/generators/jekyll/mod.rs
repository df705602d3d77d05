//! A Jekyll site in, its settings and rules out: from `_config.yml`, and from the templates of its feeds.

mod address;
mod archives;
mod conditions;
mod dates;
mod defaults;
mod documents;
mod feeds;
mod hiding;
mod liquid;
mod loops;
mod people;
mod plugins;
mod polyglot;
mod releases;
mod ruby;
mod site;
mod templates;
mod titles;
mod urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bodies::unread_body;
use super::condition::Condition;
use super::settings::Settings;
use super::{Generator, unread_template};
use crate::diagnostic::Diagnostic;
use crate::feed::Language;
use crate::site::fields::{Node, Table, Value};
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, below, join};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::rules::{
    ArticlePredicate, DateRules, Detected, Excerpt, KeyRules, Name, PageAddress, PageParts, Preset,
    PresetLanguage, Project, SiteRules, Syntax, image, language, one, people as persons, same, words,
};
use polyglot::Polyglot;
use site::{DEFAULT_CATEGORIES, FOLDERS, Site};

pub(super) static JEKYLL: Generator = Generator {
    name: "jekyll",
    title: "Jekyll",
    command: "jekyll build",
    turn_off: "remove jekyll-feed from its plugins, or the template of the feed",
    usual_feeds: &["feed.xml"],
    detect,
    preset,
};

const CONFIG: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("title", "title", filled),
    Name::new(FOLDERS, "categories", same),
    Name::new(DEFAULT_CATEGORIES, "categories", words),
    Name::new("categories", "categories", words),
    Name::new("category", "categories", one),
    Name::new("tag", "tags", said),
    Name::new("tags", "tags", words),
    Name::new("author", "authors", persons),
    Name::new("authors", "authors", persons),
    Name::new("last_modified_at", "updated", same),
    Name::new("description", "summary", filled),
    Name::new("excerpt", "summary", filled),
    Name::new("image", "image", from_root),
    Name::new("lang", "language", language),
    Name::new("language", "language", language),
];

fn detect(project: Project<'_>) -> Option<String> {
    let without_config = || {
        let is_jekyll = project.text("Gemfile").is_some_and(|gems| gems.contains("jekyll"));
        (is_jekyll && !(project.list)("_posts").is_empty()).then_some("Gemfile")
    };
    project.first(&CONFIG).or_else(without_config).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let settings = Settings::read(project, CONFIG);
    let source = source(&settings);
    let Some(dir) = source.as_ref().map(|source| source.value.clone()) else {
        return preset_of(project, project, settings);
    };
    // What is not there, such as the list of packages, is beside the configuration.
    let read = |file: &str| (project.read)(&join(&dir, file)).or_else(|| (project.read)(file));
    let list = |folder: &str| (project.list)(join(&dir, folder).trim_end_matches('/'));
    let root = project.root.join(&dir);
    let content = project.content.and_then(|content| below(content.trim_start_matches("./"), &dir));
    let inside = Project { root: &root, read: &read, list: &list, content };
    Preset { content: source, ..preset_of(inside, project, settings) }
}

/// The folder of the site's sources, if that is not the one of the configuration.
fn source(settings: &Settings) -> Option<Detected> {
    let source = settings.text(&["source"])?;
    let dir = source.value.trim_start_matches("./").trim_matches('/');
    let is_inside = !dir.is_empty() && dir != "." && !dir.split('/').any(|part| part == "..");
    is_inside.then(|| Detected { value: dir.to_owned(), ..source.clone() })
}

/// The preset of a site, whose configuration is in the folder `around`.
fn preset_of(project: Project<'_>, around: Project<'_>, settings: Settings) -> Preset {
    let site = Arc::new(Site::of(project, settings));
    let settings = &site.settings;
    let by_default = |value: &str| Detected::new(value, "Jekyll's default");
    let of_author = |key: &str| settings.text(&["author", key]).filter(|_| site.feeds.are_of_plugin);
    Preset {
        base_url: address::address(project, settings),
        title: title(&site),
        description: settings.text(&["description"]),
        language: language_of(&site),
        languages: languages(&site),
        timezone: settings.text(&["timezone"]).or_else(|| {
            Some(Detected::new("UTC", "GitHub Pages; Jekyll's default is the zone of the machine"))
        }),
        author: settings.any(&[&["author"], &["author", "name"]]),
        email: of_author("email"),
        author_url: of_author("uri"),
        content: Some(by_default(".")),
        output: settings.text(&["destination"]).or_else(|| Some(by_default("_site"))),
        feeds: site.feeds.configs.clone(),
        found: settings.found.clone(),
        unread: [unread(project, &site.feeds.unread), site.feeds.unmade.clone()].concat(),
        unread_of_site: hiding::found(project, around, settings),
        unread_bodies: {
            let files = site.feeds.unread_bodies.iter();
            files.map(|file| unread_body("Jekyll", project.place(file))).collect()
        },
        rules: rules(project, around, &site),
        ..Preset::default()
    }
}

/// The language of the site, which is that by default if it has several.
fn language_of(site: &Site) -> Option<Detected> {
    let by_default = site.polyglot.as_ref().map(|polyglot| Detected::new(polyglot.own(), "jekyll-polyglot"));
    by_default.or_else(|| site.settings.any(&[&["lang"], &["locale"]]))
}

/// The other languages of the site.
fn languages(site: &Site) -> BTreeMap<String, PresetLanguage> {
    let others = site.polyglot.iter().flat_map(Polyglot::others);
    others.map(|tag| (tag.as_str().to_owned(), PresetLanguage::default())).collect()
}

/// Reports the templates of feeds that could not be read.
fn unread(project: Project<'_>, files: &[(String, bool)]) -> Vec<Diagnostic> {
    let finding = |(file, may_filter): &(String, bool)| {
        unread_template("Jekyll", *may_filter, "this build may show others", project.place(file))
    };
    files.iter().map(finding).collect()
}

/// The title of the site, as its feeds show it.
fn title(site: &Site) -> Option<Detected> {
    let title = site.settings.any(&[&["title"], &["name"]])?;
    let shown = if site.feeds.are_smart { titles::shown(&title.value) } else { title.value };
    Some(Detected { value: shown, from: title.from })
}

fn rules(project: Project<'_>, around: Project<'_>, site: &Arc<Site>) -> SiteRules {
    let has_unpublished = site.settings.is_true(&["unpublished"]);
    let (files, entered, values, page, id) =
        (site.clone(), site.clone(), site.clone(), site.clone(), site.clone());
    let translation = site.polyglot.as_ref().map(|_| {
        let site = site.clone();
        Function::new(Arc::new(move |parts: &PageParts<'_>| site.shared(parts)) as Arc<_>)
    });
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| files.has_document(path);
    SiteRules {
        syntax: Syntax::LIQUID,
        is_article: Some(Function::new(Arc::new(is_article))),
        enters: Some(Function::new(Arc::new(move |dir: &str| {
            entered.documents.enters(&entered.documents.in_site(dir))
        }))),
        names: NameRules {
            language: LanguageIn::None,
            date: DateInName::Short,
            has_index: false,
            ..NameRules::default()
        },
        head_is_optional: true,
        heads: Heads::AtStart,
        keys: KeyRules {
            last_counts: true,
            alone: &["tag"],
            names: NAMES.into(),
            decided: if has_unpublished { &["published"] } else { &[] },
            withholding: &["published"],
            nothing_is_false: &["published"],
            people: people::of(project),
            is_open: true,
            ..KeyRules::default()
        },
        values: Some(Function::new(Arc::new(move |path: &str, _: Option<&Language>, _: &Table<'_>| {
            values.default_values(path)
        }))),
        dates: DateRules {
            read: Some(Function::new(Arc::new(dates::read))),
            is_local: true,
            ..DateRules::default()
        },
        conditions: site
            .feeds
            .conditions
            .iter()
            .cloned()
            .map(satisfies)
            .chain(releases::conditions())
            .collect(),
        releases: releases::all(around, &site.settings, site.feeds.conditions.len()),
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| page.page(parts)))),
        id: Some(Function::new(Arc::new(move |parts: &PageParts<'_>, page: &PageAddress<'_>| {
            id.id(parts, page)
        }))),
        translation,
        default_title: Some(Function::new(Arc::new(|name: &FileName<'_>| urls::title(name.name)))),
        shown_title: site.feeds.are_smart.then(|| Function::new(Arc::new(titles::shown) as Arc<_>)),
        term_slug: Some(feeds::term_slugs(&site.settings)),
        term_pages: archives::pages(&site.settings),
        terms_are_exact: true,
        excerpt: excerpt(&site.settings),
        excerpt_key: Some("excerpt_separator"),
        ties: site.feeds.ties,
        shows_future: site.settings.is_true(&["future"]),
        ..SiteRules::default()
    }
}

/// Whether a document satisfies a condition.
fn satisfies(condition: Condition) -> Function<ArticlePredicate> {
    Function::new(Arc::new(move |parts: &PageParts<'_>| conditions::holds(&condition, parts)))
}

/// Where an excerpt ends: at the separator of the site. By default that is the end of the first paragraph.
fn excerpt(settings: &Settings) -> Excerpt {
    let separator = settings.get(&["excerpt_separator"]).and_then(|(value, _)| value.as_str());
    Excerpt::at(separator.unwrap_or_default())
}

/// A single value, unless there is nothing behind the colon.
fn said<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    one(&filled(value)?)
}

/// A value, unless there is nothing behind the colon.
fn filled<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let is_empty = matches!(&value.node, Node::Plain(text) if matches!(text.as_ref(), "" | "~" | "null"));
    (!is_empty).then(|| value.clone())
}

/// A picture, relative to the site.
fn from_root<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let mut picture = image(value)?;
    let src = if let Node::Table(table) = &mut picture.node {
        &mut table.entries.first_mut()?.2.node
    } else {
        &mut picture.node
    };
    if let Node::Text(path) | Node::Plain(path) = src
        && !path.contains("://")
        && !path.starts_with('/')
    {
        *path = format!("/{path}").into();
    }
    Some(picture)
}
