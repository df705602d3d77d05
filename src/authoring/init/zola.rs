//! Reads a Zola site's configuration: `zola.toml`, or `config.toml` before Zola 0.22.

use super::naming::{Name, Naming, latin, plain};
use super::settings::{Settings, at, list};
use super::{Facts, Folder, Generator, Known, Pattern};

pub(super) static ZOLA: Generator = Generator {
    name: "Zola",
    command: "zola build",
    turn_off: "generate_feeds = false in its configuration",
    other_ids: "",
    hides: None,
    recognise,
    facts,
};

fn recognise(folder: &Folder<'_>) -> Option<String> {
    if folder.has("zola.toml") {
        return Some("zola.toml".to_owned());
    }
    // Hugo's has the same name, and another key.
    Settings::read(folder, ["config.toml"]).get(&["base_url"])?;
    Some("config.toml".to_owned())
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let settings = Settings::read(folder, [file]);
    let said = |(tag, value): (&String, &serde_json::Value)| {
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
        // Zola takes a date without a zone as one of UTC.
        timezone: Some(Known::new("UTC", "Zola's default")),
        author: text("author"),
        languages: settings.entries(&["languages"]).into_iter().map(said).collect(),
        content: Some(Known::new("content", "Zola's default")),
        exclude: list(settings.get(&["ignored_content"])).into_iter().filter(is_glob).collect(),
        permalink: Pattern::customary("/{language}/{dir}/{slug}/", "Zola"),
        output: text("output_dir").or_else(|| Some(Known::new("public", "Zola's default"))),
        feed: Some((feed, format, text("feed_limit").map_or_else(|| "all".to_owned(), |limit| limit.value))),
        naming: naming(&settings),
        found: settings.found,
        ..Facts::default()
    }
}

fn naming(settings: &Settings) -> Naming {
    let mode = settings.any(&[&["slugify", "paths"], &["slugify"]]);
    let as_written = mode.is_some_and(|mode| mode.value != "on" && mode.value != "true");
    let slug: fn(Name<'_>) -> _ = match (as_written, settings.is_true(&["slugify", "paths_keep_dates"])) {
        (false, false) => |name| latin(name.undated),
        (false, true) => |name| latin(name.whole),
        (true, false) => |name| plain(name.undated),
        (true, true) => |name| plain(name.whole),
    };
    Naming { slug, keys: &["path"], ..Naming::default() }
}
