//! An Eleventy site in, its settings and rules out: from its configuration, a program whose plain values are read,
//! from its global data, and from the data of folders and layouts.

mod collection;
mod computed;
mod data;
mod drafts;
mod facts;
mod feeds;
mod filters;
mod ids;
mod ignored;
mod loops;
mod page;
mod permalink;
mod piece;
mod preprocessors;
mod said;
mod terms;

use std::sync::Arc;

use super::Generator;
use super::bodies::unread_body;
use super::condition::{Condition, Conditions};
use super::javascript::{self, Program, filter};
use super::paths::{plain, resolved, with_base};
use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::feed::{Format, Id, Language, Url};
use crate::site::feed_config::FeedConfig;
use crate::site::fields::{Node, Table, Value};
use crate::site::file_name::{FileName, extension, name};
use crate::site::function::Function;
use crate::site::rules::{
    ArticlePredicate, DateRules, Detected, IdOf, ImpliedDate, KeyRules, Name, PageAddress, PageParts,
    PathsFrom, Preset, Project, SiteRules, Syntax, Ties, commas, drafted, negated, people,
};
use data::{Data, EXCLUDED, FOLDER_EXCLUDED, FOLDER_TAGS, OVERRIDDEN_TAGS, OVERRIDE};
use feeds::{SiteFeed, Templates};
use ids::IdTemplate;
use ignored::Ignored;
use preprocessors::Preprocessors;

pub(super) static ELEVENTY: Generator = Generator {
    name: "eleventy",
    title: "Eleventy",
    command: "npx @11ty/eleventy",
    turn_off: "remove the feed plugin, or the template that builds the feed",
    usual_feeds: &["feed.xml", "feed/feed.xml"],
    detect,
    preset,
};

const FILES: &[&str] = &[
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
    "eleventy.config.mts",
    "eleventy.config.cts",
    "buildawesome.config.js",
    "buildawesome.config.mjs",
    "buildawesome.config.cjs",
];

/// The keys of global data that may contain the address of the site.
const ADDRESSES: &[&[&str]] = &[
    &["url"],
    &["baseUrl"],
    &["baseURL"],
    &["siteUrl"],
    &["siteURL"],
    &["site_url"],
    &["base"],
    &["domain"],
    &["homepage"],
    &["origin"],
];

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("date", "date", date),
    Name::new(OVERRIDDEN_TAGS, "tags", commas),
    Name::new("tags", "tags", commas),
    Name::new(FOLDER_TAGS, "tags", commas),
    Name::new("author", "authors", people),
    Name::new("authors", "authors", people),
    Name::new("slug", "slug", one_part),
    Name::new(EXCLUDED, "feed", listed),
    Name::new(FOLDER_EXCLUDED, "feed", listed),
    Name::new("draft", "draft", drafted),
];

/// The keys of dates by which an article is withheld.
const DATES: javascript::Dates = &["date", "embargo", "publish", "publishDate", "published"];

/// What the value of `date` may be instead of a date: ways to ask the file system, or git.
const IMPLIED: &[(&str, ImpliedDate)] = &[
    ("last modified", ImpliedDate::OfFile),
    ("created", ImpliedDate::OfFile),
    ("git last modified", ImpliedDate::Changed),
    ("git created", ImpliedDate::Added),
];

fn date<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let is_implied = |text: &str| IMPLIED.iter().any(|(implied, _)| *implied == text);
    let is_date = value.scalar().is_none_or(|text| !is_implied(&text.trim().to_lowercase()));
    is_date.then(|| value.clone())
}

fn one_part<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let is_part = matches!(&value.node, Node::Text(text) | Node::Plain(text)
        if !text.trim().is_empty() && !text.contains(['/', '\\']) && !text.contains(".."));
    is_part.then(|| value.clone())
}

/// Whether an article is in lists: a list, or a text with commas, names those that it is not in, of which the feed may be one.
fn listed<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    negated(value).or_else(|| {
        let has_names = !value.items().is_empty() && value.as_table().is_none();
        has_names.then(|| Value { node: Node::Boolean(false), span: value.span.clone() })
    })
}

