//! The configuration and the templates of a site in, its feeds out: those of jekyll-feed, and the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::address::{address, text_of_site};
use super::documents::{Documents, POSTS};
use super::liquid::Pattern;
use super::loops::Articles;
use super::plugins::has_plugin;
use super::polyglot::Polyglot;
use super::templates::{Read, Template, Templates};
use super::urls::capitalized;
use crate::diagnostic::Diagnostic;
use crate::feed::{Format, Text};
use crate::site::feed_config::{Body, Each, FeedConfig};
use crate::site::function::Function;
use crate::site::generators::bodies::with_body;
use crate::site::generators::condition::{ALWAYS, Condition, Conditions, Field, Test, Truthiness};
use crate::site::generators::settings::{Settings, at, list, text};
use crate::site::rules::{Project, TermSlug, Ties};

/// The number of entries in a feed of jekyll-feed.
const LIMIT: usize = 10;

/// Themes that bring jekyll-feed along.
const THEMES: &[&str] = &[
    "beautiful-jekyll-theme",
    "jekyll-text-theme",
    "minima",
    "minimal-mistakes-jekyll",
    "so-simple-theme",
    "jekyll-theme-so-simple",
];

/// The theme with a feed of its own, and the number of entries in that.
const CHIRPY: (&str, usize) = ("jekyll-theme-chirpy", 5);

/// The feeds of a site.
#[derive(Debug, Default)]
pub(super) struct Feeds {
    pub configs: Vec<FeedConfig>,
    /// The ids in them, by the labels of collections, and whether it is an Atom feed.
    pub ids: BTreeMap<(String, bool), Ids>,
    pub ties: Ties,
    /// What they ask of their articles.
    pub conditions: Vec<Condition>,
    /// Whether quotes and dashes of titles become typographic.
    pub are_smart: bool,
    /// Whether some of them are those of jekyll-feed, which show all that is known of authors.
    pub are_of_plugin: bool,
    /// The files of templates of which only running Jekyll tells the articles, and whether they may leave out some.
    pub unread: Vec<(String, bool)>,
    /// The findings about feeds that are not made.
    pub unmade: Vec<Diagnostic>,
    /// The files of templates of which only running Jekyll tells for which articles they show whole texts.
    pub unread_bodies: Vec<String>,
}

/// How an id is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    pub patterns: Vec<Pattern>,
    pub variables: BTreeMap<String, Pattern>,
    /// The variable that stands for the document.
    pub variable: String,
}

/// Finds the feeds of a site.
pub(super) fn find(
    project: Project<'_>,
    settings: &Settings,
    documents: &Arc<Documents>,
    polyglot: Option<&Polyglot>,
) -> Feeds {
    let (files, labels) = ((project.list)(""), documents.labels());
    let is_in_languages = polyglot.is_some();
    let templates = Templates { project, settings, labels: &labels, is_in_languages, files: &files };
    let pages = files.iter().filter(|file| documents.has_page(file));
    let mut paths = BTreeSet::new();
    let is_new = |template: &Template| paths.insert(template.path.to_lowercase());
    let mut unread = Vec::new();
    let read = |file: &String| match templates.read(file) {
        Read::Template(template) => {
            let Articles { is_unknown, has_unread_filter, .. } = template.articles;
            unread.extend((is_unknown || has_unread_filter).then(|| (file.clone(), has_unread_filter)));
            Some(*template)
        }
        Read::Unread(may_filter) => {
            unread.push((file.clone(), may_filter));
            None
        }
        Read::Other => None,
    };
    let templates: Vec<_> = pages.filter_map(read).filter(is_new).collect();
    let conditions = Conditions::default();
    let mut site = Site { documents, labels: &labels, conditions: &conditions, found: Feeds::default() };
    let has_theme = || settings.text(&["theme"]).is_some_and(|theme| THEMES.contains(&theme.value.as_str()));
    if has_plugin(project, settings, "jekyll-feed") || has_theme() {
        site.of_plugin(settings, &templates);
    } else if settings.text(&["theme"]).is_some_and(|theme| theme.value == CHIRPY.0) && templates.is_empty() {
        let id = address(project, settings).map(|address| address.value);
        let feed = site.feed("feed.xml", Format::Atom, &[POSTS]);
        site.found.configs.push(FeedConfig { limit: Some(CHIRPY.1), id, ..feed });
    }
    let (whole, parts): (Vec<_>, Vec<_>) = templates.iter().partition(|template| template.articles.are_all());
    for template in whole.into_iter().chain(parts) {
        let id = template.id.as_ref().and_then(|id| text_of_site(id, project, settings));
        site.of_template(template, id);
    }
    let mut found = site.found;
    if let Some(polyglot) = polyglot {
        found.configs = polyglot.feeds(&found.configs, &conditions);
    }
    let file = settings.get(&[]).map_or("_config.yml", |(_, file)| file);
    let unmade = conditions.found(&project.place(file));
    Feeds { conditions: conditions.into_inner(), unread, unmade, ..found }
}

