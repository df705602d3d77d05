//! A Zola site in, its settings and rules out: from `zola.toml`, or `config.toml` before Zola 0.22, from the `_index.md` of
//! its sections, and from the templates of its feeds.

mod facts;
mod feeds;
mod languages;
mod order;
mod pages;
mod slugs;
mod templates;
mod tera;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use self::facts::{is_rendered, satisfies};
use self::feeds::Site;
use self::languages::{ZolaLanguage, languages};
use self::pages::Pages;
use self::slugs::Slugs;
use super::Generator;
use super::condition::Conditions;
use super::folders::folders;
use super::settings::{Settings, is_true, names_key, text};
use crate::feed::Id;
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, extension};
use crate::site::function::Function;
use crate::site::rules::{
    Detected, KeyRules, Name, PageAddress, PageParts, Preset, Project, SiteRules, Syntax, Ties, people, same,
};

pub(super) static ZOLA: Generator = Generator {
    name: "zola",
    title: "Zola",
    command: "zola build",
    turn_off: "generate_feeds = false in its configuration",
    usual_feeds: &["atom.xml"],
    detect,
    preset,
};

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("taxonomies.tags", "tags", same),
    Name::new("taxonomies.categories", "categories", same),
    Name::new("authors", "authors", people),
];

fn detect(project: Project<'_>) -> Option<String> {
    if project.text("zola.toml").is_some() {
        return Some("zola.toml".to_owned());
    }
    // Hugo's configuration has the same name, but another key.
    let settings = Settings::read(project, ["config.toml"]);
    let text = || project.text("config.toml").unwrap_or_default();
    let is_named = || !settings.found.is_empty() && names_key(&text(), "base_url");
    (settings.get(&["base_url"]).is_some() || is_named()).then(|| "config.toml".to_owned())
}

fn preset(project: Project<'_>) -> Preset {
    let settings = Settings::read(project, ["zola.toml", "config.toml"]);
    let text = |key| settings.text(&[key]);
    let content = project.content.unwrap_or("content");
    let files = (project.list)(content);
    let sections = folders(project, content, &files, "_index");
    let languages = languages(&settings);
    let own_taxonomies = own_taxonomies(&languages);
    let site = Site {
        project,
        settings: &settings,
        sections: &sections,
        languages: &languages,
        own_taxonomies: &own_taxonomies,
        conditions: Conditions::default(),
        unread: RefCell::default(),
        unread_bodies: RefCell::default(),
        ties: Cell::new(Ties::Permalink),
    };
    let (feeds, term_pages) = (site.feeds(), site.term_pages());
    let (unread, unread_bodies, ties) = (site.found(), site.with_unread_bodies(), site.ties.get());
    let pages = Arc::new(Pages::of(&settings, &languages, sections.clone()));
    let conditions = site.conditions.into_inner().into_iter();
    let conditions = conditions.map(|condition| satisfies(Arc::clone(&pages), condition)).collect();
    let own = languages.first();
    let of_own = |of: fn(&ZolaLanguage<'_>) -> Option<String>, key: &str| {
        let from = settings.text(&[key]).map_or_else(|| "[languages]".to_owned(), |text| text.from);
        own.and_then(of).map(|value| Detected { value, from })
    };
    let others = languages.iter().filter(|language| !language.is_own());
    let is_glob = |pattern: &String| globset::Glob::new(pattern).is_ok();
    Preset {
        base_url: text("base_url"),
        title: of_own(|own| own.texts().title, "title"),
        description: of_own(|own| own.texts().description, "description"),
        // A date without a zone is in UTC.
        timezone: Some(Detected::new("UTC", "Zola's default")),
        author: text("author"),
        languages: others.map(|language| (language.tag.as_str().to_owned(), language.texts())).collect(),
        content: Some(Detected::new(content, "Zola's default")),
        exclude: settings.list(&["ignored_content"]).into_iter().filter(is_glob).collect(),
        output: text("output_dir").or_else(|| Some(Detected::new("public", "Zola's default"))),
        feeds,
        rules: SiteRules {
            term_pages,
            conditions,
            ties,
            taxonomies: own_taxonomies.iter().map(|name| format!("taxonomies.{name}")).collect(),
            ..rules(&settings, pages, &languages)
        },
        language: own.map(|own| Detected {
            value: own.tag.to_string(),
            from: text("default_language").map_or_else(|| "Zola's default".to_owned(), |text| text.from),
        }),
        found: settings.found.clone(),
        unread,
        unread_bodies,
        ..Preset::default()
    }
}

/// The names of the taxonomies besides tags and categories, in all languages.
fn own_taxonomies(languages: &[ZolaLanguage<'_>]) -> Vec<String> {
    let names = languages.iter().flat_map(ZolaLanguage::taxonomies).filter_map(|one| text(one, &["name"]));
    let own: BTreeSet<_> = names.filter(|name| !["tags", "categories"].contains(&name.as_str())).collect();
    own.into_iter().take(usize::from(u8::MAX)).collect()
}

fn rules(settings: &Settings, pages: Arc<Pages>, languages: &[ZolaLanguage<'_>]) -> SiteRules {
    let has_languages = languages.len() > 1;
    let of_pages = pages.sections.iter().filter(|(_, head)| is_true(head, &["draft"]));
    let drafts: Vec<_> = of_pages.map(|((dir, _), _)| dir.clone()).collect();
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| {
        let is_below =
            |dir: &String| path.strip_prefix(dir.as_str()).is_some_and(|rest| rest.starts_with('/'));
        extension(path) == "md" && !drafts.iter().any(is_below)
    };
    let terms = Slugs::of(settings, "taxonomies");
    let others = languages.iter().filter(|language| !language.is_own());
    SiteRules {
        syntax: Syntax::ZOLA,
        is_article: Some(Function::new(Arc::new(is_article))),
        names: NameRules {
            language: if has_languages { LanguageIn::FirstSuffix } else { LanguageIn::None },
            date: DateInName::Instant,
            // The site's own one is no suffix.
            languages: others.map(|one| (one.key.clone(), one.tag.clone())).collect(),
            ..NameRules::default()
        },
        keys: KeyRules {
            names: NAMES.into(),
            decided: &["published", "status"],
            is_open: true,
            ..KeyRules::default()
        },
        is_built: Some(Function::new(Arc::new(is_rendered))),
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| pages.page(parts)))),
        id: Some(Function::new(Arc::new(|_: &PageParts<'_>, page: &PageAddress<'_>| {
            // Never percent-encoded.
            Id::new(&format!("{}{}", page.base_url, page.path.trim_start_matches('/')))
        }))),
        term_slug: Some(Function::new(Arc::new(move |term: &str| terms.slug(term)))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ..SiteRules::default()
    }
}
