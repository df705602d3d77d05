//! The feeds of a site: those of the feed plugin, and the templates that build one.

use serde_json::Value as Json;

use super::super::bodies::with_body;
use super::super::condition::{Conditions, Truth};
use super::super::folders::head;
use super::super::guard;
use super::super::inlined::inlined;
use super::super::javascript::{self, Articles, Program};
use super::super::markup::{Token, tokens};
use super::super::paths::resolved;
use super::super::settings::{at, text};
use super::super::{UNREAD_SETTING, WRITE_FEEDS};
use super::collection::{self, collection, in_feed};
use super::data;
use super::ids::IdTemplate;
use super::loops;
use super::said::Said;
use super::terms::{Form, Paging, Terms};
use super::{DATES, Dirs, is_web};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Format, Text};
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::file_name::{dir, extension, join};
use crate::site::function::Function;
use crate::site::heads::{Fence, fence};
use crate::site::rules::{Detected, Project, TermSlug};

/// A template that builds a feed, or one for each tag.
pub(super) struct Template {
    feed: FeedConfig,
    file: String,
    /// The articles that it goes through.
    articles: Articles,
    /// Whether it is the program that filters them by something unknown.
    is_unknown_there: bool,
    pub(super) base_url: Option<Detected>,
    pub(super) title: Option<Detected>,
    /// How it makes the ids of entries, if they are not the addresses of pages.
    pub(super) ids: Option<IdTemplate>,
    /// Whether it is about a term, and not about the site.
    is_of_term: bool,
    /// For which articles it shows their whole texts.
    shows_text: Truth,
}

/// The templates of a site that build feeds.
#[derive(Default)]
pub(super) struct Templates {
    pub(super) all: Vec<Template>,
    /// The parts of paths that stand for tags, if a template makes a feed for each.
    pub(super) term_slug: Option<Function<TermSlug>>,
    /// Which tags these are.
    terms: Option<(Terms, Form)>,
    /// Findings about templates whose feeds are not known.
    pub(super) unread: Vec<Diagnostic>,
}

impl Templates {
    /// Reads them. `program` may define their collections and filters.
    pub(super) fn read(project: Project<'_>, dirs: &Dirs, files: &[String], program: &str) -> Templates {
        let is_template = |file: &&String| {
            ["njk", "liquid", "html", "xml"].contains(&extension(file))
                || [".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"].iter().any(|end| file.ends_with(end))
        };
        let shown = files
            .iter()
            .filter(is_template)
            .filter(|file| !dirs.hides(file.split('/').next().unwrap_or_default()));
        let mut templates = Templates::default();
        for file in shown.map(|file| join(&dirs.input, file)) {
            let Some(own) = project.text(&file) else { continue };
            let own_head = head(&own);
            let permalink = text(&own_head, &["permalink"]).unwrap_or_default();
            // The beginning of a feed may be in another file.
            let may_be_feed =
                format(&own).is_some() || ["atom", "json", "rss", "xml"].contains(&extension(&permalink));
            let is_whole = file.contains(".11ty.") || !may_be_feed;
            let text = if is_whole { own } else { whole(project, dirs, (&file, &own), &own_head) };
            let Some(format) = format(&text) else { continue };
            let source = Source { project, dirs, file: &file, format, text: &text, head: &own_head, program };
            let is_known = match Paging::of(source.head, source.text, source.is_program()) {
                Paging::None => {
                    templates.all.extend(source.template());
                    true
                }
                Paging::Terms(terms) => templates.add_terms(&source, &terms).is_some(),
                // It may be repeated for the sake of its limit, and have only one path.
                Paging::Unknown => {
                    let only = source.template();
                    let is_known = only.is_some();
                    templates.all.extend(only);
                    is_known
                }
            };
            if !is_known {
                templates.unread.push(unread(project.place(&file)));
            }
        }
        templates
    }