struct Site<'s> {
    documents: &'s Arc<Documents>,
    labels: &'s [String],
    conditions: &'s Conditions,
    found: Feeds,
}

impl Site<'_> {
    /// A feed of the documents of these collections.
    fn feed(&self, path: &str, format: Format, labels: &[&str]) -> FeedConfig {
        let mut feed = FeedConfig::new(path.trim_start_matches('/'), format);
        if !self.labels.iter().all(|label| labels.contains(&label.as_str())) {
            let (documents, labels) =
                (Arc::clone(self.documents), labels.iter().map(|label| (*label).to_owned()));
            let labels: Vec<_> = labels.collect();
            feed.files = Some(Function::new(Arc::new(move |path: &str| {
                let path = documents.in_site(path);
                let document = documents.document(&path);
                document.is_some_and(|document| labels.iter().any(|label| label == document.label))
            })));
        }
        feed
    }

    /// The feeds of jekyll-feed, but for those at the paths of templates.
    fn of_plugin(&mut self, settings: &Settings, templates: &[Template]) {
        let options = settings.get(&["feed"]).map(|(options, _)| options.clone()).unwrap_or_default();
        let mut collections = collections(&options);
        collections.entry(POSTS.to_owned()).or_default();
        let mut feeds = Vec::new();
        for (label, own) in &collections {
            let base = if label == POSTS { "feed".to_owned() } else { format!("feed/{label}") };
            let path = text(own, &["path"]).unwrap_or_else(|| format!("{base}.xml"));
            feeds.push(FeedConfig { title: title(label, None), ..self.feed(&path, Format::Atom, &[label]) });
            for category in at(own, &["categories"]).map(list).unwrap_or_default() {
                let mut feed = self.feed(&format!("{base}/{category}.xml"), Format::Atom, &[label]);
                feed.title = title(label, Some(&category));
                feed.select.category.push(category);
                feeds.push(feed);
            }
            self.found.ids.insert((label.clone(), true), Ids::of_plugin());
        }
        feeds.extend(self.of_tags(&options));
        let limit = settings.count(&["feed", "posts_limit"]).unwrap_or(LIMIT);
        let body = if settings.is_true(&["feed", "excerpt_only"]) { Body::Summary } else { Body::Full };
        // What a post says of itself counts where the site says nothing.
        let only_excerpts =
            Condition::Is(Field::key(&["feed", "excerpt_only"]), Test::True(Truthiness::Liquid));
        let summaries = self.conditions.number(only_excerpts).filter(|_| body == Body::Full);
        let is_new = |feed: &FeedConfig| !templates.iter().any(|template| template.path == feed.path);
        let feeds = feeds.into_iter().filter(is_new);
        let feeds = feeds.map(|feed| FeedConfig { limit: Some(limit), body, summaries, ..feed });
        self.found.configs.extend(feeds);
        self.found.ties = Ties::Path;
        self.found.are_smart = true;
        self.found.are_of_plugin = true;
    }

    /// The feeds of tags.
    fn of_tags(&self, options: &Value) -> Vec<FeedConfig> {
        let Some(tags) = at(options, &["tags"]).filter(|tags| tags.as_str() != Some("false")) else {
            return Vec::new();
        };
        let dir = text(tags, &["path"]).unwrap_or_else(|| "/feed/by_tag/".to_owned());
        // A feed of a tag has the title of the site.
        let title = || Some(Text::line("{site}"));
        let except = at(tags, &["except"]).map(list).unwrap_or_default();
        let Some(only) = at(tags, &["only"]).map(list) else {
            let path = format!("{dir}{}.xml", Each::Tag.placeholder());
            let feed = self.feed(&path, Format::Atom, &[POSTS]);
            return vec![FeedConfig { each: vec![Each::Tag], title: title(), ..feed }];
        };
        let tags = only.into_iter().filter(|tag| !except.contains(tag) && !term_slug(tag).is_empty());
        let feeds = tags.map(|tag| {
            let mut feed = self.feed(&format!("{dir}{tag}.xml"), Format::Atom, &[POSTS]);
            feed.select.tag.push(tag);
            FeedConfig { title: title(), ..feed }
        });
        feeds.collect()
    }

    fn of_template(&mut self, template: &Template, id: Option<String>) {
        let Articles { labels, category, tag, limit, condition, guard, is_sorted, .. } = &template.articles;
        let labels: Vec<_> = labels.iter().map(String::as_str).collect();
        let mut feed =
            FeedConfig { limit: *limit, id, ..self.feed(&template.path, template.format, &labels) };
        feed.select.category.extend(category.clone());
        feed.select.tag.extend(tag.clone());
        let number = |condition: &Option<Condition>| {
            self.conditions.of_feed(&feed.path, condition.clone().unwrap_or(ALWAYS))
        };
        // Without its condition, it would have what its template leaves out.
        let (Ok(condition), Ok(guard)) = (number(condition), number(guard)) else { return };
        (feed.condition, feed.guard) = (condition, guard);
        let (feed, is_unread) = with_body(feed, &template.shows_text, self.conditions);
        self.found.unread_bodies.extend(is_unread.then(|| template.file.clone()));
        if self.found.configs.is_empty() {
            self.found.ties = if *is_sorted { Ties::Path } else { Ties::PathDescending };
        }
        self.found.are_smart |= template.is_smart;
        for label in labels {
            let ids = Ids {
                patterns: template.ids.clone(),
                variables: template.variables.clone(),
                variable: template.variable.clone(),
            };
            self.found.ids.entry((label.to_owned(), template.format == Format::Atom)).or_insert(ids);
        }
        self.found.configs.push(feed);
    }
}

