//! An Eleventy site in, facts about it out: from its configuration, which is a program, its global data, and the data
//! of its folders.

use super::naming::{Name, Naming, plain};
use super::pattern::{finish, merge};
use super::settings::Settings;
use super::{Detected, Facts, Folder, Generator, Pattern};
use crate::site::files::Kind;

pub(super) static ELEVENTY: Generator = Generator {
    name: "Eleventy",
    command: "npx @11ty/eleventy",
    turn_off: "remove the feed plugin, or the template that builds the feed",
    other_ids: "",
    hidden_by: None,
    detect,
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

/// Common names of global data files.
const DATA: &[&str] = &["metadata", "site", "meta"];

/// Expressions in permalink templates, and our placeholders for them.
const PARTS: &[(&str, &str)] = &[
    ("page.fileSlug", "{slug}"),
    ("page.filePathStem", "/{dir}/{slug}"),
    ("page.date|date:'%Y/%m/%d'", "{year}/{month}/{day}"),
    ("page.date|date:'%Y/%m'", "{year}/{month}"),
    ("page.date|date:'%Y'", "{year}"),
    ("page.date|date:'%m'", "{month}"),
    ("page.date|date:'%d'", "{day}"),
];

fn detect(folder: &Folder<'_>) -> Option<String> {
    let by_package = || folder.text("package.json").is_some_and(|text| text.contains("\"@11ty/eleventy\""));
    let named = folder.first(FILES).map(str::to_owned);
    named.or_else(|| by_package().then(|| "package.json".to_owned()))
}

fn facts(folder: &Folder<'_>, file: &str) -> Facts {
    let program = Settings::read(folder, if file == "package.json" { None } else { Some(file) });
    let dir = program.text(&["dir", "input"]).or_else(|| script_option(folder, "input"));
    let input = dir.unwrap_or_else(|| Detected::new(".", "Eleventy's default"));
    let input = Detected { value: normalize(&input.value), ..input };
    let output = program.text(&["dir", "output"]).or_else(|| script_option(folder, "output"));
    let output = output.map(|output| Detected { value: normalize(&output.value), ..output });
    let output = output.unwrap_or_else(|| Detected::new("_site", "Eleventy's default"));
    let data = data(folder, &output.value);
    // The feed plugin has its own title of the site.
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
        // Eleventy treats a date without a zone as UTC.
        timezone: Some(Detected::new("UTC", "Eleventy's default")),
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

/// By default a page is at the path of its file; `page.fileSlug` has no date.
fn naming(by_folder: bool) -> Naming {
    let slug: fn(Name<'_>) -> _ = if by_folder { file_name } else { |name| plain(name.undated) };
    Naming { slug, uses_slug_key: false, keys: &["permalink"], ..Naming::default() }
}

/// A file with the name of its folder is the page of the folder.
fn file_name(name: Name<'_>) -> Option<String> {
    if name.stem == name.folder { None } else { plain(name.stem) }
}

fn normalize(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

/// An option such as `--input=src` in a script of `package.json`.
fn script_option(folder: &Folder<'_>, option: &str) -> Option<Detected> {
    let text = folder.text("package.json")?;
    let (_, rest) = text.split_once(&format!("--{option}="))?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\\' | '\''))?;
    rest.get(..end).map(|path| Detected::new(path, "package.json"))
}

/// The global data.
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

/// The folders that contain articles, if the whole project is the content folder.
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

/// The pattern of pages: from the data of the folders, if they have one.
fn pages(folder: &Folder<'_>, input: &str, output: &str) -> Pattern {
    let mut folders: Vec<_> = texts(folder, input, output)
        .map(|path| path.split_once('/').map_or("", |(first, _)| first).to_owned())
        .collect();
    folders.retain(|first| !first.is_empty());
    folders.sort();
    folders.dedup();
    let patterns: Vec<_> = folders
        .iter()
        .filter_map(|first| Some((first.clone(), folder_pattern(folder, input, first)?)))
        .collect();
    merge(&patterns, &folders, Pattern::default_pattern("/{dir}/{slug}/", "Eleventy"))
}

fn folder_pattern(folder: &Folder<'_>, input: &str, first: &str) -> Option<Pattern> {
    let prefix = if input == "." { String::new() } else { format!("{input}/") };
    let extensions = ["json", "11tydata.json", "11tydata.js", "11tydata.mjs", "11tydata.cjs"];
    let files = extensions.map(|extension| format!("{prefix}{first}/{first}.{extension}"));
    let file = files.iter().find(|file| folder.text(file).is_some_and(|text| text.contains("permalink")))?;
    let Some(template) = Settings::read(folder, [file.as_str()]).text(&["permalink"]) else {
        let unknown = Detected::new("/{dir}/{slug}/", file);
        return Some(Pattern::Near(
            unknown,
            "its `permalink` is computed, so the pattern of pages is unknown".to_owned(),
        ));
    };
    Some(translate(&template))
}

fn translate(template: &Detected) -> Pattern {
    let mut ours = String::new();
    for (at, piece) in template.value.split("{{").enumerate() {
        let (inside, rest) =
            if at == 0 { ("", piece) } else { piece.split_once("}}").unwrap_or((piece, "")) };
        let expression: String =
            inside.trim_matches('-').split_whitespace().collect::<String>().replace('"', "'");
        match PARTS.iter().find(|(theirs, _)| *theirs == expression) {
            Some((_, placeholder)) => ours.push_str(placeholder),
            None if at == 0 => {}
            None => return finish(&template.value, "", &[], &template.from),
        }
        ours.push_str(rest);
    }
    let page = ours.strip_suffix("index.html").unwrap_or(&ours);
    finish(&template.value, page, &[], &template.from)
}