    /// Adds the feeds of a template that makes one for each tag; `None` if they are not known.
    fn add_terms(&mut self, source: &Source<'_>, terms: &Terms) -> Option<()> {
        let data = |name: (&str, &str)| source.data(name);
        let said = source.said(&data, None);
        let (path, form) = terms.path(&text(source.head, &["permalink"])?, &said)?;
        let path = plain_path(&path)?;
        let own = (terms.clone(), form);
        self.terms.as_ref().is_none_or(|known| *known == own).then_some(())?;
        let collections = collection::added(source.program);
        let mut of_tags = source.built(&path, Some((&terms.alias, &Each::Tag.placeholder())))?;
        of_tags.feed.each.push(Each::Tag);
        self.term_slug = Some(form.slugs(terms, &collections));
        self.terms = Some(own);
        self.all.push(of_tags);
        // What is no tag has a document, too.
        for name in collections.iter().filter(|name| terms.has(name)) {
            let path = path.replace(&Each::Tag.placeholder(), &form.slug(name));
            self.all.extend(source.built(&path, Some((&terms.alias, name))));
        }
        Some(())
    }
}

/// A template in its layout, if it is no feed without that, with what it includes.
fn whole(project: Project<'_>, dirs: &Dirs, (file, text): (&str, &str), head: &Json) -> String {
    let included = |name: &str| {
        let folders = dirs.includes.iter().map(String::as_str).chain([dir(file)]);
        let ends = ["", ".liquid", ".njk", ".html"];
        let mut files = folders.flat_map(|folder| ends.map(|end| resolved(folder, &format!("{name}{end}"))));
        files.find_map(|file| project.text(&file))
    };
    let layout =
        self::text(head, &["layout"]).filter(|_| format(text).is_none()).and_then(|name| included(&name));
    let Some(layout) = layout.filter(|layout| format(layout).is_some()) else {
        return inlined(text, &included);
    };
    inlined(&with_content(&layout, text), &included)
}

/// A layout with the text that it is for.
fn with_content(layout: &str, text: &str) -> String {
    let body = |text: &str| match fence(text) {
        Fence::Closed { body, .. } => text.get(body..).unwrap_or_default().to_owned(),
        Fence::Absent | Fence::Open(_) => text.to_owned(),
    };
    let (layout, text) = (body(layout), body(text));
    let parts = tokens(&layout).into_iter().map(|token| match token {
        Token::Output(inside) if inside.split([' ', '|']).next() == Some("content") => text.clone(),
        Token::Text(_) | Token::Output(_) | Token::Tag(_) => token.to_string(),
    });
    parts.collect()
}

/// The finding about a template whose feeds are not known.
fn unread(place: Place) -> Diagnostic {
    let message =
        "this template makes several feeds in a way that is not understood, so this build has none of them";
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::new(&UNREAD_SETTING, message).at(place).help(WRITE_FEEDS)
    }
}

/// The format of the feed that a template builds.
fn format(template: &str) -> Option<Format> {
    let has_element = |name: &str| {
        let rests = template.match_indices(name).filter_map(|(at, name)| template.get(at + name.len()..));
        rests.into_iter().any(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
    };
    if has_element("<rss") {
        Some(Format::Rss)
    } else if has_element("<feed") {
        Some(Format::Atom)
    } else {
        template.contains("https://jsonfeed.org/version/").then_some(Format::Json)
    }
}

/// A path below the output folder, if that is what the address of a feed is.
fn plain_path(path: &str) -> Option<String> {
    let path = path.trim_start_matches('/');
    let is_plain = !path.replace(&Each::Tag.placeholder(), "").contains(['{', '<']);
    (is_plain && !path.is_empty() && !path.ends_with('/')).then(|| path.to_owned())
}

/// The text of a template that builds a feed.
struct Source<'t> {
    project: Project<'t>,
    dirs: &'t Dirs,
    file: &'t str,
    format: Format,
    text: &'t str,
    head: &'t Json,
    program: &'t str,
}

