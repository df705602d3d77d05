//! A Hugo site in, its settings and rules out: from its configuration, and from the `_index` files of its sections.

mod capitals;
mod configuration;
mod content;
mod dates;
mod feeds;
mod keys;
mod languages;
mod mount;
mod page;
mod permalinks;
mod plurals;
mod releases;
mod templates;
mod titles;
mod urls;
mod values;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use regex::Regex;

use self::content::{Tree, is_content};
use self::dates::Dates;
use self::feeds::Feeds;
use self::languages::{Languages, Roots, roots};
use self::mount::Mounted;
use self::page::Pages;
use self::templates::{PageOrder, Templates};
use self::titles::Titles;
use self::urls::Paths;
use self::values::Defaults;
use super::condition::{Condition, Conditions};
use super::settings::Settings;
use super::{Generator, UNREAD_SETTING};
use crate::diagnostic::{Diagnostic, Severity};
use crate::feed::Language;
use crate::site::fields::Table;
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, name, without_extension};
use crate::site::function::Function;
use crate::site::rules::{
    ArticlePredicate, DateFrom, DateRules, Detected, Excerpt, ExcerptMark, LinkRules, ListedBy, PageParts,
    PicturesFrom, Preset, PresetLanguage, Project, SiteRules, Syntax, Ties,
};

pub(super) static HUGO: Generator = Generator {
    name: "hugo",
    title: "Hugo",
    command: "hugo",
    turn_off: "disableKinds = [\"RSS\"] in its configuration",
    usual_feeds: &["index.xml"],
    detect: configuration::detect,
    preset,
};

fn preset(project: Project<'_>) -> Preset {
    let settings = configuration::read(project);
    let languages = Languages::of(&settings);
    let roots = roots(&settings, &languages, project.content);
    let paths = Paths {
        keeps_case: settings.is_true(&["disablePathToLower"]),
        drops_accents: settings.is_true(&["removePathAccents"]),
    };
    let names = names(&languages, &roots);
    let tree = Tree::read(project, &roots.content, &names, paths);
    let dates = Dates::of(&settings);
    let pages = Pages::new(&settings, languages, tree, (dates, paths));
    let templates = Templates::of(project, &settings, pages.tree.largest());
    let (conditions, unread) = (Conditions::default(), RefCell::default());
    let titles = Titles::of(&settings);
    let feeds = Feeds {
        settings: &settings,
        pages: &pages,
        templates,
        conditions,
        unread,
        unread_bodies: RefCell::default(),
        titles,
        hide_email: Cell::default(),
        dated_by: Cell::default(),
        orders: RefCell::default(),
    };
    let (configs, term_pages, lists_of_terms) = (feeds.all(), feeds.term_pages(), feeds.of_lists_of_terms());
    let unread: Vec<_> =
        feeds.found(project.root).into_iter().chain(programs(&pages.tree, project)).collect();
    let unread_bodies = feeds.with_unread_bodies(project.root);
    let releases = releases::all(project, &settings, &feeds.conditions);
    let (dated_by, order) = (feeds.dated_by.get().unwrap_or_default(), feeds.order());
    let has_weights = order == PageOrder::Usual;
    let shows_email = !configs.is_empty() && !feeds.hide_email.get();
    let conditions = feeds.conditions.into_inner();
    let preset = texts(&settings, &pages.languages);
    Preset {
        email: preset.email.filter(|_| shows_email),
        content: Some(Detected::new(roots.content.clone(), "Hugo's default")),
        output: settings.text(&["publishDir"]).or_else(|| Some(Detected::new("public", "Hugo's default"))),
        date_from: Some(vec![DateFrom::Metadata]),
        feeds: configs,
        rules: SiteRules {
            term_pages,
            lists_of_terms,
            releases,
            lists_by: match order {
                PageOrder::LastChanged => ListedBy::Updated,
                PageOrder::LastPublished => ListedBy::Published,
                PageOrder::Usual
                | PageOrder::Newest
                | PageOrder::Oldest
                | PageOrder::FirstPublished
                | PageOrder::FirstChanged
                | PageOrder::Other => ListedBy::Date,
            },
            dated_by,
            weight: has_weights.then_some("weight"),
            term_weights: if has_weights { keys::term_weights(&settings) } else { Vec::new() },
            ..rules(&settings, pages, names, (&roots, conditions))
        },
        found: settings.found.clone(),
        unread,
        unread_bodies,
        ..preset
    }
}

