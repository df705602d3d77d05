//! The settings and sections of a Hugo site in; the feeds that it makes by itself out: of the home page, of each section,
//! and of each tag and category, in each language.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::content::Section;
use super::keys::{own_taxonomies, taxonomy};
use super::languages::HugoLanguage;
use super::page::Pages;
use super::permalinks::{expanded, slice};
use super::templates::{PageOrder, Scope, Shown, Template, TemplateRequest, Templates};
use super::titles::{Titles, texts};
use super::urls::clean;
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::{Format, Text, Url};
use crate::site::feed_config::{Each, FeedConfig, FeedUrl, HasFile, ListPage, TermTexts};
use crate::site::file_name::join;
use crate::site::function::Function;
use crate::site::generators::bodies::{unread_body, with_body};
use crate::site::generators::condition::Conditions;
use crate::site::generators::settings::{Settings, at, list, text};
use crate::site::generators::{unread_choice, unread_template};
use crate::site::rules::{ListedBy, TermPages};
use crate::site::section_texts::SectionTexts;

/// The output format that lists of pages have by default.
const RSS: &str = "rss";

/// The media types of feeds, with their formats and the extensions of their files.
const MEDIA_TYPES: [(&str, Format, &str); 3] = [
    ("application/rss+xml", Format::Rss, "xml"),
    ("application/atom+xml", Format::Atom, "xml"),
    ("application/feed+json", Format::Json, "json"),
];

/// The extensions of files of other media types, whose templates may make feeds.
const OTHER_TYPES: [(&str, &str); 3] =
    [("application/json", "json"), ("application/xml", "xml"), ("text/xml", "xml")];

/// What the feeds of a site depend on.
pub(super) struct Feeds<'s> {
    pub(super) settings: &'s Settings,
    pub(super) pages: &'s Pages,
    pub(super) templates: Templates<'s>,
    /// What feeds ask of their articles.
    pub(super) conditions: Conditions,
    /// How lists are named.
    pub(super) titles: Titles,
    /// The templates that could not be read.
    pub(super) unread: RefCell<Vec<(String, bool)>>,
    /// The templates of which only running Hugo tells for which articles they show whole texts.
    pub(super) unread_bodies: RefCell<BTreeSet<String>>,
    /// Whether a template does not show the author's email address, as Hugo's own does.
    pub(super) hide_email: Cell<bool>,
    /// The date that the first feed shows of an article, which is that of the home page if it has one.
    pub(super) dated_by: Cell<Option<ListedBy>>,
    /// The orders in which templates show articles, and whether they have a limit. The empty name is that of Hugo's own.
    pub(super) orders: RefCell<BTreeMap<String, (PageOrder, bool)>>,
}

/// A page that lists others, and has feeds.
struct ListingPage<'l> {
    kind: &'l str,
    /// The first part of its path: its section or taxonomy.
    section: &'l str,
    /// Whether it is in a section of its own.
    is_nested: bool,
    head: Option<&'l Value>,
    folder: &'l str,
    language: &'l HugoLanguage,
}