/// The same where feeds ask for the lists that an article is not in.
fn listed_anywhere<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    negated(value)
}

fn detect(project: Project<'_>) -> Option<String> {
    let by_package = || project.text("package.json").is_some_and(|text| text.contains("\"@11ty/eleventy\""));
    let named = project.first(FILES).map(str::to_owned);
    named.or_else(|| by_package().then(|| "package.json".to_owned()))
}

/// The folders of a site, relative to the project.
struct Dirs {
    input: String,
    output: String,
    includes: Vec<String>,
    data: String,
}

impl Dirs {
    fn of(program: &str, package: &str, content: Option<&str>) -> Dirs {
        let block = javascript::block(program, "dir").unwrap_or_default();
        let dir = |key: &str, function: &str, default: &str| {
            let called = || javascript::argument(program, function);
            javascript::literal(block, key).or_else(called).map_or(default.to_owned(), |dir| plain(&dir))
        };
        let option = |option: &str| {
            let (_, rest) = package.split_once(&format!("--{option}="))?;
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\\' | '\''))?;
            rest.get(..end).map(plain)
        };
        let input = content.map(plain).or_else(|| option("input"));
        let input = input.unwrap_or_else(|| dir("input", "setInputDirectory", ""));
        let below = |dir: String| resolved(&input, &dir);
        let includes = dir("includes", "setIncludesDirectory", "_includes");
        let layouts = dir("layouts", "setLayoutsDirectory", &includes);
        Dirs {
            output: option("output").unwrap_or_else(|| dir("output", "setOutputDirectory", "_site")),
            includes: vec![below(layouts), below(includes)],
            data: below(dir("data", "setDataDirectory", "_data")),
            input,
        }
    }

    /// The path of a file of the project below the input folder.
    fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.input.is_empty() { Some(path) } else { path.strip_prefix(&self.input)?.strip_prefix('/') }
    }

    /// Whether there are no articles in a folder of the input folder.
    fn hides(&self, folder: &str) -> bool {
        let folders = self.includes.iter().chain([&self.data, &self.output]);
        name(folder) == "node_modules" || folders.filter_map(|dir| self.below(dir)).any(|dir| dir == folder)
    }
}

