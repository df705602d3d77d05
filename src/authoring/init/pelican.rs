//! A Pelican site in, facts about it out: from `publishconf.py` over `pelicanconf.py`, both of them programs.

use super::naming::{Name, Naming};
use super::pattern::finish;
use super::settings::Settings;
use super::{Detected, Facts, Folder, Generator};

pub(super) static PELICAN: Generator = Generator {
    name: "Pelican",
    command: "pelican content -s publishconf.py",
    turn_off: "FEED_ALL_ATOM = None in publishconf.py",
    other_ids: "Pelican's ids are tag: URIs that contain the date of each article",
    hidden_by: Some(("status", &["draft", "hidden", "skip"])),
    detect,
    facts,
};

const FILES: &[&str] = &["publishconf.py", "pelicanconf.py"];

const RST: &str = "pandoc turns reStructuredText into Markdown";

/// The placeholders of `ARTICLE_URL`.
const PARTS: &[(&str, &str)] = &[("{date:%Y}", "{year}"), ("{date:%m}", "{month}"), ("{date:%d}", "{day}")];

fn detect(folder: &Folder<'_>) -> Option<String> {
    folder.first(&["pelicanconf.py"]).map(str::to_owned)
}

fn facts(folder: &Folder<'_>, _: &str) -> Facts {
    let settings = Settings::read(folder, FILES.iter().copied());
    let text = |key| settings.text(&[key]);
    let content = text("PATH").unwrap_or_else(|| Detected::new("content", "Pelican's default"));
    let content = Detected { value: content.value.trim_end_matches('/').to_owned(), ..content };
    let theirs = text("ARTICLE_URL").unwrap_or_else(|| Detected::new("{slug}.html", "Pelican's default"));
    let ours =
        PARTS.iter().fold(theirs.value.clone(), |pattern, (theirs, ours)| pattern.replace(theirs, ours));
    // Placeholders with another meaning here.
    let ambiguous = ["{lang}", "{category}", "{author}", "{section}", "{dir}"];
    let unsupported: Vec<_> = ambiguous
        .iter()
        .filter(|part| theirs.value.contains(*part))
        .map(|part| format!("`{part}`"))
        .collect();
    let ours = ambiguous.iter().fold(ours, |pattern, part| pattern.replace(part, ""));
    let from_file_name = text("SLUGIFY_SOURCE").is_some_and(|source| source.value == "basename");
    let (feed, format) = match (text("FEED_ALL_ATOM"), text("FEED_ALL_RSS")) {
        (Some(path), _) => (path.value, "atom"),
        (None, Some(path)) => (path.value, "rss"),
        (None, None) => ("feeds/all.atom.xml".to_owned(), "atom"),
    };
    Facts {
        base_url: text("SITEURL"),
        title: text("SITENAME"),
        description: settings.any(&[&["SITEDESCRIPTION"], &["SITESUBTITLE"]]),
        language: text("DEFAULT_LANG"),
        timezone: text("TIMEZONE"),
        author: text("AUTHOR"),
        found: settings
            .found
            .iter()
            .cloned()
            .chain(folder.unsupported_files(&content.value, "rst", RST))
            .collect(),
        content: Some(content),
        exclude: ["pages/", "images/", "extra/"].map(str::to_owned).into(),
        permalink: finish(&theirs.value, &ours, &unsupported, &theirs.from),
        date_from: &["metadata", "filename"],
        output: text("OUTPUT_PATH").or_else(|| Some(Detected::new("output", "Pelican's default"))),
        feed: Some((feed.trim_matches('/').to_owned(), format, "100".to_owned())),
        naming: Naming {
            slug: if from_file_name { |name: Name<'_>| slug(name.stem) } else { |name| slug(name.title) },
            keys: &["save_as"],
            ..Naming::default()
        },
        ..Facts::default()
    }
}

/// Pelican's slugs for titles: punctuation is removed, and spaces and hyphens become one hyphen.
fn slug(text: &str) -> Option<String> {
    let lower = text.is_ascii().then(|| text.to_lowercase())?;
    let kept: String =
        lower.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ')).collect();
    let words = kept.split(['-', ' ']).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}