impl Feeds<'_> {
    pub(super) fn all(&self) -> Vec<FeedConfig> {
        let languages = &self.pages.languages.all;
        languages.iter().enumerate().flat_map(|(at, language)| self.in_language(language, at == 0)).collect()
    }

    fn in_language(&self, language: &HugoLanguage, is_own: bool) -> Vec<FeedConfig> {
        let mut feeds = Vec::new();
        let head = self.pages.tree.head_of("", Some(&language.tag), is_own);
        let home = ListingPage { kind: "home", section: "", is_nested: false, head, folder: "", language };
        let of_home = self.feeds(&home).into_iter();
        let SectionTexts { title, description } = self.texts_of_home(head, language);
        feeds.extend(of_home.map(|(feed, _)| FeedConfig {
            title: title.clone(),
            description: description.clone(),
            is_generated: !is_own,
            ..feed
        }));
        for (path, section) in &self.pages.tree.sections {
            let head = self.pages.tree.head_of(path, Some(&language.tag), is_own);
            feeds.extend(self.of_section(path, section, head, language));
        }
        feeds.extend(self.of_terms(language, is_own));
        feeds
    }

    /// What a home page with a title of its own gives to its feed. A description of the site comes first.
    fn texts_of_home(&self, head: Option<&Value>, language: &HugoLanguage) -> SectionTexts {
        let Some(own) = head.and_then(|head| text(head, &["title"])) else { return SectionTexts::default() };
        let SectionTexts { title, description } = self.texts(&own, language);
        let described =
            [&["languages", &language.key, "params", "description"][..], &["params", "description"]];
        SectionTexts {
            title: title.filter(|title| title.as_str() != own),
            description: description.filter(|_| self.settings.any(&described).is_none()),
        }
    }

    /// The feeds of pages of a kind in a folder: one in each format that they have. What the head of such a page says
    /// counts first.
    fn feeds(&self, page: &ListingPage<'_>) -> Vec<(FeedConfig, Scope)> {
        let outputs = self.outputs(page.kind, page.language, page.head);
        outputs.iter().filter_map(|name| self.feed(name, page)).collect()
    }

    /// The names of the formats of pages of a kind.
    fn outputs(&self, kind: &str, language: &HugoLanguage, head: Option<&Value>) -> Vec<String> {
        let key = &language.key;
        let of_head = head.and_then(|head| at(head, &["outputs"])).map(list);
        let of_site = || {
            let outputs = self.settings.get(&["languages", key, "outputs", kind]);
            outputs.or_else(|| self.settings.get(&["outputs", kind])).map(|(value, _)| list(value))
        };
        let outputs = of_head.or_else(of_site).unwrap_or_else(|| vec![RSS.to_owned()]);
        if self.is_off(kind, language) {
            return Vec::new();
        }
        outputs
            .into_iter()
            .map(|name| name.to_lowercase())
            .filter(|name| name != RSS || !self.is_off(RSS, language))
            .collect()
    }

    /// Whether there are no pages of a kind.
    fn is_off(&self, kind: &str, language: &HugoLanguage) -> bool {
        let own = self.settings.list(&["languages", &language.key, "disableKinds"]);
        let disabled = [self.settings.list(&["disableKinds"]), own].concat();
        let is_off = |name: &str| disabled.iter().any(|off| off.eq_ignore_ascii_case(name));
        // Once, the pages of terms were of the kind `taxonomy`, and their lists of another.
        is_off(kind) || kind == "term" && is_off("taxonomy") && is_off("taxonomyTerm")
    }

    /// The feed in an output format, and where its articles are; `None` if that is no format of feeds.
    fn feed(&self, output: &str, page: &ListingPage<'_>) -> Option<(FeedConfig, Scope)> {
        let language = page.language;
        let (known, suffix) = self.media_type(output)?;
        let template = self.templates.find(TemplateRequest {
            kind: page.kind,
            section: page.section,
            is_in_home: page.kind == "section" && !page.is_nested,
            output,
            extension: &suffix,
            language: &language.key,
        });
        let format = template.as_ref().and_then(|template| template.format).or(known)?;
        let path = self.path_of(output, page, &suffix);
        let mut feed = FeedConfig::new(&path, format);
        let key = &language.key;
        let base = self.settings.any(&[&["languages", key, "baseURL"], &["baseURL"]]);
        if let Some(base) = base.filter(|_| self.pages.languages.has_hosts) {
            // A site for each language: its folder is not part of its URLs.
            let own = language.base_url.as_deref().map(|base| format!("{}/", base.trim_end_matches('/')));
            feed.home = own.as_deref().and_then(|base| Url::parse(base).ok());
            let pattern = format!("{}{path}", own.as_deref().unwrap_or("/"));
            feed.url = Some(FeedUrl { pattern, place: Place::file(base.from.as_ref()) });
            feed.path = format!("{key}/{path}");
        }
        let list_page = match (self.pages.ugly.is_for(|| page.section.to_owned()), page.kind) {
            (false, _) => ListPage::Folder,
            (true, "term") => ListPage::File,
            (true, _) => ListPage::Index,
        };
        feed.list_page = Some(list_page).filter(|_| self.format_setting(output, "path").is_none());
        feed.language = (self.pages.languages.all.len() > 1).then(|| language.tag.clone());
        feed.is_generated = true;
        let hides_email = template.as_ref().is_some_and(|template| !template.names_email);
        self.hide_email.set(self.hide_email.get() || hides_email);
        let dated_by = template.as_ref().map_or(ListedBy::Published, |template| template.dated_by);
        self.dated_by.set(self.dated_by.get().or(Some(dated_by)));
        if let Some(template) = &template {
            let (own, is_unread) = with_body(feed, &template.shows_text, &self.conditions);
            feed = own;
            self.unread_bodies.borrow_mut().extend(is_unread.then(|| template.file.clone()));
        }
        let shown = self.shown(template);
        feed.limit = shown.limit;
        if let Some(condition) = shown.condition {
            feed.condition = self.conditions.of_feed(&feed.path, condition).ok()?;
        }
        if let Some(guard) = shown.guard {
            feed.guard = self.conditions.of_feed(&feed.path, guard).ok()?;
        }
        Some((feed, shown.scope))
    }

    /// The path of the feed of a page in an output format.
    fn path_of(&self, output: &str, page: &ListingPage<'_>, suffix: &str) -> String {
        let name = self.format_setting(output, "baseName").unwrap_or_else(|| "index".to_owned());
        let in_format = self.format_setting(output, "path").unwrap_or_default();
        let file = format!("{name}.{suffix}");
        clean(&[page.language.prefix.as_str(), page.folder, &in_format, &file].join("/")).into_owned()
    }

    fn format_setting(&self, output: &str, key: &str) -> Option<String> {
        self.settings.text(&["outputFormats", output, key]).map(|value| value.value)
    }

    /// The format of the files of an output format, if it is one of feeds, and their extension.
    fn media_type(&self, output: &str) -> Option<(Option<Format>, String)> {
        let written = self.format_setting(output, "mediaType");
        let by_name = || match output {
            RSS => Some(MEDIA_TYPES[0].0.to_owned()),
            "json" => Some(OTHER_TYPES[0].0.to_owned()),
            _ => None,
        };
        let media_type = written.or_else(by_name)?;
        let known = MEDIA_TYPES.iter().find(|(known, ..)| *known == media_type);
        let suffixes = self.settings.list(&["mediaTypes", &media_type, "suffixes"]);
        let other = || OTHER_TYPES.iter().find(|(known, _)| *known == media_type).map(|(_, suffix)| *suffix);
        let usual = known.map(|(.., suffix)| *suffix).or_else(other);
        let suffix = suffixes.first().cloned().or_else(|| usual.map(str::to_owned))?;
        Some((known.map(|(_, format, _)| *format), suffix))
    }

    /// What a feed shows: by its template, or as Hugo's own template does it.
    fn shown(&self, template: Option<Template>) -> Shown {
        let by_default = || {
            let (order, limit) = (PageOrder::Usual, self.limit());
            self.orders.borrow_mut().insert(String::new(), (order, limit.is_some()));
            Shown { scope: Scope::Own, condition: None, limit, guard: None, order }
        };
        let Some(template) = template else { return by_default() };
        if let Some(shown) = template.shows {
            let mut orders = self.orders.borrow_mut();
            let known = orders.entry(template.file).or_insert((shown.order, false));
            if shown.limit.is_some() {
                *known = (shown.order, true);
            }
            return shown;
        }
        let mut unread = self.unread.borrow_mut();
        if !unread.iter().any(|(file, _)| *file == template.file) {
            unread.push((template.file, template.may_filter));
        }
        by_default()
    }

    /// The order of the articles of the site. The templates with a limit decide about it, but for those whose order no site can
    /// have here. It is by the last change only if the templates of all feeds sort so.
    pub(super) fn order(&self) -> PageOrder {
        let orders = self.orders.borrow();
        let has_limits = orders.values().any(|(_, has_limit)| *has_limit);
        let are_changes = orders.values().all(|(order, _)| *order == PageOrder::LastChanged);
        if !orders.is_empty() && are_changes {
            return PageOrder::LastChanged;
        }
        let deciding = orders.values().filter(|(_, has_limit)| *has_limit || !has_limits);
        let mut possible = deciding.map(|(order, _)| *order).filter(|order| match order {
            PageOrder::Usual | PageOrder::Newest | PageOrder::LastPublished => true,
            PageOrder::Oldest
            | PageOrder::FirstPublished
            | PageOrder::LastChanged
            | PageOrder::FirstChanged
            | PageOrder::Other => false,
        });
        let first = possible.next().unwrap_or(PageOrder::Usual);
        if possible.all(|order| order == first) { first } else { PageOrder::Usual }
    }

    /// Reports the templates whose articles up to a limit are others than the newest.
    fn in_other_orders(&self, root: &std::path::Path) -> Vec<Diagnostic> {
        let known = self.order();
        let orders = self.orders.borrow();
        let others = orders.iter().filter(|(_, (order, has_limit))| *has_limit && *order != known);
        let finding = |(file, (order, _)): (&String, &(PageOrder, bool))| {
            let message = if (known, *order) == (PageOrder::Usual, PageOrder::Newest) {
                "this template sorts by date alone, but articles with a `weight` come first in its feeds"
            } else {
                "this template shows the first articles in an order of its own, and its feeds have the newest ones"
            };
            unread_choice(message, Place::file(&root.join(file)))
        };
        others.map(finding).collect()
    }

    /// Reports the templates that could not be read, and the feeds that are not made.
    pub(super) fn found(&self, root: &std::path::Path) -> Vec<Diagnostic> {
        let finding = |(file, may_filter): &(String, bool)| {
            let instead = "its feeds have the articles of Hugo's built-in template";
            unread_template("Hugo", *may_filter, instead, Place::file(&root.join(file)))
        };
        let file = self.settings.get(&[]).map_or("hugo.toml", |(_, file)| file);
        let unmade = self.conditions.found(&Place::file(&root.join(file)));
        self.unread.borrow().iter().map(finding).chain(self.in_other_orders(root)).chain(unmade).collect()
    }

    /// Reports the templates of which it is not known for which articles they show whole texts.
    pub(super) fn with_unread_bodies(&self, root: &std::path::Path) -> Vec<Diagnostic> {
        let files = self.unread_bodies.borrow();
        files.iter().map(|file| unread_body("Hugo", Place::file(&root.join(file)))).collect()
    }

    /// The maximum number of entries; without one, or with -1, there is none.
    fn limit(&self) -> Option<usize> {
        let limit = self.settings.count(&["services", "rss", "limit"]);
        limit.or_else(|| self.settings.count(&["rssLimit"])).filter(|limit| *limit > 0)
    }

    /// The texts of the feed of a list with a title.
    fn texts(&self, of: &str, language: &HugoLanguage) -> SectionTexts {
        let site = self.settings.any(&[&["languages", &language.key, "title"], &["title"]]);
        site.map(|site| texts(of, &site.value)).unwrap_or_default()
    }

    fn of_section(
        &self,
        path: &str,
        section: &Section,
        head: Option<&Value>,
        language: &HugoLanguage,
    ) -> Vec<FeedConfig> {
        let title = head
            .and_then(|head| text(head, &["title"]))
            .unwrap_or_else(|| self.titles.section(&section.name));
        let url = head.and_then(|head| text(head, &["url"])).map(|url| clean(&url).into_owned());
        let by_rule = || self.section_folder(path, &title, head, language);
        let folder = url.or_else(by_rule).unwrap_or_else(|| path.to_owned());
        let texts = self.texts(&title, language);
        let feed = |(feed, scope): (FeedConfig, Scope)| FeedConfig {
            title: texts.title.clone(),
            description: described(head).or_else(|| texts.description.clone()),
            files: (scope != Scope::Site).then(|| self.within(path, section, scope == Scope::Below)),
            ..feed
        };
        let own = path.split('/').next().unwrap_or_default();
        let is_nested = path != own;
        let page = ListingPage { kind: "section", section: own, is_nested, head, folder: &folder, language };
        self.feeds(&page).into_iter().map(feed).collect()
    }

    /// The folder of a section's page by a pattern, if there is one for it.
    fn section_folder(
        &self,
        path: &str,
        title: &str,
        head: Option<&Value>,
        language: &HugoLanguage,
    ) -> Option<String> {
        let rules = super::permalinks::rules(self.settings, &language.key);
        let rule = rules.iter().find(|rule| rule.is_for("section", &format!("/{path}")))?;
        let names = self.pages.tree.sections_of(path, self.pages.paths);
        let names: Vec<_> = names.iter().map(|path| crate::site::file_name::name(path).to_owned()).collect();
        let slug = head.and_then(|head| text(head, &["slug"])).map(|slug| slug.trim_matches('-').to_owned());
        let file = || names.last().cloned().unwrap_or_default();
        let token = |token: &str| {
            let (name, brackets) = token.split_at(token.find('[').unwrap_or(token.len()));
            Some(match name {
                "section" => names.first().cloned().unwrap_or_default(),
                "sections" if brackets.is_empty() => names.join("/"),
                "sections" => slice(&names, brackets).join("/"),
                "title" => title.replace('/', "-"),
                "slug" => slug.clone().unwrap_or_else(|| title.replace('/', "-")),
                "filename" | "contentbasename" => file(),
                "slugorfilename" | "slugorcontentbasename" => slug.clone().unwrap_or_else(file),
                _ => return None,
            })
        };
        let folder = Some(expanded(&rule.pattern, &token)).filter(|folder| !folder.contains(':'))?;
        Some(clean(&self.pages.paths.sanitized(&folder)).into_owned()).filter(|folder| !folder.is_empty())
    }

    /// Whether a file is in the folders of a section, and unless `is_deep`, not in those of the sections in it.
    fn within(&self, path: &str, section: &Section, is_deep: bool) -> Function<HasFile> {
        let folder = |folder: &String| format!("{folder}/");
        let folders: Vec<_> = section.folders.iter().map(folder).collect();
        let is_in = |folders: &[String], path: &str| folders.iter().any(|folder| path.starts_with(folder));
        let others = self.pages.tree.sections.iter().filter(|(other, _)| *other != path);
        let others = others.flat_map(|(_, other)| other.folders.iter().map(folder));
        let inner: Vec<_> = others.filter(|other| !is_deep && is_in(&folders, other)).collect();
        Function::new(Arc::new(move |file: &str| is_in(&folders, file) && !is_in(&inner, file)))
    }

    /// The taxonomies of tags and categories.
    fn usual_taxonomies(&self) -> impl Iterator<Item = (String, Each)> {
        let usual = [("tag", Each::Tag), ("category", Each::Category)];
        usual.into_iter().filter_map(|(singular, each)| Some((taxonomy(self.settings, singular)?, each)))
    }

    /// The pages of terms in each language whose pages are on this site.
    pub(super) fn term_pages(&self) -> Vec<TermPages> {
        let languages = &self.pages.languages.all;
        let with_pages =
            languages.iter().filter(|language| language.base_url.is_none() && !self.is_off("term", language));
        let pages = with_pages.flat_map(|language| {
            self.usual_taxonomies().map(move |(plural, each)| {
                let folder = self.term_folder(&plural, each, language);
                let end = if self.pages.ugly.is_for(|| plural.clone()) { ".html" } else { "/" };
                let page = clean(&format!("{}/{folder}", language.prefix)).into_owned() + end;
                let pages = TermPages::new(each, &page);
                let has_list = !self.is_off("taxonomy", language);
                TermPages {
                    language: (languages.len() > 1).then(|| language.tag.clone()),
                    taxonomy: if has_list { pages.taxonomy } else { String::new() },
                    slug: Some(self.pages.term_slug()),
                    ..pages
                }
            })
        });
        pages.collect()
    }

    /// The taxonomies of a site.
    fn taxonomies(&self) -> impl Iterator<Item = (String, Each)> {
        let own = own_taxonomies(self.settings).into_iter().zip((0..).map(Each::Taxonomy));
        self.usual_taxonomies().chain(own)
    }

    fn of_terms(&self, language: &HugoLanguage, is_own: bool) -> Vec<FeedConfig> {
        let feeds = self.taxonomies().flat_map(|(plural, each)| {
            let folder = self.term_folder(&plural, each, language);
            let title = self.texts(&each.placeholder(), language).title;
            let texts = title.as_ref().map(|_| self.term_texts(&plural, (language, is_own)));
            let feed = move |(feed, scope): (FeedConfig, Scope)| FeedConfig {
                each: vec![each],
                lists_all: scope == Scope::Site,
                title: title.clone(),
                term_texts: texts.clone(),
                ..feed
            };
            let page = ListingPage {
                kind: "term",
                section: &plural,
                is_nested: true,
                head: None,
                folder: &folder,
                language,
            };
            self.feeds(&page).into_iter().map(feed)
        });
        feeds.collect()
    }

    /// Makes the texts of the feeds of a taxonomy, whose terms may have `_index` files.
    fn term_texts(&self, plural: &str, (language, is_own): (&HugoLanguage, bool)) -> Function<TermTexts> {
        let (titles, slug, tree) = (self.titles, self.pages.term_slug(), &self.pages.tree);
        let known = tree.heads.iter().filter_map(|head| {
            let term = head.section.strip_prefix(plural)?.strip_prefix('/')?;
            let head = tree.head_of(&head.section, Some(&language.tag), is_own)?;
            Some((term.to_owned(), (text(head, &["title"]), described(Some(head)))))
        });
        let known: BTreeMap<_, _> = known.collect();
        Function::new(Arc::new(move |term: &str, site: &str| {
            let (title, description) = known.get(&slug(term)).cloned().unwrap_or_default();
            let made = texts(&title.unwrap_or_else(|| titles.term(term)), site);
            SectionTexts { description: description.or(made.description), ..made }
        }))
    }

    /// The paths of the feeds of the lists of terms, whose entries are the pages of terms.
    pub(super) fn of_lists_of_terms(&self) -> Vec<String> {
        let languages = self.pages.languages.all.iter().enumerate();
        let lists = languages.flat_map(|(at, language)| {
            self.taxonomies().map(move |(plural, _)| self.of_list_of_terms(&plural, (language, at == 0)))
        });
        lists.flatten().collect()
    }

    fn of_list_of_terms(&self, plural: &str, (language, is_own): (&HugoLanguage, bool)) -> Vec<String> {
        let head = self.pages.tree.head_of(plural, Some(&language.tag), is_own);
        let page = ListingPage {
            kind: "taxonomy",
            section: plural,
            is_nested: false,
            head,
            folder: plural,
            language,
        };
        let feed = |output: &String| {
            let (format, suffix) = self.media_type(output)?;
            let path = format.map(|_| self.path_of(output, &page, &suffix))?;
            Some(if self.pages.languages.has_hosts { join(&language.key, &path) } else { path })
        };
        self.outputs(page.kind, language, head).iter().filter_map(feed).collect()
    }

    /// The folder of a term: by a pattern, if that contains the term and nothing else.
    fn term_folder(&self, plural: &str, each: Each, language: &HugoLanguage) -> String {
        let rules = super::permalinks::rules(self.settings, &language.key);
        let rule = rules.iter().find(|rule| rule.is_for("term", &format!("/{plural}/x")));
        let is_term = |token: &str| {
            let names =
                ["slug", "title", "filename", "contentbasename", "slugorfilename", "slugorcontentbasename"];
            names.contains(&token).then(|| each.placeholder())
        };
        let folder = rule.map(|rule| expanded(&rule.pattern, &is_term));
        let folder = folder.filter(|folder| folder.contains(&each.placeholder()) && !folder.contains(':'));
        folder.unwrap_or_else(|| join(plural, &each.placeholder()))
    }
}

/// The description of a list in the head of its `_index` file.
fn described(head: Option<&Value>) -> Option<Text> {
    text(head?, &["description"]).map(|text| Text::line(&text))
}
