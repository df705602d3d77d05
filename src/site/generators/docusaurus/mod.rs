//! A Docusaurus site in, the settings and rules of its blog out. Its configuration is a program, of which the plain
//! values are read.

mod blog;
mod dated;
mod tags;

use std::sync::Arc;

use serde_json::Value as Json;

use super::paths::{page_at, picture, with_base};
use super::settings::{Settings, at, text};
use super::{Generator, javascript};
use crate::feed::Language;
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::file_name::{
    ContentRoot, DateInName, FileName, LanguageIn, NameRules, extension, join, name,
};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::rules::{
    DateFrom, DateRules, Detected, Excerpt, ExcerptMark, KeyRules, Name, Order, PageAddress, PageParts,
    Preset, PresetLanguage, Project, SiteRules, Syntax, Ties, people, same,
};
use blog::Blog;
use dated::{Dated, without_index};

pub(super) static DOCUSAURUS: Generator = Generator {
    name: "docusaurus",
    title: "Docusaurus",
    command: "npm run build",
    turn_off: "feedOptions: { type: null } in the options of its blog",
    usual_feeds: &["blog/rss.xml", "blog/atom.xml"],
    detect,
    preset,
};

const FILES: &[&str] = &[
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
];

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("authors", "authors", people),
    Name::new("author", "authors", people),
    Name::new("last_update.date", "updated", same),
    Name::new("tags", "tags", labels),
    Name::new("image", "image", picture),
];

/// Tags by name, or tables with a `label`.
fn labels<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let label = |one: &Value<'a>| match one.as_table() {
        Some(table) => table.get("label").cloned(),
        None => Some(one.clone()),
    };
    let labels: Vec<_> = value.items().iter().filter_map(label).collect();
    (!labels.is_empty()).then(|| Value { node: Node::List(labels), span: value.span.clone() })
}

fn detect(project: Project<'_>) -> Option<String> {
    project.first(FILES).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let file = project.first(FILES).unwrap_or("docusaurus.config.js");
    let program = project.text(file).unwrap_or_default();
    let own = |name: &str| Some(Detected::new(javascript::literal(&program, name)?, file));
    let blog = Blog::of(&program);
    // Languages may have others.
    let base = javascript::first_literal(&program, "baseUrl").unwrap_or_default();
    // Of navigation bars, too, there are titles.
    let first = |name: &str| Some(Detected::new(javascript::first_literal(&program, name)?, file));
    let title = first("title");
    let base_url = own("url").map(|url| with_base(url, &base));
    let content = if blog.locales.is_empty() { blog.dir.as_str() } else { "." };
    let people = authors(project, &blog);
    let term_pages = tags::pages(project, &blog);
    Preset {
        description: first("tagline"),
        language: own("defaultLocale").or_else(|| Some(Detected::new("en", "Docusaurus's default"))),
        timezone: Some(Detected::new("UTC", "Docusaurus's default")),
        languages: blog
            .locales
            .iter()
            .filter_map(|locale| Some(language(locale.language.as_ref()?)))
            .collect(),
        content: Some(Detected::new(content, file)),
        output: Some(Detected::new("build", "Docusaurus's default")),
        date_from: Some(vec![DateFrom::Metadata]),
        feeds: blog.feeds(
            title.as_ref().map(|title| title.value.as_str()),
            base_url.as_ref().map(|url| url.value.as_str()),
        ),
        rules: SiteRules { term_pages, ..rules(blog, people) },
        base_url,
        title,
        ..Preset::default()
    }
}

/// A language, as the site names it.
fn language(of: &Language) -> (String, PresetLanguage) {
    (of.as_str().to_owned(), PresetLanguage::default())
}

/// The people in `authors.yml`.
fn authors(project: Project<'_>, blog: &Blog) -> Vec<(String, Value<'static>)> {
    let file =
        javascript::literal(&blog.options, "authorsMapPath").unwrap_or_else(|| "authors.yml".to_owned());
    let settings = Settings::read(project, [join(&blog.dir, &file).as_str()]);
    let person = |(key, value): (&String, &Json)| {
        let entry = |key: &'static str| -> Option<Entry<'static>> {
            let text = text(value, &[key])?;
            Some((key.into(), 0..0, Value { node: Node::Text(text.into()), span: 0..0 }))
        };
        at(value, &["name"])?;
        let entries = ["name", "url", "email"].into_iter().filter_map(entry).collect();
        Some((key.clone(), Value { node: Node::Table(Table { entries, span: 0..0 }), span: 0..0 }))
    };
    settings.entries(&[]).into_iter().filter_map(person).collect()
}