fn preset(project: Project<'_>) -> Preset {
    let file = project.first(FILES).unwrap_or("package.json");
    let program = Some(file).filter(|file| *file != "package.json");
    let program = program.and_then(|file| Program::read(project, file)).unwrap_or_default();
    let package = project.text("package.json").unwrap_or_default();
    let dirs = Dirs::of(&program.own, &package, project.content.filter(|dir| *dir != "."));
    let files = (project.list)(&dirs.input);
    let mut data = Data::read(project, &dirs, &files, (file, &program));
    let ignored = Ignored::read(project, &dirs.input, &program.whole);
    let mut templates = Templates::read(project, &dirs, &files, &program.whole);
    let preprocessors = Preprocessors::of(&program.whole);
    let place = project.place(file);
    let unread_of_site = [preprocessors.found(&place), ignored.found(&place)].concat();
    let mut global = data::global(project, &dirs);
    let global_data =
        || ["site", "meta", "metadata"].iter().find_map(|name| data::added(&program.whole, name));
    let metadata = javascript::block(&program.whole, "metadata").or_else(global_data);
    let in_program = |key: &str| {
        let value = javascript::literal_in(metadata?, &program.whole, key)?;
        Some(Detected { value, from: file.to_owned() })
    };
    let any = |keys: &[&[&str]], key: &str| global.any(keys).or_else(|| in_program(key));
    let web = |keys: &[&[&str]]| keys.iter().find_map(|key| global.text(key).filter(is_web));
    // What the feed says of itself comes first.
    let url = ["base", "url"].into_iter().find_map(in_program).filter(is_web);
    let url = url.or_else(|| web(ADDRESSES));
    let prefix = program.literal("pathPrefix").map(|prefix| plain(&prefix)).unwrap_or_default();
    let in_feeds = || templates.all.iter().find_map(|template| template.base_url.clone());
    // What works on one machine alone is reported, if there is nothing else.
    let local =
        || ADDRESSES.iter().find_map(|key| global.text(key).filter(|url| Url::parse(&url.value).is_ok()));
    let base_url = url.or_else(in_feeds).or_else(|| address(project)).or_else(local);
    let base_url = base_url.map(|url| with_base(url, &prefix));
    let conditions = Conditions::default();
    let feeds = feeds::feeds((file, &program), &dirs.input, &templates.all, &conditions);
    let conditions = conditions.into_inner();
    let filtered: Vec<_> = feeds.iter().filter_map(|feed| filtered(project, feed)).collect();
    let mut bodies: Vec<_> = feeds.iter().filter_map(|feed| feed.unread_body.as_ref()).collect();
    bodies.dedup();
    let unread_bodies = bodies.into_iter().map(|file| unread_body("Eleventy", project.place(file))).collect();
    // Each asks for its own list, as long as it is known which one that is.
    let have_lists = !feeds.is_empty() && feeds.iter().all(|feed| feed.is_list);
    // Each feed of a tag has an id of its own.
    let id = |feed: SiteFeed| {
        let of_site = base_url.as_ref().filter(|_| !feed.is_of_term);
        FeedConfig { id: of_site.map(|url| url.value.clone()), ..feed.config }
    };
    let has_atom = feeds.iter().any(|feed| feed.config.format == Format::Atom);
    let ids = templates.all.iter().find_map(|template| template.ids.clone());
    Preset {
        feeds: feeds.into_iter().map(id).collect(),
        base_url,
        title: any(&[&["title"], &["name"], &["siteName"]], "title")
            .or_else(|| templates.all.iter().find_map(|template| template.title.clone())),
        description: any(&[&["description"]], "subtitle"),
        language: any(&[&["language"], &["lang"], &["locale"]], "language"),
        timezone: Some(Detected::new("UTC", "Eleventy's default")),
        // The plugin's own feed shows the author that its options name; other feeds, what their templates ask for.
        author: in_program("name")
            .filter(|_| templates.all.is_empty())
            .or_else(|| any(&[&["author", "name"], &["author"]], "name")),
        // Only the plugin's own Atom feed is known to show it.
        email: in_program("email").filter(|_| templates.all.is_empty() && has_atom),
        content: Some(Detected::new(if dirs.input.is_empty() { "." } else { &dirs.input }, file)),
        output: Some(Detected::new(dirs.output.as_str(), file)),
        computed_pages: data.computed_in(&files),
        found: [std::mem::take(&mut data.found), std::mem::take(&mut global.found)].concat(),
        unread: [filtered, std::mem::take(&mut templates.unread)].concat(),
        unread_of_site,
        unread_bodies,
        rules: SiteRules {
            syntax: syntax(&program.own),
            paths_from: paths_from(&program.whole, &prefix),
            id: ids.map(id_of),
            keys: keys(have_lists, &conditions, (&preprocessors, &data)),
            term_slug: templates.term_slug,
            ..rules(dirs, data, ignored, (conditions, preprocessors))
        },
        ..Preset::default()
    }
}

/// The finding about a feed whose articles are chosen by the site's own code.
fn filtered(project: Project<'_>, feed: &SiteFeed) -> Option<Diagnostic> {
    let place = project.place(feed.chosen_in.as_ref()?);
    let finding = if feed.has_unread_filter { filter::unread } else { filter::unread_choice };
    Some(finding(&feed.config.path, place))
}

/// Whether an address works everywhere.
fn is_web(url: &Detected) -> bool {
    Url::parse(&url.value).is_ok_and(|url| url.is_web() && !url.is_local())
}

