//! The configuration, the sections and the templates of a site in; the feeds that Zola makes by itself out: of the site, of
//! sections, and of terms, in each language.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::facts::rendered;
use super::languages::{ZolaLanguage, has_feeds};
use super::slugs::Slugs;
use super::templates::{self, Feed, Shown, Source};
use crate::diagnostic::Diagnostic;
use crate::feed::{Format, Text};
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::file_name::{dir, join};
use crate::site::function::Function;
use crate::site::generators::bodies::{unread_body, with_body};
use crate::site::generators::condition::{ALWAYS, Condition, Conditions, Field, Truth};
use crate::site::generators::folders::Folders;
use crate::site::generators::guard::may_filter;
use crate::site::generators::inlined::inlined;
use crate::site::generators::settings::{Settings, is_false, is_true, text};
use crate::site::generators::unread_template;
use crate::site::rules::{Project, TermPages, Ties};

/// What the feeds of a site depend on.
pub(super) struct Site<'s> {
    pub(super) project: Project<'s>,
    pub(super) settings: &'s Settings,
    pub(super) sections: &'s Folders,
    /// The languages, the site's own first.
    pub(super) languages: &'s [ZolaLanguage<'s>],
    /// The taxonomies besides tags and categories, in the order of the rules.
    pub(super) own_taxonomies: &'s [String],
    /// What feeds ask of their articles.
    pub(super) conditions: Conditions,
    /// The templates that could not be read.
    pub(super) unread: RefCell<BTreeMap<String, bool>>,
    /// Those of which only running Zola tells for which articles they show whole texts.
    pub(super) unread_bodies: RefCell<BTreeSet<String>>,
    /// The order of articles with the same date.
    pub(super) ties: Cell<Ties>,
}

/// The list of articles that a feed is of.
#[derive(Clone, Copy)]
struct Listed<'l> {
    language: &'l ZolaLanguage<'l>,
    /// The folder of the section, and its head.
    section: Option<(&'l str, &'l Value)>,
    is_of_term: bool,
}