/// Reports programs that make pages.
fn programs(tree: &Tree, project: Project<'_>) -> Vec<Diagnostic> {
    let finding = |file: &String| {
        let message = "only Hugo can tell which pages this program makes, so the feeds lack them";
        let help = "build the site, and compare its feed with this one: `feedwright diff`";
        let finding = Diagnostic::new(&UNREAD_SETTING, message).at(project.place(file)).help(help);
        Diagnostic { severity: Severity::Warning, ..finding }
    };
    tree.programs.iter().map(finding).collect()
}

/// The texts of a site.
fn texts(settings: &Settings, languages: &Languages) -> Preset {
    let own = languages.own().map_or("en", |own| own.key.as_str());
    let any = |key| settings.any(&[&["languages", own, key], &[key]]);
    let others = languages.all.iter().skip(1).map(|language| {
        let text = |path: &[&str]| settings.text(path).map(|text| text.value);
        let title = text(&["languages", &language.key, "title"]);
        let described = text(&["languages", &language.key, "params", "description"]);
        let description = described.or_else(|| title.as_deref().map(titles::description_of_site));
        let rights = text(&["languages", &language.key, "copyright"]).or_else(|| text(&["copyright"]));
        (language.tag.as_str().to_owned(), PresetLanguage { title, description, rights })
    });
    let by_default = || {
        let description = titles::description_of_site(&any("title")?.value);
        Some(Detected::new(description, "Hugo's default"))
    };
    Preset {
        base_url: any("baseURL"),
        title: any("title"),
        description: settings
            .any(&[&["languages", own, "params", "description"], &["params", "description"]])
            .or_else(by_default),
        rights: any("copyright"),
        language: languages.own().map(|own| Detected::new(own.tag.as_str(), "Hugo's default")),
        // A date without a zone is in UTC.
        timezone: any("timeZone").or_else(|| Some(Detected::new("UTC", "Hugo's default"))),
        author: settings.any(&[&["params", "author", "name"], &["params", "author"], &["author", "name"]]),
        email: settings.any(&[&["params", "author", "email"], &["author", "email"]]),
        languages: others.collect(),
        ..Preset::default()
    }
}

fn names(languages: &Languages, roots: &Roots) -> NameRules {
    NameRules {
        roots: roots.all.clone(),
        language: LanguageIn::Suffix,
        date: DateInName::None,
        ignores_index_case: true,
        languages: languages.all.iter().map(|own| (own.key.clone(), own.tag.clone())).collect(),
        ..NameRules::default()
    }
}

fn rules(
    settings: &Settings,
    pages: Pages,
    names: NameRules,
    (roots, conditions): (&Roots, Vec<Condition>),
) -> SiteRules {
    let keys = keys::rules(settings, &pages.dates);
    let links = links(settings, &pages.languages);
    let asked: Vec<_> = conditions.iter().flat_map(Condition::keys).collect();
    let is_known = |key: &str| keys::is_known(&keys, key) || asked.iter().any(|asked| asked == key);
    let in_names = (&names, pages.paths);
    let known = (&is_known as &dyn Fn(&str) -> bool, pages.dates.use_names());
    let defaults = Defaults::of(settings, &pages.tree, &pages.languages, in_names, known);
    let values = defaults.map(|defaults| {
        let values =
            move |path: &str, language: Option<&Language>, _: &Table<'_>| defaults.values(path, language);
        Function::new(Arc::new(values) as Arc<crate::site::rules::DefaultValues>)
    });
    let term_slug = pages.term_slug();
    let pages = Arc::new(pages);
    let of_languages = Arc::clone(&pages);
    let articles = Articles::new(settings, Arc::clone(&pages), names.clone(), roots);
    SiteRules {
        syntax: Syntax::HUGO,
        is_article: Some(Function::new(Arc::new(move |path: &str, _: &dyn Fn(&str) -> bool| {
            articles.contain(path)
        }))),
        head_is_optional: true,
        values,
        keys,
        dates: DateRules {
            read: Some(Function::new(Arc::new(dates::read))),
            zone: Some(Function::new(Arc::new(move |_: &Table<'_>, language: Option<&Language>| {
                of_languages.languages.tagged(language)?.zone.clone()
            }))),
            ..DateRules::default()
        },
        taxonomies: keys::own_taxonomies(settings),
        excerpt: Excerpt::before([ExcerptMark::ExactComment("more".to_owned())]),
        is_built: Some(Function::new(Arc::new(|parts: &PageParts<'_>| page::is_built(parts.head)))),
        conditions: conditions
            .into_iter()
            .map(|condition| satisfies(Arc::clone(&pages), condition))
            .collect(),
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| pages.page(parts)))),
        term_slug: Some(term_slug),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::Title("linktitle"),
        links,
        pictures: PicturesFrom::Bundle,
        shows_future: settings.is_true(&["buildFuture"]),
        names,
        ..SiteRules::default()
    }
}

