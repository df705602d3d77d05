//! An Astro site in, its settings and rules out. Its configuration, collections and feed are programs, of which the plain
//! values are read.

mod collection;
mod configs;
mod feed;
mod id;
mod link;
mod parameters;
mod place;
mod places;
mod schema;

use std::sync::Arc;

use super::Generator;
use super::bodies::unread_body;
use super::condition::{Conditions, Truth};
use super::javascript::{self, Program};
use super::paths::{common, picture, plain, with_base};
use crate::feed::Language;
use crate::site::fields::Table;
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules};
use crate::site::function::Function;
use crate::site::rules::{
    DateFrom, DateRules, Detected, KeyRules, Name, PageParts, Preset, Project, SiteRules, Syntax, Ties,
    people, same,
};
use feed::Feed;
use place::Site;
use places::Places;

/// The folder of pages and routes.
const PAGES: &str = "src/pages";

pub(super) static ASTRO: Generator = Generator {
    name: "astro",
    title: "Astro",
    command: "npm run build",
    turn_off: "remove the program of the feed from src/pages",
    usual_feeds: &["rss.xml"],
    detect,
    preset,
};

const FILES: &[&str] = &[
    "astro.config.mjs",
    "astro.config.js",
    "astro.config.ts",
    "astro.config.mts",
    "astro.config.cjs",
    "astro.config.cts",
];

/// Files in which sites define their title and other constants.
const CONSTANTS: &[&str] = &[
    "src/consts.ts",
    "src/consts.js",
    "src/consts.mjs",
    "src/constants.ts",
    "src/config.ts",
    "src/config.js",
    "src/site.config.ts",
    "src/siteConfig.ts",
];

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("pubDate", "date", same),
    Name::new("pubDatetime", "date", same),
    Name::new("date", "date", same),
    Name::new("publishDate", "date", same),
    Name::new("publishedAt", "date", same),
    Name::new("updatedDate", "updated", same),
    Name::new("modDatetime", "updated", same),
    Name::new("updated", "updated", same),
    Name::new("lastmod", "updated", same),
    Name::new("author", "authors", people),
    Name::new("authors", "authors", people),
    Name::new("category", "categories", same),
    Name::new("image", "image", picture),
    Name::new("heroImage", "image", picture),
    Name::new("ogImage", "image", picture),
];

/// The keys of dates by which an article is withheld: those of [`NAMES`], and those that count everywhere.
const DATES: javascript::Dates =
    &["pubDate", "pubDatetime", "date", "publishDate", "publishedAt", "embargo", "publish", "published"];

