//! An Astro site in, facts about it out. Its configuration and constants are programs; only plain values in them are
//! read.

use super::naming::{Name, Naming};
use super::settings::Settings;
use super::{Detected, Facts, Folder, Generator, Pattern};
use crate::site::file_name::{self, extension};

pub(super) static ASTRO: Generator = Generator {
    name: "Astro",
    command: "npx astro build",
    turn_off: "remove src/pages/rss.xml.js",
    other_ids: "",
    hidden_by: None,
    detect,
    facts,
};

const FILES: &[&str] = &[
    "astro.config.mjs",
    "astro.config.js",
    "astro.config.ts",
    "astro.config.mts",
    "astro.config.cjs",
    "astro.config.cts",
];

/// Files in which sites commonly define their title and other constants.
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

/// Files that define collections.
const COLLECTIONS: &[&str] = &[
    "src/content.config.ts",
    "src/content.config.js",
    "src/content.config.mjs",
    "src/content/config.ts",
    "src/content/config.js",
];

const MDX: &str = "rename files without components to .md";

const CONTENT: &str = "src/content";
const PAGES: &str = "src/pages";

fn detect(folder: &Folder<'_>) -> Option<String> {
    folder.first(FILES).map(str::to_owned)
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let program = Settings::read(folder, [file]);
    let constants = Settings::read(folder, CONSTANTS.iter().copied());
    let layout = layout(folder, &program);
    Facts {
        base_url: base_url(&program, &constants),
        title: constants.any(&[&["SITE_TITLE"], &["SITE_NAME"], &["title"], &["SITE", "title"]]),
        description: constants.any(&[&["SITE_DESCRIPTION"], &["description"], &["desc"]]),
        language: program
            .text(&["i18n", "defaultLocale"])
            .or_else(|| constants.any(&[&["SITE_LANG"], &["lang"], &["language"]])),
        timezone: constants.text(&["timezone"]).or_else(|| Some(Detected::new("UTC", "Astro's default"))),
        author: constants.any(&[&["SITE_AUTHOR"], &["author"], &["AUTHOR"]]),
        found: program
            .found
            .iter()
            .cloned()
            .chain(folder.unsupported_files(&layout.dir.value, "mdx", MDX))
            .collect(),
        content: Some(layout.dir),
        include: layout.include,
        permalink: layout.pattern,
        date_from: &["metadata"],
        output: program
            .text(&["outDir"])
            .map(|dir| normalize(&dir))
            .or_else(|| Some(Detected::new("dist", "Astro's default"))),
        feed: Some(("rss.xml".to_owned(), "rss", "all".to_owned())),
        naming: Naming { slug, slug_is_path: true, ..Naming::default() },
        ..Facts::default()
    }
}

fn base_url(program: &Settings, constants: &Settings) -> Option<Detected> {
    let site = program.text(&["site"]).or_else(|| constants.any(&[&["SITE_URL"], &["website"]]))?;
    let base = program.text(&["base"]).map_or(String::new(), |base| base.value);
    let url = format!("{}/{}", site.value.trim_end_matches('/'), base.trim_matches('/'));
    Some(Detected { value: format!("{}/", url.trim_end_matches('/')), ..site })
}

fn normalize(path: &Detected) -> Detected {
    Detected {
        value: path.value.trim_start_matches("./").trim_matches('/').to_owned(),
        from: path.from.clone(),
    }
}

/// The folder of the articles, and the pattern of their pages.
struct Layout {
    dir: Detected,
    include: Vec<String>,
    pattern: Pattern,
}

