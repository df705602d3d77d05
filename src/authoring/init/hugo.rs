//! Reads a Hugo site's configuration: `hugo.toml` or `config.toml`, YAML or JSON, or the files of
//! `config/_default/`.

use serde_json::Value;

use super::naming::{Name, Naming, latin, lower, plain};
use super::pattern::{Parts, colons, finish, joint};
use super::settings::{Settings, at, list};
use super::{Facts, Folder, Generator, Known, Pattern};
use crate::site::file_name::describes_folder;
use crate::site::files::Kind;

pub(super) static HUGO: Generator = Generator {
    name: "Hugo",
    command: "hugo",
    turn_off: "disableKinds = [\"RSS\"] in its configuration",
    other_ids: "",
    hides: None,
    recognise,
    facts,
};

/// Where a whole configuration can stand; what is published counts before what is common.
const FILES: &[&str] = &[
    "hugo.",
    "config.",
    "config/production/hugo.",
    "config/production/config.",
    "config/_default/hugo.",
    "config/_default/config.",
];

const EXTENSIONS: &[&str] = &["toml", "yaml", "yml", "json"];

/// Files of `config/_default/` that hold the value of one key.
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

fn recognise(folder: &Folder<'_>) -> Option<String> {
    let file = files(folder).next()?;
    let is_hugo = file.contains("hugo.") || file.starts_with("config/");
    // A `config.toml` may be anybody's.
    let says = |key| Settings::read(folder, [file.as_str()]).get(&[key]).is_some();
    (is_hugo || ["baseURL", "languageCode", "defaultContentLanguage"].into_iter().any(says)).then_some(file)
}

fn files(folder: &Folder<'_>) -> impl Iterator<Item = String> {
    let names =
        FILES.iter().flat_map(|stem| EXTENSIONS.iter().map(move |extension| format!("{stem}{extension}")));
    names.filter(|name| folder.has(name))
}

fn facts(folder: &Folder<'_>, _: &str) -> Facts {
    let settings = settings(folder);
    let text = |key| settings.text(&[key]);
    let content = text("contentDir").unwrap_or_else(|| Known::new("content", "Hugo's default"));
    let own = text("defaultContentLanguage");
    let tag = own.as_ref().map_or("en", |known| known.value.as_str());
    let of_own = |key| settings.text(&["languages", tag, key]);
    let languages = languages(&settings);
    // Where there are several, the own one is the one that no file's name ends in.
    let several = || Known::new(tag, own.as_ref().map_or("Hugo's default", |known| known.from.as_str()));
    let language = match languages.len() {
        0 | 1 => of_own("languageCode").or_else(|| text("languageCode")).or_else(|| own.clone()),
        _ => Some(several()),
    };
    let date_from = list(settings.get(&["frontmatter", "date"]));
    let by_name = date_from.iter().any(|source| source == ":filename");
    let of_files = of_files(by_name, settings.is_true(&["disablePathToLower"]));
    let pattern = joint(&patterns(&settings), &sections(folder, &content.value), customary());
    let naming = naming(&settings, &pattern, of_files);
    let permalink = settings.surely(shape(pattern, &settings, languages.len(), tag));
    let name =
        settings.text(&["outputFormats", "rss", "baseName"]).map_or("index".to_owned(), |name| name.value);
    Facts {
        base_url: text("baseURL"),
        title: of_own("title").or_else(|| text("title")),
        description: settings
            .any(&[&["params", "description"], &["languages", tag, "params", "description"]]),
        language,
        // Hugo takes a date without a zone as one of UTC.
        timezone: text("timeZone").or_else(|| Some(Known::new("UTC", "Hugo's default"))),
        author: settings.any(&[&["params", "author", "name"], &["params", "author"], &["author", "name"]]),
        languages: languages.into_iter().collect(),
        content: Some(content),
        permalink,
        date_from: if by_name { &["metadata", "filename"] } else { &["metadata"] },
        output: text("publishDir").or_else(|| Some(Known::new("public", "Hugo's default"))),
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
    let live = entries.filter(|(_, value)| at(value, &["disabled"]).and_then(Value::as_str) != Some("true"));
    live.map(|(tag, value)| {
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

fn customary() -> Pattern {
    Pattern::customary("/{language}/{dir}/{slug}/", "Hugo")
}

/// What is made of files' names where no pattern says otherwise.
fn of_files(by_name: bool, as_written: bool) -> Naming {
    let slug: fn(Name<'_>) -> _ = match (by_name, as_written) {
        (false, false) => |name| lower(name.whole),
        (true, false) => |name| lower(name.undated),
        (false, true) => |name| plain(name.whole),
        (true, true) => |name| plain(name.undated),
    };
    Naming { slug, ..Naming::default() }
}

/// What is made of names where a pattern may ask for the title, or for the file's name whatever the metadata say.
fn naming(settings: &Settings, pattern: &Pattern, of_files: Naming) -> Naming {
    let says = |part: &str| raw_patterns(settings).iter().any(|(_, pattern)| pattern.contains(part));
    if *pattern == customary() {
        of_files
    } else if says(":title") {
        Naming { slug: title, heeds_slug: false, ..of_files }
    } else if says(":slug") && !says(":slugor") {
        Naming { slug: title, ..of_files }
    } else {
        Naming { heeds_slug: says(":slugor"), ..of_files }
    }
}

fn title(name: Name<'_>) -> Option<String> {
    let told = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, ' ' | '-' | ',' | '!' | '?' | '\'' | '"' | ':' | ';' | '(' | ')')
    };
    let spoken: String =
        name.title.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')).collect();
    if name.title.chars().all(told) { latin(&spoken) } else { None }
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
    let ours = |(section, pattern): (String, String)| (section, colons("/{language}", &pattern, PARTS, from));
    raw_patterns(settings).into_iter().map(ours).collect()
}

/// The first folders that hold articles.
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

/// What other settings do to every page.
fn shape(pattern: Pattern, settings: &Settings, languages: usize, tag: &str) -> Pattern {
    let Pattern::Exact(Known { mut value, from }) = pattern else { return pattern };
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
    Pattern::Exact(Known { value, from })
}