fn rules(blog: Blog, people: Vec<(String, Value<'static>)>) -> SiteRules {
    let roots = blog.roots();
    let (files, folders) = (roots.clone(), roots.clone());
    let own = blog.dir.clone();
    let is_article = move |path: &str, has: &dyn Fn(&str) -> bool| {
        below(&files, path).is_some_and(|below| {
            // A translation without an original is none.
            let has_original = files.is_empty() || has(&join(&own, below));
            let is_hidden = below.split('/').any(|part| part.starts_with('_') || part == "__tests__");
            let is_text = ["md", "mdx"].contains(&extension(path)) && !name(path).contains(".test.");
            is_text && !is_hidden && has_original
        })
    };
    let enters = move |folder: &str| {
        let leads = |root: &ContentRoot| {
            format!("{}/", root.dir).starts_with(&format!("{folder}/"))
                || format!("{folder}/").starts_with(&format!("{}/", root.dir))
        };
        folders.is_empty() || folders.iter().any(leads)
    };
    let names = NameRules {
        roots: roots.clone(),
        language: LanguageIn::None,
        date: DateInName::None,
        ..NameRules::default()
    };
    let dated = roots.clone();
    let values = move |path: &str, _: Option<&Language>| {
        let date = below(&dated, path).and_then(Dated::of).map(|dated| dated.date.replace('/', "-"));
        let value = |date: String| ("date".into(), 0..0, Value { node: Node::Text(date.into()), span: 0..0 });
        Table { entries: date.map(value).into_iter().collect(), span: 0..0 }
    };
    let is_oldest_first = blog.is_oldest_first;
    let blog = Arc::new(blog);
    let place = Place { blog: Arc::clone(&blog), roots: roots.clone() };
    let id = Place { blog, roots };
    SiteRules {
        syntax: Syntax::ALL_MDX,
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        enters: Some(Function::new(Arc::new(enters))),
        names,
        keys: KeyRules {
            names: NAMES.to_vec(),
            people,
            withholding: &["unlisted"],
            is_open: true,
            ..KeyRules::default()
        },
        values: Some(Function::new(Arc::new(values))),
        dates: DateRules { read: Some(Function::new(Arc::new(javascript::date))), ..DateRules::default() },
        heads: Heads::WithHeading,
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| page_at(&place.path(parts))))),
        // Addresses in feeds are not percent-encoded.
        id: Some(Function::new(Arc::new(move |parts: &PageParts<'_>, page: &PageAddress<'_>| {
            Some(format!("{}{}", page.base_url, id.path(parts)))
        }))),
        default_title: Some(Function::new(Arc::new(title))),
        excerpt: Excerpt::before([
            ExcerptMark::Comment("truncate"),
            ExcerptMark::Text("{/* truncate */}".to_owned()),
        ]),
        ties: if is_oldest_first { Ties::PathDescending } else { Ties::Path },
        order: if is_oldest_first { Order::OldestFirst } else { Order::NewestFirst },
        ..SiteRules::default()
    }
}

/// The path of a file below the root that it is in; without roots, below the content folder.
fn below<'p>(roots: &[ContentRoot], path: &'p str) -> Option<&'p str> {
    if roots.is_empty() {
        return Some(path);
    }
    roots.iter().find_map(|root| path.strip_prefix(root.dir.as_str())?.strip_prefix('/'))
}

/// The title of an article without one: its file, without the date before it.
fn title(file: &FileName<'_>) -> String {
    let index = if file.is_index { "/index" } else { "" };
    let path = format!("{}{index}.md", join(file.dir, file.name));
    Dated::of(&path).map_or_else(|| without_index(&path), |dated| dated.rest).to_owned()
}

/// Where articles are in the site.
struct Place {
    blog: Arc<Blog>,
    roots: Vec<ContentRoot>,
}

impl Place {
    /// The path of an article's page, which is not percent-encoded.
    fn path(&self, parts: &PageParts<'_>) -> String {
        let path = below(&self.roots, parts.path).unwrap_or(parts.path);
        let slug = parts.text("slug").unwrap_or_else(|| match Dated::of(path) {
            Some(Dated { folder, date, rest }) => format!("{}/{folder}{rest}", date.replace('-', "/")),
            None => without_index(path).to_owned(),
        });
        let language = parts.language.filter(|_| !parts.is_site_language);
        let mut page = join(&self.blog.path(language), slug.trim_start_matches('/'));
        while page.contains("//") {
            page = page.replace("//", "/");
        }
        self.blog.address(&page)
    }
}