impl Site<'_> {
    pub(super) fn feeds(&self) -> Vec<FeedConfig> {
        let feeds = self.languages.iter().flat_map(|language| {
            let names = language.feed_names(self.settings);
            let listed = Listed { language, section: None, is_of_term: false };
            let has_feeds = language.has_feeds();
            let of_site = names.iter().filter(|_| has_feeds).filter_map(|name| {
                let feed = self.feed(&join(&language.prefix, name), name, listed)?;
                Some((feed, false))
            });
            let of_terms = self.terms(language, &names).into_iter().map(|feed| (feed, false));
            let of_sections = self.of_sections(language, &names).into_iter().map(|feed| (feed, true));
            of_site.chain(of_terms).chain(of_sections).collect::<Vec<_>>()
        });
        let feeds: Vec<_> = feeds.collect();
        // The feed of the root section replaces that of the site.
        let paths: BTreeSet<_> = feeds
            .iter()
            .filter(|(_, is_of_section)| *is_of_section)
            .map(|(feed, _)| feed.path.clone())
            .collect();
        let (sections, others): (Vec<_>, Vec<_>) =
            feeds.into_iter().partition(|(_, is_of_section)| *is_of_section);
        let others = others.into_iter().filter(|(feed, _)| !paths.contains(&feed.path));
        others.chain(sections).map(|(feed, _)| feed).collect()
    }

    /// The feed of a name, with the articles that its template shows; `None` if the template makes no feed.
    fn feed(&self, path: &str, name: &str, listed: Listed<'_>) -> Option<FeedConfig> {
        let template = self.template(name);
        let mut feed = FeedConfig::new(path, format(name, template.as_ref().map(|(_, text)| text.as_str()))?);
        feed.language = Some(listed.language.tag.clone()).filter(|_| self.languages.len() > 1);
        let of_site = self.settings.count(&["feed_limit"]).or_else(|| self.settings.count(&["rss_limit"]));
        feed.limit = of_site;
        let mut condition = ALWAYS;
        if let Some((dir, head)) = listed.section {
            condition = in_section(head);
            feed.folders = Some(self.transparent(dir, listed.language).into_iter().collect());
        }
        if let Some((file, text)) = template {
            let head = listed.section.map(|(_, head)| head);
            let (shown, shows_text) = self.shown(&text, listed);
            let (own, is_unread) = with_body(feed, &shows_text, &self.conditions);
            feed = own;
            self.unread_bodies.borrow_mut().extend(is_unread.then(|| file.clone()));
            let known = shown.and_then(|shown| self.show(&mut feed, (condition.clone(), head), shown));
            if let Some(known) = known {
                condition = known;
            } else {
                self.unread.borrow_mut().insert(file, may_filter(&text, &[]));
            }
        }
        // Without its condition, it would have what the site leaves out.
        feed.condition = self.conditions.of_feed(path, condition).ok()?;
        Some(feed)
    }

    /// The articles that a template shows, and of which of them it shows the whole texts.
    fn shown(&self, template: &str, listed: Listed<'_>) -> (Option<Shown>, Truth) {
        let feed = Feed {
            section: listed.section.map(|(_, head)| head),
            is_of_term: listed.is_of_term,
            language: &listed.language.key,
            setting: &|path| self.settings.text(path).map(|text| text.value),
        };
        (templates::shown(template, &feed), templates::shows_text(template, &feed))
    }

    /// Gives a feed the articles that its template shows, and returns the condition of all of them; `None` if it cannot.
    fn show(
        &self,
        feed: &mut FeedConfig,
        (mut condition, own): (Condition, Option<&Value>),
        shown: Shown,
    ) -> Option<Condition> {
        let Shown { list, mut guard } = shown;
        let mut head = own;
        let mut folders = feed.folders.clone();
        if let Source::Section(folder) = &list.source {
            let language = self.languages.first()?;
            let section = self.sections.get(&(folder.clone(), language.suffix().to_owned()))?;
            condition = in_section(section);
            folders = Some(self.transparent(folder, language).into_iter().collect());
            head = Some(section);
        }
        let mut limit = feed.limit;
        let begins_with_newest = match list.source {
            Source::Pages if limit.is_some() => {
                guard = list.condition.and(guard);
                (list.limit.is_none() || guard == ALWAYS).then_some(())?;
                !list.is_reversed
            }
            Source::Pages => {
                condition = condition.and(list.condition);
                !list.is_reversed
            }
            Source::OwnSection | Source::Section(_) => {
                limit = None;
                condition = condition.and(list.condition);
                let folders = folders.as_deref().unwrap_or_default();
                head.is_none_or(|head| self.begins_with_newest(head, folders, list.is_reversed))
            }
        };
        // The oldest, or those that come first by something else, are not known.
        (begins_with_newest || list.limit.is_none()).then_some(())?;
        feed.guard = self.conditions.numbered(guard).ok()?;
        feed.folders = folders;
        feed.limit = limit.into_iter().chain(list.limit).min();
        Some(condition)
    }

    /// Whether the list of a section, with the articles in some folders, begins with its newest articles.
    fn begins_with_newest(&self, head: &Value, folders: &[String], is_reversed: bool) -> bool {
        let sort_by = text(head, &["sort_by"]).unwrap_or_default();
        match sort_by.as_str() {
            "date" => !is_reversed,
            "permalink" | "slug" if is_reversed && self.are_named_by_date(folders, sort_by == "slug") => {
                self.ties.set(Ties::PermalinkDescending);
                true
            }
            _ => false,
        }
    }

    /// The file and the text of the site's own template of a feed, or of that of its theme.
    fn template(&self, name: &str) -> Option<(String, String)> {
        let of_theme =
            self.settings.text(&["theme"]).map(|theme| format!("themes/{}/templates/{name}", theme.value));
        let files = [Some(format!("templates/{name}")), of_theme];
        let (file, text) =
            files.into_iter().flatten().find_map(|file| Some((file.clone(), self.project.text(&file)?)))?;
        Some((file, inlined(&text, &|name| self.included(name))))
    }

    /// The text of a file that a template includes.
    fn included(&self, name: &str) -> Option<String> {
        let theme =
            self.settings.text(&["theme"]).map(|theme| format!("themes/{}/templates/{name}", theme.value));
        let files = [Some(format!("templates/{name}")), theme];
        files.into_iter().flatten().find_map(|file| self.project.text(&file))
    }

    /// Reports the templates that could not be read, and the feeds that are not made.
    pub(super) fn found(&self) -> Vec<Diagnostic> {
        let finding = |(file, may_filter): (&String, &bool)| {
            let instead = "its feeds have the articles of Zola's built-in template";
            unread_template("Zola", *may_filter, instead, self.project.place(file))
        };
        let file = self.settings.get(&[]).map_or("zola.toml", |(_, file)| file);
        let unmade = self.conditions.found(&self.project.place(file));
        self.unread.borrow().iter().map(finding).chain(unmade).collect()
    }

    /// Reports the templates of which it is not known for which articles they show whole texts.
    pub(super) fn with_unread_bodies(&self) -> Vec<Diagnostic> {
        let files = self.unread_bodies.borrow();
        files.iter().map(|file| unread_body("Zola", self.project.place(file))).collect()
    }

    fn terms(&self, language: &ZolaLanguage<'_>, names: &[String]) -> Vec<FeedConfig> {
        let is_fed = |taxonomy: &Value| is_true(taxonomy, &["feed"]) || is_true(taxonomy, &["rss"]);
        let listed = Listed { language, section: None, is_of_term: true };
        let fed = self.taxonomies(language).into_iter().filter(|(taxonomy, ..)| is_fed(taxonomy));
        let feeds = fed.flat_map(|(_, folder, each)| {
            names.iter().filter_map(move |name| {
                let feed = self.feed(&format!("{folder}/{}/{name}", each.placeholder()), name, listed)?;
                Some(FeedConfig { each: vec![each], ..feed })
            })
        });
        feeds.collect()
    }

    /// The pages of terms in each language.
    pub(super) fn term_pages(&self) -> Vec<TermPages> {
        let slugs = Slugs::of(self.settings, "taxonomies");
        let pages = self.languages.iter().flat_map(|language| {
            let is_shown = |each: Each| matches!(each, Each::Tag | Each::Category);
            let rendered = self.taxonomies(language).into_iter().filter(move |(.., each)| is_shown(*each));
            rendered.map(move |(_, folder, each)| TermPages {
                language: Some(language.tag.clone()).filter(|_| self.languages.len() > 1),
                slug: Some(Function::new(Arc::new(move |term: &str| slugs.slug(term)))),
                ..TermPages::new(each, &format!("{folder}/{}/", each.placeholder()))
            })
        });
        pages.collect()
    }

    /// The taxonomies of a language that have pages, with their folders.
    fn taxonomies<'l>(&self, language: &'l ZolaLanguage<'_>) -> Vec<(&'l Value, String, Each)> {
        let slugs = Slugs::of(self.settings, "taxonomies");
        let root = self.settings.text(&["taxonomy_root"]).map(|root| root.value).unwrap_or_default();
        let rendered = language.taxonomies().filter(|taxonomy| !is_false(taxonomy, &["render"]));
        let known = rendered.filter_map(|taxonomy| {
            let name = text(taxonomy, &["name"])?;
            let each = match name.as_str() {
                "tags" => Each::Tag,
                "categories" => Each::Category,
                own => {
                    let at = self.own_taxonomies.iter().position(|known| known == own)?;
                    Each::Taxonomy(u8::try_from(at).ok()?)
                }
            };
            let name = slugs.slug(&name);
            let parts = [language.prefix.as_str(), root.trim_matches('/'), &name];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Some((taxonomy, parts.join("/"), each))
        });
        known.collect()
    }

    fn of_sections(&self, language: &ZolaLanguage<'_>, names: &[String]) -> Vec<FeedConfig> {
        let own = self.sections.iter().filter(|((_, suffix), _)| suffix == language.suffix());
        let fed = own.filter(|(_, head)| has_feeds(head));
        let feeds = fed.flat_map(|((dir, _), head)| {
            let listed = Listed { language, section: Some((dir, head)), is_of_term: false };
            names.iter().filter_map(move |name| {
                let feed = self.feed(&join(&join(&language.prefix, dir), name), name, listed)?;
                Some(FeedConfig {
                    title: text(head, &["title"]).map(|title| Text::line(&format!("{{site}} - {title}"))),
                    description: text(head, &["description"]).map(|text| Text::line(&text)),
                    ..feed
                })
            })
        });
        feeds.collect()
    }

    /// A section, and those below it whose pages it passes on.
    fn transparent(&self, section: &str, language: &ZolaLanguage<'_>) -> BTreeSet<String> {
        let mut found = BTreeSet::from([section.to_owned()]);
        let own = self.sections.iter().filter(|((_, suffix), _)| suffix == language.suffix());
        let own: BTreeMap<_, _> = own.map(|((folder, _), head)| (folder, head)).collect();
        for (below, head) in own {
            if is_true(head, &["transparent"]) && !below.is_empty() && found.contains(dir(below)) {
                found.insert(below.clone());
            }
        }
        found
    }
}

/// What the articles in the list of a section satisfy: they have a page, and the key by which the section is sorted.
fn in_section(head: &Value) -> Condition {
    match text(head, &["sort_by"]).as_deref() {
        Some("weight") => rendered().and(Field::key(&["weight"]).says_something()),
        Some("title" | "title_bytes") => rendered().and(Field::key(&["title"]).says_something()),
        Some(_) | None => rendered(),
    }
}

/// The format of a feed by its template, or by its name if it has the built-in one; `None` if it is not a feed.
fn format(name: &str, template: Option<&str>) -> Option<Format> {
    let marks = [("<rss", Format::Rss), ("<feed", Format::Atom), ("jsonfeed.org/version", Format::Json)];
    let marked = template
        .and_then(|text| marks.into_iter().find_map(|(mark, format)| text.contains(mark).then_some(format)));
    let known = [("rss.xml", Format::Rss), ("atom.xml", Format::Atom)];
    let known = || known.into_iter().find_map(|(known, format)| (known == name).then_some(format));
    marked.or_else(known)
}
