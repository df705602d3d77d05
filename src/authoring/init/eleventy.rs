//! Reads an Eleventy site: its configuration, which is a program, its global data, and the data of its folders.

use super::naming::{Name, Naming, plain};
use super::pattern::{finish, joint};
use super::settings::Settings;
use super::{Facts, Folder, Generator, Known, Pattern};
use crate::site::files::Kind;

pub(super) static ELEVENTY: Generator = Generator {
    name: "Eleventy",
    command: "npx @11ty/eleventy",
    turn_off: "remove the feed plugin, or the template that builds the feed",
    other_ids: "",
    hides: None,
    recognise,
    facts,
};

const FILES: &[&str] = &[
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
    "eleventy.config.mts",
    "eleventy.config.cts",
];

/// How the data of the whole site is mostly called.
const DATA: &[&str] = &["metadata", "site", "meta"];

/// What a template says of an article's page, and we too.
const PARTS: &[(&str, &str)] = &[
    ("page.fileSlug", "{slug}"),
    ("page.filePathStem", "/{dir}/{slug}"),
    ("page.date|date:'%Y/%m/%d'", "{year}/{month}/{day}"),
    ("page.date|date:'%Y/%m'", "{year}/{month}"),
    ("page.date|date:'%Y'", "{year}"),
    ("page.date|date:'%m'", "{month}"),
    ("page.date|date:'%d'", "{day}"),
];

fn recognise(folder: &Folder<'_>) -> Option<String> {
    let by_package = || folder.text("package.json").is_some_and(|text| text.contains("\"@11ty/eleventy\""));
    let named = folder.first(FILES).map(str::to_owned);
    named.or_else(|| by_package().then(|| "package.json".to_owned()))
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let program = Settings::read(folder, if file == "package.json" { None } else { Some(file) });
    let dir = program.text(&["dir", "input"]).or_else(|| of_command(folder, "input"));
    let input = dir.unwrap_or_else(|| Known::new(".", "Eleventy's default"));
    let input = Known { value: tidy(&input.value), ..input };
    let output = program.text(&["dir", "output"]).or_else(|| of_command(folder, "output"));
    let output = output.map(|output| Known { value: tidy(&output.value), ..output });
    let output = output.unwrap_or_else(|| Known::new("_site", "Eleventy's default"));
    let data = data(folder, &output.value);
    // The title of the site is set again for the feed plugin.
    let any = |data_keys: &[&[&str]], plugin: &[&str]| data.any(data_keys).or_else(|| program.text(plugin));
    let permalink = pages(folder, &input.value, &output.value);
    let by_folder = permalink.exact().is_none_or(|pattern| pattern.from.starts_with("Eleventy"));
    let feed = program
        .text(&["outputPath"])
        .map_or("feed/feed.xml".to_owned(), |path| path.value.trim_matches('/').to_owned());
    let format = match program.text(&["type"]).map(|format| format.value).as_deref() {
        Some("rss") => "rss",
        Some("json") => "json",
        Some(_) | None => "atom",
    };
    Facts {
        base_url: any(&[&["url"], &["baseUrl"], &["siteUrl"], &["base"]], &["metadata", "base"]),
        title: any(&[&["title"], &["name"], &["siteName"]], &["metadata", "title"]),
        description: any(&[&["description"]], &["metadata", "subtitle"]),
        language: any(&[&["language"], &["lang"], &["locale"]], &["metadata", "language"]),
        // Eleventy takes a date without a zone as one of UTC.
        timezone: Some(Known::new("UTC", "Eleventy's default")),
        author: any(&[&["author", "name"], &["author"]], &["metadata", "author", "name"]),
        include: if input.value == "." { articles(folder, &output.value) } else { Vec::new() },
        exclude: ["_includes/", "_data/", "node_modules/"].map(str::to_owned).into(),
        content: Some(input),
        permalink,
        date_from: &["metadata", "filename"],
        output: Some(output),
        feed: Some((feed, format, "10".to_owned())),
        naming: naming(by_folder),
        found: [program.found, data.found].concat(),
        ..Facts::default()
    }
}

