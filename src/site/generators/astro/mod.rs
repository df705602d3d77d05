//! An Astro site in, its settings and rules out. Its configuration, collections and feed are programs, of which the plain
//! values are read.

mod collection;
mod feed;
mod link;
mod place;

use std::sync::Arc;

use super::Generator;
use super::condition::{Condition, Conditions, Fact, TooMany, Values, of_key};
use super::javascript::{self, Program};
use super::paths::{page_at, picture, plain, with_base};
use crate::site::feed_config::{FeedConfig, HasFile};
use crate::site::file_name::{
    ContentRoot, DateInName, FileName, LanguageIn, NameRules, below, name, without_extension,
};
use crate::site::function::Function;
use crate::site::rules::{
    ArticlePredicate, DateFrom, DateRules, Detected, KeyRules, Name, PageLocation, PageParts, Preset,
    Project, SiteRules, Syntax, Ties, people, same,
};
use feed::Feed;
use place::{Place, Site, common};

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
    let feeds = Feed::all(project, &pages);
    let base = program.literal("base").unwrap_or_default();
    let of_feed = |name: &str| {
        let feed = feeds.first()?;
        Some(Detected::new(feed.text(name)?, &feed.file))
    };
    let own = |name: &str| Some(Detected::new(program.literal(name)?, file));
    let site = own("site").or_else(|| constant(&["SITE_URL", "website", "SITE"]));
    let url = site.as_ref().map_or("", |site| site.value.as_str());
    let places = Site { project, pages: &pages, url, base: &base }.places(&feeds);
    let folders: Vec<_> = places.iter().map(|place| place.collection.folder.as_str()).collect();
    let content = common(&folders);
    let from = match places.as_slice() {
        [place] => place.collection.from.clone(),
        _ => "the collections of its feeds".to_owned(),
    };
    let conditions = Conditions::default();
    let (configs, unnumbered) = configs(&feeds, &places, &content, &conditions);
    let filtered = feeds.iter().filter_map(|feed| feed.filtered(project));
    let unnumbered = unnumbered.into_iter().map(|feed| feed.unread(project));
    let patterns = places.iter().filter_map(|place| place.collection.unread(project));
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
        unread: filtered.chain(unnumbered).chain(patterns).collect(),
        feeds: configs,
        computed_pages: places.iter().find_map(|place| place.computed_in.clone()),
        rules: SiteRules {
            conditions: conditions.into_inner().into_iter().map(satisfies).collect(),
            ..rules(places, &content, feeds.first().map(Feed::dates).unwrap_or_default())
        },
        content: Some(Detected::new(if content.is_empty() { "." } else { content.as_str() }, &from)),
        ..Preset::default()
    }
}

/// The feeds. Of several with the same articles, the choice of each is computed, so that only the first is known.
/// Those with more conditions than a site may have are unread, too.
fn configs<'f>(
    feeds: &'f [Feed],
    places: &[Place],
    content: &str,
    conditions: &Conditions,
) -> (Vec<FeedConfig>, Vec<&'f Feed>) {
    let mut known: Vec<(Vec<String>, Choice)> = Vec::new();
    let (mut configs, mut unnumbered) = (Vec::new(), Vec::new());
    for feed in feeds {
        let names = feed.collections();
        let choice = Choice::of(feed, conditions).unwrap_or_else(|TooMany| {
            unnumbered.push(feed);
            Choice::default()
        });
        if known.contains(&(names.clone(), choice)) {
            continue;
        }
        let roots = places.iter().filter(|place| names.contains(&place.collection.name));
        let roots: Vec<_> = roots.map(|place| root(place, content)).collect();
        let has_all = names.is_empty() || roots.len() == places.len();
        let has_file = move |path: &str| roots.iter().any(|root| below(path, root).is_some());
        let files = (!has_all).then(|| Function::new(Arc::new(has_file) as Arc<HasFile>));
        let Choice { condition, guard, .. } = choice;
        configs.push(FeedConfig { files, condition, guard, ..feed.config() });
        known.push((names, choice));
    }
    (configs, unnumbered)
}

/// What a feed asks of its articles.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Choice {
    condition: Option<u8>,
    guard: Option<u8>,
    limit: Option<usize>,
}