/// The address in `package.json`, or the domain that GitHub Pages has for the site.
fn address(project: Project<'_>) -> Option<Detected> {
    let homepage = Settings::read(project, ["package.json"]).text(&["homepage"]).filter(is_web);
    homepage.or_else(|| {
        let domain = project.text("CNAME")?.trim().to_owned();
        (!domain.is_empty()).then(|| Detected::new(format!("https://{domain}/"), "CNAME"))
    })
}

/// The ids that a template makes.
fn id_of(template: IdTemplate) -> Function<IdOf> {
    Function::new(Arc::new(move |_: &PageParts<'_>, page: &PageAddress<'_>| Id::new(&template.id(page))))
}

/// The template language of texts in Markdown.
fn syntax(program: &str) -> Syntax {
    match javascript::literal(program, "markdownTemplateEngine").as_deref() {
        Some("njk") => Syntax::NUNJUCKS_FIRST,
        Some(_) | None => Syntax::LIQUID,
    }
}

/// The plugin puts the prefix of the site before paths.
fn paths_from(program: &str, prefix: &str) -> PathsFrom {
    let has_prefix = !prefix.is_empty() && program.contains("HtmlBasePlugin");
    if has_prefix { PathsFrom::Site } else { PathsFrom::Host }
}

/// The keys of heads, of a site whose feeds have conditions, and may ask for the lists that an article is not in.
fn keys(
    have_lists: bool,
    conditions: &[Condition],
    (preprocessors, data): (&Preprocessors, &Data),
) -> KeyRules {
    let mut names = NAMES.to_vec();
    for name in
        names.iter_mut().filter(|name| have_lists && [EXCLUDED, FOLDER_EXCLUDED].contains(&&*name.theirs))
    {
        name.read = listed_anywhere;
    }
    KeyRules {
        names: names.into(),
        asked: conditions
            .iter()
            .flat_map(Condition::keys)
            .chain(preprocessors.keys())
            .chain(data.asked())
            .collect(),
        alone: &[OVERRIDDEN_TAGS],
        computing: data::COMPUTING,
        mark: Some(OVERRIDE),
        is_open: true,
        ..KeyRules::default()
    }
}

fn rules(
    dirs: Dirs,
    data: Data,
    ignored: Ignored,
    (conditions, preprocessors): (Vec<Condition>, Preprocessors),
) -> SiteRules {
    let data = Arc::new(data);
    let (input, of_site) = (dirs.input.clone(), Arc::clone(&data));
    let leaves_out = move |parts: &PageParts<'_>| preprocessors.leave_out(parts, &input, &of_site);
    let values = Arc::clone(&data);
    let (input, of_pages) = (dirs.input.clone(), Arc::clone(&data));
    let satisfies = move |condition: Condition| {
        let (input, data) = (input.clone(), Arc::clone(&of_pages));
        let holds = move |parts: &PageParts<'_>| facts::holds(&condition, parts, &input, &data, page::page);
        Function::new(Arc::new(holds) as Arc<ArticlePredicate>)
    };
    let is_article = move |path: &str, _: &dyn Fn(&str) -> bool| {
        ["md", "markdown", "html", "njk", "liquid"].contains(&extension(path)) && !ignored.contains(path)
    };
    SiteRules {
        is_article: Some(Function::new(Arc::new(is_article))),
        head_is_optional: true,
        enters: Some(Function::new(Arc::new(move |folder: &str| !dirs.hides(folder)))),
        values: Some(Function::new(Arc::new(move |path: &str, _: Option<&Language>, head: &Table<'_>| {
            values.of(path, head)
        }))),
        dates: DateRules {
            read: Some(Function::new(Arc::new(javascript::date))),
            implied: IMPLIED,
            ..DateRules::default()
        },
        conditions: conditions.into_iter().map(satisfies).collect(),
        leaves_out: Some(Function::new(Arc::new(leaves_out))),
        unlisted_tags: &[EXCLUDED, FOLDER_EXCLUDED],
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| page::page(parts, &data)))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        ties: Ties::PathDescending,
        code_chooses_pages: true,
        ..SiteRules::default()
    }
}
