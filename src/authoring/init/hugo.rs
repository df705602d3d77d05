//! A Hugo site in, facts about it out: from `hugo.toml` or `config.toml`, YAML or JSON, or the files of
//! `config/_default/`.

use serde_json::Value;

use super::naming::{Name, Naming, latin, lower, plain};
use super::pattern::{Parts, finish, merge, translate_colons};
use super::settings::{Settings, at, list};
use super::{Detected, Facts, Folder, Generator, Pattern};
use crate::site::file_name::describes_folder;
use crate::site::files::Kind;

pub(super) static HUGO: Generator = Generator {
    name: "Hugo",
    command: "hugo",
    turn_off: "disableKinds = [\"RSS\"] in its configuration",
    other_ids: "",
    hidden_by: None,
    detect,
    facts,
};

/// Paths of a whole configuration, without extension. Those for production take precedence over the defaults.
const FILES: &[&str] = &[
    "hugo.",
    "config.",
    "config/production/hugo.",
    "config/production/config.",
    "config/_default/hugo.",
    "config/_default/config.",
];

const EXTENSIONS: &[&str] = &["toml", "yaml", "yml", "json"];

/// Files of `config/_default/` with the value of one key.
const TABLES: &[&str] = &["languages", "params", "permalinks", "frontmatter", "services", "outputFormats"];

/// The placeholders of `permalinks`.
const PARTS: Parts = &[
    ("year", Some("{year}")),
    ("month", Some("{month}")),
    ("day", Some("{day}")),
    ("section", Some("{section}")),
    ("sections", Some("{dir}")),
    ("slug", Some("{slug}")),
    ("title", Some("{slug}")),
    ("filename", Some("{slug}")),
    ("contentbasename", Some("{slug}")),
    ("slugorfilename", Some("{slug}")),
    ("slugorcontentbasename", Some("{slug}")),
];

fn detect(folder: &Folder<'_>) -> Option<String> {
    let file = files(folder).next()?;
    let is_hugo = file.contains("hugo.") || file.starts_with("config/");
    // A `config.toml` may belong to another program.
    let has_key = |key| Settings::read(folder, [file.as_str()]).get(&[key]).is_some();
    (is_hugo || ["baseURL", "languageCode", "defaultContentLanguage"].into_iter().any(has_key))
        .then_some(file)
}

fn files(folder: &Folder<'_>) -> impl Iterator<Item = String> {
    let names =
        FILES.iter().flat_map(|stem| EXTENSIONS.iter().map(move |extension| format!("{stem}{extension}")));
    names.filter(|name| folder.has(name))
}

fn facts(folder: &Folder<'_>, _: &str) -> Facts {
    let settings = settings(folder);
    let text = |key| settings.text(&[key]);
    let content = text("contentDir").unwrap_or_else(|| Detected::new("content", "Hugo's default"));
    let own_language = text("defaultContentLanguage");
    let tag = own_language.as_ref().map_or("en", |known| known.value.as_str());
    let own_value = |key| settings.text(&["languages", tag, key]);
    let languages = languages(&settings);
    // With several languages, the default one is the one without a suffix in file names.
    let several =
        || Detected::new(tag, own_language.as_ref().map_or("Hugo's default", |known| known.from.as_str()));
    let language = match languages.len() {
        0 | 1 => own_value("languageCode").or_else(|| text("languageCode")).or_else(|| own_language.clone()),
        _ => Some(several()),
    };
    let date_from = list(settings.get(&["frontmatter", "date"]));
    let filename_dates = date_from.iter().any(|source| source == ":filename");
    let file_naming = file_naming(filename_dates, settings.is_true(&["disablePathToLower"]));
    let pattern = merge(&patterns(&settings), &sections(folder, &content.value), default_pattern());
    let naming = naming(&settings, &pattern, file_naming);
    let permalink = settings.unless_partial(apply_settings(pattern, &settings, languages.len(), tag));
    let name =
        settings.text(&["outputFormats", "rss", "baseName"]).map_or("index".to_owned(), |name| name.value);
    Facts {
        base_url: text("baseURL"),
        title: own_value("title").or_else(|| text("title")),
        description: settings
            .any(&[&["params", "description"], &["languages", tag, "params", "description"]]),
        language,
        // Hugo treats a date without a zone as UTC.
        timezone: text("timeZone").or_else(|| Some(Detected::new("UTC", "Hugo's default"))),
        author: settings.any(&[&["params", "author", "name"], &["params", "author"], &["author", "name"]]),
        languages: languages.into_iter().collect(),
        content: Some(content),
        permalink,
        date_from: if filename_dates { &["metadata", "filename"] } else { &["metadata"] },
        output: text("publishDir").or_else(|| Some(Detected::new("public", "Hugo's default"))),
        feed: Some((format!("{name}.xml"), "rss", limit(&settings))),
        naming,
        found: settings.found,
        ..Facts::default()
    }
}

fn settings(folder: &Folder<'_>) -> Settings {
    let mut settings = Settings::default();
    for file in files(folder) {
        settings.add(folder, &file, &[]);
    }
    for table in TABLES {
        for extension in EXTENSIONS {
            settings.add(folder, &format!("config/_default/{table}.{extension}"), &[table]);
        }
    }
    settings
}

