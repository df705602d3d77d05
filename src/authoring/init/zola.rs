//! A Zola site in, facts about it out: from `zola.toml`, or `config.toml` before Zola 0.22.

use super::naming::{Name, Naming, latin, plain};
use super::settings::{Settings, at, list};
use super::{Detected, Facts, Folder, Generator, Pattern};

pub(super) static ZOLA: Generator = Generator {
    name: "Zola",
    command: "zola build",
    turn_off: "generate_feeds = false in its configuration",
    other_ids: "",
    hidden_by: None,
    detect,
    facts,
};

fn detect(folder: &Folder<'_>) -> Option<String> {
    if folder.has("zola.toml") {
        return Some("zola.toml".to_owned());
    }
    // Hugo's configuration has the same name, but another key.
    Settings::read(folder, ["config.toml"]).get(&["base_url"])?;
    Some("config.toml".to_owned())
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let settings = Settings::read(folder, [file]);
    let language = |(tag, value): (&String, &serde_json::Value)| {
        let text = |key| at(value, &[key]).and_then(|text| text.as_str()).map(str::to_owned);
        (tag.clone(), (text("title"), text("description")))
    };
    let text = |key| settings.text(&[key]);
    let feed = list(settings.get(&["feed_filenames"])).into_iter().next();
    let feed = feed.or(text("feed_filename").map(|name| name.value)).unwrap_or_else(|| "atom.xml".to_owned());
    let format = if feed.contains("rss") { "rss" } else { "atom" };
    let is_glob = |pattern: &String| globset::Glob::new(pattern).is_ok();
    Facts {
        base_url: text("base_url"),
        title: text("title"),
        description: text("description"),
        language: text("default_language"),
        // Zola treats a date without a zone as UTC.
        timezone: Some(Detected::new("UTC", "Zola's default")),
        author: text("author"),
        languages: settings.entries(&["languages"]).into_iter().map(language).collect(),
        content: Some(Detected::new("content", "Zola's default")),
        exclude: list(settings.get(&["ignored_content"])).into_iter().filter(is_glob).collect(),
        permalink: Pattern::default_pattern("/{language}/{dir}/{slug}/", "Zola"),
        output: text("output_dir").or_else(|| Some(Detected::new("public", "Zola's default"))),
        feed: Some((feed, format, text("feed_limit").map_or_else(|| "all".to_owned(), |limit| limit.value))),
        naming: naming(&settings),
        found: settings.found,
        ..Facts::default()
    }
}

fn naming(settings: &Settings) -> Naming {
    let mode = settings.any(&[&["slugify", "paths"], &["slugify"]]);
    let keep_case = mode.is_some_and(|mode| mode.value != "on" && mode.value != "true");
    let slug: fn(Name<'_>) -> _ = match (keep_case, settings.is_true(&["slugify", "paths_keep_dates"])) {
        (false, false) => |name| latin(name.undated),
        (false, true) => |name| latin(name.stem),
        (true, false) => |name| plain(name.undated),
        (true, true) => |name| plain(name.stem),
    };
    Naming { slug, keys: &["path"], ..Naming::default() }
}