impl Choice {
    fn of(feed: &Feed, conditions: &Conditions) -> Result<Choice, TooMany> {
        let Some(articles) = feed.articles() else { return Ok(Choice::default()) };
        Ok(Choice {
            condition: conditions.numbered(articles.condition)?,
            guard: conditions.numbered(articles.guard)?,
            limit: articles.limit.filter(|_| !articles.is_unknown),
        })
    }
}

/// The folder of a place, below the content folder.
fn root(place: &Place, content: &str) -> String {
    below(&place.collection.folder, content).unwrap_or_default().to_owned()
}

/// The place of a file below the content folder, and its path there.
fn place_of<'p, 'f>(places: &'p [(String, Place)], path: &'f str) -> Option<(&'p Place, &'f str)> {
    places.iter().find_map(|(root, place)| Some((place, below(path, root)?)))
}

/// Whether an article satisfies a condition of a feed.
fn satisfies(condition: Condition) -> Function<ArticlePredicate> {
    let values = |parts: &PageParts<'_>, fact: &Fact| match fact {
        Fact::Key(path) => of_key(parts.head, path),
        Fact::Given(name) => {
            let path = without_extension(parts.path);
            let text = if name == "filePath" { parts.path.to_owned() } else { id(path) };
            Values { is_list: false, all: vec![text] }
        }
        Fact::Section | Fact::Type => Values::default(),
    };
    Function::new(Arc::new(move |parts: &PageParts<'_>| condition.holds(&|fact| values(parts, fact))))
}

fn rules(places: Vec<Place>, content: &str, dates: Vec<String>) -> SiteRules {
    let are_several = places.len() > 1;
    let places: Vec<_> = places.into_iter().map(|place| (root(&place, content), place)).collect();
    let roots = places.iter().filter(|_| are_several).map(|(root, _)| ContentRoot::new(root)).collect();
    let places = Arc::new(places);
    let known = Arc::clone(&places);
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| {
        place_of(&known, path).is_some_and(|(place, below)| place.collection.has(below))
    };
    let page = move |parts: &PageParts<'_>| {
        place_of(&places, parts.path).map_or(PageLocation::Nowhere, |(place, path)| page(parts, place, path))
    };
    let dates = dates.into_iter().map(|key| Name { theirs: key.into(), ..Name::new("", "date", same) });
    SiteRules {
        syntax: Syntax::MDX,
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        names: NameRules {
            roots,
            language: LanguageIn::None,
            date: DateInName::None,
            ..NameRules::default()
        },
        keys: KeyRules { names: dates.chain(NAMES.to_vec()).collect(), is_open: true, ..KeyRules::default() },
        dates: DateRules { read: Some(Function::new(Arc::new(javascript::date))), ..DateRules::default() },
        page: Some(Function::new(Arc::new(page))),
        code_chooses_pages: true,
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::Path,
        ..SiteRules::default()
    }
}

/// The page of an article, whose path is below the folder of its collection.
fn page(parts: &PageParts<'_>, place: &Place, path: &str) -> PageLocation {
    let path = without_extension(path);
    let id = if place.are_pages {
        path.strip_suffix("index")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .unwrap_or(path)
            .to_owned()
    } else {
        parts.text("slug").unwrap_or_else(|| id(path))
    };
    let page = place.page(id.trim_matches('/'));
    // A slash is added unless the last part has a dot.
    let is_file = name(&page).contains('.');
    let page = if page.is_empty() || page.ends_with('/') || is_file { page } else { format!("{page}/") };
    let page = if place.cuts_slash { page.trim_end_matches('/') } else { page.as_str() };
    page_at(page.trim_start_matches('/'))
}

/// The id of an entry: each part of the path as GitHub makes anchors.
fn id(path: &str) -> String {
    let path = path.strip_suffix("/index").unwrap_or(path);
    let kept = |c: &char| c.is_alphanumeric() || is_mark(*c) || matches!(c, '-' | '_' | ' ');
    let part = |part: &str| {
        part.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect::<String>()
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn is_mark(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    c.general_category_group() == GeneralCategoryGroup::Mark
}
