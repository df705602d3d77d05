//! A Zola site in, its settings and rules out: from `zola.toml`, or `config.toml` before Zola 0.22, and from the
//! `_index.md` of its sections.

use std::collections::BTreeSet;
use std::sync::Arc;

use deunicode::deunicode;
use serde_json::Value;

use super::Generator;
use super::folders::{Folders, folders};
use super::settings::{Settings, is_false, is_true, list, names_key, text};
use crate::feed::{Format, Id, Language, Text};
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::fields;
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, extension, join};
use crate::site::function::Function;
use crate::site::rules::{
    Detected, KeyRules, Name, PageAddress, PageLocation, PageParts, Preset, PresetLanguage, Project,
    SiteRules, Syntax, TermPages, Ties, people, same,
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
    let default_language = text("default_language").unwrap_or_else(|| Detected::new("en", "Zola's default"));
    let languages =
        settings.entries(&["languages"]).into_iter().filter(|(tag, _)| **tag != default_language.value);
    let languages: Vec<_> = languages.collect();
    let own_taxonomies = own_taxonomies(&settings);
    let site = Site {
        project,
        settings: &settings,
        sections: &sections,
        own: &default_language.value,
        has_languages: !languages.is_empty(),
        own_taxonomies: &own_taxonomies,
    };
    let feeds = site.feeds(&languages);
    let term_pages = site.term_pages(&languages);
    let is_glob = |pattern: &String| globset::Glob::new(pattern).is_ok();
    Preset {
        base_url: text("base_url"),
        title: text("title"),
        description: text("description"),
        // A date without a zone is in UTC.
        timezone: Some(Detected::new("UTC", "Zola's default")),
        author: text("author"),
        languages: languages.iter().map(|(tag, value)| ((*tag).clone(), texts(value))).collect(),
        content: Some(Detected::new(content, "Zola's default")),
        exclude: settings.list(&["ignored_content"]).into_iter().filter(is_glob).collect(),
        output: text("output_dir").or_else(|| Some(Detected::new("public", "Zola's default"))),
        feeds,
        rules: SiteRules {
            term_pages,
            taxonomies: own_taxonomies.iter().map(|name| format!("taxonomies.{name}")).collect(),
            ..rules(&settings, &sections, !languages.is_empty())
        },
        language: Some(default_language),
        found: settings.found.clone(),
        ..Preset::default()
    }
}

fn texts(language: &Value) -> PresetLanguage {
    PresetLanguage { title: text(language, &["title"]), description: text(language, &["description"]) }
}

/// The names of the taxonomies besides tags and categories, in all languages.
fn own_taxonomies(settings: &Settings) -> Vec<String> {
    let of_site = settings.get(&["taxonomies"]).map(|(all, _)| all);
    let languages = settings.entries(&["languages"]).into_iter();
    let of_languages = languages.filter_map(|(_, language)| super::settings::at(language, &["taxonomies"]));
    let all = of_site.into_iter().chain(of_languages).filter_map(Value::as_array).flatten();
    let names = all.filter_map(|taxonomy| text(taxonomy, &["name"]));
    let own: BTreeSet<_> = names.filter(|name| !["tags", "categories"].contains(&name.as_str())).collect();
    own.into_iter().take(usize::from(u8::MAX)).collect()
}

