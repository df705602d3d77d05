//! Reads a Jekyll site's configuration: `_config.yml`, and the `CNAME` of GitHub Pages.

use serde_json::Value;

use super::naming::{Name, Naming, latin};
use super::pattern::{Parts, colons};
use super::settings::{Settings, at};
use super::{Facts, Folder, Generator, Known};
use crate::authoring::UNREAD_SETTING;
use crate::diagnostic::Diagnostic;

pub(super) static JEKYLL: Generator = Generator {
    name: "Jekyll",
    command: "jekyll build",
    turn_off: "remove jekyll-feed from its plugins",
    other_ids: "the ids of jekyll-feed are the URLs of pages without `.html` or slash",
    hides: Some(("published", &["false"])),
    recognise,
    facts,
};

const FILES: &[&str] = &["_config.yml", "_config.yaml", "_config.toml"];

/// Patterns that have names.
const STYLES: &[(&str, &str)] = &[
    ("date", "/:categories/:year/:month/:day/:title:output_ext"),
    ("pretty", "/:categories/:year/:month/:day/:title/"),
    ("ordinal", "/:categories/:year/:y_day/:title:output_ext"),
    ("weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"),
    ("none", "/:categories/:title:output_ext"),
];

const CATEGORIES: &str =
    " Jekyll puts categories in front of it, so articles with categories need their own `url`.";

/// The placeholders of a pattern. Categories are not in file names: articles with categories are reported one by one.
const PARTS: Parts = &[
    ("categories", Some("")),
    ("year", Some("{year}")),
    ("month", Some("{month}")),
    ("day", Some("{day}")),
    ("title", Some("{slug}")),
    ("slug", Some("{slug}")),
    ("output_ext", Some(".html")),
];

fn recognise(folder: &Folder<'_>) -> Option<String> {
    // Hexo's file has the same name.
    let is_hexo =
        folder.files.iter().any(|file| file.starts_with("source/_posts/") || file.starts_with("scaffolds/"));
    folder.first(FILES).filter(|_| !is_hexo).map(str::to_owned)
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let settings = Settings::read(folder, [file]);
    let text = |key| settings.text(&[key]);
    let collections =
        text("collections_dir").map_or(String::new(), |dir| format!("{}/", dir.value.trim_matches('/')));
    let content = format!("{collections}_posts");
    let theirs = pattern(&settings, file);
    let limit = settings.text(&["feed", "posts_limit"]).map_or("10".to_owned(), |limit| limit.value);
    let feed = settings.text(&["feed", "path"]).map_or("feed.xml".to_owned(), |path| path.value);
    let found = [settings.found.clone(), elsewhere(folder, &content)].concat();
    Facts {
        base_url: base_url(folder, &settings),
        title: text("title").or_else(|| text("name")),
        description: text("description"),
        language: settings.any(&[&["lang"], &["language"], &["locale"]]),
        timezone: text("timezone"),
        author: settings.any(&[&["author", "name"], &["author"]]),
        content: Some(Known::new(content, "Jekyll's default")),
        about_permalink: if theirs.value.contains(":categories") { CATEGORIES } else { "" },
        permalink: settings.surely(colons("", &theirs.value, PARTS, &theirs.from)),
        date_from: &["metadata", "filename"],
        output: text("destination").or_else(|| Some(Known::new("_site", "Jekyll's default"))),
        feed: Some((feed, "atom", limit)),
        naming: naming(&theirs.value),
        found,
        ..Facts::default()
    }
}

fn base_url(folder: &Folder<'_>, settings: &Settings) -> Option<Known> {
    let cname = || {
        let host = folder.text("CNAME")?;
        let host = host.lines().next()?.trim().to_owned();
        (!host.is_empty()).then(|| Known::new(format!("https://{host}"), "CNAME"))
    };
    let url = settings.text(&["url"]).or_else(cname)?;
    let path = settings.text(&["baseurl"]).map_or(String::new(), |path| path.value);
    let whole = format!("{}/{}", url.value.trim_end_matches('/'), path.trim_matches('/'));
    Some(Known { value: format!("{}/", whole.trim_end_matches('/')), from: url.from })
}

/// The pattern of posts: of their collection, of the defaults of front matter, of the site, or Jekyll's own.
fn pattern(settings: &Settings, file: &str) -> Known {
    let of_posts = settings.text(&["collections", "posts", "permalink"]);
    let named = of_posts.or_else(|| of_defaults(settings, file)).or_else(|| settings.text(&["permalink"]));
    let named = named.unwrap_or_else(|| Known::new("date", "Jekyll's default"));
    match STYLES.iter().find(|(name, _)| *name == named.value) {
        Some((_, pattern)) => Known { value: (*pattern).to_owned(), ..named },
        None => named,
    }
}

fn of_defaults(settings: &Settings, file: &str) -> Option<Known> {
    let (Value::Array(defaults), _) = settings.get(&["defaults"])? else { return None };
    let of_posts = |default: &&Value| {
        let scope = |key| at(default, &["scope", key]).and_then(Value::as_str).unwrap_or_default();
        matches!(scope("type"), "posts" | "") && matches!(scope("path").trim_matches('/'), "" | "_posts")
    };
    let permalink =
        |default: &Value| at(default, &["values", "permalink"]).and_then(Value::as_str).map(str::to_owned);
    defaults.iter().filter(of_posts).find_map(permalink).map(|pattern| Known::new(pattern, file))
}

fn naming(pattern: &str) -> Naming {
    let slug: fn(Name<'_>) -> _ =
        if pattern.contains(":title") { |name| title(name.undated) } else { |name| latin(name.undated) };
    let keys: &[&str] = if pattern.contains(":categories") {
        &["permalink", "categories", "category"]
    } else {
        &["permalink"]
    };
    Naming { slug, keys, ..Naming::default() }
}

/// What Jekyll makes of a file's name: upper case stays, and so do signs that a URL can have.
fn title(name: &str) -> Option<String> {
    let stays = |c: char| c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c);
    // Combining marks, which some scripts need, are unpredictable.
    if name.chars().any(|c| !c.is_ascii() && !c.is_alphanumeric()) {
        return None;
    }
    let words = name.split(|c: char| !stays(c)).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}

/// Other folders of posts, whose names are categories.
fn elsewhere(folder: &Folder<'_>, content: &str) -> Vec<Diagnostic> {
    let other = |file: &&String| {
        file.contains("/_posts/") && !file.starts_with(&format!("{content}/")) && !file.starts_with("_site/")
    };
    let found = folder.files.iter().find(other).map(|file| {
        let message =
            format!("the file is not below `{content}`, and Feedwright reads only one content folder");
        let finding = Diagnostic::new(&UNREAD_SETTING, message).at(folder.place(file));
        finding.help(format!("move it to `{content}`, and write its URL as `url`"))
    });
    found.into_iter().collect()
}
