//! Reads a Pelican site's settings: `publishconf.py` over `pelicanconf.py`, both of them programs.

use super::naming::{Name, Naming};
use super::pattern::finish;
use super::settings::Settings;
use super::{Facts, Folder, Generator, Known};

pub(super) static PELICAN: Generator = Generator {
    name: "Pelican",
    command: "pelican content -s publishconf.py",
    turn_off: "FEED_ALL_ATOM = None in publishconf.py",
    other_ids: "Pelican's ids are tag: URIs that contain the date of each article",
    hides: Some(("status", &["draft", "hidden", "skip"])),
    recognise,
    facts,
};

const FILES: &[&str] = &["publishconf.py", "pelicanconf.py"];

const RST: &str = "pandoc turns reStructuredText into Markdown";

/// The placeholders of `ARTICLE_URL`.
const PARTS: &[(&str, &str)] = &[("{date:%Y}", "{year}"), ("{date:%m}", "{month}"), ("{date:%d}", "{day}")];

fn recognise(folder: &Folder<'_>) -> Option<String> {
    folder.first(&["pelicanconf.py"]).map(str::to_owned)
}

fn facts(folder: &Folder<'_>, _: &str) -> Facts {
    let settings = Settings::read(folder, FILES.iter().copied());
    let text = |key| settings.text(&[key]);
    let content = text("PATH").unwrap_or_else(|| Known::new("content", "Pelican's default"));
    let content = Known { value: content.value.trim_end_matches('/').to_owned(), ..content };
    let theirs = text("ARTICLE_URL").unwrap_or_else(|| Known::new("{slug}.html", "Pelican's default"));
    let ours =
        PARTS.iter().fold(theirs.value.clone(), |pattern, (theirs, ours)| pattern.replace(theirs, ours));
    // Words that we have too, and that mean something else there.
    let strange = ["{lang}", "{category}", "{author}", "{section}", "{dir}"];
    let unsayable: Vec<_> =
        strange.iter().filter(|part| theirs.value.contains(*part)).map(|part| format!("`{part}`")).collect();
    let ours = strange.iter().fold(ours, |pattern, part| pattern.replace(part, ""));
    let by_file = text("SLUGIFY_SOURCE").is_some_and(|source| source.value == "basename");
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
        found: settings.found.iter().cloned().chain(folder.unread(&content.value, "rst", RST)).collect(),
        content: Some(content),
        exclude: ["pages/", "images/", "extra/"].map(str::to_owned).into(),
        permalink: finish(&theirs.value, &ours, &unsayable, &theirs.from),
        date_from: &["metadata", "filename"],
        output: text("OUTPUT_PATH").or_else(|| Some(Known::new("output", "Pelican's default"))),
        feed: Some((feed.trim_matches('/').to_owned(), format, "100".to_owned())),
        naming: Naming {
            slug: if by_file { |name: Name<'_>| slugged(name.whole) } else { |name| slugged(name.title) },
            keys: &["save_as"],
            ..Naming::default()
        },
        ..Facts::default()
    }
}

/// As Pelican slugs titles: signs are left out, and one hyphen stands for blanks and hyphens.
fn slugged(text: &str) -> Option<String> {
    let lower = text.is_ascii().then(|| text.to_lowercase())?;
    let kept: String =
        lower.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ')).collect();
    let words = kept.split(['-', ' ']).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}