impl Ids {
    /// The ids of jekyll-feed.
    fn of_plugin() -> Ids {
        let pattern = Pattern::parse("{{ post.id | absolute_url }}");
        Ids { patterns: pattern.into_iter().collect(), variable: "post".to_owned(), ..Ids::default() }
    }
}

/// The title of a feed of a collection, and of a category in it; `None` for the site's.
fn title(label: &str, category: Option<&str>) -> Option<Text> {
    let parts: Vec<_> =
        [Some(label).filter(|label| *label != POSTS), category].into_iter().flatten().collect();
    let title =
        parts.iter().fold("{site}".to_owned(), |title, part| format!("{title} | {}", capitalized(part)));
    (!parts.is_empty()).then(|| Text::line(&title))
}

/// The options of collections: those of posts may be given directly.
fn collections(options: &Value) -> BTreeMap<String, Value> {
    let mut collections = BTreeMap::new();
    match at(options, &["collections"]) {
        Some(Value::Object(tables)) => {
            collections.extend(tables.iter().map(|(label, own)| (label.clone(), own.clone())));
        }
        Some(labels) => collections.extend(list(labels).into_iter().map(|label| (label, Value::Null))),
        None => {}
    }
    let posts = collections.entry(POSTS.to_owned()).or_default();
    for key in ["path", "categories"] {
        if let (None, Some(value)) = (at(posts, &[key]), at(options, &[key])) {
            let mut table = posts.as_object().cloned().unwrap_or_default();
            table.insert(key.to_owned(), value.clone());
            *posts = Value::Object(table);
        }
    }
    collections
}

/// The parts of paths that stand for tags: none for those that jekyll-feed leaves out.
pub(super) fn term_slugs(settings: &Settings) -> Function<TermSlug> {
    let except = settings.list(&["feed", "tags", "except"]);
    Function::new(Arc::new(
        move |tag: &str| {
            if except.iter().any(|one| one == tag) { String::new() } else { term_slug(tag) }
        },
    ))
}

/// The part of a path that stands for a tag: the tag, if it is a word in ASCII; no other tag has a feed.
fn term_slug(tag: &str) -> String {
    let is_word = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { tag.to_owned() } else { String::new() }
}