type Language = (String, (Option<String>, Option<String>));

fn languages(settings: &Settings) -> Vec<Language> {
    let entries = settings.entries(&["languages"]).into_iter();
    let enabled =
        entries.filter(|(_, value)| at(value, &["disabled"]).and_then(Value::as_str) != Some("true"));
    enabled
        .map(|(tag, value)| {
            let text = |path: &[&str]| at(value, path).and_then(Value::as_str).map(str::to_owned);
            (tag.clone(), (text(&["title"]), text(&["params", "description"])))
        })
        .collect()
}

fn limit(settings: &Settings) -> String {
    let limit = settings.any(&[&["services", "rss", "limit"], &["rssLimit"]]).map(|limit| limit.value);
    limit
        .filter(|limit| limit.parse::<usize>().is_ok_and(|count| count > 0))
        .unwrap_or_else(|| "all".to_owned())
}

fn default_pattern() -> Pattern {
    Pattern::default_pattern("/{language}/{dir}/{slug}/", "Hugo")
}

/// How slugs are made of file names by default.
fn file_naming(filename_dates: bool, keep_case: bool) -> Naming {
    let slug: fn(Name<'_>) -> _ = match (filename_dates, keep_case) {
        (false, false) => |name| lower(name.stem),
        (true, false) => |name| lower(name.undated),
        (false, true) => |name| plain(name.stem),
        (true, true) => |name| plain(name.undated),
    };
    Naming { slug, ..Naming::default() }
}

/// How slugs are made with the patterns of the configuration, which may use the title or always the file name.
fn naming(settings: &Settings, pattern: &Pattern, file_naming: Naming) -> Naming {
    let has_part = |part: &str| raw_patterns(settings).iter().any(|(_, pattern)| pattern.contains(part));
    if *pattern == default_pattern() {
        file_naming
    } else if has_part(":title") {
        Naming { slug: title, uses_slug_key: false, ..file_naming }
    } else if has_part(":slug") && !has_part(":slugor") {
        Naming { slug: title, ..file_naming }
    } else {
        Naming { uses_slug_key: has_part(":slugor"), ..file_naming }
    }
}

fn title(name: Name<'_>) -> Option<String> {
    let is_predictable = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, ' ' | '-' | ',' | '!' | '?' | '\'' | '"' | ':' | ';' | '(' | ')')
    };
    let words: String =
        name.title.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')).collect();
    if name.title.chars().all(is_predictable) { latin(&words) } else { None }
}

fn raw_patterns(settings: &Settings) -> Vec<(String, String)> {
    let of = |path: &[&str]| {
        let entries = settings.entries(path).into_iter();
        entries
            .filter_map(|(section, value)| Some((section.clone(), value.as_str()?.to_owned())))
            .collect::<Vec<_>>()
    };
    let mut patterns = [of(&["permalinks", "page"]), of(&["permalinks"])].concat();
    patterns.retain(|(section, _)| section != "_merge");
    patterns
}

fn patterns(settings: &Settings) -> Vec<(String, Pattern)> {
    let from = settings.get(&["permalinks"]).map_or("", |(_, file)| file);
    let ours = |(section, pattern): (String, String)| {
        (section, translate_colons("/{language}", &pattern, PARTS, from))
    };
    raw_patterns(settings).into_iter().map(ours).collect()
}

/// The top-level folders that contain articles.
fn sections(folder: &Folder<'_>, content: &str) -> Vec<String> {
    let is_article = |path: &&str| Kind::of_text(path) == Some(Kind::Markdown) && !describes_folder(path);
    let mut sections: Vec<_> = folder
        .below(content)
        .filter(is_article)
        .filter_map(|path| path.split_once('/').map(|(section, _)| section.to_owned()))
        .collect();
    sections.sort();
    sections.dedup();
    sections
}

/// Applies other settings that change every URL.
fn apply_settings(pattern: Pattern, settings: &Settings, languages: usize, tag: &str) -> Pattern {
    let Pattern::Exact(Detected { mut value, from }) = pattern else { return pattern };
    let near = |value: &str, from: &str, why: &str| finish("", value, &[why.to_owned()], from);
    if settings.get(&["permalinks"]).is_some_and(|(permalinks, _)| permalinks.is_array()) {
        return near(&value, &from, "several patterns, by kind of page");
    }
    if settings.is_true(&["uglyURLs"]) {
        value = format!("{}.html", value.trim_end_matches('/'));
    }
    if settings.is_true(&["defaultContentLanguageInSubdir"]) {
        if languages > 1 {
            return near(&value, &from, "the site's default language as its first part");
        }
        value = value.replace("{language}", tag);
    }
    let folders =
        settings.entries(&["languages"]).into_iter().filter_map(|(_, value)| at(value, &["contentDir"]));
    if folders.count() > 1 {
        return near(&value, &from, "a content folder per language");
    }
    Pattern::Exact(Detected { value, from })
}