fn detect(project: Project<'_>) -> Option<String> {
    project.first(FILES).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let file = project.first(FILES).unwrap_or("astro.config.mjs");
    let program = Program::read(project, file).unwrap_or_default();
    let text = |file: &str| project.text(file).map(|text| javascript::without_comments(&text));
    let constants: Vec<_> = CONSTANTS.iter().filter_map(|file| Some((*file, text(file)?))).collect();
    let constant = |names: &[&str]| {
        let mut all =
            names.iter().flat_map(|name| constants.iter().map(move |(file, text)| (name, file, text)));
        all.find_map(|(name, file, text)| Some(Detected::new(javascript::literal(text, name)?, file)))
    };
    let pages = (project.list)(PAGES);
    let (feeds, unknown) = Feed::all(project, &pages);
    let unknown = unknown.iter().map(|file| feed::unknown_parameters(project.place(file)));
    let base = program.literal("base").unwrap_or_default();
    let of_feed = |name: &str| {
        let feed = feeds.first()?;
        Some(Detected::new(feed.text(name)?, &feed.file))
    };
    let own = |name: &str| Some(Detected::new(program.literal(name)?, file));
    let site = own("site").or_else(|| constant(&["SITE_URL", "website", "SITE"]));
    let url = site.as_ref().map_or("", |site| site.value.as_str());
    let (places, of_feeds) = Site { project, pages: &pages, url, base: &base }.places(&feeds);
    let folders: Vec<_> = places.iter().map(|place| place.collection.folder.as_str()).collect();
    let content = common(&folders);
    let from = match places.as_slice() {
        [place] => place.collection.from.clone(),
        _ => "the collections of its feeds".to_owned(),
    };
    let conditions = Conditions::default();
    let articles = feeds.iter().filter_map(Feed::articles);
    let of_texts = feeds.iter().filter_map(|feed| match feed.shows_text() {
        Truth::If(condition) => Some(condition),
        Truth::Known(_) | Truth::Unknown => None,
    });
    let conditions_of_feeds = articles.map(|articles| articles.condition.and(articles.guard)).chain(of_texts);
    let asked: Vec<_> = conditions_of_feeds.flat_map(|condition| condition.keys()).collect();
    let unread: Vec<_> = places.iter().filter_map(|place| place.collection.unread(project, &asked)).collect();
    let unread_of_site = places.iter().filter_map(|place| place.collection.unread_files(project)).collect();
    let computed_pages = places.iter().find_map(|place| place.computed_in.clone());
    let places = Arc::new(Places::below(&content, places));
    let (configs, unnumbered, bodies) = configs::of(feeds.iter().zip(&of_feeds), &places, &conditions);
    let filtered = feeds.iter().filter_map(|feed| feed.filtered(project));
    let bodies = bodies.into_iter().map(|feed| unread_body("Astro", project.place(&feed.file)));
    let unnumbered = unnumbered.into_iter().map(|feed| feed.unread(project));
    Preset {
        base_url: site.map(|site| with_base(site, &base)),
        title: of_feed("title").or_else(|| constant(&["SITE_TITLE", "SITE_NAME", "TITLE", "title"])),
        description: of_feed("description")
            .or_else(|| constant(&["SITE_DESCRIPTION", "DESCRIPTION", "description", "desc"])),
        language: own("defaultLocale").or_else(|| constant(&["SITE_LANG", "LOCALE", "lang", "language"])),
        // A day is in UTC.
        timezone: Some(Detected::new("UTC", "Astro's default")),
        author: constant(&["SITE_AUTHOR", "AUTHOR", "author"]),
        output: own("outDir")
            .map(|dir| Detected { value: plain(&dir.value), ..dir })
            .or_else(|| Some(Detected::new("dist", "Astro's default"))),
        date_from: Some(vec![DateFrom::Metadata]),
        unread_of_site,
        unread_bodies: bodies.collect(),
        unread: filtered.chain(unnumbered).chain(unread).chain(unknown).collect(),
        feeds: configs,
        computed_pages,
        rules: SiteRules {
            conditions: conditions
                .into_inner()
                .into_iter()
                .map(|one| Places::satisfy(&places, one))
                .collect(),
            ..rules(places, asked, feeds.first().map(Feed::dates).unwrap_or_default())
        },
        content: Some(Detected::new(if content.is_empty() { "." } else { content.as_str() }, &from)),
        ..Preset::default()
    }
}

fn rules(places: Arc<Places>, asked: Vec<String>, dates: Vec<String>) -> SiteRules {
    let (known, with_defaults) = (Arc::clone(&places), Arc::clone(&places));
    let values = move |path: &str, _: Option<&Language>, _: &Table<'_>| with_defaults.defaults(path, &asked);
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| known.has(path);
    let dates = dates.into_iter().map(|key| Name { theirs: key.into(), ..Name::new("", "date", same) });
    SiteRules {
        syntax: Syntax::MDX,
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        values: Some(Function::new(Arc::new(values))),
        names: NameRules {
            roots: places.roots(),
            language: LanguageIn::None,
            date: DateInName::None,
            ..NameRules::default()
        },
        keys: KeyRules { names: dates.chain(NAMES.to_vec()).collect(), is_open: true, ..KeyRules::default() },
        dates: DateRules { read: Some(Function::new(Arc::new(javascript::date))), ..DateRules::default() },
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| places.page(parts)))),
        code_chooses_pages: true,
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::Path,
        ..SiteRules::default()
    }
}
