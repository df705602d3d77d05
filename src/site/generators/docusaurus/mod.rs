//! A Docusaurus site in, the settings and rules of its blog out. Its configuration is a program, of which the plain
//! values are read.

mod blog;
mod dated;
mod tags;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;

use super::javascript::{self, Program};
use super::paths::{page_at, picture, with_base};
use super::settings::{Settings, at, text};
use super::{Generator, UNREAD_SETTING, unread_files, unread_filter};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Id, Language};
use crate::site::feed_config::{FeedConfig, HasFile};
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::file_name::{
    self, ContentRoot, DateInName, FileName, LanguageIn, NameRules, extension, join,
};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::rules::{
    DateFrom, DateRules, Detected, Excerpt, ExcerptMark, KeyRules, Name, Order, PageAddress, PageParts,
    Preset, PresetLanguage, Project, SiteRules, Syntax, Ties, people, same,
};
use blog::{Blog, Copyright};
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
    let program = Program::read(project, file).unwrap_or_default();
    let own = |name: &str| Some(Detected::new(program.literal(name)?, file));
    let blogs = Blog::all(&program);
    let base = program.literal("baseUrl").unwrap_or_default();
    let title = own("title");
    let base_url = own("url").map(|url| with_base(url, &base));
    let locales = blogs.first().map_or(&[][..], |blog| &blog.locales);
    let content = match blogs.as_slice() {
        [] => "blog",
        [blog] if blog.locales.is_empty() => blog.dir.as_str(),
        _ => ".",
    };
    let mut found = Vec::new();
    let people = blogs.iter().flat_map(|blog| authors(project, blog, &mut found)).collect();
    let labels = blogs.iter().flat_map(|blog| tags::labels(project, blog, &mut found)).collect();
    let term_pages = tags::pages(project, &blogs);
    let copyrights: BTreeSet<_> = blogs.iter().map(|blog| blog.copyright(&program)).collect();
    let rights = match copyrights.iter().collect::<Vec<_>>().as_slice() {
        [Copyright::Text(text)] => Some(Detected::new(text, file)),
        [] | [Copyright::None] => None,
        _ => {
            found.push(unread_copyright(project.place(file)));
            None
        }
    };
    found.extend(unread_order(&blogs, project.place(file)));
    let place = project.place(file);
    let of_blogs = |finding: &dyn Fn(&Blog) -> Vec<Diagnostic>| blogs.iter().flat_map(finding).collect();
    let unread = of_blogs(&|blog| {
        let items = blog.unread_items().into_iter();
        items.map(|key| unread_filter(decided_by(key, blog), place.clone())).collect()
    });
    let unread_of_site = of_blogs(&|blog| {
        let options = blog.unread(&program).into_iter();
        options.map(|key| unread_files(decided_by(key, blog), place.clone())).collect()
    });
    Preset {
        description: own("tagline"),
        rights,
        language: own("defaultLocale").or_else(|| Some(Detected::new("en", "Docusaurus's default"))),
        timezone: Some(Detected::new("UTC", "Docusaurus's default")),
        languages: locales.iter().filter_map(|locale| Some(language(locale.language.as_ref()?))).collect(),
        content: Some(Detected::new(content, file)),
        output: Some(Detected::new("build", "Docusaurus's default")),
        date_from: Some(vec![DateFrom::Metadata]),
        feeds: feeds(
            &blogs,
            title.as_ref().map(|title| title.value.as_str()),
            base_url.as_ref().map(|url| url.value.as_str()),
        ),
        rules: SiteRules { term_pages, ..rules(blogs, people, labels) },
        base_url,
        title,
        found,
        unread,
        unread_of_site,
        ..Preset::default()
    }
}

/// The feeds of all blogs, each with its own articles.
fn feeds(blogs: &[Blog], title: Option<&str>, base_url: Option<&str>) -> Vec<FeedConfig> {
    let of_blog = |blog: &Blog| {
        let dirs: Vec<_> = blog.roots().into_iter().map(|root| root.dir).collect();
        let has_file = move |path: &str| dirs.iter().any(|dir| file_name::below(path, dir).is_some());
        let files = (blogs.len() > 1).then(|| Function::new(Arc::new(has_file) as Arc<HasFile>));
        let feeds = blog.feeds(title, base_url).into_iter();
        feeds.map(move |feed| FeedConfig { files: files.clone(), ..feed }).collect::<Vec<_>>()
    };
    blogs.iter().flat_map(of_blog).collect()
}

/// What is said of an option by which the site's own code may leave out articles.
fn decided_by(key: &str, blog: &Blog) -> String {
    format!("the site's own code decides by `{key}` which articles the blog in `{}` has", blog.dir)
}

/// The finding about blogs in different orders, of which that of the first one counts. It decides about what is up to the limit of
/// a feed, if that has one.
fn unread_order(blogs: &[Blog], place: Place) -> Option<Diagnostic> {
    let first = blogs.first()?;
    let other = blogs.iter().find(|blog| blog.is_oldest_first != first.is_oldest_first)?;
    let message = format!(
        "the feeds of `{}` are in the order of those of `{}`, whatever its `sortPosts`",
        other.dir, first.dir
    );
    let help =
        "if the feeds have fewer entries than the site, compare them before you switch: `feedwright diff`";
    let finding = Diagnostic::new(&UNREAD_SETTING, message).at(place).help(help);
    let has_limit = other.feeds(None, None).iter().any(|feed| feed.limit.is_some());
    Some(if has_limit { Diagnostic { severity: Severity::Warning, ..finding } } else { finding })
}

