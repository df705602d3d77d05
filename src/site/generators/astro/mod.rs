//! An Astro site in, its settings and rules out. Its configuration, collections and feed are programs, of which the plain
//! values are read.

mod feed;
mod place;

use std::sync::Arc;

use super::paths::{page_at, picture, plain, with_base};
use super::{Generator, javascript};
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, join, name, without_extension};
use crate::site::function::Function;
use crate::site::rules::{
    DateFrom, DateRules, Detected, KeyRules, Name, PageLocation, PageParts, Preset, Project, SiteRules,
    Syntax, Ties, people, same,
};
use feed::Feed;
use place::{Place, is_text};

/// The folder of pages and routes.
const PAGES: &str = "src/pages";

pub(super) static ASTRO: Generator = Generator {
    name: "astro",
    title: "Astro",
    command: "npm run build",
    turn_off: "remove `rss.xml.js` from its pages",
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

fn detect(project: Project<'_>) -> Option<String> {
    project.first(FILES).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let file = project.first(FILES).unwrap_or("astro.config.mjs");
    let program = project.text(file).unwrap_or_default();
    let constants: Vec<_> = CONSTANTS.iter().filter_map(|file| Some((*file, project.text(file)?))).collect();
    let constant = |names: &[&str]| {
        let mut all =
            names.iter().flat_map(|name| constants.iter().map(move |(file, text)| (name, file, text)));
        all.find_map(|(name, file, text)| Some(Detected::new(javascript::literal(text, name)?, file)))
    };
    let pages = (project.list)(PAGES);
    let feed = Feed::find(project, &pages);
    let base = javascript::literal(&program, "base").unwrap_or_default();
    let place = Place::find(project, &pages, (feed.as_ref(), &base));
    let of_feed = |name: &str| {
        let feed = feed.as_ref()?;
        Some(Detected::new(javascript::literal(&feed.program, name)?, &feed.file))
    };
    let own = |name: &str| Some(Detected::new(javascript::literal(&program, name)?, file));
    let site = own("site").or_else(|| constant(&["SITE_URL", "website", "SITE"]));
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
        feeds: feed.iter().map(Feed::config).collect(),
        computed_pages: place.computed_in.clone(),
        content: Some(Detected::new(place.content.as_str(), &place.from)),
        rules: rules(place),
        ..Preset::default()
    }
}

fn rules(place: Place) -> SiteRules {
    let is_article = |path: &str, _: &dyn Fn(&str) -> bool| {
        is_text(path) && !path.split('/').any(|part| part.starts_with('_'))
    };
    SiteRules {
        syntax: Syntax::MDX,
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        names: NameRules { language: LanguageIn::None, date: DateInName::None, ..NameRules::default() },
        keys: KeyRules { names: NAMES.to_vec(), is_open: true, ..KeyRules::default() },
        dates: DateRules { read: Some(Function::new(Arc::new(javascript::date))), ..DateRules::default() },
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| page(parts, &place)))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::Path,
        ..SiteRules::default()
    }
}

fn page(parts: &PageParts<'_>, place: &Place) -> PageLocation {
    let path = without_extension(parts.path);
    let id = if place.are_pages {
        path.strip_suffix("index")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .unwrap_or(path)
            .to_owned()
    } else {
        parts.text("slug").unwrap_or_else(|| id(path))
    };
    let page = format!("{}{}", join(&place.before, id.trim_matches('/')), place.after);
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