impl Source<'_> {
    fn is_program(&self) -> bool {
        self.file.contains(".11ty.")
    }

    fn data(&self, (table, key): (&str, &str)) -> Option<Detected> {
        data::named(self.project, self.dirs, table, key, self.program)
    }

    fn said<'s>(
        &'s self,
        data: &'s dyn Fn((&str, &str)) -> Option<Detected>,
        term: Option<(&'s str, &'s str)>,
    ) -> Said<'s> {
        Said { template: self.text, file: self.file, head: self.head, data, term }
    }

    /// The only feed that it builds.
    fn template(&self) -> Option<Template> {
        let path = if self.is_program() {
            javascript::literal(self.text, "permalink")
        } else {
            text(self.head, &["permalink"])
        }?;
        let data = |name: (&str, &str)| self.data(name);
        let path = plain_path(&self.said(&data, None).filled(&path)?.value)?;
        self.built(&path, None)
    }

    /// Whether it may leave out articles that its loop goes through.
    fn may_filter(&self) -> bool {
        let paging = |key: &str| at(self.head, &["pagination", key]).is_some();
        let by_code = || javascript::may_skip(self.text, DATES);
        let filters = if self.is_program() { by_code() } else { guard::may_filter(self.text, loops::CUTS) };
        filters || paging("filter") || paging("before")
    }

    /// A feed at a path; of a term, by the name that the template has for it, and by what stands for it.
    fn built(&self, path: &str, term: Option<(&str, &str)>) -> Option<Template> {
        let (template, program, format) = (self.text, self.program, self.format);
        let data = |name: (&str, &str)| self.data(name);
        let said = self.said(&data, term);
        let known = |keys: &[&[&str]]| {
            let value = keys.iter().find_map(|key| at(self.head, key)?.as_str().map(str::to_owned));
            value.map(|value| Detected { value, from: self.file.to_owned() })
        };
        let title = said.text(format, &["title"]);
        let description = said.text(format, &["subtitle", "description"]);
        let line = |text: &Option<Detected>| text.as_ref().map(|text| Text::line(&text.value));
        let feed = FeedConfig {
            title: line(&title),
            description: line(&description),
            ..FeedConfig::new(path, format)
        };
        let addresses = || data_names(template).into_iter().filter_map(&data);
        let articles = if self.is_program() {
            // With what it requires.
            let own = Program::read(self.project, self.file).unwrap_or_default();
            loops::of_program(&own.whole, program)
        } else {
            loops::articles(template, program, term)
        };
        let named = by_name(template, program).filter(|_| term.is_none());
        let is_unknown_there = named.as_ref().is_some_and(|named| named.is_unknown);
        let by_name = named.map(|named| Articles {
            limit: javascript::cut(template).or(named.limit),
            is_unknown: true,
            has_unread_filter: named.has_unread_filter || self.may_filter(),
            ..named
        });
        let shows_text = if self.is_program() {
            let own = Program::read(self.project, self.file).unwrap_or_default();
            javascript::shows_text(template, &[own.whole.as_str(), program].join("\n"), DATES)
        } else {
            loops::shows_text(template, program)
        };
        // What is said of a term is not said of the site.
        let of_site = || term.is_none();
        Some(Template {
            feed,
            file: self.file.to_owned(),
            articles: articles.or(by_name)?,
            is_unknown_there,
            base_url: known(&[&["metadata", "url"], &["metadata", "base"]])
                .or_else(|| addresses().find(is_web))
                .or_else(|| said.address(format).filter(|_| of_site())),
            title: known(&[&["metadata", "title"]]).or(title.filter(|_| of_site())),
            ids: IdTemplate::of(template, &data),
            is_of_term: term.is_some(),
            shows_text,
        })
    }
}

/// The articles of the first collection that a template names.
fn by_name(template: &str, program: &str) -> Option<Articles> {
    let rest = ["collections.", "collections["].iter().find_map(|mark| Some(template.split_once(mark)?.1))?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).unwrap_or(rest.len());
    let name = rest.get(..end).filter(|name| !name.is_empty())?;
    Some(collection(program, name))
}

/// The names of data in a template, such as `metadata.url`.
fn data_names(template: &str) -> Vec<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let words = template.split(|c| !is_part(c)).filter_map(|word| word.split_once('.'));
    let mut names: Vec<_> = words.filter(|(table, key)| !table.is_empty() && !key.is_empty()).collect();
    names.dedup();
    names.retain(|(table, _)| !["collections", "post", "page", "item", "loop", "forloop"].contains(table));
    names
}