/// The page of a file is where the file is, but `page.fileSlug` has no date.
fn naming(by_folder: bool) -> Naming {
    let slug: fn(Name<'_>) -> _ = if by_folder { as_written } else { |name| plain(name.undated) };
    Naming { slug, heeds_slug: false, keys: &["permalink"], ..Naming::default() }
}

/// A file with its folder's name is the folder's page.
fn as_written(name: Name<'_>) -> Option<String> {
    if name.whole == name.folder { None } else { plain(name.whole) }
}

fn tidy(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

/// `--input=src` of a script in `package.json`.
fn of_command(folder: &Folder<'_>, option: &str) -> Option<Known> {
    let text = folder.text("package.json")?;
    let (_, rest) = text.split_once(&format!("--{option}="))?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\\' | '\''))?;
    rest.get(..end).map(|path| Known::new(path, "package.json"))
}

/// The data of the whole site.
fn data(folder: &Folder<'_>, output: &str) -> Settings {
    let is_data = |file: &&str| {
        let (dir, name) = file.rsplit_once('/').unwrap_or(("", file));
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        (dir == "_data" || dir.ends_with("/_data"))
            && !file.starts_with(output)
            && DATA.contains(&stem)
            && ["json", "js", "mjs", "cjs", "ts", "yaml", "yml", "toml"].contains(&extension)
    };
    Settings::read(folder, folder.files.iter().map(String::as_str).filter(is_data))
}

/// The folders that hold articles, where the whole project is the content folder.
fn articles(folder: &Folder<'_>, output: &str) -> Vec<String> {
    let mut found: Vec<_> = texts(folder, ".", output)
        .filter_map(|path| path.split_once('/').map(|(first, _)| format!("{first}/**")))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn texts<'f>(folder: &'f Folder<'_>, input: &str, output: &str) -> impl Iterator<Item = &'f str> {
    let output = format!("{output}/");
    let is_text = move |path: &&str| {
        Kind::of_text(path) == Some(Kind::Markdown) && !path.starts_with('_') && !path.starts_with(&output)
    };
    folder.below(input).filter(is_text)
}

/// The pattern of pages: that of the data of the folders, where they have one.
fn pages(folder: &Folder<'_>, input: &str, output: &str) -> Pattern {
    let mut folders: Vec<_> = texts(folder, input, output)
        .map(|path| path.split_once('/').map_or("", |(first, _)| first).to_owned())
        .collect();
    folders.retain(|first| !first.is_empty());
    folders.sort();
    folders.dedup();
    let patterns: Vec<_> =
        folders.iter().filter_map(|first| Some((first.clone(), of_folder(folder, input, first)?))).collect();
    joint(&patterns, &folders, Pattern::customary("/{dir}/{slug}/", "Eleventy"))
}

fn of_folder(folder: &Folder<'_>, input: &str, first: &str) -> Option<Pattern> {
    let prefix = if input == "." { String::new() } else { format!("{input}/") };
    let extensions = ["json", "11tydata.json", "11tydata.js", "11tydata.mjs", "11tydata.cjs"];
    let files = extensions.map(|extension| format!("{prefix}{first}/{first}.{extension}"));
    let file = files.iter().find(|file| folder.text(file).is_some_and(|text| text.contains("permalink")))?;
    let Some(template) = Settings::read(folder, [file.as_str()]).text(&["permalink"]) else {
        let unknown = Known::new("/{dir}/{slug}/", file);
        return Some(Pattern::Near(
            unknown,
            "its `permalink` is computed, so the pattern of pages is unknown".to_owned(),
        ));
    };
    Some(translated(&template))
}

fn translated(template: &Known) -> Pattern {
    let mut ours = String::new();
    for (at, piece) in template.value.split("{{").enumerate() {
        let (inside, rest) =
            if at == 0 { ("", piece) } else { piece.split_once("}}").unwrap_or((piece, "")) };
        let bare: String = inside.trim_matches('-').split_whitespace().collect::<String>().replace('"', "'");
        match PARTS.iter().find(|(theirs, _)| *theirs == bare) {
            Some((_, placeholder)) => ours.push_str(placeholder),
            None if at == 0 => {}
            None => return finish(&template.value, "", &[], &template.from),
        }
        ours.push_str(rest);
    }
    let page = ours.strip_suffix("index.html").unwrap_or(&ours);
    finish(&template.value, page, &[], &template.from)
}