/// Whether an article satisfies a condition of a template.
fn satisfies(pages: Arc<Pages>, condition: Condition) -> Function<ArticlePredicate> {
    Function::new(Arc::new(move |parts: &PageParts<'_>| {
        let section = pages.section(parts);
        condition.holds(&|fact| templates::values(parts.head, fact, &section))
    }))
}

/// The links and pictures of Markdown name pages and their files if the site is in several languages on one host, or wants
/// that.
fn links(settings: &Settings, languages: &Languages) -> LinkRules {
    let shares_host = languages.all.len() > 1 && languages.all.iter().all(|one| one.base_url.is_none());
    let hook = settings.text(&["markup", "goldmark", "renderHooks", "link", "useEmbedded"]);
    let name_articles = match hook.as_ref().map(|hook| hook.value.as_str()) {
        Some("always" | "fallback") => true,
        Some("never") => false,
        Some(_) | None => shares_host,
    };
    let own = languages.own().map(|own| own.key.clone());
    LinkRules { name_articles, files_of: own.filter(|_| shares_host) }
}

/// Which files are articles.
struct Articles {
    pages: Arc<Pages>,
    names: NameRules,
    content: String,
    disabled: Vec<String>,
    mounted: Vec<Mounted>,
    ignored: Vec<Regex>,
}

impl Articles {
    fn new(settings: &Settings, pages: Arc<Pages>, names: NameRules, roots: &Roots) -> Articles {
        let patterns = settings.list(&["ignoreFiles"]);
        Articles {
            pages,
            names,
            content: roots.content.clone(),
            mounted: roots.mounted.clone(),
            disabled: roots.disabled.iter().map(|dir| format!("{dir}/")).collect(),
            ignored: patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect(),
        }
    }

    fn contain(&self, path: &str) -> bool {
        is_content(path)
            && (self.names.roots.is_empty() || self.names.root_of(path).is_some())
            && self.is_mounted(path)
            && !self.is_disabled(path)
            && !self.pages.tree.is_resource(path)
            && !self.is_ignored(path)
    }

    /// Whether one of the mounts with its folder takes a file.
    fn is_mounted(&self, path: &str) -> bool {
        let mut taken = self.mounted.iter().filter_map(|mounted| mounted.takes(path)).peekable();
        taken.peek().is_none() || taken.any(|takes| takes)
    }

    /// Whether a file is in a language that is not published.
    fn is_disabled(&self, path: &str) -> bool {
        let languages = &self.pages.languages.disabled;
        let suffix = without_extension(name(path)).rsplit_once('.').map(|(_, suffix)| suffix);
        suffix.is_some_and(|suffix| languages.iter().any(|key| key == suffix))
            || self.disabled.iter().any(|dir| path.starts_with(dir.as_str()))
    }

    fn is_ignored(&self, path: &str) -> bool {
        if self.ignored.is_empty() {
            return false;
        }
        let path = format!("/{}/{path}", self.content);
        self.ignored.iter().any(|pattern| pattern.is_match(&path))
    }
}