/// A feed of the site, and the file whose code chooses its articles, if one does in a way that is not known.
pub(super) struct SiteFeed {
    pub(super) config: FeedConfig,
    pub(super) chosen_in: Option<String>,
    /// Whether that may leave out some of them.
    pub(super) has_unread_filter: bool,
    pub(super) is_of_term: bool,
    /// Whether it asks for a list that articles may not be in.
    pub(super) is_list: bool,
    /// The file of its template, if it is not known for which articles that shows their whole texts.
    pub(super) unread_body: Option<String>,
}

/// The feeds that the site has. `program` is in `file`.
pub(super) fn feeds(
    (file, program): (&str, &Program),
    input: &str,
    templates: &[Template],
    conditions: &Conditions,
) -> Vec<SiteFeed> {
    let feed = |articles: &Articles, config: FeedConfig, file: &str| {
        let (config, of_sources) = in_feed(articles, config, input);
        let condition = of_sources
            .and_then(|of_sources| conditions.numbered(of_sources.and(articles.condition.clone())).ok());
        let guard = conditions.numbered(articles.guard.clone()).ok();
        let has_unread_filter = articles.has_unread_filter || condition.is_none() || guard.is_none();
        let is_known = !articles.is_unknown && !has_unread_filter;
        let config = FeedConfig { condition: condition.flatten(), guard: guard.flatten(), ..config };
        SiteFeed {
            config,
            chosen_in: (!is_known).then(|| file.to_owned()),
            has_unread_filter,
            is_of_term: false,
            is_list: !articles.is_unknown,
            unread_body: None,
        }
    };
    let mut feeds: Vec<_> =
        plugins(program).map(|(config, articles)| feed(&articles, config, file)).collect();
    for template in templates {
        if feeds.iter().all(|known: &SiteFeed| known.config.path != template.feed.path) {
            let file = if template.is_unknown_there { file } else { &template.file };
            let feed = feed(&template.articles, template.feed.clone(), file);
            let (config, is_unread) = with_body(feed.config, &template.shows_text, conditions);
            let unread_body = is_unread.then(|| template.file.clone());
            feeds.push(SiteFeed { config, unread_body, is_of_term: template.is_of_term, ..feed });
        }
    }
    feeds
}

/// The feeds of the plugin, each with its articles.
fn plugins(program: &Program) -> impl Iterator<Item = (FeedConfig, Articles)> {
    let calls = javascript::calls(&program.whole, "addPlugin").map(javascript::items);
    calls.filter_map(move |items| plugin(&items, program))
}

fn plugin(items: &[&str], program: &Program) -> Option<(FeedConfig, Articles)> {
    let [name, options] = items else { return None };
    let options = match options.strip_prefix('{') {
        Some(options) => javascript::inside(options)?,
        None => javascript::block(&program.whole, options)?,
    };
    let is_feed = name.to_lowercase().contains("feed") || javascript::has(options, "outputPath");
    if !is_feed || !options.contains("metadata") {
        return None;
    }
    let text = |block: &str, key: &str| javascript::literal_in(block, &program.whole, key);
    let path = text(options, "outputPath").unwrap_or_else(|| "feed.xml".to_owned());
    let format = match text(options, "type").as_deref() {
        Some("rss") => Format::Rss,
        Some("json") => Format::Json,
        Some(_) | None => Format::Atom,
    };
    let block = |key: &str| {
        let named = || javascript::block(&program.whole, javascript::word(options, key).unwrap_or(key));
        javascript::block(options, key).or_else(named).unwrap_or_default()
    };
    let (chosen, metadata) = (block("collection"), block("metadata"));
    let feed = FeedConfig {
        title: text(metadata, "title").map(|title| Text::line(&title)),
        description: text(metadata, "subtitle").map(|subtitle| Text::line(&subtitle)),
        ..FeedConfig::new(path.trim_matches('/'), format)
    };
    let named = text(chosen, "name").unwrap_or_else(|| "posts".to_owned());
    let limit = javascript::expression(chosen, "limit");
    let limit = limit.map_or(Some(0), |limit| javascript::Scope::new(&program.whole, DATES).number(limit));
    // Its template shows the last ones first.
    Some((feed, collection(&program.whole, &named).reversed().up_to(limit)))
}