fn layout(folder: &Folder<'_>, program: &Settings) -> Layout {
    let default = |dir: &str| Detected::new(dir, "Astro's default");
    let collections = folders(folder, CONTENT);
    let routed: Vec<_> =
        collections.iter().filter(|name| has_route(folder, &format!("{PAGES}/{name}"))).cloned().collect();
    let pattern = |prefix: &str| pattern(program, &format!("{prefix}/{{dir}}/{{slug}}/"));
    if !routed.is_empty() {
        let has_all = routed.len() == collections.len();
        let include =
            if has_all { Vec::new() } else { routed.iter().map(|name| format!("{name}/**")).collect() };
        return Layout { dir: default(CONTENT), include, pattern: pattern("") };
    }
    if let [only] = collections.as_slice()
        && has_route(folder, PAGES)
    {
        return Layout {
            dir: default(&format!("{CONTENT}/{only}")),
            include: Vec::new(),
            pattern: pattern(""),
        };
    }
    if let Some(layout) = loaded_collection(folder, &pattern) {
        return layout;
    }
    if collections.is_empty() && folder.below(PAGES).any(is_text) {
        return Layout { dir: default(PAGES), include: Vec::new(), pattern: pattern("") };
    }
    let why = "no file below `src/pages` has the name of a collection, so the URLs of articles are unknown";
    let near = Pattern::Near(
        Detected::new(
            "/{dir}/{slug}/",
            COLLECTIONS.iter().find(|file| folder.has(file)).copied().unwrap_or(PAGES),
        ),
        why.to_owned(),
    );
    Layout { dir: default(CONTENT), include: Vec::new(), pattern: near }
}

/// The only collection that is loaded from a folder of its own, with the only route that its pages can have.
fn loaded_collection(folder: &Folder<'_>, pattern: &dyn Fn(&str) -> Pattern) -> Option<Layout> {
    let base = Settings::read(folder, COLLECTIONS.iter().copied()).text(&["loader", "base"])?;
    let dir = normalize(&base);
    let mut routes: Vec<_> = folder.below(PAGES).filter(|page| is_route(page)).map(file_name::dir).collect();
    routes.dedup();
    let [route] = routes.as_slice() else { return None };
    let prefix = if route.is_empty() { String::new() } else { format!("/{route}") };
    let has_texts = folder.below(&dir.value).any(is_text);
    has_texts.then(|| Layout { include: Vec::new(), pattern: pattern(&prefix), dir })
}

fn is_text(path: &str) -> bool {
    ["md", "mdx"].iter().any(|known| extension(path).eq_ignore_ascii_case(known))
}

fn folders(folder: &Folder<'_>, dir: &str) -> Vec<String> {
    let mut found: Vec<_> = folder
        .below(dir)
        .filter(|path| is_text(path))
        .filter_map(|path| Some(path.split_once('/')?.0.to_owned()))
        .collect();
    found.dedup();
    found
}

/// `[...slug].astro` generates a page for each article.
fn is_route(page: &str) -> bool {
    let name = file_name::name(page);
    name.starts_with('[') && name.ends_with("].astro") && !name.contains("page") && !name.contains("tag")
}

fn has_route(folder: &Folder<'_>, dir: &str) -> bool {
    folder.below(dir).any(|page| !page.contains('/') && is_route(page))
}

fn pattern(program: &Settings, ours: &str) -> Pattern {
    let slash = program.text(&["trailingSlash"]);
    let known = |pattern: &str, from: &str| Detected::new(pattern, from);
    match slash {
        Some(slash) if slash.value == "never" => {
            Pattern::Exact(known(ours.trim_end_matches('/'), &slash.from))
        }
        _ => match program.text(&["build", "format"]) {
            Some(format) if format.value == "file" => {
                let why = "with `build.format: \"file\"` the URLs of pages may or may not end with `.html`";
                Pattern::Near(
                    known(&format!("{}.html", ours.trim_end_matches('/')), &format.from),
                    why.to_owned(),
                )
            }
            Some(_) | None => Pattern::default_pattern(ours, "Astro"),
        },
    }
}

/// Astro's slugs for parts of a path: lower case, spaces as hyphens, other characters removed.
fn slug(name: Name<'_>) -> Option<String> {
    let lower = name.stem.is_ascii().then(|| name.stem.to_lowercase())?;
    let kept = lower.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
    Some(kept.map(|c| if c == ' ' { '-' } else { c }).collect())
}