/// The finding about rights that are not those of the whole site, or that only running the configuration gives.
fn unread_copyright(place: Place) -> Diagnostic {
    let message = "`copyright` of the feeds is computed, or differs between blogs, so the feeds say nothing about rights";
    let help = "write rights = \"© …\" under [site] in feedwright.toml";
    Diagnostic::new(&UNREAD_SETTING, message).at(place).help(help)
}

/// A language, as the site names it.
fn language(of: &Language) -> (String, PresetLanguage) {
    (of.as_str().to_owned(), PresetLanguage::default())
}

/// What stands for names in heads.
type Named = Vec<(String, Value<'static>)>;

/// The people in `authors.yml`.
fn authors(project: Project<'_>, blog: &Blog, found: &mut Vec<Diagnostic>) -> Named {
    let file =
        javascript::literal(&blog.options, "authorsMapPath").unwrap_or_else(|| "authors.yml".to_owned());
    let settings = Settings::read(project, [join(&blog.dir, &file).as_str()]);
    found.extend(settings.found.iter().cloned());
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

fn rules(blogs: Vec<Blog>, people: Named, tags: Named) -> SiteRules {
    let blogs = Arc::new(Blogs(blogs));
    let roots = blogs.roots();
    let folders = roots.clone();
    let known = Arc::clone(&blogs);
    let is_article = move |path: &str, has: &dyn Fn(&str) -> bool| {
        known.of(path).is_some_and(|(blog, below)| {
            // A translation without an original is none.
            let has_original = blog.locales.is_empty() || has(&join(&blog.dir, below));
            ["md", "mdx"].contains(&extension(path)) && blog.has(below) && has_original
        })
    };
    let enters = move |folder: &str| {
        folders.is_empty() || folders.iter().any(|root| file_name::are_related(&root.dir, folder))
    };
    let names = NameRules {
        roots: roots.clone(),
        language: LanguageIn::None,
        date: DateInName::None,
        ..NameRules::default()
    };
    let dated = Arc::clone(&blogs);
    let values = move |path: &str, _: Option<&Language>, _: &Table<'_>| {
        let date = dated.of(path).and_then(|(_, below)| Dated::of(below));
        let date = date.map(|dated| dated.date.replace('/', "-"));
        let value = |date: String| ("date".into(), 0..0, Value { node: Node::Text(date.into()), span: 0..0 });
        Table { entries: date.map(value).into_iter().collect(), span: 0..0 }
    };
    let is_oldest_first = blogs.0.first().is_some_and(|blog| blog.is_oldest_first);
    let (place, id) = (Arc::clone(&blogs), blogs);
    SiteRules {
        syntax: Syntax::ALL_MDX,
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        enters: Some(Function::new(Arc::new(enters))),
        names,
        keys: KeyRules {
            names: NAMES.into(),
            people,
            tags,
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
            Id::new(&format!("{}{}", page.base_url, id.path(parts)))
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

/// The title of an article without one: its file, without the date before it.
fn title(file: &FileName<'_>) -> String {
    let index = if file.is_index { "/index" } else { "" };
    let path = format!("{}{index}.md", join(file.dir, file.name));
    Dated::of(&path).map_or_else(|| without_index(&path), |dated| dated.rest).to_owned()
}

/// The blogs of a site.
struct Blogs(Vec<Blog>);

impl Blogs {
    /// The folders with articles below the project; none if that of the only blog is the content folder.
    fn roots(&self) -> Vec<ContentRoot> {
        match self.0.as_slice() {
            [blog] if blog.locales.is_empty() => Vec::new(),
            blogs => blogs.iter().flat_map(Blog::roots).collect(),
        }
    }

    /// The blog that a file below the content folder is in, and its path in that.
    fn of<'p>(&self, path: &'p str) -> Option<(&Blog, &'p str)> {
        match self.0.as_slice() {
            [blog] if blog.locales.is_empty() => Some((blog, path)),
            blogs => blogs.iter().find_map(|blog| Some((blog, blog.below(path)?))),
        }
    }

    /// The path of an article's page, which is not percent-encoded.
    fn path(&self, parts: &PageParts<'_>) -> String {
        let Some((blog, path)) = self.of(parts.path) else { return String::new() };
        let slug = parts.text("slug").unwrap_or_else(|| match Dated::of(path) {
            Some(Dated { folder, date, rest }) => format!("{}/{folder}{rest}", date.replace('-', "/")),
            None => without_index(path).to_owned(),
        });
        let language = parts.language.filter(|_| !parts.is_site_language);
        let mut page = join(&blog.path(language), slug.trim_start_matches('/'));
        while page.contains("//") {
            page = page.replace("//", "/");
        }
        blog.address(&page)
    }
}
