//! A Hexo site in, its settings and rules out: from `_config.yml`, and from the packages of `package.json`.

mod dates;
mod ejs;
mod feed_plugin;
mod names;
mod pages;
mod skipped;
mod slug;
mod terms;

use std::sync::Arc;

use super::settings::{Settings, list};
use super::{
    CHOOSE, Generator, UNREAD_SETTING, guard, inlined::inlined, javascript, unread_files, unread_filter,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::feed::{Format, Language};
use crate::site::feed_config::{DEFAULT_LIMIT, FeedConfig};
use crate::site::fields::{Node, Table, Value};
use crate::site::file_name::{DateInName, FileName, LanguageIn, NameRules, dir, extension, join};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::rules::{
    DateRules, Detected, Excerpt, ExcerptMark, KeyRules, ListedBy, Name, Order, PageParts, Preset, Project,
    SiteRules, Syntax, image, language, one, people, same,
};
use pages::Pages;
use skipped::Skipped;

pub(super) static HEXO: Generator = Generator {
    name: "hexo",
    title: "Hexo",
    command: "npx hexo generate",
    turn_off: "remove hexo-generator-feed or hexo-feed from its packages",
    usual_feeds: &["atom.xml"],
    detect,
    preset,
};

/// The keys of heads that mean something to us.
const NAMES: &[Name] = &[
    Name::new("categories", "categories", flat),
    Name::new("category", "categories", one),
    Name::new("tags", "tags", one),
    Name::new("tag", "tags", one),
    Name::new("author", "authors", people),
    Name::new("authors", "authors", people),
    Name::new("description", "summary", same),
    Name::new("excerpt", "summary", same),
    Name::new("cover", "image", image),
    Name::new("thumbnail", "image", image),
    Name::new("image", "image", image),
    Name::new("lang", "language", language),
    Name::new("language", "language", language),
];

/// The files that Hexo renders as posts.
const TEXTS: &[&str] = &["md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "html", "htm"];

/// The folder of posts in that of all sources.
const POSTS: &str = "_posts";

fn detect(project: Project<'_>) -> Option<String> {
    // Jekyll's configuration has the same name.
    let is_hexo = project.text("package.json").is_some_and(|text| text.contains("\"hexo\""));
    project.first(&["_config.yml", "_config.yaml"]).filter(|_| is_hexo).map(str::to_owned)
}

fn preset(project: Project<'_>) -> Preset {
    let settings = Settings::read(project, ["_config.yml", "_config.yaml"]);
    let by_default = |value: &str| Detected::new(value, "Hexo's default");
    let source = settings.text(&["source_dir"]).map_or_else(|| "source".to_owned(), |dir| dir.value);
    let content = format!("{}/{POSTS}", source.trim_matches('/'));
    let kinds = if feed_plugin::is_used(project) { feed_plugin::kinds(&settings) } else { Vec::new() };
    let feeds =
        if kinds.is_empty() { feeds(project, &settings) } else { feed_plugin::feeds(&settings, &kinds) };
    let orders = orders(&settings, &kinds);
    let ordered = ordered(project, &settings, &orders, feeds.iter().any(|feed| feed.limit.is_some()));
    let (of_scripts, off_site) = scripts(project, &settings);
    let shows_email = kinds.is_empty() && feeds.iter().any(|feed| feed.format == Format::Atom);
    let zone = Detected::new("UTC", "no setting; Hexo's default is the zone of the machine");
    Preset {
        base_url: settings.text(&["url"]),
        title: settings.text(&["title"]),
        description: settings.any(&[&["description"], &["subtitle"]]),
        language: settings.list(&["language"]).first().map(|tag| Detected::new(tag, "_config.yml")),
        timezone: settings.text(&["timezone"]).or(Some(zone)),
        author: settings.text(&["author"]),
        email: settings.text(&["email"]).filter(|_| shows_email),
        content: Some(by_default(&content)),
        output: settings.text(&["public_dir"]).or_else(|| Some(by_default("public"))),
        feeds,
        rules: SiteRules {
            term_pages: terms::pages(project, &settings),
            term_slug: (!kinds.is_empty()).then(feed_plugin::term_slug),
            ..rules(&settings, &orders)
        },
        found: settings.found.iter().cloned().chain(ordered).collect(),
        unread: [templates(project, &settings, &kinds), of_scripts].concat(),
        unread_of_site: off_site,
        ..Preset::default()
    }
}

fn rules(settings: &Settings, orders: &[String]) -> SiteRules {
    let has_asset_folders = settings.is_true(&["post_asset_folder"]);
    let skipped = Skipped::of(settings);
    let is_article = move |path: &str, has: &dyn Fn(&str) -> bool| {
        let is_asset = || has_asset_folders && is_beside_post(path, has);
        TEXTS.contains(&extension(path)) && is_read(path) && !is_asset() && !skipped.contains(path)
    };
    let pages = Arc::new(Pages::of(settings));
    let names = Arc::clone(&pages);
    let (order, lists_by) = order(orders).unwrap_or_default();
    SiteRules {
        syntax: Syntax::NUNJUCKS,
        is_article: Some(Function::new(Arc::new(is_article))),
        enters: Some(Function::new(Arc::new(is_read))),
        names: NameRules {
            language: LanguageIn::None,
            date: DateInName::None,
            has_index: false,
            ..NameRules::default()
        },
        head_is_optional: true,
        heads: Heads::Unopened,
        values: Some(Function::new(Arc::new(move |path: &str, _: Option<&Language>, _: &Table<'_>| {
            names.names.values(path)
        }))),
        keys: KeyRules {
            names: NAMES.into(),
            withholding: &["published"],
            alone: &["tags", "categories"],
            is_open: true,
            ..KeyRules::default()
        },
        dates: DateRules {
            read: Some(Function::new(Arc::new(dates::read))),
            is_local: true,
            ..DateRules::default()
        },
        excerpt: Excerpt::before(
            ["more", " more", "more ", " more "].map(|inside| ExcerptMark::ExactComment(inside.to_owned())),
        ),
        page: Some(Function::new(Arc::new(move |parts: &PageParts<'_>| pages.page(parts)))),
        default_title: Some(Function::new(Arc::new(|_: &FileName<'_>| String::new()))),
        order,
        lists_by,
        ..SiteRules::default()
    }
}

/// Whether no part of a path is hidden or temporary.
fn is_read(path: &str) -> bool {
    !path.split('/').any(|part| part.starts_with(['_', '.'])) && !path.ends_with(['~', '%'])
}

/// Whether a file lies in the folder of a post.
fn is_beside_post(path: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let folders = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
    folders.into_iter().any(|folder| TEXTS.iter().any(|text| has(&format!("{folder}.{text}"))))
}

/// The feeds of hexo-generator-feed, if the site has it.
fn feeds(project: Project<'_>, settings: &Settings) -> Vec<FeedConfig> {
    let has_plugin =
        project.text("package.json").is_some_and(|text| text.contains("\"hexo-generator-feed\""));
    if !has_plugin || settings.is_false(&["feed", "enable"]) {
        return Vec::new();
    }
    let id = settings.text(&["url"]).map(|url| format!("{}/", url.value.trim_end_matches('/')));
    let limit = match settings.text(&["feed", "limit"]) {
        None => Some(DEFAULT_LIMIT),
        Some(limit) => limit.value.parse().ok().filter(|limit| *limit > 0),
    };
    let feed = |(kind, path): (&str, String)| {
        let format = if kind == "rss2" { Format::Rss } else { Format::Atom };
        FeedConfig { limit, id: id.clone(), ..FeedConfig::new(path.trim_start_matches('/'), format) }
    };
    documents(settings).into_iter().map(feed).collect()
}

/// The orders of the feeds of a site, of which those of hexo-feed may each have one.
fn orders(settings: &Settings, kinds: &[feed_plugin::Kind]) -> Vec<String> {
    let mut orders: Vec<String> = Vec::new();
    for order in kinds.iter().map(|kind| &kind.order) {
        if !orders.contains(order) {
            orders.push(order.clone());
        }
    }
    if orders.is_empty() {
        orders.push(
            settings.text(&["feed", "order_by"]).map_or_else(|| "-date".to_owned(), |order| order.value),
        );
    }
    orders
}

/// The order of all feeds by their first key; `None` if they have different ones, or if that is not a date.
fn order(orders: &[String]) -> Option<(Order, ListedBy)> {
    let [order] = orders else { return None };
    let first = order.split_whitespace().next().unwrap_or_default();
    let (order, key) =
        first.strip_prefix('-').map_or((Order::OldestFirst, first), |key| (Order::NewestFirst, key));
    match key {
        "date" => Some((order, ListedBy::Published)),
        "updated" => Some((order, ListedBy::Updated)),
        _ => None,
    }
}

/// The finding about feeds in another order than that of dates that are known, which decides about what is up to their limit,
/// if they have one.
fn ordered(
    project: Project<'_>,
    settings: &Settings,
    orders: &[String],
    have_limit: bool,
) -> Option<Diagnostic> {
    let of_file = || settings.text(&["updated_option"]).is_none_or(|option| option.value == "mtime");
    let message = match order(orders) {
        None => {
            format!(
                "feeds are in the order of dates, the newest first, and not by `{}`",
                orders.join("` and `")
            )
        }
        Some((_, ListedBy::Updated)) if of_file() => {
            "feeds sort a post without `updated` by its date, not by the time of its file".to_owned()
        }
        Some((_, ListedBy::Updated | ListedBy::Published | ListedBy::Date)) => return None,
    };
    let (_, file) = settings.get(&["feed"])?;
    let finding = Diagnostic::new(&UNREAD_SETTING, message).at(project.place(file)).help(
        "if the feeds have fewer entries than the site, compare them before you switch: `feedwright diff`",
    );
    Some(if have_limit { Diagnostic { severity: Severity::Warning, ..finding } } else { finding })
}

/// The findings about templates of the site's own, which may leave out posts.
fn templates(project: Project<'_>, settings: &Settings, kinds: &[feed_plugin::Kind]) -> Vec<Diagnostic> {
    // Those of hexo-generator-feed are under a key of their own.
    let named = if kinds.is_empty() { settings.list(&["feed", "template"]) } else { Vec::new() };
    let of_kinds = kinds.iter().filter_map(|kind| kind.template.as_deref());
    let mut files: Vec<_> =
        of_kinds.chain(named.iter().map(String::as_str)).map(|file| file.trim_start_matches("./")).collect();
    files.retain(|file| !file.starts_with("node_modules/"));
    let finding = |file: &str| {
        let may_filter = |text: String| {
            if text.contains("<%") && !text.contains("{%") {
                return javascript::may_skip(&ejs::program(&text), &[]);
            }
            // Other languages have no tags.
            let included = |name: &str| project.text(&join(dir(file), name));
            !text.contains("{%") || guard::may_filter(&inlined(&text, &included), &["toArray"])
        };
        if project.text(file).is_some_and(may_filter) {
            let message = "only Hexo can tell which posts this template shows";
            return unread_filter(message, project.place(file));
        }
        let message = "this template of a feed is not read, so the feed may differ in more than its markup";
        Diagnostic::new(&UNREAD_SETTING, message).at(project.place(file)).help(CHOOSE)
    };
    files.into_iter().map(finding).collect()
}

/// The findings about scripts that make feeds of their own, and about those that change which posts the site has.
fn scripts(project: Project<'_>, settings: &Settings) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let theme = settings.text(&["theme"]).map(|theme| format!("themes/{}/scripts", theme.value));
    let (mut of_feeds, mut of_site) = (Vec::new(), Vec::new());
    for folder in [Some("scripts".to_owned()), theme].into_iter().flatten() {
        let files = (project.list)(&folder).into_iter().filter(|file| extension(file) == "js");
        for file in files.map(|file| join(&folder, &file)) {
            let text = javascript::without_comments(&project.text(&file).unwrap_or_default());
            let named =
                |call: &str| javascript::texts(call).into_iter().next().unwrap_or_default().to_lowercase();
            let makes_feed =
                |call: &str| ["atom", "feed", "rss"].iter().any(|word| named(call).contains(word));
            let mut feeds = javascript::calls(&text, ".generator.register").filter(|call| makes_feed(call));
            let message = "only the site's own code can tell which posts this script leaves out";
            // The function that makes it may be anywhere in the script.
            if feeds.any(|call| javascript::may_skip(call, &[])) && javascript::may_skip(&text, &[]) {
                of_feeds.push(unread_filter(message, project.place(&file)));
            }
            if javascript::calls(&text, ".locals.set").any(|call| named(call) == "posts") {
                of_site.push(unread_files(message, project.place(&file)));
            }
        }
    }
    (of_feeds, of_site)
}

/// The types of feeds and their paths. Of two types the first is always `atom`, and the first path is its own.
fn documents(settings: &Settings) -> Vec<(&'static str, String)> {
    let value = |key| settings.get(&["feed", key]).map(|(value, _)| value);
    let types = value("type");
    let is_list = types.is_some_and(serde_json::Value::is_array);
    let named = types.map(list).unwrap_or_default();
    let types: &[&str] = match named.as_slice() {
        [_, _, ..] => &["atom", "rss2"],
        [one] if one == "rss2" => &["rss2"],
        [_] | [] => &["atom"],
    };
    let paths = value("path").filter(|paths| paths.is_array() == is_list).map(list).unwrap_or_default();
    let path = |(at, kind): (usize, &&'static str)| {
        let path =
            paths.get(at).filter(|path| !path.is_empty()).cloned().unwrap_or_else(|| (*kind).to_owned());
        let extension = if extension(&path).is_empty() { ".xml" } else { "" };
        (*kind, path + extension)
    };
    types.iter().enumerate().map(path).collect()
}

/// The values of a list, and of the lists in it.
fn flat<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    let Node::List(values) = &of.node else { return one(of) };
    let inside = values.iter().flat_map(|value| match value.as_list() {
        Some(_) => one(value).map(Value::into_items).unwrap_or_default(),
        None => vec![value.clone()],
    });
    one(&Value { node: Node::List(inside.collect()), span: of.span.clone() })
}