fn rules(settings: &Settings, sections: &Folders, has_languages: bool) -> SiteRules {
    let drafts: Vec<_> = sections
        .iter()
        .filter(|(_, head)| is_true(head, &["draft"]))
        .map(|((dir, _), _)| dir.clone())
        .collect();
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| {
        let is_below =
            |dir: &String| path.strip_prefix(dir.as_str()).is_some_and(|rest| rest.starts_with('/'));
        extension(path) == "md" && !drafts.iter().any(is_below)
    };
    let paths = Slugs::of(settings, "paths");
    let keep_dates = settings.is_true(&["slugify", "paths_keep_dates"]);
    let terms = Slugs::of(settings, "taxonomies");
    let sorted = sections.clone();
    SiteRules {
        syntax: Syntax::ZOLA,
        is_article: Some(Function::new(Arc::new(is_article))),
        names: NameRules {
            language: if has_languages { LanguageIn::FirstSuffix } else { LanguageIn::None },
            date: DateInName::Instant,
            ..NameRules::default()
        },
        keys: KeyRules {
            names: NAMES.to_vec(),
            decided: &["published", "status"],
            is_open: true,
            ..KeyRules::default()
        },
        is_built: Some(Function::new(Arc::new(is_rendered))),
        conditions: vec![Function::new(Arc::new(move |parts: &PageParts<'_>| {
            is_rendered(parts) && is_sorted(parts, &sorted)
        }))],
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| page(parts, paths, keep_dates)))),
        id: Some(Function::new(Arc::new(|_: &PageParts<'_>, page: &PageAddress<'_>| {
            // Never percent-encoded.
            Id::new(&format!("{}{}", page.base_url, page.path.trim_start_matches('/')))
        }))),
        term_slug: Some(Function::new(Arc::new(move |term: &str| terms.slug(term)))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::Permalink,
        ..SiteRules::default()
    }
}

fn is_rendered(parts: &PageParts<'_>) -> bool {
    parts.head.get("render").and_then(fields::Value::truth) != Some(false)
}

/// Whether an article has the key by which its section is sorted: others are in no list of the section.
fn is_sorted(parts: &PageParts<'_>, sections: &Folders) -> bool {
    let of = |language: &str| sections.get(&(parts.file_name.dir.to_owned(), language.to_owned()));
    let own = parts.language.filter(|_| !parts.is_site_language).map(Language::as_str);
    let section = of(own.unwrap_or_default());
    match section.and_then(|head| text(head, &["sort_by"])).as_deref() {
        Some("weight") => parts.head.get("weight").is_some(),
        Some("title" | "title_bytes") => !parts.title.is_empty(),
        Some(_) | None => true,
    }
}

fn page(parts: &PageParts<'_>, slugs: Slugs, keep_dates: bool) -> PageLocation {
    if let Some(path) = parts.text("path") {
        return PageLocation::At(format!("{}/", path.trim_matches('/')));
    }
    let name = if keep_dates { parts.file_name.name } else { parts.file_name.words(DateInName::Instant) };
    let slug = slugs.slug(&parts.text("slug").unwrap_or_else(|| name.to_owned()));
    let language = parts.language.filter(|_| !parts.is_site_language);
    let folders = language.map(Language::as_str).into_iter().chain([parts.file_name.dir, &slug]);
    let path: Vec<_> = folders.filter(|part| !part.is_empty()).collect();
    PageLocation::At(format!("{}/", path.join("/")))
}

/// The number of the condition of feeds of sections.
const IN_SECTION: u8 = 0;

/// How a name becomes part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slugs {
    /// In ASCII letters and digits, with hyphens between them.
    On,
    /// As it is, without what a file's name may not contain.
    Safe,
    /// As it is.
    Off,
}

impl Slugs {
    /// The setting of `slugify`.
    fn of(settings: &Settings, key: &str) -> Slugs {
        match settings.any(&[&["slugify", key], &["slugify"]]).map(|mode| mode.value).as_deref() {
            Some("safe") => Slugs::Safe,
            Some("off" | "false") => Slugs::Off,
            Some(_) | None => Slugs::On,
        }
    }

    fn slug(self, name: &str) -> String {
        match self {
            Slugs::On => latin(name),
            Slugs::Safe => {
                let kept: String = name.chars().filter(|c| !"<>:\"/\\|?*\n\r\t".contains(*c)).collect();
                kept.trim_end_matches(['.', ' ']).to_owned()
            }
            Slugs::Off => name.to_owned(),
        }
    }
}

