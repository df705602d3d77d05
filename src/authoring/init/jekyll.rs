//! A Jekyll site in, facts about it out: from `_config.yml`, and the `CNAME` of GitHub Pages.

use serde_json::Value;

use super::naming::{Name, Naming, latin};
use super::pattern::{Parts, translate_colons};
use super::settings::{Settings, at};
use super::{Detected, Facts, Folder, Generator};
use crate::authoring::UNREAD_SETTING;
use crate::diagnostic::Diagnostic;

pub(super) static JEKYLL: Generator = Generator {
    name: "Jekyll",
    command: "jekyll build",
    turn_off: "remove jekyll-feed from its plugins",
    other_ids: "the ids of jekyll-feed are the URLs of pages without `.html` or slash",
    hidden_by: Some(("published", &["false"])),
    detect,
    facts,
};

const FILES: &[&str] = &["_config.yml", "_config.yaml", "_config.toml"];

/// Named patterns.
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

fn detect(folder: &Folder<'_>) -> Option<String> {
    // Hexo's configuration has the same name.
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
    let found = [settings.found.clone(), other_folders(folder, &content)].concat();
    Facts {
        base_url: base_url(folder, &settings),
        title: text("title").or_else(|| text("name")),
        description: text("description"),
        language: settings.any(&[&["lang"], &["language"], &["locale"]]),
        timezone: text("timezone"),
        author: settings.any(&[&["author", "name"], &["author"]]),
        content: Some(Detected::new(content, "Jekyll's default")),
        about_permalink: if theirs.value.contains(":categories") { CATEGORIES } else { "" },
        permalink: settings.unless_partial(translate_colons("", &theirs.value, PARTS, &theirs.from)),
        date_from: &["metadata", "filename"],
        output: text("destination").or_else(|| Some(Detected::new("_site", "Jekyll's default"))),
        feed: Some((feed, "atom", limit)),
        naming: naming(&theirs.value),
        found,
        ..Facts::default()
    }
}

fn base_url(folder: &Folder<'_>, settings: &Settings) -> Option<Detected> {
    let cname = || {
        let host = folder.text("CNAME")?;
        let host = host.lines().next()?.trim().to_owned();
        (!host.is_empty()).then(|| Detected::new(format!("https://{host}"), "CNAME"))
    };
    let url = settings.text(&["url"]).or_else(cname)?;
    let path = settings.text(&["baseurl"]).map_or(String::new(), |path| path.value);
    let base = format!("{}/{}", url.value.trim_end_matches('/'), path.trim_matches('/'));
    Some(Detected { value: format!("{}/", base.trim_end_matches('/')), from: url.from })
}

/// The pattern of posts: from their collection, the defaults of front matter, the site, or Jekyll's default.
fn pattern(settings: &Settings, file: &str) -> Detected {
    let of_collection = settings.text(&["collections", "posts", "permalink"]);
    let named =
        of_collection.or_else(|| default_permalink(settings, file)).or_else(|| settings.text(&["permalink"]));
    let named = named.unwrap_or_else(|| Detected::new("date", "Jekyll's default"));
    match STYLES.iter().find(|(name, _)| *name == named.value) {
        Some((_, pattern)) => Detected { value: (*pattern).to_owned(), ..named },
        None => named,
    }
}

fn default_permalink(settings: &Settings, file: &str) -> Option<Detected> {
    let (Value::Array(defaults), _) = settings.get(&["defaults"])? else { return None };
    let is_for_posts = |default: &&Value| {
        let scope = |key| at(default, &["scope", key]).and_then(Value::as_str).unwrap_or_default();
        matches!(scope("type"), "posts" | "") && matches!(scope("path").trim_matches('/'), "" | "_posts")
    };
    let permalink =
        |default: &Value| at(default, &["values", "permalink"]).and_then(Value::as_str).map(str::to_owned);
    defaults.iter().filter(is_for_posts).find_map(permalink).map(|pattern| Detected::new(pattern, file))
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

/// Jekyll's slug for a file name: case and characters that are allowed in a URL are kept.
fn title(name: &str) -> Option<String> {
    let is_kept = |c: char| c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c);
    // Combining marks, which some scripts require, are unpredictable.
    if name.chars().any(|c| !c.is_ascii() && !c.is_alphanumeric()) {
        return None;
    }
    let words = name.split(|c: char| !is_kept(c)).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}

/// Reports other folders of posts, whose names are categories.
fn other_folders(folder: &Folder<'_>, content: &str) -> Vec<Diagnostic> {
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