/// Lower-case ASCII letters and digits, with one hyphen for each run of anything else.
fn latin(name: &str) -> String {
    let ascii = deunicode(name).to_ascii_lowercase();
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The number of entries after which the loop of a feed's template ends: `slice(end=10)`, or `loop.index == 10` before a
/// `break`.
fn limit_of(template: &str) -> Option<usize> {
    let number = |mark: &str| {
        let (_, rest) = template.split_once(mark)?;
        let rest = rest.trim_start();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..digits)?.parse().ok()
    };
    let has_break = template.contains("break");
    number("slice(end=").or_else(|| number("loop.index ==").filter(|_| has_break))
}

/// What the feeds of a site depend on.
struct Site<'s> {
    project: Project<'s>,
    settings: &'s Settings,
    sections: &'s Folders,
    own: &'s str,
    has_languages: bool,
    /// The taxonomies besides tags and categories, in the order of the rules.
    own_taxonomies: &'s [String],
}

impl Site<'_> {
    fn feeds(&self, languages: &[(&String, &Value)]) -> Vec<FeedConfig> {
        let names =
            self.names(&["feed_filenames", "feed_filename"], self.settings.get(&[]).map(|(all, _)| all));
        let has_feeds = ["generate_feeds", "generate_feed", "generate_rss"];
        let mut feeds = Vec::new();
        if has_feeds.iter().any(|key| self.settings.is_true(&[key])) {
            feeds.extend(names.iter().map(|name| self.feed(name, name, self.own)));
        }
        feeds.extend(self.terms("", self.own, &names, self.settings.get(&[]).map(|(all, _)| all)));
        for (tag, value) in languages {
            let own_names = self.names(&["feed_filenames", "feed_filename"], Some(value));
            let names = if own_names.is_empty() { &names } else { &own_names };
            if has_feeds.iter().any(|key| is_true(value, &[key])) {
                feeds.extend(names.iter().map(|name| self.feed(&join(tag, name), name, tag)));
            }
            feeds.extend(self.terms(tag, tag, names, Some(value)));
        }
        // The feed of the root section replaces that of the site.
        let of_sections = self.of_sections(&names);
        feeds.retain(|feed| of_sections.iter().all(|section| section.path != feed.path));
        feeds.extend(of_sections);
        feeds
    }

    /// The names of feeds; without a setting for the site itself, the default.
    fn names(&self, keys: &[&str], value: Option<&Value>) -> Vec<String> {
        let found = keys.iter().find_map(|key| super::settings::at(value?, &[key]));
        let is_site = value.is_none() || value == self.settings.get(&[]).map(|(all, _)| all);
        let mut names = match found.map(list) {
            Some(names) if !names.is_empty() => names,
            _ if is_site && self.settings.is_true(&["generate_rss"]) => vec!["rss.xml".to_owned()],
            _ if is_site => vec!["atom.xml".to_owned()],
            _ => Vec::new(),
        };
        names.retain(|name| self.format(name).is_some());
        names
    }

    fn feed(&self, path: &str, name: &str, language: &str) -> FeedConfig {
        let limit = self.settings.count(&["feed_limit"]).or_else(|| self.settings.count(&["rss_limit"]));
        let mut feed = FeedConfig::new(path, self.format(name).unwrap_or(Format::Atom));
        feed.limit = [limit, self.template(name).as_deref().and_then(limit_of)].into_iter().flatten().min();
        feed.language = Language::parse(language).filter(|_| self.has_languages);
        feed
    }

    /// The format of a feed by its template, or by its name if it has the built-in one; `None` if it is not a feed.
    fn format(&self, name: &str) -> Option<Format> {
        let Some(template) = self.template(name) else {
            return [("rss.xml", Format::Rss), ("atom.xml", Format::Atom)]
                .into_iter()
                .find_map(|(known, format)| (known == name).then_some(format));
        };
        let marks = [("<rss", Format::Rss), ("<feed", Format::Atom), ("jsonfeed.org/version", Format::Json)];
        marks.into_iter().find_map(|(mark, format)| template.contains(mark).then_some(format))
    }

    /// The site's own template of a feed.
    fn template(&self, name: &str) -> Option<String> {
        self.project.text(&format!("templates/{name}"))
    }

    fn terms(&self, dir: &str, language: &str, names: &[String], value: Option<&Value>) -> Vec<FeedConfig> {
        let is_fed = |taxonomy: &Value| is_true(taxonomy, &["feed"]) || is_true(taxonomy, &["rss"]);
        let fed = self.taxonomies(dir, value).into_iter().filter(|(taxonomy, ..)| is_fed(taxonomy));
        let feeds = fed.flat_map(|(_, folder, each)| {
            names.iter().map(move |name| FeedConfig {
                each: vec![each],
                ..self.feed(&format!("{folder}/{}/{name}", each.placeholder()), name, language)
            })
        });
        feeds.collect()
    }

    /// The pages of terms in the site's own language, and in the others.
    fn term_pages(&self, languages: &[(&String, &Value)]) -> Vec<TermPages> {
        let slugs = Slugs::of(self.settings, "taxonomies");
        let own = ("", self.own, self.settings.get(&[]).map(|(all, _)| all));
        let others = languages.iter().map(|(tag, value)| (tag.as_str(), tag.as_str(), Some(*value)));
        let pages = [own].into_iter().chain(others).flat_map(|(dir, language, value)| {
            let rendered = self.taxonomies(dir, value).into_iter();
            let is_shown = |each: Each| matches!(each, Each::Tag | Each::Category);
            let rendered = rendered
                .filter(move |(taxonomy, _, each)| is_shown(*each) && !is_false(taxonomy, &["render"]));
            rendered.map(move |(_, folder, each)| TermPages {
                language: Language::parse(language).filter(|_| !languages.is_empty()),
                slug: Some(Function::new(Arc::new(move |term: &str| slugs.slug(term)))),
                ..TermPages::new(each, &format!("{folder}/{}/", each.placeholder()))
            })
        });
        pages.collect()
    }

    /// The taxonomies of a language, with their folders.
    fn taxonomies<'v>(&self, dir: &str, value: Option<&'v Value>) -> Vec<(&'v Value, String, Each)> {
        let root = self.settings.text(&["taxonomy_root"]).map(|root| root.value).unwrap_or_default();
        let all = value.and_then(|value| super::settings::at(value, &["taxonomies"])?.as_array());
        let known = all.into_iter().flatten().filter_map(|taxonomy| {
            let name = text(taxonomy, &["name"])?;
            let each = match name.as_str() {
                "tags" => Each::Tag,
                "categories" => Each::Category,
                own => {
                    let at = self.own_taxonomies.iter().position(|known| known == own)?;
                    Each::Taxonomy(u8::try_from(at).ok()?)
                }
            };
            let parts = [dir, root.trim_matches('/'), &name].into_iter().filter(|part| !part.is_empty());
            Some((taxonomy, parts.collect::<Vec<_>>().join("/"), each))
        });
        known.collect()
    }

    fn of_sections(&self, names: &[String]) -> Vec<FeedConfig> {
        let fed = self
            .sections
            .iter()
            .filter(|(_, head)| ["generate_feeds", "generate_feed"].iter().any(|key| is_true(head, &[key])));
        let feeds = fed.flat_map(|((dir, language), head)| {
            let own = if language.is_empty() { self.own } else { language };
            let folder = if language.is_empty() { dir.clone() } else { join(language, dir) };
            names.iter().map(move |name| FeedConfig {
                title: text(head, &["title"]).map(|title| Text::line(&format!("{{site}} - {title}"))),
                description: text(head, &["description"]).map(|text| Text::line(&text)),
                folders: Some(self.transparent(dir).into_iter().collect()),
                condition: Some(IN_SECTION),
                ..self.feed(&join(&folder, name), name, own)
            })
        });
        feeds.filter(|feed| !feed.path.is_empty()).collect()
    }

    /// A section, and those below it whose pages it passes on.
    fn transparent(&self, dir: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::from([dir.to_owned()]);
        for ((below, _), head) in self.sections {
            let parent = crate::site::file_name::dir(below);
            if is_true(head, &["transparent"]) && !below.is_empty() && found.contains(parent) {
                found.insert(below.clone());
            }
        }
        found
    }
}
